/** The contract's calls about knowledge updates. The last look stays here until it is adopted or another is taken. */
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Handlers } from '../../shared/contract.ts'
import type { KnowledgeLook, KnowledgeStatus } from '../../shared/plan/knowledge-view.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import type { Services, Storage } from '../services.ts'
import type { KnowledgeInUse } from './store.ts'
import { adoptUpdate, lookAtUpdate, trustRoot, type StagedUpdate, type UnknownRoot } from './update.ts'

type KnowledgeCalls = Pick<Handlers, 'knowledge.status' | 'knowledge.look' | 'knowledge.trust' | 'knowledge.adopt'>
type Stored = <T>(work: (storage: Storage) => Promise<Result<T, Fault>>) => Promise<Result<T, Fault>>

export function knowledgeHandlers(services: Services, stored: Stored): KnowledgeCalls {
  let folder: string | null = null
  let staged: StagedUpdate | null = null
  let unknown: UnknownRoot | null = null
  const note = async (storage: Storage, event: 'knowledge-refused' | 'knowledge-adopted' | 'knowledge-overridden' | 'trust-changed', at: string, more: Record<string, string | number | Record<string, string>>) => {
    await storage.audit.note({ event, at, ...more })
  }

  const look = async (storage: Storage, acceptExpired: boolean): Promise<Result<KnowledgeLook, Fault>> => {
    const place = folder ?? ''
    const inUse = await services.knowledge()
    if (!inUse.ok) return inUse
    staged = null
    unknown = null
    const plans = await allPlans(storage)
    const found = await lookAtUpdate(place, inUse.value, services.knowledgeStore, { now: services.now(), acceptExpired, plans })
    if (!found.ok) {
      await note(storage, 'knowledge-refused', services.now(), { code: found.problem.code })
      return ok({ kind: 'refused', ...found.problem, folder: path.basename(place) })
    }
    if ('unknown' in found.value) {
      unknown = found.value.unknown
      const { fingerprint, threshold, keys } = unknown
      return ok({ kind: 'unknown', folder: path.basename(place), fingerprint, threshold, keys })
    }
    staged = found.value.staged
    const { token, publisher, update, isExpired, changes, plans: changed, assessed } = staged
    const { version, expires } = update
    return ok({
      kind: 'preview',
      token,
      publisher: publisher.name,
      version,
      expires,
      isExpired,
      changes: [...changes],
      plans: [...changed],
      assessed,
    })
  }

  return {
    'knowledge.status': async () => {
      const inUse = await services.knowledge()
      return inUse.ok ? ok(statusOf(inUse.value)) : inUse
    },
    'knowledge.look': ({ again, acceptExpired }) =>
      stored(async (storage): Promise<Result<KnowledgeLook | null, Fault>> => {
        if (!again || folder === null) {
          folder = await services.dialogs.openFolder({ title: 'knowledge.import' })
          if (folder === null) return ok(null)
        }
        return look(storage, acceptExpired)
      }),
    'knowledge.trust': ({ name, fingerprint, at }) =>
      stored(async (storage) => {
        if (unknown === null) return fail({ code: 'not-found', detail: 'root' })
        const trusted = await trustRoot(unknown, { name, fingerprint, at }, services.knowledgeStore)
        if (!trusted.ok)
          return trusted.problem === 'fingerprint' ? ok(false) : fail({ code: trusted.problem === 'known' ? 'blocked' : 'not-writable', detail: services.dataFolder })
        await note(storage, 'trust-changed', at, { publisher: trusted.value.id })
        services.forgetKnowledge()
        return ok(true)
      }),
    'knowledge.adopt': ({ token, at }) =>
      stored(async (storage) => {
        const inUse = await services.knowledge()
        if (!inUse.ok) return inUse
        if (staged === null || staged.token !== token) return fail({ code: 'not-found', detail: 'update' })
        const adopted = await adoptUpdate(staged, inUse.value, services.knowledgeStore)
        if (!adopted.ok) return fail({ code: 'not-writable', detail: services.dataFolder })
        const event = staged.isExpired ? 'knowledge-overridden' : 'knowledge-adopted'
        await note(storage, event, at, { publisher: adopted.value.id, version: adopted.value.version, packs: digestsOf(staged) })
        staged = null
        services.forgetKnowledge()
        return ok(null)
      }),
  }
}

function digestsOf({ packs, after }: StagedUpdate): Record<string, string> {
  return Object.fromEntries(Object.keys(packs).map((name) => [name, after.digests[name] ?? '']))
}

function statusOf({ adopted, problem }: KnowledgeInUse): KnowledgeStatus {
  return {
    publishers: adopted.publishers.map(({ id, name, fingerprint, trustedAt, version, expires }) => ({
      id,
      name,
      fingerprint,
      trustedAt,
      version,
      expires,
      packs: Object.entries(adopted.packs).filter(([, pack]) => pack.publisher === id).map(([pack]) => pack),
    })),
    broken: problem === null ? null : `${problem.pack}: ${problem.path} ${problem.reason}`,
  }
}

/** Every plan on this computer as it stands. One that cannot be read is left out: it has no verdict to change. */
export async function allPlans({ plans }: Pick<Storage, 'plans'>): Promise<readonly Plan[]> {
  const found: Plan[] = []
  for (const { id } of await plans.list()) {
    const stored = await plans.open(id)
    if (stored.ok) found.push(stored.value.document.plan)
  }
  return found
}
