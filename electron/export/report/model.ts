/** The model: what its license says about this use, and who holds which right. */
import type { FiredRule, PendingRule } from '../../../shared/domain/license.ts'
import type { LicenseTerm } from '../../../shared/domain/license-pack.ts'
import type { ComponentState, Right } from '../../../shared/domain/openness.ts'
import { changeMessage, metMessage, verdictTerm } from '../../../shared/plan/model/license-words.ts'
import type { ModelLicense } from '../../../shared/plan/stages/model.ts'
import { entryName } from '../../../shared/words/answer.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { inLanguage, quote, type Speech } from './speech.ts'
import { list, pairs, table, type Chapter } from './table.ts'

export function modelChapter(report: Report): Chapter {
  const { speech, assessment, plan } = report
  const { license } = assessment.model
  const alternatives = Object.values(plan.alternatives)
  return {
    title: speech.word('report.model'),
    body: [
      license === null ? html`<p>${speech.word('brief.notChosen')}</p>` : licensePart(license, report),
      opennessPart(report),
      alternatives.length === 0
        ? null
        : html`<h3>${speech.word('modelScreen.alternatives')}</h3>${pairs(
            null,
            alternatives.map((one) => [entryName('models', one.model, report.knowledge), inLanguage(one.reason, plan.language, speech)]),
          )}`,
    ],
  }
}

type Rule = { readonly entry: FiredRule | PendingRule; readonly needs: readonly string[] }

function licensePart(license: ModelLicense, report: Report): HtmlPart {
  const { speech } = report
  const rules: readonly Rule[] = [
    ...license.fired.map((entry) => ({ entry, needs: [] })),
    ...license.pending.map((entry) => ({ entry, needs: entry.needs })),
  ]
  const name = license.name ?? license.id ?? speech.word('report.notKnown')
  const { terms } = license
  const grade = license.grade === null ? null : speech.word(`license.grade.${license.grade}`)
  return html`<h3>${speech.word('brief.license')}</h3>
<p><strong>${name}${speech.colon} ${speech.word(verdictTerm[license.verdict])}.</strong> ${
    grade === null ? null : speech.word('report.licenseGrade', { grade })
  } ${speech.word('modelScreen.quoted')}</p>
${
  rules.length === 0
    ? html`<p>${speech.word('modelScreen.noRules')}</p>`
    : table<Rule>(
        speech.word('modelScreen.rules'),
        [
          { name: speech.word('modelScreen.rule'), as: 'wide', cell: ({ entry }) => quote(entry.rule.text, speech) },
          { name: speech.word('modelScreen.effect'), as: 'narrow', cell: ({ entry }) => speech.word(`license.effect.${entry.rule.effect}`) },
          { name: speech.word('modelScreen.clause'), as: 'narrow', cell: ({ entry }) => quote(entry.rule.clause, speech) },
          { name: speech.word('modelScreen.because'), cell: (rule) => because(rule, speech) },
        ],
        rules,
      )
}
${
  table(
    speech.word('modelScreen.duties'),
    [
      { name: speech.word('modelScreen.duty'), as: 'wide', cell: (duty) => quote(duty.text, speech) },
      { name: speech.word('modelScreen.trigger'), cell: (duty) => quote(duty.trigger, speech) },
      { name: speech.word('modelScreen.clause'), as: 'narrow', cell: (duty) => quote(duty.clause, speech) },
    ],
    license.duties,
  ) ?? html`<p>${speech.word('modelScreen.noDuties')}</p>`
}
${
  terms === null
    ? null
    : pairs(
        speech.word('modelScreen.terms'),
        termNames.map((term) => [speech.word(`license.terms.${term}`), termText(terms[term], speech)]),
      )
}
${
  license.changes.length === 0
    ? null
    : html`<p class="before">${speech.word('report.licenseChanges')}</p>${list(
        license.changes.map((change) => html`${speech.say(changeMessage(change))}.`),
      )}`
}`
}

const termNames = ['indemnity', 'termination', 'governingLaw', 'revocable', 'remoteRestriction', 'unilateralUpdate'] as const

function termText({ value, clause, note }: LicenseTerm, speech: Speech): Markup {
  const said: HtmlPart =
    value === null
      ? speech.word('report.notStated')
      : typeof value === 'boolean'
        ? speech.word(value ? 'license.yes' : 'license.no')
        : quote(value, speech)
  return html`${said} (${quote(clause, speech)})${note === undefined ? null : html` ${quote(note, speech)}`}`
}

function because({ entry, needs }: Rule, speech: Speech): string {
  const met = entry.because.map((one) => speech.say(metMessage(one)))
  const waits =
    needs.length === 0
      ? []
      : [speech.word('modelScreen.waitsFor', { facts: { terms: needs.map((fact) => `license.fact.${fact}`) } })]
  const all = [...met, ...waits]
  return all.length === 0 ? speech.word('modelScreen.always') : all.join(' ')
}

function opennessPart({ assessment, sources, speech }: Report): Markup | null {
  const { openness } = assessment.model
  if (openness === null) return null
  const { mof, osaid, euExemption } = openness
  return html`<h3>${speech.word('report.openness', { label: { term: `openness.label.${openness.label ?? 'not-known'}` } })}</h3>
${table<Right>(
  speech.word('modelScreen.rights'),
  [
    { name: speech.word('modelScreen.right'), cell: ({ right }) => speech.word(`openness.right.${right}`) },
    { name: speech.word('modelScreen.holder'), cell: ({ holder }) => html`<strong>${speech.word(`openness.holder.${holder}`)}</strong>` },
    { name: speech.word('report.restsOn'), as: 'wide', cell: (right) => restsOn(right, speech) },
  ],
  openness.rights,
)}
${pairs(speech.word('report.frameworks'), [
  [speech.word('openness.mof'), speech.word(mof.mofClass === null ? `openness.mof.${mof.state}` : `openness.mof.${mof.mofClass}`)],
  [speech.word('openness.osaid'), speech.word(`openness.state.${osaid.state}`)],
  [speech.word('openness.eu'), html`${speech.word(`openness.state.${euExemption.state}`)}. ${speech.word('openness.eu.who')}`],
])}
<p class="meta">${cited(openness.sources, sources, speech)}</p>`
}

function restsOn({ components, grant, limits }: Right, speech: Speech): HtmlPart {
  const published = components.map(
    (component) => `${speech.word(`openness.component.${component.component}`)}${speech.colon} ${speech.word(releasedWord(component))}`,
  )
  return html`${published.join(`${speech.semicolon} `)}${grant === null ? null : html`${speech.semicolon} ${speech.word('brief.license')} (${quote(grant.clause, speech)})`}${limits.map(
    (limit) => html`${speech.semicolon} ${quote(limit.text, speech)} (${quote(limit.clause, speech)})`,
  )}`
}

function releasedWord({ released }: ComponentState): string {
  if (released === null) return 'openness.released.not-known'
  return `openness.released.${released === 'partial' ? 'partial' : released ? 'yes' : 'no'}`
}
