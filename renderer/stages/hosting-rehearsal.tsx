/** The kill-switch rehearsal: choose an event, see what of this plan stands, degrades or falls, and what would help. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { Rehearsal, StrikeResult } from '../../shared/domain/continuity.ts'
import type { ContinuityEvent } from '../../shared/domain/continuity-pack.ts'
import { message } from '../../shared/domain/vocabulary.ts'
import { isFieldId, type FieldId } from '../../shared/plan/fields.ts'
import { continuityFields } from '../../shared/plan/hosting/continuity-facts.ts'
import { sayVerdict, standingWord, verdictOf, whenOf } from '../../shared/plan/hosting/rehearsal-words.ts'
import type { Continuity } from '../../shared/plan/stages/continuity.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { RehearsalChart, RehearsalLegend } from '../charts/rehearsal-chart.tsx'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { SourceList } from '../ui/sources.tsx'
import { StateIcon, type Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { FieldLink } from './field-link.tsx'
import css from './hosting-rehearsal.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'
import { useContinuityExport } from './use-continuity-export.ts'

export function HostingRehearsal() {
  const text = useText()
  const { continuity } = useOpenPlan().assessment
  const { continuity: pack } = usePlanKnowledge()
  const [chosen, setChosen] = useState(pack.events[0]?.id ?? '')
  const event = pack.events.find(({ id }) => id === chosen)
  const rehearsal = continuity?.rehearsals.find((one) => one.event === chosen)
  const { save, busy } = useContinuityExport()
  // Plans signed before it was worked out have none.
  if (event === undefined || continuity === undefined || rehearsal === undefined) return null
  const verdict = verdictOf(rehearsal)
  return (
    <Card title={text.word('rehearsal.title')} aside={text.word('rehearsal.hint')}>
      <Stack>
        <SegmentedControl
          label={text.word('rehearsal.choose')}
          segments={pack.events.map(({ id }) => ({ value: id, label: text.wordOr(`continuity.short.${id}`) }))}
          value={chosen}
          onChange={setChosen}
        />
        <div className={css['verdict']} role="status">
          <StateIcon state={verdict.state} size={24} />
          <div>
            <h3>{text.wordOr(`continuity.event.${event.id}`)}</h3>
            <p className={css['sentence']}>{sayVerdict(verdict, continuity.clock, text.say)}</p>
            <p className={css['news']}>{newsOf(event, continuity, text)}</p>
          </div>
        </div>
        <Timeline rehearsal={rehearsal} continuity={continuity} />
        <Purchase event={event} continuity={continuity} />
        <Notice event={event} continuity={continuity} />
        <Strikes rehearsal={rehearsal} continuity={continuity} />
        <Helps rehearsal={rehearsal} />
        <Disclosure title={text.word('rehearsal.precedents')}>
          <ul className={css['precedents']}>
            {event.precedents.map((precedent) => (
              <li key={precedent.id}>
                <p>{text.wordOr(`continuity.precedent.${precedent.id}`)}</p>
                {precedent.status === null ? null : <p>{text.wordOr(`hostingScreen.legal.${precedent.status}`)}</p>}
                <SourceList sources={precedent.sources} />
              </li>
            ))}
          </ul>
        </Disclosure>
        <Row>
          <Button icon={Download} isDisabled={busy} onPress={() => void save({ document: 'exercise', event: event.id })}>
            {text.word('rehearsal.save')}
          </Button>
          <Button
            icon={Download}
            variant="quiet"
            isDisabled={busy}
            onPress={() => void save({ document: 'exercise-pdf', event: event.id })}
          >
            {text.word('rehearsal.savePdf')}
          </Button>
        </Row>
        <SmallPrint>{text.word('app.notLegalAdvice')}</SmallPrint>
      </Stack>
    </Card>
  )
}

function newsOf({ id }: ContinuityEvent, { purchase }: Continuity, text: Text): string {
  const values = id === 'provider-acquired' ? { country: { country: purchase?.country ?? 'US' } } : {}
  return text.say(message(`continuity.news.${id}`, values))
}

type Played = { readonly rehearsal: Rehearsal; readonly continuity: Continuity }

function Timeline({ rehearsal, continuity }: Played) {
  const text = useText()
  const columns = rehearsal.moments.map((moment) => text.word(`continuity.moment.${moment}`))
  const lanes = [
    { part: 'service', times: rehearsal.service, whole: true },
    ...rehearsal.parts.map(({ part, times }) => ({ part, times, whole: false })),
  ]
  const name = (part: string): string => text.wordOr(`continuity.part.${part}`)
  return (
    <ChartFrame
      title={text.word('rehearsal.picture')}
      level={3}
      finding={sayVerdict(verdictOf(rehearsal), continuity.clock, text.say)}
      note={text.word('rehearsal.note')}
      scrolls
      legend={<RehearsalLegend />}
      picture={
        <RehearsalChart
          columns={columns}
          rows={lanes.map(({ part, times, whole }) => ({
            key: part,
            name: name(part),
            whole,
            cells: times.map(({ known, possible }) => ({ standing: known, possible })),
          }))}
        />
      }
      twin={
        <DataTable
          caption={text.word('rehearsal.picture')}
          captionHidden
          rows={lanes}
          rowKey={({ part }) => part}
          columns={[
            { key: 'part', name: text.word('rehearsal.part'), rowHeader: true, cell: ({ part }) => name(part) },
            ...rehearsal.moments.map((moment, place) => ({
              key: moment,
              name: text.word(`continuity.moment.${moment}`),
              cell: ({ times }: (typeof lanes)[number]) => {
                const at = times[place]
                return at === undefined ? '' : text.wordOr(`continuity.standing.${standingWord(at)}`)
              },
            })),
          ]}
        />
      }
    />
  )
}

/** The same engine with a parent abroad: what the purchase would bring. */
function Purchase({ event, continuity: { purchase } }: { readonly event: ContinuityEvent; readonly continuity: Continuity }) {
  const text = useText()
  if (event.id !== 'provider-acquired' || purchase === null) return null
  const seal = (level: number | null): string => (level === null ? text.word('modelScreen.notKnown') : `SEAL-${String(level)}`)
  return (
    <Note tone={purchase.newLaws.length > 0 ? 'warn' : 'none'}>
      {text.word('rehearsal.purchase', {
        country: { country: purchase.country },
        laws: purchase.newLaws.length,
        before: seal(purchase.ceiling),
        after: seal(purchase.thenCeiling),
      })}
    </Note>
  )
}

