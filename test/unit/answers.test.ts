/** Answer files: the examples describe whole plans, and a broken file is refused with the place and the reason. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { factsOf, givenAnswer } from '../../shared/plan/facts.ts'
import { fieldIds, fields, isFieldId } from '../../shared/plan/fields.ts'
import { assess } from '../../shared/plan/assess.ts'
import { misfit } from '../../shared/plan/plan.ts'
import { assessCosts } from '../../shared/plan/stages/costs.ts'
import { assessHardware } from '../../shared/plan/stages/hardware.ts'
import { assessHosting } from '../../shared/plan/stages/hosting.ts'
import { assessModel } from '../../shared/plan/stages/model.ts'
import { assessObligations } from '../../shared/plan/stages/obligations.ts'
import { assessRequirements } from '../../shared/plan/stages/requirements.ts'
import { knowledge } from '../support/knowledge.ts'

const examples = ['ministry', 'hospital', 'agency'] as const
const id = '00000000-0000-4000-8000-000000000001'
const noHardware = { throughput: null, watts: null }

const load = (name: string) => JSON.parse(readFileSync(`examples/${name}.json`, 'utf8'))
const planOf = (name: string) => {
  const file = parseAnswers(load(name), knowledge)
  if (!file.ok) throw new Error(JSON.stringify(file.problem))
  return planOfAnswers(file.value, id, 'A. Planner', '2026-11-23T10:00:00Z', knowledge)
}

const stages = (name: string) => {
  const plan = planOf(name)
  const facts = factsOf(plan)
  const hardware = assessHardware(facts, null, knowledge)
  return JSON.stringify([
    assessRequirements(facts, knowledge),
    assessModel(facts, knowledge),
    hardware,
    assessHosting(facts, knowledge),
    assessObligations(facts, plan.duties, knowledge),
    assessCosts(facts, { hardware, hosting: null, openness: null }, knowledge),
  ])
}
const changed = (change: (file: ReturnType<typeof load>) => void) => {
  const file = load('ministry')
  change(file)
  return parseAnswers(file, knowledge)
}
const refused = (path: string, reason: string | RegExp) => ({
  ok: false,
  problem: { path, reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) },
})

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe.each(examples)('examples/%s.json', (name) => {
  it('answers every required field with a value that fits', () => {
    const plan = planOf(name)
    expect(misfit(plan)).toBeNull()
    expect(fieldIds.filter((field) => fields[field].required && givenAnswer(plan, field) === undefined)).toEqual([])
  })

  it('can be assessed by every stage, twice with the same result', () => {
    expect(stages(name)).toBe(stages(name))
  })

  it('gives a whole assessment of whole numbers, and nothing that blocks it', () => {
    const result = assess(planOf(name), knowledge)
    expect(result.findings.filter(({ level }) => level === 'blocking').map(({ id: finding }) => finding)).toEqual([])
    expect(numbersIn(result).filter((value) => !Number.isSafeInteger(value) || Object.is(value, -0))).toEqual([])
    expect(result.outcome).toBe(name === 'ministry' ? 'clear' : 'open-findings')
  })

  it('knows what it costs', () => {
    const { cost, perMillionTokens } = assessCosts(factsOf(planOf(name)), { hardware: noHardware, hosting: null, openness: null }, knowledge)
    expect(cost?.unknownParts).toEqual([])
    expect(cost?.total).not.toBeNull()
    expect(perMillionTokens).not.toBeNull()
  })
})

describe('the examples', () => {
  it('give the European bodies an owner for every duty in force, and the state agency no binding duty', () => {
    for (const name of ['ministry', 'hospital']) {
      const plan = planOf(name)
      const { counts, findings } = assessObligations(factsOf(plan), plan.duties, knowledge)
      expect(counts).toMatchObject({ inForce: 20, owned: 20, depends: 0 })
      expect(findings).toEqual([])
    }
    const plan = planOf('agency')
    expect(assessObligations(factsOf(plan), plan.duties, knowledge).counts).toMatchObject({
      inForce: 0,
      later: 0,
      depends: 0,
    })
  })

  it('keep gaps as gaps', () => {
    const plan = planOf('agency')
    expect(plan.answers['service.budget']).toMatchObject({ value: null })
    expect(factsOf(plan)['service.budget']).toBeNull()
  })
})

describe('parseAnswers', () => {
  it('names the field and the reason', () => {
    expect(changed((file) => (file.answers['load.user'] = { value: 1, basis: 'measured' }))).toMatchObject(
      refused('answers.load.user', /is not a field of the plan/),
    )
    expect(changed((file) => (file.answers['load.users'].value = 0))).toMatchObject(
      refused('answers.load.users', 'must be at least 1'),
    )
    expect(changed((file) => (file.answers['load.users'].value = '1200'))).toMatchObject(
      refused('answers.load.users', /must be/),
    )
    expect(changed((file) => (file.answers['organization.type'].value = 'king'))).toMatchObject(
      refused('answers.organization.type', /must be one of: public_body/),
    )
    expect(changed((file) => (file.answers['purpose.territories'].value = ['DE', 'de']))).toMatchObject(
      refused('answers.purpose.territories.1', /./),
    )
    expect(changed((file) => (file.answers['model.id'].value = 'gpt-9'))).toMatchObject(
      refused('answers.model.id', 'is not an entry of the pack models'),
    )
    expect(changed((file) => (file.duties['EU-99'] = { owner: 'X' }))).toMatchObject(
      refused('duties.EU-99', 'is not a duty of the obligations pack'),
    )
  })

  it('refuses what it does not know instead of ignoring it', () => {
    expect(changed((file) => (file.format = 'homeport/answers/2'))).toMatchObject({
      ok: false,
      problem: { path: 'format' },
    })
    expect(changed((file) => (file.comment = 'hello'))).toMatchObject(refused('(whole)', /unknown members: comment/))
    expect(changed((file) => (file.answers['load.users'].source = 'x'))).toMatchObject({ ok: false })
    expect(changed((file) => (file.answers['load.users'] = { unknown: false }))).toMatchObject({ ok: false })
    expect(changed((file) => (file.accept = { 'costs/x': { reason: 'short' } }))).toMatchObject({ ok: false })
    expect(parseAnswers(null, knowledge)).toMatchObject({ ok: false })
  })
})

describe('the master plan', () => {
  /** Sections that Homeport computes instead of asking: openness, and the annex of evidence and signatures. */
  const computed = ['P7']
  it('has a field, or a computed part, for each of its 28 sections', () => {
    const asked = new Set(fieldIds.map((field) => fields[field].section))
    const sections = Array.from({ length: 28 }, (_, index) => `P${index + 1}`)
    expect(sections.filter((section) => !asked.has(section as 'P1'))).toEqual(computed)
  })

  it('asks nothing that an example calls by another name', () => {
    for (const name of examples)
      expect(Object.keys(load(name).answers).filter((field) => !isFieldId(field))).toEqual([])
  })
})
