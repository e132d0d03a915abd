/** Collects a benchmark's samples for `npm run bench`, which prints them. Figures, not assertions. */
import { appendFileSync } from 'node:fs'

export type Unit = 'ms' | 'µs'

/** Writes what was measured: median, 95th percentile and the number of samples. */
export function report(name: string, unit: Unit, samples: readonly number[]): void {
  const sorted = samples.toSorted((left, right) => left - right)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  const line = JSON.stringify({ name, unit, median: at(0.5), p95: at(0.95), samples: sorted.length })
  const file = process.env['HOMEPORT_FIGURES']
  if (file === undefined) console.log(line)
  else appendFileSync(file, `${line}\n`)
}
