/** `sign` makes the author's bundle from a plan; `countersign` adds a reviewer's statement to one. */
import path from 'node:path'
import { utf8Bytes, utf8Text } from '../../shared/base/bytes.ts'
import { sshNamespace } from '../../shared/base/carrier.ts'
import { pemOf, publicKeyOfPem, type PublicKey } from '../../shared/base/envelope.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { sha256Hex } from '../../shared/base/digest.ts'
import { parse, z } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { seedOf } from '../../shared/plan/redaction.ts'
import { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { Decision, Role, type Act } from '../../shared/plan/statement.ts'
import { verifyContent, type BundleContent } from '../../shared/plan/verify.ts'
import type { Fault } from '../../shared/contract.ts'
import { languageOf, type Language } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { readBundlePath, readBundleTools, writeBundle, type BundleParts } from '../export/bundle.ts'
import { packetHtml, readPacketParts } from '../export/packet.ts'
import { fontStyles } from '../export/report.ts'
import { writeFileSafely } from '../files.ts'
import { signerOf } from '../keys/service.ts'
import { signText, type Signer } from '../signing.ts'
import { UsageError, type CliCommand, type CommandInput, type CommandOutcome } from './command.ts'
import { optional, readTextFile, required } from './load.ts'
import { signingKey, signingOptions, timeOf } from './signing-key.ts'
import { carriedEnvelope, carriedOptions, preparedStatement } from './carried.ts'
import { tokenOptions, tokenSigner } from './token.ts'

export const signCommand: CliCommand = {
  name: 'sign',
  usage: 'sign PLAN.json --key FILE --name NAME --out FILE.homeport [--passphrase-file FILE] [--version N] [--as-is]   sign as author; a seed for public versions is added unless --as-is',
  options: { ...signingOptions, ...tokenOptions, version: { type: 'string' }, out: { type: 'string' }, 'as-is': { type: 'boolean' } },
  run: async (input) => {
    const [file, ...more] = input.positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one plan.json, as "homeport plan" writes it')
    const given = await readTextFile(file)
    const version = Number(optional(input, 'version') ?? '1')
    if (!Number.isSafeInteger(version) || version < 1) throw new UsageError('--version must be a whole number from 1')
    const language = languageFor(given, file)
    const text = input.values['as-is'] === true ? given : await withSeed(input, given)
    const { envelope, keys } = await signWith(input, text, { version, role: 'author', decision: 'author', conditions: [] })
    return finish(input, { plan: text, envelopes: [envelope], keys, language }, keys[0])
  },
}

export const countersignCommand: CliCommand = {
  name: 'countersign',
  usage:
    'countersign BUNDLE --key FILE --name NAME --role ROLE --decision approve|approve-with-conditions|reject|withdraw [--condition TEXT]... --out FILE   add a statement; FILE.dsse.json gets the statement alone; with a key of ssh-keygen or minisign: --prepare STATEMENT --public-key FILE writes the bytes to sign, --statement STATEMENT --signature FILE --public-key FILE adds what came back',
  options: {
    ...signingOptions,
    ...tokenOptions,
    ...carriedOptions,
    role: { type: 'string' },
    decision: { type: 'string' },
    condition: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
  run: async (input) => {
    const [place, ...more] = input.positionals
    if (place === undefined || more.length > 0) throw new UsageError('name one bundle')
    const bundle = await readBundlePath(place)
    if (!bundle.ok) throw new UsageError(`${place} is no bundle that can be signed (${bundle.problem.code} ${bundle.problem.name})`)
    const { content } = bundle.value
    const verification = verifyContent(content, { trust: null, knowledge: null, assess: null, log: null, warnings: [] })
    const fault = verification.checks.find((check) => check.result === 'fail')
    // Nobody should put a name under something that is not what its author signed.
    if (fault !== undefined)
      throw new UsageError(`${place} was not signed like this: ${say(catalogOf('en'), fault.message)} (${fault.code ?? ''})`)
    const text = textOf(content.plan)
    const version = Math.max(...verification.statements.map((statement) => statement.version))
    const prepared = optional(input, 'prepare') === null ? null : await preparedStatement(input, text, { version, ...decisionOf(input) })
    if (prepared !== null) {
      const out = required(input, 'prepare')
      await save(out, prepared)
      return { exitCode: 0, json: { statement: out, sha256: sha256Hex(prepared) }, text: `Wrote ${out}\n  Sign exactly this file: ssh-keygen -Y sign -f KEY -n ${sshNamespace} ${out}, or minisign -S -m ${out}` }
    }
    const carried = await carriedEnvelope(input)
    const { envelope, key, keys: own } = carried === null ? await signWith(input, text, { version, ...decisionOf(input) }) : { ...carried, keys: [carried.key] }
    if (required(input, 'out').endsWith('.dsse.json')) {
      await save(required(input, 'out'), envelope)
      return outcome(required(input, 'out'), text, key)
    }
    const keys = [...keysOf(content).filter(({ keyId }) => own.every((mine) => mine.keyId !== keyId)), ...own]
    const envelopes = [...content.envelopes.map(textOf), envelope]
    // A statement about another plan would make the whole bundle invalid.
    const checked = verifyContent({ ...content, envelopes: envelopes.map(utf8Bytes), keys: keys.map((one) => utf8Bytes(pemOf(one))) }, { trust: null, knowledge: null, assess: null, log: null, warnings: [] })
    const misfit = checked.checks.find((check) => check.result === 'fail')
    if (misfit !== undefined) throw new UsageError(`this statement does not belong to ${place}: ${say(catalogOf('en'), misfit.message)} (${misfit.code ?? ''})`)
    return finish(input, { plan: text, envelopes, keys, ...along(content), language: languageFor(text, place) }, key)
  },
}

/** What travels along unchanged: tokens are about statements that stay where they are. */
function along({ times, log, replies }: BundleContent): Pick<BundleParts, 'times' | 'log' | 'replies'> {
  return { ...(times === undefined ? {} : { times }), ...(log === undefined ? {} : { log }), ...(replies === undefined ? {} : { replies }) }
}

/** The bundle of `place` with other content, written to `--out`. */
export function writeBundleAgain(input: CommandInput, place: string, content: BundleContent): Promise<CommandOutcome> {
  const plan = textOf(content.plan)
  return finish(input, { plan, envelopes: content.envelopes.map(textOf), keys: keysOf(content), ...along(content), language: languageFor(plan, place) })
}

/**
 * The plan with a seed, which public versions need. It is drawn from the key and the plan: nobody without the key can
 * guess it, and with a key whose signatures are fixed by what is signed (Ed25519) the same plan gives the same bundle.
 */
async function withSeed(input: CommandInput, text: string): Promise<string> {
  const document: unknown = JSON.parse(text)
  if (typeof document !== 'object' || document === null || seedOf(document) !== null) return text
  const signature = await (await signerFor(input)).sign(utf8Bytes(`homeport/seed/1 ${sha256Hex(text)}`))
  if (!signature.ok) throw cannotSign(signature.problem)
  return canonicalJson({ ...document, seed: sha256Hex(signature.value) })
}

function decisionOf(input: CommandInput): Pick<Act, 'role' | 'decision' | 'conditions'> {
  const decision = z.safeParse(Decision, optional(input, 'decision') ?? '')
  if (!decision.success || decision.data === 'author')
    throw new UsageError('--decision must be approve, approve-with-conditions, reject or withdraw')
  const role = z.safeParse(Role, optional(input, 'role') ?? '')
  if (!role.success || role.data === 'author')
    throw new UsageError('--role must be a role of your board in small letters, such as data-protection-officer')
  const given = input.values['condition']
  const conditions = Array.isArray(given) ? given.filter((item) => typeof item === 'string') : []
  if ((decision.data === 'approve-with-conditions') !== conditions.length > 0)
    throw new UsageError('--condition belongs to --decision approve-with-conditions, which needs at least one')
  return { role: role.data, decision: decision.data, conditions }
}

async function signWith(
  input: CommandInput,
  text: string,
  act: Pick<Act, 'version' | 'role' | 'decision' | 'conditions'>,
): Promise<{ readonly envelope: string; readonly key: PublicKey; readonly keys: readonly PublicKey[] }> {
  const signer = await signerFor(input)
  const envelope = await signText(text, signer, {
    ...act,
    claimedTime: timeOf(input),
    clock: { highWater: null, behind: false },
    auditLog: null,
    modelFiles: {},
  })
  if (!envelope.ok) throw cannotSign(envelope.problem)
  const { publicKeyPem, second } = signer.key
  const [key, ...more] = [publicKeyPem, ...(second === undefined ? [] : [second.publicKeyPem])].flatMap((pem) => {
    const read = publicKeyOfPem(pem)
    return read.ok ? [read.value] : []
  })
  if (key === undefined) throw new Error('a signer has a public key')
  return { envelope: envelope.value, key, keys: [key, ...more] }
}

/** The key on a token that the options name, else the key in a file. */
async function signerFor(input: CommandInput): Promise<Signer> {
  return (await tokenSigner(input)) ?? signerOf(await signingKey(input))
}

function cannotSign({ code, detail }: Fault): UsageError {
  return new UsageError(`the key cannot sign: ${detail === '' ? code : detail}`)
}

async function finish(
  input: CommandInput,
  parts: Pick<BundleParts, 'plan' | 'envelopes' | 'keys' | 'language' | 'times' | 'log' | 'replies'>,
  key: PublicKey | undefined = parts.keys.at(-1),
): Promise<CommandOutcome> {
  const out = required(input, 'out')
  const packet = packetHtml(parts, await readPacketParts(await fontStyles(input.resources)))
  const tools = await readBundleTools(input.resources, parts.language)
  await save(out, writeBundle({ ...parts, packet, reportHtml: null, reportPdf: null }, tools))
  if (key === undefined) throw new Error('a bundle has the key of its signer')
  return outcome(out, parts.plan, key)
}

function outcome(out: string, plan: string, key: PublicKey): CommandOutcome {
  const digest = sha256Hex(plan)
  return {
    exitCode: 0,
    json: { out, planDigest: `sha256:${digest}`, keyId: key.keyId },
    text: `Signed: ${out}\n  plan.json SHA-256 ${digest}\n  key ${key.keyId}\n  Give the key to your board by another way than the bundle.`,
  }
}

async function save(out: string, content: Uint8Array | string): Promise<void> {
  const written = await writeFileSafely(path.resolve(out), content)
  if (written.ok) return
  const why = { 'destination-is-link': 'is a link; name the file itself', 'disk-full': 'the disk is full', 'not-writable': 'cannot be written' }
  throw new UsageError(`${out}: ${why[written.problem.code]}`)
}

/** A plan is signed only in the form in which it can be verified. */
function languageFor(text: string, file: string): Language {
  const json = parseStrictJson(utf8Bytes(text))
  const signed = json.ok ? parse(SignedPlan, json.value) : null
  if (signed === null || !signed.ok)
    throw new UsageError(`${file} is no plan.json of Homeport${signed === null ? '' : ` (${signed.problem.path})`}; make one with "homeport plan"`)
  return languageOf(signed.value.plan.language)
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Text(bytes)
  if (!text.ok) throw new Error('verified content is UTF-8')
  return text.value
}

function keysOf(content: BundleContent): readonly PublicKey[] {
  return content.keys.flatMap((bytes) => {
    const key = publicKeyOfPem(textOf(bytes))
    return key.ok ? [key.value] : []
  })
}
