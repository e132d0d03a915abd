/** The board of this computer: its trust store in use, the draft of the next version, and what comes in by file. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { base64Of, bytesOfBase64, utf8Bytes, utf8Text } from '../../shared/base/bytes.ts'
import { fingerprintOf, preAuthentication, publicKeyOfPem } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Handlers, Input, Output } from '../../shared/contract.ts'
import { message, type Message } from '../../shared/domain/vocabulary.ts'
import { boardChanges } from '../../shared/plan/board-changes.ts'
import { nextVersion } from '../../shared/plan/board-draft.ts'
import {
  acceptBoard,
  awaitsRoots,
  boardKeyOf,
  boardPayload,
  boardPayloadType,
  boardText,
  hasExpired,
  parseBoard,
  readBoard,
  rootSignatures,
  rotationBytes,
  type Board,
  type BoardFault,
} from '../../shared/plan/board.ts'
import { keyCardText, parseKeyCard, rotationOf, type KeyCard } from '../../shared/plan/key-card.ts'
import { trustOfBoard, type Trust } from '../../shared/plan/trust.ts'
import type { StoredDraft } from '../database/boards.ts'
import { safeFileName, writeFileSafely } from '../files.ts'
import type { Services, Storage } from '../services.ts'
import type { WordId } from '../../shared/words/tables.ts'

type Names = 'board.read' | 'board.keepDraft' | 'board.sign' | 'board.export' | 'board.import' | 'board.accept' | 'board.leave' | 'board.readCard' | 'board.saveCard' | 'board.rotationCard'
type Stored = <T>(work: (storage: Storage) => Promise<Result<T, Fault>>) => Promise<Result<T, Fault>>

/** Larger files are no trust stores and no key cards. */
const sizeLimit = 4 * 1024 * 1024

export const boardEnding = 'homeport-board'

/** The store in use, or null. One that this version cannot read any more is a fault, never silently nothing. */
export async function boardInUse(storage: Storage): Promise<Result<{ readonly board: Board; readonly acceptedAt: string } | null, Fault>> {
  const stored = await storage.boards.inUse()
  if (stored === null) return ok(null)
  const board = parseBoard(utf8Bytes(stored.envelope))
  return board.ok ? ok({ board: board.value, acceptedAt: stored.acceptedAt }) : fail({ code: 'broken-database', detail: `board ${board.problem.code}` })
}

/** The trust that the board gives at this moment, null where there is no board. */
export async function boardTrust(storage: Storage, at: string): Promise<Result<Trust | null, Fault>> {
  const found = await boardInUse(storage)
  if (!found.ok) return found
  return ok(found.value === null ? null : trustOfBoard(found.value.board, at))
}

