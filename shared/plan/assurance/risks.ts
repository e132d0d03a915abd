/**
 * The risk register. Every finding stands behind a risk, and a few risks come from the answers alone, so that no register
 * is empty. The grades it begins with follow a rule that anyone can read here; the planner's own grades win.
 */
import { byCodeUnit, message, type Finding, type Message, type MessageValue } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import { holdsAll, type Condition } from './condition.ts'
import { isHighRisk } from './evaluations.ts'
import type { RiskEntry, Risks } from './entries.ts'
import type { FindingDecision, Plan } from '../plan.ts'
import { assuranceFinding, byRule, fact } from './finding.ts'

/** From 1 (rare, slight) to 5 (almost certain, severe). */
export type Grades = { readonly likelihood: number; readonly impact: number }

export type Risk = {
  readonly id: string
  readonly title: Message
  readonly origin: 'finding' | 'answers' | 'own'
  /** The findings behind it; empty for the two other origins. */
  readonly findings: readonly string[]
  /** An answer of these facts contradicts another. */
  readonly contradiction: boolean
  readonly grades: Grades
  /** The planner graded it, not the rule. */
  readonly graded: boolean
  readonly residual: Grades
  readonly entry: RiskEntry | null
  /** Who answers for it: the planner's entry, or who decided about its findings. */
  readonly owner: string | null
  /** When its acceptance, or the first decision about its findings, ends. */
  readonly until: string | null
  /** Where an answer would lower it. */
  readonly field: string | null
  /** `treated`: an entry says how, or decisions close all its findings. `expired`: the acceptance has ended. */
  readonly state: 'open' | 'treated' | 'accepted' | 'expired'
}

type AnswerRisk = {
  readonly id: string
  /** Stands unless a condition is known not to hold. */
  readonly when: readonly Condition[]
  readonly grades: Grades
  /** Answers that lower its likelihood: one step when some are there, two when all are. */
  readonly lowers: readonly [FieldId, ...FieldId[]]
}

export const answerRisks: readonly AnswerRisk[] = [
  { id: 'wrong-answers', when: [], grades: { likelihood: 4, impact: 3 }, lowers: ['evaluation.thresholds', 'oversight.means'] },
  { id: 'over-reliance', when: [['system.decisionRole', 'is-not', 'decides']], grades: { likelihood: 3, impact: 3 }, lowers: ['training.plan', 'oversight.person'] },
  { id: 'machine-decides', when: [['system.decisionRole', 'is', 'decides']], grades: { likelihood: 3, impact: 5 }, lowers: ['oversight.means', 'complaint.path'] },
  { id: 'injection', when: [], grades: { likelihood: 4, impact: 3 }, lowers: ['evaluation.redTeam', 'security.controls'] },
  { id: 'personal-data', when: [['data.personal', 'is', true]], grades: { likelihood: 3, impact: 4 }, lowers: ['security.access', 'security.controls', 'data.retentionDays'] },
  { id: 'special-data', when: [['data.specialCategories', 'is', true]], grades: { likelihood: 3, impact: 5 }, lowers: ['assessment.references', 'security.controls'] },
  { id: 'unequal-treatment', when: [['purpose.affected', 'answered', null]], grades: { likelihood: 3, impact: 4 }, lowers: ['risk.fairness', 'complaint.path'] },
  { id: 'outage', when: [], grades: { likelihood: 3, impact: 3 }, lowers: ['fallback.mode', 'fallback.tested'] },
  { id: 'lock-in', when: [], grades: { likelihood: 3, impact: 3 }, lowers: ['exit.plan', 'exit.formats'] },
  { id: 'model-ages', when: [], grades: { likelihood: 4, impact: 2 }, lowers: ['monitoring.triggers', 'review.nextOn'] },
  { id: 'silent-decline', when: [], grades: { likelihood: 3, impact: 3 }, lowers: ['monitoring.signals', 'monitoring.owner'] },
  { id: 'costs-rise', when: [], grades: { likelihood: 3, impact: 2 }, lowers: ['costs.contingency', 'costs.exit'] },
]