function Notice({ event, continuity: { clock } }: { readonly event: ContinuityEvent; readonly continuity: Continuity }) {
  const text = useText()
  if (event.id !== 'service-suspension' || clock.noticeDays === null) return null
  return <Note>{text.word('rehearsal.notice', { count: clock.noticeDays })}</Note>
}

const tones: Record<StrikeResult['outcome'], Tone> = { hits: 'stop', open: 'note', shut: 'ok' }
const outcomes: readonly StrikeResult['outcome'][] = ['hits', 'open', 'shut']

function Strikes({ rehearsal, continuity }: Played) {
  const text = useText()
  const shown = rehearsal.strikes
    .filter(({ outcome, shutBy }) => outcome !== 'shut' || shutBy.length > 0)
    .toSorted((left, right) => outcomes.indexOf(left.outcome) - outcomes.indexOf(right.outcome))
  const measures = (ids: readonly string[]): string => text.list(ids.map((id) => text.wordOr(`continuity.measure.${id}`)))
  if (shown.length === 0) return <p>{text.word('rehearsal.nothing')}</p>
  return (
    <Card level={3} title={text.word('rehearsal.why')} flush>
      <DataTable
        caption={text.word('rehearsal.why')}
        captionHidden
        rows={shown}
        rowKey={({ id }) => id}
        columns={[
          { key: 'part', name: text.word('rehearsal.part'), rowHeader: true, cell: ({ part }) => text.word(`continuity.part.${part}`) },
          {
            key: 'outcome',
            name: text.word('rehearsal.outcome'),
            cell: ({ outcome }) => <StatusChip tone={tones[outcome]}>{text.word(`rehearsal.outcome.${outcome}`)}</StatusChip>,
          },
          { key: 'when', name: text.word('rehearsal.when'), cell: ({ moment }) => text.say(whenOf(moment, continuity.clock)) },
          {
            key: 'cause',
            name: text.word('rehearsal.cause'),
            width: '44%',
            cell: ({ id, shutBy, missing }) => (
              <>
                {text.wordOr(`continuity.strike.${id}`)}
                {shutBy.length === 0 ? null : <> {text.word('rehearsal.heldBy', { measures: measures(shutBy) })}</>}
                {missing.length === 0 ? null : <MissingFacts facts={missing.map((fact) => continuityFields[fact])} />}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** Facts that decide it, each a way to its question. */
function MissingFacts({ facts }: { readonly facts: readonly FieldId[] }) {
  return (
    <span className={css['missing']}>
      {[...new Set(facts)].map((field) => (
        <FieldLink key={field} field={field} />
      ))}
    </span>
  )
}

function Helps({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const text = useText()
  const { continuity: pack } = usePlanKnowledge()
  if (rehearsal.service.every(({ possible }) => possible === 'stands') && rehearsal.helps.length === 0) return null
  const rows = rehearsal.helps.flatMap((help) => {
    const measure = pack.measures.find(({ id }) => id === help.measure)
    return measure === undefined ? [] : [{ ...help, kind: measure.kind, field: measure.field, clause: measure.clause }]
  })
  return (
    <Card level={3} title={text.word('rehearsal.helps')} flush>
      <DataTable
        caption={text.word('rehearsal.helps')}
        captionHidden
        rows={rows}
        rowKey={({ measure }) => measure}
        empty={text.word('rehearsal.helpsNone')}
        columns={[
          { key: 'measure', name: text.word('rehearsal.measure'), rowHeader: true, cell: ({ measure }) => text.wordOr(`continuity.measure.${measure}`) },
          { key: 'kind', name: text.word('rehearsal.kind'), cell: ({ kind }) => text.word(`continuity.kind.${kind}`) },
          {
            key: 'effect',
            name: text.word('rehearsal.effect'),
            cell: ({ parts }) => text.word('rehearsal.keeps', { parts: text.list(parts.map((part) => text.word(`continuity.part.${part}`))) }),
          },
          {
            key: 'answer',
            name: text.word('rehearsal.answer'),
            cell: ({ field }) => (isFieldId(field) ? <FieldLink field={field} /> : null),
          },
        ]}
      />
    </Card>
  )
}
