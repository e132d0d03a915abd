/** The evaluation plan: how many cases each entry needs and why, what is missing, and what the plan's answers suggest. */
import { reachedBy, sampleForShare, sampleWithoutFailure } from '../../domain/assurance/sample-size.ts'
import { byCodeUnit, message, type Finding, type Message } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { riskClassOf } from '../../domain/obligations/screening.ts'
import { modelOf } from '../stages/model.ts'
import { screeningAnswers } from '../stages/obligation-facts.ts'
import type { PlannedDuty } from '../stages/obligations.ts'
import type { EvaluationEntry, Evaluations } from './entries.ts'
import { assuranceFinding, byRule, fact } from './finding.ts'

export type SampleNeed = {
  readonly entry: string
  /** Cases for one statement, and for all subgroups together when each is looked at on its own. */
  readonly cases: number
  readonly total: number
  /** Cases that the test set has; null where nobody says. */
  readonly has: number | null
  /** Hundredths of a percent: what the cases at hand support; null where enough, unknown, or too few to say anything. */
  readonly reached: number | null
  readonly enough: boolean | null
}

export function sampleNeed(id: string, entry: EvaluationEntry): SampleNeed {
  const cases =
    entry.kind === 'share'
      ? sampleForShare(entry.confidence, entry.margin, entry.cases)
      : sampleWithoutFailure(entry.confidence, entry.margin, entry.cases)
  const total = cases * Math.max(1, entry.subgroups.length)
  const has = entry.testSet.kind === 'own' ? entry.testSet.size : null
  const enough = has === null ? null : has >= total
  const each = has === null ? 0 : Math.floor(has / Math.max(1, entry.subgroups.length))
  return { entry: id, cases, total, has, enough, reached: enough === false ? reachedBy(entry.kind, entry.confidence, each, entry.cases) : null }
}

export function assessEvaluations(entries: Evaluations): readonly SampleNeed[] {
  return Object.keys(entries)
    .toSorted(byCodeUnit)
    .flatMap((id) => (entries[id] === undefined ? [] : [sampleNeed(id, entries[id])]))
}

/** Duties that ask for tests before use, by their id in the obligations pack. */
const testingDuties: ReadonlySet<string> = new Set(['US-05', 'CA-06'])

export function evaluationFindings(entries: Evaluations, needs: readonly SampleNeed[], facts: Facts, duties: readonly PlannedDuty[]): readonly Finding[] {
  return [
    ...needs.flatMap((need): readonly Finding[] => {
      const entry = entries[need.entry]
      return entry === undefined ? [] : entryFindings(entry, need, facts)
    }),
    ...uncovered(entries, facts),
    ...asked(entries, facts, duties),
  ]
}

function entryFindings(entry: EvaluationEntry, need: SampleNeed, facts: Facts): readonly Finding[] {
  const task = entry.task
  const at = { table: 'evaluations', id: need.entry } as const
  const found: Finding[] = []
  if (need.enough === false && need.has !== null)
    found.push(
      assuranceFinding({
        id: `evaluation-too-few/${need.entry}`,
        rule: 'A-SAMPLE',
        headline: message('assurance.tooFew', { task, has: need.has, total: need.total }),
        because: [
          fact('assurance.setHas', { has: need.has }),
          byRule(`assurance.sample.${entry.kind}`, sampleValues(entry, need)),
          ...(need.reached === null
            ? []
            : [fact(`assurance.reached.${entry.kind}`, { has: need.has, reached: { basisPoints: need.reached }, confidence: { basisPoints: entry.confidence } })]),
        ],
        remedy: message('assurance.moreCases', { total: need.total }),
        entry: at,
      }),
    )
  if (entry.decidedBy === null && facts['evaluation.decidedBy'] === null)
    found.push(
      assuranceFinding({
        id: `evaluation-undecided/${need.entry}`,
        rule: 'A-DECIDES',
        headline: message('assurance.undecided', { task }),
        because: [byRule('assurance.undecidedRule')],
        remedy: message('assurance.nameDecider'),
        entry: at,
      }),
    )
  const start = facts['system.inServiceFrom']
  if (start !== null && entry.due !== null && entry.due > start)
    found.push(
      assuranceFinding({
        id: `evaluation-too-late/${need.entry}`,
        rule: 'A-BEFORE-USE',
        headline: message('assurance.tooLate', { task, due: { day: entry.due }, start: { day: start } }),
        because: [fact('assurance.startsOn', { start: { day: start } }, 'system.inServiceFrom'), byRule('assurance.tooLateRule')],
        remedy: message('assurance.tryBefore'),
        entry: at,
      }),
    )
  if (entry.testSet.kind === 'none')
    found.push(
      assuranceFinding({
        id: `evaluation-no-set/${need.entry}`,
        rule: 'A-SET',
        headline: message('assurance.noSet', { task }),
        because: [byRule('assurance.noSetRule')],
        remedy: message('assurance.chooseSet'),
        entry: at,
      }),
    )
  if (entry.kind === 'share' && entry.threshold === null)
    found.push(
      assuranceFinding({
        id: `evaluation-no-threshold/${need.entry}`,
        rule: 'A-THRESHOLD',
        headline: message('assurance.noThreshold', { task }),
        because: [byRule('assurance.noThresholdRule')],
        remedy: message('assurance.giveThreshold'),
        entry: at,
      }),
    )
  return found
}

export function sampleValues(entry: EvaluationEntry, need: SampleNeed) {
  return {
    cases: need.cases,
    total: need.total,
    groups: Math.max(1, entry.subgroups.length),
    confidence: { basisPoints: entry.confidence },
    margin: { basisPoints: entry.margin },
  }
}