export function boardHandlers(services: Services, stored: Stored): Pick<Handlers, Names> {
  /** A store that was read from a file and that nobody has accepted yet. Main keeps it; the page only names it. */
  let offered: { readonly digest: string; readonly board: Board } | null = null

  return {
    'board.read': () => stored((storage) => overview(services, storage)),
    'board.keepDraft': (document) =>
      stored(async (storage) => {
        if (document === null) await storage.boards.keepDraft(null)
        else {
          // What roots signed is what they signed: any change takes their signatures away.
          const before = await storage.boards.draft()
          const same = before !== null && base64Of(boardPayload(before.document)) === base64Of(boardPayload(document))
          await storage.boards.keepDraft({ document, signatures: same ? before.signatures : [] })
        }
        return overview(services, storage)
      }),
    'board.sign': (request) => stored((storage) => signDraft(services, storage, request)),
    'board.export': () => stored((storage) => exportBoard(services, storage)),
    'board.import': ({ at }) =>
      stored(async (storage) => {
        const file = await services.dialogs.openFile({ title: 'board.import', kinds: [{ name: 'board.file', extensions: [boardEnding, 'json'] }] })
        if (file === null) return ok(null)
        const bytes = await readSmall(file)
        const board = bytes === null ? null : parseBoard(bytes)
        if (board === null) return ok(refused({ code: 'E_SIZE', path: '' }))
        if (!board.ok) return ok(refused(board.problem))
        const offer = await offerOf(storage, board.value, at)
        if (offer.ok && offer.value !== null && 'digest' in offer.value) offered = { digest: offer.value.digest, board: board.value }
        return offer
      }),
    'board.accept': ({ digest, fingerprint, at }) =>
      stored(async (storage): Promise<Result<Output<'board.accept'>, Fault>> => {
        if (offered === null || offered.digest !== digest) return fail({ code: 'not-found', detail: digest })
        const { board } = offered
        const outcome = await acceptOffer(storage, board, fingerprint, at)
        if (!outcome.ok) return outcome
        if (outcome.value !== null) return ok(outcome.value)
        offered = null
        return overview(services, storage)
      }),
    'board.leave': ({ at }) =>
      stored(async (storage) => {
        await storage.boards.leave(at)
        await storage.boards.keepDraft(null)
        await storage.audit.note({ event: 'trust-changed', at, board: null })
        return overview(services, storage)
      }),
    'board.readCard': async () => {
      const file = await services.dialogs.openFile({ title: 'board.addPerson', kinds: [{ name: 'board.card', extensions: ['txt', 'pem', 'pub', 'html'] }] })
      if (file === null) return ok(null)
      const bytes = await readSmall(file)
      const text = bytes === null ? null : utf8Text(bytes)
      const card = text?.ok === true ? parseKeyCard(text.value) : null
      if (card === null || !card.ok) return ok({ refused: message(`board.fault.${wordOf(card === null ? 'E_KEY_FORM' : card.problem)}`) })
      const { key, name, rotation } = card.value
      return ok({ ...boardKeyOf(key), keyId: key.keyId, name, rotation })
    },
    'board.saveCard': async ({ keyId }) => {
      const summary = (await services.keys.list()).find((key) => key.keyId === keyId || key.second?.keyId === keyId)
      // The second key has a card of its own: a store names every key apart.
      const second = summary?.keyId === keyId ? undefined : summary?.second
      const key = summary === undefined ? null : publicKeyOfPem(second?.publicKeyPem ?? summary.publicKeyPem)
      if (summary === undefined || key === null || !key.ok) return fail({ code: 'not-found', detail: keyId })
      return saveCard(services, { key: key.value, name: summary.name, rotation: null }, second === undefined ? 'key' : 'second key')
    },
    'board.rotationCard': (request) => stored((storage) => rotationCard(services, storage, request)),
  }
}

function saveCard(services: Services, card: KeyCard & { readonly name: string }, what: string): Promise<Result<Output<'board.saveCard'>, Fault>> {
  const name = `${safeFileName(card.name)} ${what}.txt`
  return saveFile(services, { title: 'board.saveCard', name, kind: 'board.card', ending: 'txt' }, keyCardText(card))
}

/** The earlier key says before this board, and for this person only, that the new one takes its place. */
async function rotationCard(services: Services, storage: Storage, { keyId, next, passphrase }: Input<'board.rotationCard'>): Promise<Result<Output<'board.rotationCard'>, Fault>> {
  const found = await boardInUse(storage)
  if (!found.ok) return found
  const board = found.value?.board
  const person = board?.keys.get(keyId)?.person
  const summary = (await services.keys.list()).find((key) => key.keyId === next)
  const key = summary === undefined ? null : publicKeyOfPem(summary.publicKeyPem)
  if (board === undefined || person === undefined || summary === undefined || key?.ok !== true || next === keyId) return fail({ code: 'not-found', detail: keyId })
  const signer = await services.keys.signer(keyId, passphrase)
  if (!signer.ok) return signer
  const signature = await signer.value.sign(rotationBytes(board.document.board, person, keyId, next))
  if (!signature.ok) return signature
  return saveCard(services, { key: key.value, name: summary.name, rotation: rotationOf(keyId, signature.value) }, 'new key')
}


