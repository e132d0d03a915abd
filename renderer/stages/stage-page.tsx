/** The frame of every stage: title, what it is checked against, the verdict, then the screen's own content and findings. */
import type { ReactNode } from 'react'
import { fields, isFieldId } from '../../shared/plan/fields.ts'
import type { AskingStage } from '../../shared/plan/assess.ts'
import type { Finding, Remedy, TableEntry } from '../../shared/domain/vocabulary.ts'
import { useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { FindingList } from '../ui/finding.tsx'
import { PageHead } from '../ui/page.tsx'

export type StagePageProps = {
  readonly stage: AskingStage
  /** The answer of the stage in words, on top. */
  readonly verdict?: ReactNode
  readonly actions?: ReactNode
  readonly lead?: ReactNode
  readonly children: ReactNode
}

export function StagePage({ stage, verdict, actions, lead, children }: StagePageProps) {
  const text = useText()
  return (
    <>
      <PageHead
        title={text.word(`stage.${stage}`)}
        lead={lead ?? text.word(`lead.${stage}`)}
        {...(actions === undefined ? {} : { actions })}
      />
      {verdict}
      {children}
      <StageFindings stage={stage} />
    </>
  )
}

/** The findings of one stage, each with its reasons, sources and what would change it. */
export function StageFindings({ stage }: { readonly stage: AskingStage }) {
  const text = useText()
  const plan = useOpenPlan()
  const closed = new Set(plan.assessment.standings.filter((one) => one.closed).map((one) => one.finding))
  const findings = plan.assessment.findings.filter((finding) => finding.stage === stage)
  const actions = useFindingActions()
  if (findings.length === 0) return null
  return (
    <Card title={text.word('finding.list')} flush>
      <FindingList findings={findings} isClosed={(finding) => closed.has(finding.id)} {...actions} />
    </Card>
  )
}

/** Goes to the answer behind a finding, and gives the answer that a remedy proposes, or goes there. Undo takes it back. */
export function useFindingActions() {
  const dispatch = usePlanStore((store) => store.dispatch)
  const goToStage = useUi((store) => store.goToStage)
  return {
    onGo: (field: string) => {
      if (isFieldId(field)) goToStage(fields[field].stage, field)
    },
    onGoEntry: (entry: TableEntry) => goToStage('obligations', null, entry),
    onRemedy: (remedy: Remedy, finding: Finding) => {
      if (remedy.field === null) {
        if (finding.entry !== undefined) goToStage(finding.stage, null, finding.entry)
        return
      }
      // Without a value the answer is the planner's own: go where it is given.
      if (remedy.value !== null)
        dispatch({ type: 'answer.set', field: remedy.field, value: remedy.value, basis: 'self-declared' })
      else if (isFieldId(remedy.field)) goToStage(fields[remedy.field].stage, remedy.field)
    },
  }
}
