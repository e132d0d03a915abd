/**
 * Devices that the planner adds: in the form of the accelerators pack, kept in the plan, and known to every stage of
 * this plan only. What the planner says stays unverified, so that no verdict turns to a pass by it alone.
 */
import { z, type Infer } from '../base/schema.ts'
import { isPlainText } from '../base/text.ts'
import { Accelerator } from '../domain/accelerator-pack.ts'
import type { HardwarePrice, PriceSource } from '../domain/cost/price-packs.ts'
import type { Knowledge } from './knowledge.ts'
import { ownPrefix, unknownCountry } from './own-model.ts'

const Said = z.string().check(
  z.minLength(1),
  z.maxLength(400),
  z.refine<string>((text) => isPlainText(text, false), 'holds characters that cannot be signed'),
)

/** Largest figures that are believed: 100 TB, 1 EB/s, 10^9 GFLOPS, 1 MW. */
const most = { memory: 100_000_000_000_000, bandwidth: 1_000_000_000_000_000_000, operations: 1_000_000_000, power: 1_000_000 }

export const OwnAcceleratorEntry = z.strictObject({
  accelerator: Accelerator.check(
    z.refine((entry) => entry.id.startsWith(ownPrefix), `must have an id that begins with ${ownPrefix}`),
    z.refine((entry) => entry.provenance.every(({ source }) => source.confidence === 'unverified'), 'claims a source that Homeport did not read'),
    z.refine(
      ({ memory, bandwidth, operations, power }) =>
        (memory ?? 0) <= most.memory &&
        (bandwidth ?? 0) <= Math.min(most.bandwidth, Number.MAX_SAFE_INTEGER) &&
        Object.values(operations).every((rate) => (rate ?? 0) <= most.operations) &&
        (power ?? 0) <= most.power,
      'claims figures that no device has',
    ),
  ),
  /** What one costs, as the planner was told; null when it is not known. */
  price: z.nullable(
    z.strictObject({
      cents: z.int().check(z.minimum(0), z.maximum(100_000_000_000_00)),
      currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
      per: z.enum(['device', 'machine']),
    }),
  ),
  /** Where the figures are from, in the planner's words: a data sheet, an offer. */
  source: Said,
  basis: z.literal('self-declared'),
})
export type OwnAcceleratorEntry = Infer<typeof OwnAcceleratorEntry>

/** An own device in a plan, with who added it and when. */
export const OwnAccelerator = z.strictObject({
  ...OwnAcceleratorEntry.shape,
  by: z.string().check(z.minLength(1), z.maxLength(200)),
  at: z.string().check(z.maxLength(30)),
})
export type OwnAccelerator = Infer<typeof OwnAccelerator>

/** What the planner says about a device. Null is not known. */
export type OwnAcceleratorAnswers = {
  readonly name: string
  readonly maker: string
  readonly kind: Accelerator['kind']
  /** Works in the computer's own memory. */
  readonly unifiedMemory: boolean
  /** Bytes, bytes per second, 10^9 operations per second, watts. */
  readonly memory: number | null
  readonly bandwidth: number | null
  readonly float16: number | null
  readonly float8: number | null
  readonly integer8: number | null
  readonly power: number | null
  /** Bytes per second to another device in one direction. */
  readonly link: number | null
  readonly price: OwnAcceleratorEntry['price']
  readonly source: string
}

export function ownAcceleratorOf(id: string, said: OwnAcceleratorAnswers): OwnAcceleratorEntry {
  const accelerator: Accelerator = {
    id,
    name: said.name,
    vendor: said.maker === '' ? null : said.maker,
    vendorCountry: unknownCountry,
    vendorParentCountry: null,
    kind: said.kind,
    formFactor: said.kind === 'cpu' ? 'socket' : said.kind === 'soc' ? 'SoC' : 'PCIe',
    releaseYear: null,
    memory: said.memory,
    memoryReported: null,
    memoryLayout: null,
    cores: null,
    unifiedMemory: said.unifiedMemory,
    bandwidth: said.bandwidth,
    operations: { float16: said.float16, float8: said.float8, integer8: said.integer8, float4: null },
    power: said.power,
    interconnect: said.link === null ? null : { bandwidth: said.link * 2, perDirection: said.link, type: null },
    exportControl: null,
    availabilityNote: null,
    note: null,
    provenance: [{ fields: [], source: { title: said.source, confidence: 'unverified' } }],
  }
  return { accelerator, price: said.price, source: said.source, basis: 'self-declared' }
}

/** A plan's own devices, by id. */
export type WithAccelerators = { readonly accelerators?: Readonly<Record<string, OwnAccelerator>> | undefined }

/** Knowledge that also holds the plan's own devices and their prices. The same value where the plan has none. */
export function withOwnAccelerators(knowledge: Knowledge, plan: WithAccelerators): Knowledge {
  const known = new Set(knowledge.accelerators.accelerators.map(({ id }) => id))
  const own = Object.values(plan.accelerators ?? {}).filter(({ accelerator }) => !known.has(accelerator.id))
  if (own.length === 0) return knowledge
  const prices = knowledge['hardware-prices']
  return {
    ...knowledge,
    accelerators: {
      ...knowledge.accelerators,
      accelerators: [...knowledge.accelerators.accelerators, ...own.map(({ accelerator }) => accelerator)],
    },
    'hardware-prices': {
      ...prices,
      prices: [...prices.prices, ...own.flatMap(priceOf)],
      sources: [...prices.sources, ...own.map(sourceOf)],
    },
  }
}

function priceOf({ accelerator, price, at }: OwnAccelerator): readonly HardwarePrice[] {
  if (price === null) return []
  return [
    {
      id: `${accelerator.id}-price`,
      accelerator: accelerator.id,
      acceleratorInCatalog: true,
      name: null,
      configuration: null,
      cents: price.cents,
      lowCents: null,
      highCents: null,
      currency: price.currency,
      tax: null,
      per: price.per,
      kind: null,
      date: at.slice(0, 10),
      dateEstimated: false,
      confidence: 'unverified',
      grade: 'unverified',
      source: `${accelerator.id}-source`,
      note: null,
    },
  ]
}

function sourceOf({ accelerator, source, by, at }: OwnAccelerator): PriceSource {
  return {
    id: `${accelerator.id}-source`,
    title: source,
    publisher: by,
    date: at.slice(0, 10),
    dateEstimated: false,
    url: '',
    kind: 'second-hand',
    readOn: null,
    note: null,
  }
}
