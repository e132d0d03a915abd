/**
 * Every message between the page and the main process. Main checks the sender's frame, parses the input, runs the
 * handler and parses its output; the page parses the answer again. Nothing else crosses.
 */
import type { Result } from './base/result.ts'
import { z, type Infer, type Schema } from './base/schema.ts'
import { MachineFacts } from './domain/machine.ts'
import { RefusedFile, WeightsRecord } from './domain/weights.ts'
import { SignatureCheck } from './domain/weights/signature.ts'
import { Command } from './plan/command.ts'
import { LogFault } from './plan/log/check.ts'
import { LogEntry } from './plan/log/entry.ts'
import { Document } from './plan/decide.ts'
import { Evidence, Instant, PersonName, PlanId, Sha256 } from './plan/plan.ts'
import { ModelDraft } from './plan/own-model.ts'
import { SignedPlan } from './plan/signed-plan.ts'
import { Verification } from './plan/verification.ts'
import { BoardDocument } from './plan/board.ts'
import { KeyringName, KeyringState } from './plan/keyring-view.ts'
import { BoardOffer, BoardOverview, ReadCard, Refused } from './plan/board-view.ts'
import { CommentAnswer, CopySummary, DraftComments, ImportedReview, PlanReviews, ReviewCopy } from './plan/review-view.ts'
import { Decision, Role } from './plan/statement.ts'
import { StatementTime, TimeAuthority } from './plan/time-view.ts'
import { ReadingId, WeightsProblem, WeightsLook, WeightsProgress } from './plan/weights-view.ts'
import { KnowledgeStatus, KnowledgeLook } from './plan/knowledge-view.ts'
import { EngineProblem, EngineProgress, ImportedInventory, MeasureProgress } from './plan/machine-view.ts'

/** Counts every accepted command of a plan. A command for an older revision is refused as `stale`. */
export const Revision = z.int().check(z.minimum(0))

export const PlanSummary = z.strictObject({
  id: PlanId,
  title: z.string(),
  organization: z.string(),
  changedAt: Instant,
  revision: Revision,
  /** Number of signed versions. */
  signed: z.int(),
  lastSignedAt: z.nullable(Instant),
})
export type PlanSummary = Infer<typeof PlanSummary>

/** Who signed, as the statement says it. */
export const SignerSummary = z.strictObject({
  keyId: z.string(),
  name: z.string(),
  role: z.string(),
  decision: z.string(),
  claimedTime: Instant,
})
export type SignerSummary = Infer<typeof SignerSummary>

/** A frozen, signed version of a plan. */
export const SignedVersion = z.strictObject({
  version: z.int(),
  planDigest: Sha256,
  signedAt: Instant,
  signatures: z.array(SignerSummary),
})
export type SignedVersion = Infer<typeof SignedVersion>

export const OpenedPlan = z.strictObject({
  document: Document,
  revision: Revision,
  versions: z.array(SignedVersion),
})
export type OpenedPlan = Infer<typeof OpenedPlan>

export const KeySummary = z.strictObject({
  /** SHA-256 of the DER public key, lower hex. */
  keyId: z.string(),
  name: z.string(),
  algorithm: z.enum(['Ed25519', 'ECDSA-P256', 'ECDSA-P384']),
  createdAt: Instant,
  publicKeyPem: z.string(),
  /** The post-quantum key that signs beside it, where one was made. */
  second: z.optional(z.strictObject({ keyId: z.string(), algorithm: z.literal('ML-DSA-65'), publicKeyPem: z.string() })),
  /** Name of the card or token that holds it; missing where it is a file here. Then the passphrase is the token's PIN. */
  token: z.optional(z.string()),
  /** The keyring of the account that wraps its file as well; missing where none does. */
  keyring: z.optional(KeyringName),
})
export type KeySummary = Infer<typeof KeySummary>

const Passphrase = z.string().check(z.minLength(1), z.maxLength(1000))

