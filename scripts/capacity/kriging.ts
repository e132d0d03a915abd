/** Learns what the formulas leave unexplained: variances of the components, and each row's weight. */
import type { Residuals } from '../../shared/domain/capacity/fit-pack.ts'
import { covariance, featuresOf, type Features } from '../../shared/domain/capacity/residual.ts'
import type { Metric, Row } from './rows.ts'

type Component = Residuals['components'][number]
type Shape = Pick<Component, 'same' | 'near'>

/** In what rows must be the same, and near, to speak for one another. Chosen once; the variances are learned. */
const shapes: { readonly [Name in Metric]: readonly Shape[] } = {
  decode: [
    { same: ['device'], near: [] },
    { same: ['device', 'engine'], near: [] },
    { same: ['device', 'model'], near: [] },
    { same: ['device', 'quantization'], near: [] },
    { same: ['device', 'parallel'], near: [] },
    { same: ['device'], near: ['depth'] },
    { same: ['device', 'model', 'quantization', 'parallel'], near: ['depth', 'batch'] },
    { same: ['group', 'model'], near: [] },
    { same: ['group', 'quantization'], near: [] },
    { same: ['group', 'model', 'quantization'], near: ['batch'] },
    { same: ['model'], near: [] },
  ],
  prefill: [
    { same: ['device'], near: [] },
    { same: ['device', 'model'], near: [] },
    { same: ['device', 'quantization'], near: [] },
    { same: ['device', 'model', 'quantization'], near: [] },
    { same: ['device', 'parallel'], near: [] },
    { same: ['device', 'model', 'quantization', 'parallel'], near: ['depth', 'prompt'] },
    { same: ['device'], near: ['depth', 'prompt'] },
    { same: ['group', 'model'], near: [] },
    { same: ['group', 'quantization'], near: [] },
    { same: ['group', 'quantization', 'parallel'], near: [] },
    { same: ['model'], near: [] },
  ],
  serving: [
    { same: ['device'], near: [] },
    { same: ['device', 'model'], near: [] },
    { same: ['device', 'model', 'quantization', 'parallel'], near: [] },
    { same: ['device', 'model', 'quantization', 'parallel'], near: ['batch', 'prompt'] },
    { same: ['device', 'group', 'model', 'quantization'], near: ['batch'] },
    { same: ['device'], near: ['batch', 'prompt'] },
    { same: ['group', 'model'], near: [] },
    { same: ['group', 'model', 'quantization'], near: [] },
    { same: ['group', 'parallel'], near: [] },
    { same: ['group'], near: ['batch', 'prompt'] },
    { same: ['model', 'parallel'], near: [] },
    { same: ['model'], near: ['batch', 'prompt'] },
  ],
  // Not by the length of the prompt: a longer one never comes out sooner.
  'first-token': [
    { same: ['device'], near: [] },
    { same: ['device', 'model'], near: [] },
    { same: ['device', 'model', 'quantization', 'parallel'], near: [] },
    { same: ['device', 'group', 'model', 'quantization'], near: ['batch'] },
    { same: ['group', 'model'], near: [] },
    { same: ['group', 'quantization'], near: [] },
    { same: ['group', 'parallel'], near: [] },
    { same: ['group'], near: ['batch'] },
    { same: ['model'], near: [] },
  ],
}

/** Odd rows speak, but no louder than this. */
const bound = 0.7

export type Learned = Pick<Residuals, 'components' | 'noise'>

type Triangle = readonly Float64Array[]

