/** Where the plan stands: what stops it, the eight steps, and what happens when. */
import { dayOfInstant, addMonths } from '../../shared/base/instant.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { isFieldId } from '../../shared/plan/fields.ts'
import { briefOf } from '../../shared/plan/brief.ts'
import { Timeline, type TimelineLane } from '../charts/timeline.tsx'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import type { OpenPlan } from '../state/plan-store.ts'
import { isAskingStage, openFindings, stageNames, stageState } from '../state/stage-states.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { PageHead } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { StateIcon, toneOf } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { Verdict } from '../ui/verdict.tsx'
import css from './overview.module.css'
import { usePlanKnowledge } from '../stages/plan-knowledge.ts'

export function Overview() {
  const text = useText()
  const plan = useOpenPlan()
  const knowledge = usePlanKnowledge()
  const goToStage = useUi((store) => store.goToStage)
  const { plan: document } = plan.document
  const title = valueOf(document, 'identity.title') ?? text.word('home.untitled')
  const summary = valueOf(document, 'purpose.summary')
  const brief = briefOf(document, plan.assessment, knowledge)
  const ready = stageNames.filter((stage) => stageState(plan, stage) === 'ok').length
  return (
    <>
      <PageHead title={title} {...(summary === null ? {} : { lead: summary })} />
      <PlanVerdict plan={plan} />
      <Card title={text.word('overview.steps')} aside={text.word('overview.anyOrder', { ready })} flush>
        <DataTable
          caption={text.word('overview.steps')}
          captionHidden
          rows={stageNames}
          rowKey={(stage) => stage}
          onOpen={(stage) => goToStage(stage)}
          columns={[
            {
              key: 'step',
              name: text.word('app.steps'),
              rowHeader: true,
              cell: (stage) => (
                <span className={css['step']}>
                  <StateIcon state={stageState(plan, stage)} />
                  <Button variant="text" onPress={() => goToStage(stage)}>
                    {text.word(`stage.${stage}`)}
                  </Button>
                </span>
              ),
            },
            {
              key: 'brief',
              name: text.word('report.brief'),
              cell: (stage) => {
                const [main, ...others] = brief.filter((row) => row.stage === stage)
                if (main === undefined) return ownBrief(plan, stage, text)
                const named = others.map((row) => `${text.wordOr(row.label)}${text.colon} ${text.say(row.short)}`)
                const lines = named.map((line) => (
                  <span key={line} className={css['line']}>
                    {line}
                  </span>
                ))
                return lines.length === 0 ? text.say(main.message) : <TwoLines first={text.say(main.message)} second={lines} />
              },
            },
            {
              key: 'state',
              name: text.word('readiness.title'),
              align: 'end',
              cell: (stage) => (
                <StatusChip tone={toneOf(stageState(plan, stage))}>{stageWords(plan, stage, text)}</StatusChip>
              ),
            },
          ]}
        />
      </Card>
      <PlanTimeline plan={plan} />
    </>
  )
}

/** Of the two steps that ask for nothing: what was decided, and what was signed. */
function ownBrief({ assessment, versions }: OpenPlan, stage: (typeof stageNames)[number], text: Text): string {
  if (stage === 'review') {
    const closed = assessment.standings.filter((standing) => standing.closed).length
    return text.word('overview.reviewBrief', { open: assessment.standings.length - closed, closed })
  }
  const latest = versions.at(-1)
  const day = latest === undefined ? null : dayOfInstant(latest.signedAt)
  if (latest === undefined || day === null) return text.word(`home.step.${stage}`)
  return text.word('overview.signBrief', { version: latest.version, day: { day } })
}

