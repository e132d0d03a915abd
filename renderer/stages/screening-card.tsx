/** Screening under the AI Act: guided questions on prohibited practices and on the class, each outcome with its reason. */
import type { FieldId } from '../../shared/plan/fields.ts'
import type { Screening } from '../../shared/domain/obligations/screening.ts'
import { classFields, practiceFields } from '../../shared/plan/stages/obligation-facts.ts'
import { stepReasons } from '../../shared/plan/stages/screening-findings.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import { here } from '../state/location.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FoldingCard } from '../ui/folding-card.tsx'
import { Columns, Row, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { PlanField } from './plan-field.tsx'
import css from './question-cards.module.css'

const practiceIds: readonly FieldId[] = Object.values(practiceFields)

/** The fields that the screening asks, so that no other card does. */
export const screeningFieldIds: readonly FieldId[] = [
  ...practiceIds,
  ...Object.values(classFields),
  'class.prohibitedPractice',
  'class.euRisk',
]

export function ScreeningCard() {
  const text = useText()
  const { document, assessment } = useOpenPlan()
  const { screening } = assessment.obligations
  const target = useUi((store) => {
    const location = here(store.history)
    return location.screen === 'stage' ? location.field : null
  })
  if (screening === null) return null
  const asked = screening.steps.map((step) => classFields[step.question])
  const conclusions: readonly FieldId[] = ['class.prohibitedPractice', 'class.euRisk']
  const answered = (ids: readonly FieldId[]): number => ids.filter((id) => document.plan.answers[id] !== undefined).length
  const progress = (ids: readonly FieldId[]): string =>
    text.word('groups.progress', { answered: answered(ids), all: ids.length })
  return (
    <>
      <Card title={text.word('screeningScreen.title')}>
        <Stack gap="loose">
          <Columns>
            <Practices screening={screening} />
            <RiskClass screening={screening} />
          </Columns>
          <div>
            <h3 className={css['part']}>{text.word('screeningScreen.conclusion')}</h3>
            <div className={css['questions']}>
              {conclusions.map((id) => (
                <PlanField key={id} id={id} />
              ))}
            </div>
          </div>
        </Stack>
      </Card>
      <FoldingCard
        title={text.word('screeningScreen.questions.practices')}
        aside={progress(practiceIds)}
        heldOpen={practiceIds.some((id) => id === target)}
      >
        <Questions ids={practiceIds} />
      </FoldingCard>
      <FoldingCard title={text.word('screeningScreen.questions.class')} aside={progress(asked)} heldOpen={asked.some((id) => id === target)}>
        <Questions ids={asked} />
      </FoldingCard>
    </>
  )
}

function Questions({ ids }: { readonly ids: readonly FieldId[] }) {
  return (
    <div className={css['pairs']}>
      {ids.map((id) => (
        <div key={id} className={id === 'class.annexPoints' || id === 'screening.exceptions' ? css['wide'] : undefined}>
          <PlanField id={id} />
        </div>
      ))}
    </div>
  )
}

const tones = { none: 'ok', open: 'note', found: 'stop' } as const

function Practices({ screening }: { readonly screening: Screening }) {
  const text = useText()
  const count = (outcome: string): number => screening.practices.filter((practice) => practice.outcome === outcome).length
  const { prohibited } = screening
  return (
    <div>
      <h3 className={css['part']}>{text.word('screeningScreen.practices')}</h3>
      <Stack gap="tight">
        <Row>
          <StatusChip tone={tones[prohibited]}>{text.word(`screeningScreen.chip.${prohibited}`)}</StatusChip>
        </Row>
        <p>
          {text.word(`screeningScreen.prohibited.${prohibited}`, {
            count: screening.practices.length,
            open: count('open'),
            found: count('found'),
          })}
        </p>
        {screening.practices
          .filter((practice) => practice.outcome === 'found')
          .map((practice) => (
            <p key={practice.id}>
              <Referenced>
                {text.word(practice.inForce ? 'obligations.practiceFound' : 'obligations.practiceLater', {
                  reference: practice.reference,
                  from: { day: practice.from },
                })}
              </Referenced>
            </p>
          ))}
        <TakeOver field="class.prohibitedPractice" value={prohibited === 'none' ? 'none' : prohibited === 'found' ? 'yes' : null} />
      </Stack>
    </div>
  )
}

function RiskClass({ screening }: { readonly screening: Screening }) {
  const text = useText()
  const { riskClass } = screening
  const tone = riskClass === null ? 'note' : riskClass === 'none' ? 'ok' : 'warn'
  return (
    <div>
      <h3 className={css['part']}>{text.word('screeningScreen.class')}</h3>
      <Stack gap="tight">
        <Row>
          <StatusChip tone={tone}>
            {riskClass === null ? text.word('screeningScreen.chip.open') : text.wordOr(`field.class.euRisk.option.${riskClass}`)}
          </StatusChip>
        </Row>
        <ul className={css['reasons']}>
          {stepReasons(screening)
            .slice(0, -1)
            .map((reason) => (
              <li key={reason.field}>
                <Referenced>{text.say(reason.message)}</Referenced>
              </li>
            ))}
        </ul>
        <TakeOver field="class.euRisk" value={riskClass} />
      </Stack>
    </div>
  )
}

/** Writes what the questions lead to as the planner's own conclusion. Nothing is taken over by itself. */
function TakeOver({ field, value }: { readonly field: 'class.prohibitedPractice' | 'class.euRisk'; readonly value: string | null }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  if (value === null || valueOf(plan, field) === value) return null
  return (
    <Row>
      <Button changes size="small" onPress={() => dispatch({ type: 'answer.set', field, value, basis: 'self-declared' })}>
        {text.word('screeningScreen.takeOver', { value: { term: `field.${field}.option.${value}` } })}
      </Button>
    </Row>
  )
}
