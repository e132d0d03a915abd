/** Proof of time as the contract speaks about it: requests out, answers in, and the authorities that are trusted. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Handlers, Output } from '../../shared/contract.ts'
import { message } from '../../shared/domain/vocabulary.ts'
import { openSealed } from '../../shared/plan/signed-plan.ts'
import type { StatementTime, TimeAuthority } from '../../shared/plan/time-view.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { brokenLog } from '../audit-log.ts'
import { safeFileName, writeFileSafely } from '../files.ts'
import type { Services, Storage } from '../services.ts'
import { certificatesOf, holderOf, type Certificate } from './certificate.ts'
import { certificateId, timeOutcomes, type ImportFault } from './store.ts'
import { longestToken } from './token.ts'

type Names = Extract<keyof Handlers, `time.${string}`>
type Stored = <T>(work: (storage: Storage) => Promise<Result<T, Fault>>) => Promise<Result<T, Fault>>

export function timeHandlers(services: Services, stored: Stored): Pick<Handlers, Names> {
  const { times } = services
  return {
    'time.authorities': async () => ok(await authoritiesOf(services)),
    'time.addAuthority': () => stored((storage) => addAuthority(services, storage)),
    'time.setRemoved': ({ id, removed }) =>
      stored(async (storage) => {
        const broken = await storage.brokenLog()
        if (broken !== null) return fail(brokenLog(broken))
        if (!(await times.setRemoved(id, removed))) return fail({ code: 'not-found', detail: id })
        await storage.audit.note({ event: removed ? 'authority-removed' : 'authority-added', at: services.now(), authority: id })
        return ok(await authoritiesOf(services))
      }),
    'time.read': (plan) => stored(async (storage) => ok(await statementTimes(services, storage, plan))),
    'time.request': (plan) => stored((storage) => writeRequests(services, storage, plan)),
    'time.import': (plan) => stored((storage) => importAnswer(services, storage, plan)),
  }
}

/** Main asks for certificates. Whom this computer believes about time stands in the log. */
async function addAuthority(services: Services, { audit, brokenLog: found }: Storage): Promise<Result<Output<'time.addAuthority'>, Fault>> {
  const { times, dialogs, dataFolder } = services
  const broken = await found()
  if (broken !== null) return fail(brokenLog(broken))
  const file = await dialogs.openFile({ title: 'time.authorities.add', kinds: [{ name: 'time.authorities.kind', extensions: ['pem', 'crt', 'cer', 'der'] }] })
  if (file === null) return ok(null)
  const bytes = await readSmall(file)
  const certificates = bytes === null ? null : certificatesOf(bytes)
  if (certificates === null) return ok({ refused: message('time.authorities.refused') })
  const known = new Set((await times.authorities()).map(certificateId))
  if (!(await times.addAuthorities(certificates))) return fail({ code: 'not-writable', detail: dataFolder })
  for (const id of new Set(certificates.map(certificateId)))
    if (!known.has(id)) await audit.note({ event: 'authority-added', at: services.now(), authority: id })
  return ok({ added: certificates.length, authorities: await authoritiesOf(services) })
}

async function authoritiesOf({ times }: Services): Promise<TimeAuthority[]> {
  return (await times.authorities()).map(authorityOf).toSorted((left, right) => (left.name < right.name ? -1 : 1))
}

function authorityOf(certificate: Certificate): TimeAuthority {
  const { validFrom, validUntil } = certificate
  return { id: certificateId(certificate), name: holderOf(certificate), validFrom, validUntil }
}

type StoredEnvelope = Pick<StatementTime, 'version' | 'planDigest' | 'number' | 'name' | 'claimedTime'> & { readonly bytes: Uint8Array; readonly text: string }

async function envelopesOf({ signed }: Storage, plan: string): Promise<readonly StoredEnvelope[]> {
  const found: StoredEnvelope[] = []
  for (const { version } of await signed.list(plan)) {
    const stored = await signed.read(plan, version)
    for (const [index, envelope] of (stored?.envelopes ?? []).entries()) {
      const signer = stored?.signers[index]
      if (stored === null || signer === undefined) continue
      const { name, claimedTime } = signer
      found.push({ version, planDigest: stored.digest, number: index + 1, name, claimedTime, bytes: utf8Bytes(envelope), text: stored.text })
    }
  }
  return found
}

