/** People, waiting and machines: the sentence, the figures it rests on, and whether the plan lasts. */
import type { ReactNode } from 'react'
import type { InstallationAssessment } from '../../shared/plan/stages/installation.ts'
import { GrowthBars } from '../charts/growth-bars.tsx'
import { sizingCertainty } from '../../shared/plan/hardware/certainty.ts'
import { nodesNeeded, peakBesidePlaces } from '../../shared/plan/sizing/findings.ts'
import { useOpenPlan } from '../state/app-context.tsx'
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
  const certainty = sizingCertainty(sizing)
  const peak = peakBesidePlaces(sizing, useOpenPlan().assessment.hardware.concurrency?.needed ?? null)
  const surely = nodes.high !== null && nodes.high <= planned.nodes
  return (
    <Card title={text.word('sizingScreen.title')} aside={text.word(`sizingScreen.basis.${sizing.basis}`)}>
      <Stack>
        <Note tone={surely ? 'ok' : enough ? 'warn' : 'stop'}>{needSentence(sizing, text)}</Note>
        <KeyValue shape="figures" items={figures(sizing, text)} />
        {peak === null ? null : <SmallPrint>{text.say(peak)}</SmallPrint>}
        {certainty === null ? null : <SmallPrint>{text.say(certainty)}</SmallPrint>}
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

export function needSentence(sizing: Sizing, text: Text): string {
  const { devicesWithSpare, fleet, nodes, nodesWithSpare, planned } = sizing
  const need = text.say(nodesNeeded(sizing))
  if (nodes.likely === null) return need
  const spare =
    nodesWithSpare === null || devicesWithSpare === null
      ? ''
      : text.word(fleet === undefined ? 'sizingScreen.spare' : 'sizingScreen.spareInAll', { nodes: nodesWithSpare, devices: devicesWithSpare })
  return `${need} ${text.word('sizingScreen.plannedAre', { nodes: planned.nodes })} ${spare}`
}

type Row = 'requests' | 'service' | 'atOnce' | 'slots' | 'mainSlots' | 'allSlots' | 'needed' | 'waiting' | 'meanWait' | 'longer' | 'headroom'

/** Every figure in the order it follows from the one before. */
export function figures(sizing: Sizing, text: Text): readonly KeyValueItem[] {
  const { afterDevice, atOnce, fleet, headroom, headroomAfterFailure, requestsPerHour, serviceTime, slots, slotsNeeded, wait } = sizing
  const row = (key: Row, value: ReactNode): KeyValueItem => ({ key, label: text.word(`sizingScreen.row.${key}`), value })
  const decimal = (thousandths: number): string =>
    text.number(thousandths / 1000, { maximumFractionDigits: thousandths < 100_000 ? 1 : 0 })
  const room = (basisPoints: number): string =>
    basisPoints >= 990_000 ? text.word('sizingScreen.hundredfold') : text.share(basisPoints)
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
    row(fleet === undefined ? 'slots' : 'mainSlots', text.word('sizingScreen.slotsOf', { slots: slots.likely, memory: slots.byMemory })),
    ...(fleet === undefined
      ? []
      : [row('allSlots', fleet.slots.low === fleet.slots.high ? text.number(fleet.slots.likely) : <TwoLines first={text.number(fleet.slots.likely)} second={text.word('hardwareScreen.between', { low: text.number(fleet.slots.low), high: text.number(fleet.slots.high) })} />)]),
    ...(sizing.basis === 'queue' ? [row('needed', slotsNeeded === null ? null : text.number(slotsNeeded))] : []),
    ...(wait === null
      ? []
      : [
          row('waiting', text.share(wait.share)),
          row('meanWait', text.duration(wait.mean)),
          ...(wait.longer === null ? [] : [row('longer', text.share(wait.longer))]),
        ]),
    row('headroom', headroom === null ? null : room(headroom)),
    ...(headroomAfterFailure === null ? [] : [{ key: 'afterFailure', label: lossWords(sizing, text), value: room(headroomAfterFailure) }]),
    ...(afterDevice === undefined ? [] : [{ key: 'afterDevice', label: deviceWords(sizing, text), value: room(afterDevice.headroom) }]),
  ]
}

function lossWords({ fleet }: Sizing, text: Text): string {
  const name = fleet?.lost ?? null
  return name === null ? text.word('sizingScreen.row.afterFailure') : text.word('sizingScreen.row.afterLoss', { name })
}

function deviceWords({ afterDevice, fleet }: Sizing, text: Text): string {
  return fleet === undefined || afterDevice === undefined
    ? text.word('sizingScreen.row.afterDevice')
    : text.word('sizingScreen.row.afterDeviceOf', { name: afterDevice.name })
}
