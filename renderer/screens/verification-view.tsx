/** A verification: the verdict, each check with what it found, who signed, and what is not proved. */
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { Verification } from '../../shared/plan/verification.ts'
import { useText } from '../text/words.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Fingerprint, Stack } from '../ui/page.tsx'
import { DataTable } from '../ui/table.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Verdict } from '../ui/verdict.tsx'

const states = { valid: 'ok', invalid: 'blocking', incomplete: 'unknown', unapproved: 'advisory' } as const
const tones = { pass: 'ok', fail: 'stop', 'not-checkable': 'note' } as const

export function VerificationView({ verification }: { readonly verification: Verification }) {
  const text = useText()
  const { checks, statements, verdict, warnings } = verification
  const firstFault = checks.find((check) => check.result === 'fail')
  const firstOpen = checks.find((check) => check.result === 'not-checkable')
  const deciding = firstFault ?? (verdict === 'incomplete' ? firstOpen : undefined)
  // Every signature holds, and the board has not decided or has rejected: that is no forgery.
  const undecided = new Set(['E_THRESHOLD', 'E_REJECTED'])
  const unapproved = checks.every((check) => check.result !== 'fail' || (check.id === 'policy' && undecided.has(check.code ?? '')))
  const shown = verdict === 'invalid' && unapproved ? 'unapproved' : verdict
  return (
    <Stack>
      <Verdict
        state={states[shown]}
        headline={text.word(`verify.verdict.${shown}`)}
        {...(deciding === undefined ? {} : { detail: text.say(deciding.message) })}
      />
      <DataTable
        caption={text.word('verification.checks')}
        dense
        rows={checks}
        rowKey={(check) => check.id}
        columns={[
          {
            key: 'check',
            name: text.word('verification.check'),
            rowHeader: true,
            cell: (check) => (check === firstFault ? <strong>{text.word(`verify.check.${check.id}`)}</strong> : text.word(`verify.check.${check.id}`)),
          },
          {
            key: 'result',
            name: text.word('verification.result'),
            cell: (check) => (
              <StatusChip tone={tones[check.result]}>{text.word(`verify.result.${check.result}`)}</StatusChip>
            ),
          },
          { key: 'found', name: text.word('verification.found'), cell: (check) => text.say(check.message) },
        ]}
      />
      {statements.map((statement) => (
        <KeyValue
          key={statement.number}
          shape="wide"
          items={[
            statement.person === null
              ? { key: 'name', label: text.word('verification.saysName'), value: statement.claimedName }
              : { key: 'name', label: text.word('board.person'), value: statement.person },
            {
              key: 'role',
              label: text.word('verification.role'),
              value:
                statement.decision === 'author'
                  ? text.word('verify.decision.author')
                  : `${statement.role}${text.colon} ${text.word(`verify.decision.${statement.decision}`)}`,
            },
            {
              key: 'time',
              label: text.word('verification.claimedTime'),
              value: text.instant(statement.claimedTime),
            },
            ...(statement.attested === undefined
              ? []
              : [
                  {
                    key: 'attested',
                    label: text.word('time.attested'),
                    value: text.word('time.by', { at: text.instant(statement.attested.at), authority: statement.attested.authority }),
                  },
                ]),
            {
              key: 'key',
              label: text.word('verification.key'),
              value: <Fingerprint>{fingerprintOf(statement.keyId)}</Fingerprint>,
            },
          ]}
        />
      ))}
      {warnings.map((warning) => (
        <p key={warning.code}>{text.say(warning.message)}</p>
      ))}
      {verification.planDigest === null ? null : (
        <KeyValue
          shape="wide"
          items={[
            {
              key: 'digest',
              label: text.word('report.fingerprint'),
              value: <Fingerprint>{verification.planDigest.slice('sha256:'.length)}</Fingerprint>,
            },
          ]}
        />
      )}
      <section aria-labelledby="limits">
        <h3 id="limits">{text.word('verify.limits.title')}</h3>
        <ul>
          <li>{text.word(statements.some(({ person }) => person !== null) ? 'verify.limits.identity' : 'verify.limits.identity-none')}</li>
          <li>{text.word('verify.limits.time')}</li>
          <li>{text.word('verify.limits.complete')}</li>
          <li>{text.word('verify.limits.truth')}</li>
        </ul>
      </section>
    </Stack>
  )
}
