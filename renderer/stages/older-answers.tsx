/**
 * Under a table: what it leaves open of the questions that it answers, with the way to say that this is not known, and the
 * texts that a plan of before gave instead. They count where the table says nothing.
 */
import { fields } from '../../shared/plan/fields.ts'
import { fieldsOfTable, tableAnswers, type AnsweringTable } from '../../shared/plan/assurance/table-answers.ts'
import { answerText } from '../../shared/words/answer.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { PlanText } from '../text/plan-text.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Row } from '../ui/page.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import css from './assurance.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function OlderAnswers({ table }: { readonly table: AnsweringTable }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const said = tableAnswers(plan)
  const speech = { locale: text.locale, word: (word: string, values = {}) => text.say({ id: word, values }) }
  const label = (id: string): string => text.wordOr(`field.${id}.label`)
  const ids = fieldsOfTable(table)
  const open = ids.filter((id) => said[id] === null && fields[id].required && plan.answers[id] === undefined)
  // "Not known" is of no interest any more once the table says it.
  const older = ids.filter((id) => plan.answers[id] !== undefined && !(plan.answers[id]?.value === null && said[id] !== null))
  if (open.length + older.length === 0) return null
  return (
    <div className={css['offers']}>
      {open.length === 0 ? null : (
        <Row>
          <StatusChip tone="warn">{text.word('groups.requiredOpen', { count: open.length })}</StatusChip>
          <span>{text.list(open.map(label))}</span>
          <Button
            changes
            variant="quiet"
            size="small"
            onPress={() => dispatch({ type: 'answers.change', answers: open.map((field) => ({ field, value: null, basis: 'self-declared' })) })}
          >
            {text.word('assuranceScreen.notKnownYet')}
          </Button>
        </Row>
      )}
      {older.length === 0 ? null : (
        <dl className={css['older']}>
          {older.map((id) => (
            <div key={id}>
              <dt>{label(id)}</dt>
              <dd>
                <PlanText>{answerText(id, plan.answers[id]?.value, knowledge, speech)}</PlanText>
                <span className={css['quiet']}>{text.word(plan.answers[id]?.value === null ? 'answer.notKnownHint' : said[id] === null ? 'assuranceScreen.olderCounts' : 'assuranceScreen.olderReplaced')}</span>
                <Button changes variant="text" onPress={() => dispatch({ type: 'answer.clear', field: id })}>
                  {text.word(plan.answers[id]?.value === null ? 'assuranceScreen.knownAfterAll' : 'assuranceScreen.olderRemove', { question: label(id) })}
                </Button>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
