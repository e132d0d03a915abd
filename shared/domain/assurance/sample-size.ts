/**
 * How many cases an evaluation has to look at. Whole numbers only: shares are in hundredths of a percent, and a part of
 * a case counts as one more.
 *
 * A share (such as "correct answers") is planned for the worst case, a true share of one half, where a sample says
 * least: n = z² · ½ · ½ / e² (Cochran, Sampling Techniques, 3rd edition, section 4.4), with the correction for a
 * finite number of cases n = n₀ / (1 + (n₀ − 1) / N) (section 4.5). For failures that must be rare a sample without any
 * failure says: the true share is at most k / n, where k is 3 at 95 % (rule of three: Hanley and Lippman-Hand, JAMA 249
 * (1983) 1743–1745) and −ln(1 − confidence) otherwise, rounded up.
 */
import { z } from '../../base/schema.ts'

/** Confidence levels that can be asked for, in hundredths of a percent. */
export const confidences = [8000, 9000, 9500, 9900] as const
export const SampleConfidence = z.union([z.literal(8000), z.literal(9000), z.literal(9500), z.literal(9900)])
export type SampleConfidence = (typeof confidences)[number]

/** Two-sided quantiles of the standard normal distribution, times ten thousand (NIST/SEMATECH e-Handbook, 1.3.6.7.1). */
const quantiles: Readonly<Record<SampleConfidence, number>> = { 8000: 12_816, 9000: 16_449, 9500: 19_600, 9900: 25_758 }

/** −ln(1 − confidence) times ten thousand, rounded up; at 95 % the 3 of the rule of three instead of 2.9958. */
const withoutFailure: Readonly<Record<SampleConfidence, number>> = { 8000: 16_095, 9000: 23_026, 9500: 30_000, 9900: 46_052 }

/** More cases than this count as without end: the correction changes nothing, and products stay exact. */
export const mostCases = 10_000_000

/**
 * Cases to sample so that a measured share lies within the margin of the true one.
 * @param margin Half of the interval, in hundredths of a percent, 1 to 5000.
 * @param cases How many cases there are in all; null where there is no end of them.
 */
export function sampleForShare(confidence: SampleConfidence, margin: number, cases: number | null): number {
  const over = quantiles[confidence] ** 2
  const under = 4 * margin ** 2
  if (cases === null || cases > mostCases) return divideUp(over, under)
  return Math.min(cases, divideUp(over * cases, under * cases + over - under))
}

/**
 * Cases without a single failure that show a failure to be rarer than a share.
 * @param highest The highest share of failures that is accepted, in hundredths of a percent, 1 to 5000.
 */
export function sampleWithoutFailure(confidence: SampleConfidence, highest: number, cases: number | null): number {
  const wanted = divideUp(withoutFailure[confidence], highest)
  return cases === null ? wanted : Math.min(cases, wanted)
}

/**
 * The smallest margin (or highest share of failures) that a number of cases supports, in hundredths of a percent; null
 * where not even half is reached.
 */
export function reachedBy(kind: 'share' | 'rare', confidence: SampleConfidence, size: number, cases: number | null): number | null {
  const need = (margin: number): number =>
    kind === 'share' ? sampleForShare(confidence, margin, cases) : sampleWithoutFailure(confidence, margin, cases)
  if (need(widest) > size) return null
  let [low, high] = [1, widest]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (need(middle) <= size) high = middle
    else low = middle + 1
  }
  return low
}

const widest = 5000

/** Exact for whole numbers below 2^53. */
function divideUp(over: number, under: number): number {
  const rest = over % under
  return (over - rest) / under + (rest > 0 ? 1 : 0)
}
