/** Plans in the database: every accepted command is on disk before it is answered. */
import { canonicalJson } from '../../shared/base/canonical.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse } from '../../shared/base/schema.ts'
import type { Fault, PlanSummary } from '../../shared/contract.ts'
import type { Command } from '../../shared/plan/command.ts'
import { decide, Document, newDocument, planDigest, type Refusal } from '../../shared/plan/decide.ts'
import { valueOf, type Plan } from '../../shared/plan/plan.ts'
import type { Database } from './sqlite.ts'

export type StoredPlan = { readonly document: Document; readonly revision: number }

export type Plans = {
  readonly list: () => Promise<readonly PlanSummary[]>
  readonly create: (plan: Plan, at: string) => Promise<StoredPlan>
  readonly open: (id: string) => Promise<Result<StoredPlan, Fault>>
  readonly apply: (id: string, revision: number, command: Command) => Promise<Result<{ revision: number; digest: string }, Fault>>
  /**
   * Replaces a draft as a whole, for what is no planner's command: after signing, the draft continues from the version.
   * `beside` runs in the same transaction, so that both happen or neither.
   */
  readonly replace: (
    id: string,
    revision: number,
    document: Document,
    at: string,
    beside: () => Promise<void>,
  ) => Promise<Result<StoredPlan, Fault>>
  readonly setRemoved: (id: string, removed: boolean) => Promise<Result<null, Fault>>
  /** Deletes for good what was removed before. Signed versions stay. */
  readonly purge: () => Promise<void>
}

export function plansIn(database: Database): Plans {
  /** Documents as last committed; saves a parse on each command. Never ahead of the disk. */
  const committed = new Map<string, StoredPlan>()

  const read = async (id: string): Promise<Result<StoredPlan, Fault>> => {
    const known = committed.get(id)
    if (known !== undefined) return ok(known)
    const [row] = await database.all('SELECT document, revision, digest FROM plan WHERE id = ?', id)
    if (row === undefined) return fail({ code: 'not-found', detail: id })
    const parsed = parse(Document, jsonOrNull(row['document']))
    if (!parsed.ok) return fail({ code: 'broken-database', detail: parsed.problem.path })
    if (planDigest(parsed.value.plan) !== row['digest']) return fail({ code: 'broken-database', detail: 'digest' })
    const stored = { document: parsed.value, revision: Number(row['revision']) }
    committed.set(id, stored)
    return ok(stored)
  }

  const save = async (
    id: string,
    revision: number,
    document: Document,
    body: string,
    at: string,
    beside: () => Promise<void> = () => Promise.resolve(),
  ): Promise<Result<StoredPlan, Fault>> => {
    const stored = { document, revision: revision + 1 }
    const changed = await database.transaction(async () => {
      const count = await database.run(
        'UPDATE plan SET revision = ?, document = ?, digest = ?, title = ?, organization = ?, changed_at = ? WHERE id = ? AND revision = ?',
        stored.revision,
        canonicalJson(document),
        planDigest(document.plan),
        titleOf(document.plan),
        organizationOf(document.plan),
        at,
        id,
        revision,
      )
      if (count !== 1) return count
      await database.run('INSERT INTO command (plan, revision, body) VALUES (?, ?, ?)', id, stored.revision, body)
      await beside()
      return count
    })
    if (changed !== 1) return fail({ code: 'stale', detail: String(revision) })
    committed.set(id, stored)
    return ok(stored)
  }

  return {
    list: async () => {
      const rows = await database.all(
        `SELECT plan.id, plan.title, plan.organization, plan.changed_at, plan.revision,
                count(signed.version) AS signed, max(signed.at) AS signed_at
           FROM plan LEFT JOIN signed ON signed.plan = plan.id
          WHERE plan.removed = 0 GROUP BY plan.id ORDER BY plan.changed_at DESC, plan.id`,
      )
      return rows.map((row) => ({
        id: String(row['id']),
        title: String(row['title']),
        organization: String(row['organization']),
        changedAt: String(row['changed_at']),
        revision: Number(row['revision']),
        signed: Number(row['signed']),
        lastSignedAt: typeof row['signed_at'] === 'string' ? row['signed_at'] : null,
      }))
    },
    create: async (plan, at) => {
      const stored = { document: newDocument(plan), revision: 0 }
      await database.transaction(() =>
        database.run(
          'INSERT INTO plan (id, revision, document, digest, title, organization, changed_at) VALUES (?, 0, ?, ?, ?, ?, ?)',
          plan.id,
          canonicalJson(stored.document),
          planDigest(plan),
          titleOf(plan),
          organizationOf(plan),
          at,
        ),
      )
      committed.set(plan.id, stored)
      return stored
    },
    open: read,
    apply: async (id, revision, command) => {
      const stored = await read(id)
      if (!stored.ok) return stored
      if (stored.value.revision !== revision) return fail({ code: 'stale', detail: String(stored.value.revision) })
      const decided = decide(stored.value.document, command)
      if (!decided.ok) return fail({ code: 'refused-command', detail: describe(decided.problem) })
      const saved = await save(id, revision, decided.value, canonicalJson(command), command.at)
      if (!saved.ok) return saved
      return ok({ revision: saved.value.revision, digest: planDigest(saved.value.document.plan) })
    },
    replace: (id, revision, document, at, beside) =>
      save(id, revision, document, '{"do":{"type":"replace"}}', at, beside),
    setRemoved: async (id, removed) => {
      const changed = await database.transaction(() =>
        database.run('UPDATE plan SET removed = ? WHERE id = ?', removed ? 1 : 0, id),
      )
      return changed === 1 ? ok(null) : fail({ code: 'not-found', detail: id })
    },
    purge: async () => {
      await database.transaction(() => database.run('DELETE FROM plan WHERE removed = 1'))
    },
  }
}

function describe(refusal: Refusal): string {
  return 'field' in refusal ? `${refusal.code} ${refusal.field}` : refusal.code
}

function titleOf(plan: Plan): string {
  return valueOf(plan, 'identity.title') ?? ''
}

function organizationOf(plan: Plan): string {
  return valueOf(plan, 'organization.name') ?? ''
}

function jsonOrNull(text: unknown): unknown {
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
