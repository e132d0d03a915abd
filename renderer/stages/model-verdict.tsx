/** The answer of the model screen in one sentence, with what the catalog offers for this plan. */
import { fields, type FieldId } from '../../shared/plan/fields.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const sentences = {
  allowed: 'modelScreen.verdict.allowed',
  'allowed with conditions': 'modelScreen.verdict.conditions',
  'needs legal review': 'modelScreen.verdict.review',
  prohibited: 'modelScreen.verdict.prohibited',
} as const

export type ModelVerdictProps = {
  /** Models against which nothing stands that is known. */
  readonly usable: number
  /** Needs of the plan that are not answered: nothing can be said to meet them. */
  readonly open: readonly FieldId[]
}

/** More than three sentences are a list; the findings below have all. */
const mostSentences = 3

export function ModelVerdict({ usable, open }: ModelVerdictProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { assessment } = useOpenPlan()
  const goToStage = useUi((store) => store.goToStage)
  const { model: id, license, findings } = assessment.model
  const total = knowledge.models.models.length
  const model = knowledge.models.models.find((one) => one.id === id)
  const unanswered = text.word('modelScreen.needsOpen', { fields: { terms: open.map((field) => `field.${field}.label`) } })
  const [firstOpen] = open
  const answer =
    firstOpen === undefined
      ? {}
      : {
          action: (
            <Button onPress={() => goToStage(fields[firstOpen].stage, firstOpen)}>{text.word('finding.go')}</Button>
          ),
        }
  if (model === undefined || license === null) {
    const offer = text.word('modelScreen.offer', { count: usable, total })
    return (
      <Verdict
        state="unknown"
        headline={text.word('modelScreen.none')}
        detail={open.length > 0 ? unanswered : offer}
        {...answer}
      />
    )
  }
  const { blocking, advisory, unknown } = assessment.stages.model
  const state = blocking > 0 ? 'blocking' : unknown + open.length > 0 ? 'unknown' : advisory > 0 ? 'advisory' : 'ok'
  const values = { model: model.name, license: license.name ?? text.word('modelScreen.licenseNotKnown') }
  const licenseSentence = text.word(sentences[license.verdict], values)
  // Rules of the license that decide are the license sentence; what nobody knows about it is said besides.
  const others = findings.filter((finding) => finding.level === 'unknown' || !finding.id.startsWith('model/license/'))
  const worst = others.find((finding) => finding.level === 'blocking')
  // What blocks is said first; a license that blocks is the license sentence itself.
  const first = worst !== undefined && license.verdict !== 'prohibited' ? worst : null
  const rest = [
    ...(first === null ? [] : [licenseSentence]),
    ...(open.length > 0 ? [unanswered] : []),
    ...others.filter((finding) => finding !== first).map((finding) => text.say(finding.headline)),
  ]
  return (
    <Verdict
      state={state}
      headline={first === null ? licenseSentence : text.say(first.headline)}
      detail={rest.length === 0 ? text.word('modelScreen.fitsNeeds') : rest.slice(0, mostSentences).join(' ')}
      {...answer}
    />
  )
}