const levelLikelihood: Readonly<Record<Finding['level'], number>> = { blocking: 5, unknown: 4, advisory: 3 }
const stageImpact: Readonly<Record<string, number>> = { requirements: 3, model: 3, hardware: 3, hosting: 4, obligations: 4, costs: 2 }

/** All risks, the heaviest that is left first. Findings of one kind are one risk. */
export function riskRegister(findings: readonly Finding[], closed: ReadonlySet<string>, decisions: Plan['decisions'], entries: Risks, facts: Facts): readonly Risk[] {
  const day = facts['identity.assessedOn']
  const derived = [...grouped(findings)].map(([id, group]): Risk => {
    const entry = entries[id] ?? null
    const first = group[0]
    const open = group.filter((one) => !closed.has(one.id))
    const level = worst(open.length > 0 ? open : group)
    const base = { likelihood: levelLikelihood[level], impact: impactOf(group, facts) }
    const decided = open.length > 0 ? [] : group.flatMap((one) => decisions[one.id] ?? [])
    // Only what is mitigated becomes less likely; what is accepted or waived stays as it is.
    const mitigated = decided.length > 0 && decided.every(({ kind }) => kind === 'mitigate')
    return risk(id, titleOf(group), 'finding', base, mitigated ? lower(base, 2) : base, entry, day, {
      findings: group.map((one) => one.id),
      contradiction: group.some(isContradiction),
      field: first?.field ?? first?.remedies.find(({ field }) => field !== null)?.field ?? null,
      settled: open.length > 0 ? null : decided.some(({ kind }) => kind === 'accept') ? 'accepted' : 'treated',
      decided,
    })
  })
  const standing = answerRisks
    .filter(({ when }) => holdsAll(when, facts) !== false)
    .map(({ id, grades, lowers }): Risk => {
      const answered = lowers.filter((field) => isSaid(facts[field])).length
      const steps = answered === 0 ? 0 : answered === lowers.length ? 2 : 1
      return risk(`answers/${id}`, message(`assurance.risk.${id}`), 'answers', grades, lower(grades, steps), entries[`answers/${id}`] ?? null, day, {
        findings: [],
        contradiction: false,
        field: lowers.find((field) => !isSaid(facts[field])) ?? lowers[0],
        settled: answered === lowers.length ? 'treated' : null,
        decided: [],
      })
    })
  const known = new Set([...derived, ...standing].map(({ id }) => id))
  const own = Object.keys(entries).flatMap((id): readonly Risk[] => {
    const entry = entries[id]
    if (entry === undefined || entry.title === null || known.has(id)) return []
    const grades = { likelihood: 3, impact: 3 }
    return [risk(id, message('assurance.own', { title: entry.title }), 'own', grades, grades, entry, day, { findings: [], contradiction: false, field: null, settled: null, decided: [] })]
  })
  return [...derived, ...standing, ...own].toSorted(
    (left, right) => weight(right.residual) - weight(left.residual) || weight(right.grades) - weight(left.grades) || byCodeUnit(left.id, right.id),
  )
}

export function weight({ likelihood, impact }: Grades): number {
  return likelihood * impact
}

type Settled = 'treated' | 'accepted' | null
type More = Pick<Risk, 'findings' | 'contradiction' | 'field'> & { readonly settled: Settled; readonly decided: readonly FindingDecision[] }

function risk(id: string, title: Message, origin: Risk['origin'], base: Grades, rest: Grades, entry: RiskEntry | null, day: string | null, { decided, settled, ...more }: More): Risk {
  const ends = decided.flatMap(({ until }) => until ?? []).toSorted(byCodeUnit)
  const grades = { likelihood: entry?.likelihood ?? base.likelihood, impact: entry?.impact ?? base.impact }
  const residual = {
    likelihood: entry?.residualLikelihood ?? Math.min(grades.likelihood, rest.likelihood),
    impact: entry?.residualImpact ?? grades.impact,
  }
  return { id, title, origin, ...more, grades, graded: (entry?.likelihood ?? entry?.impact ?? null) !== null, residual, entry, owner: entry?.owner ?? decided[0]?.by ?? null, until: entry?.acceptedUntil ?? ends[0] ?? null, state: stateOf(entry, settled, day) }
}

