import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ok } from '../../shared/base/result.ts'
import { channels } from '../../shared/contract.ts'
import { makeClient, type Invoke } from '../../renderer/client.ts'

const answering = (answer: unknown): Invoke => () => Promise.resolve(answer)
const internal = { ok: false, problem: { code: 'internal' } }

describe('the client of the page', () => {
  test('has each channel of the contract', () => {
    expect(Object.keys(makeClient(answering(null)))).toEqual(channels)
  })

  test('passes channel and value on and returns the answer', async () => {
    const sent: unknown[] = []
    const client = makeClient((channel, value) => {
      sent.push([channel, value])
      return Promise.resolve(ok([]))
    })
    expect(await client['plan.list'](null)).toEqual(ok([]))
    expect(sent).toEqual([['plan.list', null]])
  })

  test('returns the fault that main answers', async () => {
    const fault = { ok: false, problem: { code: 'stale', detail: '3' } }
    expect(await makeClient(answering(fault))['plan.list'](null)).toEqual(fault)
  })

  test('turns a rejected call into a fault', async () => {
    const client = makeClient(() => Promise.reject(new Error('No handler registered')))
    expect(await client['plan.list'](null)).toMatchObject(internal)
  })

  test.each([null, undefined, 1, 'ok', [], {}, { ok: true }, { ok: true, value: 7 }, { ok: true, value: [], more: 1 }, { ok: false, problem: { code: 'new', detail: '' } }])(
    'refuses the answer %j',
    async (answer) => {
      expect(await makeClient(answering(answer))['plan.list'](null)).toMatchObject(internal)
    },
  )

  test('never rejects, whatever main answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...channels), fc.anything(), async (channel, answer) => {
        const call = makeClient(answering(answer))[channel] as (input: unknown) => Promise<{ ok: boolean }>
        expect(typeof (await call(null)).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })
})
