/**
 * The law on ten days for five organizations. The lists were made by hand from the dates in the rules, not by running the
 * engine:
 *
 * - AI Act, Regulation (EU) 2024/1689, Art. 113: literacy and prohibited practices (Art. 4, 5) from 2 February 2025,
 *   duties about general-purpose models (Chapter V) from 2 August 2025, transparency (Art. 50) from 2 August 2026.
 * - Regulation (EU) 2026/1744: Art. 50(2) for systems already in use and the new ban of Art. 5 from 2 December 2026;
 *   high-risk of Annex III, with Art. 6 and 25, from 2 December 2027; Annex I products from 2 August 2028; legacy
 *   systems of public authorities (Art. 111(2)) by 2 August 2030.
 * - GDPR, Regulation (EU) 2016/679, Art. 99(2): from 25 May 2018.
 * - OMB M-25-21 of 3 April 2025: inventory and open source at once, Chief AI Officer within 60 days (2 June 2025),
 *   governance board within 90 days (2 July 2025), high-impact practices within 365 days (3 April 2026).
 * - OMB M-25-22 of 3 April 2025: solicitations from 1 October 2025.
 * - Canada, Directive on Automated Decision-Making: in force 1 April 2019.
 */
import { describe, expect, it } from 'vitest'
import { dutiesOn, type ObligationFacts } from '../../shared/domain/obligations.ts'
import { lawBetween, lawDays } from '../../shared/domain/obligations/law.ts'
import { knowledge } from '../support/knowledge.ts'

const pack = knowledge.obligations
const days = [
  '2025-01-15',
  '2025-02-02',
  '2025-07-02',
  '2025-10-01',
  '2026-04-03',
  '2026-08-02',
  '2026-12-02',
  '2027-12-02',
  '2028-08-02',
  '2029-06-30',
] as const

