/** A question of the plan, answered: joins a field's description, its answer in the store and what was refused. */
import { useMemo, useState } from 'react'
import type { FieldSpec } from '../../shared/plan/field.ts'
import { fields, type FieldId } from '../../shared/plan/fields.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { entriesOf } from '../../shared/plan/entries.ts'
import { answerText } from '../../shared/words/answer.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import type { ComboItem } from '../ui/combo.tsx'
import { FieldControl } from '../ui/fields/field-control.tsx'
import { QuietArrival } from '../ui/quiet-arrival.ts'
import { Referenced } from '../ui/referenced.tsx'
import css from './plan-field.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'
import { useQuestionTarget } from './use-question-target.ts'

export type PlanFieldProps = {
  readonly id: FieldId
  /** Entries to offer instead of the whole pack, such as the number formats that a model was published in. */
  readonly options?: readonly ComboItem[]
  readonly label?: string
}

export function PlanField({ id, options, label }: PlanFieldProps) {
  const text = useText()
  const plan = useOpenPlan()
  const dispatch = usePlanStore((store) => store.dispatch)
  const { place, visit } = useQuestionTarget(id)
  const isTarget = visit !== null
  const [left, setLeft] = useState<typeof visit>(null)
  const spec: FieldSpec = fields[id]
  const answer = plan.document.plan.answers[id]
  const currency = valueOf(plan.document.plan, 'costs.currency')
  const entries = useEntries(spec)
  const [refused, setRefused] = useState<string | null>(null)

  if (plan.copy !== null)
    return (
      <div ref={place} className={css['field']} data-target={isTarget || undefined} tabIndex={isTarget ? -1 : undefined}>
        <SignedAnswer id={id} {...(label === undefined ? {} : { label })} />
      </div>
    )
  const offered = options ?? entries
  return (
    <div ref={place} className={css['field']} data-target={isTarget || undefined} onBlur={() => setLeft(visit)}>
      <QuietArrival value={isTarget && left !== visit}>
        <FieldControl
          id={id}
          spec={spec}
          answer={answer === undefined ? undefined : { value: answer.value, basis: answer.basis }}
          onChange={(value) => {
            const given = typeof value === 'object' && value !== null ? [...value] : value
            const outcome = dispatch({ type: 'answer.set', field: id, value: given, basis: 'self-declared' })
            setRefused(outcome.ok ? null : text.word(`decide.${outcome.problem.code}`))
          }}
          onClear={() => {
            dispatch({ type: 'answer.clear', field: id })
            setRefused(null)
          }}
          {...(label === undefined ? {} : { label })}
          {...(refused === null ? {} : { error: refused })}
          {...(offered === null ? {} : { options: offered })}
          {...(currency === null ? {} : { currency })}
        />
      </QuietArrival>
    </div>
  )
}

/** An answer of a copy for review: read, never given. */
function SignedAnswer({ id, label }: { readonly id: FieldId; readonly label?: string }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const answer = useOpenPlan().document.plan.answers[id]
  const speech = { locale: text.locale, word: (word: string, values = {}) => text.say({ id: word, values }) }
  return (
    <dl className={css['signed']}>
      <dt>{label ?? text.wordOr(`field.${id}.label`)}</dt>
      <dd>{answer === undefined ? '–' : <Referenced>{answerText(id, answer.value, knowledge, speech)}</Referenced>}</dd>
    </dl>
  )
}

function useEntries(spec: FieldSpec): readonly ComboItem[] | null {
  const knowledge = usePlanKnowledge()
  return useMemo(
    () => (spec.kind === 'entry' ? entriesOf(spec.pack, knowledge) : null),
    [spec, knowledge],
  )
}
