/** Beside every screen of a plan: how ready it is, what it says so far, what is open, and where to go next. */
import { ArrowRight } from 'lucide-react'
import { isFieldId } from '../shared/plan/fields.ts'
import { briefOf } from '../shared/plan/brief.ts'
import { useUi } from './state/app-context.tsx'
import { here } from './state/location.ts'
import type { OpenPlan } from './state/plan-store.ts'
import { openCounts, openFindings, stageNames, stageState } from './state/stage-states.ts'
import { useText } from './text/words.tsx'
import { Button } from './ui/button.tsx'
import { FindingBriefs } from './ui/finding.tsx'
import { KeyValue } from './ui/key-value.tsx'
import { RailFoot, RailSection } from './ui/page.tsx'
import { ReadinessRing } from './ui/readiness-ring.tsx'
import { usePlanKnowledge } from './stages/plan-knowledge.ts'

/** More would push the next step out of sight; the review lists all. */
const shownFindings = 5

export function PlanRail({ plan }: { readonly plan: OpenPlan }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const goToStage = useUi((store) => store.goToStage)
  const location = useUi((store) => here(store.history))
  const findings = openFindings(plan.assessment)
  const current = location.screen === 'stage' ? stageNames.indexOf(location.stage) : -1
  const next = stageNames[current + 1]
  return (
    <>
      <RailSection>
        <ReadinessRing states={stageNames.map((stage) => stageState(plan, stage))} {...openCounts(plan.assessment)} />
      </RailSection>
      <RailSection title={text.word('plan.soFar')}>
        <KeyValue
          items={briefOf(plan.document.plan, plan.assessment, knowledge).map((row) => ({
            key: row.label,
            label: text.wordOr(row.label),
            value: text.say(row.short),
            onOpen: () => goToStage(row.stage),
          }))}
        />
      </RailSection>
      <RailSection
        title={text.word('plan.findings')}
        aside={
          findings.length > shownFindings ? (
            <Button variant="text" onPress={() => goToStage('review')}>
              {text.word('plan.allFindings', { count: findings.length })}
            </Button>
          ) : null
        }
      >
        {findings.length === 0 ? (
          <p>{text.word('finding.none')}</p>
        ) : (
          <FindingBriefs
            findings={findings.slice(0, shownFindings)}
            onOpen={(finding) => {
              const { field, stage } = finding
              goToStage(stage, field !== null && isFieldId(field) ? field : null)
            }}
          />
        )}
      </RailSection>
      {next === undefined ? null : (
        <RailFoot>
          <p>{text.word('app.next')}</p>
          <Button variant="primary" wide iconAfter={ArrowRight} onPress={() => goToStage(next)}>
            {text.word(`stage.${next}`)}
          </Button>
        </RailFoot>
      )}
    </>
  )
}
