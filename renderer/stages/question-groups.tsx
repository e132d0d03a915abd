/**
 * The questions of a stage by topic, each topic folded with its progress. Only what something asks is shown: what the
 * stage needs, what a record or framework of this plan needs, and what was answered. The rest is one switch away.
 */
import { useState } from 'react'
import { fieldIds, fields, type FieldId } from '../../shared/plan/fields.ts'
import type { AskingStage } from '../../shared/plan/assess.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { FoldingCard } from '../ui/folding-card.tsx'
import { Switch } from '../ui/switch.tsx'
import { Progress, Questions, useTarget } from './question-cards.tsx'
import css from './question-cards.module.css'

export type QuestionGroupsProps = {
  readonly stage: AskingStage
  /** Fields by the name of their group; the title is the word `group.<stage>.<name>`. */
  readonly groups: Readonly<Record<string, readonly FieldId[]>>
  /** Fields that the screen asks elsewhere. */
  readonly elsewhere: readonly FieldId[]
  /** Fields that are shown only when something asks for them. */
  readonly onDemand: (id: FieldId) => boolean
}

export function QuestionGroups({ stage, groups, elsewhere, onDemand }: QuestionGroupsProps) {
  const text = useText()
  const [all, setAll] = useState(false)
  const { answers } = useOpenPlan().document.plan
  const target = useTarget()
  const named = new Set([...Object.values(groups).flat(), ...elsewhere])
  const rest = fieldIds.filter((id) => fields[id].stage === stage && !named.has(id))
  const complete: Readonly<Record<string, readonly FieldId[]>> = rest.length === 0 ? groups : { ...groups, more: rest }
  const isShown = (id: FieldId): boolean => all || !onDemand(id) || answers[id] !== undefined || id === target
  return (
    <section className={css['groups']} aria-label={text.word('groups.title')}>
      <div className={css['groupsHead']}>
        <h2>{text.word('groups.title')}</h2>
        <Switch label={text.word('groups.showAll')} isSelected={all} onChange={setAll} />
      </div>
      {Object.entries(complete).map(([name, ids]) => {
        const shown = ids.filter(isShown)
        const needed = shown.filter((id) => fields[id].required && answers[id] === undefined).length
        return shown.length === 0 ? null : (
          <FoldingCard
            key={name}
            title={text.wordOr(name === 'more' ? 'group.more' : `group.${stage}.${name}`)}
            heldOpen={shown.some((id) => id === target)}
            aside={<Progress answered={shown.filter((id) => answers[id] !== undefined).length} all={shown.length} needed={needed} />}
          >
            <Questions ids={shown} />
          </FoldingCard>
        )
      })}
    </section>
  )
}
