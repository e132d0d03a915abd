/** Says where an answer and an entry contradict each other, with both values and the source of the entry. */
import { message, type Citation, type Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import { hostingFields } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Contradiction } from './contradictions.ts'
import { citation, valueOf } from './gate-words.ts'

/** The entry that a contradiction is with: its name, whether it was read in a source, and where. */
type Entry = { readonly name: string; readonly unverified: boolean; readonly sources: readonly Citation[] }

export function contradictionFindings(
  found: readonly Contradiction[],
  facts: Facts,
  knowledge: Knowledge,
): readonly Finding[] {
  return found.map(({ fact, answer, entry, origin }): Finding => {
    const field = hostingFields[fact]
    const { name, unverified, sources } = entryOf(origin, facts, knowledge)
    const values = { field: { term: `field.${field}.label` }, name, entry: valueOf(field, entry) }
    const headline = message('jurisdiction.answerDiffers', { ...values, answer: valueOf(field, answer) })
    return {
      id: `hosting/answer-differs/${field}`,
      rule: 'jurisdiction/answer-differs',
      stage: 'hosting',
      level: 'unknown',
      headline,
      because: [
        { step: 'fact', message: message('jurisdiction.answerIs', { answer: valueOf(field, answer) }), field },
        { step: 'fact', message: message('jurisdiction.entryIs', values), field: null },
        { step: 'rule', message: message('jurisdiction.worseCounts'), field: null },
        { step: 'result', message: headline, field },
      ],
      sources: [...sources],
      remedies: [
        {
          message: message('jurisdiction.takeEntry', values),
          field,
          value: typeof entry === 'object' && entry !== null ? [...entry] : entry,
        },
      ],
      field,
      confirm: unverified,
    }
  })
}

function entryOf(origin: Contradiction['origin'], facts: Facts, knowledge: Knowledge): Entry {
  if (origin === 'provider') {
    const { providers, asOf } = knowledge.providers
    const provider = providers.find((one) => one.id === facts['hosting.provider'])
    return provider === undefined
      ? nothing
      : {
          name: provider.name,
          unverified: provider.confidence === 'unverified',
          sources: [citation(provider.name, null, asOf, provider.confidence), ...provider.sources],
        }
  }
  const found =
    origin === 'model'
      ? knowledge.models.models.find((one) => one.id === facts['model.id'])
      : knowledge.accelerators.accelerators.find((one) => one.id === facts['hardware.accelerator'])
  if (found === undefined) return nothing
  const sources = found.provenance.map(({ source }) => source)
  return { name: found.name, unverified: sources.every((one) => one.confidence === 'unverified'), sources }
}

const nothing: Entry = { name: '', unverified: true, sources: [] }