/** A license text that the planner chose: its name and digests. The text itself stays where it is. */
export const ReadLicenseText = z.strictObject({
  name: z.string(),
  bytes: z.int(),
  digest: Sha256,
  normalized: Sha256,
  withoutCopyright: Sha256,
})
export type ReadLicenseText = Infer<typeof ReadLicenseText>

/** A file that the planner chose as evidence. The file stays where it is. */
export const ReadEvidence = z.strictObject({
  name: Evidence.shape.name,
  mediaType: Evidence.shape.mediaType,
  bytes: Evidence.shape.bytes,
  digest: Sha256,
})
export type ReadEvidence = Infer<typeof ReadEvidence>

/** How far the file that is being hashed is. */
export const EvidenceProgress = z.strictObject({ name: Evidence.shape.name, bytes: z.int(), bytesOfAll: z.int() })
export type EvidenceProgress = Infer<typeof EvidenceProgress>

export const ExportFormat = z.enum(['bundle', 'packet', 'pdf', 'report', 'json', 'coverage', 'register', 'workbook'])
export type ExportFormat = Infer<typeof ExportFormat>

/** The languages that Homeport speaks. */
const Language = z.enum(['en', 'de', 'fr'])

export const Settings = z.strictObject({
  language: z.enum(['system', 'en', 'de', 'fr']),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  /** Who answers: written beside each answer. */
  person: z.union([z.literal(''), PersonName]),
})
export type Settings = Infer<typeof Settings>

export const About = z.strictObject({
  homeport: z.string(),
  electron: z.string(),
  /** Where the Electron in use came from. Only `official` may be released. */
  runtime: z.enum(['official', 'registry', 'override', 'packaged']),
  chromium: z.string(),
  node: z.string(),
  sqlite: z.string(),
  system: z.string(),
  dataFolder: z.string(),
})
export type About = Infer<typeof About>

/** The audit log as the page shows it: newest entries first, and the outcome of checking all of it. */
export const LogView = z.strictObject({
  size: z.int(),
  root: z.string(),
  entries: z.array(z.strictObject({ position: z.int(), leaf: z.string(), entry: z.nullable(LogEntry) })),
  faults: z.array(LogFault),
  /** Heads that were signed and held against the log, and how many of them by keys that are not known here. */
  heads: z.int(),
  strangers: z.int(),
  /** Key of this installation, null before its first use. */
  keyId: z.nullable(z.string()),
})
export type LogView = Infer<typeof LogView>

const Nothing = z.null()

/** Where main saved a file, null when the planner canceled. */
const SavedFile = z.nullable(z.strictObject({ path: z.string(), bytes: z.int() }))

const call = <In extends Schema, Out extends Schema>(input: In, output: Out) => ({ input, output })

