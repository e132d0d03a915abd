/** `trust`: makes, shows, signs and checks the trust store of a board. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { fingerprintOf, preAuthentication, type EnvelopeSignature } from '../../shared/base/envelope.ts'
import { parse } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { boardChanges, keyIdOf } from '../../shared/plan/board-changes.ts'
import {
  acceptBoard,
  BoardDocument,
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
import { newBoard } from '../../shared/plan/board-draft.ts'
import { keyCardText, parseKeyCard, rotationOf } from '../../shared/plan/key-card.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { boardFaultMessage, matchesRoot } from '../board/service.ts'
import { writeFileSafely } from '../files.ts'
import type { UnlockedKey } from '../keys/keys.ts'
import { UsageError, type CliCommand, type CommandInput, type CommandOutcome } from './command.ts'
import { optional, required } from './load.ts'
import { signingKey, signingOptions, timeOf } from './signing-key.ts'

const english = catalogOf('en')
const faultText = (fault: BoardFault): string => `${say(english, boardFaultMessage(fault))} (${fault.code})`

export const trustCommand: CliCommand = {
  name: 'trust',
  usage:
    'trust create --organization NAME --key ROOT --name NAME --out FILE | show FILE | sign FILE --key ROOT --out FILE | import FILE [--current FILE] | card --key FILE --out FILE [--second] [--replaces OLD --board FILE --person ID]   the board’s trust store',
  options: {
    ...signingOptions,
    organization: { type: 'string' },
    current: { type: 'string' },
    fingerprint: { type: 'string' },
    replaces: { type: 'string' },
    'replaces-passphrase-file': { type: 'string' },
    board: { type: 'string' },
    person: { type: 'string' },
    second: { type: 'boolean' },
    out: { type: 'string' },
  },
  run: async (input) => {
    const [action, file, ...more] = input.positionals
    if (more.length > 0) throw new UsageError('name one file')
    if (action === 'create') return create(input)
    if (action === 'card') return card(input)
    if (file === undefined || !['show', 'sign', 'import'].includes(action ?? ''))
      throw new UsageError('write: trust create, trust show FILE, trust sign FILE, trust import FILE or trust card')
    if (action === 'show') return show(file, input)
    return action === 'sign' ? sign(file, input) : importStore(file, input)
  },
}

/** Writes the document of version 1, to be filled in with any editor and signed with `trust sign`. */
async function create(input: CommandInput): Promise<CommandOutcome> {
  const root = await signingKey(input)
  const roles = { 'author': 'Author of plans', 'chief-information-security-officer': 'Chief information security officer', 'data-protection-officer': 'Data protection officer' }
  const document = newBoard({
    board: randomUUID(),
    organization: required(input, 'organization'),
    at: timeOf(input),
    root: { key: root.publicKey, name: root.summary.name },
    roles,
  })
  await save(required(input, 'out'), `${JSON.stringify(document, null, 2)}\n`)
  return {
    exitCode: 0,
    json: { out: required(input, 'out'), root: root.summary.keyId },
    text: `Wrote a draft: ${required(input, 'out')}\n  Add persons and the policy, then run "homeport trust sign".`,
  }
}

/** A signed store, or the document of a draft. */
async function readStore(file: string): Promise<Board> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) throw new UsageError(`cannot read ${file}; check the path`)
  const board = parseBoard(new Uint8Array(bytes))
  if (board.ok) return board.value
  const json = parseStrictJson(new Uint8Array(bytes))
  const document = json.ok ? parse(BoardDocument, json.value) : null
  if (document?.ok !== true) throw new UsageError(`${file}: ${faultText(board.problem)}`)
  const draft = readBoard(boardPayload(document.value))
  if (!draft.ok) throw new UsageError(`${file}: ${faultText(draft.problem)}`)
  return draft.value
}

async function show(file: string, input: CommandInput): Promise<CommandOutcome> {
  const board = await readStore(file)
  const { document, digest } = board
  const signed = rootSignatures(board)
  const expired = hasExpired(document, timeOf(input))
  const lines = [
    `${document.organization}, version ${document.version}, valid until ${document.expiresAt}${expired ? ' (expired)' : ''}`,
    `  digest ${digest}`,
    `  root signatures: ${signed === null ? 'false' : `${signed.have} of ${signed.need}`}`,
    ...document.root.keys.map((key) => `  root ${key.name}: ${fingerprintOf(keyIdOf(key))}`),
    ...Object.entries(document.persons).flatMap(([id, person]) => [
      `  ${id}: ${person.name} (${person.roles.join(', ')})`,
      ...person.keys.map((key) => `    ${key.algorithm} ${fingerprintOf(keyIdOf(key))}${key.revoked === null ? '' : ` revoked ${key.revoked.at} (${key.revoked.reason})`}`),
    ]),
    ...document.policy.approved.map(({ roles, persons }) => `  approved needs ${persons} of ${roles.join(' or ')}`),
    ...document.policy.approvedWithConditions.map(({ roles, persons }) => `  approved with conditions needs ${persons} of ${roles.join(' or ')}`),
  ]
  const sound = signed !== null && signed.have >= signed.need && !expired
  return { exitCode: sound ? 0 : 1, json: { digest, document, signatures: signed, expired }, text: lines.join('\n') }
}

