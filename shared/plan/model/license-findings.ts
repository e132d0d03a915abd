/** What the license of the chosen model means for the plan: findings with rule, clause, facts and ways out. */
import {
  evaluateLicense,
  licenseRank,
  type FiredRule,
  type LicenseOutcome,
  type PendingRule,
} from '../../domain/license.ts'
import { licenseChanges, type LicenseChange } from '../../domain/license/change.ts'
import type { License } from '../../domain/license-pack.ts'
import { message, type Citation, type Finding, type Reason, type Remedy } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { fieldOfLicenseFact, licenseFacts, type LicensedModel } from '../license-facts.ts'
import { changeMessage, factTerm, metMessage, verdictTerm } from './license-words.ts'

/** The facts of a model that its license verdict rests on. */
export type ModelUnderLicense = LicensedModel & {
  readonly id: string
  readonly name: string
  readonly license: string | null
}

export type LicenseAssessment = {
  readonly license: License | null
  readonly outcome: LicenseOutcome
  /** Changes of one fact that would lead to a better or worse verdict. */
  readonly changes: readonly LicenseChange[]
  /** Fields that a rule of this license asks for, whether answered or not. */
  readonly asks: readonly FieldId[]
  readonly findings: readonly Finding[]
}

export function licenseOf(model: ModelUnderLicense, knowledge: Knowledge): License | null {
  return knowledge.licenses.licenses.find(({ id }) => id === model.license) ?? null
}

export function outcomeFor(model: ModelUnderLicense, facts: Facts, knowledge: Knowledge): LicenseOutcome {
  return evaluateLicense(licenseOf(model, knowledge), licenseFacts(facts, model), knowledge.licenses.facts)
}

export function assessLicense(model: ModelUnderLicense, facts: Facts, knowledge: Knowledge): LicenseAssessment {
  const license = licenseOf(model, knowledge)
  const outcome = outcomeFor(model, facts, knowledge)
  if (license === null) return { license, outcome, changes: [], asks: [], findings: [unknownLicense(model)] }
  const changes = licenseChanges(license, licenseFacts(facts, model), knowledge.licenses.facts)
  return { license, outcome, changes, asks: asksOf(license), findings: findingsOf(model, license, outcome, changes) }
}

function asksOf(license: License): readonly FieldId[] {
  const asked = license.rules.flatMap((rule) => rule.when.map(([fact]) => fieldOfLicenseFact[fact]))
  return [...new Set(asked.filter((field) => field !== undefined))].toSorted()
}

function findingsOf(
  model: ModelUnderLicense,
  license: License,
  outcome: LicenseOutcome,
  changes: readonly LicenseChange[],
): readonly Finding[] {
  const better = changes.filter(({ verdict }) => licenseRank(verdict) < licenseRank(outcome.verdict))
  const fired = outcome.fired.filter(({ rule }) => rule.effect !== 'condition')
  const waiting = outcome.pending.filter(({ rule }) => rule.effect !== 'condition')
  const missing = [...new Set(waiting.flatMap(({ needs }) => needs))].toSorted()
  const permitted = licenseRank(outcome.verdict) < licenseRank('needs legal review')
  return [
    ...fired.map((entry) => firedFinding(model, license, entry, better)),
    ...missing.map((fact) =>
      missingFinding(
        model,
        license,
        fact,
        waiting.filter(({ needs }) => needs.includes(fact)),
      ),
    ),
    ...(permitted && license.confidence === 'unverified' ? [unreadLicense(model, license)] : []),
  ]
}

function firedFinding(
  model: ModelUnderLicense,
  license: License,
  { rule, because }: FiredRule,
  better: readonly LicenseChange[],
): Finding {
  const values = { license: license.name, clause: rule.clause, text: rule.text }
  const prohibited = rule.effect === 'prohibited'
  const ownFacts = rule.when.map(([fact]) => fact)
  return {
    id: `model/license/${license.id}/${rule.id}`,
    rule: `${license.id}/${rule.id}`,
    stage: 'model',
    level: prohibited ? 'blocking' : 'advisory',
    headline: message(prohibited ? 'license.prohibited' : 'license.review', { ...values, model: model.name }),
    because: [
      modelHasLicense(model, license),
      ...because.map((met): Reason => ({
        step: 'requirement',
        message: metMessage(met),
        field: fieldOfLicenseFact[met.condition[0]] ?? null,
      })),
      { step: 'rule', message: message('license.rule', values), field: null },
      result(prohibited ? 'prohibited' : 'needs legal review'),
    ],
    sources: sourcesOf(license),
    remedies: [...better.filter(({ condition: [fact] }) => ownFacts.includes(fact)).map(remedyOf), anotherModel],
    field: rule.when.map(([fact]) => fieldOfLicenseFact[fact]).find((field) => field !== undefined) ?? 'model.id',
    confirm: license.confidence === 'unverified',
  }
}

