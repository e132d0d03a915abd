/** The monitoring plan: what is watched, what is missing, and what the plan's answers suggest. */
import { byCodeUnit, message, type Finding, type Message } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { PlannedDuty } from '../stages/obligations.ts'
import { signalKinds, type SignalEntry, type SignalKind, type Signals } from './entries.ts'
import { assuranceFinding, byRule, fact } from './finding.ts'

/** Signals that a duty needs to be met at all, by the duty's id in the obligations pack. */
const neededBy: Readonly<Record<string, readonly SignalKind[]>> = {
  // Article 26(5): monitor, suspend on risk, report serious incidents.
  'EU-08': ['quality', 'incidents'],
  // Ongoing monitoring for adverse impact; feedback of users and the public.
  'US-07': ['quality'],
  'US-11': ['complaints'],
  // Monitor outcomes; recourse.
  'CA-06': ['quality'],
  'CA-11': ['complaints'],
}

/** Answers without which a duty cannot be met, by the duty's id in the obligations pack. */
const answersFor: Readonly<Record<string, readonly FieldId[]>> = {
  // Report serious incidents; tell the authority of a breach within 72 hours.
  'EU-08': ['incident.path'],
  'GDPR-05': ['incident.path'],
  'US-09': ['fallback.mode'],
  'US-10': ['complaint.path'],
  'CA-09': ['fallback.mode'],
  'CA-11': ['complaint.path'],
}

function answersMissing(facts: Facts, duties: readonly PlannedDuty[]): readonly Finding[] {
  return duties
    .filter((duty) => duty.binding && duty.status === 'in-force')
    .flatMap((duty) =>
      (answersFor[duty.id] ?? [])
        .filter((field) => facts[field] === null)
        .map((field) =>
          assuranceFinding({
            id: `answer-missing/${duty.id}/${field}`,
            level: 'unknown',
            rule: duty.id,
            headline: message('assurance.answerMissing', { duty: duty.id, question: { term: `field.${field}.label` } }),
            because: [byRule('assurance.dutyAsks', { duty: duty.id, title: duty.title })],
            sources: duty.sources,
            remedy: message('assurance.giveAnswer', { question: { term: `field.${field}.label` } }),
            field,
          }),
        ),
    )
}

export function signalFindings(signals: Signals, facts: Facts, duties: readonly PlannedDuty[]): readonly Finding[] {
  const kinds = new Set(Object.values(signals).map(({ kind }) => kind))
  return [
    ...duties
      .filter((duty) => duty.binding && duty.status === 'in-force')
      .flatMap((duty) =>
        (neededBy[duty.id] ?? [])
          .filter((kind) => !kinds.has(kind))
          .map((kind) =>
            assuranceFinding({
              id: `signal-missing/${duty.id}/${kind}`,
              rule: duty.id,
              headline: message('assurance.signalMissing', { duty: duty.id, signal: { term: `assurance.signal.${kind}` } }),
              because: [byRule('assurance.dutyAsks', { duty: duty.id, title: duty.title })],
              sources: duty.sources,
              remedy: message('assurance.addSignal', { signal: { term: `assurance.signal.${kind}` } }),
              field: 'monitoring.signals',
            }),
          ),
      ),
    ...Object.keys(signals)
      .toSorted(byCodeUnit)
      .flatMap((id): readonly Finding[] => {
        const signal = signals[id]
        if (signal === undefined) return []
        const at = { table: 'signals', id } as const
        const found: Finding[] = []
        if (signal.who === null && facts['monitoring.owner'] === null)
          found.push(
            assuranceFinding({
              id: `signal-unwatched/${id}`,
              rule: 'A-WATCHED',
              headline: message('assurance.unwatched', { signal: signal.name }),
              because: [byRule('assurance.unwatchedRule')],
              remedy: message('assurance.nameWatcher'),
              entry: at,
            }),
          )
        if (signal.actions.length === 0)
          found.push(
            assuranceFinding({
              id: `signal-without-action/${id}`,
              rule: 'A-ACTION',
              headline: message('assurance.noAction', { signal: signal.name }),
              because: [byRule('assurance.noActionRule')],
              remedy: message('assurance.chooseAction'),
              entry: at,
            }),
          )
        if (signal.actions.includes('degrade') && facts['fallback.mode'] === null)
          found.push(
            assuranceFinding({
              id: `signal-no-fallback/${id}`,
              rule: 'A-FALLBACK',
              headline: message('assurance.noFallback', { signal: signal.name }),
              because: [fact('assurance.fallbackOpen', {}, 'fallback.mode')],
              remedy: message('assurance.sayFallback'),
              field: 'fallback.mode',
            }),
          )
        return found
      }),
    ...neverSignedAgain(signals),
    ...reviewOverdue(facts),
    ...answersMissing(facts, duties),
  ]
}

function neverSignedAgain(signals: Signals): readonly Finding[] {
  const all = Object.values(signals)
  if (all.length === 0 || all.some(({ actions }) => actions.includes('sign-again'))) return []
  return [
    assuranceFinding({
      id: 'never-signed-again',
      rule: 'A-RESIGN',
      headline: message('assurance.neverSignedAgain'),
      because: [byRule('assurance.neverSignedAgainRule')],
      remedy: message('assurance.chooseSignAgain'),
    }),
  ]
}

function reviewOverdue(facts: Facts): readonly Finding[] {
  const [day, review] = [facts['identity.assessedOn'], facts['review.nextOn']]
  if (day === null || review === null || review >= day) return []
  return [
    assuranceFinding({
      id: 'review-overdue',
      rule: 'A-REVIEW',
      headline: message('assurance.reviewOverdue', { review: { day: review } }),
      because: [fact('assurance.answerOf', { question: { term: 'field.review.nextOn.label' } }, 'review.nextOn')],
      remedy: message('assurance.reviewNow'),
      field: 'review.nextOn',
    }),
  ]
}

export type SignalSuggestion = { readonly id: string; readonly reason: Message; readonly entry: SignalEntry }

/** Thresholds stay the planner's: a suggestion names what to watch and what follows, never a figure. */
export function signalSuggestions(signals: Signals, facts: Facts): readonly SignalSuggestion[] {
  const taken = new Set(Object.values(signals).map(({ kind }) => kind))
  const everyDays = facts['monitoring.everyDays'] ?? 30
  return signalKinds
    .filter((kind) => kind !== 'own' && !taken.has(kind))
    .filter((kind) => kind !== 'cost' || facts['service.budget'] !== null || facts['costs.hostedInputPrice'] !== null)
    .map((kind) => ({
      id: kind,
      reason: message(`assurance.watch.${kind}`),
      entry: { kind, name: '-', threshold: '-', everyDays, who: null, actions: actionsFor[kind], suggestion: kind },
    }))
}

const actionsFor: Readonly<Record<SignalKind, SignalEntry['actions']>> = {
  quality: ['evaluate-again', 'roll-back'],
  refusals: ['evaluate-again'],
  incidents: ['sign-again', 'degrade', 'report'],
  cost: ['sign-again'],
  latency: ['evaluate-again'],
  injection: ['degrade', 'report'],
  availability: ['degrade'],
  complaints: ['evaluate-again', 'report'],
  own: [],
}
