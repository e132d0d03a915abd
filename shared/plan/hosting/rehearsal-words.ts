/** How a rehearsal is said: the sentence of its verdict, when a moment comes, how a part stands. Messages, no text. */
import type { PartAt, Rehearsal } from '../../domain/continuity.ts'
import type { Moment } from '../../domain/continuity-pack.ts'
import { message, type Message } from '../../domain/vocabulary.ts'
import type { Clock } from '../stages/continuity.ts'

/** Word of how something stands: what is known, and what the missing facts leave possible. */
export type StandingWord = 'stands' | 'degraded' | 'fallen' | 'mayDegrade' | 'mayFall' | 'degradedMayFall'

export function standingWord({ known, possible }: Pick<PartAt, 'known' | 'possible'>): StandingWord {
  if (known === possible) return known
  if (known === 'degraded') return 'degradedMayFall'
  return possible === 'fallen' ? 'mayFall' : 'mayDegrade'
}

/** When a moment comes, from the plan's own answers where they say it. */
export function whenOf(moment: Moment, clock: Clock): Message {
  if (moment === 'renewal' && clock.contractUntil !== null)
    return message('continuity.when.renewalOn', { day: { day: clock.contractUntil } })
  if (moment === 'exhausted' && clock.devicesCarried !== null)
    return message('continuity.when.exhaustedAfter', { count: clock.devicesCarried })
  return message(`continuity.when.${moment}`)
}

export type RehearsalVerdict = {
  readonly word: 'stands' | 'degraded' | 'fallen' | 'mayDegrade' | 'mayFall'
  readonly state: 'ok' | 'advisory' | 'blocking' | 'unknown'
  /** The moment from which it is so; null where the service stands throughout. */
  readonly moment: Moment | null
}

/** The worst that is known of the service; where nothing worse than standing is known, the worst that is possible. */
export function verdictOf({ service }: Rehearsal): RehearsalVerdict {
  const first = (of: 'known' | 'possible', standing: 'degraded' | 'fallen'): Moment | null =>
    service.find((at) => at[of] === standing)?.moment ?? null
  const fallen = first('known', 'fallen')
  if (fallen !== null) return { word: 'fallen', state: 'blocking', moment: fallen }
  const mayFall = first('possible', 'fallen')
  if (mayFall !== null) return { word: 'mayFall', state: 'unknown', moment: mayFall }
  const degraded = first('known', 'degraded')
  if (degraded !== null) return { word: 'degraded', state: 'advisory', moment: degraded }
  const mayDegrade = first('possible', 'degraded')
  if (mayDegrade !== null) return { word: 'mayDegrade', state: 'unknown', moment: mayDegrade }
  return { word: 'stands', state: 'ok', moment: null }
}

/** Says a verdict with the words of a reader. */
export function sayVerdict(
  { word, moment }: RehearsalVerdict,
  clock: Clock,
  say: (message: Message) => string,
): string {
  if (moment === null) return say(message(`rehearsal.verdict.${word}`))
  const when = say(whenOf(moment, clock))
  return say(message(`rehearsal.verdict.${word}`, { when }))
}
