import { useText } from '../text/words.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { DataTable } from '../ui/table.tsx'
import css from '../stages/assurance.module.css'
import { ChartFrame } from './chart-frame.tsx'

export type MappedRisk = { readonly key: string; readonly name: string; readonly likelihood: number; readonly impact: number }

const grades = [1, 2, 3, 4, 5] as const

/** How many risks stand where, likelihood upwards and impact to the right. Its twin lists them by name. */
export function RiskMap({ title, finding, risks }: { readonly title: string; readonly finding: string; readonly risks: readonly MappedRisk[] }) {
  const text = useText()
  return (
    <ChartFrame
      title={title}
      finding={finding}
      findingShown
      picture={
        <div className={css['map']} aria-hidden>
          {grades.toReversed().map((likelihood) => (
            <Line key={likelihood} likelihood={likelihood} risks={risks} />
          ))}
          <span className={css['axis']}>{`${text.word('assuranceScreen.likelihood')} ↑ ${text.word('assuranceScreen.impact')} →`}</span>
          {grades.map((impact) => (
            <span key={impact} className={css['axis']} data-side="bottom">
              {text.wordOr(`assurance.impact.${String(impact)}`)}
            </span>
          ))}
        </div>
      }
      twin={
        <DataTable
          caption={title}
          captionHidden
          dense
          rows={risks}
          rowKey={({ key }) => key}
          columns={[
            { key: 'risk', name: text.word('assuranceScreen.risk'), rowHeader: true, cell: ({ name }) => <Referenced>{name}</Referenced> },
            { key: 'likelihood', name: text.word('assuranceScreen.likelihood'), cell: ({ likelihood }) => text.wordOr(`assurance.likelihood.${String(likelihood)}`) },
            { key: 'impact', name: text.word('assuranceScreen.impact'), cell: ({ impact }) => text.wordOr(`assurance.impact.${String(impact)}`) },
          ]}
        />
      }
    />
  )
}

function Line({ likelihood, risks }: { readonly likelihood: number; readonly risks: readonly MappedRisk[] }) {
  const text = useText()
  return (
    <>
      <span className={css['axis']}>{text.wordOr(`assurance.likelihood.${String(likelihood)}`)}</span>
      {grades.map((impact) => {
        const count = risks.filter((risk) => risk.likelihood === likelihood && risk.impact === impact).length
        const weight = likelihood * impact
        return (
          <span key={impact} className={css['cell']} data-heat={weight >= 15 ? 'high' : weight >= 6 ? 'middle' : 'low'} data-empty={count === 0}>
            {count === 0 ? '' : text.number(count)}
          </span>
        )
      })}
    </>
  )
}
