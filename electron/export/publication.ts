/** Every export of a plan, made from the exact text of `plan.json`. The application and the command line share it. */
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { digestOf } from '../../shared/base/digest.ts'
import type { PublicKey } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { ExportFormat, SignerSummary } from '../../shared/contract.ts'
import type { LogEvidence } from '../../shared/plan/log/proof.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { withOwnEntries } from '../../shared/plan/own-entries.ts'
import { registerJson } from '../../shared/plan/record/dutch-register.ts'
import { openSealed } from '../../shared/plan/signed-plan.ts'
import type { SignedReply } from '../../shared/plan/reply.ts'
import type { CommentLine } from '../../shared/plan/review-view.ts'
import type { Language } from '../../shared/words/format.ts'
import type { PrintPdf } from '../print-pdf.ts'
import { readBundleTools, writeBundle } from './bundle.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { costWorkbook } from './cost-workbook.ts'
import { coverageCsv } from './coverage.ts'
import { packetHtml, readPacketParts } from './packet.ts'
import { fontStyles, reportHead, reportHtml } from './report.ts'
import { speechOf } from './report/speech.ts'

/** What is exported. A draft has no version and no envelopes. */
export type Publication = {
  readonly text: string
  readonly version: number | null
  readonly envelopes: readonly string[]
  readonly keys: readonly PublicKey[]
  readonly signatures: readonly SignerSummary[]
  /** What reviewers said, with the planner's answers. */
  readonly comments?: readonly CommentLine[]
  /** The planner's signed answers, which a bundle carries. */
  readonly replies?: readonly SignedReply[]
  /** What shows that the signer's log holds the signing, where there is a log. */
  readonly log?: LogEvidence | null
  /** Time tokens by the number of the statement they are about. */
  readonly times?: ReadonlyMap<number, Uint8Array>
}

export type ExportParts = {
  readonly resources: string
  readonly knowledge: Knowledge
  readonly language: Language
  /** Null where there is no page to print from. */
  readonly printPdf: PrintPdf | null
}

/** A PDF can only be printed by the application; a bundle or packet needs a signature; a workbook needs a total. */
export type ExportProblem = 'no-printer' | 'not-signed' | 'no-total'

export const exportEndings: Readonly<Record<ExportFormat, string>> = {
  bundle: 'homeport',
  packet: 'packet.html',
  pdf: 'pdf',
  report: 'html',
  json: 'json',
  coverage: 'csv',
  register: 'register.json',
  workbook: 'xlsx',
}

export async function exportBytes(
  format: ExportFormat,
  publication: Publication,
  parts: ExportParts,
): Promise<Result<Uint8Array, ExportProblem>> {
  const signed = publication.envelopes.length > 0
  switch (format) {
    case 'json':
      return ok(utf8Bytes(publication.text))
    case 'coverage':
      return ok(utf8Bytes(coverage(publication, parts)))
    case 'register':
      return ok(utf8Bytes(registerJson(openSealed(publication.text).plan)))
    case 'workbook':
      return workbook(publication, parts)
    case 'report':
      return ok(utf8Bytes(await report(publication, parts)))
    case 'pdf':
      return parts.printPdf === null ? fail('no-printer') : ok(await pdf(publication, parts, parts.printPdf))
    case 'packet':
      return signed ? ok(utf8Bytes(await packet(publication, parts))) : fail('not-signed')
    case 'bundle':
      return signed ? ok(await bundle(publication, parts)) : fail('not-signed')
  }
}

function coverage(publication: Publication, parts: ExportParts): string {
  const { plan, assessment } = openSealed(publication.text)
  return coverageCsv(plan, assessment.obligations.duties, parts.knowledge, speechOf(parts.language))
}

async function workbook(publication: Publication, parts: ExportParts): Promise<Result<Uint8Array, ExportProblem>> {
  const { plan, assessment } = openSealed(publication.text)
  const speech = speechOf(parts.language)
  const title = valueOf(plan, 'identity.title') ?? speech.word('home.untitled')
  const bytes = await costWorkbook({ title, costs: assessment.costs, users: valueOf(plan, 'load.users') }, speech)
  return bytes === null ? fail('no-total') : ok(bytes)
}

async function report(publication: Publication, parts: ExportParts): Promise<string> {
  const { plan, assessment } = openSealed(publication.text)
  const input = {
    plan,
    assessment,
    digest: digestOf(publication.text).slice('sha256:'.length),
    version: publication.version,
    signatures: publication.signatures,
    keys: publication.keys,
    comments: publication.comments ?? [],
    // Names of the plan's own models and devices, too.
    knowledge: withOwnEntries(parts.knowledge, plan),
    language: parts.language,
  }
  return reportHtml(input, await fontStyles(parts.resources))
}

async function pdf(publication: Publication, parts: ExportParts, print: PrintPdf): Promise<Uint8Array> {
  const { plan } = openSealed(publication.text)
  const { version } = publication
  const digest = digestOf(publication.text).slice('sha256:'.length)
  const speech = speechOf(parts.language)
  const footer = speech.word(version === null ? 'report.footerDraft' : 'report.footer', {
    digest: digest.match(/.{4}/g)?.slice(0, 8).join(' ') ?? digest,
    version: version ?? 0,
  })
  const head = reportHead({ plan, version }, speech)
  const latest = publication.signatures.map((signature) => signature.claimedTime).toSorted((left, right) => (left < right ? 1 : -1))[0]
  return print(await report(publication, parts), { head: [head.organization, head.plan], footer, at: latest ?? plan.createdAt })
}

async function packet(publication: Publication, parts: ExportParts): Promise<string> {
  const { text, envelopes, keys, log = null, times = new Map() } = publication
  return packetHtml(
    { plan: text, envelopes, keys, log, times, language: parts.language },
    await readPacketParts(await fontStyles(parts.resources)),
  )
}

async function bundle(publication: Publication, parts: ExportParts): Promise<Uint8Array> {
  const { text, envelopes, keys, log = null, times = new Map(), replies = [] } = publication
  return writeBundle(
    {
      plan: text,
      envelopes,
      keys,
      log,
      times,
      replies,
      packet: await packet(publication, parts),
      language: parts.language,
      reportHtml: await report(publication, parts),
      reportPdf: parts.printPdf === null ? null : await pdf(publication, parts, parts.printPdf),
    },
    await readBundleTools(parts.resources, parts.language),
  )
}
