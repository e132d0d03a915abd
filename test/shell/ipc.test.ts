import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { fail, ok } from '../../shared/base/result.ts'
import { calls, channels, Fault, isChannel, type Handlers } from '../../shared/contract.ts'
import { answerCall, bindContract, isPage } from '../../electron/shell/ipc.ts'
import { fake } from '../support/fake-electron.ts'

type Registered = (event: unknown, value: unknown) => Promise<unknown>

/** Handlers that all do the same, whatever is asked. */
const handlersThat = (act: (input: unknown) => Promise<unknown>): Handlers =>
  Object.fromEntries(channels.map((channel) => [channel, act])) as unknown as Handlers

function bound(handlers: Handlers, log: (line: string) => void = () => undefined) {
  const ipcMain = fake<Electron.IpcMain>()
  bindContract(ipcMain.it, handlers, log)
  const registered = new Map(ipcMain.calls('handle').map(([name, listener]) => [String(name), listener as Registered]))
  return { ...ipcMain, registered }
}

const page = { senderFrame: { origin: 'app://homeport', parent: null } }
const notFound = handlersThat(() => Promise.resolve(fail({ code: 'not-found', detail: '' })))

describe('who may call', () => {
  test('the page', () => {
    expect(isPage(() => page.senderFrame)).toBe(true)
  })

  test.each([
    ['no frame: the document has navigated away', null],
    ['a frame inside the page', { origin: 'app://homeport', parent: { origin: 'app://homeport' } }],
    ['another origin', { origin: 'https://homeport', parent: null }],
    ['a longer host', { origin: 'app://homeport.evil', parent: null }],
    ['a trailing slash', { origin: 'app://homeport/', parent: null }],
    ['a port', { origin: 'app://homeport:80', parent: null }],
    ['the document that is printed', { origin: 'app://print', parent: null }],
    ['an opaque origin', { origin: 'null', parent: null }],
    ['a file', { origin: 'file://', parent: null }],
    ['nothing', { origin: '', parent: null }],
    ['an undefined parent', { origin: 'app://homeport', parent: undefined }],
  ])('not %s', async (_name, senderFrame) => {
    const handler = vi.fn(() => Promise.resolve(ok([])))
    const lines: string[] = []
    const { registered } = bound(handlersThat(handler), (line) => lines.push(line))
    for (const channel of channels) {
      const answer = await registered.get(`homeport:${channel}`)?.({ senderFrame }, null)
      expect(answer).toEqual({ ok: false, problem: { code: 'refused-sender', detail: '' } })
    }
    expect(handler).not.toHaveBeenCalled()
    expect(lines).toEqual(channels.map((channel) => `refused-sender ${channel}`))
  })

  test('not a frame that is gone, which throws when it is looked at', async () => {
    const { registered } = bound(notFound)
    const event = {
      get senderFrame(): never {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
    }
    expect(await registered.get('homeport:plan.list')?.(event, null)).toMatchObject({ problem: { code: 'refused-sender' } })
  })
})

describe('what may be called', () => {
  test('each channel of the contract and no other', () => {
    const { registered, methods } = bound(notFound)
    expect([...registered.keys()]).toEqual(channels.map((channel) => `homeport:${channel}`))
    expect(methods()).toEqual(['handle'])
  })

  test.each(['', 'plan', 'plan.list ', 'toString', '__proto__', 'constructor', 'hasOwnProperty'])('not "%s"', (name) => {
    expect(isChannel(name)).toBe(false)
  })
})

describe('what crosses', () => {
  test('input that does not fit never reaches the handler, and the fault does not repeat it', async () => {
    const handler = vi.fn(() => Promise.resolve(ok(null)))
    const answer = await answerCall('settings.write', { language: 'en', theme: 'secret-value', person: '' }, handlersThat(handler), () => undefined)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-input' } })
    expect(JSON.stringify(answer)).not.toContain('secret-value')
    expect(handler).not.toHaveBeenCalled()
  })

  test.each([
    ['throws', () => Promise.reject(new TypeError('secret at /home/someone'))],
    ['throws at once', () => { throw new RangeError('secret') }],
    ['throws what is no error', () => Promise.reject('secret')],
    ['answers what does not fit', () => Promise.resolve(ok([{ id: 'secret' }]))],
    ['answers more than the contract has', () => Promise.resolve(ok({ secret: 1 }))],
    ['fails with an unknown code', () => Promise.resolve(fail({ code: 'secret', detail: 'secret' }))],
    ['fails with more than a fault', () => Promise.resolve(fail({ code: 'stale', detail: '', stack: 'secret' }))],
  ])('a handler that %s is the fault internal, without a word of it', async (_name, act) => {
    const lines: string[] = []
    const answer = await answerCall('plan.list', null, handlersThat(act), (line) => lines.push(line))
    expect(answer).toEqual({ ok: false, problem: { code: 'internal', detail: '' } })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^internal plan\.list /)
    expect(lines[0]).not.toContain('secret')
  })

  test('an answer that fits, and a fault of the handler', async () => {
    expect(await answerCall('plan.list', null, handlersThat(() => Promise.resolve(ok([]))), () => undefined)).toEqual(ok([]))
    const stale = fail({ code: 'stale', detail: '7' })
    expect(await answerCall('plan.open', '00000000-0000-4000-8000-000000000000', handlersThat(() => Promise.resolve(stale)), () => undefined)).toEqual(stale)
  })

  test.each(channels)('%s answers any value with a result', async (channel) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.anything()), fc.jsonValue(), async (input, output) => {
        const answer = await answerCall(channel, input, handlersThat(() => Promise.resolve(ok(output))), () => undefined)
        if (answer.ok) expect(parse(calls[channel].output, answer.value).ok).toBe(true)
        else expect(parse(Fault, answer.problem).ok).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
