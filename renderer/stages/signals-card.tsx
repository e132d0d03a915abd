/** The monitoring plan: what is watched, from when somebody acts and what follows, and the calendar of what is due. */
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CalendarEntry } from '../../shared/plan/assurance/calendar.ts'
import { signalActions, signalKinds, type SignalEntry } from '../../shared/plan/assurance/entries.ts'
import { signalSuggestions, type SignalSuggestion } from '../../shared/plan/assurance/signals.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { Timeline } from '../charts/timeline.tsx'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { PlanText } from '../text/plan-text.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Combo } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { freeKey, lineOf, NumberBox, Several, typedNumber } from './assurance-dialog.tsx'
import { EntriesCard } from './entries-card.tsx'
import { useTargetEntry } from './use-target.ts'
import css from './assurance.module.css'

type Editing = { readonly id: string | null; readonly entry: SignalEntry }

const blank: SignalEntry = { kind: 'own', name: '', threshold: '', everyDays: 30, who: null, actions: [], suggestion: null }

export function SignalsCard() {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const signals = plan.signals ?? {}
  const [editing, setEditing] = useState<Editing | null>(null)
  const target = useTargetEntry('signals')
  const rows = Object.entries(signals).toSorted(([left], [right]) => byCodeUnit(left, right))
  const offers = signalSuggestions(signals, factsOf(plan))
  return (
    <EntriesCard
      table="signals"
      title={text.word('assuranceScreen.signals')}
      lead={text.word('assuranceScreen.signalsLead')}
      add={text.word('assuranceScreen.addSignal')}
      onAdd={() => setEditing({ id: null, entry: blank })}
      offers={{ count: offers.length, table: <Offers offers={offers} onTake={(entry) => setEditing({ id: null, entry: { ...entry, name: '', threshold: '' } })} /> }}
      dialog={editing === null ? null : <SignalDialog editing={editing} onClose={() => setEditing(null)} />}
    >
      <DataTable
        caption={text.word('assuranceScreen.signals')}
        captionHidden
        dense
        fits
        rows={rows}
        rowKey={([id]) => id}
        target={target}
        empty={<EmptyState title={text.word('assuranceScreen.nothingYet')}>{text.word('assuranceScreen.signalNone')}</EmptyState>}
        columns={[
          {
            key: 'signal',
            name: text.word('assuranceScreen.signal'),
            rowHeader: true,
            width: '26%',
            cell: ([, one]) => <TwoLines first={<PlanText>{one.name}</PlanText>} second={text.word(`assurance.signal.${one.kind}`)} />,
          },
          { key: 'threshold', name: text.word('assuranceScreen.signalThreshold'), cell: ([, one]) => <PlanText>{one.threshold}</PlanText> },
          {
            key: 'who',
            name: text.word('assuranceScreen.who'),
            width: '22%',
            cell: ([, one]) => <TwoLines first={one.who === null ? text.word('report.noOwner') : <PlanText>{one.who}</PlanText>} second={text.word('assuranceScreen.everyDays', { days: one.everyDays })} />,
          },
          { key: 'actions', name: text.word('assuranceScreen.actions'), width: '20%', cell: ([, one]) => text.list(one.actions.map((action) => text.word(`assurance.action.${action}`))) },
          {
            key: 'do',
            name: text.word('assuranceScreen.change'),
            width: '5.25rem',
            cell: ([id, entry]) => (
              <Row wraps={false}>
                <IconButton changes icon={Pencil} size="small" label={text.word('assuranceScreen.changeThis', { name: entry.name })} onPress={() => setEditing({ id, entry })} />
                <IconButton changes icon={Trash2} size="small" label={text.word('assuranceScreen.removeThis', { name: entry.name })} onPress={() => dispatch({ type: 'signal.remove', id })} />
              </Row>
            ),
          },
        ]}
      />
    </EntriesCard>
  )
}

/** A threshold is the planner's own: taking a suggestion asks for it. */
function Offers({ offers, onTake }: { readonly offers: readonly SignalSuggestion[]; readonly onTake: (entry: SignalEntry) => void }) {
  const text = useText()
  return (
    <DataTable
      caption={text.word('assuranceScreen.suggested')}
      captionHidden
      dense
      rows={offers}
      rowKey={({ id }) => id}
      columns={[
        { key: 'signal', name: text.word('assuranceScreen.signal'), rowHeader: true, width: '30%', cell: ({ entry }) => text.word(`assurance.signal.${entry.kind}`) },
        { key: 'reason', name: text.word('assuranceScreen.reason'), cell: ({ reason }) => text.say(reason) },
        {
          key: 'take',
          name: text.word('assuranceScreen.take'),
          width: '8rem',
          cell: ({ entry }) => (
            <Button size="small" aria-label={text.word('assuranceScreen.takeThis', { name: text.word(`assurance.signal.${entry.kind}`) })} onPress={() => onTake(entry)}>
              {text.word('assuranceScreen.take')}
            </Button>
          ),
        },
      ]}
    />
  )
}

