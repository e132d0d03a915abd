/** The offline round trip of a review: copies to review, the reviewer's file, and what comes back to the planner. */
import { readFile, stat } from 'node:fs/promises'
import { base64Of, bytesOfBase64, utf8Bytes, utf8Text } from '../../shared/base/bytes.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { publicKeyOfPem, type PublicKey } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { z } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import type { Fault, Handlers, Input, Output } from '../../shared/contract.ts'
import { message, type Message } from '../../shared/domain/vocabulary.ts'
import { assess } from '../../shared/plan/assess.ts'
import { boardStanding, type BoardStanding } from '../../shared/plan/board-standing.ts'
import type { BoardDocument } from '../../shared/plan/board.ts'
import { lineageOf, type KnownVersion, type Lineage } from '../../shared/plan/lineage.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { commentsBytes, parseReview, readDecision, reviewEnding, reviewFileOf, reviewText, type Review, type ReviewFault } from '../../shared/plan/review-file.ts'
import { conflictsOf, decisionsOf, mergeReview, type ReviewState } from '../../shared/plan/review-state.ts'
import type { CommentLine, CopySummary, ImportedReview } from '../../shared/plan/review-view.ts'
import { openSealed, SignedPlan } from '../../shared/plan/signed-plan.ts'
import { trustOfBoard, type Trust } from '../../shared/plan/trust.ts'
import { verifyContent, refusedBundle, type BundleContent, type VerifyOptions } from '../../shared/plan/verify.ts'
import { boardInUse, saveFile } from '../board/service.ts'
import type { StoredCopy } from '../database/reviews.ts'
import { commentLinesOf, type Readers } from './lines.ts'
import { authorsOf, openReplies, signReplies, takeReplies, versionsOf } from './replies.ts'
import { keysOfSigners } from '../database/signed.ts'
import { readBundlePath } from '../export/bundle.ts'
import { safeFileName } from '../files.ts'
import type { Services, Storage } from '../services.ts'
import { signText } from '../signing.ts'
import { timeOutcomes } from '../time/store.ts'
import type { TimeOutcomes } from '../../shared/plan/verify-times.ts'
import { authorsLog, crowdFault, reviewMisfit, type ReviewedVersion } from './fit.ts'

type Names = Extract<keyof Handlers, `review.${string}`>
type Stored = <T>(work: (storage: Storage) => Promise<Result<T, Fault>>) => Promise<Result<T, Fault>>

export function reviewHandlers(services: Services, stored: Stored): Pick<Handlers, Names> {
  return {
    'review.openBundle': ({ at }) => stored((storage) => openBundle(services, storage, at)),
    'review.copies': () => stored(async (storage) => ok(await Promise.all((await storage.reviews.copies()).map((copy) => summaryOf(storage, copy))))),
    'review.open': (digest) => stored((storage) => openCopy(services, storage, digest)),
    'review.remove': ({ digest, removed }) =>
      stored(async ({ reviews }) => {
        await reviews.setRemoved(digest, removed)
        return ok(null)
      }),
    'review.keepDraft': ({ digest, comments }) =>
      stored(async ({ reviews }) => {
        await reviews.keepDraft(digest, comments)
        return ok(null)
      }),
    'review.sign': (request) => stored((storage) => signReview(services, storage, request)),
    'review.import': () => stored((storage) => importReview(services, storage)),
    'review.read': (plan) => stored((storage) => readReviews(services, storage, plan)),
    'review.signReplies': (request) => stored((storage) => signReplies(services, storage, request)),
    'review.answer': ({ comment, answer }) =>
      stored(async ({ reviews }) => {
        await reviews.answer(comment, answer)
        return ok(null)
      }),
  }
}

type Judge = { readonly trust: Trust | null; readonly document: BoardDocument | null }

async function judgeOf(services: Services, storage: Storage): Promise<Result<Judge, Fault>> {
  const found = await boardInUse(storage)
  if (!found.ok) return found
  const board = found.value?.board ?? null
  return ok({ trust: board === null ? null : trustOfBoard(board, services.now()), document: board?.document ?? null })
}

