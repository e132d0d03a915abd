/** Low and high ends for the planner's own figures, so that the total is an honest range. */
import { Eraser } from 'lucide-react'
import { useState } from 'react'
import { fieldIds, fields, type FieldId } from '../../shared/plan/fields.ts'
import type { FieldSpec, Unit } from '../../shared/plan/field.ts'
import { takesRange } from '../../shared/plan/figure-range.ts'
import { answerText } from '../../shared/words/answer.ts'
import { parseNumber } from '../../shared/words/format.ts'
import { toShown, toStored, unitShape } from '../../shared/words/unit.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { PlanInputs } from '../ui/editable.tsx'
import { IconButton } from '../ui/button.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { FoldingCard } from '../ui/folding-card.tsx'
import { SmallPrint } from '../ui/page.tsx'
import { DataTable } from '../ui/table.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function CostRanges() {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const own = fieldIds.filter((id) => takesRange(id) && typeof plan.answers[id]?.value === 'number')
  const given = own.filter((id) => plan.ranges?.[id] !== undefined).length
  const likely = (id: FieldId): string =>
    answerText(id, plan.answers[id]?.value, knowledge, { locale: text.locale, word: (word, values = {}) => text.say({ id: word, values: { ...values } }) })
  return (
    <FoldingCard title={text.word('costsScreen.ranges')} aside={text.word('costsScreen.rangesGiven', { given, all: own.length })}>
      <SmallPrint>{text.word('costsScreen.rangesDetail')}</SmallPrint>
      {own.length === 0 ? (
        <p>{text.word('costsScreen.rangesEmpty')}</p>
      ) : (
        <DataTable
          caption={text.word('costsScreen.ranges')}
          captionHidden
          dense
          rows={own}
          rowKey={(id) => id}
          columns={[
            { key: 'figure', name: text.word('report.question'), rowHeader: true, width: '38%', cell: (id) => text.wordOr(`field.${id}.label`) },
            { key: 'low', name: text.word('report.low'), cell: (id) => <End id={id} end="low" key={`${id} ${String(plan.ranges?.[id]?.low)}`} /> },
            { key: 'likely', name: text.word('report.likely'), align: 'end', cell: likely },
            { key: 'high', name: text.word('report.high'), cell: (id) => <End id={id} end="high" key={`${id} ${String(plan.ranges?.[id]?.high)}`} /> },
            { key: 'clear', name: '', width: '3rem', cell: (id) => <Clear id={id} /> },
          ]}
        />
      )}
    </FoldingCard>
  )
}

function unitOf(id: FieldId): Unit {
  const spec: FieldSpec = fields[id]
  return spec.kind === 'number' ? spec.unit : 'count'
}

/** One end, typed and shown in the reader's language and in the unit of the question. */
function End({ id, end }: { readonly id: FieldId; readonly end: 'low' | 'high' }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const recorded = plan.ranges?.[id]
  const unit = unitOf(id)
  const shown = recorded === undefined ? '' : text.number(toShown(recorded[end], unit), { maximumFractionDigits: unitShape(unit).digits })
  const [typed, setTyped] = useState(shown)
  const [wrong, setWrong] = useState(false)
  const likely = plan.answers[id]?.value
  const keep = (): void => {
    if (typed.trim() === '' || typed === shown || typeof likely !== 'number') return setWrong(false)
    const number = parseNumber(typed, text.locale)
    const value = number === null ? null : toStored(number, unit)
    if (value === null || value < 0) return setWrong(true)
    const ends = { low: recorded?.low ?? likely, high: recorded?.high ?? likely, [end]: value }
    setWrong(!dispatch({ type: 'range.record', field: id, ends }).ok)
  }
  return (
    <PlanInputs>
      <PlainTextField
      label={text.word('costsScreen.rangeOf', { end: text.word(`report.${end}`), field: text.wordOr(`field.${id}.label`) })}
      labelHidden
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      {...(wrong ? { error: text.word('costsScreen.rangeFault') } : {})}
    />
    </PlanInputs>
  )
}

function Clear({ id }: { readonly id: FieldId }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  if (plan.ranges?.[id] === undefined) return null
  return (
    <IconButton
      changes
      label={`${text.word('costsScreen.rangeClear')}, ${text.wordOr(`field.${id}.label`)}`}
      icon={Eraser}
      size="small"
      onPress={() => dispatch({ type: 'range.clear', field: id })}
    />
  )
}
