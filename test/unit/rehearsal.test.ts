import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isHeld, rehearse, type Rehearsal } from '../../shared/domain/continuity.ts'
import { parseAnswers } from '../../shared/plan/answers.ts'
import { isFieldId, type Facts } from '../../shared/plan/fields.ts'
import { remoteRestriction, revocability } from '../../shared/plan/hosting/continuity-facts.ts'
import { verdictOf } from '../../shared/plan/hosting/rehearsal-words.ts'
import { assessContinuity } from '../../shared/plan/stages/continuity.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

function example(name: string): Facts {
  const read = parseAnswers(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), knowledge)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  const answers = Object.fromEntries(
    Object.entries(read.value.answers).flatMap(([id, answer]) => (isFieldId(id) ? [[id, 'value' in answer ? answer.value : null]] : [])),
  )
  return factsWith(answers)
}

const play = (facts: Facts, event: string, hashed = false): Rehearsal =>
  assessContinuity(facts, { hashed }, knowledge).rehearsals.find((one) => one.event === event)!

/** How the service stands at each moment, as known/possible. */
const service = ({ service: all }: Rehearsal) => Object.fromEntries(all.map(({ moment, known, possible }) => [moment, `${known}/${possible}`]))
const hits = ({ strikes }: Rehearsal) => strikes.filter(({ outcome }) => outcome === 'hits').map(({ id }) => id)
const opens = ({ strikes }: Rehearsal) => strikes.filter(({ outcome }) => outcome === 'open').map(({ id }) => id)
const helps = (one: Rehearsal) => one.helps.map(({ measure }) => measure)

/*
 * The three examples run on machines of their own, in buildings of the state, operated at home: no provider that could
 * be ordered or bought. All bought their hardware, which comes from the United States and Taiwan; each says that one
 * device may fail, that a copy of the weights is kept, and that the exit was not tried out. None attached the license
 * text or hashed the weights, none names another model, and none answered a question of continuity. All models are under
 * Apache-2.0, which no clause takes back. No personal data leave the country, so no decision on adequacy carries any.
 */
describe.each(['ministry', 'hospital', 'agency'])('the %s', (name) => {
  const facts = example(name)

  // No strike of a purchase applies: nobody sells a data center of the state.
  test('is not touched by the purchase of a provider', () => {
    const one = play(facts, 'provider-acquired')
    expect([hits(one), opens(one)]).toEqual([[], []])
    expect(verdictOf(one)).toEqual({ word: 'stands', state: 'ok', moment: null })
  })

  test('is not touched when an adequacy decision falls', () => {
    const one = play(facts, 'adequacy-struck-down')
    expect([hits(one), opens(one)]).toEqual([[], []])
  })

  // The copy is kept, so the model loads again. Nobody can show that it is the original (no digest), and no other model
  // is named for corrections. Whether packages can be fetched is not answered.
  test('restarts from its copy when the hub is offline, and cannot prove the copy', () => {
    const one = play(facts, 'hub-offline')
    expect(hits(one)).toEqual(['hub-identity', 'hub-updates'])
    expect(opens(one)).toEqual(['hub-runtime'])
    expect(one.held).toEqual(['weights-kept'])
    expect(service(one)).toEqual({ 'at-once': 'stands/stands', restart: 'degraded/degraded', update: 'degraded/degraded' })
    expect(helps(one)).toEqual(['weights-by-digest', 'software-kept', 'fallback-model'])
    expect(verdictOf(one)).toEqual({ word: 'degraded', state: 'advisory', moment: 'restart' })
  })

  // The right cannot be taken back, but the text that proves it is not in the plan; a separate agreement is not answered.
  test('keeps its right when the licensor withdraws, and cannot show the text', () => {
    const one = play(facts, 'licensor-withdrawal')
    expect(hits(one)).toEqual(['withdrawal-identity', 'withdrawal-updates'])
    expect(opens(one)).toEqual(['withdrawal-proof'])
    expect(one.strikes.find(({ id }) => id === 'withdrawal-proof')!.missing).toEqual(['separateAgreement'])
    expect(service(one)).toEqual({ 'at-once': 'stands/degraded', restart: 'degraded/degraded', update: 'degraded/degraded' })
    expect(helps(one)).toEqual(['weights-by-digest', 'license-text-kept', 'separate-agreement', 'fallback-model'])
  })

  // Redundancy carries the first failure. Whether the model runs on other devices is not answered: the end is open.
  test('survives the first failure under export control; the end is not known', () => {
    const one = play(facts, 'export-control')
    expect(one.held).toContain('redundancy')
    expect(hits(one)).toEqual([])
    expect(service(one)['exhausted']).toBe('stands/fallen')
    expect(verdictOf(one)).toMatchObject({ word: 'mayFall', state: 'unknown', moment: 'exhausted' })
    expect(helps(one)).toContain('other-hardware')
  })
})