export const contract = {
  'app.about': call(Nothing, About),
  'settings.read': call(Nothing, Settings),
  'settings.write': call(Settings, Nothing),
  /** The text of each knowledge pack; the page parses them with the same code as main. */
  'knowledge.read': call(Nothing, z.record(z.string(), z.string())),
  'knowledge.status': call(Nothing, KnowledgeStatus),
  /** Main asks which folder, or looks at the last one again (`again`). Null when the planner canceled. */
  'knowledge.look': call(
    z.strictObject({ again: z.boolean(), acceptExpired: z.boolean() }),
    z.nullable(KnowledgeLook),
  ),
  /** Trusts the publisher that the last look found, if the fingerprint is its own. */
  'knowledge.trust': call(
    z.strictObject({ name: PersonName, fingerprint: z.string().check(z.maxLength(200)), at: Instant }),
    z.boolean(),
  ),
  /** Takes in the update that was looked at last. */
  'knowledge.adopt': call(z.strictObject({ token: z.string(), at: Instant }), Nothing),
  'plan.list': call(Nothing, z.array(PlanSummary)),
  'plan.create': call(
    z.strictObject({ id: PlanId, language: Language, at: Instant, example: z.nullable(z.string()) }),
    OpenedPlan,
  ),
  'plan.open': call(PlanId, OpenedPlan),
  /** The one round trip of every edit. `digest` is of the plan as main has it now. */
  'plan.apply': call(
    z.strictObject({ id: PlanId, revision: Revision, command: Command }),
    z.strictObject({ revision: Revision, digest: Sha256 }),
  ),
  'plan.duplicate': call(z.strictObject({ id: PlanId, copy: PlanId, at: Instant }), PlanSummary),
  /** Hides a plan; `plan.restore` brings it back until the application quits. */
  'plan.remove': call(PlanId, Nothing),
  'plan.restore': call(PlanId, Nothing),
  'plan.sign': call(
    z.strictObject({
      id: PlanId,
      revision: Revision,
      keyId: z.string(),
      /** Null for a key that is unlocked. */
      passphrase: z.nullable(Passphrase),
      at: Instant,
    }),
    SignedVersion,
  ),
  'plan.verify': call(z.strictObject({ id: PlanId, version: z.int() }), Verification),
  /** What a signed version says, as it was signed. */
  'plan.version': call(z.strictObject({ id: PlanId, version: z.int() }), SignedPlan),
  /** Main asks where to save. Null when the planner canceled. */
  'plan.export': call(
    z.strictObject({ id: PlanId, version: z.nullable(z.int()), format: ExportFormat, language: Language }),
    z.nullable(z.strictObject({ path: z.string(), bytes: z.int() })),
  ),
  /** A public version that withholds parts (JSON Pointers). Null when the planner canceled. */
  'plan.exportPublic': call(
    z.strictObject({
      id: PlanId,
      version: z.int(),
      withhold: z.array(z.string().check(z.maxLength(2000))).check(z.maxLength(5000)),
      language: Language,
    }),
    z.nullable(z.strictObject({ path: z.string(), bytes: z.int() })),
  ),
  /** A tabletop exercise for one event, or the clauses that the answers call for, of the draft as it stands. */
  'continuity.export': call(
    z.strictObject({
      id: PlanId,
      document: z.enum(['exercise', 'exercise-pdf', 'clauses']),
      event: z.nullable(z.string().check(z.maxLength(60))),
      language: Language,
    }),
    z.nullable(z.strictObject({ path: z.string(), bytes: z.int() })),
  ),
  /** Main asks which file, reads and verifies it; nothing is stored. */
  'bundle.verify': call(Nothing, z.nullable(Verification)),
  /** A license text that ships with Homeport, by its SPDX id. */
  'license.text': call(z.string().check(z.maxLength(60)), z.strictObject({ text: z.string() })),
  /**
   * Main asks which file and reads it. Null when the planner canceled; `broken-file` with the detail `empty`,
   * `too-large`, `not-text` or `unreadable` when it is no license text.
   */
  'license.readText': call(Nothing, z.nullable(ReadLicenseText)),
  /** Main asks which file and hashes it, piece by piece. Null when the planner canceled before or while it is read; `broken-file` when unreadable. */
  'evidence.read': call(Nothing, z.nullable(ReadEvidence)),
  /** Null while no file is read. */
  'evidence.progress': call(Nothing, z.nullable(EvidenceProgress)),
  'evidence.cancel': call(Nothing, Nothing),
  /** Main asks which folder. Null when the planner canceled. */
  'weights.choose': call(
    Nothing,
    z.nullable(z.union([z.strictObject({ look: WeightsLook }), z.strictObject({ problem: WeightsProblem })])),
  ),
  /** Begins to hash the files, or goes on where a run was stopped. */
  'weights.start': call(ReadingId, Nothing),
  'weights.progress': call(ReadingId, WeightsProgress),
  'weights.cancel': call(ReadingId, Nothing),
  /** Main asks for the signer's public key and checks the signature with it. Null when the planner canceled. */
  'weights.key': call(ReadingId, z.nullable(z.union([SignatureCheck, z.strictObject({ problem: WeightsProblem })]))),
  /** What a plan would record. Only for a reading that is done. */
  'weights.result': call(
    z.strictObject({ reading: ReadingId, model: z.nullable(z.string().check(z.maxLength(120))), at: Instant }),
    WeightsRecord,
  ),
  /** Main asks which file: `config.json`, GGUF or safetensors. Null when the planner canceled. */
  'model.import': call(
    Nothing,
    z.nullable(z.union([z.strictObject({ draft: ModelDraft }), z.strictObject({ refused: RefusedFile })])),
  ),
  /** The audit log, checked as a whole. */
  'log.read': call(Nothing, LogView),
  /** First fault of the log as it was found at the start; with one, nothing is written any more. */
  'log.broken': call(Nothing, z.nullable(LogFault)),
  /** Saves all entries, heads and faults as they are, for whoever looks into it. Null when the planner canceled. */
  'log.evidence': call(z.strictObject({ language: Language }), z.nullable(z.strictObject({ path: z.string() }))),
  /** Signs the log's head and saves it where the planner says. Null when the planner canceled. */
  'log.keep': call(z.strictObject({ at: Instant, language: Language }), z.nullable(z.strictObject({ path: z.string() }))),
  /** Certificates of time-stamping authorities that are trusted here. */
  'time.authorities': call(Nothing, z.array(TimeAuthority)),
  /** Main asks which file. Null when the planner canceled. */
  'time.addAuthority': call(Nothing, z.nullable(z.union([z.strictObject({ added: z.int(), authorities: z.array(TimeAuthority) }), Refused]))),
  'time.setRemoved': call(z.strictObject({ id: z.string().check(z.maxLength(64)), removed: z.boolean() }), z.array(TimeAuthority)),
  /** The claimed and the attested time of each statement of a plan. */
  'time.read': call(PlanId, z.array(StatementTime)),
  /** Main asks for a folder and writes a request for each statement without an answer. Null when the planner canceled. */
  'time.request': call(PlanId, z.nullable(z.strictObject({ folder: z.string(), count: z.int() }))),
  /** Main asks for an answer and checks it. Null when the planner canceled. */
  'time.import': call(PlanId, z.nullable(z.union([z.strictObject({ at: Instant, authority: z.string() }), Refused]))),
  /** The trust store of the board, and the draft of its next version. */
  'board.read': call(Nothing, BoardOverview),
  /** Keeps the draft of the next version; null throws it away. */
  'board.keepDraft': call(z.nullable(BoardDocument), BoardOverview),
  /** Signs the draft with a root key. With enough of them it is in use. */
  'board.sign': call(
    z.strictObject({ keyId: z.string(), passphrase: Passphrase, at: Instant }),
    z.strictObject({ inUse: z.boolean(), have: z.int(), need: z.int(), overview: BoardOverview }),
  ),
  'board.export': call(Nothing, SavedFile),
  /** Main asks which file and says what it would change. Nothing is accepted yet. */
  'board.import': call(z.strictObject({ at: Instant }), z.nullable(z.union([BoardOffer, Refused]))),
  /** Accepts the store that was read last. The first one needs the fingerprint of a root, got by another way. */
  'board.accept': call(
    z.strictObject({ digest: Sha256, fingerprint: z.nullable(z.string().check(z.maxLength(200))), at: Instant }),
    z.union([BoardOverview, Refused]),
  ),
  'board.leave': call(z.strictObject({ at: Instant }), BoardOverview),
  /** Main asks for a file with a public key. Null when the planner canceled. */
  'board.readCard': call(Nothing, z.nullable(z.union([ReadCard, Refused]))),
  'board.saveCard': call(z.strictObject({ keyId: z.string() }), SavedFile),
  /** A card of the key `next` for which `keyId`, a key of a person in the board in use, vouches. */
  'board.rotationCard': call(z.strictObject({ keyId: z.string(), next: z.string(), passphrase: z.string() }), SavedFile),
  /** Main asks for a bundle and keeps it as a copy to review. */
  'review.openBundle': call(
    z.strictObject({ at: Instant }),
    z.nullable(z.union([z.strictObject({ copy: CopySummary }), z.strictObject({ verification: Verification }), Refused])),
  ),
  'review.copies': call(Nothing, z.array(CopySummary)),
  'review.open': call(Sha256, ReviewCopy),
  'review.remove': call(z.strictObject({ digest: Sha256, removed: z.boolean() }), Nothing),
  /** Comments that are not handed over yet. */
  'review.keepDraft': call(z.strictObject({ digest: Sha256, comments: DraftComments }), Nothing),
  /** Signs a decision with the comments, and asks where to save the file for the planner. */
  'review.sign': call(
    z.strictObject({
      digest: Sha256,
      keyId: z.string(),
      passphrase: Passphrase,
      role: Role,
      decision: Decision,
      conditions: z.array(z.string().check(z.minLength(1), z.maxLength(4000))).check(z.maxLength(100)),
      at: Instant,
    }),
    SavedFile,
  ),
  /** Main asks for a reviewer's file and merges it. */
  'review.import': call(Nothing, z.nullable(z.union([ImportedReview, Refused]))),
  'review.read': call(PlanId, PlanReviews),
  /** Signs the answers that were not handed over yet. They travel with every bundle of the plan from then on. */
  'review.signReplies': call(z.strictObject({ plan: PlanId, keyId: z.string(), passphrase: Passphrase, at: Instant }), z.strictObject({ count: z.int() })),
  'review.answer': call(z.strictObject({ comment: Sha256, answer: z.nullable(CommentAnswer) }), Nothing),
  'machine.probe': call(Nothing, MachineFacts),
  /** Begins to measure this machine. On a battery only when the planner says so. */
  'measure.start': call(z.strictObject({ evenOnBattery: z.boolean() }), Nothing),
  'measure.progress': call(Nothing, MeasureProgress),
  'measure.cancel': call(Nothing, Nothing),
  /** The llama.cpp of this machine, null where none was found. */
  'engine.find': call(Nothing, z.nullable(z.strictObject({ name: z.string() }))),
  /** Main asks for the program. Null when the planner canceled. */
  'engine.choose': call(Nothing, z.nullable(z.union([z.strictObject({ name: z.string() }), z.strictObject({ problem: EngineProblem })]))),
  /** Main asks for a GGUF file and runs it. Null when the planner canceled. */
  'engine.run': call(
    z.strictObject({ model: z.nullable(z.string().check(z.maxLength(120))) }),
    z.nullable(z.union([z.strictObject({ file: z.string() }), z.strictObject({ problem: EngineProblem })])),
  ),
  'engine.progress': call(Nothing, EngineProgress),
  'engine.cancel': call(Nothing, Nothing),
  /** Main asks which file. Null when the planner canceled. */
  'inventory.open': call(Nothing, z.nullable(ImportedInventory)),
  /** The same for a text that the planner pasted. */
  'inventory.read': call(
    z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(200)), text: z.string().check(z.maxLength(16 * 1024 * 1024)) }),
    ImportedInventory,
  ),
  /** Saves the script that reads a server without a network. Null when the planner canceled. */
  'courier.save': call(z.enum(['linux', 'windows']), z.nullable(z.strictObject({ name: z.string() }))),
  'keys.list': call(Nothing, z.array(KeySummary)),
  /** Ed25519 where no algorithm is named. */
  'keys.create': call(
    z.strictObject({ name: PersonName, algorithm: z.optional(KeySummary.shape.algorithm), second: z.optional(z.boolean()), passphrase: Passphrase, at: Instant }),
    KeySummary,
  ),
  /** Vendors' PKCS#11 modules at usual places. */
  'tokens.modules': call(Nothing, z.array(z.string())),
  /** Keys on the tokens of a module; without one main asks which file. Null when the planner canceled. */
  'tokens.look': call(
    z.strictObject({ module: z.nullable(z.string().check(z.maxLength(1000))) }),
    z.nullable(
      z.strictObject({
        module: z.string(),
        keys: z.array(
          z.strictObject({ keyId: z.string(), algorithm: KeySummary.shape.algorithm, label: z.string(), publicKeyPem: z.string(), token: z.string(), serial: z.string() }),
        ),
      }),
    ),
  ),
  'tokens.add': call(
    z.strictObject({ module: z.string().check(z.maxLength(1000)), keyId: z.string(), serial: z.string(), name: PersonName, at: Instant }),
    KeySummary,
  ),
  /** Ids of the keys that are unlocked now. They lock themselves after a time without a signature. */
  'keys.unlocked': call(Nothing, z.array(z.string())),
  'keys.unlock': call(z.strictObject({ keyId: z.string(), passphrase: Passphrase }), Nothing),
  /** Whether the account has a keyring that can wrap keys. */
  'keys.keyring': call(Nothing, KeyringState),
  'keys.setWrapped': call(z.strictObject({ keyId: z.string(), wrapped: z.boolean() }), Nothing),
  /** Locks every key. */
  'keys.lock': call(Nothing, Nothing),
  /** Main asks which file holds the private key: PKCS#8 in PEM, or OpenSSH. Null when the planner canceled. */
  'keys.import': call(
    z.strictObject({
      /** Of the file, null where it has none. */
      filePassphrase: z.nullable(Passphrase),
      name: PersonName,
      passphrase: Passphrase,
      at: Instant,
      language: Language,
    }),
    z.nullable(KeySummary),
  ),
  /** The private key under a passphrase of its own. Main asks where to save; null when the planner canceled. */
  'keys.export': call(
    z.strictObject({
      keyId: z.string(),
      passphrase: Passphrase,
      newPassphrase: Passphrase,
      form: z.enum(['pkcs8', 'openssh']),
      language: Language,
    }),
    SavedFile,
  ),
  /** The public key, or a card of it to print. Main asks where to save; null when the planner canceled. */
  'keys.publish': call(
    z.strictObject({ keyId: z.string(), form: z.enum(['pem', 'openssh', 'card']), language: Language }),
    SavedFile,
  ),
  /** Puts a key aside; `keys.restore` brings it back until the application quits. */
  'keys.remove': call(z.string(), Nothing),
  'keys.restore': call(z.string(), Nothing),
} as const

