/** `verify`: each check of each signed plan, in order. Exit code 0 only when every one is valid. */
import path from 'node:path'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import { assess } from '../../shared/plan/assess.ts'
import { parseAnyTrust, trustOfKeys, type Trust } from '../../shared/plan/trust.ts'
import { verifyAny } from '../../shared/plan/verify-public.ts'
import { refusedBundle, type BundleContent, type Verification, type VerifyOptions } from '../../shared/plan/verify.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { readBundlePath } from '../export/bundle.ts'
import { readBounded } from '../files.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { knowledgeStoreIn } from '../knowledge/store.ts'
import { timeOutcomes } from '../time/store.ts'
import { knowledgeOf } from '../verification.ts'
import { UsageError, type CliCommand } from './command.ts'
import { optional } from './load.ts'
import { inLine } from './printed.ts'
import { readAuthorities } from './time.ts'

export const verifyCommand: CliCommand = {
  name: 'verify',
  usage: 'verify PATH... [--trust FILE] [--tsa FILE]... [--data FOLDER]   check bundles, unpacked bundles or packets; FILE is a trust store or a public key in PEM, --tsa names certificates of time-stamping authorities, FOLDER keeps packs that older plans name',
  options: { trust: { type: 'string' }, tsa: { type: 'string', multiple: true }, data: { type: 'string' } },
  run: async (input) => {
    if (input.positionals.length === 0) throw new UsageError('name at least one bundle, folder or packet')
    const trustFile = optional(input, 'trust')
    const trust = trustFile === null ? null : await readTrust(trustFile)
    const loaded = await loadKnowledge(input.resources)
    const data = optional(input, 'data')
    const store = data === null ? noPacks : knowledgeStoreIn(path.join(path.resolve(data), 'knowledge'))
    const authorities = await readAuthorities(input)
    const optionsFor = async (content: BundleContent): Promise<VerifyOptions> => {
      const knowledge = loaded.ok ? await knowledgeOf(content.plan, loaded.value, store) : null
      return {
        trust,
        knowledge: knowledge?.digests ?? null,
        assess: knowledge === null ? null : (of) => assess(of, knowledge),
        log: null,
        times: timeOutcomes(content, authorities),
        warnings: [],
      }
    }
    const results: { path: string; verification: Verification }[] = []
    for (const place of input.positionals) results.push({ path: place, verification: await verifyPath(place, optionsFor) })
    return {
      exitCode: results.every(({ verification }) => verification.verdict === 'valid') ? 0 : 1,
      json: { results: results.map(({ path: place, verification }) => ({ path: place, ...spoken(verification) })) },
      text: results.map(({ path: place, verification }) => describe(place, verification)).join('\n\n'),
    }
  },
}

const noPacks = { pack: () => Promise.resolve(null) }

async function verifyPath(place: string, optionsFor: (content: BundleContent) => Promise<VerifyOptions>): Promise<Verification> {
  const bundle = await readBundlePath(place, 'any')
  return bundle.ok
    ? verifyAny(bundle.value.content, { ...(await optionsFor(bundle.value.content)), warnings: bundle.value.warnings })
    : refusedBundle(bundle.problem.code, bundle.problem.name)
}

/** Bytes of a trust store in either form. */
const largestTrust = 8 * 1024 * 1024

/** A trust store, or a public key that the reader vouches for by naming it. */
async function readTrust(file: string): Promise<Trust> {
  const bytes = await readBounded(file, largestTrust)
  if (bytes === null) throw new UsageError(`cannot read ${file}; check the path`)
  const text = bytes.toString('latin1')
  if (text.startsWith('-----BEGIN PUBLIC KEY-----')) {
    const key = publicKeyOfPem(text)
    if (!key.ok) throw new UsageError(`${file} is no public key that can be trusted (${key.problem})`)
    return trustOfKeys([{ key: key.value, name: file }])
  }
  const trust = parseAnyTrust(new Uint8Array(bytes), new Date().toISOString())
  if (!trust.ok) throw new UsageError(`${file} is no trust store (${trust.problem.code} ${trust.problem.path})`)
  return trust.value
}

const english = catalogOf('en')

/** The verification with its sentences said; `code` is the first fault, null where there is none. */
function spoken(verification: Verification): object {
  const firstFault = verification.checks.find((check) => check.result === 'fail')
  return {
    verdict: verification.verdict,
    code: firstFault?.code ?? null,
    checks: verification.checks.map(({ message, ...check }) => ({ ...check, message: say(english, message) })),
    changed: verification.changed,
    statements: verification.statements,
    warnings: verification.warnings.map(({ code, message }) => ({ code, message: say(english, message) })),
    planDigest: verification.planDigest,
  }
}

const marks = { pass: 'ok  ', fail: 'FAIL', 'not-checkable': '?   ' } as const

function describe(place: string, verification: Verification): string {
  const lines = [`${inLine(place)}: ${verification.verdict}`]
  for (const check of verification.checks) {
    const code = check.code === null ? '' : ` [${check.code}]`
    lines.push(`  ${marks[check.result]} ${say(english, { id: `verify.check.${check.id}`, values: {} })}: ${say(english, check.message)}${code}`)
  }
  for (const { keyId, decision, role, claimedName, claimedTime, attested, person } of verification.statements) {
    lines.push(`  ${decision} (${role}) by ${person ?? `someone who says to be ${claimedName}`}, key ${keyId}`)
    const proof = attested === undefined ? 'not attested' : `attested ${attested.at} by ${attested.authority}`
    lines.push(`       time claimed ${claimedTime}, ${proof}`)
  }
  for (const { message } of verification.warnings) lines.push(`  note ${say(english, message)}`)
  return lines.join('\n')
}
