import type { ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { cx } from '../ui/class-names.ts'
import { ChartFrame, Legend } from './chart-frame.tsx'
import { FourCells } from './four-cells.tsx'
import css from './seal-bars.module.css'
import { DataTable } from '../ui/table.tsx'

export type SealObjective = {
  /** Such as SOV-2. */
  readonly id: string
  readonly name: string
  /** Hundredths of a percent; null where the profile has no weights. */
  readonly weight: number | null
  /** 0 to 4; null: not known, never counted as reached. */
  readonly level: number | null
  /** 0 to 4; null: nothing is required. */
  readonly required: number | null
}

export type SealBarsProps = {
  readonly title: string
  readonly objectives: readonly SealObjective[]
  readonly finding: string
  readonly note?: ReactNode
}

/** How sovereign, by objective: four cells each, a mark where the plan's own requirement lies. */
export function SealBars({ title, objectives, finding, note }: SealBarsProps) {
  const text = useText()
  const name = (level: number | null): string => (level === null ? text.word('chart.levelUnknown') : `SEAL-${String(level)}`)
  const requires = objectives.some((objective) => objective.required !== null)
  return (
    <ChartFrame
      title={title}
      finding={finding}
      note={note}
      {...(requires ? { legend: <Legend items={[{ key: 'required', label: text.word('chart.requiredMark'), mark: 'limit' }]} /> } : {})}
      picture={
        <div className={css['frame']}>
        <div className={css['rows']}>
          {objectives.map((objective) => {
            const { level, required } = objective
            // What is not known is a gap: neither short of the requirement nor up to it.
            const short = required !== null && level !== null && level < required
            return (
              <div key={objective.id} className={css['row']}>
                <span className={css['id']}>{objective.id}</span>
                <span className={cx(css['name'], short && css['strong'])}>{objective.name}</span>
                <span className={css['weight']}>{objective.weight === null ? '' : text.share(objective.weight)}</span>
                <FourCells level={level} required={required} color={short ? 'var(--stop)' : 'var(--c1)'} />
                <span className={cx(short && css['short'], level === null && css['unknown'])}>
                  {short ? text.word('chart.needs', { level: name(level), required }) : name(level)}
                </span>
              </div>
            )
          })}
        </div>
        </div>
      }
      twin={
        <DataTable
          caption={title}
          captionHidden
          dense
          rows={objectives}
          rowKey={(objective) => objective.id}
          columns={[
            { key: 'name', name: text.word('chart.objective'), rowHeader: true, cell: (objective) => `${objective.id} ${objective.name}` },
            { key: 'weight', name: text.word('chart.weight'), align: 'end', cell: (objective) => (objective.weight === null ? '–' : text.share(objective.weight)) },
            { key: 'level', name: text.word('chart.reached'), cell: (objective) => name(objective.level) },
            { key: 'required', name: text.word('chart.required'), cell: (objective) => (objective.required === null ? '–' : name(objective.required)) },
          ]}
        />
      }
    />
  )
}
