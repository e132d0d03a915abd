/**
 * Ranges for machines that no row is of. Rows of one machine miss together, so few machines say less than their many rows
 * seem to: what differs from machine to machine counts apart from what differs within one. Values are natural logarithms.
 */

export type Ends = { readonly low: number; readonly high: number }

/** Student's t that nine of ten values stay below, by degrees of freedom from one on. */
const nineOfTen = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372] as const

/** Beyond the table by the first term of its expansion in one over the degrees of freedom. */
export function studentNineOfTen(freedom: number): number {
  const normal = 1.2816
  return nineOfTen[freedom - 1] ?? normal * (1 + (normal * normal + 1) / (4 * freedom))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Ends that hold four of five rows of the next machine, where `groups` holds the rows of each: the machines' means and
 * their variance, by one-way analysis of variance, with Student's t for as many machines as there are.
 */
export function strangerEnds(groups: readonly (readonly number[])[]): Ends {
  const count = groups.length
  if (count < 2) throw new Error('one machine says nothing of another')
  const means = groups.map(mean)
  const center = mean(means)
  const squares = groups.reduce((sum, group, i) => sum + group.reduce((all, value) => all + (value - (means[i] ?? 0)) ** 2, 0), 0)
  const freedom = groups.reduce((sum, group) => sum + group.length - 1, 0)
  const within = freedom === 0 ? 0 : squares / freedom
  /** Rows of a machine, by the harmonic mean. */
  const each = count / groups.reduce((sum, group) => sum + 1 / group.length, 0)
  const ofMeans = means.reduce((sum, value) => sum + (value - center) ** 2, 0) / (count - 1)
  const between = Math.max(0, ofMeans - within / each)
  const reach = studentNineOfTen(count - 1) * Math.sqrt(between * (1 + 1 / count) + within * (1 + 1 / (count * each)))
  return { low: center - reach, high: center + reach }
}

/** Both ends as far out as two independent causes together put them. */
export function together(one: Ends, other: Ends): Ends {
  return { low: -Math.hypot(one.low, other.low), high: Math.hypot(one.high, other.high) }
}

/** What remains of the wider range when the narrower one's cause is taken out of it. */
export function beyond(wide: Ends, narrow: Ends): Ends {
  const rest = (far: number, near: number): number => Math.sqrt(Math.max(0, far * far - near * near))
  return { low: -rest(wide.low, narrow.low), high: rest(wide.high, narrow.high) }
}
