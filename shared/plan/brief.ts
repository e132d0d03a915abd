/** The plan in brief: one line for each thing a board asks first, for the rail, the overview and the report. */
import { message, type Message } from '../domain/vocabulary.ts'
import { isOwnProvider } from './own-hosting.ts'
import { isOpen } from './stages/hosting.ts'
import type { Assessment, AskingStage } from './assess.ts'
import type { Knowledge } from './knowledge.ts'
import { modelsOf } from './own-model.ts'
import { valueOf, type Plan } from './plan.ts'
import { routeCounts, routesOf } from './hosting/routes.ts'

export type BriefRow = {
  /** Word of the row's name. */
  readonly label: string
  readonly stage: AskingStage
  /** A few words, for narrow places. */
  readonly short: Message
  /** A sentence, for the report. */
  readonly message: Message
}

export function briefOf(plan: Plan, assessment: Assessment, knowledge: Knowledge): readonly BriefRow[] {
  return [
    loadRow(plan),
    modelRow(plan, knowledge),
    licenseRow(assessment),
    hardwareRow(assessment),
    speedRow(assessment),
    hostingRow(plan, assessment),
    exposureRow(assessment),
    sovereigntyRow(assessment),
    dutiesRow(assessment),
    costRow(assessment),
  ]
}

function row(label: string, stage: AskingStage, short: Message, long: Message = short): BriefRow {
  return { label: `brief.${label}`, stage, short, message: long }
}

const open = message('brief.notChosen')

function loadRow(plan: Plan): BriefRow {
  const [users, peak, personal] = [valueOf(plan, 'load.users'), valueOf(plan, 'load.peakConcurrency'), valueOf(plan, 'data.personal')]
  if (users === null || peak === null) return row('load', 'requirements', message('brief.notKnown'))
  const known = personal === null ? 'unknown' : personal ? 'yes' : 'no'
  return row('load', 'requirements', message('brief.loadIs', { users, peak, data: { term: `brief.personal.${known}` } }))
}

function modelRow(plan: Plan, knowledge: Knowledge): BriefRow {
  const id = valueOf(plan, 'model.id')
  const model = modelsOf(plan, knowledge).find((entry) => entry.id === id)
  if (model === undefined) return row('model', 'model', open)
  const format = valueOf(plan, 'model.quantization')
  return row(
    'model',
    'model',
    format === null
      ? message('brief.modelIs', { name: model.name })
      : message('brief.modelIn', { name: model.name, format }),
  )
}

function licenseRow({ model }: Assessment): BriefRow {
  const { license } = model
  if (license === null) return row('license', 'model', open)
  const values = { name: license.name ?? license.id ?? '?', verdict: { term: `brief.license.${license.verdict}` } }
  return row('license', 'model', message('brief.licenseIs', values))
}

function hardwareRow({ hardware }: Assessment): BriefRow {
  const { target, memory } = hardware
  if (target === null) return row('hardware', 'hardware', open)
  const values = { name: target.name, count: target.count * target.nodes }
  const short = message('brief.hardwareIs', values)
  if (memory === null) return row('hardware', 'hardware', short, message('brief.hardwareUnknown', values))
  const margin = { bytes: memory.margin < 0 ? -memory.margin : memory.margin }
  return row(
    'hardware',
    'hardware',
    short,
    message(memory.fits ? 'brief.hardwareFits' : 'brief.hardwareShort', { ...values, margin }),
  )
}

function speedRow({ hardware }: Assessment): BriefRow {
  const { concurrency, perPerson } = hardware
  if (perPerson === null || concurrency === null) return row('speed', 'hardware', message('brief.notKnown'))
  const likely = { milliTokensPerSecond: perPerson.likely }
  return row(
    'speed',
    'hardware',
    message('brief.speedShort', { likely }),
    message('brief.speedIs', {
      likely,
      low: { milliTokensPerSecond: perPerson.low },
      high: { milliTokensPerSecond: perPerson.high },
      people: concurrency.needed,
    }),
  )
}

function hostingRow(plan: Plan, { hosting }: Assessment): BriefRow {
  const option = valueOf(plan, 'hosting.optionType')
  const provider = hosting.view?.provider ?? null
  if (provider !== null) {
    // A common way of hosting is nobody's name: our words say it.
    const common = provider.archetype && !isOwnProvider(provider.id)
    return row('hosting', 'hosting', message('brief.hostingAt', { name: common ? { term: `provider.${provider.id}` } : provider.name }))
  }
  return row(
    'hosting',
    'hosting',
    option === null ? open : message('brief.hostingOption', { option: { term: `field.hosting.optionType.option.${option}` } }),
  )
}

/** The same routes that the hosting screen counts and lists; the countries are those whose laws open or are shut out of one. */
function exposureRow({ hosting }: Assessment): BriefRow {
  const { view } = hosting
  if (view === null) return row('exposure', 'hosting', message('brief.notKnown'))
  const counts = routeCounts(view.picture)
  if (counts.clear + counts.service + counts.other + counts.closed === 0)
    return row('exposure', 'hosting', message(isOpen(view) ? 'brief.exposureNoneYet' : 'brief.exposureNone'))
  const countries = [...new Set(routesOf(view.picture).flatMap(({ state, country }) => (state === 'open' || state === 'closed' ? [country] : [])))]
  return row(
    'exposure',
    'hosting',
    message('brief.exposureShort', { ...counts }),
    message('brief.exposureIs', { ...counts, countries: { countries } }),
  )
}

function sovereigntyRow({ hosting }: Assessment): BriefRow {
  const seal = hosting.view?.seal ?? null
  if (seal === null || seal.overall === null) return row('sovereignty', 'hosting', message('brief.notKnown'))
  const values = { level: seal.overall }
  return row(
    'sovereignty',
    'hosting',
    message('brief.sealShort', values),
    seal.required === null
      ? message('brief.sealIs', { ...values, governing: { list: [...seal.governing] } })
      : message('brief.sealRequired', { ...values, required: seal.required, governing: { list: [...seal.governing] } }),
  )
}

function dutiesRow({ obligations }: Assessment): BriefRow {
  if (obligations.day === null) return row('duties', 'obligations', message('brief.notKnown'))
  const { inForce, owned, later } = obligations.counts
  return row(
    'duties',
    'obligations',
    message('brief.dutiesShort', { inForce, owned }),
    message('brief.dutiesAre', { inForce, owned, later }),
  )
}

function costRow({ costs }: Assessment): BriefRow {
  const { cost } = costs
  if (cost === null) return row('cost', 'costs', message('brief.notKnown'))
  const money = (cents: number) => ({ cents, currency: cost.currency })
  const range = cost.total ?? cost.known
  const values = {
    likely: money(range.likely),
    low: money(range.low),
    high: money(range.high),
    months: cost.horizonMonths,
  }
  return cost.total === null
    ? row('cost', 'costs', message('brief.costAtLeast', values))
    : row('cost', 'costs', message('brief.costShort', values), message('brief.costIs', values))
}
