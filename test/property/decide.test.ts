import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/plan/command.ts'
import { decide, historyLimit, newDocument, planDigest, type Document } from '../../shared/plan/decide.ts'
import { emptyPlan, Plan } from '../../shared/plan/plan.ts'
import { z } from '../../shared/base/schema.ts'
import { commandArbitrary, momentAfter } from '../support/commands.ts'

const entries = { models: ['m-1', 'm-2'], accelerators: ['a-1'], providers: ['p-1'], classifications: ['c-1'] }
const empty = () =>
  newDocument(emptyPlan('00000000-0000-4000-8000-000000000001', momentAfter(0), 'en', { licenses: `sha256:${'a'.repeat(64)}` }))

/** Runs commands two seconds apart, so that no two are one step of undo. Refused ones change nothing. */
function run(document: Document, changes: readonly Command['do'][], start = 0): Document {
  return changes.reduce((current, change, index) => {
    const outcome = decide(current, { do: change, by: 'Jana Köhler', at: momentAfter(start + index * 2000) })
    return outcome.ok ? outcome.value : current
  }, document)
}

const walks = fc.array(commandArbitrary(entries), { maxLength: 60 })

describe('decide', () => {
  it('gives the same plan for the same commands', () => {
    fc.assert(
      fc.property(walks, (changes) => {
        expect(planDigest(run(empty(), changes).plan)).toBe(planDigest(run(empty(), changes).plan))
      }),
    )
  })

  it('makes only plans that fit the schema', () => {
    fc.assert(
      fc.property(walks, (changes) => {
        expect(z.safeParse(Plan, run(empty(), changes).plan).success).toBe(true)
      }),
    )
  })

  it('undoes everything back to the start, and redoes it to the same plan', () => {
    fc.assert(
      fc.property(walks, (changes) => {
        const edits = changes.filter((change) => change.type !== 'undo' && change.type !== 'redo')
        const done = run(empty(), edits)
        const back = run(done, done.past.map(() => ({ type: 'undo' as const })), 1_000_000)
        expect(planDigest(back.plan)).toBe(planDigest(empty().plan))
        const forth = run(back, back.future.map(() => ({ type: 'redo' as const })), 2_000_000)
        expect(planDigest(forth.plan)).toBe(planDigest(done.plan))
      }),
    )
  })

  it('never changes the document it was given', () => {
    fc.assert(
      fc.property(walks, commandArbitrary(entries), (changes, change) => {
        const before = run(empty(), changes)
        const text = JSON.stringify(before)
        decide(before, { do: change, by: 'x', at: momentAfter(9_000_000) })
        expect(JSON.stringify(before)).toBe(text)
      }),
    )
  })

  it('keeps quick changes of one answer as one step of undo', () => {
    const typed = ['B', 'Bü', 'Bür', 'Bürg'].reduce((document, value, index) => {
      const outcome = decide(document, {
        do: { type: 'answer.set', field: 'identity.title', value, basis: 'self-declared' },
        by: 'x',
        at: momentAfter(index * 300),
      })
      expect(outcome.ok).toBe(true)
      return outcome.ok ? outcome.value : document
    }, empty())
    expect(typed.past).toHaveLength(1)
    expect(planDigest(run(typed, [{ type: 'undo' }], 5000).plan)).toBe(planDigest(empty().plan))
  })

  it('forgets the way forward once something else was done', () => {
    const set = (value: string): Command['do'] => ({
      type: 'answer.set',
      field: 'identity.title',
      value,
      basis: 'self-declared',
    })
    const document = run(empty(), [set('one'), { type: 'undo' }, set('two')])
    expect(document.future).toHaveLength(0)
    expect(document.plan.answers['identity.title']?.value).toBe('two')
  })

  it('keeps at most the documented number of steps', () => {
    const changes = Array.from(
      { length: historyLimit + 30 },
      (_, index): Command['do'] => ({ type: 'answer.set', field: 'load.users', value: index + 1, basis: 'self-declared' }),
    )
    expect(run(empty(), changes).past).toHaveLength(historyLimit)
  })

  it.each([
    ['a field that does not exist', { type: 'answer.set', field: 'no.such', value: 1, basis: 'measured' }, 'unknown-field'],
    ['text where a number belongs', { type: 'answer.set', field: 'load.users', value: 'many', basis: 'measured' }, 'bad-value'],
    ['a number beyond its limits', { type: 'answer.set', field: 'load.users', value: 0, basis: 'measured' }, 'bad-value'],
    ['hidden direction marks', { type: 'answer.set', field: 'identity.title', value: 'a\u202Eb', basis: 'measured' }, 'bad-value'],
    ['text that is not in its composed form', { type: 'answer.set', field: 'identity.title', value: 'Bu\u0308rger', basis: 'measured' }, 'bad-value'],
    ['a line end in a title', { type: 'answer.set', field: 'identity.title', value: 'a\nb', basis: 'measured' }, 'bad-value'],
    ['the same country twice', { type: 'answer.set', field: 'require.dataCountries', value: ['DE', 'DE'], basis: 'measured' }, 'bad-value'],
    ['clearing what is not there', { type: 'answer.clear', field: 'load.users' }, 'nothing-there'],
    ['undo at the start', { type: 'undo' }, 'nothing-to-undo'],
    ['redo at the end', { type: 'redo' }, 'nothing-to-redo'],
  ] as const)('refuses %s', (_name, change, code) => {
    const outcome = decide(empty(), { do: change as Command['do'], by: 'x', at: momentAfter(0) })
    expect(outcome.ok).toBe(false)
    if (!outcome.ok) expect(outcome.problem.code).toBe(code)
  })

  it('takes "not known" as an answer of its own', () => {
    const document = run(empty(), [{ type: 'answer.set', field: 'load.users', value: null, basis: 'self-declared' }])
    expect(document.plan.answers['load.users']).toEqual({
      value: null,
      basis: 'self-declared',
      by: 'Jana Köhler',
      at: momentAfter(0),
    })
  })
})
