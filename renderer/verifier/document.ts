/** The signed plan as a board reads it: outcome, findings with their reasons, answers by section, reference data. */
import { utf8Text } from '../../shared/base/bytes.ts'
import { parse, z } from '../../shared/base/schema.ts'
import { Finding, FindingLevel, type Citation } from '../../shared/domain/vocabulary.ts'
import { sections, type Section } from '../../shared/plan/field.ts'
import { fieldIds, fields, type FieldId } from '../../shared/plan/fields.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import type { SignedPlan } from '../../shared/plan/signed-plan.ts'
import type { Verification } from '../../shared/plan/verification.ts'
import { numberText } from '../../shared/words/answer.ts'
import { formatCountry, formatDay, formatLanguage, formatList } from '../../shared/words/format.ts'
import { element, table, type Speech } from './element.ts'

export function showDocument(
  place: HTMLElement,
  signed: SignedPlan,
  bytes: Uint8Array,
  verification: Verification,
  speech: Speech,
): void {
  const { plan } = signed
  const title = textOf(plan, 'identity.title') ?? speech.word('report.kind')
  const reference = textOf(plan, 'identity.reference')
  const version = verification.statements[0]?.version ?? 1
  document.title = title
  place.append(
    element(
      'header',
      'running',
      element('span', '', textOf(plan, 'organization.name') ?? ''),
      element('span', '', [reference === null ? '' : speech.word('report.reference', { reference }), speech.word('report.version', { version })].filter((part) => part !== '').join(', ')),
    ),
    element('h1', '', title),
    element('p', 'lead', speech.word('report.kind'), lead(signed, speech)),
    outcome(signed, speech),
    ...findings(signed, speech),
    ...answers(plan, speech),
    ...knowledge(signed, verification, speech),
    source(bytes, speech),
  )
}

function lead(signed: SignedPlan, speech: Speech): string {
  const day = signed.assessment['assessedOn']
  return typeof day === 'string' ? `, ${formatDay(day, speech.locale, 'long')}` : ''
}

/** What this page needs to know of an assessment, whatever else a version writes into it. */
const Concluded = z.object({
  outcome: z.enum(['incomplete', 'blocked', 'open-findings', 'clear']),
  standings: z.array(z.object({ level: FindingLevel, closed: z.boolean() })),
  stages: z.record(z.string(), z.object({ missing: z.array(z.string()) })),
})

function outcome(signed: SignedPlan, speech: Speech): HTMLElement | string {
  const concluded = parse(Concluded, signed.assessment)
  if (!concluded.ok) return ''
  const { outcome: result, standings, stages } = concluded.value
  const open = standings.filter((standing) => !standing.closed)
  const missing = Object.values(stages).reduce((sum, stage) => sum + stage.missing.length, 0)
  const blocking = open.filter((standing) => standing.level === 'blocking').length
  const count = result === 'blocked' ? blocking : result === 'incomplete' ? missing : open.length
  return element('p', `outcome ${result}`, speech.word(`report.outcome.${result}`, { count }))
}

function findings(signed: SignedPlan, speech: Speech): readonly HTMLElement[] {
  const all = parse(z.array(Finding), signed.assessment['findings'])
  if (!all.ok) return []
  const blocks = all.value.map((finding, index) => findingBlock(finding, index + 1, signed.plan, speech))
  return [
    element('h2', '', speech.word('report.findings')),
    ...(blocks.length === 0 ? [element('p', '', speech.word('report.noFindings'))] : blocks),
  ]
}

function findingBlock(finding: Finding, number: number, plan: Plan, speech: Speech): HTMLElement {
  const decision = plan.decisions[finding.id]
  const reasons = finding.because.map((reason) => element('li', '', speech.say(reason.message)))
  const sources = finding.sources.map((citation) => element('li', '', citationText(citation, speech)))
  return element(
    'article',
    `finding ${finding.level}`,
    element('h3', '', element('span', 'number', String(number)), ' ', speech.say(finding.headline)),
    element('p', 'meta', element('span', 'level', speech.word(`level.${finding.level}`)), ` · ${speech.word(`stage.${finding.stage}`)} · ${finding.rule}`),
    reasons.length === 0 ? null : element('ol', 'because', ...reasons),
    finding.confirm ? element('p', 'confirm', speech.word('report.confirm')) : null,
    decision === undefined
      ? null
      : element(
          'p',
          'decision',
          speech.word('report.decidedBy', {
            decision: { term: `decision.${decision.kind}` },
            by: decision.by,
            day: { day: decision.at.slice(0, 10) },
            reason: decision.reason,
          }),
          decision.until === null ? '' : ` ${speech.word('report.until', { day: { day: decision.until } })}`,
        ),
    sources.length === 0 ? null : element('ul', 'sources', ...sources),
  )
}

