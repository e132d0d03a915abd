/** Requirements: who, for what, with which data, how many, and what the organization insists on. */
import { ArrowDown } from 'lucide-react'
import { fields, type FieldId } from '../../shared/plan/fields.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { QuestionCards } from './question-cards.tsx'
import css from './question-cards.module.css'
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
    <StagePage stage="requirements" verdict={<RequirementsVerdict />}>
      <QuestionCards stage="requirements" groups={requirementGroups} />
    </StagePage>
  )
}

/** Whether everything is answered that the later stages need, and the way to the first answer that is not given. */
function RequirementsVerdict() {
  const text = useText()
  const goToStage = useUi((store) => store.goToStage)
  const { assessment, document, copy } = useOpenPlan()
  const { answers } = document.plan
  const asked = Object.values<readonly FieldId[]>(requirementGroups).flat()
  const isAnswered = (id: FieldId): boolean => answers[id] !== undefined
  const open = asked.filter((id) => fields[id].required && !isAnswered(id))
  const [first] = open
  const { advisory, blocking, unknown } = assessment.stages.requirements
  return (
    <Verdict
      state={blocking > 0 ? 'blocking' : open.length + unknown > 0 ? 'unknown' : advisory > 0 ? 'advisory' : 'ok'}
      headline={text.word('requirementsScreen.needed', { count: open.length })}
      detail={text.word('groups.progress', { answered: asked.filter(isAnswered).length, all: asked.length })}
      {...(first === undefined || copy !== null
        ? {}
        : {
            action: (
              <Button icon={ArrowDown} onPress={() => goToStage('requirements', first)}>
                {text.word('requirementsScreen.goOpen')}
              </Button>
            ),
          })}
    >
      <nav aria-label={text.word('groups.title')} className={css['jumps']}>
        {Object.entries<readonly FieldId[]>(requirementGroups).map(([name, ids]) => {
          const answered = ids.filter(isAnswered).length
          return (
            <Button
              key={name}
              size="small"
              variant="quiet"
              onPress={() => goToStage('requirements', ids[0] ?? null)}
            >
              {text.wordOr(`group.requirements.${name}`)} <span className={css['count']}>{`${text.number(answered)}/${text.number(ids.length)}`}</span>
            </Button>
          )
        })}
      </nav>
    </Verdict>
  )
}
