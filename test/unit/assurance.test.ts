/** Assurance: sample sizes worked out by hand, contradictions, signals, risks, questions and exit, each by its rule. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reachedBy, sampleForShare, sampleWithoutFailure } from '../../shared/domain/assurance/sample-size.ts'
import { assess, makeAssessor } from '../../shared/plan/assess.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { calendarOf, monthsAfter } from '../../shared/plan/assurance/calendar.ts'
import { contradictionFindings, contradictionRules } from '../../shared/plan/assurance/contradictions.ts'
import type { EvaluationEntry, RiskEntry, SignalEntry } from '../../shared/plan/assurance/entries.ts'
import { redTeamTopics, riskTreatments, signalActions, signalKinds } from '../../shared/plan/assurance/entries.ts'
import { evaluationFindings, evaluationSuggestions, sampleNeed } from '../../shared/plan/assurance/evaluations.ts'
import { assessExit, exitFindings } from '../../shared/plan/assurance/exit.ts'
import { boardQuestions, questionRules } from '../../shared/plan/assurance/questions.ts'
import { answerRisks, riskFindings } from '../../shared/plan/assurance/risks.ts'
import { signalFindings, signalSuggestions } from '../../shared/plan/assurance/signals.ts'
import type { Change } from '../../shared/plan/command.ts'
import { decide, newDocument, planDigest } from '../../shared/plan/decide.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { emptyPlan, type Plan } from '../../shared/plan/plan.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const example = (name: string): Plan => {
  const parsed = parseAnswers(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), knowledge)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
  return planOfAnswers(parsed.value, '00000000-0000-4000-8000-000000000000', 'A. Nowak', '2026-11-23T08:00:00Z', knowledge)
}
const evaluation: EvaluationEntry = {
  task: 'Drafts', language: 'de', testSet: { kind: 'own', name: 'Letters', size: 300, evidence: null }, metric: 'right', kind: 'share',
  threshold: 9000, confidence: 9500, margin: 500, cases: null, subgroups: [], redTeam: [], decidedBy: 'Head', due: '2027-01-15', suggestion: null,
}
const signal: SignalEntry = { kind: 'quality', name: 'Samples', threshold: '5 %', everyDays: 14, who: 'Team', actions: ['sign-again'], suggestion: null }
const risk: RiskEntry = { title: null, likelihood: null, impact: null, treatment: null, measures: '', residualLikelihood: null, residualImpact: null, owner: null, acceptedUntil: null }

describe('the number of cases', () => {
  it('is that of a share of one half', () => {
    // 1.96² / (4 × 0.05²) = 3.8416 / 0.01 = 384.16
    expect(sampleForShare(9500, 500, null)).toBe(385)
    // 3.8416 / (4 × 0.03²) = 3.8416 / 0.0036 = 1067.1
    expect(sampleForShare(9500, 300, null)).toBe(1068)
    // 2.5758² / 0.01 = 6.63474564 / 0.01 = 663.47
    expect(sampleForShare(9900, 500, null)).toBe(664)
    // 1.6449² / 0.01 = 270.57
    expect(sampleForShare(9000, 500, null)).toBe(271)
    // 1.2816² / (4 × 0.1²) = 1.64249856 / 0.04 = 41.06
    expect(sampleForShare(8000, 1000, null)).toBe(42)
  })

  it('is smaller where there are few cases in all, and never more than there are', () => {
    // 384.16 / (1 + 383.16 / 200) = 384.16 × 200 / 583.16 = 131.75
    expect(sampleForShare(9500, 500, 200)).toBe(132)
    // 384.16 × 1000 / 1383.16 = 277.74
    expect(sampleForShare(9500, 500, 1000)).toBe(278)
    expect(sampleForShare(9500, 1, 50)).toBe(50)
    expect(sampleForShare(9500, 500, 1)).toBe(1)
  })

  it('follows the rule of three for rare failures', () => {
    expect(sampleWithoutFailure(9500, 100, null)).toBe(300)
    expect(sampleWithoutFailure(9500, 10, null)).toBe(3000)
    // 4.6052 / 0.01 = 460.52
    expect(sampleWithoutFailure(9900, 100, null)).toBe(461)
    // 2.3026 / 0.005 = 460.52
    expect(sampleWithoutFailure(9000, 50, null)).toBe(461)
  })

  it('says what the cases at hand support', () => {
    // 3.8416 / (4 × 0.0566²) = 299.8, with 0.0565 it would be 300.9
    expect(reachedBy('share', 9500, 300, null)).toBe(566)
    expect(reachedBy('rare', 9500, 150, null)).toBe(200)
    expect(reachedBy('share', 9900, 1, null)).toBeNull()
  })

  it('counts every subgroup on its own', () => {
    const need = sampleNeed('e-1', { ...evaluation, subgroups: ['women', 'men'] })
    expect([need.cases, need.total, need.enough]).toEqual([385, 770, false])
    // 150 for each: 3.8416 / (4 × 0.0801²) = 149.7, with 0.08 it would be 150.06
    expect(need.reached).toBe(801)
    expect(sampleNeed('e-1', { ...evaluation, testSet: { kind: 'benchmark', id: 'mmlu' } }).enough).toBeNull()
  })
})

const ids = (facts: Partial<Facts>) => contradictionFindings(factsWith(facts)).map(({ id, level }) => `${level} ${id.split('/')[2] ?? ''}`)

describe('contradictions', () => {
  it.each<readonly [string, Partial<Facts>]>([
    ['air-gap-remote-access', { 'service.airGapped': true, 'hosting.vendorRemoteAccess': true }],
    ['no-network-hosted', { 'hosting.network': 'airgap', 'hosting.optionType': 'OT-HYPER-REGION' }],
    ['no-network-telemetry', { 'hosting.network': 'airgap', 'hosting.dataCountries': ['DE'], 'hosting.metadataCountries': ['DE', 'US'] }],
    ['data-at-home-support-abroad', { 'require.dataCountries': ['DE', 'FR'], 'hosting.supportCountries': ['FR', 'IN'] }],
    ['nobody-but-oversight', { 'purpose.humanInLoop': false, 'oversight.person': 'Head' }],
    ['deleted-but-logged', { 'data.personal': true, 'data.retentionDays': 30, 'security.logRetentionDays': 180, 'security.logsHoldContent': true }],
    ['watched-after-logs', { 'security.logRetentionDays': 7, 'monitoring.everyDays': 30 }],
  ])('%s', (id, facts) => {
    expect(ids(facts)).toContain(`advisory ${id}`)
    // Without any one of the answers nothing is contradicted.
    for (const field of Object.keys(facts)) expect(ids({ ...facts, [field]: null })).not.toContain(`advisory ${id}`)
  })

  it('asks where one answer alone decides', () => {
    const logs: Partial<Facts> = { 'data.personal': true, 'data.retentionDays': 30, 'security.logRetentionDays': 180 }
    expect(ids(logs)).toEqual(['unknown deleted-but-logged'])
    expect(ids({ ...logs, 'security.logsHoldContent': false })).toEqual([])
    expect(ids({ ...logs, 'data.retentionDays': 180 })).toEqual([])
  })

  it('has none in the support that lies where the data are', () => {
    expect(ids({ 'require.dataCountries': ['DE', 'FR'], 'hosting.supportCountries': ['FR'] })).toEqual([])
  })
})

describe('suggestions', () => {
  it('come from use, languages, personal data and license, with the reason, and are offered once', () => {
    const facts = factsWith({ 'purpose.tags': ['translation'], 'service.languages': ['de', 'fr'], 'data.personal': true })
    const offers = evaluationSuggestions({}, facts, knowledge)
    expect(offers.map(({ id }) => id)).toEqual(['use:translation:de', 'use:translation:fr', 'injection', 'privacy'])
    const [first] = offers
    expect(evaluationSuggestions({ 'e-1': first!.entry }, facts, knowledge).map(({ id }) => id)).toEqual(['use:translation:fr', 'injection', 'privacy'])
  })

  it('test the conduct that the license of the chosen model forbids', () => {
    const model = knowledge.models.models.find(({ license }) => license === 'gemma-tou')!
    expect(evaluationSuggestions({}, factsWith({ 'model.id': model.id }), knowledge).map(({ id }) => id)).toContain('license')
  })

  it('offer every signal once, without a threshold', () => {
    expect(signalSuggestions({}, factsWith({})).map(({ id }) => id)).toEqual(['quality', 'refusals', 'incidents', 'latency', 'injection', 'availability', 'complaints'])
    expect(signalSuggestions({ 's-1': signal }, factsWith({ 'service.budget': 1 })).map(({ id }) => id)).not.toContain('quality')
  })
})

it('finds an evaluation after the start and a review that is past', () => {
  const found = (facts: Partial<Facts>) =>
    [...evaluationFindings({ 'e-1': evaluation }, [sampleNeed('e-1', { ...evaluation, testSet: { kind: 'own', name: 'Letters', size: 400, evidence: null } })], factsWith(facts), []), ...signalFindings({}, factsWith(facts), [])].map(({ id }) => id)
  expect(found({ 'system.inServiceFrom': '2027-01-14' })).toEqual(['assurance/evaluation-too-late/e-1'])
  expect(found({ 'system.inServiceFrom': '2027-01-15' })).toEqual([])
  expect(found({ 'identity.assessedOn': '2027-01-15', 'review.nextOn': '2027-01-14' })).toEqual(['assurance/review-overdue'])
  expect(found({ 'identity.assessedOn': '2027-01-15', 'review.nextOn': '2027-01-15' })).toEqual([])
})

describe('signals', () => {
  const found = (entry: SignalEntry, facts: Partial<Facts> = {}) => signalFindings({ 's-1': entry }, factsWith(facts), []).map(({ id }) => id)
  it('need somebody who looks, something that follows, and a way to a new signature', () => {
    expect(found(signal)).toEqual([])
    expect(found({ ...signal, who: null })).toEqual(['assurance/signal-unwatched/s-1'])
    expect(found({ ...signal, who: null }, { 'monitoring.owner': 'Team' })).toEqual([])
    expect(found({ ...signal, actions: [] })).toEqual(['assurance/signal-without-action/s-1', 'assurance/never-signed-again'])
    expect(found({ ...signal, actions: ['degrade', 'sign-again'] })).toEqual(['assurance/signal-no-fallback/s-1'])
  })

  it('leave a duty in force open whose answer is missing', () => {
    const { answers, ...rest } = example('hospital')
    const { 'incident.path': _, ...others } = answers
    const missing = assess({ ...rest, answers: others }, knowledge).findings.filter(({ id }) => id.startsWith('assurance/answer-missing'))
    // Article 33 of the GDPR: a breach is notified within 72 hours.
    expect(missing.map(({ id, level, field }) => [id, level, field])).toEqual([['assurance/answer-missing/GDPR-05/incident.path', 'unknown', 'incident.path']])
  })

  it('are asked for by a duty in force', () => {
    const plan: Plan = example('hospital')
    const answers = { ...plan.answers, 'class.euRisk': { ...plan.answers['class.euRisk']!, value: 'annex-iii' }, 'identity.assessedOn': { ...plan.answers['identity.assessedOn']!, value: '2028-01-01' } }
    const without: Plan = { ...plan, answers, signals: {} }
    const found2 = assess(without, knowledge).findings.map(({ id }) => id)
    expect(found2).toContain('assurance/signal-missing/EU-08/incidents')
    expect(assess({ ...plan, answers }, knowledge).findings.map(({ id }) => id)).not.toContain('assurance/signal-missing/EU-08/incidents')
  })
})

describe('risks', () => {
  it('stand before anything is answered', () => {
    const empty = emptyPlan('00000000-0000-4000-8000-000000000000', '2026-11-23T08:00:00Z', 'en', {})
    const { assurance, findings } = assess(empty, knowledge)
    // Remembered stages read plans without any table of assurance, too, and notice a new one.
    const assessor = makeAssessor(knowledge)
    expect(assessor(empty).assurance).toEqual(assurance)
    expect(assessor({ ...empty, signals: { 's-1': { ...signal, actions: [] } } }).findings.map((finding) => finding.id)).toContain('assurance/signal-without-action/s-1')
    expect(assurance?.risks.filter(({ origin }) => origin === 'answers').length).toBe(answerRisks.length)
    expect(findings.length).toBeGreaterThan(0)
    expect(new Set(assurance?.risks.flatMap(({ findings: behind }) => behind))).toEqual(new Set(findings.map(({ id }) => id)))
  })

  it('are lowered by answers, one step when some are there and two when all are', () => {
    const left = (facts: Record<string, string | boolean>) => {
      const plan = emptyPlan('00000000-0000-4000-8000-000000000000', '2026-11-23T08:00:00Z', 'en', {})
      const answers = Object.fromEntries(Object.entries(facts).map(([field, value]) => [field, { value, basis: 'self-declared' as const, by: 'A', at: '2026-11-23T08:00:00Z' }]))
      return assess({ ...plan, answers }, knowledge).assurance?.risks.find(({ id }) => id === 'answers/outage')?.residual
    }
    expect(left({})).toEqual({ likelihood: 3, impact: 3 })
    expect(left({ 'fallback.mode': 'By hand' })).toEqual({ likelihood: 2, impact: 3 })
    // "Not tested" is an answer, but lowers nothing.
    expect(left({ 'fallback.mode': 'By hand', 'fallback.tested': false })).toEqual({ likelihood: 2, impact: 3 })
    expect(left({ 'fallback.mode': 'By hand', 'fallback.tested': true })).toEqual({ likelihood: 1, impact: 3 })
  })

  it('stay as heavy as they are when a person accepts them, and name that person and the end', () => {
    const { assurance } = assess(example('ministry'), knowledge)
    const exit = assurance?.risks.find(({ id }) => id === 'assurance/exit-untested')
    // Advisory: possible (3); a gap of the plan itself: serious (3).
    expect(exit).toMatchObject({ state: 'accepted', owner: 'A. Nowak', until: '2027-06-30', grades: { likelihood: 3, impact: 3 }, residual: { likelihood: 3, impact: 3 } })
  })

  it('say when an acceptance ended, never ends or has nobody', () => {
    const found = (entry: Partial<RiskEntry>) =>
      riskFindings({ 'own-1': { ...risk, treatment: 'accept', owner: 'Head', acceptedUntil: '2027-01-01', ...entry } }, factsWith({ 'identity.assessedOn': '2027-01-01' })).map(({ id }) => id)
    expect(found({})).toEqual([])
    expect(found({ acceptedUntil: '2026-12-31' })).toEqual(['assurance/acceptance-expired/own-1'])
    expect(found({ acceptedUntil: null, owner: null })).toEqual(['assurance/acceptance-endless/own-1', 'assurance/acceptance-unowned/own-1'])
    expect(found({ treatment: 'reduce', acceptedUntil: '2020-01-01' })).toEqual([])
  })
})

describe('questions of the board', () => {
  it('are more than twenty for every plan, the open ones first', () => {
    const none = boardQuestions(factsWith({}), [], new Set())
    expect(none.length).toBeGreaterThan(20)
    expect(none.every(({ state }) => state === 'open')).toBe(true)
    const { assurance } = assess(example('ministry'), knowledge)
    const states = assurance?.questions.map(({ state }) => state) ?? []
    expect(states.indexOf('answered')).toBeGreaterThan(states.lastIndexOf('open'))
    expect(states.indexOf('answered')).toBeGreaterThan(states.lastIndexOf('partly'))
  })

  it('lead to the answer that is missing, and fall away only by their own rule', () => {
    const one = (facts: Partial<Facts>) => boardQuestions(factsWith(facts), [], new Set()).find(({ id }) => id === 'personal')
    expect(one({})?.field).toBe('assessment.dataProtection')
    expect(one({ 'data.personal': true, 'assessment.dataProtection': 'done' })).toMatchObject({ state: 'partly', field: 'assessment.references' })
    expect(one({ 'data.personal': false })).toBeUndefined()
  })
})

describe('leaving', () => {
  const exit = (facts: Partial<Facts>) => assessExit(factsWith(facts), knowledge)
  const cloud: Partial<Facts> = { 'organization.country': 'DE', 'hosting.optionType': 'OT-NATIONAL' }

  it('is covered by the Data Act where the service is another’s in the Union', () => {
    // Article 29 of Regulation (EU) 2023/2854: no switching charges from 12 January 2027.
    expect(exit({ ...cloud, 'identity.assessedOn': '2026-11-23' }).switching).toMatchObject({ applies: true, freeFrom: '2027-01-12', inForce: false })
    expect(exit({ ...cloud, 'identity.assessedOn': '2027-01-12' }).switching.inForce).toBe(true)
    expect(exit({ ...cloud, 'organization.country': 'US' }).switching.applies).toBe(false)
    expect(exit({ ...cloud, 'hosting.optionType': 'OT-ONPREM' }).switching.applies).toBe(false)
    expect(exit({ ...cloud, 'hosting.optionType': 'OT-GOVDC' }).switching.applies).toBeNull()
    expect(exit({}).switching.applies).toBeNull()
  })

  it('finds a notice that is too long, no copy, no format and no test', () => {
    const found = (facts: Partial<Facts>) => exitFindings(factsWith(facts), exit(facts)).map(({ id }) => id)
    expect(found({ ...cloud, 'exit.noticeDays': 62 })).toEqual([])
    expect(found({ ...cloud, 'exit.noticeDays': 90 })).toEqual(['assurance/exit-notice-too-long'])
    expect(found({ 'exit.noticeDays': 90 })).toEqual([])
    expect(found({ 'exit.escrow': 'none', 'exit.formats': ['none'] })).toEqual(['assurance/exit-no-copy', 'assurance/exit-no-format'])
    expect(found({ 'exit.plan': 'Yes', 'exit.tested': false })).toEqual(['assurance/exit-untested'])
    expect(found({})).toEqual([])
  })
})

describe('the calendar', () => {
  it('repeats reviews until the end', () => {
    const facts = factsWith({ 'identity.assessedOn': '2026-11-23', 'review.nextOn': '2027-01-31', 'review.everyMonths': 1, 'system.endsOn': '2027-04-01' })
    const entries = calendarOf(facts, { evaluations: { 'e-1': evaluation } }, {}, { ...assessExit(facts, knowledge) })
    expect(entries.filter(({ kind }) => kind === 'review').map(({ on }) => on)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31'])
    expect(entries.map(({ kind }) => kind)).toContain('evaluation')
  })

  it('knows short months and leap years', () => {
    expect(monthsAfter('2027-10-31', 4)).toBe('2028-02-29')
    expect(monthsAfter('2026-12-31', 2)).toBe('2027-02-28')
    expect(monthsAfter('2026-12-15', 1)).toBe('2027-01-15')
  })
})

describe('commands', () => {
  const at = '2026-11-23T08:00:00Z'
  const empty = newDocument(emptyPlan('00000000-0000-4000-8000-000000000000', at, 'en', {}))
  const run = (document: typeof empty, change: Change | { readonly type: 'undo' }) => {
    const outcome = decide(document, { do: change, by: 'A. Nowak', at })
    if (!outcome.ok) throw new Error(outcome.problem.code)
    return outcome.value
  }

  it('write and remove entries, and undo leaves no trace', () => {
    const file = { name: 'letters.csv', mediaType: 'text/csv', bytes: 4, digest: `sha256:${'a'.repeat(64)}`, addedAt: at }
    const one = run(empty, { type: 'evaluation.record', id: 'e-1', entry: evaluation })
    const pinned = run(one, { type: 'evaluation.attach', id: 'e-1', evidenceId: 'letters', evidence: file })
    expect(pinned.plan.evaluations?.['e-1']?.testSet).toMatchObject({ evidence: 'letters' })
    expect(planDigest(run(run(pinned, { type: 'undo' }), { type: 'undo' }).plan)).toBe(planDigest(empty.plan))
    for (const change of [
      { type: 'signal.record', id: 's-1', entry: signal },
      { type: 'risk.record', id: 'answers/outage', entry: risk },
    ] satisfies Change[]) {
      const next = run(empty, change)
      expect(planDigest(next.plan)).not.toBe(planDigest(empty.plan))
      expect(planDigest(run(next, { type: 'undo' }).plan)).toBe(planDigest(empty.plan))
    }
    expect(run(one, { type: 'evaluation.remove', id: 'e-1' }).plan.evaluations).toBeUndefined()
  })
})

it('has words for every rule, kind and grade', () => {
  const needed = [
    ...contradictionRules.map(({ id }) => `assurance.contradiction.${id}`),
    ...contradictionRules.filter(({ asks }) => asks !== undefined).map(({ id }) => `assurance.contradictionOpen.${id}`),
    ...questionRules.flatMap(({ id }) => [`question.${id}`, `question.${id}.why`]),
    ...answerRisks.map(({ id }) => `assurance.risk.${id}`),
    ...signalKinds.flatMap((kind) => [`assurance.signal.${kind}`, `assurance.watch.${kind}`]),
    ...signalActions.map((action) => `assurance.action.${action}`),
    ...redTeamTopics.map((topic) => `assurance.topic.${topic}`),
    ...riskTreatments.map((treatment) => `assurance.treatment.${treatment}`),
    ...[1, 2, 3, 4, 5].flatMap((grade) => [`assurance.likelihood.${grade}`, `assurance.impact.${grade}`]),
  ]
  for (const table of [words.en, words.de, words.fr]) expect(needed.filter((id) => table[id] === undefined)).toEqual([])
})
