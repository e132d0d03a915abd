/** A part of `npm run fuzz` with a fixed seed: mutations of a valid bundle, of which none may be accepted. */
import { expect, test, vi } from 'vitest'
import { readBundle } from '../../electron/export/bundle.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { fuzz, fuzzBundle } from '../support/fuzz.ts'
import { informed } from '../support/signed.ts'

vi.mock('../../shared/base/envelope.ts', async (original) => {
  const { rememberedEnvelopes } = await import('../support/memo.ts')
  return rememberedEnvelopes(await original())
})

test('the bundle that is mutated is good in every check', () => {
  const read = readBundle(fuzzBundle)
  if (!read.ok) throw new Error(read.problem.code)
  const checks = verifyContent(read.value.content, informed).checks.filter(({ id }) => id !== 'keys' && id !== 'policy')
  expect(checks.map(({ result }) => result)).toEqual(checks.map(() => 'pass'))
})

test('10 000 mutations: none accepted, none crashes', { timeout: 900_000 }, () => {
  const { runs, refused, same, repacked, wrong } = fuzz(20_261_128, 10_000)
  expect(wrong).toEqual([])
  expect(refused + same + repacked).toBe(runs)
  // Chance leaves few unchanged, and few only change what another packing would change.
  expect(refused).toBeGreaterThan(9_800)
})
