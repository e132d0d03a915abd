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
    near: nearOf(run.depth, run.batch, run.promptTokens),
  }
}

/**
 * Depth and batch count as the power of two below them, so that what was learned is the same within each step and a
 * speed can be kept from rising with the length of a conversation or the number of people.
 */
function nearOf(depth: number, batch: number, prompt: number): Features['near'] {
  return { depth: stepBelow(depth) + 256, batch: stepBelow(batch), prompt: prompt + 64 }
}

/** The largest power of two that is not greater, 0 for less than one. */
function stepBelow(value: number): number {
  if (value < 1) return 0
  let step = 1
  while (step * 2 <= value) step *= 2
  return step
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

/**
 * Rows of a component that share what must be the same. Without nearness only the sum of their weights matters; with it,
 * the sum at each place.
 */
type Place = { readonly near: Features['near']; weight: number }
type Bucket = { sum: number; readonly places: Map<string, Place> }
type Index = {
  /** Of each feature, the values that rows have: a case with another value has nothing to hear from them. */
  readonly known: { readonly [Name in Feature]: ReadonlySet<string> }
  readonly components: readonly { readonly component: Component; readonly buckets: ReadonlyMap<string, Bucket> }[]
}

const indices = new WeakMap<Residuals, Index>()

function keyOf(component: Component, features: Features): string {
  let key = ''
  for (const name of component.same) key += `${features.same[name]}|`
  return key
}

function indexOf(residuals: Residuals): Index {
  const known = indices.get(residuals)
  if (known !== undefined) return known
  const valuesOf = (name: Feature): ReadonlySet<string> => new Set(residuals.rows.map(({ same }) => same[name]))
  const components = residuals.components.map((component) => {
    const buckets = new Map<string, Bucket>()
    for (const row of residuals.rows) {
      const key = keyOf(component, row)
      const bucket = buckets.get(key) ?? { sum: 0, places: new Map<string, Place>() }
      bucket.sum += row.weight
      const where = component.near.map((name) => row.near[name]).join('|')
      const place = bucket.places.get(where)
      if (place === undefined) bucket.places.set(where, { near: row.near, weight: row.weight })
      else place.weight += row.weight
      buckets.set(key, bucket)
    }
    return { component, buckets }
  })
  const index: Index = {
    known: {
      device: valuesOf('device'), group: valuesOf('group'), engine: valuesOf('engine'), model: valuesOf('model'),
      quantization: valuesOf('quantization'), parallel: valuesOf('parallel'),
    },
    components,
  }
  indices.set(residuals, index)
  return index
}

/** What measured rows say about a case: the part that is the same at every depth and batch, and the part that is not. */
export type Evidence = {
  readonly steady: number
  readonly near: readonly { readonly component: Component; readonly places: readonly Place[] }[]
}

export function evidenceFor(features: Features, residuals: Residuals): Evidence {
  let steady = 0
  const near: { component: Component; places: readonly Place[] }[] = []
  const { known, components } = indexOf(residuals)
  const { same } = features
  const heard = {
    device: known.device.has(same.device), group: known.group.has(same.group), engine: known.engine.has(same.engine),
    model: known.model.has(same.model), quantization: known.quantization.has(same.quantization),
    parallel: known.parallel.has(same.parallel),
  }
  for (const { component, buckets } of components) {
    if (!component.same.every((name) => heard[name])) continue
    const bucket = buckets.get(keyOf(component, features))
    if (bucket === undefined) continue
    if (component.near.length === 0) steady += component.variance * bucket.sum
    else near.push({ component, places: [...bucket.places.values()] })
  }
  return { steady, near }
}

/** Expected logarithm of computed over measured time. */
export function expectedResidual(features: Features, residuals: Residuals): number {
  return residualAt(features.near, evidenceFor(features, residuals))
}

function residualAt(near: Features['near'], evidence: Evidence): number {
  let sum = evidence.steady
  for (const { component, places } of evidence.near)
    for (const place of places) {
      let product = component.variance * place.weight
      for (const name of component.near) product *= nearness(near[name], place.near[name])
      sum += product
    }
  return sum
}

/**
 * Seconds as the formulas give them, corrected by the evidence, and never less than at a smaller depth or batch.
 *
 * The correction is the same within each step from one power of two to the next. So what holds at the end of every step
 * below is a lower bound, and the greatest of them all rises with depth and batch as the formulas do. `computed` gives
 * seconds for one step of all sequences, which never fall with either.
 */
export function correctedSeconds(
  at: { readonly depth: number; readonly batch: number; readonly prompt: number },
  evidence: Evidence,
  computed: (depth: number, batch: number) => number,
): number {
  const varies = (name: NearFeature): boolean => evidence.near.some(({ component }) => component.near.includes(name))
  const depths = varies('depth') ? stepsTo(at.depth, 0) : [{ step: at.depth, end: at.depth }]
  const batches = varies('batch') ? stepsTo(at.batch, 1) : [{ step: at.batch, end: at.batch }]
  const own = residualAt(nearOf(at.depth, at.batch, at.prompt), evidence)
  let most = computed(at.depth, at.batch) / exponential(own)
  for (const depth of depths)
    for (const batch of batches) {
      const residual = residualAt(nearOf(depth.step, batch.step, at.prompt), evidence)
      // Seconds rise with depth and batch, so a step below matters only where its correction is the slower one.
      if (residual < own) most = Math.max(most, computed(depth.end, batch.end) / exponential(residual))
    }
  return most
}

/** Every step up to the value's own, with the last value of each that counts: whole numbers where `whole` is 1. */
function stepsTo(value: number, whole: 0 | 1): readonly { readonly step: number; readonly end: number }[] {
  const last = stepBelow(value)
  const steps = whole === 1 && value >= 1 ? [] : [{ step: 0, end: Math.min(value, 1) }]
  for (let step = 1; step <= last; step *= 2) steps.push({ step, end: Math.min(value, step * 2 - whole) })
  return steps
}

/** What was measured nearest: the very configuration, the model on the device, the device, its class, or nothing. */
export function nearestOf(
  features: Features,
  residuals: Residuals,
): Exclude<Nearness, 'anchor'> {
  const index = nearestIndex(residuals)
  const { device, group, model, quantization } = features.same
  const here = `${group}|${device}`
  if (index.has(here)) {
    if (index.has(`${here}|${model}|${quantization}`)) return 'configuration'
    return index.has(`${here}|${model}`) ? 'model-on-device' : 'device'
  }
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
