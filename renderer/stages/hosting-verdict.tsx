/** The answer of the hosting screen in one sentence, with the picture of who can compel whom under it. */
import { useMemo } from 'react'
import type { Assessment } from '../../shared/plan/assess.ts'
import { openRoutes, routeCounts, type RouteCounts } from '../../shared/plan/hosting/routes.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { ExposureGraph } from '../charts/exposure-graph.tsx'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import type { State } from '../ui/state-icon.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { draw } from './hosting-picture.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function HostingVerdict() {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { assessment } = useOpenPlan()
  const goToStage = useUi((store) => store.goToStage)
  const { view } = assessment.hosting
  const drawn = useMemo(() => (view === null ? null : draw(view.picture, knowledge, text)), [view, knowledge, text])
  if (view === null || drawn === null)
    return (
      <Verdict
        state="unknown"
        headline={text.word('jurisdiction.noCountry')}
        action={<Button onPress={() => goToStage('requirements', 'organization.country')}>{text.word('finding.go')}</Button>}
      />
    )
  const differing = assessment.hosting.findings.filter(({ rule }) => rule === 'jurisdiction/answer-differs').length
  const counts = routeCounts(view.picture)
  const { state: found, headline } = sentenceOf(view, counts, assessment, text)
  // Contradicted answers, and routes to anything but an interruption of the service, leave nothing settled.
  const state = found === 'ok' && (differing > 0 || counts.other > 0) ? 'advisory' : found
  // The ceiling is the reason in one sentence; all else a board must know is a list.
  const points = [
    ...(differing > 0 ? [text.word('hostingScreen.differCount', { count: differing })] : []),
    ...pointsOf(view, counts, text),
  ]
  const said = {
    state,
    headline: <Referenced>{headline}</Referenced>,
    detail: <Referenced>{ceilingOf(view, text)}</Referenced>,
    points: points.map((point) => <Referenced key={point}>{point}</Referenced>),
  }
  if (drawn.nodes.length === 0) return <Verdict {...said} />
  return (
    <Verdict {...said}>
      <ExposureGraph bare title={text.word('hostingScreen.picture')} finding={headline} {...drawn} />
    </Verdict>
  )
}

type Sentence = { readonly state: Exclude<State, 'none'>; readonly headline: string }

function sentenceOf(view: HostingView, counts: RouteCounts, assessment: Assessment, text: Text): Sentence {
  const { blocking, advisory, unknown } = assessment.stages.hosting
  const state = blocking > 0 ? 'blocking' : unknown > 0 ? 'unknown' : advisory > 0 ? 'advisory' : 'ok'
  if (view.provider === null && view.optionType === null)
    return { state: blocking > 0 ? 'blocking' : 'unknown', headline: text.word('hostingScreen.nothingChosen') }
  if (counts.clear > 0) {
    const prompts = openRoutes(view.picture, 'clear').some(({ assets }) => assets.includes('prompts'))
    return {
      // A route to data in clear is never a clean bill, even where the plan does not rule it out.
      state: state === 'ok' ? 'advisory' : state,
      headline: text.word(prompts ? 'hostingScreen.verdict.prompts' : 'hostingScreen.verdict.stored', { count: counts.clear }),
    }
  }
  const worst = assessment.hosting.findings.find((finding) => finding.level === 'blocking')
  if (worst !== undefined) return { state, headline: text.say(worst.headline) }
  const missing = view.unknownFields.length
  const unlisted = view.unlisted ?? []
  if (unlisted.length > 0 && missing === 0)
    return {
      state: state === 'ok' ? 'unknown' : state,
      headline: text.word('hostingScreen.verdict.unlisted', { countries: { countries: [...unlisted] } }),
    }
  return {
    state: missing > 0 && state === 'ok' ? 'unknown' : state,
    headline:
      missing > 0
        ? text.word('hostingScreen.verdict.missing', { count: missing })
        : text.word('hostingScreen.verdict.none'),
  }
}

function ceilingOf({ seal }: HostingView, text: Text): string {
  return seal.overall === null ? text.word('jurisdiction.sealNoCeiling') : text.word('jurisdiction.sealCeiling', { ceiling: seal.overall })
}

/** What keys do and do not close, and the routes to anything but data in clear. */
function pointsOf({ picture }: HostingView, { clear, service, other }: RouteCounts, text: Text): readonly string[] {
  const sealed = picture.paths.some((path) => path.state === 'closed' && path.asset === 'stored')
  const used = openRoutes(picture, 'clear').some(({ assets }) => assets.includes('prompts'))
  return [
    ...(clear > 0 && sealed && used ? [text.word('jurisdiction.keysDoNotProtectUse')] : []),
    ...(other > 0 ? [text.word('hostingScreen.otherRoutes', { count: other })] : []),
    ...(service > 0 ? [text.word('hostingScreen.serviceRoutes', { count: service })] : []),
  ]
}
