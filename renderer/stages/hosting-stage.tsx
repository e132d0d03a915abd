/** Hosting: where it runs, who can compel what through whom, how sovereign at most, and what would change it. */
import { useMemo } from 'react'
import { factsOf } from '../../shared/plan/facts.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { Columns, Stack } from '../ui/page.tsx'
import { AfterPaint } from './after-paint.tsx'
import { HostingChoice } from './hosting-choice.tsx'
import { HostingCompare } from './hosting-compare.tsx'
import { HostingClauses } from './hosting-clauses.tsx'
import { HostingCriteria } from './hosting-criteria.tsx'
import { HostingExposures } from './hosting-exposures.tsx'
import { HostingGates } from './hosting-gates.tsx'
import { HostingHouseRules } from './hosting-house-rules.tsx'
import { HostingLayers } from './hosting-layers.tsx'
import { HostingLifts } from './hosting-lifts.tsx'
import { HostingQuestions } from './hosting-questions.tsx'
import { HostingRehearsal } from './hosting-rehearsal.tsx'
import { HostingScores, HostingSeal } from './hosting-seal.tsx'
import { HostingToggles } from './hosting-toggles.tsx'
import { HostingVerdict } from './hosting-verdict.tsx'
import { HostingWhatIf } from './hosting-what-if.tsx'
import { ProviderCard } from './provider-card.tsx'
import { StagePage } from './stage-page.tsx'

export function HostingStage() {
  const { document, assessment } = useOpenPlan()
  const facts = useMemo(() => factsOf(document.plan), [document.plan])
  const { view } = assessment.hosting
  return (
    <StagePage stage="hosting" verdict={<HostingVerdict />}>
      <HostingChoice facts={facts} />
      {view === null ? null : (
        <>
          <Columns shape="wide-first">
            <HostingSeal view={view} />
            <HostingToggles facts={facts} view={view} />
          </Columns>
          <AfterPaint>
            <Columns shape="wide-first">
              <HostingGates facts={facts} view={view} />
              <Stack>
                <HostingScores view={view} />
                {view.blockingIssues.length === 0 ? null : <HostingWhatIf facts={facts} view={view} />}
              </Stack>
            </Columns>
            <HostingHouseRules view={view} />
            <HostingLayers />
            <HostingRehearsal />
            <HostingExposures view={view} />
            <HostingLifts />
          </AfterPaint>
        </>
      )}
      <AfterPaint>
        <ProviderCard facts={facts} />
        <HostingQuestions facts={facts} />
        {view === null ? null : <HostingCriteria view={view} />}
        {view === null ? null : <HostingCompare facts={facts} />}
        {view === null ? null : <HostingClauses />}
      </AfterPaint>
    </StagePage>
  )
}
