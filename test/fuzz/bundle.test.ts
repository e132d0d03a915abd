/** The long run: `npm run fuzz`. `HOMEPORT_FUZZ_RUNS` mutations from the seed `HOMEPORT_FUZZ_SEED`. */
import { expect, test, vi } from 'vitest'
import { fuzz } from '../support/fuzz.ts'

vi.mock('../../shared/base/envelope.ts', async (original) => {
  const { rememberedEnvelopes } = await import('../support/memo.ts')
  return rememberedEnvelopes(await original())
})

const runs = Number(process.env['HOMEPORT_FUZZ_RUNS'] ?? 1000)
const seed = Number(process.env['HOMEPORT_FUZZ_SEED'] ?? 1)

test(`${runs} mutations from seed ${seed}`, { timeout: 3_600_000 }, () => {
  const { wrong, ...counts } = fuzz(seed, runs)
  console.log(JSON.stringify({ seed, ...counts, wrong: wrong.length }))
  expect(wrong).toEqual([])
})
