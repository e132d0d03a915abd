import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { trustOfKeys } from '../../../shared/plan/trust.ts'
import { verifyContent, type Verification } from '../../../shared/plan/verify.ts'
import { author, bare, contentOf, informed, reviewer, signedText, testContent, testDocument, testPlan } from '../../support/signed.ts'

const resultsOf = (verification: Verification) =>
  Object.fromEntries(verification.checks.map((check) => [check.id, check.code ?? check.result]))

const trust = trustOfKeys([{ key: author.public, name: 'Jana Köhler' }])

describe('a good plan', () => {
  test('is valid where everything can be checked', () => {
    const verification = verifyContent(testContent(), { ...informed, trust })
    expect(resultsOf(verification)).toEqual({
      bundle: 'pass',
      canonical: 'pass',
      schema: 'pass',
      statements: 'pass',
      digests: 'pass',
      signatures: 'pass',
      keys: 'pass',
      policy: 'not-checkable',
      knowledge: 'pass',
      assessment: 'pass',
      log: 'not-checkable',
    })
    expect(verification.verdict).toBe('valid')
    expect(verification.statements[0]).toMatchObject({ person: 'Jana Köhler', decision: 'author', version: 1 })
    expect(verification.changed).toEqual([])
  })

  test('is incomplete, never valid, while nobody says whose key it is', () => {
    const verification = verifyContent(testContent(), informed)
    expect(verification.verdict).toBe('incomplete')
    expect(verification.statements[0]?.person).toBeNull()
    expect(verification.warnings.map((warning) => warning.code)).toEqual(['W_FPR_COMPARE'])
  })

  test('is incomplete where the knowledge is another one', () => {
    const verification = verifyContent(testContent(), { ...informed, trust, knowledge: {} })
    expect(resultsOf(verification)).toMatchObject({ knowledge: 'not-checkable', assessment: 'not-checkable' })
    expect(verification.verdict).toBe('incomplete')
  })
})

describe('a changed plan', () => {
  test('the changed answer is named', () => {
    const document = testDocument()
    const changed = testDocument(testPlan({ 'organization.country': 'US' }))
    const verification = verifyContent(contentOf(canonicalJson(changed), [signedText(document, author)]), { ...informed, trust })
    expect(verification.verdict).toBe('invalid')
    expect(verification.changed).toEqual(['/plan/answers/organization.country'])
    const check = verification.checks.find(({ id }) => id === 'digests')
    expect(check).toMatchObject({ code: 'E_SUBJECT_DIGEST', message: { id: 'verify.fault.changed', values: { parts: { list: ['organization.country'] } } } })
  })

  test('an added, a removed and a changed part are all named, answers first', () => {
    const document = testDocument()
    const plan = testPlan({ 'identity.reference': 'X-1' })
    delete plan.answers['organization.name']
    const changed = { ...testDocument(plan), knowledge: { ...plan.knowledge, models: `sha256:${'0'.repeat(64)}` } }
    const verification = verifyContent(contentOf(canonicalJson(changed), [signedText(document, author)]), bare)
    expect(verification.changed).toEqual([
      '/plan/answers/identity.reference',
      '/plan/answers/organization.name',
      '/knowledge/models',
    ])
  })

  test('an assessment that does not follow from the answers is refused, although it is signed', () => {
    const document = { ...testDocument(), assessment: { ...testDocument().assessment, outcome: 'approved' } }
    const verification = verifyContent(testContent(document), { ...informed, trust })
    expect(resultsOf(verification)).toMatchObject({ digests: 'pass', signatures: 'pass', assessment: 'E_ASSESSMENT' })
    expect(verification.checks.find(({ id }) => id === 'assessment')?.message.values).toEqual({
      parts: { list: ['assessment.outcome'] },
    })
  })

  test('a statement that misreports what it signs is refused', () => {
    const document = testDocument()
    const lie = signedText(document, author, { parts: {} })
    expect(resultsOf(verifyContent(contentOf(canonicalJson(document), [lie]), bare))).toMatchObject({ digests: 'E_STATEMENT' })
  })
})

const leaf = (digit: string) => digit.repeat(64)

test('the audit log at hand must begin with what the statement names', () => {
  const document = testDocument()
  const envelope = signedText(document, author, { auditLog: { size: 1, root: leaf('a') } })
  const content = contentOf(canonicalJson(document), [envelope])
  const log = (leaves: readonly string[]) => resultsOf(verifyContent(content, { ...bare, log: leaves }))['log']
  expect(log([leaf('a'), leaf('b')])).toBe('pass')
  expect(log([leaf('b'), leaf('a')])).toBe('E_LOG_ROOT')
  expect(log([])).toBe('E_LOG_ROOT')
})

test('statements of several signers stand side by side', () => {
  const document = testDocument()
  const approval = signedText(document, reviewer, { role: 'data-protection-officer', decision: 'approve' })
  const verification = verifyContent(contentOf(canonicalJson(document), [signedText(document, author), approval]), bare)
  expect(verification.statements.map(({ role, decision }) => [role, decision])).toEqual([
    ['author', 'author'],
    ['data-protection-officer', 'approve'],
  ])
})

describe('what no verifier would accept cannot be signed', () => {
  const unsigned = /could not be verified/
  test('an author in another role, conditions without a conditional approval', () => {
    expect(() => signedText(testDocument(), author, { role: 'architect' })).toThrow(unsigned)
    expect(() => signedText(testDocument(), reviewer, { role: 'architect', decision: 'approve', conditions: ['x'] })).toThrow(unsigned)
  })

  test('text that is not in normalization form C, or that hides characters', () => {
    for (const title of ['Bu\u0308ro', 'a\u202eb', 'bell\u0007'])
      expect(() => signedText(testDocument(testPlan({ 'purpose.summary': title })), author)).toThrow(unsigned)
  })
})
