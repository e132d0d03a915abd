/** The license engine: the cases, unknown facts, what would change a verdict, and facts as files give them. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { evaluateLicense } from '../../shared/domain/license.ts'
import { licenseChanges } from '../../shared/domain/license/change.ts'
import { readLicenseFacts, type LicenseFacts } from '../../shared/domain/license/fact.ts'
import { LicensePack, type License } from '../../shared/domain/license-pack.ts'
const cases: {
  readonly cases: readonly {
    readonly id: string
    readonly description: string
    readonly license: string
    readonly facts: unknown
    readonly verdict: string
    readonly rules: readonly string[]
    readonly clauses: readonly string[]
  }[]
} = JSON.parse(readFileSync('test/fixtures/license-cases.json', 'utf8'))

const raw = JSON.parse(readFileSync('resources/packs/licenses.json', 'utf8'))
const parsed = parse(LicensePack, raw)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
const pack = parsed.value

function license(id: string): License {
  return pack.licenses.find((entry) => entry.id === id)!
}

function facts(given: unknown): LicenseFacts {
  const read = readLicenseFacts(given, pack.facts)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.value
}

function verdict(id: string, given: unknown) {
  const outcome = evaluateLicense(license(id), facts(given), pack.facts)
  return { ...outcome, rules: outcome.fired.map(({ rule }) => rule.id) }
}

describe('cases', () => {
  test.each(cases.cases)('$id $description', (entry) => {
    const outcome = verdict(entry.license, entry.facts)
    expect(outcome.verdict).toBe(entry.verdict)
    expect(outcome.rules.toSorted()).toEqual(entry.rules.toSorted())
    expect(outcome.clauses.toSorted()).toEqual(entry.clauses.toSorted())
    expect(outcome.unknownFacts).toEqual([])
  })
})

describe('unknown facts', () => {
  test('a prohibition that waits for one fact gives legal review and names it', () => {
    const outcome = verdict('llama-4', { org_domicile: 'DE', multimodal_model: null })
    expect(outcome.verdict).toBe('needs legal review')
    expect(outcome.unknownFacts).toEqual(['multimodal_model'])
    expect(outcome.rules).toEqual(['LL-AUP'])
    expect(outcome.pending.map(({ rule }) => rule.id)).toEqual(['LL-EU'])
  })

  test('an unknown fact does not matter where another fact already keeps the rule from firing', () => {
    const outcome = verdict('llama-4', { org_domicile: 'US', multimodal_model: null })
    expect(outcome.verdict).toBe('allowed with conditions')
    expect(outcome.unknownFacts).toEqual([])
  })

  test('a fact that no rule of the license asks for does not matter', () => {
    const outcome = verdict('mit', { can_give_indemnity: null, org_domicile: null, sector: null, mau_current: null })
    expect(outcome.verdict).toBe('allowed')
    expect(outcome.unknownFacts).toEqual([])
  })

  test('every unknown fact of a pending rule is named', () => {
    const outcome = verdict('llama-4', { org_domicile: null, multimodal_model: null, can_give_indemnity: null })
    expect(outcome.unknownFacts).toEqual(['can_give_indemnity', 'multimodal_model', 'org_domicile'])
  })

  test('an unknown list may hold what a rule looks for', () => {
    const outcome = verdict('tencent-hunyuan-community', { territories: null })
    expect(outcome.verdict).toBe('needs legal review')
    expect(outcome.unknownFacts).toEqual(['territories'])
  })

  test('whatever the answer is, one of the two rules applies: review stays', () => {
    const outcome = verdict('deepseek-license-1.0', { use_tags: ['automated_decision_rights'], human_in_loop: null })
    expect(outcome.verdict).toBe('needs legal review')
    expect(outcome.unknownFacts).toEqual(['human_in_loop'])
  })

  test('a condition that may apply is never shown as plainly allowed, and its clause is cited', () => {
    const outcome = verdict('apache-2.0', { redistributes_weights: null })
    expect(outcome.verdict).toBe('allowed with conditions')
    expect(outcome.clauses).toEqual(['s.4(a)-(d)'])
    expect(outcome.unknownFacts).toEqual(['redistributes_weights'])
    expect(outcome.rules).toEqual([])
  })

  test('a known prohibition stands whatever else is unknown', () => {
    const outcome = verdict('mrl-0.1', { can_give_indemnity: null })
    expect(outcome.verdict).toBe('prohibited')
    expect(outcome.clauses).toEqual(['s.3.2, s.9'])
  })

  test('where only pending rules speak, their clauses are cited', () => {
    const outcome = verdict('cc-by-nc-4.0', { commercial_use: null })
    expect(outcome.verdict).toBe('needs legal review')
    expect(outcome.rules).toEqual([])
    expect(outcome.clauses).toEqual(['s.1(i)', 's.1(i), s.2(a)(1)'])
  })

  test('a list known in part fires what it has and waits for what it may have', () => {
    const known = facts({})
    const outcome = evaluateLicense(
      license('gemma-tou'),
      { ...known, use_tags: { has: ['medical_advice'], may: ['surveillance'] } },
      pack.facts,
    )
    expect(outcome.fired.map(({ rule }) => rule.id)).toEqual(['GM-PUP', 'GM-PROF'])
    expect(outcome.pending.map(({ rule }) => rule.id)).toEqual(['GM-TRACK'])
  })

  test('no license text, no permission', () => {
    expect(evaluateLicense(null, facts({}), pack.facts)).toMatchObject({
      verdict: 'needs legal review',
      unknownFacts: ['license'],
    })
  })
})

function changes(id: string, given: unknown) {
  return licenseChanges(license(id), facts(given), pack.facts)
}

describe('what would change the verdict', () => {
  test('Llama 4 in the EU: not multimodal, an end user, a separate agreement, or a seat elsewhere', () => {
    const better = changes('llama-4', { org_domicile: 'DE', multimodal_model: true }).filter(
      (change) => change.verdict === 'allowed with conditions',
    )
    expect(better.map(({ condition: [fact], holds }) => [fact, holds])).toEqual([
      ['end_user_of_integrated_product', false],
      ['multimodal_model', false],
      ['org_domicile', false],
      ['separate_agreement', false],
    ])
  })

  test('an unknown fact shows both ways', () => {
    const both = changes('llama-4', { org_domicile: 'DE', multimodal_model: null }).filter(
      ({ condition: [fact] }) => fact === 'multimodal_model',
    )
    expect(both.map(({ holds, verdict: then }) => [holds, then])).toEqual([
      [false, 'allowed with conditions'],
      [true, 'prohibited'],
    ])
  })

  test('dropping one use leaves the others', () => {
    const [first] = changes('gemma-tou', { use_tags: ['surveillance', 'translation'] })
    expect(first).toEqual({
      condition: ['use_tags', 'contains', 'surveillance'],
      holds: false,
      verdict: 'allowed with conditions',
    })
  })
})

describe('facts from a file', () => {
  test.each([
    [{ commercial_use: 'Yes' }, 'bad-fact'],
    [{ org_domicile: 'UK' }, 'bad-fact'],
    [{ org_domicile: 'de' }, 'bad-fact'],
    [{ territories: ['DE', 'EU'] }, 'bad-fact'],
    [{ territories: 'DE' }, 'bad-fact'],
    [{ mau_current: '100' }, 'bad-fact'],
    [{ mau_current: 1.5 }, 'bad-fact'],
    [{ mau_current: -1 }, 'bad-fact'],
    [{ human_in_loop: 'no' }, 'bad-fact'],
    [{ use_tags: ['Military'] }, 'bad-fact'],
    [{ use_tags: [null] }, 'bad-fact'],
    [{ comercial_use: 'no' }, 'unknown-fact'],
    [['facts'], 'bad-facts'],
  ])('%j is refused', (given, code) => {
    expect(readLicenseFacts(given, pack.facts)).toMatchObject({ ok: false, problem: { code } })
  })

  test('what is not given takes the default, and null stays unknown', () => {
    expect(facts({ can_give_indemnity: null })).toMatchObject({ can_give_indemnity: null, org_domicile: 'US' })
    expect(facts(undefined)).toMatchObject({ can_give_indemnity: true })
  })
})

describe('the pack', () => {
  test('has every license, rule and text digest', () => {
    expect(pack.licenses).toHaveLength(63)
    expect(pack.licenses.flatMap(({ rules }) => rules)).toHaveLength(353)
    expect(pack.texts).toHaveLength(27)
  })

  test.each([
    ['a rule asks for a fact that does not exist', (broken: typeof raw) => (broken.licenses[0].rules[0].when[0][0] = 'nothing'), 'licenses.0.rules.0.when.0'],
    ['a rule compares with the wrong type', (broken: typeof raw) => (broken.licenses[0].rules[0].when[0][2] = 'true'), 'licenses.0.rules.0.when.0'],
    ['a value that the fact cannot have', (broken: typeof raw) => (broken.licenses[4].rules[0].when[0][2] = 'yess'), 'licenses.4.rules.0.when.0'],
    ['an id stands twice', (broken: typeof raw) => (broken.licenses[1].id = 'apache-2.0'), 'licenses.1.id'],
    ['a text of no license', (broken: typeof raw) => (broken.texts[3].licenseId = 'none'), 'texts.3.licenseId'],
    ['an unknown operator', (broken: typeof raw) => (broken.licenses[0].rules[0].when[0][1] = 'lt'), 'licenses.0.rules.0.when.0.1'],
    ['a member too many', (broken: typeof raw) => (broken.licenses[2].extra = 1), 'licenses.2'],
    ['a license without source', (broken: typeof raw) => (broken.licenses[2].sources = []), 'licenses.2.sources'],
  ])('refuses when %s', (_what, harm, path) => {
    const broken = structuredClone(raw)
    harm(broken)
    const outcome = parse(LicensePack, broken)
    expect(outcome).toMatchObject({ ok: false, problem: { path } })
  })
})
