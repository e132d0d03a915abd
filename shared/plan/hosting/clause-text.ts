/** A contract clause as it goes into a tender: what the plan states stands in it, and what it does not state has a place to fill in. */
import type { Clause } from '../../domain/continuity-pack.ts'
import { message, type Message } from '../../domain/vocabulary.ts'

type Language = keyof Clause['text']

const noticeSlot = '{noticeDays}'

/** Whether the text has a place for the days of notice. All languages have it, or none. */
export function asksForNotice({ text }: Pick<Clause, 'text'>): boolean {
  return text.en.includes(noticeSlot)
}

/**
 * A contract that may end at once states no notice that a buyer wants: its place stays open, as it does where nobody said.
 * Days that a clause fixes itself, such as the 90 of a change of control, are part of its text and are never replaced.
 */
function stated(noticeDays: number | null): number | null {
  return noticeDays === null || noticeDays === 0 ? null : noticeDays
}

/** @param say the words of a message in `language`, which may be another than the reader's */
export function clauseText({ text }: Pick<Clause, 'text'>, language: Language, noticeDays: number | null, say: (message: Message) => string): string {
  const days = stated(noticeDays)
  const filled = say(days === null ? message('clauses.noticePlace') : message('clauses.noticeDays', { count: days }))
  return text[language].replace(noticeSlot, filled)
}

/** What is said of the days beside a clause that has a place for them; null for every other clause. */
export function noticeRemark(clause: Pick<Clause, 'text'>, noticeDays: number | null): Message | null {
  if (!asksForNotice(clause)) return null
  if (noticeDays === 0) return message('clauses.noticeNone')
  return noticeDays === null ? message('clauses.noticeMissing') : message('clauses.noticeStated', { count: noticeDays })
}
