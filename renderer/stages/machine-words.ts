/** Facts of a machine in the reader's words. */
import { factMessage, type ListedFact } from '../../shared/domain/machine/facts.ts'
import type { Text } from '../text/words.tsx'

export function factName({ name, number }: ListedFact, text: Text): string {
  return `${text.wordOr(`machine.fact.${name}`)}${number === null ? '' : ` ${number}`}`
}

export function valueWords(listed: ListedFact, text: Text): string {
  const value = factMessage(listed)
  return value === null ? text.word('report.notKnown') : text.say(value)
}

/** What was read for a fact before it was corrected. */
export function saidWords(listed: ListedFact, said: unknown, text: Text): string {
  return valueWords({ ...listed, fact: { value: said, origin: '', confidence: 'reported' } }, text)
}
