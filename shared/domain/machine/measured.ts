/** Takes a measurement into the facts of the machine it was taken on. */
import { known, type MachineFacts, type MachineMeasurement, type MeasuredRate } from '../machine.ts'
import { message, type Message } from '../vocabulary.ts'

/** Names the measurement where the fact is shown. */
export const measuredOrigin = 'measured here'

/** The bandwidth becomes a fact that was measured; the whole measurement stays beside it. */
export function measuredBandwidth(machine: MachineFacts, measurement: MachineMeasurement): MachineFacts {
  return {
    ...machine,
    measurement,
    memory: { ...machine.memory, bandwidth: known(measurement.bandwidth.best, measuredOrigin, 'measured') },
  }
}

/**
 * The measurement of one kernel from its runs: the best counts, since other work on the machine can only make it slower.
 * @param runs bytes or operations per second, at least one
 */
export function rateOf(runs: readonly number[]): { readonly best: number; readonly runs: number[]; readonly spread: number } {
  const whole = runs.map((rate) => Math.max(1, Math.round(rate)))
  const best = Math.max(...whole)
  const worst = Math.min(...whole)
  return { best, runs: whole, spread: Math.round(((best - worst) / best) * 10_000) }
}

/** From this spread on a measurement says that something else was at work, in hundredths of a percent. */
export const unsteadyFrom = 1500

/** The figures of a measurement for readers, in the order in which they matter. */
export function measurementRows(
  measurement: MachineMeasurement,
): readonly { readonly kernel: 'read' | 'float32' | 'integer8'; readonly best: Message; readonly spread: number }[] {
  const giga = (rate: MeasuredRate): number => Math.round(rate.best / 100_000_000) / 10
  const { bandwidth, float32, integer8 } = measurement
  return [
    { kernel: 'read', best: message('machine.value.rate', { value: { bytes: bandwidth.best } }), spread: bandwidth.spread },
    ...(float32 === null ? [] : [{ kernel: 'float32', best: message('measure.gigaflops', { value: giga(float32) }), spread: float32.spread } as const]),
    ...(integer8 === null ? [] : [{ kernel: 'integer8', best: message('measure.gigaops', { value: giga(integer8) }), spread: integer8.spread } as const]),
  ]
}
