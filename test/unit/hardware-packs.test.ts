/** The packs of models, accelerators, engines, number formats and fitted constants: whole, cross-checked, strict. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { packNames, readKnowledge } from '../../shared/plan/knowledge.ts'
import { matchAccelerator } from '../../shared/plan/hardware/target.ts'
import { known, unknown } from '../../shared/domain/machine.ts'
import { covariance } from '../../shared/domain/capacity/residual.ts'
import { knowledge } from '../support/knowledge.ts'

const texts = Object.fromEntries(packNames.map((name) => [name, readFileSync(`resources/packs/${name}.json`, 'utf8')]))

/** The knowledge with one value in one pack replaced; the path's last part is a member or an index. */
function changed(pack: string, place: string, value: unknown) {
  const data: unknown = JSON.parse(texts[pack]!)
  const parts = place.split('.')
  const last = parts.pop()!
  const holder = parts.reduce((node, part) => (node as Record<string, unknown>)[part], data) as Record<string, unknown>
  holder[last] = value
  return readKnowledge({ ...texts, [pack]: JSON.stringify(data) })
}

describe('broken packs are refused with file, place and reason', () => {
  test.each([
    ['models', 'models.3.maxContext', -1, 'models.3.maxContext'],
    ['models', 'models.0.surprise', true, 'models.0'],
    ['models', 'models.1.id', knowledge.models.models[0]!.id, 'models'],
    ['accelerators', 'accelerators.2.memory', '80 GB', 'accelerators.2.memory'],
    ['engines', 'engines.0.memory.usableShare', 20_000, 'engines.0.memory.usableShare'],
    ['quantizations', 'quantizations.0.base', 'Q99', '(whole)'],
    ['capacity-fit', 'residuals.0.noise', -1, 'residuals.0.noise'],
  ])('%s: %s', (pack, place, value, path) => {
    expect(changed(pack, place, value)).toMatchObject({ ok: false, problem: { pack, path } })
  })
})

test('all entries are there', () => {
  expect(knowledge.models.models).toHaveLength(148)
  expect(knowledge.accelerators.accelerators).toHaveLength(112)
  expect(knowledge.models.models.flatMap((model) => model.files.filter((file) => file.format === 'gguf'))).toHaveLength(
    104,
  )
})

const sourced = (entry: { provenance: { fields: string[] }[] }, field: string) =>
  entry.provenance.some(
    ({ fields }) => fields.length === 0 || fields.some((name) => name === field || field.startsWith(`${name}.`)),
  )

test('every fact of an entry that a verdict rests on has a source', () => {
  for (const model of knowledge.models.models) {
    if (model.architecture !== null) expect(sourced(model, 'architecture'), model.id).toBe(true)
    if (model.license !== null) expect(sourced(model, 'license'), model.id).toBe(true)
    if (model.maxContext !== null) expect(sourced(model, 'maxContext'), model.id).toBe(true)
  }
  for (const accelerator of knowledge.accelerators.accelerators) {
    if (accelerator.memory !== null) expect(sourced(accelerator, 'memory'), accelerator.id).toBe(true)
    if (accelerator.bandwidth !== null) expect(sourced(accelerator, 'bandwidth'), accelerator.id).toBe(true)
  }
})

test('fitted constants name only devices, models and engines that the packs have', () => {
  const devices = new Set(knowledge.accelerators.accelerators.map((entry) => entry.id))
  const models = new Set(knowledge.models.models.map((entry) => entry.id))
  const fit = knowledge['capacity-fit']
  for (const { same } of fit.residuals.flatMap(({ rows }) => rows)) {
    expect(devices.has(same.device.split('/')[0]!), same.device).toBe(true)
    expect(models.has(same.model), same.model).toBe(true)
  }
  for (const id of fit.stacked) expect(devices.has(id), id).toBe(true)
  for (const { accelerators } of fit.classes) for (const id of accelerators) expect(devices.has(id), id).toBe(true)
  expect(fit.rows.decode + fit.rows.prefill + fit.rows.serving + fit.rows.leftOut).toBe(954)
})

const spread = (metric: string, nearness: string) =>
  knowledge['capacity-fit'].spreads.find(
    (entry) => entry.metric === metric && entry.nearness === nearness && entry.group === null,
  )!.spread

test('held-back rows are nearer than the research attained', () => {
  expect(spread('decode', 'configuration').medianError).toBeLessThan(460)
  expect(spread('decode', 'configuration').p90Error).toBeLessThan(1890)
  expect(spread('decode', 'class').medianError).toBeLessThan(770)
  expect(spread('decode', 'class').p90Error).toBeLessThan(3360)
  expect(spread('serving', 'configuration').medianError).toBeLessThan(1560)
  expect(spread('serving', 'configuration').p90Error).toBeLessThan(4800)
  expect(spread('prefill', 'configuration').medianError).toBeLessThan(1600)
  expect(spread('prefill', 'configuration').p90Error).toBeLessThan(6200)
})

test('each residual row is a measured row, and weights follow from what is stored', () => {
  const measured = new Set(
    JSON.parse(readFileSync('resources/measurements/throughput.json', 'utf8')).rows.map((row: { id: string }) => row.id),
  )
  const fit = knowledge['capacity-fit']
  for (const residuals of fit.residuals) {
    for (const row of residuals.rows) expect(measured.has(row.id), row.id).toBe(true)
    // Kriging: covariance of the rows times their weights, and noise on the diagonal, gives the residuals back.
    for (const row of residuals.rows.slice(0, 40)) {
      const spoken = residuals.rows.reduce((sum, other) => sum + covariance(residuals.components, row, other) * other.weight, 0)
      expect(spoken + residuals.noise * row.weight).toBeCloseTo(row.residual, 3)
    }
  }
})

const device = (name: string, gibibytes: number) => ({
  name: known(name, 'driver'),
  vendor: unknown<string>('driver'),
  memory: known(Math.floor(gibibytes * 2 ** 30), 'driver'),
  unifiedMemory: known(false, 'driver'),
  driver: unknown<string>('driver'),
  address: unknown<string>('driver'),
})

describe('devices by the names their drivers give', () => {
  test.each([
    ['NVIDIA GeForce RTX 4090', 23.99, 'rtx-4090'],
    ['NVIDIA GeForce RTX 4080 SUPER', 15.99, 'rtx-4080-super'],
    ['NVIDIA L40S', 44.99, 'l40s'],
    ['NVIDIA L4', 22.49, 'l4'],
    ['NVIDIA Tesla P40', 24, null],
    ['NVIDIA RTX 9999', 24, null],
  ])('%s', (name, memory, id) => {
    expect(matchAccelerator(device(name, memory), knowledge.accelerators.accelerators)?.id ?? null).toBe(id)
  })
})
