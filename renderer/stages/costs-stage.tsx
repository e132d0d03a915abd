/** Costs: the total over the horizon as a range, what drives it, and how it compares with a hosted model. */
import type { ReactNode } from 'react'
import type { CostPart, CostTotal } from '../../shared/domain/cost/cost.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { CostBars } from '../charts/cost-bars.tsx'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Columns, SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { CostOptions, CostSpending, CostTornado, SaveWorkbook } from './costs-working.tsx'
import { CostRanges } from './cost-ranges.tsx'
import { CostReferences } from './cost-references.tsx'
import { QuestionCards } from './question-cards.tsx'
import { StagePage } from './stage-page.tsx'

const groups = {
  terms: ['costs.currency', 'costs.discountRate', 'costs.exchangeRate', 'costs.exchangeRateOn', 'costs.serviceDaysPerYear'],
  hardware: [
    'costs.acquisition',
    'costs.devicePrice',
    'costs.serverPrice',
    'costs.hardwarePrice',
    'costs.supportShare',
    'costs.residualShare',
    'costs.rentalPrice',
    'costs.rentalHoursPerMonth',
  ],
  running: [
    'costs.electricityPrice',
    'costs.powerUsageEffectiveness',
    'costs.averageWatts',
    'costs.staffDaysPerYear',
    'costs.staffDayRate',
    'costs.engineeringDaysPerYear',
    'costs.engineeringDayRate',
    'costs.securityDaysPerYear',
    'costs.securityDayRate',
    'costs.trainingDaysPerYear',
    'costs.trainingDayRate',
  ],
  other: [
    'costs.oneTime',
    'costs.migration',
    'costs.spacePerYear',
    'costs.softwarePerYear',
    'costs.evaluationPerYear',
    'costs.auditPerYear',
    'costs.yearlyOther',
    'costs.exit',
    'costs.contingency',
  ],
  hosted: ['costs.hostedInputPrice', 'costs.hostedOutputPrice'],
} as const

export function CostsStage() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const { cost } = assessment.costs
  return (
    <StagePage stage="costs" verdict={<CostVerdict />}>
      {cost === null ? null : (
        <>
          <CostBars
            title={text.word('costsScreen.parts')}
            currency={cost.currency}
            items={cost.parts.flatMap((part) =>
              part.cents === null
                ? []
                : [{ key: part.id, label: text.wordOr(`cost.part.${part.id}`), cost: part.cents }],
            )}
            finding={totalSentence(cost, text)}
            {...(cost.unknownParts.length === 0
              ? {}
              : { note: text.word('costsScreen.withoutUnknown', { parts: partNames(cost.unknownParts, text) }) })}
          />
          <CostTornado cost={cost} />
          <CostOptions cost={cost} />
          <CostSpending cost={cost} />
          <Columns>
            <UseCard />
            <HostedCard />
          </Columns>
          <PartsCard cost={cost} />
        </>
      )}
      <QuestionCards stage="costs" groups={groups} folded />
      <CostRanges />
      <CostReferences />
    </StagePage>
  )
}

type Text = ReturnType<typeof useText>

function partNames(ids: readonly string[], text: Text): string {
  return text.list(ids.map((id) => text.wordOr(`cost.part.${id}`)))
}

function totalSentence(cost: CostTotal, text: Text): string {
  const range = cost.total ?? cost.known
  return text.word(cost.total === null ? 'costsScreen.atLeast' : 'costsScreen.total', {
    likely: text.money(range.likely, cost.currency),
    low: text.money(range.low, cost.currency),
    high: text.money(range.high, cost.currency),
    months: cost.horizonMonths,
  })
}

function CostVerdict() {
  const text = useText()
  const { assessment, document } = useOpenPlan()
  const { cost, perMillionTokens } = assessment.costs
  if (cost === null)
    return <Verdict state="unknown" headline={text.word('costsScreen.noTerms')} detail={text.word('costsScreen.noTermsDetail')} />
  const budget = valueOf(document.plan, 'service.budget')
  const over = assessment.stages.costs.blocking > 0
  const per =
    perMillionTokens === null
      ? null
      : text.word('costsScreen.perMillion', { price: text.money(perMillionTokens.likely, cost.currency) })
  const against =
    budget === null
      ? text.word('costsScreen.noBudget')
      : text.word('costsScreen.budget', { budget: text.money(budget, cost.currency) })
  return (
    <Verdict
      state={over ? 'blocking' : cost.total === null ? 'unknown' : assessment.stages.costs.advisory > 0 ? 'advisory' : 'ok'}
      headline={totalSentence(cost, text)}
      detail={[per, against].filter((part) => part !== null).join(' ')}
    />
  )
}

