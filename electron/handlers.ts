/** The contract's handlers: each a few lines from the message to the service that does the work. */
import path from 'node:path'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { Fault, Handlers, Input, KeySummary, OpenedPlan } from '../shared/contract.ts'
import { emptyPlan, type Plan } from '../shared/plan/plan.ts'
import { SignedPlan } from '../shared/plan/signed-plan.ts'
import { storedValue } from './database/row.ts'
import { readSettings, writeSettings } from './database/settings.ts'
import { StorageError } from './database/sqlite.ts'
import { brokenLog, keepHead, readLog, saveEvidence } from './audit-log.ts'
import { planFromExample } from './examples.ts'
import { evidenceHandlers } from './evidence.ts'
import { exportContinuity } from './export/continuity.ts'
import { exportPlan } from './export/files.ts'
import { exportPublic } from './export/public.ts'
import { boardHandlers } from './board/service.ts'
import { reviewHandlers } from './reviews/service.ts'
import { knowledgeHandlers } from './knowledge/service.ts'
import { bundledLicenseText, readLicenseText } from './license-text.ts'
import { engineHandlers } from './engine/service.ts'
import { inventoryHandlers } from './inventory/service.ts'
import { measureHandlers } from './measure/service.ts'
import { probeMachine } from './probe/probe.ts'
import type { Services, Storage } from './services.ts'
import { timeHandlers } from './time/service.ts'
import { signDraft } from './signing.ts'
import { verifyFile, verifyStored } from './verification.ts'
import { weightsHandlers } from './weights/service.ts'

