/**
 * Model: may this organization use this version of this model, what is really open about it, does it fit the
 * requirements, and what happens when a better version is opened later.
 */
import { assessOpenness, type Openness, type WeightsLicense } from '../../domain/openness.ts'
import type { LicenseChange } from '../../domain/license/change.ts'
import type { FiredRule, LicenseOutcome, LicenseVerdict, PendingRule } from '../../domain/license.ts'
import type { License, LicenseTerm } from '../../domain/license-pack.ts'
import type { Model } from '../../domain/model-pack.ts'
import { message, type Finding, type FindingLevel } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { assessLicense, licenseOf, outcomeFor } from '../model/license-findings.ts'
import { checkContingency, contingencyOf, type Contingency } from '../model/contingency.ts'
import { checkDuties } from '../model/license-duties.ts'
import { checkOpenness } from '../model/openness-findings.ts'
import { checkEvidence } from '../model/evidence.ts'
import { checkModel, licenseAssignment, missingNeeds } from '../model/requirement-checks.ts'

/** The license of the chosen model and what it asks of the organization. */
export type ModelLicense = {
  readonly id: string | null
  readonly name: string | null
  readonly confidence: License['confidence']
  readonly grade: License['grade'] | null
  readonly verdict: LicenseVerdict
  readonly fired: readonly FiredRule[]
  readonly pending: readonly PendingRule[]
  readonly clauses: readonly string[]
  readonly unknownFacts: readonly string[]
  readonly changes: readonly LicenseChange[]
  /** All duties of the text, with what triggers each. */
  readonly duties: License['conditions']
  readonly terms: {
    readonly indemnity: LicenseTerm
    readonly termination: LicenseTerm
    readonly governingLaw: LicenseTerm
    readonly revocable: LicenseTerm
    readonly remoteRestriction: LicenseTerm
    readonly unilateralUpdate: LicenseTerm
  } | null
}

export type ModelAssessment = {
  readonly findings: readonly Finding[]
  readonly model: string | null
  readonly license: ModelLicense | null
  readonly openness: Openness | null
  /** Fields that the license of the chosen model asks for: what the form shows, and nothing more. */
  readonly asks: readonly FieldId[]
  readonly contingency: Contingency | null
}

export function assessModel(facts: Facts, knowledge: Knowledge): ModelAssessment {
  const contingency = contingencyOf(facts, knowledge)
  const later = checkContingency(facts, knowledge)
  const nothing = { model: null, license: null, openness: null, asks: [], contingency }
  const id = facts['model.id']
  if (id === null) return { ...nothing, findings: [noModel('model.none', 'none', {}), ...later] }
  const model = modelOf(id, knowledge)
  if (model === null)
    return { ...nothing, findings: [noModel('model.notInCatalog', 'not-in-catalog', { model: id }), ...later] }
  const assessed = assessLicense(model, facts, knowledge)
  const openness = opennessFor(model, knowledge)
  return {
    findings: [
      ...assessed.findings,
      ...licenseAssignment(model),
      ...checkDuties(model, facts, knowledge),
      ...missingNeeds(model, facts),
      ...checkModel(model, facts),
      ...checkOpenness(model.name, openness, facts, knowledge),
      ...checkEvidence(model, facts, knowledge.evaluations),
      ...later,
    ],
    model: model.id,
    license: modelLicense(assessed.license, assessed.outcome, assessed.changes),
    openness,
    asks: assessed.asks,
    contingency,
  }
}

/** One row of the model table: the license verdict and whether the requirements are met, for any model. */
export type ModelSuitability = {
  readonly license: string | null
  readonly verdict: LicenseVerdict
  readonly clauses: readonly string[]
  readonly unknownFacts: readonly string[]
  /** True when the verdict rests on an unverified fact. */
  readonly confirm: boolean
  /** The worst finding about languages, content, context and release; null when nothing stands against the model. */
  readonly language: FindingLevel | null
  readonly modality: FindingLevel | null
  readonly context: FindingLevel | null
  readonly release: FindingLevel | null
}

