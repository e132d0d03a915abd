/** Requirements: who, for what, with which data, how many, and what the organization insists on. */
import { ArrowDown } from 'lucide-react'
import { useState } from 'react'
import { fieldIds, fields, type FieldId } from '../../shared/plan/fields.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { FoldedQuestions } from './question-cards.tsx'
import { requirementGroups } from './requirement-groups.ts'
import css from './question-cards.module.css'
import { StagePage } from './stage-page.tsx'

/** Asked after all others: nobody has to answer them. */
const unnamed = fieldIds.filter((id) => fields[id].stage === 'requirements' && !Object.values<readonly FieldId[]>(requirementGroups).flat().includes(id))

export function RequirementsStage() {
  return (
    <StagePage stage="requirements" verdict={<RequirementsVerdict />}>
      <Topics />
    </StagePage>
  )
}

/** One topic at a time: the first that lacks a needed answer is open, and each leads to the next. */
function Topics() {
  const text = useText()
  const goToStage = useUi((store) => store.goToStage)
  const { answers } = useOpenPlan().document.plan
  const groups = [...Object.entries<readonly FieldId[]>(requirementGroups), ['more', unnamed] as const]
  const lacks = (ids: readonly FieldId[]): boolean => ids.some((id) => fields[id].required && answers[id] === undefined)
  const [first] = useState(() => groups.find(([, ids]) => lacks(ids))?.[0])
  const titleOf = (name: string): string => text.wordOr(name === 'more' ? 'group.more' : `group.requirements.${name}`)
  const folded = groups.map(([name, ids], place) => {
    const [topic, [next] = []] = groups[place + 1] ?? []
    return (
      <FoldedQuestions
        key={name}
        title={titleOf(name)}
        ids={ids}
        openAtFirst={name === first}
        foot={
          topic === undefined || next === undefined ? null : (
            <div className={css['next']}>
              <Button icon={ArrowDown} onPress={() => goToStage('requirements', next)}>
                {text.word('requirementsScreen.next', { topic: titleOf(topic) })}
              </Button>
            </div>
          )
        }
      />
    )
  })
  return (
    <section className={css['groups']} aria-label={text.word('groups.title')}>
      {folded}
    </section>
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
    />
  )
}
