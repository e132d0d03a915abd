import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { assess } from '../../shared/plan/assess.ts'
import type { Command } from '../../shared/plan/command.ts'
import { decide, newDocument, planDigest, type Document } from '../../shared/plan/decide.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { fields, fieldIds } from '../../shared/plan/fields.ts'
import { answersOf, keepCommand, previewOf, toggleIds, triedFacts } from '../../shared/plan/hosting/toggles.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { assessHosting } from '../../shared/plan/stages/hosting.ts'
import { fieldValue } from '../support/commands.ts'
import { knowledge } from '../support/knowledge.ts'

const providers = knowledge.providers.providers.map(({ id }) => id)
const entries = { providers, models: ['mistral-small-3.2-24b'], accelerators: ['l40s'], classifications: ['DE-VS-NFD'] }
const by = 'Jana Köhler'
const moment = (second: number): string => new Date(Date.UTC(2026, 10, 28, 12, 0, second * 2)).toISOString().replace('.000', '')

function run(document: Document, changes: readonly Command['do'][], start: number): Document {
  return changes.reduce((current, change, place) => {
    const outcome = decide(current, { do: change, by, at: moment(start + place) })
    return outcome.ok ? outcome.value : current
  }, document)
}

const hostingIds = fieldIds.filter((id) => fields[id].stage === 'hosting')
const answer = fc.constantFrom(...hostingIds).chain((field) =>
  fc.oneof({ weight: 5, arbitrary: fieldValue(fields[field], entries) }, { weight: 1, arbitrary: fc.constant(null) }).map(
    (value) => ({ type: 'answer.set', field, value, basis: 'contract' }) as Command['do'],
  ),
)
const document = fc
  .tuple(fc.constantFrom('DE', 'FR', 'CH', 'US'), fc.array(answer, { maxLength: 25 }))
  .map(([home, changes]) => {
    const empty = newDocument(emptyPlan('00000000-0000-4000-8000-000000000001', moment(0), 'en', {}))
    const start: Command['do'] = { type: 'answer.set', field: 'organization.country', value: home, basis: 'self-declared' }
    return run(empty, [start, ...changes], 1)
  })
const tried = fc.record({ toggles: fc.uniqueArray(fc.constantFrom(...toggleIds)), provider: fc.option(fc.constantFrom(...providers)) })

describe('a what-if', () => {
  test('kept equals the same answers given by hand, and is taken back by one undo', () => {
    fc.assert(
      fc.property(document, tried, (start, choice) => {
        const facts = factsOf(start.plan)
        const answers = answersOf(choice, facts, knowledge)
        if (answers.length === 0) return
        const at = moment(500)
        const kept = decide(start, { do: keepCommand(answers), by, at })
        if (!kept.ok) throw new Error(JSON.stringify(kept.problem))
        const byHand = answers.reduce<Document>((current, { field, value }) => {
          const change: Command['do'] =
            value === undefined
              ? { type: 'answer.clear', field }
              : { type: 'answer.set', field, value: Array.isArray(value) ? [...value] : (value as string), basis: 'assumed' }
          const outcome = decide(current, { do: change, by, at })
          return outcome.ok ? outcome.value : current
        }, start)
        expect(planDigest(kept.value.plan)).toBe(planDigest(byHand.plan))
        expect(factsOf(kept.value.plan)).toEqual(triedFacts(answers, facts))
        expect(kept.value.past).toHaveLength(start.past.length + 1)
        const back = decide(kept.value, { do: { type: 'undo' }, by, at: moment(600) })
        expect(back.ok && planDigest(back.value.plan)).toBe(planDigest(start.plan))
      }),
    )
  })

  test('previews what the plan then is', () => {
    fc.assert(
      fc.property(document, tried, (start, choice) => {
        const facts = factsOf(start.plan)
        const answers = answersOf(choice, facts, knowledge)
        const before = assessHosting(facts, knowledge).view
        if (answers.length === 0 || before === null) return
        const preview = previewOf(before, triedFacts(answers, facts), knowledge)
        const kept = decide(start, { do: keepCommand(answers), by, at: moment(500) })
        if (!kept.ok) throw new Error(JSON.stringify(kept.problem))
        expect(canonicalJson(preview!.after)).toBe(canonicalJson(assess(kept.value.plan, knowledge).hosting.view))
      }),
      { numRuns: 40 },
    )
  })

  test('changes nothing by being tried', () => {
    fc.assert(
      fc.property(document, tried, (start, choice) => {
        const text = JSON.stringify(start)
        triedFacts(answersOf(choice, factsOf(start.plan), knowledge), factsOf(start.plan))
        expect(JSON.stringify(start)).toBe(text)
      }),
    )
  })
})

test('several answers in one step are all given or none', () => {
  const empty = newDocument(emptyPlan('00000000-0000-4000-8000-000000000001', moment(0), 'en', {}))
  const change: Command['do'] = {
    type: 'answers.change',
    answers: [
      { field: 'hosting.disconnectTested', value: true, basis: 'assumed' },
      { field: 'hosting.keyCustody', value: 'nonsense', basis: 'assumed' },
    ],
  }
  expect(decide(empty, { do: change, by, at: moment(1) })).toEqual({ ok: false, problem: { code: 'bad-value', field: 'hosting.keyCustody' } })
  expect(decide(empty, { do: { type: 'answers.change', answers: [{ field: 'no.such', cleared: true }] }, by, at: moment(1) })).toEqual({
    ok: false,
    problem: { code: 'unknown-field', field: 'no.such' },
  })
})
