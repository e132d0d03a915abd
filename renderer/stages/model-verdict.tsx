/** The answer of the model screen in one sentence, with what the catalog offers for this plan. */
import { useApp, useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Verdict } from '../ui/verdict.tsx'

const sentences = {
  allowed: 'modelScreen.verdict.allowed',
  'allowed with conditions': 'modelScreen.verdict.conditions',
  'needs legal review': 'modelScreen.verdict.review',
  prohibited: 'modelScreen.verdict.prohibited',
} as const

/** `usable`: models against which nothing stands that is known. */
export function ModelVerdict({ usable }: { readonly usable: number }) {
  const text = useText()
  const { knowledge } = useApp()
  const { assessment } = useOpenPlan()
  const { model: id, license, findings } = assessment.model
  const total = knowledge.models.models.length
  const model = knowledge.models.models.find((one) => one.id === id)
  const offer = text.word('modelScreen.offer', { count: usable, total })
  if (model === undefined || license === null)
    return <Verdict state="unknown" headline={text.word('modelScreen.none')} detail={offer} />
  const { blocking, advisory, unknown } = assessment.stages.model
  const state = blocking > 0 ? 'blocking' : unknown > 0 ? 'unknown' : advisory > 0 ? 'advisory' : 'ok'
  const values = { model: model.name, license: license.name ?? text.word('modelScreen.licenseNotKnown') }
  const licenseSentence = text.word(sentences[license.verdict], values)
  const others = findings.filter((finding) => !finding.id.startsWith('model/license/'))
  // What blocks is said first; a license that blocks is the license sentence itself.
  const worst = others.find((finding) => finding.level === 'blocking')
  const headline = worst !== undefined && license.verdict !== 'prohibited' ? text.say(worst.headline) : licenseSentence
  const fit = others.filter((finding) => finding !== worst && !finding.id.startsWith('model/contingency/'))
  const detail =
    headline === licenseSentence
      ? fit.length === 0
        ? text.word('modelScreen.fitsNeeds')
        : fit.map((finding) => text.say(finding.headline)).join(' ')
      : licenseSentence
  return <Verdict state={state} headline={headline} detail={detail} />
}