/** A language of the plan that no entry looks at, once there are entries. */
function uncovered(entries: Evaluations, facts: Facts): readonly Finding[] {
  const all = Object.values(entries)
  if (all.every(({ language }) => language === null)) return []
  const covered = new Set(all.map(({ language }) => language))
  return (facts['service.languages'] ?? [])
    .filter((language) => !covered.has(language))
    .map((language) =>
      assuranceFinding({
        id: `evaluation-language/${language}`,
        rule: 'A-LANGUAGE',
        headline: message('assurance.languageUncovered', { language: { language } }),
        because: [fact('assurance.languageIs', { language: { language } }, 'service.languages'), byRule('assurance.languageRule')],
        remedy: message('assurance.addLanguage', { language: { language } }),
        field: 'evaluation.tasks',
      }),
    )
}

/** By the planner's conclusion, or where there is none by what the guided questions lead to. */
export function isHighRisk(facts: Facts): boolean {
  const found = facts['class.euRisk'] ?? riskClassOf(screeningAnswers(facts))
  return found === 'annex-iii' || found === 'annex-i'
}

/** A duty in force asks for tests, or the system is high-risk, and the plan has no entry. */
function asked(entries: Evaluations, facts: Facts, duties: readonly PlannedDuty[]): readonly Finding[] {
  if (Object.keys(entries).length > 0) return []
  const duty = duties.find((one) => testingDuties.has(one.id) && one.binding && one.status === 'in-force')
  const highRisk = isHighRisk(facts)
  if (duty === undefined && !highRisk) return []
  return [
    assuranceFinding({
      id: 'no-evaluations',
      rule: duty?.id ?? 'A-HIGH-RISK',
      headline: message('assurance.noEvaluations'),
      because: [
        duty === undefined ? fact('assurance.isHighRisk', {}, 'class.euRisk') : byRule('assurance.dutyAsks', { duty: duty.id, title: duty.title }),
      ],
      sources: duty?.sources ?? [],
      remedy: message('assurance.addEvaluation'),
      field: 'evaluation.tasks',
    }),
  ]
}

/** An entry that the plan's answers suggest, with the reason. The planner takes it or not; nothing is filled in by itself. */
export type EvaluationSuggestion = { readonly id: string; readonly reason: Message; readonly entry: EvaluationEntry; readonly task: Message }

/** An entry before anybody said anything about it. */
export const blankEvaluation: EvaluationEntry = {
  task: '-',
  language: null,
  testSet: { kind: 'none' },
  metric: '-',
  kind: 'share',
  threshold: null,
  confidence: 9500,
  margin: 500,
  cases: null,
  subgroups: [],
  redTeam: [],
  decidedBy: null,
  due: null,
  suggestion: null,
}

/** Suggestions whose rule no entry was taken from. `task` and the metric are written in the planner's language when taken. */
export function evaluationSuggestions(entries: Evaluations, facts: Facts, knowledge: Knowledge): readonly EvaluationSuggestion[] {
  const taken = new Set(Object.values(entries).map(({ suggestion }) => suggestion))
  const due = facts['system.inServiceFrom']
  const offer = (id: string, reason: Message, more: Partial<EvaluationEntry>, task: Message = message(`assurance.task.${id.split(':')[0] ?? id}`)): EvaluationSuggestion => ({
    id,
    reason,
    task,
    entry: { ...blankEvaluation, due, suggestion: id, ...more },
  })
  const languages: readonly (string | null)[] = facts['service.languages'] ?? [null]
  const uses = facts['purpose.tags'] ?? []
  const model = facts['model.id'] === null ? null : modelOf(facts['model.id'], knowledge)
  const license = knowledge.licenses.licenses.find(({ id }) => id === model?.license)
  const conduct = license?.rules.filter(({ family }) => family === 'conduct') ?? []
  const practices = uses.some((tag) => ['employment_decisions', 'benefits_eligibility', 'education_scoring', 'migration_asylum', 'law_enforcement', 'justice', 'automated_decision_rights'].includes(tag))
  const highRisk = isHighRisk(facts)
  const offers = [
    ...uses.flatMap((tag) =>
      languages.map((language) =>
        offer(
          `use:${tag}${language === null ? '' : `:${language}`}`,
          language === null
            ? message('assurance.because.use', { use: { term: `field.purpose.tags.option.${tag}` } })
            : message('assurance.because.useIn', { use: { term: `field.purpose.tags.option.${tag}` }, language: { language } }),
          { language },
          message('assurance.task.use', { use: { term: `field.purpose.tags.option.${tag}` } }),
        ),
      ),
    ),
    offer('injection', message('assurance.because.injection'), { kind: 'rare', margin: 100, redTeam: ['prompt-injection', 'guardrail-bypass'] }),
    ...(facts['data.personal'] === true
      ? [offer('privacy', message('assurance.because.privacy'), { kind: 'rare', margin: 100, redTeam: ['data-leak'] })]
      : []),
    ...(conduct.length > 0
      ? [
          offer(
            'license',
            message('assurance.because.license', { license: license?.name ?? '', clauses: { list: [...new Set(conduct.map(({ clause }) => clause))] } }),
            { kind: 'rare', margin: 300, redTeam: ['forbidden-use'] },
          ),
        ]
      : []),
    ...(highRisk || practices ? [offer('fairness', message(highRisk ? 'assurance.because.highRisk' : 'assurance.because.decisions'), { redTeam: ['unequal-treatment'] })] : []),
    ...(facts['system.interactsWith']?.includes('public') === true
      ? [offer('public', message('assurance.because.public'), { kind: 'rare', margin: 200, redTeam: ['invented-facts', 'harmful-content'] })]
      : []),
  ]
  return offers.filter(({ id }) => !taken.has(id))
}
