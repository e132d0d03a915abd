/** The questions that a board will ask of this plan, the most open first, each with the way to its answer. */
import { ArrowRight } from 'lucide-react'
import { questionsShown } from '../../shared/plan/assurance/questions.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'

const tones = { open: 'warn', partly: 'note', answered: 'ok' } as const

export function BoardQuestionsCard() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const goToStage = useUi((store) => store.goToStage)
  const questions = (assessment.assurance?.questions ?? []).slice(0, questionsShown)
  if (questions.length === 0) return null
  const count = (state: string): number => questions.filter((question) => question.state === state).length
  return (
    <Card
      title={text.word('assuranceScreen.questions')}
      flush
      aside={text.word('assuranceScreen.questionsFinding', { open: count('open'), partly: count('partly'), answered: count('answered') })}
    >
      <DataTable
        caption={text.word('assuranceScreen.questions')}
        captionHidden
        dense
        maxHeight="34rem"
        rows={questions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'question',
            name: text.word('assuranceScreen.question'),
            rowHeader: true,
            width: '52%',
            cell: ({ id }) => <TwoLines first={text.wordOr(`question.${id}`)} second={text.wordOr(`question.${id}.why`)} />,
          },
          {
            key: 'state',
            name: text.word('assuranceScreen.state'),
            cell: ({ findings, state }) => (
              <TwoLines
                first={<StatusChip tone={tones[state]}>{text.word(`assurance.answer.${state}`)}</StatusChip>}
                second={findings.length === 0 ? '' : text.word('assuranceScreen.findingsOpen', { count: findings.length })}
              />
            ),
          },
          {
            key: 'field',
            name: text.word('assuranceScreen.answeredBy'),
            cell: ({ field, stage }) => (
              <Button variant="text" iconAfter={ArrowRight} onPress={() => goToStage(stage, field)}>
                {text.wordOr(`field.${field}.label`)}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  )
}
