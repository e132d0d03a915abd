/** Figures of one set beside each other: the same benchmark, data set, version, language, split, metric and scale. */
import { useState } from 'react'
import type { Comparison } from '../../shared/domain/evaluation.ts'
import type { EvaluationRow } from '../../shared/domain/evaluation/rows.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { DotWhisker } from '../charts/dot-whisker.tsx'
import { useText } from '../text/words.tsx'
import { Combo } from '../ui/combo.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { decimalsOf, directionOf, evaluatedName, figure, intervalOf, setName, versionName } from './evidence-words.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** More rows than these stand in the table only. */
const mostShown = 12

export type EvidencePictureProps = {
  /** The sets to choose from, the most telling first. */
  readonly comparisons: readonly Comparison[]
  /** Models to mark. */
  readonly own: readonly string[]
}

export function EvidencePicture({ comparisons, own }: EvidencePictureProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const [asked, setAsked] = useState<string | null>(null)
  const shown = comparisons.find(({ set }) => String(set.id) === asked) ?? comparisons[0]
  if (shown === undefined) return null
  const { set, rows, missing } = shown
  const pack = knowledge.evaluations
  const level = { basisPoints: pack.intervalLevel }
  const isOwn = (row: EvaluationRow): boolean => own.includes(row.model)
  const decimals = decimalsOf(rows.map(({ value }) => value))
  const first = rows.find(isOwn)
  const modelName = (model: string): string => knowledge.models.models.find(({ id }) => id === model)?.name ?? model
  const nameOf = ({ model }: EvaluationRow): string => modelName(model)
  /** A model that stands twice, such as with and without thinking, is called as its source calls it. */
  const labelOf = (row: EvaluationRow): string => {
    const twice = rows.filter(({ model }) => model === row.model).length > 1
    const name = twice ? evaluatedName(row) : nameOf(row)
    return row.otherVersion ? `${name} *` : name
  }
  const finding =
    first === undefined
      ? setName(set, text)
      : text.word('evaluation.pictureFinding', {
          model: nameOf(first),
          value: figure(first.value, text),
          metric: set.metric,
          direction: directionOf(set, text),
          count: rows.length,
        })
  return (
    <Stack>
      {comparisons.length < 2 ? (
        <p>
          <TwoLines first={setName(set, text)} second={versionName(set, text)} />
        </p>
      ) : (
        <Combo
          label={text.word('evaluation.set')}
          items={comparisons.map((one) => ({
            id: String(one.set.id),
            name: setName(one.set, text),
            detail: versionName(one.set, text),
          }))}
          value={String(set.id)}
          onChange={(id) => {
            if (id !== null) setAsked(id)
          }}
        />
      )}
      <ChartFrame
        bare
        title={`${setName(set, text)}, ${versionName(set, text)}`}
        finding={finding}
        findingShown
        note={[
          ...(rows.length > mostShown ? [text.word('evaluation.pictureCut', { shown: mostShown, count: rows.length })] : []),
          rows.some(({ low }) => low !== null)
            ? text.word('evaluation.pictureNote', { level })
            : text.word('evaluation.pictureNoIntervals'),
        ].join(' ')}
        picture={
          <DotWhisker
            rows={around(rows, rows.findIndex(isOwn)).map((row) => ({
              key: `${row.evaluated} ${row.quantization ?? ''} ${row.measuredBy}`,
              label: labelOf(row),
              value: row.value,
              low: row.low,
              high: row.high,
              own: isOwn(row),
            }))}
            said={(value) => figure(value, text, decimals)}
            onAxis={(value) => figure(value, text)}
          />
        }
        twin={
          <DataTable
            caption={setName(set, text)}
            captionHidden
            dense
            rows={rows}
            rowKey={(row) => `${row.evaluated} ${row.quantization ?? ''} ${row.measuredBy}`}
            columns={[
              {
                key: 'model',
                name: text.word('evaluation.column.model'),
                rowHeader: true,
                cell: (row) => <TwoLines first={nameOf(row)} second={evaluatedName(row)} />,
              },
              { key: 'value', name: set.metric, align: 'end', cell: (row) => figure(row.value, text, decimals) },
              { key: 'interval', name: text.word('evaluation.column.interval', { level }), cell: (row) => intervalOf(row, text) },
              {
                key: 'by',
                name: text.word('evaluation.column.measuredBy'),
                cell: (row) => <MeasuredBy row={row} />,
              },
            ]}
          />
        }
      />
      {missing.length === 0 ? null : (
        <SmallPrint>{text.word('evaluation.setMissing', { models: { list: missing.map(modelName) } })}</SmallPrint>
      )}
      {rows.some(({ otherVersion }) => otherVersion) ? <SmallPrint>* {text.word('evaluation.otherWeightsNote')}</SmallPrint> : null}
    </Stack>
  )
}

/** Who measured, and whether the weights are those of the catalog. */
export function MeasuredBy({ row }: { readonly row: EvaluationRow }) {
  const text = useText()
  return (
    <span>
      <StatusChip tone={row.measuredBy === 'independent' ? 'ok' : 'none'}>{text.word(`evaluation.by.${row.measuredBy}`)}</StatusChip>{' '}
      {row.otherVersion ? <StatusChip tone="warn">{text.word('evaluation.otherWeights')}</StatusChip> : null}
    </span>
  )
}

/** The rows next to the first marked one, in their order. */
function around(rows: readonly EvaluationRow[], place: number): readonly EvaluationRow[] {
  const start = Math.max(0, Math.min(place - Math.floor(mostShown / 2), rows.length - mostShown))
  return rows.slice(start, start + mostShown)
}
