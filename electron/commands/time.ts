/** `time`: asks a time-stamping authority about the statements of a bundle, by file, and takes its answers in. */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { BundleContent } from '../../shared/plan/verify.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { readBundlePath } from '../export/bundle.ts'
import { writeFileSafely } from '../files.ts'
import { certificatesOf, type Certificate } from '../time/certificate.ts'
import { checkAnswer, envelopeOf, requestFor, type ImportFault } from '../time/store.ts'
import type { TokenTime } from '../time/token.ts'
import { UsageError, type CliCommand, type CommandInput, type CommandOutcome } from './command.ts'
import { required } from './load.ts'
import { writeBundleAgain } from './sign.ts'

export const timeCommand: CliCommand = {
  name: 'time',
  usage:
    'time request BUNDLE --out FOLDER | import BUNDLE ANSWER.tsr... --requests FOLDER --tsa FILE --out BUNDLE   proof of time from an authority (RFC 3161), carried by file; FILE holds its certificates in PEM',
  options: { requests: { type: 'string' }, tsa: { type: 'string', multiple: true }, out: { type: 'string' } },
  run: async (input) => {
    const [action, place, ...answers] = input.positionals
    if (action === 'request' && place !== undefined && answers.length === 0) return writeRequests(place, input)
    if (action === 'import' && place !== undefined && answers.length > 0) return importAnswers(place, answers, input)
    throw new UsageError('write: time request BUNDLE --out FOLDER, or time import BUNDLE ANSWER.tsr... --requests FOLDER --tsa FILE --out BUNDLE')
  },
}

async function contentOf(place: string): Promise<BundleContent> {
  const bundle = await readBundlePath(place)
  if (!bundle.ok) throw new UsageError(`${place} is no bundle (${bundle.problem.code} ${bundle.problem.name})`)
  return bundle.value.content
}

/** One request for each statement that has no token yet. */
async function writeRequests(place: string, input: CommandInput): Promise<CommandOutcome> {
  const content = await contentOf(place)
  const out = required(input, 'out')
  await mkdir(out, { recursive: true }).catch(() => undefined)
  const files: string[] = []
  for (const [index, envelope] of content.envelopes.entries()) {
    if (content.times?.has(index + 1) === true) continue
    const file = path.join(out, `${index + 1}.tsq`)
    const written = await writeFileSafely(path.resolve(file), new Uint8Array(requestFor(envelope)))
    if (!written.ok) throw new UsageError(`${file} cannot be written; check the folder`)
    files.push(file)
  }
  return {
    exitCode: 0,
    json: { requests: files },
    text: `Wrote ${files.length} requests to ${out}\n  Keep them. Send each to the authority, such as with curl on a connected machine, and bring the answer back.`,
  }
}

async function importAnswers(place: string, answers: readonly string[], input: CommandInput): Promise<CommandOutcome> {
  const content = await contentOf(place)
  const authorities = await readAuthorities(input)
  const requests = await requestsIn(required(input, 'requests'))
  const times = new Map(content.times)
  const results: { readonly file: string; readonly number: number | null; readonly time: TokenTime | null; readonly code: string | null }[] = []
  for (const file of answers) {
    const bytes = await readFile(file).catch(() => null)
    if (bytes === null) throw new UsageError(`cannot read ${file}; check the path`)
    const response = new Uint8Array(bytes)
    const found = envelopeOf(response, content.envelopes)
    const number = found.ok ? content.envelopes.indexOf(found.value) + 1 : null
    const asked = found.ok ? (requests.find((candidate) => isAnsweredBy(candidate, response, found.value)) ?? null) : null
    const checked = found.ok ? checkAnswer(response, found.value, asked, authorities) : found
    if (checked.ok && number !== null) times.set(number, response)
    results.push({ file, number, time: checked.ok ? checked.value : null, code: checked.ok ? null : codeOfFault(checked.problem) })
  }
  const refused = results.some(({ code }) => code !== null)
  if (!refused) await writeBundleAgain(input, place, { ...content, times })
  const english = catalogOf('en')
  const lines = results.map(({ file, number, time, code }) =>
    time === null
      ? `  refused ${file}: ${say(english, { id: `time.fault.${(code ?? '').slice(2).toLowerCase().replaceAll('_', '-')}`, values: { statement: number ?? 0 } })} (${code ?? ''})`
      : `  statement ${number ?? 0} existed at ${time.at}, says ${time.authority}`,
  )
  return {
    exitCode: refused ? 1 : 0,
    json: { out: refused ? null : required(input, 'out'), results },
    text: [refused ? 'Nothing was written.' : `Wrote ${required(input, 'out')}`, ...lines].join('\n'),
  }
}

/** A statement may have been asked about several times: the question of an answer is the one with its nonce. */
function isAnsweredBy(request: Uint8Array, response: Uint8Array, envelope: Uint8Array): boolean {
  const checked = checkAnswer(response, envelope, request, [])
  return checked.ok || (checked.problem !== 'E_TSA_NONCE' && checked.problem !== 'E_TSA_IMPRINT' && checked.problem !== 'not-asked')
}

/** `unknown` is another file's token, which a bundle refuses like one with another imprint. */
function codeOfFault(fault: ImportFault): string {
  return fault === 'unknown' ? 'E_TSA_IMPRINT' : fault === 'not-asked' ? 'E_TSA_NONCE' : fault
}

async function requestsIn(folder: string): Promise<readonly Uint8Array[]> {
  const names = await readdir(folder).catch(() => null)
  if (names === null) throw new UsageError(`cannot read ${folder}; --requests is the folder that "time request" wrote to`)
  const files = names.filter((name) => name.endsWith('.tsq')).toSorted()
  return Promise.all(files.map(async (name) => new Uint8Array(await readFile(path.join(folder, name)))))
}

/** The certificates of `--tsa`, which may be given several times. */
export async function readAuthorities(input: CommandInput): Promise<readonly Certificate[]> {
  const given = input.values['tsa']
  const files = Array.isArray(given) ? given.filter((item) => typeof item === 'string') : []
  const found: Certificate[] = []
  for (const file of files) {
    const bytes = await readFile(file).catch(() => null)
    const certificates = bytes === null ? null : certificatesOf(new Uint8Array(bytes))
    if (certificates === null) throw new UsageError(`${file} holds no certificates that can be used; give PEM files with RSA keys of 2048 bits or more, or elliptic curves`)
    found.push(...certificates)
  }
  return found
}
