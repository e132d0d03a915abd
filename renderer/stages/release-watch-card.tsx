/** The release watch: one maker's timeline, how long openings took, what may come next, and the plan's planned switch. */
import { useState } from 'react'
import {
  expectationOf,
  releaseFamilies,
  releaseStatistics,
  type Expectation,
  type LagFigures,
  type ReleaseFamily,
} from '../../shared/domain/release.ts'
import type { ReleaseCase } from '../../shared/domain/release-pack.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { contingencyOf, type Contingency } from '../../shared/plan/model/contingency.ts'
import { modelOf } from '../../shared/plan/stages/model.ts'
import { Timeline, type TimelineLane } from '../charts/timeline.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { PlanField } from './plan-field.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const gateTones = { met: 'ok', 'not-met': 'stop', 'not-known': 'warn' } as const
const decisionTones = {
  switch: 'ok',
  wait: 'note',
  'stay-on-fallback': 'warn',
  'no-way-out': 'stop',
  undecided: 'warn',
} as const

export function ReleaseWatchCard({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const watch = knowledge['release-watch']
  const families = releaseFamilies(watch.cases)
  const contingency = contingencyOf(facts, knowledge)
  const [chosen, setChosen] = useState<string | null>(null)
  const vendor = chosen ?? contingency?.release.vendor ?? 'Mistral AI'
  const family = families.find((one) => one.vendor === vendor) ?? families[0]
  const today = facts['identity.assessedOn'] ?? watch.asOf
  const pending = watch.cases.filter((entry) => entry.vendor === family?.vendor && entry.state === 'pending')
  return (
    <Card
      title={text.word('release.title')}
      foot={text.word('release.evidence', { day: { day: watch.evidenceUntil } })}
    >
      <Stack gap="loose">
        <Switch contingency={contingency} facts={facts} />
        <Combo
          label={text.word('release.vendor')}
          items={families.map((one) => ({ id: one.vendor, name: one.vendor }))}
          value={family?.vendor ?? null}
          onChange={setChosen}
        />
        {family === undefined ? null : <FamilyTimeline family={family} today={today} evidenceUntil={watch.evidenceUntil} />}
        {pending.map((entry) => (
          <Next
            key={entry.id}
            entry={entry}
            expectation={expectationOf(entry, watch.cases, watch.evidenceUntil, today)}
          />
        ))}
        <Lags cases={watch.cases} evidenceUntil={watch.evidenceUntil} />
      </Stack>
    </Card>
  )
}

function FamilyTimeline(props: { readonly family: ReleaseFamily; readonly today: string; readonly evidenceUntil: string }) {
  const text = useText()
  const { family, today, evidenceUntil } = props
  const undated = family.lines.filter(({ steps }) => steps.length === 0).map(({ closedModel }) => closedModel)
  const lanes = family.lines.flatMap((line): readonly TimelineLane[] => {
    const closed = line.steps.find(({ step }) => step === 'closed')
    const opened = line.steps.find(({ step }) => step === 'opened')
    const promised = line.steps.find(({ step }) => step === 'promised')
    const items = [
      ...(closed === undefined
        ? []
        : [
            {
              from: closed.day.from,
              to: opened === undefined ? evidenceUntil : opened.day.from,
              label: text.word(opened === undefined ? 'release.waiting' : 'release.closed'),
            },
          ]),
      ...(promised === undefined
        ? []
        : [
            {
              from: promised.day.to,
              to: null,
              label: text.word('release.promised'),
              tone: 'warn' as const,
            },
          ]),
      ...(opened === undefined
        ? []
        : [
            {
              from: opened.day.from,
              to: null,
              label: text.word('release.opened', { model: line.openModel ?? line.closedModel }),
              tone: 'ok' as const,
            },
          ]),
    ].filter((item) => item.to === null || item.to > item.from)
    return items.length === 0 ? [] : [{ name: shortName(line.closedModel), items }]
  })
  return (
    <div>
      {lanes.length === 0 ? null : (
        <Timeline title={text.word('release.timeline', { vendor: family.vendor })} lanes={lanes} today={today} />
      )}
      {undated.length === 0 ? null : (
        <SmallPrint>{text.word('release.noDays', { models: { list: undated } })}</SmallPrint>
      )}
    </div>
  )
}

/** Room for a lane's name is short; the whole name stands in the catalog and in the field. */
function shortName(name: string): string {
  const plain = name.replace(/ \(.*\)$/, '')
  return plain.length > 20 ? `${plain.slice(0, 19)}…` : plain
}

function Next({ entry, expectation }: { readonly entry: ReleaseCase; readonly expectation: Expectation | null }) {
  const text = useText()
  const model = entry.openModel ?? entry.closedModel
  if (expectation === null) return null
  const { range, promised, counted, notOpened, overdue } = expectation
  return (
    <div>
      <h3>
        {text.word('release.next')}: {model}
      </h3>
      <p>
        {[
          range === null
            ? text.word(overdue ? 'release.overdue' : 'release.noRange')
            : text.word('release.expected', {
                model,
                count: counted,
                earliest: { day: range.earliest },
                median: { day: range.median },
                latest: { day: range.latest },
              }),
          ...(promised === null
            ? []
            : [
                promised.from === promised.to
                  ? text.word('release.makerSays', { day: { day: promised.from } })
                  : text.word('release.makerSaysRange', { from: { day: promised.from }, to: { day: promised.to } }),
              ]),
          text.word('release.otherClosed', { count: notOpened }),
        ].join(' ')}
      </p>
    </div>
  )
}

function Lags({ cases, evidenceUntil }: { readonly cases: readonly ReleaseCase[]; readonly evidenceUntil: string }) {
  const text = useText()
  const statistics = releaseStatistics(cases, evidenceUntil)
  const rows = (['sameArtifact', 'otherModel'] as const).map((kind) => ({ kind, ...statistics[kind] }))
  return (
    <div>
      <DataTable
        caption={text.word('release.lags')}
        dense
        rows={rows}
        rowKey={({ kind }) => kind}
        columns={[
          { key: 'kind', name: text.word('release.column.kind'), rowHeader: true, cell: ({ kind }) => text.word(`release.lag.${kind}`) },
          { key: 'count', name: text.word('release.column.count'), align: 'end', cell: ({ count }) => text.number(count) },
          { key: 'median', name: text.word('release.column.median'), align: 'end', cell: ({ median }) => days(median, text) },
          { key: 'range', name: text.word('release.column.range'), align: 'end', cell: (row) => spread(row, text) },
          { key: 'unverified', name: text.word('release.column.unverified'), align: 'end', cell: ({ unverified }) => text.number(unverified) },
        ]}
      />
      <SmallPrint>
        {text.word('release.notOpened', { count: statistics.notOpened.length, missed: statistics.missed.length })}{' '}
        {text.word('release.promises', { ...statistics.promises })}
      </SmallPrint>
    </div>
  )
}

function days(count: number | null, text: Text): string {
  return count === null ? '–' : text.word('release.days', { count })
}

function spread({ shortest, longest }: LagFigures, text: Text): string {
  return shortest === null || longest === null
    ? '–'
    : text.word('release.range', { from: days(shortest, text), to: days(longest, text) })
}

/** "Run X now; switch to Y when every gate is met; else stay on Z." */
function Switch({ contingency, facts }: { readonly contingency: Contingency | null; readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const nameOf = (id: string | null): string | null => (id === null ? null : (modelOf(id, knowledge)?.name ?? id))
  const fields = (
    <>
      <PlanField id="model.contingencyRelease" />
      {contingency === null ? null : (
        <>
          <PlanField id="model.contingencyLatestDay" />
          <PlanField id="model.contingencyFallback" />
          <PlanField id="model.contingencyWeights" />
          <PlanField id="model.contingencyLicense" />
          <PlanField id="model.contingencyTextDigest" />
        </>
      )}
    </>
  )
  if (contingency === null)
    return (
      <Stack>
        <p>{text.word('release.noPlan')}</p>
        {fields}
      </Stack>
    )
  const { release, latestDay, fallback, outcome } = contingency
  return (
    <div>
      <h3>{text.word('release.plan')}</h3>
      <Stack>
        <p>
          {text.word('release.planSentence', {
            now: nameOf(facts['model.id']) ?? text.word('release.noModelNow'),
            next: release.openModel ?? release.closedModel,
            day: latestDay === null ? text.word('release.noDay') : { day: latestDay },
            fallback: nameOf(fallback) ?? text.word('release.noFallback'),
          })}
        </p>
        <DataTable
          caption={text.word('release.plan')}
          captionHidden
          dense
          rows={outcome.gates}
          rowKey={({ gate }) => gate}
          columns={[
            { key: 'gate', name: text.word('release.gate'), rowHeader: true, cell: ({ gate }) => text.word(`release.gate.${gate}`) },
            {
              key: 'state',
              name: text.word('release.gateState'),
              cell: ({ state }) => <StatusChip tone={gateTones[state]}>{text.word(`release.gateState.${state}`)}</StatusChip>,
            },
          ]}
        />
        <div>
          <StatusChip tone={decisionTones[outcome.decision]}>{text.word(`release.decision.${outcome.decision}`)}</StatusChip>
        </div>
        <SmallPrint>{text.word('release.noPromise')}</SmallPrint>
        {fields}
      </Stack>
    </div>
  )
}
