/**
 * What the formulas leave unexplained, learned from measured rows: a row that is like the case speaks for it, the more
 * alike the louder. This is kriging (Gaussian process regression) of the logarithm of computed over measured time. Each
 * component says in what rows must be the same, and in what they should be near, to speak for one another.
 */
import type { Feature, Nearness, NearFeature, Residuals } from './fit-pack.ts'
import type { Run } from './case.ts'

/** Of a run, what decides which measured rows are like it. */
export type Features = {
  readonly same: { readonly [Name in Feature]: string }
  readonly near: { readonly [Name in NearFeature]: number }
}

/** `group` is the class of devices, or the engine's family where it serves; empty where none was measured. */
export function featuresOf(run: Run, group: string): Features {
  const { parallel } = run
  const experts = run.expertQuantization === null ? '' : `+${run.expertQuantization.id}`
  return {
    same: {
      device: run.backend === '' ? run.device.id : `${run.device.id}/${run.backend}`,
      group,
      engine: run.engine.id,
      model: run.model.id,
      quantization: `${run.quantization.id}${experts}`,
      parallel: `${parallel.devices}/${parallel.tensor}/${parallel.replicas}`,
    },
    near: { depth: run.depth + 256, batch: run.batch, prompt: run.promptTokens + 64 },
  }
}

/** 1 for equal positive numbers, 16/25 where one is four times the other, and towards 0 from there. */
function nearness(left: number, right: number): number {
  return (4 * left * right) / ((left + right) * (left + right))
}

type Component = Residuals['components'][number]

/** How much two runs have to say about one another by one component. */
function likeness(component: Component, left: Features, right: Features): number {
  for (const name of component.same) if (left.same[name] !== right.same[name]) return 0
  let product = component.variance
  for (const name of component.near) product *= nearness(left.near[name], right.near[name])
  return product
}

/** The covariance of two runs: the sum over all components. */
export function covariance(components: readonly Component[], left: Features, right: Features): number {
  let sum = 0
  for (const component of components) sum += likeness(component, left, right)
  return sum
}

/** Rows of a component that share what must be the same. Without nearness only the sum of their weights matters. */
type Bucket = { sum: number; readonly rows: { readonly features: Features; readonly weight: number }[] }
type Index = readonly { readonly component: Component; readonly buckets: ReadonlyMap<string, Bucket> }[]

const indices = new WeakMap<Residuals, Index>()

function keyOf(component: Component, features: Features): string {
  let key = ''
  for (const name of component.same) key += `${features.same[name]}|`
  return key
}

function indexOf(residuals: Residuals): Index {
  const known = indices.get(residuals)
  if (known !== undefined) return known
  const index = residuals.components.map((component) => {
    const buckets = new Map<string, Bucket>()
    for (const row of residuals.rows) {
      const key = keyOf(component, row)
      const bucket = buckets.get(key) ?? { sum: 0, rows: [] }
      bucket.sum += row.weight
      bucket.rows.push({ features: row, weight: row.weight })
      buckets.set(key, bucket)
    }
    return { component, buckets }
  })
  indices.set(residuals, index)
  return index
}

/** Expected logarithm of computed over measured time. */
export function expectedResidual(features: Features, residuals: Residuals): number {
  let sum = 0
  for (const { component, buckets } of indexOf(residuals)) {
    const bucket = buckets.get(keyOf(component, features))
    if (bucket === undefined) continue
    if (component.near.length === 0) sum += component.variance * bucket.sum
    else for (const row of bucket.rows) sum += likeness(component, features, row.features) * row.weight
  }
  return sum
}

/** What was measured nearest: the very configuration, the model on the device, the device, its class, or nothing. */
export function nearestOf(
  features: Features,
  residuals: Residuals,
): Nearness {
  const index = nearestIndex(residuals)
  const { device, group, model, quantization } = features.same
  const here = `${group}|${device}`
  if (index.has(`${here}|${model}|${quantization}`)) return 'configuration'
  if (index.has(`${here}|${model}`)) return 'model-on-device'
  if (index.has(here)) return 'device'
  return group !== '' && index.has(group) ? 'class' : 'vendor'
}

const nearestIndices = new WeakMap<Residuals, ReadonlySet<string>>()

function nearestIndex(residuals: Residuals): ReadonlySet<string> {
  const known = nearestIndices.get(residuals)
  if (known !== undefined) return known
  const index = new Set<string>()
  for (const { same } of residuals.rows) {
    const here = `${same.group}|${same.device}`
    for (const key of [same.group, here, `${here}|${same.model}`, `${here}|${same.model}|${same.quantization}`])
      index.add(key)
  }
  nearestIndices.set(residuals, index)
  return index
}

/** e to the x for -4 to 4, by a fixed series on a sixteenth and four squarings: the same on every machine. */
export function exponential(x: number): number {
  const small = Math.max(-4, Math.min(4, x)) / 16
  let term = 1
  let sum = 1
  for (let n = 1; n <= 12; n++) {
    term = (term * small) / n
    sum += term
  }
  const squared = sum * sum
  const fourth = squared * squared
  const eighth = fourth * fourth
  return eighth * eighth
}
