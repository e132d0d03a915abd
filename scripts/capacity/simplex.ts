/** Nelder-Mead: the lowest value of a function of a few numbers, without its slopes. */

export function lowest(
  origin: readonly number[],
  value: (point: readonly number[]) => number,
  steps: number,
  stride = 0.25,
): readonly number[] {
  const vertex = (point: readonly number[]) => ({ point, value: value(point) })
  const byValue = (left: { value: number }, right: { value: number }): number => left.value - right.value
  let simplex = [vertex(origin), ...origin.map((_, i) => vertex(origin.map((x, j) => (i === j ? x + stride : x))))]
  for (let step = 0; step < steps; step++) {
    simplex = simplex.toSorted(byValue)
    const [best] = simplex
    const worst = simplex.at(-1)
    const second = simplex.at(-2)
    if (best === undefined || worst === undefined || second === undefined || worst.value - best.value < 1e-6) break
    const others = simplex.slice(0, -1)
    const center = origin.map((_, i) => others.reduce((sum, { point }) => sum + (point[i] ?? 0), 0) / others.length)
    const toward = (factor: number) => vertex(center.map((x, i) => x + factor * ((worst.point[i] ?? 0) - x)))
    const reflected = toward(-1)
    if (reflected.value < best.value) {
      const expanded = toward(-2)
      simplex = [...others, expanded.value < reflected.value ? expanded : reflected]
    } else if (reflected.value < second.value) simplex = [...others, reflected]
    else {
      const contracted = toward(0.5)
      simplex =
        contracted.value < worst.value
          ? [...others, contracted]
          : simplex.map(({ point }) => vertex(point.map((x, i) => ((best.point[i] ?? 0) + x) / 2)))
    }
  }
  return simplex.toSorted(byValue)[0]?.point ?? origin
}