export function makeHandlers(services: Services): Handlers {
  /** Runs work on the open storage; a refusal of the disk becomes a fault with words. */
  const stored = async <T>(work: (storage: Storage) => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> => {
    const storage = await services.storage()
    if (!storage.ok) return storage
    try {
      return await work(storage.value)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      const broken = await storage.value.brokenLog()
      return fail(broken === null ? { code: error.problem, detail: services.dataFolder } : brokenLog(broken))
    }
  }

  const opened = (id: string) => (storage: Storage): Promise<Result<OpenedPlan, Fault>> => openPlan(storage, id)

  return {
    'app.about': async () =>
      ok({
        homeport: services.homeport,
        electron: process.versions['electron'] ?? 'none',
        runtime: services.runtime,
        chromium: process.versions['chrome'] ?? 'none',
        node: process.versions.node,
        sqlite: await services.sqlite(),
        system: `${process.platform} ${process.arch}`,
        dataFolder: services.dataFolder,
      }),
    'settings.read': () => stored(async ({ database }) => ok(await readSettings(database))),
    'settings.write': (settings) =>
      stored(async ({ database }) => {
        await writeSettings(database, settings)
        return ok(null)
      }),
    'knowledge.read': async () => {
      const knowledge = await services.knowledge()
      return knowledge.ok ? ok({ ...knowledge.value.texts }) : knowledge
    },
    ...knowledgeHandlers(services, stored),
    'plan.list': () => stored(async ({ plans }) => ok([...(await plans.list())])),
    'plan.create': ({ id, language, at, example }) =>
      stored(async (storage) => {
        const knowledge = await services.knowledge()
        if (!knowledge.ok) return knowledge
        const empty = emptyPlan(id, at, language, knowledge.value.knowledge.digests)
        const plan: Result<Plan, Fault> =
          example === null
            ? ok(empty)
            : await planFromExample(services.resources, example, { id, at }, knowledge.value.knowledge)
        if (!plan.ok) return plan
        await storage.plans.create(plan.value, at)
        return openPlan(storage, id)
      }),
    'plan.open': (id) => stored(opened(id)),
    'plan.apply': ({ id, revision, command }) => stored(({ plans }) => plans.apply(id, revision, command)),
    'plan.duplicate': ({ id, copy, at }) =>
      stored(async ({ plans }) => {
        const source = await plans.open(id)
        if (!source.ok) return source
        // A copy is a plan of its own: it did not grow from the other's signed versions.
        await plans.create({ ...source.value.document.plan, id: copy, createdAt: at, previous: null }, at)
        const summary = (await plans.list()).find((plan) => plan.id === copy)
        return summary === undefined ? fail({ code: 'not-found', detail: copy }) : ok(summary)
      }),
    'plan.remove': (id) => stored((storage) => setRemoved(services, storage, id, true)),
    'plan.restore': (id) => stored((storage) => setRemoved(services, storage, id, false)),
    'plan.sign': (request) => stored((storage) => signDraft(services, storage, request)),
    'plan.version': ({ id, version }) =>
      stored(async ({ signed }) => {
        const found = await signed.read(id, version)
        if (found === null) return fail({ code: 'not-found', detail: String(version) })
        return ok(storedValue(SignedPlan, found.text))
      }),
    'plan.verify': ({ id, version }) => stored((storage) => verifyStored(services, storage, id, version)),
    'plan.export': (request) => stored((storage) => exportPlan(services, storage, request)),
    'plan.exportPublic': (request) => stored((storage) => exportPublic(services, storage, request)),
    'continuity.export': (request) => stored((storage) => exportContinuity(services, storage, request)),
    'bundle.verify': () => stored((storage) => verifyFile(services, storage)),
    'license.text': (spdx) => bundledLicenseText(services, spdx),
    'license.readText': () => readLicenseText(services),
    ...evidenceHandlers(services),
    ...weightsHandlers({ ...services, stateFolder: path.join(services.dataFolder, 'weights') }),
    ...boardHandlers(services, stored),
    ...reviewHandlers(services, stored),
    ...timeHandlers(services, stored),
    ...engineHandlers(services),
    ...inventoryHandlers(services),
    ...measureHandlers(services),
    'machine.probe': async () => ok(await probeMachine()),
    ...services.keys.handlers,
    'keys.create': (request) => stored((storage) => noteKey(storage, request.at, () => services.keys.handlers['keys.create'](request))),
    'keys.import': (request) => stored((storage) => noteKey(storage, request.at, () => services.keys.handlers['keys.import'](request))),
    'keys.remove': (keyId) => stored((storage) => noteKeyGone(services, storage, keyId, 'key-removed')),
    'keys.restore': (keyId) => stored((storage) => noteKeyGone(services, storage, keyId, 'key-restored')),
    'keys.setWrapped': (request) => stored((storage) => noteWrap(services, storage, request)),
    'log.broken': () => stored(async (storage) => ok(await storage.brokenLog())),
    'log.evidence': () => stored((storage) => saveEvidence(services, storage)),
    'tokens.add': (request) => stored((storage) => noteKey(storage, request.at, () => services.keys.handlers['tokens.add'](request))),
    'log.read': () => stored((storage) => readLog(services, storage)),
    'log.keep': (request) => stored((storage) => keepHead(services, storage, request)),
  }
}

async function setRemoved(services: Services, { plans, audit }: Storage, id: string, removed: boolean): Promise<Result<null, Fault>> {
  const done = await plans.setRemoved(id, removed)
  if (done.ok) await audit.note({ event: removed ? 'removed' : 'restored', at: services.now(), plan: id })
  return done
}

async function openPlan(storage: Storage, id: string): Promise<Result<OpenedPlan, Fault>> {
  const found = await storage.plans.open(id)
  if (!found.ok) return found
  return ok({
    document: found.value.document,
    revision: found.value.revision,
    versions: [...(await storage.signed.list(id))],
  })
}

/** A key that was added stands in the log. */
async function noteKey<Key extends KeySummary | null>({ audit, brokenLog: found }: Storage, at: string, add: () => Promise<Result<Key, Fault>>): Promise<Result<Key, Fault>> {
  const broken = await found()
  if (broken !== null) return fail(brokenLog(broken))
  const added = await add()
  if (added.ok && added.value !== null) await audit.note({ event: 'key-added', at, keyId: added.value.keyId })
  return added
}

async function noteWrap(services: Services, { audit, brokenLog: found }: Storage, request: Input<'keys.setWrapped'>): Promise<Result<null, Fault>> {
  const broken = await found()
  if (broken !== null) return fail(brokenLog(broken))
  const done = await services.keys.handlers['keys.setWrapped'](request)
  if (done.ok) await audit.note({ event: request.wrapped ? 'key-wrapped' : 'key-unwrapped', at: services.now(), keyId: request.keyId })
  return done
}

async function noteKeyGone(services: Services, { audit, brokenLog: found }: Storage, keyId: string, event: 'key-removed' | 'key-restored'): Promise<Result<null, Fault>> {
  const broken = await found()
  if (broken !== null) return fail(brokenLog(broken))
  const { handlers } = services.keys
  const done = await handlers[event === 'key-removed' ? 'keys.remove' : 'keys.restore'](keyId)
  if (done.ok) await audit.note({ event, at: services.now(), keyId })
  return done
}
