/** Who has decided about a signed version, who is missing, and what each signature covers. */
import { BadgeCheck, CircleDashed, OctagonX } from 'lucide-react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { BoardStanding } from '../../shared/plan/board-standing.ts'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Fingerprint } from '../ui/page.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import css from './board.module.css'
import { Avatar } from './person-list.tsx'

type Line = BoardStanding['statements'][number]

/** `survives`: whether the draft is still the signed version; null where there is no draft, as in a copy to review. */
export function StandingCard({ standing, survives }: { readonly standing: BoardStanding; readonly survives: boolean | null }) {
  const text = useText()
  const met = standing.lines.reduce((sum, { by }) => sum + by.length, 0)
  const needed = standing.lines.reduce((sum, { persons }) => sum + persons, 0)
  const { version } = standing
  return (
    <Card
      title={text.word('reviews.board')}
      flush
      aside={needed === 0 ? null : <span>{text.word('reviews.progress', { have: met, need: needed })}</span>}
      foot={
        <span className={css['covers']}>
          <span>
            {survives === null
              ? text.word('reviews.covers', { version })
              : text.word(survives ? 'reviews.stands' : 'reviews.lapses', { count: standing.statements.length, version })}
          </span>
          <Fingerprint>{standing.planDigest.slice('sha256:'.length, 'sha256:'.length + 32)}</Fingerprint>
        </span>
      }
    >
      <ul className={css['lines']}>
        {standing.statements.map((line) => (
          <StatementRow key={line.number} line={line} hasBoard={standing.outcome !== 'no-board'} />
        ))}
        {standing.lines.map(({ roles, persons, by, missing, otherwise }) => {
          if (by.length >= persons) return null
          const title = text.list(roles, 'disjunction')
          return (
            <li key={roles.join(' ')} className={css['line']}>
              <Avatar name={title} />
              <div className={css['who']}>
                <div className={css['lineHead']}>
                  <p className={css['name']}>{title}</p>
                  <StatusChip tone="none" icon={CircleDashed}>
                    {text.word('reviews.progress', { have: by.length, need: persons })}
                  </StatusChip>
                </div>
                {missing.length === 0 ? null : (
                  <p className={css['quiet']}>{text.word('reviews.missing', { names: text.list(missing.map(({ name }) => name), 'disjunction') })}</p>
                )}
                {otherwise.length === 0 ? null : (
                  <p className={css['quiet']}>{text.word('reviews.otherwise', { names: text.list(otherwise.map(({ name }) => name)) })}</p>
                )}
                {missing.length + otherwise.length === 0 ? <p className={css['quiet']}>{text.word('reviews.nobodyCan')}</p> : null}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function StatementRow({ line, hasBoard }: { readonly line: Line; readonly hasBoard: boolean }) {
  const text = useText()
  const { person, claimedName, role, decision, conditions, claimedTime, attested, keyId, state, why } = line
  const counts = state === 'counts'
  const rejects = counts && decision === 'reject'
  return (
    <li className={css['line']}>
      <Avatar name={person ?? claimedName} {...(rejects ? { tone: 'stop' } : counts ? { tone: 'ok' } : {})} />
      <div className={css['who']}>
        <div className={css['lineHead']}>
          <p className={css['name']}>
            {person ?? claimedName}
            <span>, {decision === 'author' ? text.word('report.role.author') : role}</span>
          </p>
          <StatusChip tone={rejects ? 'stop' : counts ? 'ok' : state === 'not-valid' ? 'stop' : 'note'} icon={rejects ? OctagonX : counts ? BadgeCheck : CircleDashed}>
            {counts ? text.word(`verify.decision.${decision}`) : text.word(`reviews.state.${state === 'unknown-key' && !hasBoard ? 'no-board' : state}`)}
          </StatusChip>
        </div>
        <p className={css['quiet']}>{text.word('reviews.signedAt', { decision: { term: `verify.decision.${decision}` }, at: text.instant(claimedTime) })}</p>
        {attested === null ? null : <p className={css['quiet']}>{text.word('reviews.attestedAt', { at: text.instant(attested.at), authority: attested.authority })}</p>}
        {conditions.length === 0 ? null : (
          <ul className={css['conditions']} aria-label={text.word('reviews.conditionsLabel')}>
            {conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        )}
        <p className={css['quiet']}>
          <Fingerprint>{fingerprintOf(keyId)}</Fingerprint>
        </p>
        {why === null ? null : <p className={css['quiet']}>{text.say(why)}</p>}
      </div>
    </li>
  )
}

const states = { 'approved': 'ok', 'approved-with-conditions': 'ok', 'rejected': 'blocking', 'open': 'unknown', 'broken': 'blocking', 'no-board': 'ok' } as const

export function standingState({ outcome }: BoardStanding): (typeof states)[keyof typeof states] {
  return states[outcome]
}
