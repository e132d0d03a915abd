/** How one copy of the model lies on its devices: a bar for each where they differ, and the other ways of cutting it. */
import { useMemo } from 'react'
import { chosenMachine } from '../../shared/plan/machines.ts'
import type { EqualDevices, SplitWay } from '../../shared/plan/hardware/splits.ts'
import { splitsFor } from '../../shared/plan/stages/splits.ts'
import { DeviceBars } from '../charts/device-bars.tsx'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import type { Preview } from './hardware-preview.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** The ways, the planned one first; empty with one device, or where machines of several types share the people. */
export function useSplits(preview: Preview): readonly SplitWay[] {
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  return useMemo(
    () => (preview.result.fleet === null ? splitsFor(preview.facts, chosenMachine(plan), knowledge) : []),
    [preview.facts, preview.result.fleet, plan, knowledge],
  )
}

type BarsProps = { readonly way: SplitWay; readonly title: string; readonly totalBytes: number; readonly finding: string; readonly note?: string }

export function SplitBars({ way, title, totalBytes, finding, note }: BarsProps) {
  const text = useText()
  return (
    <DeviceBars
      title={title}
      totalBytes={totalBytes}
      usableBytes={way.usablePerDevice}
      finding={finding}
      {...(note === undefined ? {} : { note })}
      rows={way.devices.map((group) => ({
        key: String(group.first),
        label: deviceName(group, text),
        parts: [
          { key: 'weights', label: text.word('hardwareScreen.weights'), bytes: group.part.weights },
          { key: 'cache', label: text.word('hardwareScreen.cache'), bytes: group.part.keyValueCache },
          { key: 'runtime', label: text.word('hardwareScreen.runtime'), bytes: group.part.buffers + group.part.runtime },
        ],
      }))}
    />
  )
}

function deviceName({ first, last, part, to }: EqualDevices, text: Text): string {
  const layers = { from: part.from + 1, to }
  return first === last ? text.word('splits.one', { device: first, ...layers }) : text.word('splits.several', { first, last, ...layers })
}

/** The ways beside one another: what the fullest device holds, whether it fits, how fast it is and how sure that is. */
export function SplitsCard({ ways }: { readonly ways: readonly SplitWay[] }) {
  const text = useText()
  return (
    <Card title={text.word('splits.title')} flush foot={text.word('splits.note')}>
      <DataTable
        caption={text.word('splits.title')}
        captionHidden
        rows={ways}
        rowKey={({ kind }) => kind}
        columns={[
          {
            key: 'way',
            name: text.word('splits.way'),
            rowHeader: true,
            cell: (way) => <TwoLines first={text.word(`splits.kind.${way.kind}`)} second={detailOf(way, text)} />,
          },
          {
            key: 'fullest',
            name: text.word('splits.fullest'),
            align: 'end',
            cell: (way) => (
              <TwoLines
                first={text.word('fleetScreen.memoryOf', { used: text.bytes(way.fullestDevice), usable: text.bytes(way.usablePerDevice) })}
                second={text.word(way.fits ? 'splits.fits' : 'splits.fitsNot')}
              />
            ),
          },
          {
            key: 'speed',
            name: text.word('splits.speed'),
            align: 'end',
            cell: ({ perPerson }) =>
              perPerson === null ? (
                '–'
              ) : (
                <TwoLines
                  first={text.speed(perPerson.likely)}
                  second={text.word('hardwareScreen.between', { low: text.speedFigure(perPerson.low), high: text.speedFigure(perPerson.high) })}
                />
              ),
          },
          {
            key: 'certainty',
            name: text.word('splits.certainty'),
            cell: ({ perPerson }) => (perPerson === null ? '–' : text.word(`splits.basis.${perPerson.basis}`)),
          },
        ]}
      />
    </Card>
  )
}

function detailOf({ split, isPlanned }: SplitWay, text: Text): string {
  const { tensor, pipeline, replicas } = split
  const words = text.word('splits.detail', { tensor, pipeline, replicas })
  return isPlanned ? text.word('splits.planned', { words }) : words
}
