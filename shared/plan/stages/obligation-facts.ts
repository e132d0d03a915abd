/** From the plan's answers to the facts that the conditions of the obligations pack read. */
import type { ObligationFacts } from '../../domain/obligations.ts'
import { riskClassOf, type ScreeningAnswers } from '../../domain/obligations/screening.ts'
import type { Facts, FieldId } from '../fields.ts'

/** The answers behind each fact. The first is the one to ask when the fact is not known. */
export const factFields = {
  annex_iii_points: ['class.annexPoints', 'class.euRisk'],
  buys_ai: ['role.buysAi'],
  data_role: ['role.dataProtection'],
  decision_role: ['system.decisionRole'],
  fine_tunes: ['license.willFineTune'],
  government_level: ['role.governmentLevel', 'organization.sector', 'organization.type'],
  high_risk: ['class.euRisk', 'screening.product', 'class.annexPoints', 'screening.profiling', 'screening.exceptions', 'screening.significantRisk'],
  impact_level: ['class.impactLevel'],
  in_service_from: ['system.inServiceFrom'],
  integrates_model: ['role.integratesModel'],
  interacts_with: ['system.interactsWith'],
  only_defence: ['class.onlyDefence', 'purpose.tags', 'organization.sector'],
  open_source_exemption: ['role.openSourceExemption'],
  org_country: ['organization.country'],
  org_type: ['organization.type'],
  output_modalities: ['system.outputs'],
  personal_data: ['data.personal'],
  practices: ['class.practices'],
  public_service: ['role.publicService', 'organization.type'],
  puts_into_service: ['role.putsIntoService'],
  roles: ['role.aiAct'],
  territories: ['purpose.territories'],
  us_high_impact: ['class.usHighImpact'],
  use_tags: ['purpose.tags'],
} as const satisfies Record<string, readonly [FieldId, ...FieldId[]]>

export type ObligationFactId = keyof typeof factFields

export function isObligationFact(id: string): id is ObligationFactId {
  return Object.hasOwn(factFields, id)
}

export function obligationFacts(facts: Facts): ObligationFacts {
  const type = facts['organization.type']
  // The planner's own conclusion first, then the one that the guided questions lead to. Neither: not known.
  const risk = facts['class.euRisk'] ?? riskClassOf(screeningAnswers(facts))
  return {
    annex_iii_points: risk === 'none' ? [] : facts['class.annexPoints'],
    buys_ai: facts['role.buysAi'],
    data_role: facts['role.dataProtection'],
    decision_role: facts['system.decisionRole'],
    fine_tunes: facts['license.willFineTune'],
    government_level: facts['role.governmentLevel'] ?? governmentLevel(facts),
    high_risk: risk,
    impact_level: facts['class.impactLevel'],
    in_service_from: facts['system.inServiceFrom'],
    integrates_model: facts['role.integratesModel'],
    interacts_with: facts['system.interactsWith'],
    only_defence: facts['class.onlyDefence'] ?? onlyDefence(facts),
    open_source_exemption: facts['role.openSourceExemption'],
    org_country: facts['organization.country'],
    org_type: type,
    output_modalities: facts['system.outputs'],
    personal_data: facts['data.personal'],
    practices: facts['class.practices'],
    // The condition speaks of private bodies; a public body falls under another alternative.
    public_service: type === 'public_body' ? false : facts['role.publicService'],
    puts_into_service: facts['role.putsIntoService'],
    roles: facts['role.aiAct'],
    territories: facts['purpose.territories'],
    us_high_impact: facts['class.usHighImpact'],
    use_tags: facts['purpose.tags'],
  } satisfies Record<ObligationFactId, unknown>
}

/** What the sector says about the level of government. Other sectors exist at each level, so the answer is asked. */
function governmentLevel(facts: Facts): string | null {
  switch (facts['organization.sector']) {
    case 'central_gov':
      return 'national'
    case 'regional_gov':
      return 'regional'
    case 'local_gov':
      return 'local'
    default: {
      const type = facts['organization.type']
      return type === null || type === 'public_body' ? null : 'none'
    }
  }
}

const defenceTags: readonly string[] = ['military', 'espionage', 'surveillance']

/** Without any sign of defence or national security the exclusion does not come up; with a sign it is asked. */
function onlyDefence(facts: Facts): false | null {
  const tags = facts['purpose.tags']
  const sector = facts['organization.sector']
  if (tags === null || sector === null || sector === 'defence') return null
  return tags.some((tag) => defenceTags.includes(tag)) ? null : false
}

/** The question behind each practice of Article 5, by the id of the practice in the obligations pack. */
export const practiceFields = {
  manipulation: 'screening.manipulation',
  vulnerability: 'screening.vulnerability',
  socialScoring: 'screening.socialScoring',
  crimePrediction: 'screening.crimePrediction',
  faceScraping: 'screening.faceScraping',
  workEmotions: 'screening.workEmotions',
  biometricTraits: 'screening.biometricTraits',
  liveIdentification: 'screening.liveIdentification',
  intimateImages: 'screening.intimateImages',
} as const satisfies Record<string, FieldId>

export const classFields = {
  product: 'screening.product',
  points: 'class.annexPoints',
  profiling: 'screening.profiling',
  exceptions: 'screening.exceptions',
  significantRisk: 'screening.significantRisk',
} as const satisfies Record<string, FieldId>

export function screeningAnswers(facts: Facts): ScreeningAnswers {
  return {
    practices: Object.fromEntries(Object.entries(practiceFields).map(([id, field]) => [id, facts[field]])),
    product: facts['screening.product'],
    points: facts['class.annexPoints'],
    profiling: facts['screening.profiling'],
    exceptions: facts['screening.exceptions'],
    significantRisk: facts['screening.significantRisk'],
  }
}
