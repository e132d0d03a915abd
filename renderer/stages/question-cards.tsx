/** Questions in titled cards. A question of the stage that no group names stands in a last card, so that none is lost. */
import type { ReactNode } from 'react'
import { fieldIds, fields, type FieldId } from '../../shared/plan/fields.ts'
import type { AskingStage } from '../../shared/plan/assess.ts'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { PlanField } from './plan-field.tsx'
import css from './question-cards.module.css'

export type QuestionCardsProps = {
  readonly stage: AskingStage
  /** Fields by the name of their group; the title is the word `group.<stage>.<name>`. */
  readonly groups: Readonly<Record<string, readonly FieldId[]>>
  /** Fields that the screen asks elsewhere, or that do not matter for this plan. */
  readonly elsewhere?: readonly FieldId[]
  /** What stands under a question, such as what the reference data says as long as there is no answer. */
  readonly below?: (id: FieldId) => ReactNode
}

export function QuestionCards({ stage, groups, elsewhere = [], below }: QuestionCardsProps) {
  const text = useText()
  const named = new Set([...Object.values(groups).flat(), ...elsewhere])
  const rest = fieldIds.filter((id) => fields[id].stage === stage && !named.has(id))
  const all = rest.length === 0 ? groups : { ...groups, more: rest }
  return Object.entries(all).map(([name, ids]) =>
    ids.length === 0 ? null : (
      <Card key={name} title={text.wordOr(name === 'more' ? 'group.more' : `group.${stage}.${name}`)}>
        <div className={css['questions']}>
          {ids.map((id) => (
            <div key={id} className={isWide(id) ? css['wide'] : undefined}>
              <PlanField id={id} />
              {below?.(id)}
            </div>
          ))}
        </div>
      </Card>
    ),
  )
}

/** Long texts and long lists take the whole width. */
export function isWide(id: FieldId): boolean {
  const spec = fields[id]
  return (spec.kind === 'text' && spec.multiline) || spec.kind === 'choices'
}