/** What the tokens of statements give: those kept here, and those that came with a copy. */
async function timesOf({ times }: Services, { envelopes }: BundleContent, came: StoredCopy['times'] = {}): Promise<TimeOutcomes> {
  const kept = await times.tokens(envelopes)
  const all = envelopes.flatMap((envelope, index): [number, Uint8Array][] => {
    const token = kept.get(index + 1) ?? bytesOfBase64(came[digestOf(envelope)] ?? '')
    return token === null || token.length === 0 ? [] : [[index + 1, token]]
  })
  return timeOutcomes({ envelopes, times: new Map(all) }, await times.authorities())
}

/** What a copy holds together with every decision that came in since. */
function contentOf({ text, envelopes, keys }: Pick<StoredCopy, 'text' | 'envelopes' | 'keys'>, state: ReviewState): BundleContent {
  const decisions = decisionsOf(state)
  const known = new Set(envelopes)
  const pems = [...new Set([...keys, ...decisions.flatMap(({ key, second }) => (second === null ? [key] : [key, second]))])]
  return {
    plan: utf8Bytes(text),
    envelopes: [...envelopes, ...decisions.map(({ envelope }) => envelope).filter((envelope) => !known.has(envelope))].map(utf8Bytes),
    keys: pems.map(utf8Bytes),
  }
}

async function summaryOf(storage: Storage, copy: StoredCopy): Promise<CopySummary> {
  const { plan } = openSealed(copy.text)
  const own = decisionsOf(await storage.reviews.read(copy.digest)).at(-1)
  return {
    digest: copy.digest,
    plan: plan.id,
    version: copy.version,
    title: valueOf(plan, 'identity.title') ?? '',
    organization: valueOf(plan, 'organization.name') ?? '',
    importedAt: copy.importedAt,
    decided: own?.predicate.decision ?? null,
  }
}

/** Only a bundle in which no check fails is worth a reviewer's time; the board's rules are not met yet, of course. */
async function openBundle(services: Services, storage: Storage, at: string): Promise<Result<Output<'review.openBundle'>, Fault>> {
  const file = await services.dialogs.openFile({ title: 'reviews.open', kinds: [{ name: 'export.bundle', extensions: ['homeport', 'html'] }] })
  if (file === null) return ok(null)
  const bundle = await readBundlePath(file)
  if (!bundle.ok) return ok({ verification: refusedBundle(bundle.problem.code, bundle.problem.name) })
  const { content, warnings } = bundle.value
  const loaded = await services.knowledge()
  if (!loaded.ok) return loaded
  const { knowledge } = loaded.value
  const times = timeOutcomes(content, await services.times.authorities())
  const options: VerifyOptions = { trust: null, knowledge: knowledge.digests, assess: (plan) => assess(plan, knowledge), log: null, warnings, times }
  const verification = verifyContent(content, options)
  if (verification.verdict === 'invalid') return ok({ verification })
  // A public version withholds parts: nobody can decide on what they cannot read.
  if (!isWhole(content)) return ok({ refused: message('reviews.fault.public') })
  const texts = content.envelopes.map(textOf)
  const version = verification.statements[0]?.version ?? 1
  const digest = digestOf(content.plan)
  const { plan } = openSealed(textOf(content.plan))
  const lineage = lineageOf({ version, digest, previous: plan.previous }, await knownOf(storage, plan.id))
  if (lineage.code === 'E_FORK') return ok({ refused: message('reviews.fault.fork', { version, other: lineage.other.slice(7, 39), digest: digest.slice(7, 39) }) })
  const known = await storage.reviews.copy(digest)
  await storage.reviews.addCopy(digest, { version, text: textOf(content.plan), envelopes: texts, keys: content.keys.map(textOf), ...tokensByEnvelope(content) }, at)
  const newReplies = await takeReplies(storage, content.replies ?? [], keysOf(content))
  if (known === null || newReplies > 0) await storage.audit.note({ event: 'imported', at, plan: plan.id, version, planDigest: digest, newReplies })
  const copy = await storage.reviews.copy(digest)
  return copy === null ? fail({ code: 'internal', detail: 'copy' }) : ok({ copy: await summaryOf(storage, copy) })
}