/** `E_NOT_CANONICAL` is said with the words `board.fault.not-canonical`. */
function wordOf(code: string): string {
  return code.slice(2).toLowerCase().replaceAll('_', '-')
}

export function boardFaultMessage({ code, path: place }: BoardFault): Message {
  return message(`board.fault.${wordOf(code)}`, { path: place })
}

const refused = (problem: BoardFault): { readonly refused: Message } => ({ refused: boardFaultMessage(problem) })

async function readSmall(file: string): Promise<Uint8Array | null> {
  const found = await stat(file).catch(() => null)
  if (found === null || !found.isFile() || found.size > sizeLimit) return null
  return new Uint8Array(await readFile(file))
}

export async function saveFile(
  services: Services,
  question: { readonly title: WordId; readonly name: string; readonly kind: WordId; readonly ending: string },
  content: string,
): Promise<Result<{ path: string; bytes: number } | null, Fault>> {
  const file = await services.dialogs.saveFile({ title: question.title, suggestedName: question.name, kinds: [{ name: question.kind, extensions: [question.ending] }] })
  if (file === null) return ok(null)
  const written = await writeFileSafely(file, content)
  if (!written.ok) return fail({ code: written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: path.dirname(file) })
  return ok({ path: file, bytes: utf8Bytes(content).length })
}

async function overview(services: Services, storage: Storage): Promise<Result<Output<'board.read'>, Fault>> {
  const found = await boardInUse(storage)
  if (!found.ok) return found
  const draft = await storage.boards.draft()
  const current = found.value?.board ?? null
  const read = draft === null ? null : readBoard(boardPayload(draft.document))
  return ok({
    inUse: found.value === null ? null : {
      document: found.value.board.document,
      digest: found.value.board.digest,
      acceptedAt: found.value.acceptedAt,
      expired: hasExpired(found.value.board.document, services.now()),
    },
    draft: draft === null ? null : { document: draft.document, signedBy: draft.signatures.map(({ keyId }) => keyId) },
    changes: draft === null ? [] : [...boardChanges(current?.document ?? null, draft.document)],
    fault: read === null || read.ok ? null : boardFaultMessage(read.problem),
  })
}

function withSignatures({ document, signatures }: StoredDraft): Result<Board, BoardFault> {
  const raw = signatures.map(({ keyId, signature }) => ({ keyId, signature: bytesOfBase64(signature) ?? new Uint8Array() }))
  return readBoard(boardPayload(document), raw)
}

/** Signs the draft with a root key. With enough signatures it is the store in use. */
async function signDraft(services: Services, storage: Storage, { keyId, passphrase, at }: Input<'board.sign'>): Promise<Result<Output<'board.sign'>, Fault>> {
  const draft = await storage.boards.draft()
  if (draft === null) return fail({ code: 'not-found', detail: 'draft' })
  const found = await boardInUse(storage)
  if (!found.ok) return found
  const current = found.value?.board ?? null
  // A draft that lay for a while is dated when its first root signs it.
  const dated = draft.signatures.length > 0 ? draft.document : { ...nextVersion(draft.document, at), version: (current?.document.version ?? 0) + 1 }
  const unsigned = readBoard(boardPayload(dated))
  if (!unsigned.ok) return fail({ code: 'refused-command', detail: unsigned.problem.code })
  const roots = new Set([...unsigned.value.roots.keys(), ...(current?.roots.keys() ?? [])])
  if (!roots.has(keyId)) return fail({ code: 'refused-command', detail: 'E_ROOT' })
  const signer = await services.keys.signer(keyId, passphrase)
  if (!signer.ok) return signer
  const signature = await signer.value.sign(preAuthentication(unsigned.value.payload, boardPayloadType))
  if (!signature.ok) return signature
  const signatures = [...draft.signatures.filter((one) => one.keyId !== keyId), { keyId, signature: base64Of(signature.value) }]
  await storage.boards.keepDraft({ document: dated, signatures })
  const board = withSignatures({ document: dated, signatures })
  if (!board.ok) return fail({ code: 'internal', detail: board.problem.code })
  const accepted = acceptBoard(board.value, current, at)
  if (accepted.ok) {
    await takeIntoUse(storage, board.value, at)
  } else if (accepted.problem.code !== 'E_ROOT') return fail({ code: 'refused-command', detail: accepted.problem.code })
  const shown = await overview(services, storage)
  return shown.ok ? ok({ inUse: accepted.ok, ...(rootSignatures(board.value) ?? { have: 0, need: 0 }), overview: shown.value }) : shown
}