function missingFinding(
  model: ModelUnderLicense,
  license: License,
  fact: string,
  waiting: readonly PendingRule[],
): Finding {
  const field = fieldOfLicenseFact[fact] ?? null
  return {
    id: `model/license/${license.id}/unknown/${fact}`,
    rule: waiting.map(({ rule }) => `${license.id}/${rule.id}`).join(' '),
    stage: 'model',
    level: 'unknown',
    headline: message('license.factMissing', { license: license.name, fact: factTerm(fact), count: waiting.length }),
    because: [
      modelHasLicense(model, license),
      ...waiting.map(({ rule }): Reason => ({
        step: 'rule',
        message: message('license.rule', { license: license.name, clause: rule.clause, text: rule.text }),
        field: null,
      })),
      { step: 'fact', message: message('license.factUnknown', { fact: factTerm(fact) }), field },
      result('needs legal review'),
    ],
    sources: sourcesOf(license),
    remedies: [{ message: message('license.answer', { fact: factTerm(fact) }), field, value: null }],
    field,
    confirm: license.confidence === 'unverified',
  }
}

function unknownLicense(model: ModelUnderLicense): Finding {
  return {
    id: 'model/license/unknown',
    rule: 'M-LICENSE-KNOWN',
    stage: 'model',
    level: 'unknown',
    headline: message('license.unknown', { model: model.name }),
    because: [
      { step: 'fact', message: message('license.notInCatalog', { model: model.name }), field: 'model.id' },
      { step: 'rule', message: message('license.noTextNoPermission'), field: null },
      result('needs legal review'),
    ],
    sources: [],
    remedies: [anotherModel],
    field: 'model.id',
    confirm: false,
  }
}

/** The verdict would be a permission, but nobody read the whole text: it must not count as one. */
function unreadLicense(model: ModelUnderLicense, license: License): Finding {
  const grade = { term: `license.grade.${license.grade}` }
  return {
    id: `model/license/${license.id}/unread`,
    rule: 'M-LICENSE-READ',
    stage: 'model',
    level: 'unknown',
    headline: message('license.unread', { license: license.name, grade }),
    because: [
      modelHasLicense(model, license),
      { step: 'fact', message: message('license.gradeIs', { grade }), field: null },
      { step: 'rule', message: message('license.unverifiedIsNoPass'), field: null },
    ],
    sources: sourcesOf(license),
    remedies: [{ message: message('license.confirmText', { license: license.name }), field: null, value: null }],
    field: 'model.id',
    confirm: true,
  }
}

const anotherModel: Remedy = { message: message('license.anotherModel'), field: 'model.id', value: null }

function remedyOf(change: LicenseChange): Remedy {
  const [fact, operator, value] = change.condition
  const field = fieldOfLicenseFact[fact] ?? null
  // A yes or no that settles it alone can be offered as the answer; `internal_only` is the opposite of its field.
  const settles = typeof value === 'boolean' && (operator === 'eq') === change.holds ? value : null
  const answer = typeof value !== 'boolean' ? null : (settles ?? !value)
  return {
    message: changeMessage(change),
    field,
    value: answer === null || field === null ? null : fact === 'internal_only' ? !answer : answer,
  }
}

function modelHasLicense(model: ModelUnderLicense, license: License): Reason {
  return {
    step: 'fact',
    message: message('license.modelHas', { model: model.name, license: license.name }),
    field: 'model.id',
  }
}

function result(verdict: LicenseOutcome['verdict']): Reason {
  const term = verdictTerm[verdict]
  return { step: 'result', message: message('license.result', { verdict: { term } }), field: null }
}

/** The sources of a license as findings carry them. */
export function sourcesOf(license: License): Citation[] {
  return license.sources.map(({ title, locator, url, date, confidence }) => ({ title, locator, url, date, confidence }))
}
