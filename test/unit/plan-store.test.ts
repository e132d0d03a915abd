import { describe, expect, it } from 'vitest'
import { ok } from '../../shared/base/result.ts'
import type { Client, OpenedPlan } from '../../shared/contract.ts'
import type { Command } from '../../shared/plan/command.ts'
import { decide, newDocument, planDigest, type Document } from '../../shared/plan/decide.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { makePlanStore } from '../../renderer/state/plan-store.ts'
import { knowledge } from '../support/knowledge.ts'

const first = '00000000-0000-4000-8000-000000000001'
const second = '00000000-0000-4000-8000-000000000002'

/** A main process in memory that answers late and remembers what it was sent. */
function slowMain() {
  const documents = new Map<string, { document: Document; revision: number }>()
  const received: { id: string; revision: number; command: Command }[] = []
  for (const id of [first, second])
    documents.set(id, { document: newDocument(emptyPlan(id, '2026-11-23T09:00:00Z', 'en', {})), revision: 0 })
  const later = () => new Promise((resolve) => setTimeout(resolve, 5))
  const opened = (id: string): OpenedPlan => ({ ...documents.get(id)!, versions: [] })
  const client = {
    'plan.open': async (id: string) => ok(opened(id)),
    'plan.apply': async (request: { id: string; revision: number; command: Command }) => {
      await later()
      received.push(request)
      const stored = documents.get(request.id)!
      if (stored.revision !== request.revision) return { ok: false, problem: { code: 'stale', detail: '' } }
      const decided = decide(stored.document, request.command)
      if (!decided.ok) return { ok: false, problem: { code: 'refused-command', detail: '' } }
      documents.set(request.id, { document: decided.value, revision: stored.revision + 1 })
      return ok({ revision: stored.revision + 1, digest: planDigest(decided.value.plan) })
    },
  } as unknown as Client
  return { client, received, opened, documents }
}

const title = (value: string) =>
  ({ type: 'answer.set', field: 'identity.title', value, basis: 'self-declared' }) as const

describe('the page’s plan store', () => {
  const make = (client: Client) => makePlanStore({ client, knowledge, now: () => '2026-11-23T10:00:00Z', person: () => 'JK' })

  it('still sends what was decided when the plan is closed at once', async () => {
    const main = slowMain()
    const store = make(main.client)
    store.getState().show(main.opened(first))
    store.getState().dispatch(title('one'))
    store.getState().dispatch({ type: 'answer.set', field: 'load.users', value: 7, basis: 'self-declared' })
    store.getState().close()
    await store.getState().settled()
    expect(main.received).toHaveLength(2)
    expect(main.documents.get(first)!.document.plan.answers['load.users']?.value).toBe(7)
  })

  it('sends each command for the plan it was decided on', async () => {
    const main = slowMain()
    const store = make(main.client)
    store.getState().show(main.opened(first))
    store.getState().dispatch(title('of the first'))
    store.getState().show(main.opened(second))
    store.getState().dispatch(title('of the second'))
    await store.getState().settled()
    expect(main.documents.get(first)!.document.plan.answers['identity.title']?.value).toBe('of the first')
    expect(main.documents.get(second)!.document.plan.answers['identity.title']?.value).toBe('of the second')
    expect(store.getState().save.kind).toBe('saved')
  })

  it('says "saved" only when the last command was answered', async () => {
    const main = slowMain()
    const store = make(main.client)
    store.getState().show(main.opened(first))
    store.getState().dispatch(title('a'))
    store.getState().dispatch(title('b'))
    expect(store.getState().save.kind).toBe('saving')
    await new Promise((resolve) => setTimeout(resolve, 7))
    expect(store.getState().save.kind).toBe('saving')
    await store.getState().settled()
    await Promise.resolve()
    expect(store.getState().save.kind).toBe('saved')
  })

  it('takes main’s copy when main refuses', async () => {
    const main = slowMain()
    const store = make(main.client)
    store.getState().show(main.opened(first))
    const other = decide(main.documents.get(first)!.document, { do: title('elsewhere'), by: 'x', at: '2026-11-23T09:30:00Z' })
    if (!other.ok) throw new Error('refused')
    main.documents.set(first, { document: other.value, revision: 1 })
    store.getState().dispatch(title('here'))
    await store.getState().settled()
    expect(store.getState().save).toEqual({ kind: 'failed', fault: { code: 'stale', detail: '' } })
    expect(store.getState().open?.document.plan.answers['identity.title']?.value).toBe('elsewhere')
  })

  it('keeps what was decided while the disk refuses, and sends it again in order', async () => {
    const main = slowMain()
    let refusals = 2
    const apply = main.client['plan.apply']
    const client = {
      ...main.client,
      'plan.apply': async (request: Parameters<typeof apply>[0]) => {
        refusals -= 1
        return refusals >= 0 ? ({ ok: false, problem: { code: 'disk-full', detail: '' } } as const) : apply(request)
      },
    } as Client
    const store = make(client)
    store.getState().show(main.opened(first))
    store.getState().dispatch(title('first try'))
    await store.getState().settled()
    expect(store.getState().save.kind).toBe('failed')
    expect(store.getState().open?.document.plan.answers['identity.title']?.value).toBe('first try')
    store.getState().dispatch({ type: 'answer.set', field: 'load.users', value: 9, basis: 'self-declared' })
    await store.getState().settled()
    store.getState().dispatch({ type: 'answer.set', field: 'load.peakConcurrency', value: 3, basis: 'self-declared' })
    await store.getState().settled()
    expect(store.getState().save.kind).toBe('saved')
    const { answers } = main.documents.get(first)!.document.plan
    expect(answers['identity.title']?.value).toBe('first try')
    expect(answers['load.users']?.value).toBe(9)
    expect(answers['load.peakConcurrency']?.value).toBe(3)
  })
})
