/**
 * How far the share of rows inside an interval may stray by chance. Rows of one device are inside or outside together, so
 * twenty rows of one device say little more than one row does.
 */

export type Held = { readonly inside: boolean; readonly device: string }

const sizesOf = (rows: readonly Held[]): ReadonlyMap<string, readonly number[]> => {
  const devices = new Map<string, number[]>()
  for (const { device, inside } of rows) devices.set(device, [...(devices.get(device) ?? []), inside ? 1 : 0])
  return devices
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** How alike rows of one device are, from 0 to 1: intraclass correlation by one-way analysis of variance. */
export function likenessOf(rows: readonly Held[]): number {
  const groups = [...sizesOf(rows).values()]
  const count = groups.length
  if (count < 2 || rows.length <= count) return 0
  const center = mean(groups.flat())
  const between = groups.reduce((sum, group) => sum + group.length * (mean(group) - center) ** 2, 0) / (count - 1)
  const within = groups.reduce((sum, group) => sum + group.reduce((all, value) => all + (value - mean(group)) ** 2, 0), 0) / (rows.length - count)
  const each = (rows.length - groups.reduce((sum, group) => sum + group.length ** 2, 0) / rows.length) / (count - 1)
  const apart = Math.max(0, (between - within) / each)
  return apart + within === 0 ? 0 : apart / (apart + within)
}

/** Independent rows that so many rows of these devices are worth. */
export function worthOf(rows: readonly Held[], likeness: number): number {
  return [...sizesOf(rows).values()].reduce((sum, { length }) => sum + length / (1 + (length - 1) * likeness), 0)
}

/** Shares of one between which 19 of 20 such groups lie if the interval holds four of five rows. */
export function chanceOf(rows: readonly Held[], likeness: number): { readonly low: number; readonly high: number } {
  const reach = 1.96 * Math.sqrt((0.8 * 0.2) / Math.max(1, worthOf(rows, likeness)))
  return { low: Math.max(0, 0.8 - reach), high: Math.min(1, 0.8 + reach) }
}
