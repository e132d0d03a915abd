/** What the costs stage finds: gaps, a broken budget, prices to confirm, more work than the machines can do. */
import type { CostPart, CostTotal, Range } from '../../domain/cost/cost.ts'
import { message, type Finding, type Message, type Reason } from '../../domain/vocabulary.ts'
import type { Facts, FieldId } from '../fields.ts'
import { inputFields, isCostInput, type UsedPrice } from './cost-items.ts'

export function remedy(text: Message, field: FieldId | null): Finding['remedies'][number] {
  return { message: text, field, value: null }
}

const partTerm = (id: string): { term: string } => ({ term: `cost.part.${id}` })

/** A part without a price keeps the total unknown. */
export function unknownParts(cost: CostTotal): readonly Finding[] {
  return cost.parts
    .filter((part) => part.cents === null)
    .map((part): Finding => {
      const inputs = part.missing.filter(isCostInput)
      const fields = inputs.map((input) => inputFields[input])
      return {
        id: `costs/unknown/${part.id}`,
        rule: 'K-COMPLETE',
        stage: 'costs',
        level: 'unknown',
        headline: message('cost.partUnknown', { part: partTerm(part.id) }),
        because: [
          ...inputs.map((input): Reason => ({
            step: 'fact',
            message: message('cost.inputUnknown', { input: { term: `cost.input.${input}` } }),
            field: inputFields[input],
          })),
          {
            step: 'result',
            message: message('cost.atLeast', { known: { cents: cost.known.low, currency: cost.currency } }),
            field: null,
          },
        ],
        sources: [...part.sources],
        remedies: inputs.map((input) =>
          remedy(message('cost.giveInput', { input: { term: `cost.input.${input}` } }), inputFields[input]),
        ),
        field: fields[0] ?? null,
        confirm: false,
      }
    })
}

/** The organization's own budget: broken for sure, or probably, or possibly. */
export function budgetFindings(facts: Facts, cost: CostTotal): readonly Finding[] {
  const budget = facts['service.budget']
  if (budget === null) return []
  const money = (cents: number): { cents: number; currency: string } => ({ cents, currency: cost.currency })
  const range = cost.total ?? cost.known
  const level = range.low > budget ? 'blocking' : range.high > budget ? 'advisory' : null
  if (level === null) return []
  const id =
    range.low > budget ? 'cost.overBudget' : range.likely > budget ? 'cost.likelyOverBudget' : 'cost.maybeOverBudget'
  return [
    {
      id: 'costs/over-budget',
      rule: 'K-BUDGET',
      stage: 'costs',
      level,
      headline: message(id, {
        budget: money(budget),
        low: money(range.low),
        likely: money(range.likely),
        high: money(range.high),
      }),
      because: [
        { step: 'requirement', message: message('cost.budgetIs', { budget: money(budget) }), field: 'service.budget' },
        ...cost.parts.flatMap((part) => partReason(part, cost.currency)),
        {
          step: 'result',
          message: message('cost.totalIs', {
            low: money(range.low),
            likely: money(range.likely),
            high: money(range.high),
          }),
          field: null,
        },
      ],
      sources: cost.parts.flatMap((part) => part.sources),
      remedies: [remedy(message('cost.raiseBudget', { needed: money(range.high) }), 'service.budget')],
      field: 'service.budget',
      confirm: false,
    },
  ]
}

function partReason(part: CostPart, currency: string): readonly Reason[] {
  if (part.cents === null) return []
  return [
    {
      step: 'fact',
      message: message('cost.partIs', {
        part: partTerm(part.id),
        low: { cents: part.cents.low, currency },
        high: { cents: part.cents.high, currency },
      }),
      field: null,
    },
  ]
}

/** A price from a pack that nobody should rely on without an offer. */
export function priceFindings(used: readonly UsedPrice[]): readonly Finding[] {
  return used
    .filter(({ found }) => found.confidence === 'unverified' || found.openEnded)
    .map(({ part, found }): Finding => ({
      id: `costs/confirm-price/${part}`,
      rule: 'K-PRICE',
      stage: 'costs',
      level: 'advisory',
      headline: message(found.openEnded ? 'cost.priceOpenEnded' : 'cost.priceUnverified', { part: partTerm(part) }),
      because: [
        {
          step: 'fact',
          message: message('cost.priceFrom', { entries: { list: [...found.entries] } }),
          field: null,
        },
      ],
      sources: [...found.sources],
      remedies: [
        remedy(
          message('cost.enterOffer', { part: partTerm(part) }),
          part === 'rental' ? 'costs.rentalPrice' : 'costs.hardwarePrice',
        ),
      ],
      field: part === 'rental' ? 'costs.rentalPrice' : 'costs.hardwarePrice',
      confirm: true,
    }))
}

/** Without the expected use nothing says whether the installation can do the work, or what a token costs. */
export function unknownUse(facts: Facts): readonly Finding[] {
  const needed = [
    'load.users',
    'load.requestsPerUserAndDay',
    'load.promptTokens',
    'load.answerTokens',
    'costs.serviceDaysPerYear',
  ] as const satisfies readonly FieldId[]
  const missing = needed.filter((field) => facts[field] === null)
  const [first] = missing
  if (first === undefined) return []
  const label = (field: FieldId) => ({ field: { term: `field.${field}.label` } })
  return [
    {
      id: 'costs/use-unknown',
      rule: 'K-CAPACITY',
      stage: 'costs',
      level: 'unknown',
      headline: message('cost.useUnknown'),
      because: missing.map((field) => ({ step: 'fact', message: message('cost.fieldUnknown', label(field)), field })),
      sources: [],
      remedies: missing.map((field) => remedy(message('cost.giveField', label(field)), field)),
      field: first,
      confirm: false,
    },
  ]
}

/** More answers in a year than the installation can write, even at the fast end of its range. */
export function capacityFindings(utilization: Range | null): readonly Finding[] {
  if (utilization === null || utilization.likely <= 10_000) return []
  return [
    {
      id: 'costs/over-capacity',
      rule: 'K-CAPACITY',
      stage: 'costs',
      level: utilization.low > 10_000 ? 'blocking' : 'advisory',
      headline: message('cost.overCapacity', { share: { basisPoints: utilization.likely } }),
      because: [
        {
          step: 'result',
          message: message('cost.utilizationIs', {
            low: { basisPoints: utilization.low },
            high: { basisPoints: utilization.high },
          }),
          field: 'load.requestsPerUserAndDay',
        },
      ],
      sources: [],
      remedies: [remedy(message('cost.moreDevices'), 'hardware.count')],
      field: 'hardware.count',
      confirm: false,
    },
  ]
}
