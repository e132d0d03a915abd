/**
 * Answers that cannot all be true, by rule as data. What an entry of a pack contradicts is said by the hosting stage, and
 * a license that forbids the stated use by the model stage; both stand in the risk register beside these.
 */
import { message, type Finding } from '../../domain/vocabulary.ts'
import { fields, type FieldId, type Facts } from '../fields.ts'
import { holdsAll, type Condition } from './condition.ts'

/** `asks`: worth asking when everything else holds and only this answer is missing. */
export type ContradictionRule = { readonly id: string; readonly when: readonly [Condition, ...Condition[]]; readonly fix: FieldId; readonly asks?: FieldId }

const hosted = ['OT-HYPER-SOV', 'OT-HYPER-REGION', 'OT-FOREIGN-CLOUD', 'OT-NATIONAL', 'OT-TR-PROVIDER', 'OT-PARTNER-SOV']

export const contradictionRules: readonly ContradictionRule[] = [
  { id: 'air-gap-remote-access', when: [['service.airGapped', 'is', true], ['hosting.vendorRemoteAccess', 'is', true]], fix: 'hosting.vendorRemoteAccess' },
  { id: 'no-network-remote-access', when: [['hosting.network', 'is', 'airgap'], ['hosting.vendorRemoteAccess', 'is', true]], fix: 'hosting.vendorRemoteAccess' },
  { id: 'no-network-hosted', when: [['hosting.network', 'is', 'airgap'], ['hosting.optionType', 'is', hosted]], fix: 'hosting.network' },
  { id: 'no-network-telemetry', when: [['hosting.network', 'is', 'airgap'], ['hosting.metadataCountries', 'outside', 'hosting.dataCountries']], fix: 'hosting.metadataCountries' },
  { id: 'data-at-home-support-abroad', when: [['require.dataCountries', 'answered', null], ['hosting.supportCountries', 'outside', 'require.dataCountries']], fix: 'hosting.supportCountries' },
  { id: 'data-at-home-operators-abroad', when: [['require.dataCountries', 'answered', null], ['hosting.opsStaffCountries', 'outside', 'require.dataCountries']], fix: 'hosting.opsStaffCountries' },
  { id: 'data-at-home-telemetry-abroad', when: [['require.dataCountries', 'answered', null], ['hosting.metadataCountries', 'outside', 'require.dataCountries']], fix: 'hosting.metadataCountries' },
  { id: 'no-foreign-access-escalation', when: [['require.noForeignAccess', 'is', true], ['hosting.supportEscalationAbroad', 'is', true]], fix: 'hosting.supportEscalationAbroad' },
  { id: 'nobody-but-oversight', when: [['purpose.humanInLoop', 'is', false], ['oversight.person', 'answered', null]], fix: 'purpose.humanInLoop' },
  { id: 'checked-but-decides', when: [['purpose.humanInLoop', 'is', true], ['system.decisionRole', 'is', 'decides']], fix: 'system.decisionRole' },
  {
    id: 'deleted-but-logged',
    when: [['data.personal', 'is', true], ['data.retentionDays', 'less-than', 'security.logRetentionDays'], ['security.logsHoldContent', 'is', true]],
    fix: 'security.logRetentionDays',
    asks: 'security.logsHoldContent',
  },
  { id: 'not-personal-but-special', when: [['data.personal', 'is', false], ['data.specialCategories', 'is', true]], fix: 'data.personal' },
  { id: 'not-personal-but-used', when: [['data.personal', 'is', false], ['purpose.tags', 'has', ['sensitive_personal_data', 'biometric_identification']]], fix: 'data.personal' },
  { id: 'public-chat-staff-only', when: [['purpose.tags', 'has', ['chatbot_public']], ['system.interactsWith', 'lacks', ['public']]], fix: 'system.interactsWith' },
  { id: 'not-commercial-company', when: [['purpose.commercialUse', 'is', 'no'], ['organization.type', 'is', ['commercial']], ['purpose.servesThirdParties', 'is', true]], fix: 'purpose.commercialUse' },
  { id: 'watched-after-logs', when: [['security.logRetentionDays', 'less-than', 'monitoring.everyDays']], fix: 'security.logRetentionDays' },
  { id: 'decides-internal-use', when: [['purpose.tags', 'has', ['automated_decision_rights']], ['system.decisionRole', 'is', 'none']], fix: 'system.decisionRole' },
  { id: 'keeps-but-no-copy', when: [['exit.escrow', 'is', 'none'], ['exit.keepsWeights', 'is', true]], fix: 'exit.escrow' },
  { id: 'accessible-without-standard', when: [['accessibility.standard', 'is', 'none'], ['accessibility.tested', 'is', true]], fix: 'accessibility.standard' },
]

/** Where every condition is known to hold. What is not known contradicts nothing, but is asked where it alone decides. */
export function contradictionFindings(facts: Facts): readonly Finding[] {
  return contradictionRules.flatMap((one): readonly Finding[] => {
    const { asks, when } = one
    if (holdsAll(when, facts) === true) return [found(one)]
    const rest = when.filter(([field]) => field !== asks)
    if (asks === undefined || facts[asks] !== null || holdsAll(rest, facts) !== true) return []
    return [{ ...found(one), level: 'unknown', headline: message(`assurance.contradictionOpen.${one.id}`), field: asks, remedies: [remedy(asks)] }]
  })
}

function remedy(field: FieldId): Finding['remedies'][number] {
  return { message: message('assurance.settle', { question: { term: `field.${field}.label` } }), field, value: null }
}

function found({ id, when, fix }: ContradictionRule): Finding {
  const read = when.flatMap(([field, operator, value]) => (operator === 'outside' || operator === 'less-than' ? [field, value] : [field]))
  return {
    id: `assurance/contradiction/${id}`,
    rule: `A-${id}`,
    stage: 'obligations',
    level: 'advisory',
    headline: message(`assurance.contradiction.${id}`),
    because: [
      ...[...new Set(read)]
        .filter(isField)
        .map((field) => ({ step: 'fact', message: message('assurance.answerOf', { question: { term: `field.${field}.label` } }), field }) as const),
      { step: 'rule', message: message('assurance.notBoth'), field: null },
    ],
    sources: [],
    remedies: [remedy(fix)],
    field: fix,
    confirm: false,
  }
}

function isField(value: unknown): value is FieldId {
  return typeof value === 'string' && Object.hasOwn(fields, value)
}
