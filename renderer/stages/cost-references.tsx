/** Published figures beside the planner's own: what others pay, with source and date. None is filled in silently. */
import type { FieldId } from '../../shared/plan/fields.ts'
import { citationOf } from '../../shared/domain/cost/prices.ts'
import type { Parameter } from '../../shared/domain/cost/price-packs.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { FoldingCard } from '../ui/folding-card.tsx'
import { SmallPrint } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'

type Reference = {
  readonly parameter: Parameter
  /** The answer that the figure would give; null where it is no answer as it stands, such as in another currency. */
  readonly answer: { readonly field: FieldId; readonly value: number } | null
}

export function CostReferences() {
  const text = useText()
  const { knowledge } = useApp()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const currency = valueOf(plan, 'costs.currency')
  const { staffRates, powerUsageEffectiveness, discountRates, softwareSupport, sources } = knowledge.operations
  const rows: readonly Reference[] = [
    ...staffRates.map((parameter) => of(parameter, 'costs.staffDayRate', parameter.unit === `${currency ?? ''} per day`, 0.1)),
    ...powerUsageEffectiveness.map((parameter) => of(parameter, 'costs.powerUsageEffectiveness', parameter.unit === 'ratio', 10)),
    ...discountRates.map((parameter) => of(parameter, 'costs.discountRate', parameter.unit.startsWith('percent'), 0.1)),
    ...softwareSupport.map((parameter): Reference => ({ parameter, answer: null })),
  ].filter(({ parameter }) => parameter.thousandths !== null)
  return (
    <FoldingCard title={text.word('costsScreen.references')} aside={text.number(rows.length)}>
      <SmallPrint>{text.word('costsScreen.referencesDetail')}</SmallPrint>
      <DataTable
        caption={text.word('costsScreen.references')}
        captionHidden
        dense
        maxHeight="26rem"
        rows={rows}
        rowKey={({ parameter }) => parameter.id}
        columns={[
          {
            key: 'what',
            name: text.word('costsScreen.reference'),
            rowHeader: true,
            width: '36%',
            cell: ({ parameter }) => (
              <>
                <span lang="en">{parameter.label}</span>
                {parameter.stale ? <StatusChip tone="warn">{text.word('costsScreen.stale')}</StatusChip> : null}
              </>
            ),
          },
          {
            key: 'value',
            name: text.word('report.answer'),
            align: 'end',
            cell: ({ parameter }) => (
              <>
                {text.number((parameter.thousandths ?? 0) / 1000)} <span lang="en">{parameter.unit}</span>
              </>
            ),
          },
          { key: 'source', name: text.word('finding.sources'), width: '32%', cell: ({ parameter }) => <SourceList sources={citationOf(parameter, sources)} /> },
          {
            key: 'use',
            name: '',
            cell: ({ answer, parameter }) =>
              answer === null ? null : (
                <Button
                  changes
                  size="small"
                  aria-label={`${text.word('costsScreen.referenceUse')}${text.colon} ${parameter.label}`}
                  isDisabled={plan.answers[answer.field]?.value === answer.value}
                  onPress={() => dispatch({ type: 'answer.set', field: answer.field, value: answer.value, basis: 'assumed' })}
                >
                  {text.word('costsScreen.referenceUse')}
                </Button>
              ),
          },
        ]}
      />
    </FoldingCard>
  )
}

/** `factor`: from thousandths of the parameter's unit to the unit of the field's answer. */
function of(parameter: Parameter, field: FieldId, fits: boolean, factor: number): Reference {
  const { thousandths } = parameter
  return { parameter, answer: fits && thousandths !== null ? { field, value: Math.round(thousandths * factor) } : null }
}