/** The license verdict of any model for this plan. An id that is not in the catalog needs legal review. */
export function licenseVerdictFor(
  modelId: string,
  facts: Facts,
  knowledge: Knowledge,
): Pick<ModelSuitability, 'license' | 'verdict' | 'clauses' | 'unknownFacts' | 'confirm'> {
  const model = modelOf(modelId, knowledge)
  if (model === null)
    return { license: null, verdict: 'needs legal review', clauses: [], unknownFacts: ['license'], confirm: false }
  const { verdict, clauses, unknownFacts } = outcomeFor(model, facts, knowledge)
  const license = licenseOf(model, knowledge)
  const confirm = license === null || license.confidence === 'unverified' || licenseAssignment(model).length > 0
  return { license: model.license, verdict, clauses, unknownFacts, confirm }
}

export function suitabilityOf(modelId: string, facts: Facts, knowledge: Knowledge): ModelSuitability {
  const model = modelOf(modelId, knowledge)
  const findings = model === null ? [] : checkModel(model, facts)
  const worst = (rules: readonly string[]): FindingLevel | null => {
    const levels = findings.filter(({ rule }) => rules.includes(rule)).map(({ level }) => level)
    return (['blocking', 'unknown', 'advisory'] as const).find((level) => levels.includes(level)) ?? null
  }
  return {
    ...licenseVerdictFor(modelId, facts, knowledge),
    language: worst(['M-LANGUAGE']),
    modality: worst(['M-MODALITY', 'M-TEXT-OUT']),
    context: worst(['M-CONTEXT']),
    release: worst(['M-RELEASED', 'M-INSTRUCT']),
  }
}

/** What is open about a model of the catalog. */
export function opennessFor(model: Model, knowledge: Knowledge): Openness {
  const license = licenseOf(model, knowledge)
  return assessOpenness(
    {
      record: knowledge.openness.records.find(({ family }) => family === model.opennessFamily) ?? null,
      license: license === null ? null : weightsLicense(license),
      // A repository of a released model is where its weights are; the lack of one says nothing.
      weightsPublished: model.status === 'released' && model.repository !== null ? true : null,
    },
    knowledge.openness,
  )
}

export function modelOf(id: string, knowledge: Knowledge): Model | null {
  return knowledge.models.models.find((model) => model.id === id) ?? null
}

function weightsLicense(license: License): WeightsLicense {
  return {
    id: license.id,
    category: license.category,
    osiApproved: license.osiApproved,
    use: license.grants.use,
    modify: license.grants.modify,
    distribute: license.grants.distribute,
    limits: [
      ...license.thresholds.map(({ effect, metric, clause }) => ({ text: `${metric}: ${effect}`, clause })),
      ...license.territory.map(({ excluded, clause }) => ({ text: excluded, clause })),
      ...license.fieldOfUse.map(({ text, clause }) => ({ text, clause })),
      // A rule without conditions binds everyone who uses the weights, such as an acceptable use policy.
      ...license.rules.filter(({ when }) => when.length === 0).map(({ text, clause }) => ({ text, clause })),
    ],
  }
}

function modelLicense(
  license: License | null,
  outcome: LicenseOutcome,
  changes: readonly LicenseChange[],
): ModelLicense {
  return {
    id: license?.id ?? null,
    name: license?.name ?? null,
    confidence: license?.confidence ?? 'unverified',
    grade: license?.grade ?? null,
    ...outcome,
    changes,
    duties: license?.conditions ?? [],
    terms:
      license === null
        ? null
        : {
            indemnity: license.indemnity,
            termination: license.termination,
            governingLaw: license.governingLaw,
            ...license.revocability,
          },
  }
}

function noModel(words: string, id: string, values: Readonly<Record<string, string>>): Finding {
  const headline = message(words, { ...values })
  return {
    id: `model/${id}`,
    rule: 'M-CHOSEN',
    stage: 'model',
    level: 'unknown',
    headline,
    because: [{ step: 'result', message: headline, field: 'model.id' }],
    sources: [],
    remedies: [{ message: message('model.choose'), field: 'model.id', value: null }],
    field: 'model.id',
    confirm: false,
  }
}
