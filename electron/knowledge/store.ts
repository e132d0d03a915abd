/**
 * Adopted knowledge in the data folder. Packs lie under their digest and are never deleted, so that a plan signed years
 * ago can be derived again with the packs it names. `adopted.json` says which packs are in use and whose they are.
 */
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z, type Infer } from '../../shared/base/schema.ts'
import { isPackName, packNames, readKnowledge, type Knowledge, type KnowledgeProblem } from '../../shared/plan/knowledge.ts'
import { Instant, Sha256 } from '../../shared/plan/plan.ts'
import { writeFileSafely, type WriteProblem } from '../files.ts'
import type { LoadedKnowledge } from './load.ts'
import type { TrustedMetadata } from './tuf.ts'

/** Names a publisher by the start of the fingerprint of the root that was trusted first. */
export const PublisherId = z.string().check(z.regex(/^[0-9a-f]{16}$/))

export const Publisher = z.strictObject({
  id: PublisherId,
  /** What the planner calls them. */
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** SHA-256 of the root that was trusted first, and version of the root that is trusted now. */
  fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  rootVersion: z.int(),
  trustedAt: Instant,
  /** Version of the release in use, 0 before the first. */
  version: z.int(),
  /** When a part of the release's metadata runs out; null before the first. */
  expires: z.nullable(Instant),
})
export type Publisher = Infer<typeof Publisher>

const Adopted = z.strictObject({
  schema: z.literal('homeport/adopted-knowledge/1'),
  publishers: z.array(Publisher),
  /** Packs in use instead of the ones that ship with Homeport, by name. */
  packs: z.record(z.string(), z.strictObject({ digest: Sha256, publisher: PublisherId })),
})
export type Adopted = Infer<typeof Adopted>

const nothing: Adopted = { schema: 'homeport/adopted-knowledge/1', publishers: [], packs: {} }

/** Larger packs are not read. */
export const packLimit = 64 * 1024 * 1024

export type KnowledgeStore = {
  readonly adopted: () => Promise<Adopted>
  readonly save: (adopted: Adopted) => Promise<Result<null, WriteProblem>>
  readonly metadata: (publisher: string) => Promise<TrustedMetadata | null>
  readonly saveMetadata: (publisher: string, metadata: TrustedMetadata) => Promise<Result<null, WriteProblem>>
  /** Keeps packs by their digest; ones that are there already are left as they are. */
  readonly keep: (texts: readonly string[]) => Promise<Result<null, WriteProblem>>
  /** The text of a kept pack, null where it is not there or is not what its name says. */
  readonly pack: (digest: string) => Promise<string | null>
}

export function knowledgeStoreIn(folder: string): KnowledgeStore {
  const packFile = (digest: string): string => path.join(folder, 'packs', `${digest.replace('sha256:', '')}.json`)
  const publisherFile = (id: string, name: string): string => path.join(folder, 'publishers', id, `${name}.json`)
  const read = (file: string): Promise<Buffer | null> => readFile(file).catch(() => null)
  const write = async (file: string, content: Uint8Array | string): Promise<Result<null, WriteProblem>> => {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    return writeFileSafely(file, content)
  }
  const pack: KnowledgeStore['pack'] = async (digest) => {
    const bytes = Sha256.safeParse(digest).success ? await read(packFile(digest)) : null
    return bytes !== null && digestOf(bytes) === digest ? bytes.toString('utf8') : null
  }
  return {
    adopted: async () => {
      const bytes = await read(path.join(folder, 'adopted.json'))
      const parsed = bytes === null ? null : parse(Adopted, jsonOf(bytes.toString('utf8')))
      return parsed?.ok === true ? parsed.value : nothing
    },
    save: (adopted) => write(path.join(folder, 'adopted.json'), canonicalJson(adopted)),
    metadata: async (id) => {
      const [root, timestamp, snapshot, targets] = await Promise.all(
        ['root', 'timestamp', 'snapshot', 'targets'].map((name) => read(publisherFile(id, name))),
      )
      return root === null || root === undefined
        ? null
        : { root, timestamp: timestamp ?? null, snapshot: snapshot ?? null, targets: targets ?? null }
    },
    saveMetadata: async (id, metadata) => {
      for (const [name, bytes] of Object.entries(metadata)) {
        const written = bytes === null ? ok(null) : await write(publisherFile(id, name), bytes)
        if (!written.ok) return written
      }
      return ok(null)
    },
    keep: async (texts) => {
      for (const text of texts) {
        const digest = digestOf(text)
        if ((await pack(digest)) !== null) continue
        const written = await write(packFile(digest), text)
        if (!written.ok) return written
      }
      return ok(null)
    },
    pack,
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export type KnowledgeInUse = LoadedKnowledge & {
  readonly adopted: Adopted
  /** An adopted pack that cannot be used; the packs that ship with Homeport stand in for all of them. */
  readonly problem: KnowledgeProblem | null
}

/** The packs that ship, with the adopted ones in their place. An adopted pack that is older than the one that ships gives way. */
export async function knowledgeInUse(shipped: LoadedKnowledge, store: KnowledgeStore): Promise<KnowledgeInUse> {
  const adopted = await store.adopted()
  const texts: Record<string, string> = { ...shipped.texts }
  for (const [name, { digest }] of Object.entries(adopted.packs)) {
    const text = isPackName(name) ? await store.pack(digest) : null
    if (text === null || !isPackName(name))
      return { ...shipped, adopted, problem: { pack: name, path: '(whole)', reason: 'cannot be read' } }
    const day = dayOf(text)
    if (day === null || day >= shipped.knowledge[name].asOf) texts[name] = text
  }
  const knowledge = readKnowledge(texts)
  return knowledge.ok
    ? { knowledge: knowledge.value, texts, adopted, problem: null }
    : { ...shipped, adopted, problem: knowledge.problem }
}

function dayOf(text: string): string | null {
  const value = jsonOf(text)
  const day = typeof value === 'object' && value !== null && 'asOf' in value ? value.asOf : null
  return typeof day === 'string' ? day : null
}

/** The knowledge that a signed plan names, put together from what is in use and what was kept; null where a pack is missing. */
export async function knowledgeNamed(
  digests: Readonly<Record<string, string>>,
  inUse: LoadedKnowledge,
  store: Pick<KnowledgeStore, 'pack'>,
): Promise<Knowledge | null> {
  const texts: Record<string, string> = {}
  for (const name of packNames) {
    const digest = digests[name]
    if (digest === undefined) return null
    const text = inUse.knowledge.digests[name] === digest ? inUse.texts[name] : await store.pack(digest)
    if (text === undefined || text === null) return null
    texts[name] = text
  }
  const knowledge = readKnowledge(texts)
  return knowledge.ok ? knowledge.value : null
}

export type AdoptProblem = WriteProblem | KnowledgeProblem

/** Whether adopting packs gives a whole that can be read. */
export function withPacks(inUse: LoadedKnowledge, packs: Readonly<Record<string, string>>): Result<LoadedKnowledge, KnowledgeProblem> {
  const texts = { ...inUse.texts, ...packs }
  const knowledge = readKnowledge(texts)
  return knowledge.ok ? ok({ knowledge: knowledge.value, texts }) : fail(knowledge.problem)
}
