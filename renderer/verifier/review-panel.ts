/**
 * The packet's own desk for a reviewer without Homeport: comments by section, a decision, the exact bytes to sign with
 * tools of their own, and the file to hand back. Nothing leaves the page but what the reviewer saves.
 */
import { base64Of, utf8Bytes } from '../../shared/base/bytes.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { publicKeyOfText, readSignature, sshNamespace } from '../../shared/base/carrier.ts'
import { envelopeText, preAuthentication, type MainAlgorithm, type PublicKey } from '../../shared/base/envelope.ts'
import { sections } from '../../shared/plan/field.ts'
import { parseReview, reviewedStages, reviewEnding, reviewFileOf, reviewText, type ReviewComment, type ReviewedPlan } from '../../shared/plan/review-file.ts'
import { placeWord } from '../../shared/plan/review-state.ts'
import type { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { statementBytes, type Decision, type Predicate } from '../../shared/plan/statement.ts'
import { element, type Speech } from './element.ts'

const decisions = ['approve', 'approve-with-conditions', 'reject', 'withdraw'] as const satisfies readonly Decision[]

/** How openssl is told to sign, by the kind of key. Ed25519 hashes by itself. */
const hashes: Readonly<Record<MainAlgorithm, string>> = {
  'Ed25519': '',
  'ECDSA-P256': ' -digest sha256',
  'ECDSA-P384': ' -digest sha384',
}

export type ReviewDesk = {
  readonly signed: SignedPlan
  /** Exact text of `plan.json`. */
  readonly text: string
  readonly version: number
  /** Head of the log that the author stated: the reviewer witnesses it. */
  readonly auditLog: Predicate['auditLog']
}

type Prepared = { readonly payload: Uint8Array; readonly key: PublicKey }

export function showReviewDesk(place: HTMLElement, desk: ReviewDesk, speech: Speech): void {
  const plan: ReviewedPlan = { id: desk.signed.plan.id, version: desk.version, digest: digestOf(desk.text) }
  const comments: ReviewComment[] = []
  const name = input(speech.word('reviews.page.name'))
  const role = input(speech.word('reviews.role'), speech.word('reviews.roleHint'))
  const decision = choice(speech.word('reviews.decision'), decisions.map((id) => [id, speech.word(`reviews.decision.${id}`)]))
  const conditions = area(speech.word('reviews.conditions'))
  const key = area(speech.word('reviews.page.key'), speech.word('reviews.page.keyHint'))
  const about = choice(
    speech.word('reviews.section'),
    [...reviewedStages, ...sections].map((id) => [id, id.startsWith('P') ? `${id} ${speech.word(placeWord(id))}` : speech.word(placeWord(id))]),
  )
  const words = area(speech.word('reviews.write'))
  const list = element('ul', 'comments')
  const steps = element('div', 'steps')
  const told = element('p', 'told')
  told.setAttribute('role', 'status')
  const tell = (id: string): void => void (told.textContent = id === '' ? '' : speech.word(id))

  const add = button(speech.word('reviews.add'), () => {
    const text = words.control.value.trim().normalize('NFC')
    const by = name.control.value.trim().normalize('NFC')
    const at = placeOf(about.control.value)
    if (text === '' || by === '' || at === null) return tell('reviews.page.missing')
    tell('')
    comments.push({ place: at, text, by, at: now() })
    list.append(element('li', '', element('strong', '', about.control.selectedOptions[0]?.textContent ?? ''), element('p', '', text)))
    words.control.value = ''
  })
  const saveComments = button(speech.word('reviews.page.saveComments'), () => {
    const text = reviewText(reviewFileOf({ plan, comments, confirmed: null, statements: [], keys: [] }))
    if (!parseReview(utf8Bytes(text)).ok) return tell('reviews.page.missing')
    tell('')
    save(`comments.${reviewEnding}`, utf8Bytes(text))
  })
  const prepare = button(speech.word('reviews.page.prepare'), () => {
    steps.replaceChildren()
    const read = publicKeyOfText(key.control.value)
    if (!read.ok) return tell('reviews.page.badKey')
    const payload = payloadOf(desk, read.value, {
      name: name.control.value.trim().normalize('NFC'),
      role: role.control.value.trim(),
      decision: decisions.find((id) => id === decision.control.value) ?? 'reject',
      conditions: conditions.control.value.split('\n').map((line) => line.trim().normalize('NFC')).filter((line) => line !== ''),
    })
    if (payload === null) return tell('reviews.page.missing')
    tell('')
    showSteps(steps, { payload, key: read.value }, { plan, comments, tell, speech })
  })

  place.append(
    element(
      'details',
      'card review',
      element('summary', '', speech.word('reviews.page.title')),
      element('p', 'quiet', speech.word('reviews.page.lead')),
      name.row,
      about.row,
      words.row,
      add,
      list,
      saveComments,
      decision.row,
      conditions.row,
      role.row,
      key.row,
      prepare,
      steps,
      told,
    ),
  )
}

type Said = { readonly name: string; readonly role: string; readonly decision: Decision; readonly conditions: readonly string[] }

/** Null where a verifier would not accept it: the same rules as everywhere. */
function payloadOf(desk: ReviewDesk, key: PublicKey, said: Said): Uint8Array | null {
  const { keyId, algorithm } = key
  // It stands beside a signature of another kind, never alone.
  if (algorithm === 'ML-DSA-65') return null
  try {
    return statementBytes(desk.text, desk.signed, {
      version: desk.version,
      role: said.role,
      decision: said.decision,
      conditions: [...said.conditions],
      claimedTime: now(),
      clock: { highWater: null, behind: false },
      signer: { keyId, algorithm, name: said.name, title: null },
      auditLog: desk.auditLog,
      modelFiles: {},
    })
  } catch {
    return null
  }
}

type Context = {
  readonly plan: ReviewedPlan
  readonly comments: readonly ReviewComment[]
  readonly tell: (id: string) => void
  readonly speech: Speech
}

function showSteps(place: HTMLElement, { payload, key }: Prepared, { plan, comments, tell, speech }: Context): void {
  const bytes = preAuthentication(payload)
  const signature = area(speech.word('reviews.page.step3'))
  const finish = button(speech.word('reviews.page.finish'), () => {
    const read = readSignature(signature.control.value, payload, key)
    if (!read.ok) return tell(read.problem === 'E_NAMESPACE' ? 'reviews.fault.namespace' : 'reviews.page.badSignature')
    const envelope = envelopeText({ payload, signatures: [{ keyId: key.keyId, signature: read.value }] })
    const text = reviewText(reviewFileOf({ plan, comments: [...comments], confirmed: null, statements: [envelope], keys: [key] }))
    // What Homeport would refuse must not be handed over.
    if (!parseReview(utf8Bytes(text)).ok) return tell('reviews.page.missing')
    save(`review.${reviewEnding}`, utf8Bytes(text))
    tell('reviews.page.done')
  })
  // A statement of such a key was refused before.
  const hash = key.algorithm === 'ML-DSA-65' ? '' : hashes[key.algorithm]
  const tools = [
    {
      name: 'openssl',
      file: 'review.pae.bin',
      content: bytes,
      save: 'reviews.page.saveBytes',
      commands: [`openssl pkeyutl -sign -inkey key.pem -rawin${hash} -in review.pae.bin -out review.sig`, 'openssl base64 -A -in review.sig'],
    },
    {
      name: 'ssh-keygen',
      file: 'statement.json',
      content: payload,
      save: 'reviews.page.saveStatement',
      commands: [`ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n ${sshNamespace} statement.json`, 'cat statement.json.sig'],
    },
    ...(key.algorithm === 'Ed25519'
      ? [{ name: 'minisign', file: 'statement.json', content: payload, save: 'reviews.page.saveStatement', commands: ['minisign -S -m statement.json', 'cat statement.json.minisig'] }]
      : []),
  ]
  const tool = choice(speech.word('reviews.page.tool'), tools.map(({ name }) => [name, name]))
  const first = element('div', '')
  const show = (): void => {
    const chosen = tools.find(({ name }) => name === tool.control.value)
    if (chosen === undefined) return
    const { file, content, save: label, commands } = chosen
    first.replaceChildren(
      element('p', 'label', speech.word('reviews.page.step1')),
      button(speech.word(label), () => save(file, content)),
      element('p', 'label', speech.word('reviews.page.step2')),
      element('pre', 'commands', commands.join('\n')),
    )
  }
  tool.control.addEventListener('change', show)
  show()
  place.append(tool.row, first, signature.row, finish)
}

const now = (): string => new Date().toISOString().replace(/\.\d{3}Z$/, 'Z')

function placeOf(value: string): ReviewComment['place'] | null {
  return [...reviewedStages, ...sections].find((id) => id === value) ?? null
}

/** Saves bytes under a name, through the browser's own download. */
function save(name: string, bytes: Uint8Array): void {
  const link = document.createElement('a')
  // A data address needs no permission and leaves nothing behind.
  link.href = `data:application/octet-stream;base64,${base64Of(bytes)}`
  link.download = name
  link.click()
}

function button(words: string, run: () => void): HTMLElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = words
  made.addEventListener('click', run)
  return made
}

type Control<T extends HTMLElement> = { readonly row: HTMLElement; readonly control: T }

function labelled<T extends HTMLElement>(label: string, control: T, hint = ''): Control<T> {
  const row = element('label', '', element('span', 'label', label), hint === '' ? null : element('span', 'quiet', hint), control)
  return { row, control }
}

function input(label: string, hint = ''): Control<HTMLInputElement> {
  const control = document.createElement('input')
  control.maxLength = 200
  return labelled(label, control, hint)
}

function area(label: string, hint = ''): Control<HTMLTextAreaElement> {
  const control = document.createElement('textarea')
  control.rows = 3
  control.maxLength = 4000
  return labelled(label, control, hint)
}

function choice(label: string, options: readonly (readonly [string, string])[]): Control<HTMLSelectElement> {
  const control = document.createElement('select')
  for (const [value, words] of options) {
    const option = document.createElement('option')
    option.value = value
    option.textContent = words
    control.append(option)
  }
  return labelled(label, control)
}
