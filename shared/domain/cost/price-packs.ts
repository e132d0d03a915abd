/**
 * The five packs of figures that costs rest on. Unit prices are in micros (millionths of the currency), so that every
 * figure is a whole number. null is "not found": the planner enters it, nothing fills it in.
 */
import { Day, packHead } from '../../base/pack.ts'
import { z, type Infer, type Schema } from '../../base/schema.ts'
import { Confidence } from '../vocabulary.ts'

const Text = z.string().check(z.minLength(1))
const Note = z.nullable(Text)
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/))
const Amount = z.nullable(z.int().check(z.minimum(0)))
/** A day, month or year as the source gives it, or words such as "2026 (latest month)". */
const When = z.nullable(Text)

/** How the figure is known, and the collector's own grade, which says more. */
const known = { confidence: Confidence, grade: z.enum(['verified', 'unverified', 'not-found', 'by-licence']) } as const
const sourced = { ...known, source: z.nullable(Text), note: Note } as const

/** Where figures were read. `kind` says how far the page is from the issuer. */
export const PriceSource = z.strictObject({
  id: Text,
  title: Text,
  publisher: Text,
  date: Text,
  dateEstimated: z.boolean(),
  url: Text,
  kind: z.enum(['primary', 'transcription', 'secondary', 'recalled', 'second-hand']),
  readOn: z.nullable(Day),
  note: Note,
})
export type PriceSource = Infer<typeof PriceSource>

const priceHead = {
  ...packHead,
  grades: z.record(z.string(), z.string()),
  sourceKinds: z.record(z.string(), z.string()),
  sources: z.array(PriceSource),
} as const

const Carbon = z.strictObject({
  milligramsPerKilowattHour: Amount,
  scope: Text,
  method: Text,
  year: Text,
  zone: Note,
  ...sourced,
})

export const ElectricityZone = z.strictObject({
  /** ISO 3166-1 or 3166-2, or the name of an aggregate. */
  id: Text,
  kind: z.enum(['country', 'subdivision', 'aggregate']),
  name: Text,
  eurostatCode: Note,
  price: z.strictObject({
    microsPerKilowattHour: Amount,
    industrialMicrosPerKilowattHour: Amount,
    largeSiteMicrosPerKilowattHour: Amount,
    currency: z.nullable(Currency),
    vat: Text,
    band: Note,
    period: Note,
    date: When,
    stale: z.boolean(),
    ...sourced,
  }),
  carbon: Carbon,
  carbonAlternatives: z.array(Carbon),
})
export type ElectricityZone = Infer<typeof ElectricityZone>

export const ElectricityPack = checked(
  z.strictObject({ ...priceHead, pack: z.literal('electricity'), zones: z.array(ElectricityZone) }),
)
export type ElectricityPack = Infer<typeof ElectricityPack>

export const HardwarePrice = z.strictObject({
  id: Text,
  accelerator: Text,
  /** False where the accelerators pack has no entry of that id. */
  acceleratorInCatalog: z.boolean(),
  name: Note,
  configuration: Note,
  cents: Amount,
  lowCents: Amount,
  highCents: Amount,
  currency: z.nullable(Currency),
  tax: Note,
  /** `device` is a bare accelerator: server, network and storage come on top. */
  per: z.enum(['device', 'machine', 'server', 'upgrade']),
  kind: z.nullable(
    z.enum([
      'street-new',
      'msrp',
      'msrp-indicative',
      'street-used',
      'estimate',
      'msrp-upgrade',
      'system-estimate',
      'list-derived',
    ]),
  ),
  date: When,
  dateEstimated: z.boolean(),
  ...sourced,
})
export type HardwarePrice = Infer<typeof HardwarePrice>

const Watts = z.nullable(z.int().check(z.minimum(0)))

export const HardwarePricesPack = checked(
  z.strictObject({
    ...priceHead,
    pack: z.literal('hardware-prices'),
    rules: z.strictObject({ valueIsMidpoint: Text, pickOrder: z.array(Text) }),
    prices: z.array(HardwarePrice),
    usefulLife: z.array(
      z.strictObject({
        id: Text,
        tenthsOfYear: z.int(),
        appliesTo: Text,
        from: Day,
        ...known,
        source: z.nullable(Text),
      }),
    ),
    /** Yearly hardware support as a share of the price. */
    annualSupport: z.strictObject({ basisPointsOfPrice: Amount, ...sourced }),
    serverPower: z.array(
      z.strictObject({
        id: Text,
        name: Text,
        idleWatts: Watts,
        idleHighWatts: Watts,
        typicalWatts: Watts,
        typicalLowWatts: Watts,
        typicalHighWatts: Watts,
        maximumWatts: Watts,
        also: z.array(Text),
        ...sourced,
      }),
    ),
  }),
)
export type HardwarePricesPack = Infer<typeof HardwarePricesPack>

