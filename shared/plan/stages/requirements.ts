/** Requirements: checks of the answers among themselves. */
import { message, type Finding } from '../../domain/vocabulary.ts'
import { daysBetween } from '../../base/instant.ts'
import type { Facts } from '../fields.ts'
import { packAges, type Knowledge } from '../knowledge.ts'

export type RequirementsAssessment = { readonly findings: readonly Finding[] }

export function assessRequirements(facts: Facts, knowledge: Knowledge): RequirementsAssessment {
  return { findings: [...contextTooShort(facts), ...oldKnowledge(facts, knowledge)] }
}

/** A conversation needs room for its prompt and its answer. */
function contextTooShort(facts: Facts): readonly Finding[] {
  const context = facts['load.contextTokens']
  const prompt = facts['load.promptTokens']
  const answer = facts['load.answerTokens']
  if (context === null || prompt === null || answer === null || prompt + answer <= context) return []
  return [
    {
      id: 'requirements/context-too-short',
      rule: 'R-CONTEXT',
      stage: 'requirements',
      level: 'blocking',
      headline: message('requirements.contextTooShort', { context, prompt, answer, needed: prompt + answer }),
      because: [
        { step: 'requirement', message: message('requirements.promptAndAnswer', { prompt, answer }), field: 'load.promptTokens' },
        { step: 'fact', message: message('requirements.contextIs', { context }), field: 'load.contextTokens' },
        { step: 'result', message: message('requirements.contextShortBy', { short: prompt + answer - context }), field: null },
      ],
      sources: [],
      remedies: [
        {
          message: message('requirements.raiseContext', { needed: prompt + answer }),
          field: 'load.contextTokens',
          value: prompt + answer,
        },
      ],
      field: 'load.contextTokens',
      confirm: false,
    },
  ]
}

/** Knowledge older than the organization's own limit. Without a limit nothing is said: Homeport invents no threshold. */
function oldKnowledge(facts: Facts, knowledge: Knowledge): readonly Finding[] {
  const limit = facts['require.knowledgeAgeDays']
  const day = facts['identity.assessedOn']
  if (limit === null || day === null) return []
  return packAges(knowledge).flatMap(({ pack, asOf }): readonly Finding[] => {
    const age = daysBetween(asOf, day)
    if (age === null || age <= limit) return []
    return [
      {
        id: `requirements/old-knowledge/${pack}`,
        rule: 'R-KNOWLEDGE-AGE',
        stage: 'requirements',
        level: 'advisory',
        headline: message('requirements.oldKnowledge', { pack: { term: `pack.${pack}` }, age, limit }),
        because: [
          { step: 'requirement', message: message('requirements.ageLimit', { limit }), field: 'require.knowledgeAgeDays' },
          { step: 'fact', message: message('requirements.packAsOf', { pack: { term: `pack.${pack}` }, day: { day: asOf } }), field: null },
          { step: 'result', message: message('requirements.packAge', { age }), field: null },
        ],
        sources: [],
        remedies: [],
        field: 'require.knowledgeAgeDays',
        confirm: false,
      },
    ]
  })
}
