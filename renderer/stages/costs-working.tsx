/** What follows from the costs: what matters most, when owning pays, and the plan beside other ways to run the model. */
import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { addMonths } from '../../shared/base/instant.ts'
import type { Fault } from '../../shared/contract.ts'
import type { CostTotal } from '../../shared/domain/cost/cost.ts'
import { evenSpending, spendingOf } from '../../shared/domain/cost/spending.ts'
import type { CostOption } from '../../shared/plan/costs/options.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { BreakEven } from '../charts/break-even.tsx'
import { OptionMap } from '../charts/option-map.tsx'
import { Tornado } from '../charts/tornado.tsx'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { providerName } from '../../shared/words/answer.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { ErrorState } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** More bars would not be read. */
const mostBars = 8

export function CostTornado({ cost }: { readonly cost: CostTotal }) {
  const text = useText()
  const { sensitivity } = useOpenPlan().assessment.costs
  if (sensitivity === null) return null
  const bars = sensitivity.swings.slice(0, mostBars).map((swing) => ({
    key: `${swing.part} ${swing.input}`,
    label: text.word(`costsScreen.swing.${swing.input}`, { part: text.wordOr(`cost.part.${swing.part}`) }),
    low: swing.low,
    high: swing.high,
  }))
  const [first] = bars
  if (first === undefined)
    return (
      <Card title={text.word('costsScreen.tornado')}>
        <p>{text.word('costsScreen.tornadoNone')}</p>
      </Card>
    )
  const money = (cents: number): string => text.money(cents, cost.currency)
  return (
    <Tornado
      title={text.word('costsScreen.tornado')}
      likely={sensitivity.likely}
      bars={bars}
      currency={cost.currency}
      finding={text.word('costsScreen.tornadoFinding', { input: first.label, low: money(first.low), high: money(first.high) })}
      note={text.word('costsScreen.tornadoNote')}
    />
  )
}

/** All that was spent up to a month, beside the hosted model. Nothing where one of the two is not known. */
export function CostSpending({ cost }: { readonly cost: CostTotal }) {
  const text = useText()
  const { assessment, document } = useOpenPlan()
  const { breakEven, hosted } = assessment.costs
  const own = spendingOf(cost)
  if (own === null || breakEven === null || breakEven.hostedCents === null || hosted === null) return null
  const { month, hostedCents } = breakEven
  const start = valueOf(document.plan, 'system.inServiceFrom')
  const day = start === null || month === null ? null : addMonths(start, month)
  const finding =
    month === null
      ? text.word('costsScreen.spentNever')
      : day === null
        ? text.word('costsScreen.spentFindingNoDay', { month })
        : text.word('costsScreen.spentFinding', { month, day: { day } })
  return (
    <BreakEven
      title={text.word('costsScreen.spent')}
      curves={[
        { key: 'plan', label: text.word('costsScreen.thisPlan'), points: own },
        { key: 'hosted', label: text.word('costsScreen.hostedModel'), points: evenSpending(hostedCents, cost.horizonMonths) },
      ]}
      currency={cost.currency}
      breakEven={month === null ? null : { low: null, likely: month, high: null }}
      horizonMonths={cost.horizonMonths}
      finding={finding}
    />
  )
}

export function CostOptions({ cost }: { readonly cost: CostTotal }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { options } = useOpenPlan().assessment.costs
  const nameOf = (option: CostOption): string => {
    const provider = option.provider === null ? '' : providerName(option.provider, knowledge, text.wordOr)
    return option.kind === 'plan' || option.kind === 'own-site'
      ? text.word(`costsScreen.option.${option.kind}`)
      : text.word(`costsScreen.option.${option.kind}`, { provider })
  }
  if (options.length < 2)
    return (
      <Card title={text.word('costsScreen.options')}>
        <p>{text.word('costsScreen.optionsNone')}</p>
      </Card>
    )
  const best = options.filter(({ onFrontier }) => onFrontier)
  return (
    <OptionMap
      title={text.word('costsScreen.options')}
      points={options.flatMap((option) =>
        option.total === null || option.seal === null
          ? []
          : [
              {
                key: option.id,
                label: option.openFacts === 0 ? nameOf(option) : text.word('costsScreen.optionMissing', { option: nameOf(option), count: option.openFacts }),
                ...option.total,
                level: option.seal,
                best: option.onFrontier,
                chosen: option.kind === 'plan',
              },
            ],
      )}
      currency={cost.currency}
      levelName=""
      finding={best.length === 0 ? text.word('costsScreen.optionsOpen') : text.word('costsScreen.optionsFinding', { count: best.length, names: text.list(best.map(nameOf)) })}
      note={[text.word('costsScreen.optionsNote'), ...unplaced(options, nameOf, text)].join(' ')}
      twin={<OptionTable options={options} nameOf={nameOf} currency={cost.currency} />}
    />
  )
}

/** Names the options that have no place on the picture: nothing is left out in silence. */
function unplaced(options: readonly CostOption[], nameOf: (option: CostOption) => string, text: Text): readonly string[] {
  const names = options.filter(({ total, seal }) => total === null || seal === null).map(nameOf)
  return names.length === 0 ? [] : [`${text.word('costsScreen.lacks', { what: text.list(names) })}.`]
}

function OptionTable(props: { readonly options: readonly CostOption[]; readonly nameOf: (option: CostOption) => string; readonly currency: string }) {
  const text = useText()
  const { options, nameOf, currency } = props
  const money = (cents: number): string => text.money(cents, currency)
  const unknown = text.word('report.notKnown')
  return (
    <DataTable
      caption={text.word('costsScreen.options')}
      captionHidden
      dense
      rows={options}
      rowKey={(option) => option.id}
      columns={[
        { key: 'option', name: text.word('costsScreen.option'), rowHeader: true, cell: nameOf },
        {
          key: 'cost',
          name: text.word('stage.costs'),
          align: 'end',
          cell: ({ total, known }) =>
            total === null
              ? text.word('costsScreen.atLeastShort', { known: money(known.likely) })
              : text.word('costsScreen.range', { likely: money(total.likely), low: money(total.low), high: money(total.high) }),
        },
        { key: 'seal', name: text.word('costsScreen.ceiling'), align: 'end', cell: ({ seal, openFacts }) => (seal === null ? unknown : openFacts === 0 ? `SEAL-${String(seal)}` : text.word('costsScreen.optionOpen', { option: `SEAL-${String(seal)}`, count: openFacts })) },
        {
          key: 'open',
          name: text.word('costsScreen.openRights'),
          align: 'end',
          cell: ({ openRights }) => (openRights === null ? unknown : text.word('costsScreen.ofSeven', { count: openRights })),
        },
        { key: 'best', name: text.word('costsScreen.frontier'), cell: ({ onFrontier }) => (onFrontier ? text.word('report.yes') : '–') },
      ]}
    />
  )
}

/** The costs of the draft as a workbook. */
export function SaveWorkbook() {
  const text = useText()
  const { client } = useApp()
  const { id } = useOpenPlan()
  const settled = usePlanStore((store) => store.settled)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const save = async (): Promise<void> => {
    setBusy(true)
    setFault(null)
    await settled()
    const answer = await client['plan.export']({ id, version: null, format: 'workbook', language: text.language })
    setBusy(false)
    if (!answer.ok) setFault(answer.problem)
  }
  return (
    <>
      <Button icon={FileSpreadsheet} isDisabled={busy} onPress={() => void save()}>
        {text.word('costsScreen.saveWorkbook')}
      </Button>
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
    </>
  )
}
