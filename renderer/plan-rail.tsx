/** Beside every screen of a plan: how ready it is, what it says so far, what is open, and where to go next. */
import { ArrowRight } from 'lucide-react'
import { isFieldId } from '../shared/plan/fields.ts'
import { briefOf } from '../shared/plan/brief.ts'
import { useUi } from './state/app-context.tsx'
import { here, type StageName } from './state/location.ts'
import type { OpenPlan } from './state/plan-store.ts'
import { isSigned, openCounts, openFindings, stageNames, stageState } from './state/stage-states.ts'
import { useText } from './text/words.tsx'
import { Button } from './ui/button.tsx'
import { FindingBriefs } from './ui/finding.tsx'
import { KeyValue } from './ui/key-value.tsx'
import { RailFoot, RailSection } from './ui/page.tsx'
import { ReadinessRing } from './ui/readiness-ring.tsx'
import { usePlanKnowledge } from './stages/plan-knowledge.ts'

/** More would push the next step out of sight; the review lists all. */
const shownFindings = 5
const shownVersions = 3

export function PlanRail({ plan }: { readonly plan: OpenPlan }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const goToStage = useUi((store) => store.goToStage)
  const location = useUi((store) => here(store.history))
  const findings = openFindings(plan.assessment)
  const current = location.screen === 'stage' ? stageNames.indexOf(location.stage) : -1
  // Inside a stage the next one; elsewhere the first that is not ready.
  const next = location.screen === 'stage' ? stageNames[current + 1] : firstOpenStage(plan)
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
          <p>{text.word(plan.assessment.findings.length === 0 ? 'finding.none' : 'finding.noneOpen')}</p>
        ) : (
          <FindingBriefs
            findings={findings.slice(0, shownFindings)}
            onOpen={(finding) => {
              const { entry, field, stage } = finding
              goToStage(stage, field !== null && isFieldId(field) ? field : null, entry)
            }}
          />
        )}
      </RailSection>
      <Versions plan={plan} />
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

function firstOpenStage(plan: OpenPlan): StageName | undefined {
  return stageNames.find((stage) => stageState(plan, stage) !== 'ok')
}

/** The draft and the signed versions it grew from, newest first. */
function Versions({ plan }: { readonly plan: OpenPlan }) {
  const text = useText()
  const goToStage = useUi((store) => store.goToStage)
  if (plan.versions.length === 0) return null
  const changed = !isSigned(plan)
  return (
    <RailSection title={text.word('changes.versions')}>
      <KeyValue
        items={[
          ...(changed ? [{ key: 'draft', label: text.word('changes.draftNow'), value: text.word('changes.see'), onOpen: () => goToStage('review') }] : []),
          ...plan.versions.toReversed().slice(0, shownVersions).map((version) => ({
            key: String(version.version),
            label: text.word('report.version', { version: version.version }),
            value: text.instant(version.signedAt, 'day'),
            onOpen: () => goToStage('sign'),
          })),
        ]}
      />
    </RailSection>
  )
}