export type Channel = keyof typeof contract
export type Input<C extends Channel> = Infer<(typeof contract)[C]['input']>
export type Output<C extends Channel> = Infer<(typeof contract)[C]['output']>

/** The contract, typed so that a channel that is only known as `C` keeps its own input and output. */
export const calls: { readonly [C in Channel]: { readonly input: Schema<Input<C>>; readonly output: Schema<Output<C>> } } =
  contract

export const isChannel = (name: string): name is Channel => Object.hasOwn(contract, name)

export const channels: readonly Channel[] = Object.keys(contract).filter(isChannel)

/** Why a call failed. The page has words for each code (`fault.<code>`); `detail` is for values in them, never a stack. */
export const Fault = z.strictObject({
  code: z.enum([
    'refused-sender',
    'bad-input',
    'not-found',
    'stale',
    'refused-command',
    'blocked',
    'wrong-passphrase',
    'wrong-pin',
    'pin-locked',
    'token-absent',
    'token-module',
    'token-failed',
    'needs-passphrase',
    'locked',
    'no-keyring',
    'keyring-lost',
    'key-exists',
    'no-key',
    'weak-key',
    'weak-protection',
    'disk-full',
    'not-writable',
    'broken-file',
    'newer-data',
    'broken-database',
    'broken-log',
    'internal',
  ]),
  detail: z.string(),
})
export type Fault = Infer<typeof Fault>

export type Handlers = { readonly [C in Channel]: (input: Input<C>) => Promise<Result<Output<C>, Fault>> }
export type Client = { readonly [C in Channel]: (input: Input<C>) => Promise<Result<Output<C>, Fault>> }
