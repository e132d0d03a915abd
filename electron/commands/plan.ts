/** `plan`: the whole path without a window: answers, plan, assessment, signature, exports. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fingerprintOf, pemOf, type PublicKey } from '../../shared/base/envelope.ts'
import type { ExportFormat, SignerSummary } from '../../shared/contract.ts'
import { assess, type Assessment } from '../../shared/plan/assess.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { briefOf } from '../../shared/plan/brief.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { valueOf, type Plan } from '../../shared/plan/plan.ts'
import { sealPlan } from '../../shared/plan/signed-plan.ts'
import { languageOf } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { exportBytes, exportEndings, type Publication } from '../export/publication.ts'
import { safeFileName, writeFileSafely } from '../files.ts'
import { unlockedKeyOf, type UnlockedKey } from '../keys/keys.ts'
import { signerOf } from '../keys/service.ts'
import { sealAndSign } from '../signing.ts'
import { UsageError, type CliCommand, type CommandInput } from './command.ts'
import { knowledgeFor, optional, readJsonFile, required } from './load.ts'
import { signingKey, signingOptions, timeOf } from './signing-key.ts'

const formats: readonly ExportFormat[] = ['json', 'report', 'pdf', 'packet', 'bundle']

export const planCommand: CliCommand = {
  name: 'plan',
  usage:
    'plan --answers FILE --out DIR [--key FILE --name NAME | --demo-key] [--language en|de|fr]   answers to a signed plan with all exports',
  options: {
    ...signingOptions,
    answers: { type: 'string' },
    out: { type: 'string' },
    'demo-key': { type: 'boolean' },
    language: { type: 'string' },
  },
  run: async (input) => {
    const knowledge = await knowledgeFor(input)
    const file = required(input, 'answers')
    const out = path.resolve(required(input, 'out'))
    const answers = parseAnswers(await readJsonFile(file), knowledge)
    if (!answers.ok) throw new UsageError(`${file}: ${answers.problem.path} ${answers.problem.reason}`)
    const at = timeOf(input)
    const author = optional(input, 'name') ?? 'Homeport command line'
    const plan = planOfAnswers(answers.value, randomUUID(), author, at, knowledge)
    const language = languageOf(optional(input, 'language') ?? plan.language)
    const assessment = assess(plan, knowledge)
    const key = await keyFor(input, at)
    const publication = await publish(plan, knowledge, key, at)
    await mkdir(out, { recursive: true })
    const name = safeFileName(valueOf(plan, 'identity.title') ?? 'plan')
    const parts = { resources: input.resources, knowledge, language, printPdf: input.printPdf }
    const written: string[] = []
    const skipped: string[] = []
    for (const format of formats) {
      const bytes = await exportBytes(format, publication, parts)
      // plan.json keeps its own name: it is what statements are about.
      const target = path.join(out, format === 'json' ? 'plan.json' : `${name}.${exportEndings[format]}`)
      if (bytes.ok) {
        await save(target, bytes.value)
        written.push(target)
      } else skipped.push(`${format}: ${reasons[bytes.problem]}`)
    }
    if (key !== null) await save(path.join(out, 'signer.pem'), pemOf(key.publicKey))
    if (key !== null) written.push(path.join(out, 'signer.pem'))
    return {
      exitCode: assessment.outcome === 'blocked' ? 1 : 0,
      json: {
        outcome: assessment.outcome,
        written,
        skipped,
        keyId: key?.summary.keyId ?? null,
        brief: brief(plan, assessment, knowledge),
      },
      text: report(plan, assessment, knowledge, { written, skipped, key, isDemo: input.values['demo-key'] === true }),
    }
  },
}

const reasons = {
  'no-printer': 'needs the application; "npm start" makes it',
  'not-signed': 'needs a signature; give --key or --demo-key',
  'no-total': 'needs a currency and a planning period',
} as const

async function keyFor(input: CommandInput, at: string): Promise<UnlockedKey | null> {
  if (input.values['demo-key'] !== true) return optional(input, 'key') === null ? null : signingKey(input)
  if (optional(input, 'key') !== null) throw new UsageError('give --key or --demo-key, not both')
  // Lives for this run only: nobody can sign with it later, and nobody should trust it.
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = unlockedKeyOf(privateKey, optional(input, 'name') ?? 'Demonstration key', at)
  if (!key.ok) throw new Error(`a fresh key was refused: ${key.problem}`)
  return key.value
}

async function publish(
  plan: Plan,
  knowledge: Knowledge,
  key: UnlockedKey | null,
  at: string,
): Promise<Publication> {
  if (key === null) {
    const { text } = sealPlan(plan, assess(plan, knowledge))
    return { text, version: null, envelopes: [], keys: [], signatures: [] }
  }
  const sealed = await sealAndSign(plan, knowledge, signerOf(key), {
    version: 1,
    claimedTime: at,
    clock: { highWater: null, behind: false },
    auditLog: null,
  })
  if (!sealed.ok) throw new UsageError(`the key cannot sign: ${sealed.problem.code}`)
  const { keyId, name } = key.summary
  const signature: SignerSummary = { keyId, name, role: 'author', decision: 'author', claimedTime: at }
  const keys: readonly PublicKey[] = [key.publicKey]
  return { text: sealed.value.text, version: 1, envelopes: [sealed.value.envelope], keys, signatures: [signature] }
}

async function save(target: string, content: Uint8Array | string): Promise<void> {
  const written = await writeFileSafely(target, content)
  if (!written.ok) throw new UsageError(`${target} cannot be written (${written.problem.code})`)
}

const english = catalogOf('en')

function brief(plan: Plan, assessment: Assessment, knowledge: Knowledge): Record<string, string> {
  return Object.fromEntries(
    briefOf(plan, assessment, knowledge).map((row) => [row.label.slice('brief.'.length), say(english, row.message)]),
  )
}

function report(
  plan: Plan,
  assessment: Assessment,
  knowledge: Knowledge,
  made: {
    readonly written: readonly string[]
    readonly skipped: readonly string[]
    readonly key: UnlockedKey | null
    readonly isDemo: boolean
  },
): string {
  const open = assessment.standings.filter((standing) => !standing.closed).length
  const lines = [
    `Outcome: ${assessment.outcome}, ${open} open findings`,
    ...Object.entries(brief(plan, assessment, knowledge)).map(([name, text]) => `  ${name.padEnd(12)} ${text}`),
    ...(made.key === null
      ? ['Not signed.']
      : [
          `Signed by key ${fingerprintOf(made.key.summary.keyId)}${made.isDemo ? ' (a demonstration key, made for this run and not kept)' : ''}`,
        ]),
    'Written:',
    ...made.written.map((file) => `  ${path.relative('.', file)}`),
    ...made.skipped.map((line) => `  not made: ${line}`),
  ]
  return lines.join('\n')
}
