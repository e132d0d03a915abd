/** What the verification found: the verdict, who signed with which key, and each check with its result. */
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { StatementSummary, Verification } from '../../shared/plan/verification.ts'
import { formatInstant } from '../../shared/words/format.ts'
import { element, sign, type Speech } from './element.ts'

export type Findings = {
  readonly verification: Verification
  readonly verdicts: ReadonlyMap<number, boolean>
  /** Page and browser differ about a signature. */
  readonly disagree: boolean
  readonly sound: boolean
}

export function showVerification(place: HTMLElement, findings: Findings, speech: Speech): void {
  place.append(verdict(findings, speech), signatures(findings, speech), checks(findings, speech), limits(speech))
}

function verdict({ verification, disagree, sound }: Findings, speech: Speech): HTMLElement {
  const count = verification.statements.length
  const firstFault = verification.checks.find((check) => check.result === 'fail')
  const reason = disagree ? speech.word('verify.page.disagree') : firstFault === undefined ? '' : speech.say(firstFault.message)
  const made = element(
    'section',
    `verdict ${sound ? 'ok' : 'stop'}`,
    sign(sound ? 'pass' : 'fail'),
    element(
      'div',
      '',
      element('h2', '', speech.word(sound ? 'verify.page.unchanged' : 'verify.page.broken', { count })),
      sound ? null : element('p', 'reason', reason),
      element('p', '', speech.word(sound ? 'verify.page.unchanged-note' : 'verify.page.broken-note')),
    ),
  )
  made.setAttribute('role', sound ? 'status' : 'alert')
  return made
}

function signatures({ verification, verdicts }: Findings, speech: Speech): HTMLElement {
  const list = verification.statements.map((statement) => signature(statement, verdicts.has(statement.number), speech))
  return element('section', 'card', element('h2', '', speech.word('verify.page.signatures')), element('ol', 'signatures', ...list))
}

/** A person is never shown as verified: the name is what the signer wrote, the key is what can be compared. */
function signature(statement: StatementSummary, twice: boolean, speech: Speech): HTMLElement {
  const good = statement.signatureValid && statement.aboutThisPlan
  const name = [statement.claimedName, statement.claimedTitle ?? ''].filter((part) => part !== '').join(', ')
  return element(
    'li',
    good ? '' : 'bad',
    sign(good ? 'pass' : 'fail'),
    element(
      'div',
      '',
      element('p', 'who', speech.word(`verify.decision.${statement.decision}`), statement.role === 'author' ? null : ` (${statement.role})`),
      element('p', '', speech.word('verify.page.claimed-name', { name })),
      element('p', '', speech.word('verify.page.claimed-time', { at: formatInstant(statement.claimedTime, speech.locale) })),
      statement.conditions.length === 0 ? null : conditions(statement, speech),
      element('p', 'label', speech.word('verify.page.fingerprint')),
      element('p', '', element('code', 'fingerprint', fingerprintOf(statement.keyId))),
      element('details', '', element('summary', '', speech.word('verify.page.full-key')), element('code', '', statement.keyId)),
      element('p', 'quiet', speech.word(twice ? 'verify.page.twice' : 'verify.page.once')),
    ),
  )
}

function conditions(statement: StatementSummary, speech: Speech): HTMLElement {
  const list = statement.conditions.map((condition) => element('li', '', condition))
  return element('div', '', element('p', 'label', speech.word('verify.page.conditions')), element('ul', '', ...list))
}

function checks({ verification }: Findings, speech: Speech): HTMLElement {
  const list = verification.checks.map((check) =>
    element(
      'li',
      check.result,
      sign(check.result),
      element(
        'div',
        '',
        element('p', 'who', speech.word(`verify.check.${check.id}`), element('span', 'result', ` ${speech.word(`verify.result.${check.result}`)}`)),
        element('p', 'quiet', speech.say(check.message)),
      ),
    ),
  )
  return element('section', 'card', element('h2', '', speech.word('verify.page.checks')), element('ol', 'checks', ...list))
}

function limits(speech: Speech): HTMLElement {
  return element(
    'section',
    'card',
    element('h2', '', speech.word('verify.page.limits')),
    element('p', 'quiet', speech.word('verify.page.limit-page')),
    element('p', 'quiet', speech.word('verify.page.limit-assessment')),
  )
}
