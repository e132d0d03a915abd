/** What the devices draw, how long they work, and what that is in a year at the meter. */
import type { ReactNode } from 'react'
import type { InstallationAssessment } from '../../shared/plan/stages/installation.ts'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { TwoLines } from '../ui/table.tsx'

type Band = { readonly low: number; readonly likely: number; readonly high: number }

export function EnergyCard({ energy }: { readonly energy: NonNullable<InstallationAssessment['energy']> }) {
  const text = useText()
  const band = (range: Band | null, show: (value: number) => string): ReactNode =>
    range === null ? null : range.low === range.high ? (
      show(range.likely)
    ) : (
      <TwoLines
        first={show(range.likely)}
        second={text.word('hardwareScreen.between', { low: show(range.low), high: show(range.high) })}
      />
    )
  const watts = (value: number): string => text.word('hardwareScreen.wattsAre', { watts: value })
  return (
    <Card title={text.word('energyScreen.title')}>
      <Stack>
        <KeyValue
          shape="figures"
          items={[
            { key: 'use', label: text.word('energyScreen.utilization'), value: band(energy.utilization, text.share) },
            { key: 'active', label: text.word('energyScreen.active'), value: band(energy.active, watts) },
            { key: 'idle', label: text.word('energyScreen.idle'), value: energy.idle === null ? text.word('deviceCatalog.notKnown') : watts(energy.idle) },
            { key: 'average', label: text.word('energyScreen.average'), value: band(energy.average, watts) },
            { key: 'overhead', label: text.word('energyScreen.overhead'), value: energy.overhead === null ? null : text.share(energy.overhead) },
            {
              key: 'year',
              label: text.word('energyScreen.year'),
              value: band(energy.wattHours, (value) => text.word('costsScreen.kilowattHours', { amount: Math.round(value / 1000) })),
            },
            {
              key: 'carbon',
              label: text.word('energyScreen.carbon'),
              value: band(energy.grams, (value) => text.word('costsScreen.kilograms', { amount: Math.round(value / 1000) })),
            },
          ]}
        />
        <SmallPrint>{text.word(`energyScreen.basis.${energy.basis}`)}</SmallPrint>
        {energy.sources.length === 0 ? null : (
          <Disclosure title={text.word('energyScreen.sources')}>
            <SourceList sources={energy.sources} />
          </Disclosure>
        )}
      </Stack>
    </Card>
  )
}
