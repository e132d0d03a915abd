/**
 * From a plan's answers to the facts that license rules ask for. Nothing takes a default here: what the planner did not
 * answer stays unknown, and follows from another answer only where it cannot be otherwise.
 */
import type { LicenseFacts, PartialList } from '../domain/license/fact.ts'
import type { FieldId, Facts } from './fields.ts'

/** The answer that settles each license fact. Facts of the model itself and of Homeport's way of working have none. */
export const fieldOfLicenseFact: Readonly<Record<string, FieldId>> = {
  org_domicile: 'organization.country',
  territories: 'purpose.territories',
  org_type: 'organization.type',
  sector: 'organization.sector',
  commercial_use: 'purpose.commercialUse',
  internal_only: 'purpose.servesThirdParties',
  serves_third_parties: 'purpose.servesThirdParties',
  use_tags: 'purpose.tags',
  human_in_loop: 'purpose.humanInLoop',
  production_use: 'license.productionUse',
  will_finetune: 'license.willFineTune',
  distributes_finetuned: 'license.distributesFineTuned',
  redistributes_weights: 'license.redistributesWeights',
  trains_other_model_with_outputs: 'license.trainsOtherModels',
  other_model_same_family: 'license.otherModelSameFamily',
  other_model_distributed: 'license.otherModelDistributed',
  other_model_general_purpose: 'license.otherModelGeneralPurpose',
  other_model_competes_with_licensor: 'license.otherModelCompetes',
  offers_model_as_a_service: 'license.offersModelAsService',
  maas_or_assistant_business: 'license.modelServiceBusiness',
  end_user_of_integrated_product: 'license.endUserOfProduct',
  mau_on_release_date: 'license.usersOnReleaseDay',
  mau_current: 'license.monthlyUsers',
  product_monthly_revenue_usd: 'license.productMonthlyRevenue',
  org_monthly_revenue_usd: 'license.organizationMonthlyRevenue',
  annual_group_revenue_usd: 'license.groupYearlyRevenue',
  guardrails_removed: 'license.removesGuardrails',
  competes_with_licensor: 'license.competesWithLicensor',
  registered_with_licensor: 'license.registered',
  separate_agreement: 'license.separateAgreement',
  has_ip_suit_against_model: 'license.patentSuit',
  lawful_basis_confirmed: 'license.lawfulBasis',
  can_give_indemnity: 'license.canIndemnify',
}

/** What the license engine must know of the model itself. */
export type LicensedModel = { readonly modalities: { readonly in: readonly string[]; readonly out: readonly string[] } }

/** Facts for one model; null for the model leaves the facts about it unknown. */
export function licenseFacts(facts: Facts, model: LicensedModel | null): LicenseFacts {
  const thirdParties = facts['purpose.servesThirdParties']
  const fineTunes = facts['license.willFineTune']
  const trains = facts['license.trainsOtherModels']
  const aboutOther = (answer: boolean | null): boolean | null => (trains === false ? false : answer)
  return {
    org_domicile: facts['organization.country'],
    territories: filled(facts['purpose.territories']),
    org_type: facts['organization.type'],
    sector: facts['organization.sector'],
    commercial_use: facts['purpose.commercialUse'],
    internal_only: thirdParties === null ? null : !thirdParties,
    serves_third_parties: thirdParties,
    use_tags: useTags(facts),
    human_in_loop: facts['purpose.humanInLoop'],
    production_use: facts['license.productionUse'] ?? (facts['identity.phase'] === 'production' ? true : null),
    will_finetune: fineTunes,
    distributes_finetuned: fineTunes === false ? false : facts['license.distributesFineTuned'],
    redistributes_weights: facts['license.redistributesWeights'],
    trains_other_model_with_outputs: trains,
    other_model_same_family: aboutOther(facts['license.otherModelSameFamily']),
    other_model_distributed: aboutOther(facts['license.otherModelDistributed']),
    other_model_general_purpose: aboutOther(facts['license.otherModelGeneralPurpose']),
    other_model_competes_with_licensor: aboutOther(facts['license.otherModelCompetes']),
    offers_model_as_a_service: thirdParties === false ? false : facts['license.offersModelAsService'],
    maas_or_assistant_business: facts['license.modelServiceBusiness'],
    multimodal_model: model === null ? null : isMultimodal(model),
    end_user_of_integrated_product: facts['license.endUserOfProduct'],
    mau_on_release_date: facts['license.usersOnReleaseDay'],
    mau_current: facts['license.monthlyUsers'],
    product_monthly_revenue_usd: dollars(facts['license.productMonthlyRevenue']),
    org_monthly_revenue_usd: dollars(facts['license.organizationMonthlyRevenue']),
    annual_group_revenue_usd: dollars(facts['license.groupYearlyRevenue']),
    guardrails_removed: facts['license.removesGuardrails'],
    competes_with_licensor: facts['license.competesWithLicensor'],
    registered_with_licensor: facts['license.registered'],
    separate_agreement: facts['license.separateAgreement'],
    // Homeport plans the running of weights on machines that the organization chose.
    requires_local_weights: true,
    has_ip_suit_against_model: facts['license.patentSuit'],
    lawful_basis_confirmed: facts['license.lawfulBasis'],
    can_give_indemnity: facts['license.canIndemnify'],
  }
}

/** An empty list says nothing: every use takes place somewhere and for something. */
function filled(list: readonly string[] | null): readonly string[] | null {
  return list === null || list.length === 0 ? null : list
}

/** Uses that mean another use in the words of license rules. */
const implied: Readonly<Record<string, readonly string[]>> = {
  biometric_identification: ['biometric'],
  emotion_recognition: ['biometric'],
  benefits_eligibility: ['high_stakes_decision'],
  employment_decisions: ['high_stakes_decision'],
  education_scoring: ['high_stakes_decision'],
  social_scoring: ['high_stakes_decision'],
}

/** Sensitive data is asked twice: as a use, and as a property of the data. Either answer makes it so. */
function useTags(facts: Facts): readonly string[] | PartialList | null {
  const tags = filled(facts['purpose.tags'])
  if (tags === null) return null
  const has = [...new Set(tags.flatMap((tag) => [tag, ...(implied[tag] ?? [])]))]
  const sensitive = 'sensitive_personal_data'
  if (has.includes(sensitive) || facts['data.personal'] === false) return has
  const special = facts['data.specialCategories']
  if (special === true) return [...has, sensitive]
  return special === false ? has : { has, may: [sensitive] }
}

const kinds = ['text', 'image', 'audio', 'video'] as const

/** More than one kind of content in or out. A vector or a score is no content. */
function isMultimodal({ modalities }: LicensedModel): boolean {
  const all = [...modalities.in, ...modalities.out]
  return kinds.filter((kind) => all.includes(kind)).length > 1
}

/** Whole dollars, rounded up: a threshold is never missed by a fraction. */
function dollars(cents: number | null): number | null {
  return cents === null ? null : Math.ceil(cents / 100)
}
