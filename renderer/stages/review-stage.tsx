/** Review: each finding is fixed, or closed by a named person with a reason. What blocks can only be fixed. */
import { Check, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Finding } from '../../shared/domain/vocabulary.ts'
import type { FindingDecision } from '../../shared/plan/plan.ts'
import { useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import { openCounts, stageNames, isAskingStage } from '../state/stage-states.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FindingList } from '../ui/finding.tsx'
import { PageHead, Row, Stack } from '../ui/page.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { BoardQuestionsCard } from './board-questions-card.tsx'
import { ChangesCard } from './changes-card.tsx'
import { useFindingActions } from './stage-page.tsx'

const kinds = ['accept', 'mitigate', 'waive'] as const
const levels = ['blocking', 'unknown', 'advisory'] as const

export function ReviewStage() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const actions = useFindingActions()
  const closed = new Set(assessment.standings.filter((standing) => standing.closed).map((standing) => standing.finding))
  const open = assessment.findings.filter((finding) => !closed.has(finding.id))
  return (
    <>
      <PageHead title={text.word('stage.review')} lead={text.word('review.lead')} />
      <ReviewVerdict />
      <MissingAnswers />
      <ChangesCard />
      <BoardQuestionsCard />
      {levels.map((level) => {
        const findings = open.filter((finding) => finding.level === level)
        return findings.length === 0 ? null : (
          <Card key={level} title={text.word(`review.${level}`, { count: findings.length })} flush>
            <FindingList
              findings={findings}
              {...actions}
              decisionFor={(finding) => (level === 'blocking' ? null : <DecisionForm finding={finding} />)}
            />
          </Card>
        )
      })}
      {closed.size === 0 ? null : (
        <Card title={text.word('review.closed', { count: closed.size })} flush>
          <FindingList
            findings={assessment.findings.filter((finding) => closed.has(finding.id))}
            {...actions}
            isClosed={() => true}
            decisionFor={(finding) => <DecisionRecord finding={finding} />}
          />
        </Card>
      )}
    </>
  )
}

function ReviewVerdict() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const goToStage = useUi((store) => store.goToStage)
  const { blocking, advisory, unknown } = openCounts(assessment)
  const action = (
    <Button variant="primary" onPress={() => goToStage('sign')}>
      {text.word('overview.goTo', { stage: text.word('stage.sign') })}
    </Button>
  )
  if (blocking > 0)
    return (
      <Verdict
        state="blocking"
        headline={text.word('overview.blocked', { count: blocking })}
        detail={text.word('review.blockedDetail')}
      />
    )
  if (assessment.outcome === 'incomplete')
    return <Verdict state="unknown" headline={text.word('review.incomplete')} detail={text.word('review.incompleteDetail')} />
  if (advisory + unknown > 0)
    return (
      <Verdict
        state="advisory"
        headline={text.word('overview.open', { count: advisory + unknown })}
        detail={text.word('overview.openDetail')}
        action={action}
      />
    )
  return (
    <Verdict
      state="ok"
      headline={text.word('overview.clear')}
      detail={text.word('review.checked', { count: assessment.findings.length })}
      action={action}
    />
  )
}

/** Needed answers that are still missing, each a way to its question. */
function MissingAnswers() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const goToStage = useUi((store) => store.goToStage)
  const stages = stageNames.filter(isAskingStage).filter((stage) => assessment.stages[stage].missing.length > 0)
  if (stages.length === 0) return null
  return (
    <Card title={text.word('review.missing')}>
      <Stack>
        {stages.map((stage) => (
          <Stack key={stage} gap="tight">
            <h3>{text.word(`stage.${stage}`)}</h3>
            <Row>
              {assessment.stages[stage].missing.map((field) => (
                <Button key={field} size="small" onPress={() => goToStage(stage, field)}>
                  {text.wordOr(`field.${field}.label`)}
                </Button>
              ))}
            </Row>
          </Stack>
        ))}
      </Stack>
    </Card>
  )
}

/** Accept, mitigate or waive, with a reason of at least ten characters and, if wanted, an end. */
function DecisionForm({ finding }: { readonly finding: Finding }) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [isOpen, setOpen] = useState(false)
  const [kind, setKind] = useState<FindingDecision['kind']>('accept')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const [error, setError] = useState<string | null>(null)
  if (!isOpen)
    return (
      <Button changes size="small" icon={Check} onPress={() => setOpen(true)}>
        {text.word('review.decide')}
      </Button>
    )
  const record = (): void => {
    if (reason.trim().length < 10) return setError(text.word('review.reasonShort'))
    if (until !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(until)) return setError(text.word('review.untilForm'))
    dispatch({
      type: 'finding.decide',
      finding: finding.id,
      kind,
      reason: reason.trim().normalize('NFC'),
      until: until === '' ? null : until,
    })
  }
  return (
    <Stack gap="tight">
      <SegmentedControl
        label={text.word('review.kind')}
        value={kind}
        onChange={setKind}
        segments={kinds.map((value) => ({ value, label: text.word(`review.kind.${value}`) }))}
      />
      <PlainTextField
        label={text.word('review.reason')}
        hint={text.word('review.reasonHint')}
        value={reason}
        onChange={setReason}
        multiline
        {...(error === null ? {} : { error })}
      />
      <PlainTextField
        label={text.word('review.until')}
        hint={text.word('review.untilHint')}
        value={until}
        onChange={setUntil}
      />
      <Row>
        <Button variant="primary" size="small" onPress={record}>
          {text.word('review.record')}
        </Button>
        <Button size="small" variant="quiet" onPress={() => setOpen(false)}>
          {text.word('app.cancel')}
        </Button>
      </Row>
    </Stack>
  )
}

/** What was decided, by whom and why, and the way back. */
function DecisionRecord({ finding }: { readonly finding: Finding }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const decision = plan.decisions[finding.id]
  if (decision === undefined) return null
  return (
    <Stack gap="tight">
      <p>
        {text.word('report.decidedBy', {
          decision: { term: `decision.${decision.kind}` },
          by: decision.by,
          day: { day: decision.at.slice(0, 10) },
          reason: decision.reason,
        })}{' '}
        {decision.until === null ? null : text.word('report.until', { day: { day: decision.until } })}
      </p>
      <Row>
        <Button
          changes
          size="small"
          icon={RotateCcw}
          onPress={() => dispatch({ type: 'finding.reopen', finding: finding.id })}
        >
          {text.word('review.reopen')}
        </Button>
      </Row>
    </Stack>
  )
}
