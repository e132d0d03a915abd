/** A small signed plan with everything around it, made with fixed keys so that its bytes never change. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { envelopeText, pemOf, preAuthentication, publicKeyOf, type PublicKey } from '../../shared/base/envelope.ts'
import { emptyPlan, type Answer, type Plan } from '../../shared/plan/plan.ts'
import type { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { statementBytes, type Act, type Predicate } from '../../shared/plan/statement.ts'
import type { BundleContent, VerifyOptions } from '../../shared/plan/verify.ts'

export type TestKey = { readonly private: KeyObject; readonly public: PublicKey; readonly pem: string }

function testKey(key: KeyObject): TestKey {
  const read = publicKeyOf(new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })))
  if (!read.ok) throw new Error(read.problem)
  return { private: key, public: read.value, pem: pemOf(read.value) }
}

/** An Ed25519 key from a seed of one repeated byte (RFC 8410 PKCS#8 head, then the seed). */
export function seededKey(byte: number): TestKey {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)])
  return testKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

export function ecKey(namedCurve: 'prime256v1' | 'secp384r1'): TestKey {
  return testKey(generateKeyPairSync('ec', { namedCurve }).privateKey)
}

export function signBytes(key: TestKey, message: Uint8Array): Uint8Array {
  const hash = { 'Ed25519': null, 'ML-DSA-65': null, 'ECDSA-P256': 'sha256', 'ECDSA-P384': 'sha384' }[key.public.algorithm]
  return new Uint8Array(sign(hash, message, key.private))
}

const knowledge = { licenses: digestOf('licenses'), models: digestOf('models') }

export function testPlan(answers: Record<string, Answer['value']> = {}): Plan {
  const plan = emptyPlan('0b3f6c1e-7d52-4a7e-9b0a-2f6f3f1f0a11', '2026-11-20T08:00:00Z', 'en', knowledge)
  const given: Record<string, Answer['value']> = {
    'identity.title': 'Correspondence assistant',
    'identity.assessedOn': '2026-11-23',
    'organization.name': 'Staatsministerium für Prüfungen',
    'organization.country': 'DE',
    ...answers,
  }
  for (const [id, value] of Object.entries(given))
    plan.answers[id] = { value, basis: 'self-declared', by: 'J. Köhler', at: '2026-11-20T09:00:00Z' }
  return plan
}

export function testDocument(plan: Plan = testPlan()): SignedPlan {
  return { schema: 'homeport/signed-plan/1', plan, assessment: assessTest(plan), knowledge: plan.knowledge }
}

/** Stands for `assess`: a value that follows from the answers. */
export function assessTest(plan: Plan): SignedPlan['assessment'] {
  return { assessedOn: '2026-11-23', findings: [], answered: Object.keys(plan.answers).length, outcome: 'clear' }
}

export function testAct(key: TestKey, change: Partial<Predicate> = {}): Act {
  return {
    version: 1,
    role: 'author',
    decision: 'author',
    conditions: [],
    claimedTime: '2026-11-23T14:41:00Z',
    clock: { highWater: null, behind: false },
    signer: { keyId: key.public.keyId, algorithm: key.public.algorithm === 'ML-DSA-65' ? 'Ed25519' : key.public.algorithm, name: 'Jana Köhler', title: null },
    auditLog: null,
    modelFiles: {},
    ...change,
  }
}

/** Signs any payload as it is, also one that Homeport would never make. */
export function envelopeOf(payload: Uint8Array, key: TestKey): string {
  const signature = signBytes(key, preAuthentication(payload))
  return envelopeText({ payload, signatures: [{ keyId: key.public.keyId, signature }] })
}

export function signedText(document: SignedPlan, key: TestKey, change: Partial<Predicate> = {}): string {
  return envelopeOf(statementBytes(canonicalJson(document), document, testAct(key, change)), key)
}

export const author = seededKey(1)
export const reviewer = seededKey(2)

export function contentOf(plan: string | Uint8Array, envelopes: readonly string[], keys: readonly TestKey[] = [author, reviewer]): BundleContent {
  return {
    plan: typeof plan === 'string' ? utf8Bytes(plan) : plan,
    envelopes: envelopes.map(utf8Bytes),
    keys: keys.map((key) => utf8Bytes(key.pem)),
  }
}

export function testContent(document: SignedPlan = testDocument()): BundleContent {
  return contentOf(canonicalJson(document), [signedText(document, author)])
}

export const bare: VerifyOptions = { trust: null, knowledge: null, assess: null, log: null, warnings: [] }
export const informed: VerifyOptions = { ...bare, knowledge, assess: assessTest }

/** A JSON object with one member changed, added or (undefined) removed. */
export function altered(text: string, change: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(text), ...change })
}
