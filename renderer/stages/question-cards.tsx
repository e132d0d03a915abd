/**
 * Questions in titled cards, open or folded with their progress. A question of the stage that no group names stands in a
 * last card, so that none is lost.
 */
import type { ReactNode } from 'react'
import { fieldIds, fields, type FieldId } from '../../shared/plan/fields.ts'
import type { AskingStage } from '../../shared/plan/assess.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { here } from '../state/location.ts'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { FoldingCard } from '../ui/folding-card.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { PlanField } from './plan-field.tsx'
import css from './question-cards.module.css'

type Below = (id: FieldId) => ReactNode

export type QuestionCardsProps = {
  readonly stage: AskingStage
  /** Fields by the name of their group; the title is the word `group.<stage>.<name>`. */
  readonly groups: Readonly<Record<string, readonly FieldId[]>>
  /** Fields that the screen asks elsewhere, or that do not matter for this plan. */
  readonly elsewhere?: readonly FieldId[]
  /** What stands under a question, such as what the reference data says as long as there is no answer. */
  readonly below?: Below
  /** Under one heading, each group folded with its progress; one with a needed answer missing is open at first. */
  readonly folded?: boolean
}

export function QuestionCards({ stage, groups, elsewhere = [], below, folded = false }: QuestionCardsProps) {
  const text = useText()
  const named = new Set([...Object.values(groups).flat(), ...elsewhere])
  const rest = fieldIds.filter((id) => fields[id].stage === stage && !named.has(id))
  const all: QuestionCardsProps['groups'] = rest.length === 0 ? groups : { ...groups, more: rest }
  const asked = Object.entries(all).filter(([, ids]) => ids.length > 0)
  const titleOf = (name: string): string => text.wordOr(name === 'more' ? 'group.more' : `group.${stage}.${name}`)
  if (folded)
    return (
      <section className={css['groups']} aria-label={text.word('groups.title')}>
        <div className={css['groupsHead']}>
          <h2>{text.word('groups.title')}</h2>
        </div>
        {asked.map(([name, ids]) => (
          <FoldedQuestions key={name} title={titleOf(name)} ids={ids} {...(below === undefined ? {} : { below })} />
        ))}
      </section>
    )
  return asked.map(([name, ids]) => (
    <QuestionCard key={name} title={titleOf(name)} ids={ids} {...(below === undefined ? {} : { below })} />
  ))
}

type GroupProps = { readonly title: string; readonly ids: readonly FieldId[]; readonly below?: Below }

/** One group of questions, open. `aside`: a control that helps to answer them. */
export function QuestionCard({ title, ids, below, aside }: GroupProps & { readonly aside?: ReactNode }) {
  return (
    <Card title={title} {...(aside === undefined ? {} : { aside })}>
      <Questions ids={ids} {...(below === undefined ? {} : { below })} />
    </Card>
  )
}

/** One group of questions, folded with its progress. A finding or a search that leads to one of them opens it. */
/** @param openAtFirst By default a group is open where a needed answer is missing. @param foot What follows the last question. */
export function FoldedQuestions({ title, ids, below, openAtFirst, foot }: GroupProps & { readonly openAtFirst?: boolean; readonly foot?: ReactNode }) {
  const { answers } = useOpenPlan().document.plan
  const target = useTarget()
  const needed = ids.filter((id) => fields[id].required && answers[id] === undefined).length
  return (
    <FoldingCard
      title={title}
      openAtFirst={openAtFirst ?? needed > 0}
      heldOpen={ids.some((id) => id === target)}
      aside={<Progress answered={ids.filter((id) => answers[id] !== undefined).length} all={ids.length} needed={needed} />}
    >
      <Questions ids={ids} {...(below === undefined ? {} : { below })} />
      {foot}
    </FoldingCard>
  )
}

/** How many of a group's questions are answered, and how many still have to be. */
export function Progress({ answered, all, needed }: { readonly answered: number; readonly all: number; readonly needed: number }) {
  const text = useText()
  return (
    <>
      {text.word('groups.progress', { answered, all })}
      {needed === 0 ? null : <StatusChip tone="warn">{text.word('groups.requiredOpen', { count: needed })}</StatusChip>}
    </>
  )
}

export function Questions({ ids, below }: Omit<GroupProps, 'title'>) {
  return (
    <div className={css['questions']}>
      {ids.map((id) => (
        <div key={id} className={isWide(id) ? css['wide'] : undefined}>
          <PlanField id={id} />
          {below?.(id)}
        </div>
      ))}
    </div>
  )
}

/** The question that a finding or the search led to. */
export function useTarget(): FieldId | null {
  return useUi((store) => {
    const location = here(store.history)
    return location.screen === 'stage' ? location.field : null
  })
}

/** Long texts and long lists take the whole width. */
function isWide(id: FieldId): boolean {
  const spec = fields[id]
  return (spec.kind === 'text' && spec.multiline) || spec.kind === 'choices'
}
