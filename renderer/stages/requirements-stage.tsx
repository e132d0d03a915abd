/** Requirements: who, for what, with which data, how many, and what the organization insists on. */
import type { FieldId } from '../../shared/plan/fields.ts'
import { QuestionCards } from './question-cards.tsx'
import { StagePage } from './stage-page.tsx'

/** The questions in the order in which people think of them. */
export const requirementGroups = {
  who: [
    'organization.name',
    'organization.country',
    'organization.type',
    'organization.sector',
    'organization.owner',
    'organization.approver',
  ],
  purpose: [
    'identity.title',
    'purpose.summary',
    'purpose.tags',
    'purpose.humanInLoop',
    'purpose.servesThirdParties',
    'purpose.commercialUse',
    'purpose.users',
    'purpose.affected',
    'purpose.territories',
    'purpose.legalBasis',
    'purpose.alternatives',
    'identity.reference',
    'identity.phase',
    'identity.assessedOn',
  ],
  data: ['data.personal', 'data.specialCategories', 'data.classification', 'data.sources', 'data.retentionDays'],
  load: [
    'load.users',
    'load.peakConcurrency',
    'load.requestsPerUserAndDay',
    'load.promptTokens',
    'load.answerTokens',
    'load.contextTokens',
    'load.minimumSpeed',
    'load.maximumTimeToFirstToken',
    'load.growth',
    'service.languages',
    'service.modalities',
    'service.availability',
    'service.airGapped',
    'service.horizonMonths',
    'service.budget',
  ],
  demands: [
    'require.noForeignAccess',
    'require.noForeignDisruption',
    'require.minimumSeal',
    'require.dataCountries',
    'require.staffClearance',
    'require.knowledgeAgeDays',
  ],
} as const satisfies Record<string, readonly FieldId[]>

export function RequirementsStage() {
  return (
    <StagePage stage="requirements">
      <QuestionCards stage="requirements" groups={requirementGroups} />
    </StagePage>
  )
}