const range = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${prefix}-${String(from + index).padStart(2, '0')}`)

const nobody: ObligationFacts = {
  org_country: 'DE',
  org_type: 'public_body',
  government_level: 'regional',
  territories: ['DE'],
  use_tags: ['internal_drafting'],
  roles: ['deployer'],
  puts_into_service: false,
  data_role: 'controller',
  decision_role: 'none',
  personal_data: true,
  high_risk: 'none',
  annex_iii_points: [],
  practices: [],
  output_modalities: ['text'],
  interacts_with: ['staff'],
  public_service: false,
  fine_tunes: false,
  integrates_model: false,
  open_source_exemption: false,
  impact_level: '2',
  in_service_from: '2027-01-15',
  only_defence: false,
  us_high_impact: false,
  buys_ai: false,
}

const gdpr = range('GDPR', 1, 15)
const since = (day: string, duties: readonly string[]) => ({ day, duties })

/** What starts when. The list of a day is everything that has started by then. */
const organizations: readonly {
  readonly name: string
  readonly facts: ObligationFacts
  readonly starts: readonly { readonly day: string; readonly duties: readonly string[] }[]
}[] = [
  {
    // Drafts letters with an assistant of its own: provider and deployer, not high-risk, in service from 2027.
    name: 'a German state ministry',
    facts: { ...nobody, roles: ['deployer', 'provider'], puts_into_service: true, integrates_model: true },
    starts: [
      since('2025-01-15', gdpr),
      since('2025-02-02', ['EU-01', 'EU-02']),
      // A general-purpose model of others is built in: Chapter V, 2 August 2025.
      since('2025-10-01', ['EU-31']),
      // It converses with staff; its output is marked at once, since it comes into service after 2 August 2026.
      since('2026-08-02', ['EU-24', 'EU-25']),
      since('2027-12-02', ['EU-04', 'EU-23']),
    ],
  },
  {
    // Assesses applications for benefits with a bought system: deployer, Annex III point 5(a), since 2026.
    name: 'a Dutch municipality',
    facts: {
      ...nobody,
      org_country: 'NL',
      territories: ['NL'],
      government_level: 'local',
      use_tags: ['benefits_eligibility'],
      decision_role: 'assists',
      high_risk: 'annex-iii',
      annex_iii_points: ['5a'],
      in_service_from: '2026-01-01',
    },
    starts: [
      since('2025-01-15', gdpr),
      since('2025-02-02', ['EU-01', 'EU-02']),
      // Art. 26 but (10), which is about remote biometric identification; registration as a public body (Art. 49(3));
      // rights assessment as a public body outside point 2 (Art. 27). Not Art. 49(4) and (5): points 1, 2, 6, 7.
      since('2027-12-02', ['EU-04', ...range('EU', 5, 11), ...range('EU', 13, 16), ...range('EU', 19, 22), 'EU-23']),
    ],
  },
  {
    // Uses high-impact AI that it buys.
    name: 'a US federal agency',
    facts: {
      ...nobody,
      org_country: 'US',
      territories: ['US'],
      government_level: 'national',
      us_high_impact: true,
      buys_ai: true,
    },
    starts: [
      since('2025-07-02', ['US-01', 'US-02', 'US-03', 'US-13']),
      since('2025-10-01', ['US-14', 'US-15', 'US-16']),
      since('2026-04-03', range('US', 4, 12)),
    ],
  },
  {
    // Its system recommends decisions about clients.
    name: 'a Canadian federal department',
    facts: { ...nobody, org_country: 'CA', territories: ['CA'], government_level: 'national', decision_role: 'assists' },
    starts: [since('2025-01-15', range('CA', 1, 12))],
  },
  {
    // Makes a medical product that generates images with a model of others, sold since March 2026, without personal data.
    name: 'a French maker of medical devices',
    facts: {
      ...nobody,
      org_country: 'FR',
      org_type: 'commercial',
      government_level: 'none',
      territories: ['FR'],
      use_tags: ['clinical_use'],
      roles: ['provider'],
      puts_into_service: true,
      personal_data: false,
      high_risk: 'annex-i',
      output_modalities: ['image'],
      interacts_with: ['public'],
      integrates_model: true,
      in_service_from: '2026-03-01',
    },
    starts: [
      since('2025-02-02', ['EU-01', 'EU-02']),
      since('2025-10-01', ['EU-31']),
      since('2026-08-02', ['EU-24']),
      // Marking of a system that was on the market before 2 August 2026, and the new ban, since it makes images.
      since('2026-12-02', ['EU-03', 'EU-25']),
      since('2027-12-02', ['EU-04', 'EU-23']),
      // Agreements with suppliers of a high-risk system come with Annex I.
      since('2028-08-02', ['EU-32']),
    ],
  },
]

const order = new Map(pack.obligations.map((duty, place) => [duty.id, place]))
const inPackOrder = (ids: readonly string[]) => ids.toSorted((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0))
const binding = (facts: ObligationFacts, day: string) =>
  dutiesOn(facts, day, pack)
    .filter((duty) => duty.binding && duty.status === 'in-force')
    .map((duty) => duty.id)

describe.each(organizations)('$name', ({ facts, starts }) => {
  it.each(days)('has the duties listed by hand on %s', (day) => {
    const expected = starts.filter((step) => step.day <= day).flatMap((step) => step.duties)
    expect(binding(facts, day)).toEqual(inPackOrder(expected))
  })

  it('finds a source for each duty', () => {
    for (const duty of dutiesOn(facts, '2029-06-30', pack))
      if (duty.status === 'in-force') expect(duty.sources.length, duty.id).toBeGreaterThan(0)
  })
})

describe('between two days', () => {
  const [ministry] = organizations
  const facts = ministry?.facts ?? nobody

  it('names what starts, with its day, in order, whichever day comes first', () => {
    const view = lawBetween(facts, '2026-11-23', '2028-01-01', pack)
    expect(view.changes.filter(({ kind }) => kind === 'starts').map(({ duty, on }) => [duty, on])).toEqual([
      ['EU-04', '2027-12-02'],
      ['EU-23', '2027-12-02'],
    ])
    expect([view.before['in-force'], view.after['in-force']]).toEqual([20, 22])
    expect(lawBetween(facts, '2028-01-01', '2026-11-23', pack)).toEqual(view)
    expect(lawBetween(facts, '2026-11-23', '2026-11-23', pack).changes).toEqual([])
  })

  it('names amendments and deadlines of duties that concern', () => {
    const view = lawBetween(facts, '2026-07-26', '2026-07-27', pack)
    expect(view.changes.map(({ duty, kind, on }) => [duty, kind, on])).toEqual([['EU-01', 'notice', '2026-07-27']])
  })

  it('names a lapse and what took its place', () => {
    const changed = {
      ...pack,
      obligations: pack.obligations.map((duty) =>
        duty.id === 'EU-31' ? { ...duty, lapsesOn: '2028-01-01', supersededBy: 'EU-23' } : duty,
      ),
    }
    const view = lawBetween(facts, '2027-12-31', '2028-01-01', changed)
    expect(view.changes).toEqual([
      expect.objectContaining({ duty: 'EU-31', kind: 'ends', on: '2028-01-01', what: 'EU-23', binding: true }),
    ])
  })

  it('keeps proposals apart, and lets them bind on no day', () => {
    const view = lawBetween(facts, '2026-11-23', '2040-01-01', pack)
    expect(view.proposals.map(({ id }) => id)).toEqual(['CADA-01', 'CADA-02', 'CADA-03'])
    expect(view.changes.some(({ duty }) => duty.startsWith('CADA'))).toBe(false)
    expect(lawBetween({ ...facts, org_type: 'commercial' }, '2026-11-23', '2040-01-01', pack).proposals).toEqual([])
  })

  it('lists the days on which something starts', () => {
    expect(lawDays(facts, '2026-11-23', pack)).toEqual(['2018-05-25', '2025-02-02', '2025-08-02', '2026-08-02', '2027-12-02'])
  })
})
