/** The words that a screen shows, from the same tables, so that one page object serves every language. */
import type { Message } from '../../../shared/domain/vocabulary.ts'
import type { Language } from '../../../shared/words/format.ts'
import { catalogOf, say } from '../../../shared/words/say.ts'
import type { WordId } from '../../../shared/words/tables.ts'

export type Word = (id: WordId, values?: Message['values']) => string

export function wordIn(language: Language): Word {
  return (id, values = {}) => say(catalogOf(language), { id, values })
}

/** The word of an id that is made of parts, such as a field's label. */
export function wordAt(id: string, language: Language): string {
  const said = say(catalogOf(language), { id, values: {} })
  if (said === id) throw new Error(`there is no word ${id}`)
  return said
}

/** Finds a text wherever it stands in an accessible name. */
export function containing(text: string): RegExp {
  // Names are compared with all spaces as plain ones; French writes narrow ones.
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`))
}