function SignalDialog({ editing: { id, entry }, onClose }: { readonly editing: Editing; readonly onClose: () => void }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [kind, setKind] = useState(entry.kind)
  const [name, setName] = useState(entry.name)
  const [threshold, setThreshold] = useState(entry.threshold)
  const [every, setEvery] = useState(text.number(entry.everyDays))
  const [who, setWho] = useState(entry.who ?? '')
  const [actions, setActions] = useState([...entry.actions])
  const everyDays = typedNumber(every, 1, 3650, 1, text) ?? undefined
  const [named, limit] = [lineOf(name), lineOf(threshold)]
  const ready = named !== null && limit !== null && everyDays !== undefined
  const save = (): void => {
    if (!ready) return
    const signal = { ...entry, kind, name: named, threshold: limit, everyDays, who: lineOf(who), actions }
    if (dispatch({ type: 'signal.record', id: id ?? freeKey('s', plan.signals ?? {}), entry: signal }).ok) onClose()
  }
  return (
    <EntryDialog title={id === null ? text.word('assuranceScreen.addSignal') : text.word('assuranceScreen.changeThis', { name: entry.name })} save={text.word('assuranceScreen.save')} ready={ready} onSave={save} onClose={onClose}>
      <Combo
        label={text.word('assuranceScreen.signal')}
        items={signalKinds.map((one) => ({ id: one, name: text.word(`assurance.signal.${one}`) }))}
        value={kind}
        onChange={(to) => setKind(signalKinds.find((one) => one === to) ?? 'own')}
      />
      <PlainTextField label={text.word('assuranceScreen.signalName')} value={name} onChange={setName} maxLength={200} />
      <PlainTextField
        label={text.word('assuranceScreen.signalThreshold')}
        hint={text.word('assuranceScreen.sayThreshold')}
        value={threshold}
        onChange={setThreshold}
        maxLength={400}
      />
      <div className={css['pairs']}>
        <NumberBox label={text.word('assuranceScreen.every')} typed={every} onChange={setEvery} value={everyDays} low={1} high={3650} />
        <PlainTextField label={text.word('assuranceScreen.who')} value={who} onChange={setWho} maxLength={200} />
      </div>
      <Several
        label={text.word('assuranceScreen.actions')}
        items={signalActions}
        chosen={actions}
        name={(action) => text.word(`assurance.action.${action}`)}
        onChange={(chosen) => setActions([...chosen])}
      />
    </EntryDialog>
  )
}

const lanes = { reviews: ['review'], evaluations: ['evaluation'], ends: ['acceptance', 'decision'], use: ['start', 'end', 'law'] } as const
const laneNames = ['reviews', 'evaluations', 'ends', 'use'] as const

/** What is due when, on one line of time. Nothing without a day. */
export function CalendarCard() {
  const text = useText()
  const { assessment, document } = useOpenPlan()
  const calendar = assessment.assurance?.calendar ?? []
  if (assessment.assessedOn === null || calendar.length === 0) return null
  const titles = new Map(assessment.findings.map(({ id, headline }) => [id, text.say(headline)]))
  return (
    <Timeline
      title={text.word('assuranceScreen.calendar')}
      today={assessment.assessedOn}
      todayLabel={text.word('lawScreen.planDay')}
      lanes={laneNames.flatMap((name) => {
        const kinds: readonly CalendarEntry['kind'][] = lanes[name]
        const items = calendar.filter(({ kind }) => kinds.includes(kind))
        return items.length === 0
          ? []
          : [
              {
                name: text.word(`assurance.lane.${name}`),
                items: merged(items).map(({ on, entries }) => ({
                  from: on,
                  to: null,
                  label: entries.length > 1 ? `${labelOf(entries[0], titles, document.plan.risks ?? {}, text)} +${text.number(entries.length - 1)}` : labelOf(entries[0], titles, document.plan.risks ?? {}, text),
                  tone: on < (assessment.assessedOn ?? '') ? ('stop' as const) : ('plain' as const),
                })),
              },
            ]
      })}
    />
  )
}

function merged(items: readonly CalendarEntry[]): readonly { readonly on: string; readonly entries: readonly CalendarEntry[] }[] {
  const days = [...new Set(items.map(({ on }) => on))]
  return days.map((on) => ({ on, entries: items.filter((item) => item.on === on) }))
}

function labelOf(entry: CalendarEntry | undefined, titles: ReadonlyMap<string, string>, risks: Readonly<Record<string, unknown>>, text: Text): string {
  if (entry === undefined) return ''
  const { kind, about } = entry
  if (kind === 'evaluation' && about !== null) return about
  if (kind === 'decision' && about !== null) return titles.get(about) ?? text.word('assurance.calendar.decision')
  if (kind === 'acceptance' && about !== null && Object.hasOwn(risks, about)) return text.wordOr(`assurance.risk.${about.split('/')[1] ?? ''}`, text.word('assurance.calendar.acceptance'))
  return kind === 'acceptance' ? (about ?? '') : text.word(`assurance.calendar.${kind}`)
}
