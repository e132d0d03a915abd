/** Hosting: where it runs, who can compel what through whom, how sovereign at most, and what would change it. */
import { useMemo, useState, type ReactNode } from 'react'
import { factsOf } from '../../shared/plan/facts.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { here } from '../state/location.ts'
import { useText } from '../text/words.tsx'
import { Columns, Stack } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { AfterPaint } from './after-paint.tsx'
import { HostingChoice } from './hosting-choice.tsx'
import { HostingClauses } from './hosting-clauses.tsx'
import { HostingCompare } from './hosting-compare.tsx'
import { HostingCriteria } from './hosting-criteria.tsx'
import { HostingExposures } from './hosting-exposures.tsx'
import { HostingGates } from './hosting-gates.tsx'
import { HostingHouseRules } from './hosting-house-rules.tsx'
import { HostingLayers } from './hosting-layers.tsx'
import { HostingLifts } from './hosting-lifts.tsx'
import { hostingParts, isHostingPart, partOf, type HostingPart } from './hosting-parts.ts'
import { HostingQuestions } from './hosting-questions.tsx'
import { HostingRehearsal } from './hosting-rehearsal.tsx'
import { HostingScores, HostingSeal } from './hosting-seal.tsx'
import { useEditable } from '../ui/editable.tsx'
import { HostingToggles } from './hosting-toggles.tsx'
import { HostingVerdict } from './hosting-verdict.tsx'
import { HostingWhatIf } from './hosting-what-if.tsx'
import { ProviderCard } from './provider-card.tsx'
import { StagePage } from './stage-page.tsx'

const mostBesideScore = 6

export function HostingStage() {
  const text = useText()
  const { document, assessment } = useOpenPlan()
  const facts = useMemo(() => factsOf(document.plan), [document.plan])
  const { view } = assessment.hosting
  const [part, setPart] = usePart(view === null ? 'where' : 'ceiling')
  const shown = hostingParts.filter((one) => view !== null || one === 'where' || one === 'facts')
  return (
    <StagePage stage="hosting" verdict={<HostingVerdict />}>
      <Tabs
        label={text.word('hostingScreen.parts')}
        selected={shown.includes(part) ? part : 'where'}
        onSelect={(id) => {
          if (isHostingPart(id)) setPart(id)
        }}
        items={shown.map((id) => ({
          id,
          label: text.word(`hostingScreen.part.${id}`),
          content: (
            <Stack>
              <Part part={id} facts={facts} view={view} />
            </Stack>
          ),
        }))}
      />
    </StagePage>
  )
}

/** The part that is open: the reader's choice, until something leads to a question in another. */
function usePart(first: HostingPart): readonly [HostingPart, (part: HostingPart) => void] {
  const place = useUi((store) => here(store.history))
  const target = place.screen === 'stage' && place.stage === 'hosting' ? place.field : null
  const [part, setPart] = useState<HostingPart>(target === null ? first : partOf(target))
  const [followed, setFollowed] = useState(place)
  if (place !== followed) {
    setFollowed(place)
    if (target !== null) setPart(partOf(target))
  }
  return [part, setPart]
}

type PartProps = { readonly part: HostingPart; readonly facts: Facts; readonly view: HostingView | null }

function Part({ part, facts, view }: PartProps): ReactNode {
  const editable = useEditable()
  if (part === 'where')
    return (
      <>
        <HostingChoice facts={facts} />
        <AfterPaint>
          <ProviderCard facts={facts} />
          {view === null ? null : <HostingCompare facts={facts} />}
        </AfterPaint>
      </>
    )
  if (part === 'facts') return <HostingQuestions facts={facts} />
  if (view === null) return null
  if (part === 'criteria') return <HostingCriteria view={view} />
  if (part === 'clauses') return <HostingClauses />
  if (part === 'rehearsal')
    return (
      <>
        <HostingLayers />
        <AfterPaint>
          <HostingRehearsal />
        </AfterPaint>
      </>
    )
  // Beside the score a short list of requirements leaves room for what would lift the ceiling.
  const isShort = view.gates.length <= mostBesideScore || view.blockingIssues.length > 0
  return (
    <>
      {editable ? (
        <Columns shape="wide-first">
          <HostingSeal view={view} />
          <HostingToggles facts={facts} view={view} />
        </Columns>
      ) : (
        <HostingSeal view={view} />
      )}
      <AfterPaint>
        <Columns shape="wide-first">
          <Stack>
            <HostingGates facts={facts} view={view} />
            {isShort ? <HostingLifts /> : null}
          </Stack>
          <Stack>
            <HostingScores view={view} />
            {view.blockingIssues.length === 0 ? null : <HostingWhatIf facts={facts} view={view} />}
          </Stack>
        </Columns>
        {isShort ? null : <HostingLifts />}
        <HostingExposures view={view} />
        <HostingHouseRules view={view} />
      </AfterPaint>
    </>
  )
}
