/** `knowledge diff`, `knowledge trust` and `knowledge import`: updates from a folder, as the Sources screen takes them in. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { readKnowledge } from '../../shared/plan/knowledge.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { auditIn, type AuditLog } from '../database/audit.ts'
import { plansIn } from '../database/plans.ts'
import { migrate } from '../database/schema.ts'
import { openDatabase } from '../database/sqlite.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { allPlans } from '../knowledge/service.ts'
import { knowledgeInUse, knowledgeStoreIn, type KnowledgeInUse, type KnowledgeStore } from '../knowledge/store.ts'
import { adoptUpdate, lookAtUpdate, trustRoot, type StagedUpdate, type UnknownRoot } from '../knowledge/update.ts'
import { UsageError, type CommandInput, type CommandOutcome } from './command.ts'
import { optional, required } from './load.ts'
import { timeOf } from './signing-key.ts'

export const updateOptions = {
  data: { type: 'string' },
  at: { type: 'string' },
  fingerprint: { type: 'string' },
  name: { type: 'string' },
  'accept-expired': { type: 'boolean' },
} as const

type Opened = {
  readonly inUse: KnowledgeInUse
  readonly store: KnowledgeStore
  readonly plans: readonly Plan[]
  /** Null where there is no database yet: then there are no plans and no log. */
  readonly audit: AuditLog | null
  readonly close: () => Promise<void>
}

/** Runs one of the three on the data folder that `--data` names. */
export async function runUpdate(input: CommandInput, what: 'diff' | 'trust' | 'import', folder: string): Promise<CommandOutcome> {
  const data = path.resolve(required(input, 'data'))
  const opened = await open(input, data)
  try {
    const now = timeOf(input)
    const acceptExpired = input.values['accept-expired'] === true
    const found = await lookAtUpdate(path.resolve(folder), opened.inUse, opened.store, { now, acceptExpired, plans: opened.plans })
    if (!found.ok) {
      const { code, detail } = found.problem
      if (what === 'import') await opened.audit?.note({ event: 'knowledge-refused', at: now, code })
      const message = say(catalogOf('en'), { id: `knowledge.fault.${code}`, values: { detail } })
      return { exitCode: 1, json: { verdict: 'refused', code, detail, message }, text: `refused: ${message} [${code}] ${detail}` }
    }
    if ('unknown' in found.value) return await strange(input, what, found.value.unknown, opened, now)
    if (what === 'trust') throw new UsageError('this publisher is trusted already; say "knowledge import"')
    return what === 'diff' ? told(found.value.staged, 'preview') : await take(found.value.staged, opened, now)
  } finally {
    await opened.close()
  }
}

async function strange(input: CommandInput, what: string, root: UnknownRoot, opened: Opened, at: string): Promise<CommandOutcome> {
  const { fingerprint, threshold, keys } = root
  if (what !== 'trust')
    return {
      exitCode: 1,
      json: { verdict: 'unknown-publisher', fingerprint, threshold, keys },
      text: `unknown publisher, root ${fingerprint} (${threshold} of ${keys} signatures)\n  compare it with the fingerprint you received by another way, then: knowledge trust FOLDER --fingerprint HEX --name NAME --data FOLDER`,
    }
  const trusted = await trustRoot(root, { name: required(input, 'name'), fingerprint: required(input, 'fingerprint'), at }, opened.store)
  if (!trusted.ok && trusted.problem === 'fingerprint')
    return { exitCode: 1, json: { verdict: 'refused', code: 'E_FINGERPRINT' }, text: 'refused: the fingerprint is not the one of this root [E_FINGERPRINT]' }
  if (!trusted.ok) throw new UsageError('the data folder cannot be written')
  await opened.audit?.note({ event: 'trust-changed', at, publisher: trusted.value.id })
  return { exitCode: 0, json: { verdict: 'trusted', fingerprint }, text: `trusted: ${trusted.value.name}, root ${fingerprint}` }
}

async function take(staged: StagedUpdate, { inUse, store, audit }: Opened, at: string): Promise<CommandOutcome> {
  const adopted = await adoptUpdate(staged, inUse, store)
  if (!adopted.ok) throw new UsageError('the data folder cannot be written; nothing was adopted')
  const packs = Object.fromEntries(Object.keys(staged.packs).map((name) => [name, staged.after.digests[name] ?? '']))
  await audit?.note({
    event: staged.isExpired ? 'knowledge-overridden' : 'knowledge-adopted',
    at,
    publisher: adopted.value.id,
    version: adopted.value.version,
    packs,
  })
  return told(staged, 'adopted')
}

function told(staged: StagedUpdate, verdict: 'preview' | 'adopted'): CommandOutcome {
  const { publisher, update, changes, plans, assessed, isExpired } = staged
  const entries = changes.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0)
  const english = catalogOf('en')
  const lines = [
    `${verdict}: release ${update.version} of ${publisher.name}, vouched for until ${update.expires}${isExpired ? ' (EXPIRED)' : ''}`,
    `  ${entries} entries change in ${changes.length} packs; ${plans.length} of ${assessed} plans change verdict`,
    ...changes.map(({ pack, from, to, added, changed, removed }) => `  ${pack}: ${from} to ${to}, ${added} added, ${changed} changed, ${removed} removed`),
    ...plans.flatMap(({ id, title, from, to, appeared, gone }) => [
      `  plan "${title}" (${id}): ${from} to ${to}`,
      ...gone.map(({ level, headline }) => `    - ${level}: ${say(english, headline)}`),
      ...appeared.map(({ level, headline }) => `    + ${level}: ${say(english, headline)}`),
    ]),
  ]
  return {
    exitCode: 0,
    json: { verdict, publisher: publisher.name, version: update.version, expires: update.expires, isExpired, entries, changes, plans, assessed },
    text: lines.join('\n'),
  }
}

async function open(input: CommandInput, data: string): Promise<Opened> {
  const shipped = await loadKnowledge(input.resources)
  if (!shipped.ok) throw new UsageError(`the knowledge pack "${shipped.problem.pack}" cannot be used; install Homeport again`)
  const store = knowledgeStoreIn(path.join(data, 'knowledge'))
  const inUse = await knowledgeInUse(shipped.value, store)
  const file = path.join(data, 'homeport.db')
  if (!(await stat(file).then((found) => found.isFile(), () => false)))
    return { inUse, store, plans: [], audit: null, close: () => Promise.resolve() }
  const database = await openDatabase(file)
  if (!database.ok) throw new UsageError(`${file} cannot be opened (${database.problem}); quit Homeport first`)
  const migrated = await migrate(database.value, file)
  if (!migrated.ok) throw new UsageError(`${file} is not of this version (${migrated.problem})`)
  const plans = await allPlans({ plans: plansIn(database.value) })
  return { inUse, store, plans, audit: auditIn(database.value), close: database.value.close }
}

/** `--data` of `knowledge list`: what is in use there. */
export async function listed(input: CommandInput): Promise<KnowledgeInUse | null> {
  const data = optional(input, 'data')
  if (data === null) return null
  const shipped = await loadKnowledge(input.resources)
  return shipped.ok && readKnowledge(shipped.value.texts).ok
    ? knowledgeInUse(shipped.value, knowledgeStoreIn(path.join(path.resolve(data), 'knowledge')))
    : null
}
