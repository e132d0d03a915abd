/** The release watch against figures counted by hand, the gates of a planned switch, and the test of one third. */
import { describe, expect, test } from 'vitest'
import { downstreamTest } from '../../shared/domain/openness/downstream.ts'
import type { ReleaseCase } from '../../shared/domain/release-pack.ts'
import {
  contingencyOutcome,
  dayRange,
  expectationOf,
  lagOf,
  releaseFamilies,
  releaseStatistics,
  type Arrival,
} from '../../shared/domain/release.ts'
import { fieldIds, type Facts } from '../../shared/plan/fields.ts'
import { contingencyOf } from '../../shared/plan/model/contingency.ts'
import { assessModel } from '../../shared/plan/stages/model.ts'
import { knowledge } from '../support/knowledge.ts'

const watch = knowledge['release-watch']
const cases = watch.cases
const entry = (id: string): ReleaseCase => cases.find((one) => one.id === id)!

describe('statistics', () => {
  const statistics = releaseStatistics(cases, watch.evidenceUntil)

  test('lags of the same weights: nine cases, median the fifth', () => {
    expect(statistics.sameArtifact).toEqual({
      count: 9,
      lags: [0, 9, 11, 11, 25, 106, 134, 264, 375],
      median: 25,
      shortest: 0,
      longest: 375,
      unverified: 7,
    })
  })

  test('lags of another model: announcements and mere changes of license are not counted', () => {
    expect(statistics.otherModel).toEqual({
      count: 7,
      lags: [56, 61, 86, 91, 124, 135, 356],
      median: 91,
      shortest: 56,
      longest: 356,
      unverified: 5,
    })
  })

  test('not opened, and missed only where the evidence covers the promised day', () => {
    expect(statistics.notOpened).toEqual(['rw-02', 'rw-03', 'rw-04', 'rw-05', 'rw-08', 'rw-09', 'rw-10', 'rw-15'])
    // rw-05 was due on 2026-10-31; evidence ends on 2026-10-10.
    expect(statistics.missed).toEqual(['rw-04', 'rw-15'])
    expect(releaseStatistics(cases, '2026-11-01').missed).toEqual(['rw-04', 'rw-05', 'rw-15'])
    // Kept: rw-07, rw-11, rw-12. Late: rw-16. Missed: rw-04, rw-15.
    expect(statistics.promises).toEqual({ kept: 3, judged: 6 })
  })

  test('the pack’s own summary says the same', () => {
    expect(watch.summary).toEqual({
      sameArtifactLags: statistics.sameArtifact.lags,
      sameArtifactMedianDays: statistics.sameArtifact.median,
      smallerSiblingLags: statistics.otherModel.lags,
      smallerSiblingMedianDays: statistics.otherModel.median,
      neverOrMissed: statistics.notOpened,
    })
  })

  test('every lag is the days between its days', () => {
    for (const one of cases) if (one.lagDays !== null) expect(lagOf(one), one.id).toBe(one.lagDays)
  })

  test('an even count takes the middle, rounded half up; none has no figures', () => {
    const two = releaseStatistics([entry('rw-07'), entry('rw-20')], '2026-10-10')
    expect(two.sameArtifact).toMatchObject({ count: 2, lags: [0, 9], median: 5 })
    expect(two.otherModel).toEqual({ count: 0, lags: [], median: null, shortest: null, longest: null, unverified: 0 })
  })
})

