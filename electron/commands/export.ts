/** `export`: one format from a plan.json, a bundle or an answer file's plan. */
import path from 'node:path'
import { utf8Text } from '../../shared/base/bytes.ts'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import { parse } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { ExportFormat } from '../../shared/contract.ts'
import { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { languageOf } from '../../shared/words/format.ts'
import { readBundlePath } from '../export/bundle.ts'
import { exportBytes, type Publication } from '../export/publication.ts'
import { writeFileSafely } from '../files.ts'
import { UsageError, type CliCommand } from './command.ts'
import { knowledgeFor, optional, readTextFile, required } from './load.ts'

export const exportCommand: CliCommand = {
  name: 'export',
  usage: 'export PATH --format bundle|packet|pdf|report|json|coverage|register|workbook --out FILE [--language en|de|fr]   from a bundle or a plan.json',
  options: { format: { type: 'string' }, out: { type: 'string' }, language: { type: 'string' } },
  run: async (input) => {
    const [place, ...more] = input.positionals
    if (place === undefined || more.length > 0) throw new UsageError('name one bundle or plan.json')
    const format = parse(ExportFormat, required(input, 'format'))
    if (!format.ok) throw new UsageError(`--format ${format.problem.reason}`)
    const out = path.resolve(required(input, 'out'))
    const knowledge = await knowledgeFor(input)
    const publication = place.endsWith('.json') ? await fromPlan(place) : await fromBundle(place)
    const { plan } = parsed(publication.text, place)
    const bytes = await exportBytes(format.value, publication, {
      resources: input.resources,
      knowledge,
      language: languageOf(optional(input, 'language') ?? plan.language),
      printPdf: input.printPdf,
    })
    if (!bytes.ok)
      throw new UsageError(
        {
          'not-signed': `${format.value} needs a signature; sign the plan first`,
          'no-printer': 'a PDF is printed by the application: homeport cli export …',
          'no-total': 'the plan names no currency or no planning period, so there are no costs',
        }[bytes.problem],
      )
    const written = await writeFileSafely(out, bytes.value)
    if (!written.ok) throw new UsageError(`${out} cannot be written (${written.problem.code})`)
    return { exitCode: 0, json: { out, bytes: bytes.value.length }, text: `Written: ${out}, ${bytes.value.length} bytes` }
  },
}

function parsed(text: string, place: string): SignedPlan {
  const json = parseStrictJson(text)
  if (!json.ok) throw new UsageError(`${place} is not JSON that every program reads alike (${json.problem.code} at character ${json.problem.at}); check that it is complete`)
  const plan = parse(SignedPlan, json.value)
  if (!plan.ok) throw new UsageError(`${place} is no plan.json of Homeport: ${plan.problem.path} ${plan.problem.reason}`)
  return plan.value
}

async function fromPlan(file: string): Promise<Publication> {
  const text = await readTextFile(file)
  parsed(text, file)
  return { text, version: null, envelopes: [], keys: [], signatures: [] }
}

/** Only what verifies is exported again: a report must not lend its looks to a changed plan. */
async function fromBundle(place: string): Promise<Publication> {
  const bundle = await readBundlePath(place)
  if (!bundle.ok) throw new UsageError(`${place} is no bundle (${bundle.problem.code} ${bundle.problem.name})`)
  const { content } = bundle.value
  const verification = verifyContent(content, { trust: null, knowledge: null, assess: null, log: null, warnings: [] })
  const fault = verification.checks.find((check) => check.result === 'fail')
  if (fault !== undefined) throw new UsageError(`${place} does not verify (${fault.code ?? fault.id}); run "homeport verify"`)
  return {
    text: textOf(content.plan),
    version: Math.max(0, ...verification.statements.map((statement) => statement.version)) || null,
    envelopes: content.envelopes.map(textOf),
    keys: content.keys.flatMap((bytes) => {
      const key = publicKeyOfPem(textOf(bytes))
      return key.ok ? [key.value] : []
    }),
    signatures: verification.statements.map((statement) => ({
      keyId: statement.keyId,
      name: statement.claimedName,
      role: statement.role,
      decision: statement.decision,
      claimedTime: statement.claimedTime,
    })),
  }
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Text(bytes)
  if (!text.ok) throw new Error('verified content is UTF-8')
  return text.value
}