async function statementTimes(services: Services, storage: Storage, plan: string): Promise<StatementTime[]> {
  const authorities = await services.times.authorities()
  const envelopes = await envelopesOf(storage, plan)
  return Promise.all(
    envelopes.map(async ({ bytes, text: _text, ...rest }): Promise<StatementTime> => {
      const [outcome] = timeOutcomes({ envelopes: [bytes], times: await services.times.tokens([bytes]) }, authorities).values()
      if (outcome !== undefined && 'at' in outcome) return { ...rest, state: 'attested', attested: outcome }
      const state = outcome !== undefined ? 'unchecked' : (await services.times.isRequested(bytes)) ? 'requested' : 'none'
      return { ...rest, state, attested: null }
    }),
  )
}

/** One file per statement that has no answer yet, named so that the answer can be told apart on the stick. */
async function writeRequests(services: Services, storage: Storage, plan: string): Promise<Result<Output<'time.request'>, Fault>> {
  const envelopes = await envelopesOf(storage, plan)
  const answered = await services.times.tokens(envelopes.map(({ bytes }) => bytes))
  const open = envelopes.filter((_envelope, index) => !answered.has(index + 1))
  if (open.length === 0) return ok({ folder: '', count: 0 })
  const folder = await services.dialogs.openFolder({ title: 'time.request.title' })
  if (folder === null) return ok(null)
  for (const { bytes, text, version, number } of open) {
    const request = await services.times.request(bytes)
    if (request === null) return fail({ code: 'not-writable', detail: services.dataFolder })
    const title = safeFileName(valueOf(openSealed(text).plan, 'identity.title') ?? services.wordOf('home.untitled')).slice(0, 60)
    const written = await writeFileSafely(path.join(folder, `${title} v${version} ${number}.tsq`), request)
    if (!written.ok) return fail({ code: written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: folder })
  }
  return ok({ folder, count: open.length })
}

async function importAnswer(services: Services, storage: Storage, plan: string): Promise<Result<Output<'time.import'>, Fault>> {
  const broken = await storage.brokenLog()
  if (broken !== null) return fail(brokenLog(broken))
  const file = await services.dialogs.openFile({ title: 'time.import', kinds: [{ name: 'time.import.kind', extensions: ['tsr'] }] })
  if (file === null) return ok(null)
  const bytes = await readSmall(file)
  if (bytes === null) return ok({ refused: message('time.fault.tsa-form') })
  const envelopes = await envelopesOf(storage, plan)
  const known = await services.times.tokens(envelopes.map((envelope) => envelope.bytes))
  const kept = await services.times.keep(bytes, envelopes.map((envelope) => envelope.bytes))
  if (kept.ok) {
    const index = envelopes.findIndex((envelope) => digestOf(envelope.bytes) === kept.value.digest)
    const about = envelopes[index]
    const before = known.get(index + 1)
    // The same answer once more changes nothing.
    if (about !== undefined && (before === undefined || digestOf(before) !== digestOf(bytes)))
      await storage.audit.note({
        event: 'time-attested',
        at: services.now(),
        plan,
        version: about.version,
        planDigest: about.planDigest,
        statement: about.number,
        token: digestOf(bytes),
        attested: kept.value.at,
      })
    return ok({ at: kept.value.at, authority: kept.value.authority })
  }
  if (kept.problem === 'disk') return fail({ code: 'not-writable', detail: services.dataFolder })
  return ok({ refused: message(faultWord(kept.problem)) })
}

function faultWord(fault: Exclude<ImportFault, 'disk'>): string {
  const code = fault === 'unknown' ? 'E_TSA_IMPRINT' : fault === 'not-asked' ? 'E_TSA_NONCE' : fault
  return `time.fault.${code.slice(2).toLowerCase().replaceAll('_', '-')}`
}

/** Null for what cannot be read, or is longer than any answer or certificate. */
async function readSmall(file: string): Promise<Uint8Array | null> {
  try {
    const { size } = await stat(file)
    return size > 2 * longestToken ? null : new Uint8Array(await readFile(file))
  } catch {
    return null
  }
}