function tokensByEnvelope({ envelopes, times }: BundleContent): Pick<StoredCopy, 'times'> {
  const tokens = [...(times ?? [])].flatMap(([number, token]) => {
    const envelope = envelopes[number - 1]
    return envelope === undefined ? [] : [[digestOf(envelope), base64Of(token)]]
  })
  return tokens.length === 0 ? {} : { times: Object.fromEntries(tokens) }
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Text(bytes)
  if (!text.ok) throw new Error('verified content is UTF-8')
  return text.value
}

/** All signed versions of a plan that are on this computer: signed here, or here to be reviewed. */
async function knownOf(storage: Storage, plan: string): Promise<readonly KnownVersion[]> {
  const signed = (await storage.signed.list(plan)).map(({ version, planDigest }) => ({ version, digest: planDigest }))
  const copies = (await storage.reviews.copies()).filter(({ text }) => openSealed(text).plan.id === plan)
  return [...signed, ...copies.map(({ version, digest }) => ({ version, digest }))]
}

/** What a reviewer must know about where this version stands. */
function lineageNotes(lineage: Lineage): readonly Message[] {
  if (lineage.code === 'W_OLDER_REVISION') return [message('reviews.older', { version: lineage.newest })]
  return lineage.code === 'W_CHAIN_GAP' ? [message('reviews.gap')] : []
}

function isWhole({ plan }: BundleContent): boolean {
  const json = parseStrictJson(plan)
  return json.ok && z.safeParse(SignedPlan, json.value).success
}

async function openCopy(services: Services, storage: Storage, digest: string): Promise<Result<Output<'review.open'>, Fault>> {
  const copy = await storage.reviews.copy(digest)
  if (copy === null) return fail({ code: 'not-found', detail: digest })
  const judge = await judgeOf(services, storage)
  if (!judge.ok) return judge
  const loaded = await services.knowledge()
  if (!loaded.ok) return loaded
  const { knowledge } = loaded.value
  const content = contentOf(copy, await storage.reviews.read(digest))
  const verification = verifyContent(content, { trust: null, knowledge: knowledge.digests, assess: (plan) => assess(plan, knowledge), log: null, warnings: [] })
  const derived = verification.checks.some(({ id, result }) => id === 'assessment' && result === 'pass')
  const { plan } = openSealed(copy.text)
  return ok({
    summary: await summaryOf(storage, copy),
    plan,
    assessment: derived ? JSON.parse(copy.text).assessment : null,
    standing: boardStanding(content, copy.version, digest, judge.value.trust, judge.value.document, await timesOf(services, content, copy.times)),
    comments: await copyLines(storage, plan.id, copy, judge.value.trust),
    draft: [...copy.draft],
    notes: [...lineageNotes(lineageOf({ version: copy.version, digest, previous: plan.previous }, (await knownOf(storage, plan.id)).filter((one) => one.digest !== digest)))],
  })
}

/** Signs decision and comments, then asks where to put the file. Canceled there, nothing was decided. */
async function signReview(services: Services, storage: Storage, request: Input<'review.sign'>): Promise<Result<Output<'review.sign'>, Fault>> {
  const { digest, keyId, passphrase, role, decision, conditions, at } = request
  const copy = await storage.reviews.copy(digest)
  if (copy === null) return fail({ code: 'not-found', detail: digest })
  const signer = await services.keys.signer(keyId, passphrase)
  if (!signer.ok) return signer
  const key = publicKeyOfPem(signer.value.key.publicKeyPem)
  if (!key.ok) return fail({ code: 'broken-file', detail: keyId })
  const beside = signer.value.key.second === undefined ? null : publicKeyOfPem(signer.value.key.second.publicKeyPem)
  const earlier = await storage.signed.latestTime()
  const envelope = await signText(copy.text, signer.value, {
    version: copy.version,
    role,
    decision,
    conditions,
    claimedTime: at,
    clock: { highWater: earlier, behind: earlier !== null && at < earlier },
    // Reviewers witness the log of the author: whoever rewrites it must forge their statements, too.
    auditLog: authorsLog(copy.envelopes),
    modelFiles: {},
  })
  if (!envelope.ok) return envelope
  const { plan } = openSealed(copy.text)
  const reviewed = { id: plan.id, version: copy.version, digest }
  const comments = [...copy.draft]
  const signature = comments.length === 0 ? null : await signer.value.sign(commentsBytes(reviewed, comments))
  if (signature !== null && !signature.ok) return signature
  const confirmed = signature === null ? null : { keyId, signature: base64Of(signature.value) }
  const text = reviewText(reviewFileOf({ plan: reviewed, comments, confirmed, statements: [envelope.value], keys: beside?.ok === true ? [key.value, beside.value] : [key.value] }))
  const read = parseReview(utf8Bytes(text))
  if (!read.ok) return fail({ code: 'bad-input', detail: `${read.problem.code} ${read.problem.path}` })
  const title = valueOf(plan, 'identity.title') ?? services.wordOf('home.untitled')
  const name = `${safeFileName(title).slice(0, 60)} v${copy.version} ${safeFileName(signer.value.key.name)}.${reviewEnding}`
  const saved = await saveFile(services, { title: 'reviews.save', name, kind: 'reviews.file', ending: reviewEnding }, text)
  if (!saved.ok || saved.value === null) return saved
  await storage.reviews.change(digest, (state) => mergeReview(state, read.value))
  await storage.audit.note({ event: 'decided', at, plan: plan.id, version: copy.version, planDigest: digest, decision, keyId })
  return saved
}