/** A source as text: its address is never a link. */
function citationText(citation: Citation, speech: Speech): string {
  const date = citation.date ?? null
  return [citation.title, citation.locator ?? '', date === null ? '' : formatDay(date, speech.locale, 'long'), citation.url ?? '', speech.word(`confidence.${citation.confidence}`)]
    .filter((part) => part !== '')
    .join(' · ')
}

export function answers(plan: Pick<Plan, 'answers'>, speech: Speech): readonly HTMLElement[] {
  const parts = sections.flatMap((section) => answersOf(section, plan, speech))
  return parts.length === 0 ? [] : [element('h2', '', speech.word('report.answers')), ...parts]
}

function answersOf(section: Section, plan: Pick<Plan, 'answers'>, speech: Speech): readonly HTMLElement[] {
  const rows = fieldIds
    .filter((id) => fields[id].section === section)
    .flatMap((id) => {
      const answer = plan.answers[id]
      if (answer === undefined) return []
      return [[speech.word(`field.${id}.label`), answerText(id, answer.value, speech), speech.word(`basis.${answer.basis}`)]]
    })
  if (rows.length === 0) return []
  const title = speech.word(`section.${section}`)
  const head = [speech.word('report.question'), speech.word('report.answer'), speech.word('report.basis')]
  return [element('h3', '', `${section} ${title}`), table(title, head, rows)]
}

/** Entries of packs are shown by their id, as they were signed: the packs are not in this page. */
function answerText(id: FieldId, value: unknown, speech: Speech): string {
  if (value === null) return speech.word('report.notKnown')
  const spec = fields[id]
  if (typeof value === 'boolean') return speech.word(value ? 'report.yes' : 'report.no')
  if (typeof value === 'number') return numberText(value, spec.kind === 'number' ? spec.unit : 'count', speech)
  const items = Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : JSON.stringify(value)]
  return formatList(
    items.map((item) => itemText(id, item, speech)),
    speech.locale,
  )
}

function itemText(id: FieldId, item: string, speech: Speech): string {
  switch (fields[id].kind) {
    case 'choice':
    case 'choices':
      return speech.word(`field.${id}.option.${item}`)
    case 'country':
    case 'countries':
      return formatCountry(item, speech.locale)
    case 'languages':
      return formatLanguage(item, speech.locale)
    case 'day':
      return formatDay(item, speech.locale, 'long')
    default:
      return item
  }
}

function knowledge(signed: SignedPlan, verification: Verification, speech: Speech): readonly HTMLElement[] {
  const rows = Object.entries(signed.knowledge).map(([pack, digest]) => [
    speech.word(`pack.${pack}`),
    element('code', '', digest.slice('sha256:'.length)),
  ])
  const title = speech.word('report.knowledge')
  return [
    element('h2', '', title),
    table(title, [speech.word('report.pack'), speech.word('report.digest')], rows),
    element('h3', '', speech.word('verify.page.plan-digest')),
    element('p', '', element('code', '', (verification.planDigest ?? '').slice('sha256:'.length))),
  ]
}

/** The whole document for those who want to read what exactly was signed. */
function source(bytes: Uint8Array, speech: Speech): HTMLElement {
  const text = utf8Text(bytes)
  const shown = text.ok ? JSON.stringify(JSON.parse(text.value), null, 1) : ''
  return element(
    'details',
    'source',
    element('summary', '', speech.word('verify.page.document')),
    element('pre', '', shown),
  )
}

function textOf(plan: Plan, id: FieldId): string | null {
  const value = plan.answers[id]?.value
  return typeof value === 'string' ? value : null
}
