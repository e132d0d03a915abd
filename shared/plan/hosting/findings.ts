/** Findings of the hosting stage: each blocked or open gate with its chain from requirement through fact and rule. */
import type { JurisdictionResult } from '../../domain/jurisdiction.ts'
import { classificationOf, type Gate } from '../../domain/jurisdiction/gates.ts'
import { isAtLeast } from '../../domain/jurisdiction/exposure.ts'
import type { HostingFactId } from '../../domain/jurisdiction/facts.ts'
import { message, type Citation, type Finding, type Message, type MessageValue, type Reason, type Remedy } from '../../domain/vocabulary.ts'
import type { FieldId } from '../fields.ts'
import type { HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import type { ExposureRow, HostingView } from '../stages/hosting.ts'
import {
  citation,
  fieldOf,
  frameworkSources,
  houseRuleOf,
  requirementMessage,
  slugOf,
  sourcesFor,
  unlistedMessage,
  valueOf,
  valuesOf,
  wordsOf,
  type GateContext,
} from './gate-words.ts'
import { conditionMessage } from './house-words.ts'
import { lawNameValue, shortLaw } from './law-name.ts'
import type { Change, Cleared } from './what-if.ts'

/** Everything a finding of this stage can draw on. */
type Context = GateContext & { readonly view: HostingView; readonly changes: readonly Cleared[] }

export const noCountryFinding: Finding = {
  id: 'hosting/no-country',
  rule: 'jurisdiction/trusted-region',
  stage: 'hosting',
  level: 'unknown',
  headline: message('jurisdiction.noCountry'),
  because: [{ step: 'result', message: message('jurisdiction.noCountry'), field: 'organization.country' }],
  sources: [],
  remedies: [answerRemedy('organization.country')],
  field: 'organization.country',
  confirm: false,
}

export function hostingFindings(
  reading: HostingReading,
  result: JurisdictionResult,
  view: HostingView,
  changes: readonly Cleared[],
  knowledge: Knowledge,
): readonly Finding[] {
  const context = { reading, result, view, changes, knowledge }
  return [
    ...result.gates.flatMap((gate) => gateFindings(gate, context)),
    ...weakRoutes(context),
    ...sealNotEvidenced(context),
    ...unverifiedFindings(context),
  ]
}

function gateFindings(gate: Gate, context: Context): readonly Finding[] {
  if (gate.outcome === 'met') return []
  if (gate.outcome === 'unknown') return gate.code === 'B-SEAL' ? [] : [unknownFinding(gate, context)]
  if (gate.code !== 'B-FOREIGN-ACCESS' && gate.code !== 'B-DISRUPTION') return [blockedFinding(gate, context)]
  const folder = gate.code === 'B-FOREIGN-ACCESS' ? 'exposure' : 'disruption'
  return context.view.exposures
    .filter((row) => gate.offending.includes(row.law))
    .map((row) => routeFinding(row, gate.code, `hosting/${folder}/${row.law}`, 'blocking', context))
}

/** One law that reaches data in clear, or that can stop the service. */
function routeFinding(
  row: ExposureRow,
  code: string,
  id: string,
  level: Finding['level'],
  context: Context,
): Finding {
  const { slug, requirement } = wordsOf(code)
  const headline = message('jurisdiction.route', {
    country: { country: row.country },
    law: lawNameValue(row, shortLaw),
    obtains: { term: `jurisdiction.obtains.${row.obtains}` },
    basis: { terms: row.basis.map((basis) => `jurisdiction.basis.${basis}`) },
  })
  const links = row.chain.map((link): Reason => ({
    step: 'fact',
    message:
      link.entity === null
        ? message('jurisdiction.link', { role: { term: `jurisdiction.role.${link.role}` }, country: { country: link.country } })
        : message('jurisdiction.linkNamed', {
            role: { term: `jurisdiction.role.${link.role}` },
            country: { country: link.country },
            entity: link.entity,
          }),
    field: link.field,
  }))
  const keys = row.obtains === 'plaintext_in_use' ? [message('jurisdiction.keysDoNotProtectUse')] : []
  return {
    id,
    rule: code,
    stage: 'hosting',
    level,
    headline,
    because: [
      ...requirementStep(requirement, slug, context),
      ...links,
      ...factSteps(['computeOperator', 'keyCustody', 'inUseProtection'], context),
      { step: 'rule', message: message('jurisdiction.law', { law: lawNameValue(row), citation: row.citation }), field: null },
      ...statusStep(row, context),
      { step: 'result', message: message('jurisdiction.confidence', { confidence: { term: `jurisdiction.confidence.${row.confidence}` } }), field: null },
      ...keys.map((text): Reason => ({ step: 'result', message: text, field: 'hosting.inUseProtection' })),
    ],
    sources: [...row.sources],
    remedies: remediesFor(code, context),
    field: row.chain[0]?.field ?? null,
    confirm: row.lawConfidence === 'unverified',
  }
}

function blockedFinding(gate: Gate, context: Context): Finding {
  const { slug, requirement } = wordsOf(gate.code)
  const headline = message(`jurisdiction.blocked.${slug}`, valuesOf(gate, context))
  return {
    id: findingId(gate),
    rule: gate.code,
    stage: 'hosting',
    level: 'blocking',
    headline,
    because: [
      ...requirementStep(requirement, slug, context),
      ...houseStep(gate, context),
      ...factSteps(gate.facts, context),
      ...ruleStep(gate, context),
      { step: 'result', message: headline, field: null },
    ],
    sources: sourcesFor(gate, context),
    remedies: remediesFor(gate.code, context),
    field: firstField(gate.facts) ?? requirement,
    confirm: restsOnUnverified(gate, context),
  }
}

function unknownFinding(gate: Gate, context: Context): Finding {
  const { requirement } = wordsOf(gate.code)
  const slug = slugOf(gate, context.reading.facts.data.classification)
  const headline = message(`jurisdiction.open.${slug}`, valuesOf(gate, context))
  const missing = gate.missing.flatMap(fieldOf)
  return {
    id: findingId(gate),
    rule: gate.code,
    stage: 'hosting',
    level: 'unknown',
    headline,
    because: [
      ...requirementStep(requirement, slug, context),
      ...houseStep(gate, context),
      ...missing.map((field): Reason => ({
        step: 'fact',
        message: message('jurisdiction.notKnown', { field: { term: `field.${field}.label` } }),
        field,
      })),
      ...unlistedStep(gate),
      ...ruleStep(gate, context),
      { step: 'result', message: headline, field: null },
    ],
    sources: sourcesFor(gate, context),
    remedies: missing.map(answerRemedy),
    field: missing[0] ?? requirement,
    confirm: restsOnUnverified(gate, context),
  }
}

/** Routes to data in clear that are too unsure to block, although the plan allows none. */
function weakRoutes(context: Context): readonly Finding[] {
  if (context.reading.facts.requirements.noForeignAccess !== true) return []
  const { obtains, atLeast } = context.knowledge.sovereignty.decisionModel.blocking
  return context.view.exposures
    .filter((row) => obtains.includes(row.obtains) && !isAtLeast(row.confidence, atLeast))
    .map((row) => routeFinding(row, 'B-FOREIGN-ACCESS', `hosting/exposure/${row.law}`, 'advisory', context))
}

/** A ceiling at or above the minimum is no evidence: criteria without an answer can only lower it. */
function sealNotEvidenced(context: Context): readonly Finding[] {
  const { seal } = context.view
  const gate = context.result.gates.find((one) => one.code === 'B-SEAL')
  if (seal.required === null || gate === undefined || gate.outcome !== 'unknown') return []
  const criteria = seal.objectives.reduce((sum, objective) => sum + objective.criteria, 0)
  const headline = message('jurisdiction.sealNotEvidenced', {
    required: seal.required,
    answered: seal.answers.length,
    criteria,
  })
  const rest =
    seal.overall === null ? message('jurisdiction.sealNoCeiling') : message('jurisdiction.sealCeiling', { ceiling: seal.overall })
  return [
    {
      id: 'hosting/seal-not-evidenced',
      rule: 'B-SEAL',
      stage: 'hosting',
      level: 'unknown',
      headline,
      because: [
        ...requirementStep('require.minimumSeal', 'seal', context),
        { step: 'result', message: rest, field: null },
        { step: 'result', message: headline, field: null },
      ],
      sources: frameworkSources(context.knowledge),
      remedies: [],
      field: 'require.minimumSeal',
      confirm: false,
    },
  ]
}

/** Entries that let a gate pass without having been verified: somebody must confirm them. */
function unverifiedFindings({ reading, result, view, knowledge }: Context): readonly Finding[] {
  const found: Finding[] = []
  const classification = classificationOf(reading.facts, knowledge)
  const permitted = result.gates.some((gate) => gate.code === 'B-CLASS' && gate.outcome === 'met')
  if (classification !== null && permitted && classification.confidence === 'unverified')
    found.push(
      confirmFinding(
        'hosting/classification-unverified',
        'B-CLASS',
        message('jurisdiction.confirmClassification', { level: classification.level }),
        'data.classification',
        [citation(classification.scheme, classification.level, knowledge.classifications.asOf, 'unverified'), ...classification.sources],
      ),
    )
  const read = (['hosting.operatorCountry', 'hosting.parentCountry'] as const).find((id) => view.origins[id] === 'provider')
  const { provider } = reading
  if (provider !== null && !provider.archetype && provider.confidence === 'unverified' && read !== undefined)
    found.push(
      confirmFinding(
        'hosting/provider-unverified',
        'jurisdiction/provider',
        message('jurisdiction.confirmProvider', { provider: provider.name }),
        read,
        [citation(provider.name, null, knowledge.providers.asOf, 'unverified'), ...provider.sources],
      ),
    )
  return found
}

function confirmFinding(
  id: string,
  rule: string,
  headline: Message,
  field: FieldId,
  sources: readonly Citation[],
): Finding {
  return {
    id,
    rule,
    stage: 'hosting',
    level: 'unknown',
    headline,
    because: [{ step: 'fact', message: headline, field }],
    sources: [...sources],
    remedies: [answerRemedy(field)],
    field,
    confirm: true,
  }
}

function findingId(gate: Gate): string {
  const { slug } = wordsOf(gate.code)
  const suffix = gate.code.includes(':') ? `/${gate.code.slice(gate.code.indexOf(':') + 1)}` : ''
  return `hosting/${slug}${suffix}`
}

/** Countries whose laws nobody has read for the reference data: more answers do not settle the gate. */
function unlistedStep(gate: Gate): readonly Reason[] {
  const said = unlistedMessage(gate)
  return said === null ? [] : [{ step: 'fact', message: said, field: null }]
}

function houseStep(gate: Gate, { knowledge }: Context): readonly Reason[] {
  const rule = houseRuleOf(gate.code, knowledge)
  if (rule === null) return []
  const asks = rule.requires.map((condition): Reason => ({ step: 'rule', message: conditionMessage(condition), field: null }))
  return [{ step: 'requirement', message: requirementMessage(gate, { seal: null, classification: null }, knowledge), field: null }, ...asks]
}

function requirementStep(field: FieldId | null, slug: string, context: Context): readonly Reason[] {
  if (field === null) return []
  const { requirements } = context.reading.facts
  const values: Record<string, MessageValue> = slug === 'seal' ? { required: requirements.minSeal ?? 0 } : {}
  return [{ step: 'requirement', message: message(`jurisdiction.required.${slug}`, values), field }]
}

function factSteps(ids: readonly HostingFactId[], { reading }: Context): readonly Reason[] {
  return ids.flatMap((id) =>
    fieldOf(id).flatMap((field): readonly Reason[] => {
      const value = reading.facts.hosting[id]
      if (value === null) return []
      const shown = { field: { term: `field.${field}.label` }, value: valueOf(field, value) }
      return [{ step: 'fact', message: message('jurisdiction.fact', shown), field }]
    }),
  )
}

/** What is peculiar about a law's status, such as a statute that lapsed while orders under it go on. */
function statusStep(row: ExposureRow, { knowledge }: Context): readonly Reason[] {
  if (row.statusText === null) return []
  const values = { text: row.statusText, day: { day: knowledge.jurisdictions.asOf } }
  return [{ step: 'rule', message: message('jurisdiction.lawStatus', values), field: null }]
}

function ruleStep(gate: Gate, { reading, knowledge }: Context): readonly Reason[] {
  const code = gate.code.split(':')[0] ?? gate.code
  const issue = knowledge.sovereignty.decisionModel.issues.find((one) => one.code === code)
  const own = code === 'B-CLASS' || code === 'B-CERT' ? (classificationOf(reading.facts, knowledge)?.rule ?? null) : null
  return [
    ...(issue === undefined ? [] : [message('jurisdiction.rule', { rule: code, text: issue.text })]),
    ...(own === null ? [] : [message('jurisdiction.classificationRule', { text: own })]),
  ].map((text): Reason => ({ step: 'rule', message: text, field: null }))
}

/** Whether the gate rests on an entry that nobody has read a source for. */
function restsOnUnverified(gate: Gate, { reading, knowledge }: Context): boolean {
  const { slug } = wordsOf(gate.code)
  if (slug !== 'classification' && slug !== 'certificate') return false
  return classificationOf(reading.facts, knowledge)?.confidence === 'unverified'
}

function remediesFor(code: string, { changes }: Context): Remedy[] {
  return changes.filter((one) => one.clears.includes(code)).flatMap(({ change }) => changeRemedy(change))
}

function changeRemedy(change: Change): readonly Remedy[] {
  return fieldOf(change.fact).map((field) => ({
    message: message('jurisdiction.change', {
      field: { term: `field.${field}.label` },
      value: valueOf(field, change.value),
    }),
    field,
    value: change.value,
  }))
}

function answerRemedy(field: FieldId): Remedy {
  return { message: message('jurisdiction.answer', { field: { term: `field.${field}.label` } }), field, value: null }
}

function firstField(ids: readonly HostingFactId[]): FieldId | null {
  return ids.flatMap(fieldOf)[0] ?? null
}