describe('timeline', () => {
  const families = releaseFamilies(cases)

  test('holds every case once, oldest first, undated ones last', () => {
    expect(families.flatMap(({ lines }) => lines.map(({ id }) => id)).toSorted()).toEqual(cases.map(({ id }) => id).toSorted())
    expect(families.find(({ vendor }) => vendor === 'Alibaba')?.lines.map(({ id }) => id)).toEqual(['rw-08', 'rw-09', 'rw-07', 'rw-10'])
  })

  test('a month stands for all its days', () => {
    expect(dayRange('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(dayRange('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(dayRange('2026-02-03')).toEqual({ from: '2026-02-03', to: '2026-02-03' })
  })
})

describe('what is next', () => {
  test('a range from the lags of the same kind, from the day of the closed release', () => {
    // Closed 2026-10-06, not open on 2026-10-10: lags above 4 days are 9, 11, 11, 25, 106, 134, 264, 375.
    // Their median is (25 + 106) / 2 = 65.5, rounded to 66.
    expect(expectationOf(entry('rw-05'), cases, watch.evidenceUntil, '2026-11-23')).toEqual({
      range: { earliest: '2026-10-15', median: '2026-12-11', latest: '2027-10-16' },
      promised: { from: '2026-10-31', to: '2026-10-31' },
      counted: 8,
      notOpened: 7,
      overdue: false,
    })
  })

  test('both kinds where nobody knows which, no range without a day, nothing for what is open', () => {
    expect(expectationOf(entry('rw-02'), cases, watch.evidenceUntil, '2026-11-23')).toMatchObject({ counted: 11 })
    expect(expectationOf(entry('rw-03'), cases, watch.evidenceUntil, '2026-11-23')).toMatchObject({ range: null })
    expect(expectationOf(entry('rw-07'), cases, watch.evidenceUntil, '2026-11-23')).toBeNull()
    expect(expectationOf(entry('rw-04'), cases, watch.evidenceUntil, '2026-11-23')).toMatchObject({ range: null, counted: 0, overdue: true })
  })
})

describe('gates', () => {
  const all: Arrival = { weights: true, textDigest: 'sha256:00', verdict: 'allowed', confirm: false }
  const terms = { latestDay: '2026-12-31', fallback: { suitable: true } }
  const run = (arrival: Partial<Arrival>, more: Partial<Parameters<typeof contingencyOutcome>[1]> = {}, today: string | null = '2026-11-23') => {
    const outcome = contingencyOutcome({ ...all, ...arrival }, { ...terms, ...more }, today)
    return [...outcome.gates.map(({ state }) => state), outcome.decision]
  }

  test('truth table', () => {
    expect(run({})).toEqual(['met', 'met', 'met', 'switch'])
    expect(run({ verdict: 'allowed with conditions' })).toEqual(['met', 'met', 'met', 'switch'])
    expect(run({ weights: null })).toEqual(['not-known', 'met', 'met', 'wait'])
    expect(run({ weights: false })).toEqual(['not-met', 'met', 'met', 'wait'])
    expect(run({ verdict: null })).toEqual(['met', 'met', 'not-known', 'wait'])
    expect(run({ verdict: 'needs legal review' })).toEqual(['met', 'met', 'not-known', 'wait'])
    expect(run({ verdict: 'prohibited' })).toEqual(['met', 'met', 'not-met', 'wait'])
    expect(run({ confirm: true })).toEqual(['met', 'met', 'not-known', 'wait'])
  })

  test('a promise without a license text satisfies no gate, whatever verdict was promised with it', () => {
    expect(run({ weights: null, textDigest: null })).toEqual(['not-known', 'not-met', 'not-known', 'wait'])
    expect(run({ textDigest: null })).toEqual(['met', 'not-met', 'not-known', 'wait'])
  })

  test('the day', () => {
    expect(run({}, {}, '2026-12-31').at(-1)).toBe('switch')
    expect(run({}, {}, '2027-01-01').at(-1)).toBe('stay-on-fallback')
    expect(run({ weights: false }, {}, '2027-01-01').at(-1)).toBe('stay-on-fallback')
    expect(run({ weights: false }, { fallback: null }, '2027-01-01').at(-1)).toBe('no-way-out')
    expect(run({ weights: false }, { fallback: { suitable: false } }, '2027-01-01').at(-1)).toBe('no-way-out')
    expect(run({ weights: false }, { fallback: { suitable: null } }, '2027-01-01').at(-1)).toBe('undecided')
    expect(run({ weights: false }, { latestDay: null }).at(-1)).toBe('undecided')
    expect(run({}, { latestDay: null }).at(-1)).toBe('switch')
    expect(run({}, {}, null).at(-1)).toBe('undecided')
  })

  test('every combination: a switch only with all three gates met and in time', () => {
    for (const weights of [true, false, null])
      for (const textDigest of ['sha256:00', null])
        for (const verdict of ['allowed', 'allowed with conditions', 'needs legal review', 'prohibited', null] as const)
          for (const confirm of [true, false])
            for (const today of ['2026-11-23', '2027-01-01']) {
              const { gates, decision } = contingencyOutcome({ weights, textDigest, verdict, confirm }, terms, today)
              const open = weights === true && textDigest !== null && (verdict === 'allowed' || verdict === 'allowed with conditions') && !confirm
              expect(gates.every(({ state }) => state === 'met')).toBe(open)
              expect(decision).toBe(today > '2026-12-31' ? 'stay-on-fallback' : open ? 'switch' : 'wait')
            }
  })
})

describe('the contingency of a plan', () => {
  const nothing = Object.fromEntries(fieldIds.map((id) => [id, null])) as unknown as Facts
  const facts = (more: Partial<Facts>): Facts => ({
    ...nothing,
    'identity.assessedOn': '2026-11-23',
    'license.redistributesWeights': false,
    'license.willFineTune': false,
    'model.id': 'qwen3-0.6b',
    'model.contingencyRelease': 'rw-05',
    'model.contingencyFallback': 'qwen3-0.6b',
    'model.contingencyLatestDay': '2026-12-31',
    ...more,
  })
  const ids = (more: Partial<Facts>) =>
    assessModel(facts(more), knowledge).findings.map(({ id }) => id).filter((id) => id.startsWith('model/contingency/'))
  const decision = (more: Partial<Facts>) => contingencyOf(facts(more), knowledge)?.outcome.decision

  test('a promised Apache license without its text is no text', () => {
    expect(ids({ 'model.contingencyWeights': true, 'model.contingencyLicense': 'apache-2.0' })).toEqual(['model/contingency/no-license'])
    expect(decision({ 'model.contingencyWeights': true, 'model.contingencyLicense': 'apache-2.0' })).toBe('wait')
  })

  test('weights, a known text and a permission make the switch; an unknown text does not', () => {
    const apache = knowledge.licenses.bundledTexts.find(({ spdx }) => spdx === 'Apache-2.0')!
    const arrived = { 'model.contingencyWeights': true, 'model.contingencyLicense': 'apache-2.0' } as const
    expect(decision({ ...arrived, 'model.contingencyTextDigest': `sha256:${apache.sha256}` })).toBe('switch')
    expect(ids({ ...arrived, 'model.contingencyTextDigest': `sha256:${apache.sha256}` })).toEqual([])
    expect(decision({ ...arrived, 'model.contingencyTextDigest': `sha256:${'0'.repeat(64)}` })).toBe('wait')
  })

  test('findings: late, license changed, prohibited, no or unsuitable fallback', () => {
    expect(ids({ 'model.contingencyLatestDay': '2026-11-22' })).toContain('model/contingency/late')
    expect(ids({ 'model.contingencyRelease': 'rw-12', 'model.contingencyLicense': 'mit' })).toContain('model/contingency/license-changed')
    expect(ids({ 'model.contingencyRelease': 'rw-22', 'purpose.commercialUse': 'yes', 'license.separateAgreement': false })).toContain('model/contingency/license-prohibits')
    expect(ids({ 'model.contingencyFallback': null })).toContain('model/contingency/no-fallback')
    const embedding = knowledge.models.models.find(({ kind }) => kind === 'embedding')!.id
    expect(ids({ 'model.contingencyFallback': embedding })).toContain('model/contingency/fallback-unsuitable')
    const closed = knowledge.models.models.find(({ license }) => license === 'cohere-cc-by-nc-aup')!.id
    const production = { 'purpose.commercialUse': 'yes', 'license.separateAgreement': false } as const
    expect(contingencyOf(facts({ ...production, 'model.contingencyFallback': closed }), knowledge)?.fallbackSuitable).toBe(false)
  })
})

describe('one third of the compute', () => {
  const state = (fineTunes: boolean | null, baseCompute: number | null, fineTuneCompute: number | null) =>
    downstreamTest({ fineTunes, baseCompute, fineTuneCompute })

  test('more than a third makes a provider, exactly a third does not, unknown is unknown', () => {
    expect(state(true, 300, 100)).toEqual({ state: 'below', shareBasisPoints: 3333 })
    expect(state(true, 300, 101)).toEqual({ state: 'above', shareBasisPoints: 3367 })
    expect(state(true, 1_000_000_000_000, 333_333_333_334).state).toBe('above')
    expect(state(true, null, 100)).toEqual({ state: 'not-known', shareBasisPoints: null })
    expect(state(true, 300, null).state).toBe('not-known')
    expect(state(null, 300, 200).state).toBe('not-known')
    expect(state(false, null, null).state).toBe('no-change')
  })

  const nothing = Object.fromEntries(fieldIds.map((id) => [id, null])) as unknown as Facts
  const found = (more: Partial<Facts>) =>
    assessModel({ ...nothing, 'model.id': 'gpt-oss-120b', 'license.willFineTune': true, ...more }, knowledge)
      .findings.filter(({ id }) => id === 'model/openness/downstream')
      .map(({ level }) => level)

  test('it matters in the Union alone', () => {
    expect(found({ 'organization.country': 'DE' })).toEqual(['unknown'])
    expect(found({ 'organization.country': 'US' })).toEqual([])
    expect(found({ 'organization.country': 'US', 'purpose.territories': ['US', 'FR'] })).toEqual(['unknown'])
    expect(found({ 'organization.country': 'DE', 'model.baseCompute': 300, 'model.fineTuneCompute': 101 })).toEqual(['advisory'])
    expect(found({ 'organization.country': 'DE', 'model.baseCompute': 300, 'model.fineTuneCompute': 100 })).toEqual([])
  })

  test('openness that rests on an unverified record says so', () => {
    const record = knowledge.openness.records.filter(({ confidence }) => confidence === 'unverified').map(({ family }) => family)
    const model = knowledge.models.models.find((one) => one.opennessFamily !== null && record.includes(one.opennessFamily) && one.license !== null)!
    const result = assessModel({ ...nothing, 'model.id': model.id }, knowledge)
    const said = result.findings.some(({ id, confirm }) => id === 'model/openness/unverified' && confirm)
    expect(said).toBe(result.openness?.label !== null)
    expect(assessModel({ ...nothing, 'model.id': 'gpt-oss-120b' }, knowledge).findings.map(({ id }) => id)).not.toContain('model/openness/unverified')
  })
})
