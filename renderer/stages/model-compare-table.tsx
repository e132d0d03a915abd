/** The lines of a comparison in their groups, under a head that stays in sight. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { compareGroups, type CompareCell } from '../../shared/plan/model/compare-cells.ts'
import type { ModelComparison } from '../../shared/plan/model/compare.ts'
import { useText } from '../text/words.tsx'
import { cx } from '../ui/class-names.ts'
import { StateWord } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { useScrolls } from '../ui/use-scrolls.ts'
import css from './model-compare.module.css'

type Side = ModelComparison['models'][number]

export type CompareTableProps = {
  readonly comparison: ModelComparison
  /** Places of the models, from left to right. */
  readonly order: readonly number[]
  readonly onlyDifferent: boolean
  /** A control beside a model's name, and what stands under its column. */
  readonly head: (side: Side) => ReactNode
  readonly foot: (side: Side) => ReactNode
}

export function CompareTable({ comparison, order, onlyDifferent, head, foot }: CompareTableProps) {
  const text = useText()
  const [region, scrolls] = useScrolls<HTMLDivElement>()
  const sides = order.flatMap((place) => comparison.models[place] ?? [])
  const caption = text.word('evaluation.compareTable')
  return (
    <div ref={region} className={css['region']} {...(scrolls ? { role: 'group', tabIndex: 0, 'aria-label': caption } : {})}>
      <table className={css['table']}>
        <caption className={css['hidden']}>{caption}</caption>
        <thead>
          <tr>
            <td className={css['corner']} />
            {sides.map((side) => (
              <th key={side.id} scope="col" className={cx(side.chosen && css['chosen'])}>
                <span className={css['top']}>
                  <span className={css['model']}>{side.name}</span>
                  {head(side)}
                </span>
                <span className={css['maker']}>{side.maker}</span>
                {side.chosen ? (
                  <StatusChip tone="note" icon={Check}>
                    {text.word('evaluation.inPlan')}
                  </StatusChip>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        {compareGroups.map((group) => {
          const lines = comparison.lines.filter((line) => line.group === group)
          const shown = lines.filter((line) => !onlyDifferent || line.differs)
          if (lines.length === 0) return null
          return (
            <tbody key={group}>
              <tr className={css['group']}>
                <th scope="rowgroup" colSpan={sides.length + 1}>
                  {text.word(`evaluation.group.${group}`)}
                </th>
              </tr>
              {shown.length === 0 ? (
                <tr>
                  <td colSpan={sides.length + 1} className={css['same']}>
                    {text.word('evaluation.allSame')}
                  </td>
                </tr>
              ) : null}
              {shown.map((line) => (
                <tr key={line.id}>
                  <th scope="row">{text.say(line.name)}</th>
                  {order.map((place) => {
                    const cell = line.cells[place]
                    const side = comparison.models[place]
                    return cell === undefined || side === undefined ? null : (
                      <td key={side.id} className={cx(side.chosen && css['chosen'])}>
                        <Cell {...cell} />
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          )
        })}
        <tfoot>
          <tr>
            <td className={css['corner']} />
            {sides.map((side) => (
              <td key={side.id} className={cx(side.chosen && css['chosen'])}>
                {foot(side)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Cell({ state, said, reason }: CompareCell) {
  const text = useText()
  return (
    <>
      {state === 'none' ? <span>{text.say(said)}</span> : <StateWord state={state}>{text.say(said)}</StateWord>}
      {reason === null ? null : <span className={css['reason']}>{text.say(reason)}</span>}
    </>
  )
}
