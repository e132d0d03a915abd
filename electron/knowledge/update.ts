/** Knowledge updates from a folder or stick: whom to trust, what an update would change, and taking it in. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { digestOf } from '../../shared/base/digest.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { assess } from '../../shared/plan/assess.ts'
import type { Assessment } from '../../shared/plan/assess.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { isPackName } from '../../shared/plan/knowledge.ts'
import { packChanges, verdictChange, type PackChange, type PlanChange } from '../../shared/plan/knowledge-change.ts'
import { valueOf, type Plan } from '../../shared/plan/plan.ts'
import { withPacks, packLimit, type KnowledgeInUse, type KnowledgeStore, type Publisher } from './store.ts'
import { checkUpdate, openRoot, readBounded, rootFingerprint, type CheckedUpdate, type UpdateFault } from './tuf.ts'

/** A root on a stick that nobody here trusts yet. */
export type UnknownRoot = { readonly fingerprint: string; readonly version: number; readonly threshold: number; readonly keys: number; readonly bytes: Buffer }

/** An update that was checked and waits for a decision. */
export type StagedUpdate = {
  readonly token: string
  readonly publisher: Publisher
  readonly update: CheckedUpdate
  /** Texts of the packs it brings, by name; only ones that differ from those in use. */
  readonly packs: Readonly<Record<string, string>>
  readonly after: Knowledge
  /** It was accepted although a part has run out. */
  readonly isExpired: boolean
  readonly changes: readonly PackChange[]
  readonly plans: readonly PlanChange[]
  /** Plans that were assessed with both. */
  readonly assessed: number
}

export type LookOutcome = { readonly staged: StagedUpdate } | { readonly unknown: UnknownRoot }

export type LookOptions = {
  readonly now: string
  /** The planner goes on although the publisher's signature has run out. */
  readonly acceptExpired: boolean
  readonly plans: readonly Plan[]
}

const rootLimit = 512 * 1024

/** Looks at an update without changing anything. */
export async function lookAtUpdate(
  folder: string,
  inUse: KnowledgeInUse,
  store: KnowledgeStore,
  options: LookOptions,
): Promise<Result<LookOutcome, UpdateFault>> {
  const first = await readBounded(path.join(folder, '1.root.json'), rootLimit)
  if (!first.ok) return first
  if (first.value === null) return fail({ code: 'E_MISSING', detail: '1.root.json' })
  const fingerprint = rootFingerprint(first.value)
  const publisher = inUse.adopted.publishers.find((known) => known.fingerprint === fingerprint)
  if (publisher === undefined) {
    const root = openRoot(first.value)
    return root.ok ? ok({ unknown: { ...root.value, fingerprint, bytes: first.value } }) : root
  }
  const trusted = (await store.metadata(publisher.id)) ?? { root: first.value, timestamp: null, snapshot: null, targets: null }
  const checked = await checkUpdate(folder, trusted, options.acceptExpired ? null : options.now)
  if (!checked.ok) return checked
  const packs = await readPacks(folder, checked.value)
  return packs.ok ? stage(publisher, checked.value, packs.value, inUse, options) : packs
}

async function readPacks(folder: string, update: CheckedUpdate): Promise<Result<Record<string, string>, UpdateFault>> {
  const texts: Record<string, string> = {}
  for (const { path: name, length, sha256 } of update.targets) {
    const pack = /^packs\/([a-z][a-z0-9-]*)\.json$/.exec(name)?.[1]
    if (pack === undefined || !isPackName(pack)) return fail({ code: 'E_TARGET', detail: name.slice(0, 80) })
    if (length > packLimit) return fail({ code: 'E_SIZE', detail: name })
    const bytes = await readBounded(path.join(folder, 'targets', 'packs', `${pack}.json`), length)
    if (!bytes.ok) return bytes
    if (bytes.value === null) return fail({ code: 'E_MISSING', detail: name })
    if (bytes.value.length !== length || digestOf(bytes.value) !== `sha256:${sha256}`) return fail({ code: 'E_TARGET', detail: name })
    texts[pack] = bytes.value.toString('utf8')
  }
  return ok(texts)
}

