import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, type Infer, type Schema } from '../../shared/base/schema.ts'
import {
  ApiPricesPack,
  ElectricityPack,
  HardwarePricesPack,
  OperationsPack,
  RentalPricesPack,
} from '../../shared/domain/cost/price-packs.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/packs/${name}.json`, import.meta.url), 'utf8'))

const known = <S extends Schema>(schema: S, name: string): Infer<S> => {
  const outcome = parse(schema, read(name))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

const tables: [string, number, () => number][] = [
  ['electricity', 55, () => known(ElectricityPack, 'electricity').zones.length],
  ['hardware-prices', 71, () => known(HardwarePricesPack, 'hardware-prices').prices.length],
  ['rental-prices', 72, () => known(RentalPricesPack, 'rental-prices').offers.length],
  ['api-prices', 121, () => known(ApiPricesPack, 'api-prices').prices.length],
  [
    'operations',
    60,
    () => {
      const pack = known(OperationsPack, 'operations')
      const entries = Object.values(pack).filter((table) => Array.isArray(table))
      return entries.reduce((sum, table) => sum + table.length, 0) - pack.sources.length
    },
  ],
]

const broken = (change: (pack: ElectricityPack) => unknown) => {
  const pack = known(ElectricityPack, 'electricity')
  change(pack)
  return parse(ElectricityPack, pack)
}

describe('price packs', () => {
  it.each(tables)('%s parses with all %i entries', (_name, expected, count) => {
    expect(count()).toBe(expected)
  })

  it('keeps the figures exact', () => {
    const zones = known(ElectricityPack, 'electricity').zones
    expect(zones.find((zone) => zone.id === 'DE')?.price).toMatchObject({
      microsPerKilowattHour: 226_400,
      currency: 'EUR',
    })
    expect(zones.find((zone) => zone.id === 'GB')?.price.microsPerKilowattHour).toBeNull()
    const prices = known(HardwarePricesPack, 'hardware-prices').prices
    expect(prices.find((price) => price.id === 'rtx-pro-6000-ws-msrp')).toMatchObject({
      cents: 856_500,
      lowCents: 800_000,
      highCents: 920_000,
      currency: 'USD',
    })
    const rental = known(RentalPricesPack, 'rental-prices')
    expect(rental.exchange).toMatchObject({ from: 'EUR', to: 'USD', micros: 1_113_300, date: '2026-10-28' })
    const api = known(ApiPricesPack, 'api-prices')
    expect(api.prices.find((price) => price.id === 'berget-gemma-4-31b')?.inputMicrosPerMillion).toBe(275_000)
  })

  it('refuses a figure without its source, a price without its currency, and an unknown member', () => {
    expect(broken((pack) => (pack.zones[0]!.price.source = 'nowhere'))).toMatchObject({
      ok: false,
      problem: { path: 'zones.0.price.source', reason: 'names no source of this pack' },
    })
    expect(broken((pack) => (pack.zones[1]!.price.currency = null))).toMatchObject({
      ok: false,
      problem: { path: 'zones.1.price.currency', reason: 'a price needs its currency' },
    })
    expect(broken((pack) => Object.assign(pack.zones[2]!, { surcharge: 1 }))).toMatchObject({
      ok: false,
      problem: { path: 'zones.2' },
    })
    expect(broken((pack) => (pack.zones[3]!.id = 'AT'))).toMatchObject({
      ok: false,
      problem: { path: 'zones.3.id', reason: 'is used twice' },
    })
  })
})