/** Larger files are neither reviews nor statements. */
const sizeLimit = 4 * 1024 * 1024

async function importReview(services: Services, storage: Storage): Promise<Result<Output<'review.import'>, Fault>> {
  const file = await services.dialogs.openFile({
    title: 'reviews.import',
    kinds: [{ name: 'reviews.file', extensions: [reviewEnding, 'homeport'] }],
  })
  if (file === null) return ok(null)
  const content = /\.homeport$/i.test(file) ? await bundleContent(file) : null
  const review = content === null ? await reviewOfFile(file) : content.ok ? reviewOfBundle(content.value) : content
  if (!review.ok) return ok({ refused: message(`reviews.fault.${review.problem.code.slice(2).toLowerCase().replaceAll('_', '-')}`, { path: review.problem.path }) })
  const known = await knownVersion(storage, review.value.plan.digest)
  if (known === null) return ok({ refused: message('reviews.fault.unknown-plan') })
  // Once taken in, a decision travels with every export: what a verifier would refuse must not get in.
  const misfit = reviewMisfit(review.value, known) ?? crowdFault(await storage.reviews.read(known.digest), review.value)
  if (misfit !== null) return ok({ refused: misfit })
  const merged = await mergeInto(storage, review.value)
  if (content?.ok === true) await takeTokens(services, content.value)
  const { newComments, newDecisions } = merged
  const { id, digest } = review.value.plan
  // The same file once more changes nothing, so it leaves no trace either.
  if (newComments + newDecisions > 0)
    await storage.audit.note({ event: 'imported', at: services.now(), plan: id, version: known.version, planDigest: digest, newComments, newDecisions })
  return ok(merged)
}

async function mergeInto(storage: Storage, review: Review): Promise<ImportedReview> {
  const { digest, version } = review.plan
  const before = await storage.reviews.read(digest)
  const after = await storage.reviews.change(digest, (state) => mergeReview(state, review))
  const grown = (name: 'comments' | 'decisions'): number => Object.keys(after[name]).length - Object.keys(before[name]).length
  const all = new Set([...review.comments, ...review.decisions].map(({ id }) => id)).size
  const [newComments, newDecisions] = [grown('comments'), grown('decisions')]
  return { version, newComments, newDecisions, known: all - newComments - newDecisions, conflicts: [...conflictsOf(after)] }
}

async function reviewOfFile(file: string): Promise<Result<Review, ReviewFault>> {
  const found = await stat(file).catch(() => null)
  if (found === null || found.size > sizeLimit) return fail({ code: 'E_SIZE', path: '' })
  return parseReview(new Uint8Array(await readFile(file)))
}

async function bundleContent(file: string): Promise<Result<BundleContent, ReviewFault>> {
  const bundle = await readBundlePath(file)
  return bundle.ok ? ok(bundle.value.content) : fail({ code: 'E_SCHEMA', path: bundle.problem.name })
}

function keysOf({ keys }: BundleContent): readonly PublicKey[] {
  return keys.flatMap((bytes) => {
    const key = publicKeyOfPem(textOf(bytes))
    return key.ok ? [key.value] : []
  })
}