function stateOf(entry: RiskEntry | null, settled: Settled, day: string | null): Risk['state'] {
  if (entry?.treatment === 'accept') return isExpired(entry, day) ? 'expired' : 'accepted'
  if ((entry?.treatment ?? null) !== null && entry !== null && entry.measures.trim() !== '') return 'treated'
  return settled ?? 'open'
}

function isExpired({ acceptedUntil }: RiskEntry, day: string | null): boolean {
  return acceptedUntil !== null && day !== null && acceptedUntil < day
}

function lower({ likelihood, impact }: Grades, steps: number): Grades {
  return { likelihood: Math.max(1, likelihood - steps), impact }
}

/** False is an answer, but says that something is not there. */
function isSaid(answer: unknown): boolean {
  return answer !== null && answer !== false
}

/** Findings of one kind: the first two parts of their ids, and the name of a contradiction. */
function grouped(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const parts = finding.id.split('/')
    const key = parts.slice(0, isContradiction(finding) || parts[1] === 'exposure' || parts[1] === 'license' ? 3 : 2).join('/')
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  return groups
}

export function isContradiction({ id }: Finding): boolean {
  return id.startsWith('assurance/contradiction/') || id.startsWith('hosting/answer-differs/')
}

function titleOf(group: readonly Finding[]): Message {
  const [first] = group
  if (first === undefined) return message('assurance.risk.none')
  return group.length === 1 ? first.headline : message(first.headline.id, first.headline.values)
}

function worst(group: readonly Finding[]): Finding['level'] {
  return group.some(({ level }) => level === 'blocking') ? 'blocking' : group.some(({ level }) => level === 'unknown') ? 'unknown' : 'advisory'
}

function impactOf(group: readonly Finding[], facts: Facts): number {
  // What is missing in the plan itself weighs less than what reaches people or data.
  const impact = Math.max(...group.map(({ id, stage }) => (id.startsWith('assurance/') ? 3 : (stageImpact[stage] ?? 3))))
  const grave = isHighRisk(facts) || facts['data.specialCategories'] === true
  return Math.min(5, impact + (grave && impact >= 4 ? 1 : 0))
}

/** A risk from the answers by its name, one from a finding by the stage that found it. */
function derivedName(id: string): MessageValue {
  const [origin = '', name = ''] = id.split('/')
  return { term: origin === 'answers' ? `assurance.risk.${name}` : `stage.${origin === 'assurance' ? 'obligations' : origin}` }
}

/** What is wrong with the planner's own treatment: an acceptance that ended, that never ends, or that nobody stands for. */
export function riskFindings(entries: Risks, facts: Facts): readonly Finding[] {
  const day = facts['identity.assessedOn']
  return Object.keys(entries)
    .toSorted(byCodeUnit)
    .flatMap((id): readonly Finding[] => {
      const entry = entries[id]
      if (entry === undefined || entry.treatment !== 'accept') return []
      const about = { risk: entry.title ?? derivedName(id) }
      const at = { table: 'risks', id } as const
      const found: Finding[] = []
      if (isExpired(entry, day) && entry.acceptedUntil !== null)
        found.push(
          assuranceFinding({
            id: `acceptance-expired/${id}`,
            rule: 'A-EXPIRED',
            headline: message('assurance.expired', { ...about, until: { day: entry.acceptedUntil } }),
            because: [fact('assurance.acceptedUntil', { until: { day: entry.acceptedUntil } }), byRule('assurance.expiredRule')],
            remedy: message('assurance.decideAgain'),
            entry: at,
          }),
        )
      if (entry.acceptedUntil === null)
        found.push(
          assuranceFinding({
            id: `acceptance-endless/${id}`,
            rule: 'A-ENDLESS',
            headline: message('assurance.endless', about),
            because: [byRule('assurance.endlessRule')],
            remedy: message('assurance.giveEnd'),
            entry: at,
          }),
        )
      if (entry.owner === null)
        found.push(
          assuranceFinding({
            id: `acceptance-unowned/${id}`,
            rule: 'A-UNOWNED',
            headline: message('assurance.unowned', about),
            because: [byRule('assurance.unownedRule')],
            remedy: message('assurance.nameOwner'),
            entry: at,
          }),
        )
      return found
    })
}