export const RentalOffer = z.strictObject({
  id: Text,
  provider: Text,
  providerInCatalog: z.boolean(),
  providerName: Text,
  accelerator: z.nullable(Text),
  acceleratorInCatalog: z.boolean(),
  device: z.nullable(Text),
  devicesInOffer: z.int().check(z.minimum(1)),
  microsPerDeviceHour: Amount,
  monthlyCents: Amount,
  annualCents: Amount,
  setupCents: Amount,
  currency: z.nullable(Currency),
  vat: Text,
  term: z.enum(['on-demand', 'spot', 'preemptible', 'monthly', '1-year commitment', 'unknown']),
  region: Note,
  date: When,
  stale: z.boolean(),
  derivation: Note,
  ...sourced,
})
export type RentalOffer = Infer<typeof RentalOffer>

export const RentalPricesPack = checked(
  z.strictObject({
    ...priceHead,
    pack: z.literal('rental-prices'),
    hoursPerMonth: z.int(),
    /** Millionths of `to` for one `from`, on `date`. */
    exchange: z.strictObject({
      from: Currency,
      to: Currency,
      micros: z.int().check(z.minimum(1)),
      date: Day,
      publisher: Text,
      url: Text,
      ...known,
      note: Note,
    }),
    offers: z.array(RentalOffer),
  }),
)
export type RentalPricesPack = Infer<typeof RentalPricesPack>

export const ApiPrice = z.strictObject({
  id: Text,
  provider: Text,
  providerInCatalog: z.boolean(),
  country: Note,
  reseller: Note,
  model: z.nullable(Text),
  modelInCatalog: z.boolean(),
  modelName: Note,
  weights: z.nullable(z.enum(['open', 'closed', 'unknown'])),
  /** Millionths of the currency for a million tokens. */
  inputMicrosPerMillion: Amount,
  outputMicrosPerMillion: Amount,
  currency: z.nullable(Currency),
  vat: Note,
  date: When,
  dateEstimated: z.boolean(),
  validUntil: z.nullable(Day),
  next: z.nullable(z.strictObject({ inputMicrosPerMillion: z.int(), outputMicrosPerMillion: z.int(), from: Day })),
  ...sourced,
})
export type ApiPrice = Infer<typeof ApiPrice>

export const ApiPricesPack = checked(
  z.strictObject({ ...priceHead, pack: z.literal('api-prices'), prices: z.array(ApiPrice) }),
)
export type ApiPricesPack = Infer<typeof ApiPricesPack>

/** A parameter of operation in thousandths of its unit. */
export const Parameter = z.strictObject({
  id: Text,
  label: Text,
  thousandths: Amount,
  unit: Text,
  date: When,
  jurisdiction: Note,
  kind: z.nullable(z.enum(['legal-limit', 'pledge', 'method'])),
  stale: z.boolean(),
  derivation: Note,
  also: z.array(Text),
  ...sourced,
})
export type Parameter = Infer<typeof Parameter>

export const OperationsPack = checked(
  z.strictObject({
    ...priceHead,
    pack: z.literal('operations'),
    powerUsageEffectiveness: z.array(Parameter),
    heatAndEnergyRules: z.array(Parameter),
    water: z.array(Parameter),
    staffRates: z.array(Parameter),
    auditAndTest: z.array(Parameter),
    softwareSupport: z.array(Parameter),
    discountRates: z.array(Parameter),
    embodiedCarbon: z.array(Parameter),
    dataActSwitching: z.strictObject({
      id: Text,
      rule: Text,
      from: Day,
      chargeCentsFrom: z.int(),
      chargeBefore: Text,
      exceptions: Text,
      jurisdiction: Text,
      ...known,
      source: z.nullable(Text),
      also: z.array(Text),
      plannerRule: Text,
    }),
  }),
)
export type OperationsPack = Infer<typeof OperationsPack>

/** Adds the checks across entries: every named source exists, no id is used twice, a price has its currency. */
function checked<Shape extends Schema<{ readonly sources: readonly PriceSource[] }>>(shape: Shape): Shape {
  return shape.check(
    z.superRefine((pack, context) => {
      const sources = new Set(pack.sources.map((source) => source.id))
      walk(pack, [], sources, (path, message) => context.addIssue({ code: 'custom', path, message }))
    }),
  )
}

type Complain = (path: (string | number)[], message: string) => void

function walk(node: unknown, path: (string | number)[], sources: ReadonlySet<string>, complain: Complain): void {
  if (Array.isArray(node)) {
    const ids = new Set<unknown>()
    for (const [index, item] of node.entries()) {
      const id: unknown = isRecord(item) ? item['id'] : undefined
      if (id !== undefined && ids.has(id)) complain([...path, index, 'id'], 'is used twice')
      ids.add(id)
      walk(item, [...path, index], sources, complain)
    }
    return
  }
  if (!isRecord(node)) return
  const source = node['source']
  if (typeof source === 'string' && !sources.has(source)) complain([...path, 'source'], 'names no source of this pack')
  const also = node['also']
  if (Array.isArray(also) && also.some((id) => !sources.has(String(id))))
    complain([...path, 'also'], 'names no source of this pack')
  const priced = Object.entries(node).some(([key, value]) => /cents|micros/i.test(key) && typeof value === 'number')
  if (priced && 'currency' in node && node['currency'] === null)
    complain([...path, 'currency'], 'a price needs its currency')
  for (const [key, value] of Object.entries(node))
    if (typeof value === 'object') walk(value, [...path, key], sources, complain)
}

function isRecord(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}