/** Time tokens come along with the statements that they are about. */
async function takeTokens({ times }: Services, content: BundleContent): Promise<void> {
  for (const [number, token] of content.times ?? []) {
    const envelope = content.envelopes[number - 1]
    if (envelope !== undefined) await times.take(token, envelope)
  }
}

/** A bundle that a reviewer countersigned, such as with the command line: its decisions, without the author's statement. */
function reviewOfBundle(content: BundleContent): Result<Review, ReviewFault> {
  const verification = verifyContent(content, { trust: null, knowledge: null, assess: null, log: null, warnings: [] })
  const [first] = verification.statements
  if (verification.verdict === 'invalid' || first === undefined || !isWhole(content)) return fail({ code: 'E_SIG_INVALID', path: 'statements' })
  const keys = new Map(keysOf(content).map((key) => [key.keyId, key]))
  const plan = { id: openSealed(textOf(content.plan)).plan.id, version: first.version, digest: digestOf(content.plan) }
  const decisions = verification.statements.flatMap(({ decision, number }) => {
    const envelope = content.envelopes[number - 1]
    const read = decision === 'author' || envelope === undefined ? null : readDecision(textOf(envelope), plan, keys)
    return read?.ok === true ? [read.value] : []
  })
  if (decisions.length === 0) return fail({ code: 'E_EMPTY', path: '' })
  const signing = new Set(decisions.flatMap(({ signedBy }) => signedBy))
  return ok({ plan, comments: [], decisions, keys: [...keys.values()].filter(({ keyId }) => signing.has(keyId)) })
}

/** The version that a digest belongs to: one that was signed here, or a copy to review. */
async function knownVersion(storage: Storage, digest: string): Promise<ReviewedVersion | null> {
  const [row] = await storage.database.all('SELECT plan, version FROM signed WHERE digest = ?', digest)
  const stored = row === undefined ? null : await storage.signed.read(String(row['plan']), Number(row['version']))
  return stored ?? (await storage.reviews.copy(digest))
}

async function readersOf(storage: Storage, plan: string, trust: Trust | null): Promise<Readers> {
  return { trust, authors: await authorsOf(storage, plan), answers: await storage.reviews.answers() }
}

/** What was said about one signed version, for its report. */
export async function commentLines(services: Services, storage: Storage, plan: string, version: number, planDigest: string): Promise<readonly CommentLine[]> {
  const judge = await judgeOf(services, storage)
  const readers = await readersOf(storage, plan, judge.ok ? judge.value.trust : null)
  return commentLinesOf(await storage.reviews.read(planDigest), { version, planDigest }, readers)
}

/** What was said about a copy and about earlier versions, those included that only an answer quotes. */
async function copyLines(storage: Storage, plan: string, copy: StoredCopy, trust: Trust | null): Promise<CommentLine[]> {
  const readers = await readersOf(storage, plan, trust)
  const lines: CommentLine[] = []
  for (const { planDigest, version } of await versionsOf(storage, plan)) {
    if (version > copy.version) continue
    lines.push(...commentLinesOf(await storage.reviews.read(planDigest), { version, planDigest }, readers))
  }
  return lines
}

async function readReviews(services: Services, storage: Storage, plan: string): Promise<Result<Output<'review.read'>, Fault>> {
  const judge = await judgeOf(services, storage)
  if (!judge.ok) return judge
  const { trust, document } = judge.value
  const readers = await readersOf(storage, plan, trust)
  const comments: CommentLine[] = []
  const standings: BoardStanding[] = []
  const conflicts: Output<'review.read'>['conflicts'] = []
  for (const { version, planDigest } of await storage.signed.list(plan)) {
    const stored = await storage.signed.read(plan, version)
    if (stored === null) continue
    const state = await storage.reviews.read(planDigest)
    comments.push(...commentLinesOf(state, { version, planDigest }, readers))
    const content = contentOf({ text: stored.text, envelopes: [...stored.envelopes], keys: [...keysOfSigners(stored.signers)] }, state)
    standings.push(boardStanding(content, version, planDigest, trust, document, await timesOf(services, content)))
    conflicts.push(...conflictsOf(state).map((conflict) => ({ version, message: conflict })))
  }
  return ok({ comments, standings, conflicts, unsignedAnswers: (await openReplies(storage, plan)).length })
}
