/** All word tables of each language. A table's ids begin with the name of its domain, so none can hide another. */
import type { Language } from './format.ts'
import { interfaceWords, interfaceWordsDe } from './interface.ts'
import { requirementsWords, requirementsWordsDe } from './requirements.ts'

const en = {
  ...interfaceWords,
  ...requirementsWords,
} as const

/** Ids that have words, known to the compiler. Messages of engines may name others; those are checked by a test. */
export type WordId = keyof typeof en

const de: Record<WordId, string> = {
  ...interfaceWordsDe,
  ...requirementsWordsDe,
}

export const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, de }
