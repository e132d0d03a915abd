/**
 * The page of an exported packet. It takes the signed bytes out of its own data blocks, verifies them with the same code
 * as Homeport, and only then shows the plan. Everything it shows is set as text.
 */
import { bytesOfBase64, utf8Text } from '../../shared/base/bytes.ts'
import { parseEnvelope } from '../../shared/base/envelope.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { languageOf } from '../../shared/words/format.ts'
import { catalogOf } from '../../shared/words/say.ts'
import { readPublic } from '../../shared/plan/redaction.ts'
import { verifyAny } from '../../shared/plan/verify-public.ts'
import type { BundleContent } from '../../shared/plan/verify.ts'
import type { LogEvidence } from '../../shared/plan/log/proof.ts'
import { parse } from '../../shared/base/schema.ts'
import { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { parseStatement } from '../../shared/plan/statement.ts'
import { browserVerdicts } from './browser-crypto.ts'
import { speechIn, type Speech } from './element.ts'
import { showDocument } from './document.ts'
import { showPublic } from './public.ts'
import { showVerification } from './panel.ts'
import { showReviewDesk } from './review-panel.ts'

const speech = speechIn(catalogOf(languageOf(document.documentElement.lang)))

void run(speech).catch(() => conclude('broken', speech))

async function run(words: Speech): Promise<void> {
  const content = contentOfPage()
  const verification = verifyAny(content, { trust: null, knowledge: null, assess: null, log: null, warnings: [] })
  const verdicts = await browserVerdicts(content)
  // A browser that accepts what the page refuses, or the other way round, is a sign of a forged key.
  const disagree = verification.statements.some(({ number, signatureValid }) => {
    const verdict = verdicts.get(number)
    return verdict !== undefined && verdict !== signatureValid
  })
  if (content.public !== undefined) {
    const shown = readPublic(content.public)
    const isSound = verification.verdict !== 'invalid' && !disagree && shown.ok
    showVerification(place('panel'), { verification, verdicts, disagree, sound: isSound }, words)
    if (isSound && shown.ok) showPublic(place('sheet'), shown.value, words)
    else place('sheet').hidden = true
    return conclude(isSound ? 'unchanged' : 'broken', words)
  }
  const json = parseStrictJson(content.plan)
  const signed = json.ok ? parse(SignedPlan, json.value) : null
  const sound = verification.verdict !== 'invalid' && !disagree && signed?.ok === true
  showVerification(place('panel'), { verification, verdicts, disagree, sound }, words)
  if (sound && signed.ok) {
    showDocument(place('sheet'), signed.value, content.plan, verification, words)
    showDesk(content, signed.value, words)
  } else place('sheet').hidden = true
  conclude(sound ? 'unchanged' : 'broken', words)
}

/** A reviewer without Homeport can write down comments and a decision, and sign it with other tools. */
function showDesk({ plan, envelopes }: BundleContent, signed: SignedPlan, words: Speech): void {
  const text = utf8Text(plan)
  const stated = envelopes.flatMap((bytes) => {
    const envelope = parseEnvelope(bytes)
    const statement = envelope.ok ? parseStatement(envelope.value.payload) : null
    return statement?.ok === true ? [statement.value.predicate] : []
  })
  const author = stated.find(({ decision }) => decision === 'author')
  if (!text.ok || author === undefined) return
  showReviewDesk(place('panel'), { signed, text: text.value, version: author.version, auditLog: author.auditLog }, words)
}

/** Tests and screen readers learn the result from here. */
function conclude(verdict: 'unchanged' | 'broken', words: Speech): void {
  document.documentElement.dataset['verdict'] = verdict
  const waiting = document.querySelector('#waiting')
  // The panel says what is wrong; without one, the page itself is damaged.
  if (waiting === null || place('panel').childElementCount > 0) waiting?.remove()
  else {
    waiting.textContent = words.word('verify.page.broken')
    waiting.setAttribute('role', 'alert')
  }
}

function contentOfPage(): BundleContent {
  const files = new Map<string, Uint8Array>()
  for (const block of document.querySelectorAll('script[data-name]')) {
    const bytes = bytesOfBase64(block.textContent ?? '')
    const name = block.getAttribute('data-name') ?? ''
    if (bytes === null || files.has(name)) throw new Error('a data block of this page is damaged')
    files.set(name, bytes)
  }
  const [plan, shown] = [files.get('plan.json'), files.get('public.json')]
  if ((plan === undefined) === (shown === undefined)) throw new Error('this page holds no plan')
  const envelopes: Uint8Array[] = []
  for (;;) {
    const envelope = files.get(`statements/${envelopes.length + 1}.dsse.json`)
    if (envelope === undefined) break
    envelopes.push(envelope)
  }
  const keys = [...files].filter(([name]) => name.startsWith('keys/')).map(([, bytes]) => bytes)
  const log = logOf(files)
  const times = new Map(envelopes.flatMap((_envelope, index) => {
    const token = files.get(`times/${index + 1}.tsr`)
    return token === undefined ? [] : [[index + 1, token] as const]
  }))
  // Every block must have been used: one that no check looked at could be shown by nobody or mislead somebody.
  if (1 + envelopes.length + keys.length + (log === null ? 0 : 3) + times.size !== files.size) throw new Error('this page holds more than a packet does')
  const rest = { envelopes, keys, log, times }
  return shown === undefined ? { plan: plan ?? new Uint8Array(), ...rest } : { plan: new Uint8Array(), public: shown, ...rest }
}

function logOf(files: ReadonlyMap<string, Uint8Array>): LogEvidence | null {
  const [head, proof, key] = [files.get('log/head.dsse.json'), files.get('log/proof.json'), files.get('log/key.pem')]
  return head === undefined || proof === undefined || key === undefined ? null : { head, proof, key }
}

function place(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error('the page is incomplete')
  return found
}
