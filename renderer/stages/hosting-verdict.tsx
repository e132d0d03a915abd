/** The answer of the hosting screen in one sentence, with the picture of who can compel whom under it. */
import { useMemo } from 'react'
import type { Assessment } from '../../shared/plan/assess.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { ExposureGraph } from '../charts/exposure-graph.tsx'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import type { State } from '../ui/state-icon.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { draw, openDataRoutes } from './hosting-picture.ts'
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
  const { state: found, headline } = sentenceOf(view, assessment, text)
  // Contradicted answers, and routes to anything but an interruption of the service, leave nothing settled.
  const state = found === 'ok' && (differing > 0 || otherRoutes(view) > 0) ? 'advisory' : found
  const detail = [
    ...(differing > 0
      ? [text.word('hostingScreen.differCount', { count: differing })]
      : []),
    detailOf(view, text),
  ].join(' ')
  if (drawn.nodes.length === 0) return <Verdict state={state} headline={<Referenced>{headline}</Referenced>} detail={<Referenced>{detail}</Referenced>} />
  return (
    <Verdict state={state} headline={<Referenced>{headline}</Referenced>} detail={<Referenced>{detail}</Referenced>}>
      <ExposureGraph bare title={text.word('hostingScreen.picture')} finding={headline} {...drawn} />
    </Verdict>
  )
}

type Sentence = { readonly state: Exclude<State, 'none'>; readonly headline: string }

function sentenceOf(view: HostingView, assessment: Assessment, text: Text): Sentence {
  const { blocking, advisory, unknown } = assessment.stages.hosting
  const state = blocking > 0 ? 'blocking' : unknown > 0 ? 'unknown' : advisory > 0 ? 'advisory' : 'ok'
  if (view.provider === null && view.optionType === null)
    return { state: blocking > 0 ? 'blocking' : 'unknown', headline: text.word('hostingScreen.nothingChosen') }
  const routes = openDataRoutes(view.picture)
  if (routes.length > 0) {
    const prompts = routes.some((route) => route.asset === 'prompts')
    return {
      // A route to data in clear is never a clean bill, even where the plan does not rule it out.
      state: state === 'ok' ? 'advisory' : state,
      headline: text.word(prompts ? 'hostingScreen.verdict.prompts' : 'hostingScreen.verdict.stored', { count: routes.length }),
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

/** Open paths to metadata, keys or knowledge of vulnerabilities: no data in clear, and no clean bill. */
function otherRoutes({ picture }: HostingView): number {
  const others = ['metadata', 'keys', 'vulnerabilities']
  return picture.paths.filter((path) => path.state === 'open' && others.includes(path.asset)).length
}

/** The ceiling, and what keys do and do not close. */
function detailOf(view: HostingView, text: Text): string {
  const { seal, picture } = view
  const ceiling =
    seal.overall === null
      ? text.word('jurisdiction.sealNoCeiling')
      : text.word('jurisdiction.sealCeiling', { ceiling: seal.overall })
  const open = openDataRoutes(picture)
  const closed = picture.paths.some((path) => path.state === 'closed' && path.asset === 'stored')
  const service = picture.paths.filter((path) => path.state === 'open' && path.asset === 'service').length
  return [
    ...(closed && open.some((path) => path.asset === 'prompts') ? [text.word('jurisdiction.keysDoNotProtectUse')] : []),
    ...(otherRoutes(view) > 0 ? [text.word('hostingScreen.otherRoutes', { count: otherRoutes(view) })] : []),
    ...(service > 0 ? [text.word('hostingScreen.serviceRoutes', { count: service })] : []),
    ceiling,
  ].join(' ')
}
