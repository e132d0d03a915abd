/** Duties made concrete: words, clauses, when they apply, legal terms, families, and license texts by their digests. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { evaluateLicense } from '../../shared/domain/license.ts'
import { LicensePack, type License } from '../../shared/domain/license-pack.ts'
import { candidates, readLicenseFacts, type LicenseFacts } from '../../shared/domain/license/fact.ts'
import { licenseObligations, type ObligationNames } from '../../shared/domain/license/obligations.ts'
import { familiesOf, licenseTerms } from '../../shared/domain/license/terms.ts'
import { knownTexts, licenseTextLimit, matchText, textDigests } from '../../shared/domain/license/text.ts'
import { newDocument, decide, licenseTextKey } from '../../shared/plan/decide.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { licenseDuties } from '../../shared/plan/model/license-duties.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { assessModel, modelOf } from '../../shared/plan/stages/model.ts'
import { knowledge } from '../support/knowledge.ts'

const pack = knowledge.licenses
const raw = JSON.parse(readFileSync('resources/packs/licenses.json', 'utf8'))
const license = (id: string): License => pack.licenses.find((entry) => entry.id === id)!
const facts = (given: unknown): LicenseFacts => {
  const read = readLicenseFacts(given, pack.facts)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.value
}
const names: ObligationNames = {
  model: 'Test 7B',
  developer: 'Maker Ltd',
  license: 'Creative Commons Attribution 4.0 International',
  url: 'https://example.org/license',
  derived: null,
}
const duties = (id: string, given: unknown, named: Partial<ObligationNames> = {}) =>
  licenseObligations(license(id), facts(given), { ...names, ...named })
const ofKind = (id: string, kind: string, given: unknown, named: Partial<ObligationNames> = {}) =>
  duties(id, given, named).filter((duty) => duty.kind === kind)

describe('words', () => {
  test('Llama 4 in a product for others: the line to show, no notice file yet', () => {
    expect(ofKind('llama-4', 'attribution', { serves_third_parties: true })).toMatchObject([
      { state: 'applies', clause: 's.1.b.i(B)', wording: { texts: ['Built with Llama'], basis: 'required', complete: true } },
    ])
    expect(ofKind('llama-4', 'notice', { serves_third_parties: true })).toMatchObject([{ state: 'does-not-apply' }])
    expect(ofKind('llama-4', 'notice', { redistributes_weights: true })).toMatchObject([
      {
        state: 'applies',
        clause: 's.1.b.iii',
        wording: {
          texts: [
            'Llama 4 is licensed under the Llama 4 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.',
          ],
        },
      },
    ])
  })

  test('the name of a passed-on model must begin as the license says, also for one trained on outputs', () => {
    const named = (derived: string | null, given: unknown) => ofKind('llama-4', 'naming', given, { derived })[0]
    expect(named('Llama-Ministry', { distributes_finetuned: true })).toMatchObject({ state: 'applies', followed: true })
    expect(named('llama-ministry', { distributes_finetuned: true })).toMatchObject({ followed: false })
    expect(named(null, { distributes_finetuned: true })).toMatchObject({ followed: null })
    expect(named('X', { trains_other_model_with_outputs: true, other_model_distributed: true })?.state).toBe('applies')
    expect(named('X', {})?.state).toBe('does-not-apply')
  })

  test('an attribution that the license only describes is put together, and says what is missing', () => {
    const [duty] = ofKind('cc-by-4.0', 'attribution', { redistributes_weights: true })
    expect(duty?.wording).toEqual({
      texts: ['Test 7B, Maker Ltd, Creative Commons Attribution 4.0 International, https://example.org/license'],
      basis: 'composed',
      complete: true,
      missing: [],
    })
    const [without] = ofKind('cc-by-4.0', 'attribution', {}, { model: null })
    expect(without?.wording).toMatchObject({ texts: [expect.stringMatching(/^\[model\], Maker Ltd/)], missing: ['model'] })
  })

  test('one of two lines will do, and two triggers make one duty', () => {
    const shown = ofKind('qwen-2024', 'attribution', { trains_other_model_with_outputs: true, other_model_distributed: true })
    expect(shown).toMatchObject([{ state: 'applies', wording: { texts: ['Built with Qwen', 'Improved using Qwen'] } }])
  })

  test('words that the pack does not have stay unknown, and a cut quotation says so', () => {
    expect(ofKind('apache-2.0', 'notice', { redistributes_weights: true })).toMatchObject([{ wording: null }])
    expect(ofKind('xai-community', 'notice', {})).toMatchObject([{ wording: { complete: false } }])
  })

  test('a value is never read as a pattern or a placeholder', () => {
    const [duty] = ofKind('cc-by-4.0', 'attribution', {}, { model: '$& {url} {derived}' })
    expect(duty?.wording?.texts[0]).toMatch(/^\$& \{url\} \{derived\}, Maker/)
  })
})

describe('when', () => {
  test('an unknown fact leaves a duty open and is named; a trigger that no fact decides is to be read', () => {
    expect(ofKind('apache-2.0', 'copy', { redistributes_weights: null })).toMatchObject([
      { state: 'open', needs: ['redistributes_weights'] },
    ])
    expect(ofKind('falcon-3-tii', 'statement', {})).toMatchObject([{ state: 'check', needs: [] }])
  })

  test('a size that only applies to commerce: users, revenue, or an unclear purpose', () => {
    const shown = (given: unknown) => ofKind('kimi-k2-modified-mit', 'attribution', given)[0]?.state
    expect(shown({ commercial_use: 'yes', mau_current: 100_000_001 })).toBe('applies')
    expect(shown({ commercial_use: 'yes', mau_current: 100_000_000 })).toBe('does-not-apply')
    expect(shown({ commercial_use: 'yes', product_monthly_revenue_usd: 20_000_001 })).toBe('applies')
    expect(shown({ commercial_use: 'unclear', mau_current: 200_000_000 })).toBe('applies')
    expect(shown({ commercial_use: 'no', mau_current: 200_000_000 })).toBe('does-not-apply')
  })

  test('a condition that fires is always among the duties that apply', () => {
    const factsOfAny = fc.record(
      Object.fromEntries(
        pack.facts.map((spec) => {
          const about = pack.licenses.flatMap(({ rules }) => rules.flatMap(({ when }) => when)).filter(([id]) => id === spec.id)
          return [spec.id, fc.constantFrom(...candidates(spec, about, null))]
        }),
      ),
    )
    fc.assert(
      fc.property(fc.constantFrom(...pack.licenses), factsOfAny, (entry, given) => {
        const fired = evaluateLicense(entry, given, pack.facts).fired.filter(({ rule }) => rule.effect === 'condition')
        const states = licenseObligations(entry, given, names).map(({ state }) => state)
        if (fired.length > 0) expect(states).toContain('applies')
        for (const { rule } of fired)
          if (rule.duty !== undefined && rule.duty.wording === null)
            expect(licenseObligations(entry, given, names).find(({ id }) => id === rule.id)?.state).toBe('applies')
      }),
      { numRuns: 300 },
    )
  })
})

describe('the pack', () => {
  test('every duty of a text that was read cites a clause; only unread texts lack one', () => {
    const without = pack.licenses.flatMap((entry) =>
      licenseObligations(entry, facts({}), names)
        .filter(({ clause }) => clause === null)
        .map(() => [entry.id, entry.grade]),
    )
    expect(without.filter(([, grade]) => grade === 'text-read')).toEqual([])
    expect(without.map(([id]) => id)).toEqual(['minimax-h3-community', 'ai2-impact', 'jamba-open'])
  })

  test('rules of each family ask facts of that family', () => {
    const asks = (family: string) =>
      new Set(pack.licenses.flatMap(({ rules }) => rules.filter((rule) => rule.family === family).flatMap(({ when }) => when.map(([fact]) => fact))))
    for (const fact of ['mau_current', 'annual_group_revenue_usd', 'territories', 'org_domicile', 'offers_model_as_a_service'])
      expect(asks('conduct').has(fact), fact).toBe(false)
    for (const fact of ['use_tags', 'human_in_loop', 'guardrails_removed']) expect(asks('scale').has(fact), fact).toBe(false)
    expect(asks('legal')).toEqual(new Set(['can_give_indemnity', 'has_ip_suit_against_model']))
  })

  test.each([
    ['an unknown family', (broken: typeof raw) => (broken.licenses[0].rules[0].family = 'size'), 'licenses.0.rules.0.family'],
    ['an unknown kind of duty', (broken: typeof raw) => (broken.licenses[0].conditions[0].kind = 'sing'), 'licenses.0.conditions.0.kind'],
    ['a duty on a prohibition', (broken: typeof raw) => (broken.licenses[5].rules[0].duty = { kind: 'law', wording: null }), 'licenses.5.rules.0.duty'],
    ['a trigger that asks for no fact', (broken: typeof raw) => (broken.licenses[0].conditions[0].when[0][0][0] = 'nothing'), 'licenses.0.conditions.0.when'],
    ['a wording with a value that there is not', (broken: typeof raw) => (broken.licenses[3].conditions[0].wording.texts[0] = '{key}'), 'licenses.3.conditions.0.wording.texts.0'],
    ['a text outside its folder', (broken: typeof raw) => (broken.bundledTexts[0].file = '../lock.json'), 'bundledTexts.0.file'],
  ])('refuses %s', (_what, harm, path) => {
    const broken = structuredClone(raw)
    harm(broken)
    expect(parse(LicensePack, broken)).toMatchObject({ ok: false, problem: { path } })
  })
})

describe('legal terms', () => {
  const term = (id: string, name: string) => licenseTerms(license(id)).find((one) => one.term === name)

  test('what is stated is quoted with its clause', () => {
    expect(term('mrl-0.1', 'governingLaw')).toMatchObject({ state: 'stated', words: 'France; courts of Paris exclusive', clause: 's.8.1-8.2' })
    expect(term('llama-4', 'indemnity')).toMatchObject({ state: 'stated', clause: 's.5.c' })
  })

  test('silence of a text that was read is not the same as not knowing', () => {
    expect(term('mit', 'governingLaw')).toMatchObject({ state: 'not-stated', words: null })
    expect(term('mit', 'remoteRestriction')).toMatchObject({ state: 'no' })
    expect(term('glm-5.3', 'remoteRestriction')).toMatchObject({ state: 'not-known', confirm: true })
    expect(term('minimax-h3-community', 'indemnity')).toMatchObject({ state: 'not-known', clause: null })
    expect(term('ai2-impact', 'termination')).toMatchObject({ state: 'not-known' })
  })
})

test('conduct and scale are judged apart', () => {
  const families = familiesOf(license('llama-4'), facts({ org_domicile: 'DE', multimodal_model: true }), pack.facts)
  expect(Object.fromEntries(families.map(({ family, verdict }) => [family, verdict]))).toEqual({
    conduct: 'allowed with conditions',
    scale: 'prohibited',
    'passing-on': 'allowed',
    legal: 'allowed',
  })
  const all = families.flatMap(({ fired, pending, resting }) => [...fired, ...pending].map(({ rule }) => rule).concat(resting))
  expect(new Set(all)).toEqual(new Set(license('llama-4').rules))
})

describe('license texts', () => {
  const bytesOf = (file: string) => new Uint8Array(readFileSync(`resources/${file}`))
  const digestsOf = (text: string) => {
    const read = textDigests(new TextEncoder().encode(text))
    if (!read.ok) throw new Error(read.problem)
    return read.value
  }
  const match = (id: string, text: string) => matchText(digestsOf(text), knownTexts(pack, id)).match

  test.each(pack.bundledTexts)('$file is the text of the pack and of the lock', (entry) => {
    const bytes = bytesOf(entry.file)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const lock = JSON.parse(readFileSync('resources/lock.json', 'utf8')).files
    expect(lock[entry.file]).toBe(`sha256:${sha256}`)
    expect(textDigests(bytes)).toEqual({
      ok: true,
      value: {
        bytes: entry.bytes,
        sha256: entry.sha256,
        sha256NormalizedWhitespace: entry.sha256NormalizedWhitespace,
        sha256WithoutCopyright: entry.sha256WithoutCopyright,
      },
    })
    expect(entry.sha256).toBe(sha256)
  })

  test('every SPDX id of the list that a license has ships its text', () => {
    const ids = pack.licenses.map(({ spdx }) => spdx).filter((spdx) => spdx !== null && !spdx.startsWith('LicenseRef'))
    expect(pack.bundledTexts.map(({ spdx }) => spdx)).toEqual([...new Set(ids)].toSorted((left, right) => (left! < right! ? -1 : 1)))
  })

  const mit = readFileSync('resources/licenses/MIT.txt', 'utf8')

  test('levels of sameness', () => {
    expect(match('mit', mit)).toBe('exact')
    expect(match('mit', mit.replaceAll('\n', '\r\n'))).toBe('white-space')
    expect(match('mit', `\n\n${mit.replaceAll(' ', '  ')}`)).toBe('white-space')
    expect(match('mit', mit.replace('<year> <copyright holders>', '2026 Maker Ltd'))).toBe('copyright-line')
    expect(match('llama-4', mit)).toBe('different')
    expect(match('kimi-k3', mit)).toBe('none-known')
  })

  test('a changed text is not taken for the known one, wherever it was changed', () => {
    expect(match('mit', mit.replace('free of charge', 'for a charge'))).toBe('different')
    expect(match('mit', mit.replace('copyright notice', 'copyrights notice'))).toBe('different')
    expect(match('mit', `${mit}\nCommercial use is prohibited.`)).toBe('different')
    // A sentence about copyright is no copyright line: it cannot smuggle terms in.
    expect(match('mit', `${mit}\nCopyright holders may revoke this license.`)).toBe('different')
    // Nor can a copyright line that goes on.
    for (const more of ['. Commercial use is prohibited.', ', licensed for research only', `, ${'x'.repeat(200)}`])
      expect(match('mit', mit.replace('<year> <copyright holders>', `2026 Maker Ltd${more}`))).toBe('different')
    const words = mit.trim().split(/\s+/)
    fc.assert(
      fc.property(fc.nat(words.length - 1), (at) => {
        const changed = words.map((word, place) => (place === at ? `${word}x` : word)).join(' ')
        expect(match('mit', changed)).toBe('different')
      }),
    )
  })

  test('what is no license text is refused', () => {
    expect(textDigests(new Uint8Array())).toEqual({ ok: false, problem: 'empty' })
    expect(textDigests(new TextEncoder().encode(' \n\t'))).toEqual({ ok: false, problem: 'empty' })
    expect(textDigests(new Uint8Array([0xff, 0xfe, 0x41]))).toEqual({ ok: false, problem: 'not-text' })
    expect(textDigests(new Uint8Array([0x41, 0x00]))).toEqual({ ok: false, problem: 'not-text' })
    expect(textDigests(new Uint8Array(licenseTextLimit + 1))).toEqual({ ok: false, problem: 'too-large' })
  })
})

describe('the text in the plan', () => {
  const at = '2026-11-23T10:00:00Z'
  const empty = emptyPlan('00000000-0000-4000-8000-000000000001', at, 'en', {})
  const entry = pack.texts.find(({ licenseId, document }) => licenseId === 'llama-4' && document === 'license')!
  const attach = (licenseId: string, sha256: string) =>
    ({
      type: 'licenseText.attach',
      license: licenseId,
      evidence: { name: 'LICENSE', mediaType: 'text/plain', bytes: 7603, digest: `sha256:${sha256}`, addedAt: at },
      normalized: `sha256:${sha256}`,
      withoutCopyright: `sha256:${sha256}`,
    }) as const
  const after = (...changes: Parameters<typeof decide>[1]['do'][]) =>
    changes.reduce((document, change) => {
      const next = decide(document, { do: change, by: 'A', at })
      if (!next.ok) throw new Error(JSON.stringify(next.problem))
      return next.value
    }, newDocument(empty))
  const findings = (model: string, change: ReturnType<typeof attach>) =>
    assessModel({ ...factsOf(after(change).plan), 'model.id': model }, knowledge).findings.map(({ id }) => id)
  const [scout] = knowledge.models.models.filter((model) => model.license === 'llama-4')

  test('attaching and removing is one step each, and undo takes all of it back', () => {
    const attached = after(attach('llama-4', entry.sha256))
    expect(attached.past).toHaveLength(1)
    expect(attached.plan.evidence[licenseTextKey]).toMatchObject({ name: 'LICENSE' })
    expect(factsOf(attached.plan)).toMatchObject({ 'license.reliedOn': 'llama-4', 'license.textDigest': `sha256:${entry.sha256}` })
    expect(after(attach('llama-4', entry.sha256), { type: 'undo' }).plan).toEqual(empty)
    expect(after(attach('llama-4', entry.sha256), { type: 'licenseText.detach' }).plan).toEqual(empty)
    expect(decide(newDocument(empty), { do: { type: 'licenseText.detach' }, by: 'A', at })).toMatchObject({ ok: false })
    expect(decide(newDocument(empty), { do: attach('no license!', entry.sha256), by: 'A', at })).toMatchObject({ ok: false })
  })

  test('the known text brings no finding; another text, and another license, do', () => {
    const model = scout!.id
    const own = (ids: string[]) => ids.filter((id) => /license\/(changed|text-)/.test(id))
    expect(own(findings(model, attach('llama-4', entry.sha256)))).toEqual([])
    expect(own(findings(model, attach('llama-4', '0'.repeat(64))))).toEqual(['model/license/text-differs'])
    expect(own(findings(model, attach('apache-2.0', entry.sha256)))).toEqual(['model/license/changed'])
    const policy = pack.texts.find(({ licenseId, document }) => licenseId === 'llama-4' && document !== 'license')!
    expect(own(findings(model, attach('llama-4', policy.sha256)))).toEqual(['model/license/text-differs'])
    const kimi = knowledge.models.models.find((one) => one.license === 'kimi-k3')!.id
    expect(own(findings(kimi, attach('kimi-k3', entry.sha256)))).toEqual(['model/license/text-unknown'])
  })

  test('a name that breaks the naming rule is a finding while the rule may apply', () => {
    const base = { ...factsOf(empty), 'model.id': scout!.id, 'license.derivedName': 'Ministry-17B' }
    const naming = (more: object) =>
      assessModel({ ...base, ...more }, knowledge).findings.filter(({ id }) => id === 'model/license/naming').length
    expect(naming({})).toBe(1)
    expect(naming({ 'license.willFineTune': false, 'license.trainsOtherModels': false })).toBe(0)
    expect(naming({ 'license.distributesFineTuned': true, 'license.derivedName': 'Llama-Ministry' })).toBe(0)
    expect(licenseDuties(modelOf(scout!.id, knowledge)!, base, knowledge)?.license.id).toBe('llama-4')
  })
})