function stage(
  publisher: Publisher,
  update: CheckedUpdate,
  packs: Readonly<Record<string, string>>,
  inUse: KnowledgeInUse,
  options: LookOptions,
): Result<LookOutcome, UpdateFault> {
  const differing = Object.fromEntries(Object.entries(packs).filter(([name, text]) => digestOf(text) !== inUse.knowledge.digests[name]))
  const after = withPacks(inUse, differing)
  if (!after.ok) return fail({ code: 'E_TARGET', detail: `packs/${after.problem.pack}.json: ${after.problem.path}` })
  const plans = options.plans.flatMap((plan): readonly PlanChange[] => {
    const change = verdictChange(assessSafely(plan, inUse.knowledge), assessSafely(plan, after.value.knowledge))
    return change === null ? [] : [{ id: plan.id, title: valueOf(plan, 'identity.title') ?? '', ...change }]
  })
  return ok({
    staged: {
      token: randomUUID(),
      publisher,
      update,
      packs: differing,
      after: after.value.knowledge,
      isExpired: update.expires <= options.now,
      changes: packChanges(inUse.knowledge, after.value.knowledge),
      plans,
      assessed: options.plans.length,
    },
  })
}

/** The plan as it would be assessed now: with the digests of the packs at hand. */
function assessSafely(plan: Plan, knowledge: Knowledge): Assessment {
  return assess({ ...plan, knowledge: { ...knowledge.digests } }, knowledge)
}

export type TrustProblem = 'fingerprint' | 'known' | 'not-writable'

/** Trusts a root whose fingerprint the planner received by another way; at least its first 160 bits must be given. */
export async function trustRoot(
  root: UnknownRoot,
  answer: { readonly name: string; readonly fingerprint: string; readonly at: string },
  store: KnowledgeStore,
): Promise<Result<Publisher, TrustProblem>> {
  const given = answer.fingerprint.replaceAll(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{40,64}$/.test(given) || !root.fingerprint.startsWith(given)) return fail('fingerprint')
  const adopted = await store.adopted()
  if (adopted.publishers.some(({ fingerprint }) => fingerprint === root.fingerprint)) return fail('known')
  const publisher: Publisher = {
    id: root.fingerprint.slice(0, 16),
    name: answer.name,
    fingerprint: root.fingerprint,
    rootVersion: root.version,
    trustedAt: answer.at,
    version: 0,
    expires: null,
  }
  const kept = await store.saveMetadata(publisher.id, { root: root.bytes, timestamp: null, snapshot: null, targets: null })
  const saved = kept.ok ? await store.save({ ...adopted, publishers: [...adopted.publishers, publisher] }) : kept
  return saved.ok ? ok(publisher) : fail('not-writable')
}

/** Takes a staged update in. The packs in use until now are kept first, so that what was signed with them stays verifiable. */
export async function adoptUpdate(staged: StagedUpdate, inUse: KnowledgeInUse, store: KnowledgeStore): Promise<Result<Publisher, 'not-writable'>> {
  const { update, packs } = staged
  const kept = await store.keep([...Object.values(inUse.texts), ...Object.values(packs)])
  if (!kept.ok) return fail('not-writable')
  const publisher: Publisher = { ...staged.publisher, rootVersion: update.rootVersion, version: update.version, expires: update.expires }
  const adopted = await store.adopted()
  // The trusted metadata first: were only the list of packs written, an older stick could follow.
  const trusted = await store.saveMetadata(publisher.id, update.metadata)
  if (!trusted.ok) return fail('not-writable')
  const entries = Object.entries(packs).map(([name, text]) => [name, { digest: digestOf(text), publisher: publisher.id }] as const)
  const saved = await store.save({
    ...adopted,
    publishers: adopted.publishers.map((known) => (known.id === publisher.id ? publisher : known)),
    packs: { ...adopted.packs, ...Object.fromEntries(entries) },
  })
  return saved.ok ? ok(publisher) : fail('not-writable')
}
