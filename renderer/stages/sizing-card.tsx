/** People, waiting and machines: the sentence, the figures it rests on, and whether the plan lasts. */
import type { ReactNode } from 'react'
import type { InstallationAssessment } from '../../shared/plan/stages/installation.ts'
import { GrowthBars } from '../charts/growth-bars.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Card, Note } from '../ui/card.tsx'
import { KeyValue, type KeyValueItem } from '../ui/key-value.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { TwoLines } from '../ui/table.tsx'

export type Sizing = NonNullable<InstallationAssessment['sizing']>

/** Whether the machines of the plan, or of what is tried, last over the horizon. */
export function GrowthCard({ sizing, title }: { readonly sizing: Sizing; readonly title: string }) {
  const text = useText()
  const last = sizing.years.findLast((year) => year.carried)
  return (
    <GrowthBars
      title={title}
      years={sizing.years.map(({ nodes, ...year }) => ({ ...year, ...nodes }))}
      planned={sizing.planned.nodes}
      finding={
        last === undefined
          ? text.word('sizingScreen.notToday')
          : text.word('sizingScreen.lasts', { year: last.year, years: sizing.years.length })
      }
      {...(sizing.years.length === 1 ? { note: text.word('sizingScreen.noGrowth') } : {})}
    />
  )
}

export function SizingCard({ sizing }: { readonly sizing: Sizing }) {
  const text = useText()
  const { nodes, planned } = sizing
  const enough = nodes.likely !== null && nodes.likely <= planned.nodes
  const surely = nodes.high !== null && nodes.high <= planned.nodes
  return (
    <Card title={text.word('sizingScreen.title')} aside={text.word(`sizingScreen.basis.${sizing.basis}`)}>
      <Stack>
        <Note tone={surely ? 'ok' : enough ? 'warn' : 'stop'}>{needSentence(sizing, text)}</Note>
        <KeyValue shape="figures" items={figures(sizing, text)} />
        {sizing.missing.length === 0 ? null : (
          <SmallPrint>
            {text.word('sizingScreen.missing', { fields: { terms: sizing.missing.map((id) => `field.${id}.label`) } })}
          </SmallPrint>
        )}
        {sizing.assumed.length === 0 ? null : (
          <SmallPrint>
            {text.word('sizingScreen.assumed', { fields: { terms: sizing.assumed.map((id) => `field.${id}.label`) } })}
          </SmallPrint>
        )}
      </Stack>
    </Card>
  )
}

export function needSentence({ nodes, planned, devicesWithSpare, nodesWithSpare }: Sizing, text: Text): string {
  if (nodes.likely === null) return text.word('sizing.noNumberIsEnough')
  const need =
    nodes.low === null || nodes.high === null
      ? text.word('sizing.needsAtLeast', { nodes: nodes.likely })
      : nodes.low === nodes.high
        ? text.word('sizingScreen.needsExactly', { nodes: nodes.likely })
        : text.word('sizing.needs', { low: nodes.low, likely: nodes.likely, high: nodes.high })
  const spare =
    nodesWithSpare === null || devicesWithSpare === null
      ? ''
      : text.word('sizingScreen.spare', { nodes: nodesWithSpare, devices: devicesWithSpare })
  return `${need} ${text.word('sizingScreen.plannedAre', { nodes: planned.nodes })} ${spare}`
}

type Row = 'requests' | 'service' | 'atOnce' | 'slots' | 'needed' | 'waiting' | 'meanWait' | 'longer' | 'headroom' | 'afterFailure'

/** Every figure in the order it follows from the one before. */
export function figures(sizing: Sizing, text: Text): readonly KeyValueItem[] {
  const { atOnce, headroom, headroomAfterFailure, requestsPerHour, serviceTime, slots, slotsNeeded, wait } = sizing
  const row = (key: Row, value: ReactNode): KeyValueItem => ({ key, label: text.word(`sizingScreen.row.${key}`), value })
  const decimal = (thousandths: number): string =>
    text.number(thousandths / 1000, { maximumFractionDigits: thousandths < 100_000 ? 1 : 0 })
  return [
    ...(requestsPerHour === null ? [] : [row('requests', text.number(requestsPerHour))]),
    row(
      'service',
      serviceTime === null ? null : (
        <TwoLines
          first={text.duration(serviceTime.likely)}
          second={text.word('hardwareScreen.between', { low: text.duration(serviceTime.low), high: text.duration(serviceTime.high) })}
        />
      ),
    ),
    row('atOnce', atOnce === null ? text.word('sizingScreen.neverEnds') : decimal(atOnce)),
    row('slots', text.word('sizingScreen.slotsOf', { slots: slots.likely, memory: slots.byMemory })),
    ...(sizing.basis === 'queue' ? [row('needed', slotsNeeded === null ? null : text.number(slotsNeeded))] : []),
    ...(wait === null
      ? []
      : [
          row('waiting', text.share(wait.share)),
          row('meanWait', text.duration(wait.mean)),
          ...(wait.longer === null ? [] : [row('longer', text.share(wait.longer))]),
        ]),
    row('headroom', headroom === null ? null : headroom >= 990_000 ? text.word('sizingScreen.hundredfold') : text.share(headroom)),
    ...(headroomAfterFailure === null
      ? []
      : [row('afterFailure', headroomAfterFailure >= 990_000 ? text.word('sizingScreen.hundredfold') : text.share(headroomAfterFailure))]),
  ]
}