/** Each part with its quantity, price, basis and source; unknown ones say what is missing. */
function PartsCard({ cost }: { readonly cost: CostTotal }) {
  const text = useText()
  const money = (cents: number): string => text.money(cents, cost.currency)
  const range = ({ cents, missing }: CostPart): ReactNode =>
    cents === null ? (
      text.word('costsScreen.partUnknown', { what: text.list(missing.map((name) => missingName(name, text))) })
    ) : cents.low === cents.high ? (
      money(cents.likely)
    ) : (
      <TwoLines
        first={<strong>{money(cents.likely)}</strong>}
        second={text.word('hardwareScreen.between', { low: money(cents.low), high: money(cents.high) })}
      />
    )
  return (
    <Card title={text.word('costsScreen.working')} aside={<SaveWorkbook />} flush>
      <DataTable
        caption={text.word('costsScreen.working')}
        captionHidden
        rows={cost.parts}
        rowKey={(part) => part.id}
        columns={[
          {
            key: 'part',
            name: text.word('chart.part'),
            rowHeader: true,
            cell: (part) => text.wordOr(`cost.part.${part.id}`),
          },
          { key: 'timing', name: text.word('costsScreen.timing'), cell: (part) => text.word(`costsScreen.timing.${part.timing}`) },
          { key: 'cost', name: text.word('stage.costs'), align: 'end', cell: range },
          { key: 'basis', name: text.word('report.basis'), cell: (part) => text.word(`costsScreen.basis.${part.basis}`) },
          {
            key: 'sources',
            name: text.word('finding.sources'),
            cell: (part) =>
              part.sources.length === 0 ? (
                '–'
              ) : (
                <Disclosure title={text.number(part.sources.length)} level={4}>
                  <SourceList sources={part.sources} />
                </Disclosure>
              ),
          },
        ]}
      />
    </Card>
  )
}

/** A missing input by the words of its question, where it is one. */
function missingName(name: string, text: Text): string {
  return text.wordOr(`field.${name}.label`, text.wordOr(`cost.missing.${name}`, name))
}

function UseCard() {
  const text = useText()
  const { costs } = useOpenPlan().assessment
  const currency = costs.cost?.currency ?? 'EUR'
  return (
    <Card title={text.word('costsScreen.use')}>
      <Stack>
        <KeyValue
          shape="wide"
          items={[
            {
              key: 'tokens',
              label: text.word('costsScreen.tokensPerYear'),
              value: costs.tokensPerYear === null ? null : text.number(costs.tokensPerYear),
            },
            {
              key: 'utilization',
              label: text.word('costsScreen.utilization'),
              value: costs.utilization === null ? null : text.share(costs.utilization.likely),
            },
            {
              key: 'per',
              label: text.word('costsScreen.perMillionLabel'),
              value: costs.perMillionTokens === null ? null : text.money(costs.perMillionTokens.likely, currency),
            },
            {
              key: 'user',
              label: text.word('costsScreen.perUserMonth'),
              value: costs.perUserMonth === null ? null : text.money(costs.perUserMonth.likely, currency),
            },
            {
              key: 'energy',
              label: text.word('costsScreen.energy'),
              value:
                costs.energy === null
                  ? null
                  : text.word('costsScreen.kilowattHours', { amount: Math.round(costs.energy.wattHours.likely / 1000) }),
            },
            {
              key: 'carbon',
              label: text.word('costsScreen.carbon'),
              value:
                costs.energy === null || costs.energy.grams === null
                  ? null
                  : text.word('costsScreen.kilograms', { amount: Math.round(costs.energy.grams.likely / 1000) }),
            },
          ]}
        />
        {costs.energy === null ? null : (
          <Disclosure title={text.word('finding.sources')} level={3}>
            <SourceList sources={costs.energy.sources} />
          </Disclosure>
        )}
      </Stack>
    </Card>
  )
}

/** What the same tokens would cost as a hosted service, and from when owning pays. */
function HostedCard() {
  const text = useText()
  const { costs } = useOpenPlan().assessment
  const currency = costs.cost?.currency ?? 'EUR'
  if (costs.hosted === null || costs.breakEven === null)
    return (
      <Card title={text.word('costsScreen.hosted')}>
        <p>{text.word('costsScreen.noHosted')}</p>
      </Card>
    )
  const { hosted, breakEven } = costs
  return (
    <Card title={text.word('costsScreen.hosted')}>
      <Stack>
        <KeyValue
          shape="wide"
          items={[
            {
              key: 'price',
              label: text.word('costsScreen.hostedPrice'),
              value: text.money(Math.round(hosted.price.micros.likely / 10_000), hosted.price.currency),
            },
            {
              key: 'total',
              label: text.word('costsScreen.hostedTotal'),
              value: breakEven.hostedCents === null ? null : text.money(breakEven.hostedCents.likely, currency),
            },
            {
              key: 'month',
              label: text.word('costsScreen.pays'),
              value:
                breakEven.month === null
                  ? text.word('costsScreen.paysNever')
                  : text.word('costsScreen.paysFrom', { month: breakEven.month }),
            },
            {
              key: 'volume',
              label: text.word('costsScreen.volume'),
              value:
                breakEven.millionTokens === null
                  ? null
                  : text.word('costsScreen.millions', { amount: breakEven.millionTokens.likely }),
            },
          ]}
        />
        <SmallPrint>{text.word(`costsScreen.hostedBasis.${hosted.basis}`)}</SmallPrint>
        {hosted.sources.length === 0 ? null : (
          <Disclosure title={text.word('finding.sources')} level={3}>
            <SourceList sources={hosted.sources} />
          </Disclosure>
        )}
      </Stack>
    </Card>
  )
}