/** Cholesky's lower triangle of a covariance with noise on its diagonal. */
function triangleOf(matrix: readonly Float64Array[], noise: number): Triangle {
  const lower: Float64Array[] = []
  for (const [i, row] of matrix.entries()) {
    const line = new Float64Array(i + 1)
    for (let j = 0; j <= i; j++) {
      const other = j === i ? line : (lower[j] ?? line)
      let sum = (row[j] ?? 0) + (i === j ? noise + 1e-9 : 0)
      for (let k = 0; k < j; k++) sum -= (line[k] ?? 0) * (other[k] ?? 0)
      line[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (other[j] ?? 1)
    }
    lower.push(line)
  }
  return lower
}

function forward(lower: Triangle, right: readonly number[]): Float64Array {
  const found = new Float64Array(lower.length)
  for (const [i, line] of lower.entries()) {
    let sum = right[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (line[k] ?? 0) * (found[k] ?? 0)
    found[i] = sum / (line[i] ?? 1)
  }
  return found
}

function backward(lower: Triangle, right: Float64Array): Float64Array {
  const found = Float64Array.from(right)
  for (let i = lower.length - 1; i >= 0; i--) {
    const line = lower[i] ?? new Float64Array(0)
    found[i] = (found[i] ?? 0) / (line[i] ?? 1)
    for (let k = 0; k < i; k++) found[k] = (found[k] ?? 0) - (line[k] ?? 0) * (found[i] ?? 0)
  }
  return found
}

/** What is given to learn from: a row and the logarithm of computed over measured time. */
export type Sample = { readonly row: Row; readonly residual: number }

const featuresIn = (samples: readonly Sample[]): readonly Features[] =>
  samples.map(({ row }) => featuresOf(row.run, row.group))
const bounded = (samples: readonly Sample[]): readonly number[] =>
  samples.map(({ residual }) => Math.max(-bound, Math.min(bound, residual)))

function matrixOf(components: readonly Component[], features: readonly Features[]): readonly Float64Array[] {
  return features.map((left, i) => {
    const line = new Float64Array(i + 1)
    for (let j = 0; j <= i; j++) {
      const right = features[j]
      if (right !== undefined) line[j] = covariance(components, left, right)
    }
    return line
  })
}

/**
 * Variances that make the samples likeliest, drawn lightly towards small ones. Each is tried larger and smaller in turn,
 * `rounds` times.
 */
export function learn(metric: Metric, samples: readonly Sample[], rounds = 4): Learned {
  const features = featuresIn(samples)
  const values = bounded(samples)
  const parts = shapes[metric].map((shape) => matrixOf([{ ...shape, same: [...shape.same], near: [...shape.near], variance: 1 }], features))
  const size = samples.length
  const cost = (logs: readonly number[]): number => {
    const variances = logs.map((value) => Math.exp(value))
    const matrix = Array.from({ length: size }, (_, i) => {
      const line = new Float64Array(i + 1)
      for (const [p, part] of parts.entries()) {
        const from = part[i]
        const by = variances[p] ?? 0
        if (from !== undefined) for (let j = 0; j <= i; j++) line[j] = (line[j] ?? 0) + by * (from[j] ?? 0)
      }
      return line
    })
    const lower = triangleOf(matrix, variances[parts.length] ?? 0.01)
    const solved = forward(lower, values)
    let sum = 0
    for (const [i, line] of lower.entries()) sum += 0.5 * (solved[i] ?? 0) ** 2 + Math.log(line[i] ?? 1)
    for (const value of logs) sum += 0.02 * (value + 6) ** 2
    return sum
  }
  let logs: readonly number[] = [...parts.map(() => -6), -5.5]
  let least = cost(logs)
  for (let round = 0; round < rounds; round++) {
    const stride = [1.6, 0.8, 0.4, 0.2][round] ?? 0.2
    for (let at = 0; at < logs.length; at++)
      for (const move of [stride, -stride]) {
        const tried = logs.map((value, i) => (i === at ? value + move : value))
        const found = cost(tried)
        if (found < least) {
          least = found
          logs = tried
          break
        }
      }
  }
  const variance = (at: number): number => Number(Math.exp(logs[at] ?? -9).toPrecision(4))
  return {
    components: shapes[metric].map(({ same, near }, i) => ({ same: [...same], near: [...near], variance: variance(i) })),
    noise: variance(parts.length),
  }
}

/** Every row's weight for given variances. */
export function residualsOf(metric: Metric, samples: readonly Sample[], { components, noise }: Learned): Residuals {
  const features = featuresIn(samples)
  const values = bounded(samples)
  const lower = triangleOf(matrixOf(components, features), noise)
  const weights = backward(lower, forward(lower, values))
  return {
    metric,
    components,
    noise,
    rows: samples.map(({ row }, i) => {
      const { same, near } = featuresOf(row.run, row.group)
      return {
        id: row.id,
        same: { ...same },
        near: { ...near },
        residual: Number((values[i] ?? 0).toPrecision(5)),
        weight: Number((weights[i] ?? 0).toPrecision(6)),
      }
    }),
  }
}