/** Saves the store in use, or the draft that other roots still have to sign. */
async function exportBoard(services: Services, storage: Storage): Promise<Result<Output<'board.export'>, Fault>> {
  const draft = await storage.boards.draft()
  const partial = draft !== null && draft.signatures.length > 0 ? withSignatures(draft) : null
  const found = await boardInUse(storage)
  if (!found.ok) return found
  const board = partial?.ok === true ? partial.value : found.value?.board
  if (board === undefined) return fail({ code: 'not-found', detail: 'board' })
  const { organization, version } = board.document
  const name = `${safeFileName(organization)} v${version}.${boardEnding}`
  return saveFile(services, { title: 'board.export', name, kind: 'board.file', ending: boardEnding }, boardText(board.payload, board.signatures))
}

async function offerOf(storage: Storage, board: Board, at: string): Promise<Result<Output<'board.import'>, Fault>> {
  const found = await boardInUse(storage)
  if (!found.ok) return found
  const current = found.value?.board ?? null
  const accepted = acceptBoard(board, current, at)
  const signed = rootSignatures(board)
  const toSign = !accepted.ok && accepted.problem.code === 'E_ROOT' && current !== null && awaitsRoots(board, current)
  if (!accepted.ok && !toSign) return ok(refused(accepted.problem))
  return ok({
    kind: accepted.ok ? accepted.value : 'to-sign',
    digest: board.digest,
    document: board.document,
    changes: [...boardChanges(current?.document ?? null, board.document)],
    first: current === null,
    ...(signed ?? { have: 0, need: 0 }),
  })
}

/** Null: accepted. The fingerprint is asked for once, when nothing here can vouch for the roots. */
async function acceptOffer(storage: Storage, board: Board, fingerprint: string | null, at: string): Promise<Result<{ readonly refused: Message } | null, Fault>> {
  const found = await boardInUse(storage)
  if (!found.ok) return found
  const current = found.value?.board ?? null
  const accepted = acceptBoard(board, current, at)
  if (!accepted.ok && accepted.problem.code === 'E_ROOT' && current !== null && awaitsRoots(board, current)) {
    const signatures = board.signatures.map(({ keyId, signature }) => ({ keyId, signature: base64Of(signature) }))
    await storage.boards.keepDraft({ document: board.document, signatures })
    return ok(null)
  }
  if (!accepted.ok) return ok(refused(accepted.problem))
  if (accepted.value === 'same') return ok(null)
  if (current === null && !matchesRoot(board, fingerprint ?? '')) return ok({ refused: message('board.fault.fingerprint') })
  await takeIntoUse(storage, board, at)
  return ok(null)
}

async function takeIntoUse({ boards, audit }: Storage, { document, digest, payload, signatures }: Board, at: string): Promise<void> {
  await boards.accept(document.version, boardText(payload, signatures), at)
  // A draft was made from the version before.
  await boards.keepDraft(null)
  await audit.note({ event: 'trust-changed', at, board: digest, version: document.version })
}

/** The whole key id or its 160 bits in groups; fewer prove nothing. */
export function matchesRoot(board: Board, typed: string): boolean {
  const plain = typed.toLowerCase().replaceAll(/[\s:-]/g, '')
  return [...board.roots.keys()].some((keyId) => plain === keyId || plain === fingerprintOf(keyId).replaceAll(' ', ''))
}