async function sign(file: string, input: CommandInput): Promise<CommandOutcome> {
  const board = await readStore(file)
  const key = await signingKey(input)
  if (!board.roots.has(key.summary.keyId)) {
    // A root that is leaving signs the version that takes it out.
    const current = optional(input, 'current')
    if (current === null || !(await readStore(current)).roots.has(key.summary.keyId))
      throw new UsageError('this key is no root of the store; name the version in use with --current if it was one there')
  }
  const signatures: readonly EnvelopeSignature[] = [
    ...board.signatures.filter(({ keyId }) => keyId !== key.summary.keyId),
    { keyId: key.summary.keyId, signature: key.sign(preAuthentication(board.payload, boardPayloadType)) },
  ]
  const text = boardText(board.payload, signatures)
  const read = parseBoard(utf8Bytes(text))
  const signed = read.ok ? rootSignatures(read.value) : null
  if (!read.ok || signed === null) throw new UsageError('the store has a root signature that does not match; start again from the document')
  await save(required(input, 'out'), text)
  return {
    exitCode: 0,
    json: { out: required(input, 'out'), digest: read.value.digest, ...signed },
    text: `Signed: ${required(input, 'out')}\n  ${signed.have} of ${signed.need} root signatures\n  root ${fingerprintOf(key.summary.keyId)}`,
  }
}

/** Says whether a store may take the place of the current one, and what it would change. Exit code 1 when refused. */
async function importStore(file: string, input: CommandInput): Promise<CommandOutcome> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) throw new UsageError(`cannot read ${file}; check the path`)
  const next = parseBoard(new Uint8Array(bytes))
  if (!next.ok) return refusal(next.problem)
  const currentFile = optional(input, 'current')
  const current = currentFile === null ? null : await readStore(currentFile)
  const accepted = acceptBoard(next.value, current, timeOf(input))
  if (!accepted.ok) return refusal(accepted.problem)
  const changes = boardChanges(current?.document ?? null, next.value.document)
  const known = current !== null || matchesRoot(next.value, optional(input, 'fingerprint') ?? '')
  const lines = changes.map(({ weight, message }) => `  ${weight === 'careful' ? '!' : ' '} ${say(english, message)}`)
  return {
    exitCode: known ? 0 : 1,
    json: { accepted: accepted.value, known, code: known ? null : 'E_FINGERPRINT', changes: changes.map(({ weight, message }) => ({ weight, message: say(english, message) })) },
    text: [`${file}: ${known ? accepted.value : 'not known yet; compare a root fingerprint and give it with --fingerprint'}`, ...lines].join('\n'),
  }
}

function refusal(fault: BoardFault): CommandOutcome {
  return { exitCode: 1, json: { accepted: null, code: fault.code, path: fault.path }, text: `refused: ${faultText(fault)}` }
}

/** The public half of a key as a card; with `--replaces`, the earlier key vouches for it before this board. */
async function card(input: CommandInput): Promise<CommandOutcome> {
  const key = await signingKey(input)
  const replaces = optional(input, 'replaces')
  const rotation = replaces === null ? null : await vouched(input, replaces, key)
  const half = input.values['second'] === true ? key.second?.publicKey : key.publicKey
  if (half === undefined) throw new UsageError('--second: this key has no second one')
  const text = keyCardText({ key: half, name: key.summary.name, rotation })
  if (!parseKeyCard(text).ok) throw new UsageError('--name holds characters that a card cannot')
  await save(required(input, 'out'), text)
  return { exitCode: 0, json: { out: required(input, 'out'), keyId: half.keyId }, text: `Wrote ${required(input, 'out')}\n  ${fingerprintOf(half.keyId)}` }
}

async function vouched(input: CommandInput, file: string, next: UnlockedKey) {
  const passphrase = optional(input, 'replaces-passphrase-file')
  const values = { ...input.values, 'key': file, 'passphrase-file': passphrase ?? undefined }
  const old = await signingKey({ ...input, values })
  const board = await readStore(required(input, 'board'))
  const person = required(input, 'person')
  if (board.keys.get(old.summary.keyId)?.person !== person) throw new UsageError(`--replaces is no key of ${person} in this board`)
  const signature = old.sign(rotationBytes(board.document.board, person, old.summary.keyId, next.summary.keyId))
  return rotationOf(old.summary.keyId, signature)
}

async function save(out: string, text: string): Promise<void> {
  const written = await writeFileSafely(path.resolve(out), text)
  if (!written.ok) throw new UsageError(`${out} cannot be written; check the folder`)
}