function PlanVerdict({ plan }: { readonly plan: OpenPlan }) {
  const text = useText()
  const goToStage = useUi((store) => store.goToStage)
  const { assessment } = plan
  const [first] = openFindings(assessment)
  const go = (stage: (typeof stageNames)[number], field: string | null) => (
    <Button variant="primary" onPress={() => goToStage(stage, field !== null && isFieldId(field) ? field : null)}>
      {text.word('overview.goTo', { stage: text.word(`stage.${stage}`) })}
    </Button>
  )
  if (assessment.outcome === 'clear')
    return (
      <Verdict
        state="ok"
        headline={text.word('overview.clear')}
        detail={text.word('overview.clearDetail')}
        action={go('sign', null)}
      />
    )
  const count = assessment.standings.filter((standing) => !standing.closed)
  if (assessment.outcome === 'blocked' && first !== undefined)
    return (
      <Verdict
        state="blocking"
        headline={text.word('overview.blocked', { count: count.filter((one) => one.level === 'blocking').length })}
        detail={<Referenced>{text.word('overview.blockedDetail', { headline: text.say(first.headline) })}</Referenced>}
        action={go(first.stage, first.field)}
      />
    )
  if (assessment.outcome === 'incomplete') {
    const stage = stageNames.find((name) => isAskingStage(name) && assessment.stages[name].missing.length > 0)
    const missing = Object.values(assessment.stages).reduce((sum, one) => sum + one.missing.length, 0)
    return (
      <Verdict
        state="unknown"
        headline={text.word('overview.incomplete', { count: missing })}
        {...(stage === undefined
          ? {}
          : {
              detail: text.word('overview.incompleteDetail', { stage: text.word(`stage.${stage}`) }),
              action: go(stage, isAskingStage(stage) ? (assessment.stages[stage].missing[0] ?? null) : null),
            })}
      />
    )
  }
  return (
    <Verdict
      state="advisory"
      headline={text.word('overview.open', { count: count.length })}
      detail={text.word('overview.openDetail')}
      action={go('review', null)}
    />
  )
}

function stageWords(plan: OpenPlan, stage: (typeof stageNames)[number], text: Text): string {
  const state = stageState(plan, stage)
  if (!isAskingStage(stage)) return text.word(`state.${state}`)
  const { blocking, advisory, unknown, missing } = plan.assessment.stages[stage]
  if (blocking > 0) return text.word('level.blockingCount', { count: blocking })
  if (missing.length > 0) return text.word('overview.missing', { count: missing.length })
  if (advisory > 0) return text.word('level.advisoryCount', { count: advisory })
  if (unknown > 0) return text.word('level.unknownCount', { count: unknown })
  return text.word(`state.${state}`)
}

/** Days that the plan's own answers and the duties name. Nothing is estimated here. */
function PlanTimeline({ plan }: { readonly plan: OpenPlan }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan: document } = plan.document
  const today = plan.assessment.assessedOn ?? dayOfInstant(document.createdAt)
  if (today === null) return null
  const model = knowledge.models.models.find((entry) => entry.id === valueOf(document, 'model.id'))
  const months = valueOf(document, 'service.horizonMonths')
  const end = months === null ? null : addMonths(today, months)
  const released = model?.releaseDate ?? null
  const duties = plan.assessment.obligations.upcoming
  const titles = new Map(plan.assessment.obligations.duties.map((duty) => [duty.id, duty.title]))
  const lanes: readonly TimelineLane[] = [
    {
      name: text.word('overview.laneModel'),
      items:
        released === null || !/^\d{4}-\d{2}-\d{2}$/.test(released)
          ? []
          : [{ from: released, to: end ?? today, label: text.word('overview.released', { day: { day: released } }) }],
    },
    {
      name: text.word('overview.lanePlan'),
      items: end === null ? [] : [{ from: today, to: end, label: text.word('overview.horizon') }],
    },
    {
      name: text.word('overview.laneDuties'),
      items: duties
        .slice(0, 4)
        .map((duty) => ({ from: duty.from, to: null, label: titles.get(duty.id) ?? duty.id })),
    },
  ]
  const filled = lanes.filter((lane) => lane.items.length > 0)
  if (filled.length === 0) return null
  return <Timeline title={text.word('overview.when')} lanes={filled} today={today} />
}
