import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import type { Client, Handlers } from '../../shared/contract.ts'
import { assess } from '../../shared/plan/assess.ts'
import { planDigest } from '../../shared/plan/decide.ts'
import { readKnowledge, packNames, type Knowledge } from '../../shared/plan/knowledge.ts'
import { makePlanStore } from '../../renderer/state/plan-store.ts'
import { commandArbitrary, momentAfter } from '../support/commands.ts'
import { testServices } from '../support/services.ts'

const id = '00000000-0000-4000-8000-000000000500'
let folder = ''
let knowledge: Knowledge
let handlers: Handlers
let close: () => Promise<void>

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-walk-'))
  ;({ handlers, close } = testServices(folder))
  const texts = Object.fromEntries(packNames.map((name) => [name, readFileSync(`resources/packs/${name}.json`, 'utf8')]))
  const read = readKnowledge(texts)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  knowledge = read.value
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

/** Ids that entry fields may name: real ones, so that the engines have something to work on. */
function entries(): Readonly<Record<string, readonly string[]>> {
  return {
    models: knowledge.models.models.map((entry) => entry.id).slice(0, 12),
    accelerators: knowledge.accelerators.accelerators.map((entry) => entry.id).slice(0, 8),
    providers: knowledge.providers.providers.map((entry) => entry.id).slice(0, 8),
    classifications: knowledge.classifications.classifications.map((entry) => entry.id).slice(0, 8),
    engines: knowledge.engines.engines.map((entry) => entry.id),
    quantizations: knowledge.quantizations.quantizations.map((entry) => entry.id).slice(0, 6),
  }
}

describe('a random walk of 500 commands', () => {
  it('comes to the same digest in page and main on each, and to the same assessment as from scratch', {
    timeout: 300_000,
  }, async () => {
    let clock = 0
    const client: Client = handlers
    const store = makePlanStore({
      client,
      knowledge,
      now: () => momentAfter((clock += 700)),
      person: () => 'Jana Köhler',
    })
    const created = await client['plan.create']({ id, language: 'en', at: momentAfter(0), example: null })
    if (!created.ok) throw new Error(created.problem.code)
    store.getState().show(created.value)
    const commands = fc.sample(commandArbitrary(entries()), { numRuns: 500, seed: 20261123 })
    let accepted = 0
    for (const [index, change] of commands.entries()) {
      const before = store.getState().open?.revision ?? 0
      if (change.type === 'undo') store.getState().undo()
      else if (change.type === 'redo') store.getState().redo()
      else store.getState().dispatch(change)
      await store.getState().settled()
      const open = store.getState().open
      if (open === null) throw new Error('the plan closed')
      expect(store.getState().save.kind, `command ${index}: ${JSON.stringify(change)}`).not.toBe('failed')
      if (open.revision > before) accepted += 1
      const stored = await client['plan.open'](id)
      if (!stored.ok) throw new Error(stored.problem.code)
      expect(planDigest(stored.value.document.plan), `command ${index}`).toBe(planDigest(open.document.plan))
      expect(stored.value.revision).toBe(open.revision)
      // From scratch, twice on some: the same bytes as the incremental result.
      if (index % 5 === 0) {
        const scratch = canonicalJson(assess(open.document.plan, knowledge))
        expect(canonicalJson(open.assessment), `command ${index}`).toBe(scratch)
        if (index % 50 === 0) expect(canonicalJson(assess(open.document.plan, knowledge))).toBe(scratch)
      }
    }
    expect(accepted).toBeGreaterThan(250)
  })
})
