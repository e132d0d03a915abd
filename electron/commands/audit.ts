/**
 * `audit verify`: the log of an installation, held against itself, against everything that was signed in it and against
 * heads that were kept elsewhere. `audit head` writes such a head. The database is opened for reading only.
 */
import { readFile, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { parseEnvelope, publicKeyOfPem, type PublicKey } from '../../shared/base/envelope.ts'
import type { WitnessedHead } from '../../shared/plan/log/check.ts'
import { parseStatement } from '../../shared/plan/statement.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { logOf, witnessedHead } from '../audit-log.ts'
import { auditIn } from '../database/audit.ts'
import { foreignObject, isCurrent } from '../database/schema.ts'
import { signedIn } from '../database/signed.ts'
import { openDatabase, StorageError, type Database } from '../database/sqlite.ts'
import { readBundlePath } from '../export/bundle.ts'
import { keysIn } from '../keys/keys.ts'
import { logKeyIn } from '../keys/log-key.ts'
import { UsageError, type CliCommand, type CommandInput, type CommandOutcome } from './command.ts'
import { optional } from './load.ts'

const limit =
  'A whole older copy of the data folder is intact in itself: only a head that was kept elsewhere shows it (--head FILE, or a bundle).'

export const auditCommand: CliCommand = {
  name: 'audit',
  usage:
    'audit verify [--data FOLDER] [--head FILE]...   the audit log: edits, cuts, reordering, rewriting; FILE is a kept head or a bundle',
  options: { data: { type: 'string' }, head: { type: 'string', multiple: true } },
  run: async (input) => {
    if (input.positionals.length !== 1 || input.positionals[0] !== 'verify') throw new UsageError('say "audit verify"')
    const folder = path.resolve(optional(input, 'data') ?? defaultDataFolder())
    const file = path.join(folder, 'homeport.db')
    if (!(await stat(file).then((found) => found.isFile(), () => false)))
      throw new UsageError(`${file} is not there; name the data folder with --data (the About screen shows it)`)
    const opened = await openDatabase(file, 'read')
    if (!opened.ok) return refused('E_DB_CORRUPT', `${file} cannot be read as a database; nothing was changed`)
    try {
      return await verifyDatabase(input, folder, opened.value)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      return refused('E_DB_CORRUPT', `${file} is damaged; nothing was changed. Keep a copy and restore a backup`)
    } finally {
      await opened.value.close()
    }
  },
}

async function verifyDatabase(input: CommandInput, folder: string, database: Database): Promise<CommandOutcome> {
  const foreign = await foreignObject(database)
  if (foreign !== null) return refused('E_DB_FOREIGN', `this is no database of Homeport: ${foreign}`)
  if (!(await isCurrent(database))) throw new UsageError('the data was written by another version; open it in this Homeport once')
  const audit = auditIn(database)
  const services = { keys: keysIn(path.join(folder, 'keys')), logKey: logKeyIn(folder) }
  const known = await services.logKey.known()
  const kept: WitnessedHead[] = []
  const given = input.values['head']
  for (const place of Array.isArray(given) ? given.filter((item) => typeof item === 'string') : [])
    kept.push(...(await keptHeads(place, known)))
  const log = await logOf(services, { audit, signed: signedIn(database, audit) }, kept)
  const english = catalogOf('en')
  const faults = log.faults.map((fault) => ({ ...fault, message: say(english, { id: `log.fault.${fault.code}`, values: { at: fault.at } }) }))
  const valid = faults.length === 0
  const counts = `${log.head.size} entries, ${log.heads} signed heads (${kept.length} kept elsewhere, ${log.strangers} by keys not known here)`
  return {
    exitCode: valid ? 0 : 1,
    json: {
      verdict: valid ? 'valid' : 'invalid',
      code: faults[0]?.code ?? null,
      ...log.head,
      heads: log.heads,
      kept: kept.length,
      strangers: log.strangers,
      faults,
      limit,
    },
    text: [
      `${valid ? 'intact' : 'NOT INTACT'}: ${counts}`,
      `  root ${log.head.root}`,
      ...faults.map(({ code, message }) => `  FAIL ${message} [${code}]`),
      `  note ${limit}`,
    ].join('\n'),
  }
}

/** The heads in a file: a kept head, or a bundle with the head of its log and those its statements name. */
async function keptHeads(place: string, known: PublicKey | null): Promise<readonly WitnessedHead[]> {
  const keys = new Map(known === null ? [] : [[known.keyId, known] as const])
  const bytes = await readFile(place).catch(() => null)
  const alone = bytes === null ? null : witnessedHead(new Uint8Array(bytes), 'kept', keys)
  if (alone !== null) return [alone]
  const bundle = await readBundlePath(place)
  if (!bundle.ok) throw new UsageError(`${place} is neither a kept head nor a bundle`)
  const { envelopes, log } = bundle.value.content
  const head = log === null || log === undefined ? null : witnessedHead(log.head, 'kept', keys)
  if (head === null) throw new UsageError(`${place} carries no head of a log`)
  const key = publicKeyOfPem(new TextDecoder().decode(log?.key ?? utf8Bytes('')))
  const isOurs = known !== null && key.ok && key.value.keyId === known.keyId
  const named = envelopes.flatMap((envelope): readonly WitnessedHead[] => {
    const read = parseEnvelope(envelope)
    const statement = read.ok ? parseStatement(read.value.payload) : read
    const predicate = statement.ok ? statement.value.predicate : null
    // Reviewers name heads of their own logs; the author's log is the one that travels.
    if (predicate === null || predicate.auditLog === null || predicate.decision !== 'author' || !isOurs) return []
    return [{ ...predicate.auditLog, source: 'kept', keyId: predicate.signer.keyId, signatureValid: null }]
  })
  return [head, ...named]
}

function refused(code: string, message: string): CommandOutcome {
  return { exitCode: 1, json: { verdict: 'invalid', code, message, faults: [] }, text: `NOT INTACT: ${message} [${code}]` }
}

/** Where the application keeps its data unless it was told otherwise. */
function defaultDataFolder(): string {
  const name = 'homeport'
  if (process.platform === 'win32') return path.join(process.env['APPDATA'] ?? os.homedir(), name)
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', name)
  return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config'), name)
}
