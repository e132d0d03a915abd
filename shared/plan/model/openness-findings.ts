/** Openness that rests on unverified facts, and the change that makes the planner a provider under the EU AI Act. */
import { downstreamTest, type DownstreamTest } from '../../domain/openness/downstream.ts'
import type { Openness } from '../../domain/openness.ts'
import { message, type Citation, type Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'

/** The test of one third of the compute, for the planned fine-tuning. */
export function downstreamOf(facts: Facts): DownstreamTest {
  return downstreamTest({
    fineTunes: facts['license.willFineTune'],
    baseCompute: facts['model.baseCompute'],
    fineTuneCompute: facts['model.fineTuneCompute'],
  })
}

export function checkOpenness(name: string, openness: Openness, facts: Facts, knowledge: Knowledge): readonly Finding[] {
  return [...unverified(name, openness), ...downstream(name, facts, knowledge)]
}

/** Without a record there is no claim to confirm: what is not known is shown as not known. */
function unverified(name: string, { family, confidence, sources, label }: Openness): readonly Finding[] {
  if (family === null || confidence !== 'unverified' || label === null) return []
  const headline = message('licenseDuties.opennessUnverified', {
    model: name,
    label: { term: `openness.label.${label}` },
  })
  return [
    {
      id: 'model/openness/unverified',
      rule: 'M-OPENNESS-VERIFIED',
      stage: 'model',
      level: 'advisory',
      headline,
      because: [
        { step: 'fact', message: message('licenseDuties.opennessRecord', { family }), field: 'model.id' },
        { step: 'rule', message: message('license.unverifiedIsNoPass'), field: null },
        { step: 'result', message: headline, field: null },
      ],
      sources: [...sources],
      remedies: [{ message: message('licenseDuties.confirmOpenness', { model: name }), field: null, value: null }],
      field: 'model.id',
      confirm: true,
    },
  ]
}

function downstream(name: string, facts: Facts, knowledge: Knowledge): readonly Finding[] {
  const test = downstreamOf(facts)
  if (facts['license.willFineTune'] !== true || test.state === 'below' || !isInUnion(facts, knowledge)) return []
  const above = test.state === 'above'
  const headline = message(above ? 'licenseDuties.becomesProvider' : 'licenseDuties.providerUnknown', { model: name })
  const share = { basisPoints: test.shareBasisPoints ?? 0 }
  const field =
    above || facts['model.baseCompute'] !== null ? ('model.fineTuneCompute' as const) : ('model.baseCompute' as const)
  return [
    {
      id: 'model/openness/downstream',
      rule: 'M-ONE-THIRD',
      stage: 'model',
      level: above ? 'advisory' : 'unknown',
      headline,
      because: [
        {
          step: 'fact',
          message: above ? message('licenseDuties.shareIs', { share }) : message('licenseDuties.shareUnknown'),
          field,
        },
        { step: 'rule', message: message('licenseDuties.oneThird'), field: null },
        { step: 'result', message: headline, field: null },
      ],
      sources: downstreamSources(knowledge),
      remedies: [
        { message: message(above ? 'licenseDuties.takeProviderDuties' : 'licenseDuties.answerCompute'), field, value: null },
      ],
      field,
      confirm: false,
    },
  ]
}

/** The AI Act is European law: it matters where the organization sits in the Union or serves people there. */
function isInUnion(facts: Facts, knowledge: Knowledge): boolean {
  const union = knowledge.licenses.countryGroups.find(({ id }) => id === 'eu')?.countries ?? []
  const places = [facts['organization.country'], ...(facts['purpose.territories'] ?? [])]
  return places.some((place) => place !== null && union.includes(place))
}

/** The duty of the obligations pack that words the test. */
function downstreamSources(knowledge: Knowledge): Citation[] {
  return [...(knowledge.obligations.obligations.find(({ id }) => id === 'EU-28')?.sources ?? [])]
}
