/** The shape that all findings of assurance share. */
import { message, type Citation, type Finding, type Message, type MessageValue, type Reason, type TableEntry } from '../../domain/vocabulary.ts'
import type { FieldId } from '../fields.ts'

export type Said = {
  readonly id: string
  readonly level?: Finding['level']
  readonly rule: string
  readonly headline: Message
  readonly because: readonly Reason[]
  readonly remedy: Message
  readonly field?: FieldId | null
  readonly entry?: TableEntry
  readonly sources?: readonly Citation[]
  readonly confirm?: boolean
}

export function assuranceFinding({ id, level = 'advisory', rule, headline, because, remedy, field = null, entry, sources = [], confirm = false }: Said): Finding {
  return {
    id: `assurance/${id}`,
    rule,
    stage: 'obligations',
    level,
    headline,
    because: [...because],
    sources: [...sources],
    remedies: [{ message: remedy, field, value: null }],
    field,
    ...(entry === undefined ? {} : { entry }),
    confirm,
  }
}

export function fact(id: string, values: Record<string, MessageValue> = {}, field: FieldId | null = null): Reason {
  return { step: 'fact', message: message(id, values), field }
}

export function byRule(id: string, values: Record<string, MessageValue> = {}): Reason {
  return { step: 'rule', message: message(id, values), field: null }
}
