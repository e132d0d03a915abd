/** What a comparison is made of: lines of cells, each with its state and its ground. */
import type { Model } from '../../domain/model-pack.ts'
import type { Openness } from '../../domain/openness.ts'
import { message, toInteger, type Message, type MessageValue } from '../../domain/vocabulary.ts'
import type { ModelSuitability } from '../stages/model.ts'
import type { ModelMemory } from './memory.ts'

/** What a cell says of a model, and why. `none`: a fact that speaks neither for nor against. */
export type CompareCell = {
  readonly state: 'ok' | 'advisory' | 'blocking' | 'unknown' | 'none'
  readonly said: Message
  readonly reason: Message | null
  /** Place of the model when columns are ordered by this line, low first; null comes last. Means nothing elsewhere. */
  readonly order: number | null
}

export const compareGroups = ['license', 'openness', 'needs', 'capacity', 'evidence', 'release'] as const
export type CompareGroup = (typeof compareGroups)[number]

export type CompareLine = {
  readonly id: string
  readonly group: CompareGroup
  readonly name: Message
  /** One for each model, in the order of `models`. */
  readonly cells: readonly CompareCell[]
  /** Whether the models differ in what is said. */
  readonly differs: boolean
}

/** A model with what the engines say of it for the plan. */
export type CompareSubject = {
  readonly model: Model
  readonly licenseName: string | null
  readonly suitability: ModelSuitability
  readonly openness: Openness
  readonly memory: ModelMemory | null
}

export type MakeLine = (
  group: CompareGroup,
  id: string,
  name: Message,
  cellOf: (subject: CompareSubject, place: number) => CompareCell,
) => CompareLine

export const name = (id: string, values: Record<string, MessageValue> = {}): Message => message(`evaluation.line.${id}`, values)
export const cell = (
  state: CompareCell['state'],
  said: Message,
  order: number | null = null,
  reason: Message | null = null,
): CompareCell => ({ state, said, reason, order })
export const plain = (text: string): Message => message('evaluation.plain', { text })
export const notKnown = cell('unknown', message('evaluation.notKnown'))
export const known = (text: string | null): CompareCell => (text === null ? notKnown : cell('none', plain(text)))
/** To a tenth of a billion. */
export const billions = (count: number | null): CompareCell =>
  count === null ? notKnown : cell('none', message('evaluation.billions', { count: toInteger(count / 100_000_000) / 10 }), count)
