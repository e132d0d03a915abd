/** The law as of a day: what binds on the day of the plan, what on another, and what changes in between. */
import { ChevronLeft, ChevronRight, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { lawBetween, lawDays, type LawChange, type LawView } from '../../shared/domain/obligations/law.ts'
import type { Duty } from '../../shared/domain/obligations.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { obligationFacts } from '../../shared/plan/stages/obligation-facts.ts'
import { Timeline, type TimelineLane } from '../charts/timeline.tsx'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { Slider } from '../ui/slider.tsx'
import { SourceList } from '../ui/sources.tsx'
import { DataTable } from '../ui/table.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** The days that the slider reaches. The packs know of nothing later. */
const first = '2025-01-01'
const last = '2030-12-31'

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
}

function dayOf(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10)
}

export function LawCard() {
  const text = useText()
  const { document, assessment } = useOpenPlan()
  const { obligations: pack } = usePlanKnowledge()
  const planDay = assessment.obligations.day
  const facts = useMemo(() => obligationFacts(factsOf(document.plan)), [document.plan])
  const [chosen, setChosen] = useState<string | null>(null)
  const day = chosen ?? planDay
  const view = useMemo(
    () => (planDay === null || day === null ? null : lawBetween(facts, planDay, day, pack)),
    [facts, planDay, day, pack],
  )
  const days = useMemo(() => (planDay === null ? [] : lawDays(facts, last, pack)), [facts, planDay, pack])
  if (planDay === null || day === null || view === null) return null
  const earlier = days.filter((one) => one < day && one >= first).at(-1)
  const later = days.find((one) => one > day)
  const counts = view.to === day ? view.after : view.before
  const atPlan = view.to === planDay ? view.after : view.before
  return (
    <Card title={text.word('lawScreen.title')} aside={text.word('lawScreen.against', { planDay: { day: planDay }, count: atPlan['in-force'] })}>
      <Stack gap="loose">
        <Slider
          label={text.word('lawScreen.slider')}
          value={Math.min(dayNumber(last), Math.max(dayNumber(first), dayNumber(day)))}
          onChange={(value) => setChosen(dayOf(value))}
          min={dayNumber(first)}
          max={dayNumber(last)}
          format={(value) => text.day(dayOf(value), 'long')}
          limit={{ at: Math.min(dayNumber(last), Math.max(dayNumber(first), dayNumber(planDay))), label: text.word('lawScreen.planDay') }}
        />
        <Row>
          <Button size="small" icon={ChevronLeft} isDisabled={earlier === undefined} onPress={() => earlier !== undefined && setChosen(earlier)}>
            {text.word('lawScreen.previous')}
          </Button>
          <Button size="small" icon={ChevronRight} isDisabled={later === undefined} onPress={() => later !== undefined && setChosen(later)}>
            {text.word('lawScreen.next')}
          </Button>
          {day === planDay ? null : (
            <Button size="small" variant="quiet" icon={Undo2} onPress={() => setChosen(null)}>
              {text.word('lawScreen.toPlan')}
            </Button>
          )}
        </Row>
        <p role="status">
          <strong>{text.word('lawScreen.counts', { count: counts['in-force'], day: { day } })}</strong>{' '}
          {counts.depends === 0 ? null : text.word('lawScreen.depends', { count: counts.depends })}
        </p>
        <LawTimeline planDay={planDay} chosen={day} facts={facts} />
        <Changes view={view} />
        <Proposals proposals={view.proposals} />
      </Stack>
    </Card>
  )
}

function LawTimeline({ planDay, chosen, facts }: { readonly planDay: string; readonly chosen: string; readonly facts: ReturnType<typeof obligationFacts> }) {
  const text = useText()
  const { obligations: pack } = usePlanKnowledge()
  // Everything from before the slider's first day to its last one: the changes are the starts.
  const starts = useMemo(
    () => lawBetween(facts, '1990-01-01', last, pack).changes.filter((change) => change.kind === 'starts' && change.binding),
    [facts, pack],
  )
  const lanes = pack.regimes.flatMap((regime): TimelineLane[] => {
    const own = new Set(pack.obligations.filter((duty) => duty.regime === regime.id).map(({ id }) => id))
    const mine = starts.filter((change) => change.on !== null && own.has(change.duty))
    const days = [...new Set(mine.flatMap(({ on }) => on ?? []))]
    if (days.length === 0) return []
    const items = days.map((from) => ({ from, to: null, ...labelOf(mine.filter(({ on }) => on === from), from, text), tone: from <= planDay ? ('ok' as const) : ('warn' as const) }))
    return [{ name: text.wordOr(`lawScreen.regime.${regime.id}`, regime.id), items: items.map((item) => (item.from < first ? { ...item, from: first } : item)) }]
  })
  if (lanes.length === 0) return null
  return (
    <Timeline
      title={text.word('lawScreen.timeline')}
      lanes={lanes}
      today={planDay < first ? first : planDay}
      chosen={chosen < first ? first : chosen > last ? last : chosen}
      todayLabel={text.word('lawScreen.planDay')}
      bare
    />
  )
}

function labelOf(changes: readonly LawChange[], from: string, text: Text): { readonly label: string } {
  const many = text.word('lawScreen.many', { count: changes.length })
  return { label: from < first ? `${many}, ${text.word('lawScreen.since', { day: { day: from } })}` : many }
}

function Changes({ view }: { readonly view: LawView }) {
  const text = useText()
  if (view.from === view.to) return null
  if (view.changes.length === 0) return <p>{text.word('lawScreen.noChange')}</p>
  return (
    <DataTable
      caption={text.word('lawScreen.changes', { from: { day: view.from }, to: { day: view.to } })}
      dense
      maxHeight="20rem"
      rows={view.changes}
      rowKey={(change) => `${change.duty} ${change.kind} ${change.on ?? ''} ${change.what ?? ''}`}
      columns={[
        { key: 'on', name: text.word('lawScreen.on'), width: '9rem', cell: ({ on }) => (on === null ? '–' : text.day(on)) },
        {
          key: 'duty',
          name: text.word('report.duty'),
          rowHeader: true,
          cell: (change) => (
            <span>
              {change.duty} <span lang="en">{change.title}</span>
            </span>
          ),
        },
        { key: 'change', name: text.word('lawScreen.change'), width: '12rem', cell: (change) => changeText(change, text) },
      ]}
    />
  )
}

function changeText({ kind, binding, what }: LawChange, text: Text) {
  const word =
    kind === 'starts' && !binding ? 'lawScreen.kind.startsGuidance' : (`lawScreen.kind.${kind}` as const)
  return what === null ? (
    text.word(word)
  ) : (
    <span>
      {text.word(word)}
      {text.colon} <span lang="en">{what}</span>
    </span>
  )
}

function Proposals({ proposals }: { readonly proposals: readonly Duty[] }) {
  const text = useText()
  if (proposals.length === 0) return null
  return (
    <Disclosure title={`${text.word('lawScreen.proposals')} (${text.number(proposals.length)})`}>
      <Stack>
        <p>{text.word('lawScreen.proposalsLead')}</p>
        <ul lang="en">
          {proposals.map((duty) => (
            <li key={duty.id}>
              {duty.title} ({duty.reference})
            </li>
          ))}
        </ul>
        <SourceList sources={proposals[0]?.sources ?? []} />
      </Stack>
    </Disclosure>
  )
}
