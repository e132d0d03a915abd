/** Public versions: what is shown verifies, what is withheld cannot be guessed, and nothing can be slipped in or out. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createHmac } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { readBundle } from '../../../electron/export/bundle.ts'
import { writeZip } from '../../../electron/export/zip.ts'
import { utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { sha256Hex } from '../../../shared/base/digest.ts'
import { partValues, publicText, readPublic, shownDocument, withheldWith } from '../../../shared/plan/redaction.ts'
import { boundBy, partsOf } from '../../../shared/plan/statement.ts'
import { parseTrust } from '../../../shared/plan/trust.ts'
import { verifyContent } from '../../../shared/plan/verify.ts'
import { verifyAny, verifyPublic } from '../../../shared/plan/verify-public.ts'
import { author, bare, contentOf, informed, reviewer, signedText, testContent, testDocument, testPlan } from '../../support/signed.ts'
import { lastLine, unpackTo } from '../../support/verify-tools.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-public-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const seed = '5e'.repeat(32)
const document = { ...testDocument(), seed }
const plan = canonicalJson(document)
const envelope = signedText(document, author)
const approval = signedText(document, reviewer, { role: 'ethics', decision: 'approve' })
const title = '/plan/answers/identity.title'
const country = '/plan/answers/organization.country'
const text = publicText(plan, new Set([country]))!
const publicOf = (shown: string, envelopes = [envelope, approval]) => ({ ...contentOf('', envelopes), public: utf8Bytes(shown) })
const key = { person: 'jana', name: 'Jana', roles: [], publicKey: author.pem, validFrom: null, validUntil: null, revokedAt: null }
const trust = parseTrust(utf8Bytes(JSON.stringify({ schema: 'homeport/trust/1', version: 1, organization: 'B', required: [], keys: [key] })))
if (!trust.ok) throw new Error(trust.problem.code)
const known = { ...informed, trust: trust.value }

const outcome = (shown: string, envelopes?: string[]) => {
  const verification = verifyPublic(publicOf(shown, envelopes), { ...known, trust: known.trust })
  return verification.checks.find(({ result }) => result === 'fail')?.code ?? verification.verdict
}
type Loose = { plan: string; shown: Record<string, { salt: string; value: unknown }>; withheld: string[]; [more: string]: unknown }
const changed = (change: (value: Loose) => void) => {
  const value: Loose = JSON.parse(text)
  change(value)
  return outcome(canonicalJson(value))
}

describe('a public version', () => {
  test('verifies, and says what it withholds', () => {
    const verification = verifyPublic(publicOf(text), known)
    expect(verification.verdict).toBe('valid')
    expect(verification.planDigest).toBe(`sha256:${sha256Hex(plan)}`)
    expect(verification.warnings.map(({ code }) => code)).toContain('W_WITHHELD')
    expect(Object.fromEntries(verification.checks.map(({ id, result }) => [id, result]))).toMatchObject({ canonical: 'pass', schema: 'pass', digests: 'pass', signatures: 'pass', keys: 'pass', assessment: 'not-checkable' })
    // Without anybody to say whose keys these are it stays open, as a whole plan does.
    expect(verifyPublic(publicOf(text), bare).verdict).toBe('incomplete')
  })
  test('leaves out the answer, the seed and the findings, and keeps the outcome', () => {
    expect(text).not.toContain('"DE"')
    expect(text).not.toContain(seed)
    const { shown, withheld } = JSON.parse(text) as Loose
    expect(withheld).toEqual(['/assessment/answered', '/assessment/findings', country])
    expect(shown['/assessment/outcome']?.value).toBe('clear')
    expect(shown[title]).toEqual({ salt: createHmac('sha256', Buffer.from(seed, 'hex')).update(title).digest('hex'), value: document.plan.answers['identity.title'] })
    expect(Object.keys(shown).length + withheld.length).toBe(partValues(document).size)
  })
  test('with nothing withheld is the whole plan but for the seed', () => {
    const whole = readPublic(utf8Bytes(publicText(plan, new Set())!))
    if (!whole.ok) throw new Error(whole.problem.code)
    expect(whole.value.withheld).toEqual([])
    const { seed: _seed, ...rest } = document
    // Empty tables have no part, so they are not put back.
    const { duties: _duties, machines: _machines, decisions: _decisions, ...tables } = rest.plan
    expect(shownDocument(whole.value)).toMatchObject({ schema: rest.schema, assessment: rest.assessment, knowledge: rest.knowledge, plan: { id: tables.id, answers: tables.answers } })
  })
})

describe('what is withheld', () => {
  test('cannot be found by trying every country, in its own hash or in any other digest of the statement', () => {
    const { predicate, subject } = JSON.parse(Buffer.from(JSON.parse(envelope).payload, 'base64').toString())
    const targets = new Set([predicate.parts[country], predicate.assessment.slice(7), subject[0].digest.sha256, ...Object.values<string>(predicate.parts)])
    for (const code of ['AT', 'CH', 'DE', 'FR', 'NL', 'US']) {
      const answer = { ...document.plan.answers['organization.country']!, value: code }
      const guessed = { ...document, plan: { ...document.plan, answers: { ...document.plan.answers, 'organization.country': answer } } }
      const { seed: _seed, ...without } = guessed
      // Everything a reader of the public version has: values, salts of the shown parts, no seed.
      const salts = Object.values((JSON.parse(text) as Loose).shown).map(({ salt }) => salt)
      const tries = [
        sha256Hex(canonicalJson(answer)),
        sha256Hex(canonicalJson(without)),
        sha256Hex(canonicalJson(without.assessment)),
        ...salts.map((salt) => sha256Hex(new Uint8Array([...Buffer.from(salt, 'hex'), ...utf8Bytes(canonicalJson(answer))]))),
      ]
      for (const attempt of tries) expect(targets.has(attempt)).toBe(false)
    }
  })
  test('has the same value and another hash under another seed, and every hash differs from the unsalted one', () => {
    const { seed: _seed, ...unsalted } = document
    const [one, two, none] = [partsOf(document), partsOf({ ...document, seed: '00'.repeat(32) }), partsOf(unsalted)]
    for (const pointer of Object.keys(none)) expect(new Set([one[pointer], two[pointer], none[pointer]]).size).toBe(3)
    expect(boundBy(document).assessment).not.toBe(boundBy(unsalted).assessment)
    expect('/seed' in one).toBe(false)
  })
  test('takes the assessment with it only where an answer is withheld', () => {
    const all = [...partValues(document).keys()]
    expect([...withheldWith(new Set(), all)]).toEqual([])
    expect([...withheldWith(new Set(['/knowledge/models']), all)]).toEqual(['/knowledge/models'])
    expect(withheldWith(new Set([country]), all).has('/assessment/findings')).toBe(true)
  })
  test('cannot be withheld in a version that was signed without a seed', () => {
    const { seed: _seed, ...old } = document
    expect(publicText(canonicalJson(old), new Set([country]))).toBeNull()
    expect(publicText(plan, new Set(['/plan/answers/no.such']))).toBeNull()
    expect(verifyContent(testContent(), informed).checks.every(({ result }) => result !== 'fail')).toBe(true)
  })
})

describe('is refused when', () => {
  test('a shown value, salt or place was changed', () => {
    expect(changed((value) => (value.shown[title]!.value = { ...document.plan.answers['identity.title'], value: 'Another' }))).toBe('E_REDACTION')
    expect(changed((value) => (value.shown[title]!.salt = '00'.repeat(32)))).toBe('E_REDACTION')
    expect(changed((value) => ([value.shown[title], value.shown['/plan/id']] = [value.shown['/plan/id']!, value.shown[title]!]))).toBe('E_REDACTION')
  })
  test('a part was dropped, added or both shown and withheld', () => {
    expect(changed((value) => delete value.shown[title])).toBe('E_REDACTION')
    expect(changed((value) => value.withheld.shift())).toBe('E_REDACTION')
    expect(changed((value) => value.withheld.push('/plan/answers/no.such'))).toBe('E_REDACTION')
    expect(changed((value) => (value.shown['/plan/answers/no.such'] = { salt: '00'.repeat(32), value: 1 }))).toBe('E_REDACTION')
    expect(changed((value) => value.withheld.push(title))).toBe('E_SCHEMA')
    expect(changed((value) => value.withheld.push(country))).toBe('E_SCHEMA')
  })
  test('it names another plan, or statements are of another', () => {
    expect(changed((value) => (value.plan = `sha256:${'0'.repeat(64)}`))).toBe('E_SUBJECT_DIGEST')
    const other = { ...testDocument(testPlan({ 'identity.title': 'Other' })), seed }
    expect(outcome(text, [envelope, signedText(other, reviewer, { role: 'ethics', decision: 'approve' })])).toBe('E_SUBJECT_DIGEST')
    expect(outcome(text, [])).toBe('E_SIGCOUNT')
  })
  test('it is not strict, not canonical or of another form', () => {
    expect(outcome(` ${text}`)).toBe('E_NOT_CANONICAL')
    expect(outcome(text.replace('{', '{"plan":"x",'))).toBe('E_DUP')
    expect(changed((value) => (value['more'] = 1))).toBe('E_SCHEMA')
    expect(changed((value) => (value['schema'] = 'homeport/signed-plan/1'))).toBe('E_SCHEMA_ID')
    expect(changed((value) => (value.shown['/plan/__x__/a/b/c'] = { salt: seed, value: 1 }))).toBe('E_SCHEMA')
    expect(changed((value) => (value.shown['/constructor'] = { salt: seed, value: 1 }))).toBe('E_REDACTION')
    expect(outcome('[]')).toBe('E_SCHEMA_ID')
  })
  test('any byte of it is changed', () => {
    const bytes = utf8Bytes(text)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const mutated = Uint8Array.from(bytes)
        mutated[at]! ^= by
        expect(verifyPublic({ ...publicOf(text), public: mutated }, known).verdict).toBe('invalid')
      }),
      { numRuns: 300 },
    )
  })
})

describe('as a bundle', () => {
  const entries = (shown: string) => [
    { name: 'public.json', bytes: utf8Bytes(shown) },
    { name: 'statements/1.dsse.json', bytes: utf8Bytes(envelope) },
    { name: `keys/${author.public.keyId}.pem`, bytes: utf8Bytes(author.pem) },
  ]
  test('is read by who verifies and refused by who would import or sign it', () => {
    const zip = writeZip(entries(text))
    expect(readBundle(zip)).toEqual({ ok: false, problem: { code: 'E_MISSING', name: 'plan.json' } })
    const read = readBundle(zip, 'any')
    if (!read.ok) throw new Error(read.problem.code)
    expect(verifyAny(read.value.content, known).verdict).toBe('valid')
    expect(readBundle(writeZip([...entries(text), { name: 'plan.json', bytes: utf8Bytes(plan) }]), 'any')).toMatchObject({ problem: { code: 'E_NAME' } })
  })
  test('is verified by the script beside it, which refuses the same changes', () => {
    const python = process.env['HOMEPORT_PYTHON'] ?? 'python3'
    const verdict = (name: string, shown: string) => {
      const files = Object.fromEntries(entries(shown).map((entry) => [entry.name, entry.bytes]))
      return lastLine(unpackTo(path.join(root, name), files), python, 'verify.py').split(':')[0]
    }
    expect(verdict('good', text)).toBe('GENUINE')
    const value: Loose = JSON.parse(text)
    const dropped = { ...value, withheld: value.withheld.slice(1) }
    const edited = structuredClone(value)
    edited.shown[title]!.value = 'x'
    expect(verdict('dropped', canonicalJson(dropped))).toBe('INVALID')
    expect(verdict('edited', canonicalJson(edited))).toBe('INVALID')
    expect(verdict('other', canonicalJson({ ...value, plan: `sha256:${'0'.repeat(64)}` }))).toBe('INVALID')
    expect(lastLine(path.join(root, 'good'), 'sh', 'verify.sh')).toContain('public version')
  })
})

test('the whole plan with a seed still verifies, and a changed seed is found', () => {
  const signed = contentOf(plan, [envelope])
  expect(verifyContent(signed, { ...known, assess: () => document.assessment }).verdict).toBe('valid')
  const other = contentOf(canonicalJson({ ...document, seed: '00'.repeat(32) }), [envelope])
  expect(verifyContent(other, known).checks.find(({ result }) => result === 'fail')?.code).toBe('E_SUBJECT_DIGEST')
})