describe('an order to suspend', () => {
  // Everybody who operates, owns and supports is at home.
  test.each(['ministry', 'hospital'])('does not touch the %s', (name) => {
    const one = play(example(name), 'service-suspension')
    expect([hits(one), opens(one)]).toEqual([[], []])
  })

  // The agency left open whether its support passes cases on abroad.
  test('may degrade the support of the agency', () => {
    const one = play(example('agency'), 'service-suspension')
    expect(hits(one)).toEqual([])
    expect(opens(one)).toEqual(['suspension-support'])
    expect(one.strikes.find(({ id }) => id === 'suspension-support')!.missing).toEqual(['supportForeign', 'staffCanRun'])
    expect(verdictOf(one)).toEqual({ word: 'mayDegrade', state: 'unknown', moment: 'at-once' })
  })

  /** The hospital in a region of a company with a parent in the United States, machines rented. */
  const moved: Facts = {
    ...example('hospital'),
    'hosting.provider': 'azure-region',
    'hosting.optionType': 'OT-HYPER-REGION',
    'hosting.computeOperator': 'provider',
    'hosting.operatorCountry': 'IE',
    'hosting.parentCountry': 'US',
    'hosting.foreignControl': 'full',
    'costs.acquisition': 'rental',
  }

  // Parent abroad, nothing tested, own copy of the weights: platform, site and machines fall at once, the weights do not.
  test('takes the service at once where the parent is abroad', () => {
    const one = play(moved, 'service-suspension')
    expect(verdictOf(one)).toEqual({ word: 'fallen', state: 'blocking', moment: 'at-once' })
    expect(hits(one)).toEqual(expect.arrayContaining(['suspension-platform', 'suspension-site', 'suspension-hardware']))
    expect(one.strikes.find(({ id }) => id === 'suspension-weights')).toMatchObject({ outcome: 'shut', shutBy: ['weights-kept'] })
    expect(helps(one)).toContain('runs-cut-off')
  })

  // The test of a disconnection keeps platform, site, machines, operations and data; the contract still ends.
  test('waits for the end of the contract where running cut off was tested', () => {
    const one = play({ ...moved, 'hosting.disconnectTested': true }, 'service-suspension')
    expect(one.service[0]).toMatchObject({ known: 'stands' })
    expect(one.parts.find(({ part }) => part === 'platform')!.times.at(-1)).toMatchObject({ moment: 'renewal', possible: 'fallen' })
  })

  test('brings the laws of the buyer where the provider is sold: by the same engine', () => {
    const home: Facts = { ...moved, 'hosting.provider': 'ovh', 'hosting.optionType': 'OT-TR-PROVIDER', 'hosting.operatorCountry': 'FR', 'hosting.parentCountry': 'FR', 'hosting.foreignControl': 'none' }
    const { purchase } = assessContinuity(home, null, knowledge)
    // Laws of the pack that reach through a parent: the United States have four, nobody outside has more.
    expect(purchase!.country).toBe('US')
    expect(purchase!.newLaws).toContain('US-NSL')
    // A parent in the United States is SEAL-1 at most (SOV-1.1, 2.1 to 2.3).
    expect(purchase!.thenCeiling).toBe(1)
  })
})

describe('what licenses say of an end', () => {
  const of = (id: string) => knowledge.licenses.licenses.find((license) => license.id === id)!

  // Read off the pack's texts by hand.
  test.each([
    ['apache-2.0', 'no', false],
    ['mit', 'no', false],
    ['llama-3.1', 'breach', false],
    ['gemma-tou', 'breach', true],
    ['deepseek-license-1.0', 'no', true],
    ['exaone-1.2-nc', 'yes', false],
    ['flux-1-dev-nc', 'yes', false],
    ['bigscience-openrail-m', 'no', true],
    ['bigcode-openrail-m', 'breach', true],
    ['mistral-modified-mit', 'breach', false],
    ['minimax-community-m3', null, null],
    ['openai-services-agreement', 'yes', true],
  ] as const)('%s: %s, restriction from afar %s', (id, ends, afar) => {
    expect(revocability(of(id))).toBe(ends)
    expect(remoteRestriction(of(id))).toBe(afar)
  })
})

test('every event, strike, measure, precedent and reason has words', () => {
  const { events, measures } = knowledge.continuity
  const ids = [
    ...events.flatMap(({ id, strikes, precedents }) => [
      `event.${id}`,
      `short.${id}`,
      `news.${id}`,
      ...strikes.map((strike) => `strike.${strike.id}`),
      ...precedents.map((precedent) => `precedent.${precedent.id}`),
    ]),
    ...measures.map(({ id }) => `measure.${id}`),
  ].map((id) => `continuity.${id}`)
  const table: Readonly<Record<string, string>> = words.en
  expect(ids.filter((id) => table[id] === undefined)).toEqual([])
})

test('the field of each measure is a field of the plan', () => {
  expect(knowledge.continuity.measures.map(({ field }) => field).filter((field) => !isFieldId(field))).toEqual([])
})

// Were it otherwise, taking a measure could open a way in.
test('no strike needs a measure to be held', () => {
  const { events, measures } = knowledge.continuity
  const held = new Set(measures.flatMap(({ when }) => when.map(({ fact }) => fact)))
  const needed = events.flatMap(({ strikes }) => strikes.flatMap(({ when }) => when.map(({ fact }) => fact)))
  expect(needed.filter((fact) => held.has(fact))).toEqual([])
})

test('a measure is not known as long as its answer is missing', () => {
  const { facts } = assessContinuity(factsWith({ 'organization.country': 'DE' }), null, knowledge)
  const spare = knowledge.continuity.measures.find(({ id }) => id === 'spare-devices')!
  expect(isHeld(spare, facts)).toBeNull()
  expect(isHeld(spare, { ...facts, sparesKept: false })).toBe(false)
})

test('a plan without any answer may lose everything, and loses nothing for sure', () => {
  const { facts } = assessContinuity(factsWith({}), null, knowledge)
  for (const event of knowledge.continuity.events.filter(({ foreign }) => foreign)) {
    const one = rehearse(event, facts, knowledge.continuity)
    expect(hits(one), event.id).toEqual([])
    expect(verdictOf(one).state, event.id).toBe('unknown')
  }
})
