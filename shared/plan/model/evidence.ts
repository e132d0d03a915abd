/** Whether anybody but the maker published how good a model is at what the plan needs, in the plan's languages. */
import type { EvaluationPack } from '../../domain/evaluation-pack.ts'
import { coverageOf, evidenceNeed, type EvidenceGap, type EvidenceNeed } from '../../domain/evaluation.ts'
import type { Model } from '../../domain/model-pack.ts'
import { message, type Citation, type Finding, type Message, type MessageValue, type Reason } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'

/** The tasks and languages of the plan for which a model of this kind needs evidence. */
export function needOf(model: Model, facts: Facts, pack: EvaluationPack): EvidenceNeed {
  return evidenceNeed(
    {
      purposes: facts['purpose.tags'] ?? [],
      modalities: facts['service.modalities'] ?? [],
      languages: facts['service.languages'] ?? [],
      modelKind: model.kind,
    },
    pack,
  )
}

/**
 * One finding for each language without independent results. The plan's own evaluation answers for single tasks; where
 * nothing at all was published, it still has to show what nobody has shown.
 */
export function checkEvidence(model: Model, facts: Facts, pack: EvaluationPack): readonly Finding[] {
  const need = needOf(model, facts, pack)
  const planned = facts['evaluation.tasks'] !== null
  const { covered, gaps } = coverageOf(model.id, need.languages, need.tasks, pack)
  const languages = [...new Set(gaps.map(({ language }) => language))]
  const found = languages.flatMap((language): readonly Finding[] => {
    const own = gaps.filter((gap) => gap.language === language)
    const partly = covered.some((pair) => pair.language === language)
    if (partly && planned) return []
    return [
      evidenceFinding({
        id: language ?? 'any',
        level: partly || planned ? 'advisory' : 'unknown',
        headline: headlineOf(model, language, own, partly),
        requirement: requirementOf(language, own),
        fact: factOf(model, own),
        planned,
        pack,
      }),
    ]
  })
  return [...found, ...unmeasured(need, planned, pack)]
}

/** Uses that no published benchmark of the pack measures, whatever the model. */
function unmeasured(need: EvidenceNeed, planned: boolean, pack: EvaluationPack): readonly Finding[] {
  if (planned || need.unmeasured.length === 0) return []
  const uses = { terms: need.unmeasured.map((tag) => `field.purpose.tags.option.${tag}`) }
  return [
    evidenceFinding({
      id: 'unmeasured',
      level: 'advisory',
      headline: message('evaluation.unmeasured', { uses }),
      requirement: message('evaluation.usesAre', { uses }),
      fact: message('evaluation.benchmarksAre', { count: pack.benchmarks.length }),
      planned,
      pack,
    }),
  ]
}

function evidenceFinding(found: {
  readonly id: string
  readonly level: Finding['level']
  readonly headline: Message
  readonly requirement: Message
  readonly fact: Message
  readonly planned: boolean
  readonly pack: EvaluationPack
}): Finding {
  const { id, level, headline, requirement, fact, planned, pack } = found
  const own: readonly Reason[] = planned
    ? [{ step: 'fact', message: message('evaluation.ownPlanned'), field: 'evaluation.tasks' }]
    : []
  return {
    id: `model/evidence/${id}`,
    rule: 'M-EVIDENCE',
    stage: 'model',
    level,
    headline,
    because: [
      { step: 'requirement', message: requirement, field: 'purpose.tags' },
      { step: 'fact', message: fact, field: 'model.id' },
      ...own,
      { step: 'rule', message: message('evaluation.rule'), field: null },
      { step: 'result', message: headline, field: null },
    ],
    sources: [citationOf(pack)],
    remedies: [
      ...(planned ? [] : [{ message: message('evaluation.planOwn'), field: 'evaluation.tasks', value: null }]),
      { message: message('model.chooseAnother'), field: 'model.id', value: null },
    ],
    field: planned ? 'evaluation.tasks' : 'model.id',
    confirm: false,
  }
}

/** The collection that was searched: what a statement of absence rests on. */
function citationOf({ title, asOf }: EvaluationPack): Citation {
  return { title, date: asOf, confidence: 'derived' }
}

function headlineOf(model: Model, language: string | null, gaps: readonly EvidenceGap[], partly: boolean): Message {
  const values = { model: model.name, tasks: taskNames(gaps) }
  if (language === null) return message('evaluation.noneAnywhere', values)
  return message(partly ? 'evaluation.noneForTasks' : 'evaluation.noneInLanguage', { ...values, language: { language } })
}

function requirementOf(language: string | null, gaps: readonly EvidenceGap[]): Message {
  const tasks = taskNames(gaps)
  return language === null
    ? message('evaluation.tasksNeeded', { tasks })
    : message('evaluation.tasksNeededIn', { tasks, language: { language } })
}

function factOf(model: Model, gaps: readonly EvidenceGap[]): Message {
  const sum = (count: (gap: EvidenceGap) => number): number => gaps.reduce((total, gap) => total + count(gap), 0)
  return message('evaluation.publishedInstead', {
    model: model.name,
    maker: sum(({ maker }) => maker),
    other: sum(({ otherVersion }) => otherVersion),
    held: new Set(gaps.flatMap(({ held }) => held.map(({ name }) => name))).size,
  })
}

export function taskNames(gaps: readonly { readonly task: string }[]): MessageValue {
  return { terms: [...new Set(gaps.map(({ task }) => `evaluation.task.${task}`))] }
}
