/**
 * `assess(plan, knowledge)`: the whole plan checked against everything Homeport knows. A pure function with integer
 * results: the same plan and the same packs give the same bytes on any machine in any year.
 */
import { canonicalJson } from '../base/canonical.ts'
import type { RegimeCoverage } from '../domain/regimes.ts'
import { byCodeUnit, type Finding, type Stage } from '../domain/vocabulary.ts'
import { assessAssurance, assuranceFindings, tablesOf, type Assurance } from './assurance/assurance.ts'
import { factsOf } from './facts.ts'
import { fieldIds, fields, type FieldId, type Facts } from './fields.ts'
import type { Knowledge } from './knowledge.ts'
import { checkWeights, weightsInputs } from './model/weights-findings.ts'
import { chosenMachine } from './machines.ts'
import { withOwnEntries } from './own-entries.ts'
import type { FindingDecision, Plan } from './plan.ts'
import { openCoverage } from './record/coverage.ts'
import { assessContinuity, type Continuity } from './stages/continuity.ts'
import { assessCosts } from './stages/costs.ts'
import { assessInstallation } from './stages/installation.ts'
import { assessHosting } from './stages/hosting.ts'
import { assessModel } from './stages/model.ts'
import { assessObligations } from './stages/obligations.ts'
import { assessRequirements } from './stages/requirements.ts'

/** The stages that ask questions. Review and signing look at the others. */
export const askingStages = ['requirements', 'model', 'hardware', 'hosting', 'obligations', 'costs'] as const
export type AskingStage = (typeof askingStages)[number]

/**
 * How far a stage is. `blocked` and `open` have findings that still count; `incomplete` lacks required answers;
 * `ready` lacks nothing.
 */
export type StageState = 'not-started' | 'incomplete' | 'blocked' | 'open' | 'ready'

export type StageSummary = {
  readonly state: StageState
  /** Required fields without any answer, in the order of their ids. */
  readonly missing: readonly FieldId[]
  /** Fields the planner answered with "not known". */
  readonly notKnown: readonly FieldId[]
  readonly blocking: number
  readonly advisory: number
  readonly unknown: number
}

/** How a finding stands. Only advisory and unknown findings can be closed by a decision; a blocking one needs a change. */
export type Standing = {
  readonly finding: string
  readonly stage: Stage
  readonly level: Finding['level']
  readonly closed: boolean
  readonly decision: FindingDecision['kind'] | null
}

export type Assessment = {
  readonly schema: 'homeport/assessment/1'
  /** The day the assessment is for; null when the plan does not say. */
  readonly assessedOn: string | null
  /** `clear`: nothing is open. `open-findings`: nothing blocks. `blocked`: a blocking finding stands. */
  readonly outcome: 'incomplete' | 'blocked' | 'open-findings' | 'clear'
  readonly stages: { readonly [S in AskingStage]: StageSummary }
  readonly findings: readonly Finding[]
  readonly standings: readonly Standing[]
  readonly model: ReturnType<typeof assessModel>
  readonly hardware: ReturnType<typeof assessInstallation>
  readonly hosting: ReturnType<typeof assessHosting>
  readonly obligations: ReturnType<typeof assessObligations>
  readonly costs: ReturnType<typeof assessCosts>
  /** What is open in each record, assessment and framework that counts. Missing in plans signed before it was worked out. */
  readonly coverage?: readonly RegimeCoverage[]
  /** Layers, rehearsals and clauses. Missing in plans signed before they were worked out. */
  readonly continuity?: Continuity
  /** Evaluation, monitoring, risks, questions and exit. Missing in plans signed before they were worked out. */
  readonly assurance?: Assurance
}

/** An assessment made now, with everything in it. */
export type Assessed = Assessment & { readonly continuity: Continuity }

/** The results of the stages' engines, before anything is counted. */
type Results = Pick<Assessment, 'model' | 'hardware' | 'hosting' | 'obligations' | 'costs'> & {
  readonly requirements: ReturnType<typeof assessRequirements>
}

/** Runs one stage, or gives back its last result when its inputs are the same. */
type Run<T> = (inputs: unknown, compute: () => T) => T

type Runs = { readonly [S in keyof Results]: Run<Results[S]> } & { readonly continuity: Run<Continuity> }

const always = <T>(_inputs: unknown, compute: () => T): T => compute()

const runAlways: Runs = {
  requirements: always,
  model: always,
  hardware: always,
  hosting: always,
  obligations: always,
  costs: always,
  continuity: always,
}

export function assess(plan: Plan, knowledge: Knowledge): Assessed {
  return assessWith(runAlways, plan, knowledge)
}

/**
 * An assessor that remembers each stage's last inputs and result, so that an edit recomputes only what it can change.
 * Its results equal those of `assess`.
 */
export function makeAssessor(knowledge: Knowledge): (plan: Plan) => Assessed {
  const runs: Runs = {
    requirements: remembering(),
    model: remembering(),
    hardware: remembering(),
    hosting: remembering(),
    obligations: remembering(),
    costs: remembering(),
    continuity: remembering(),
  }
  return (plan) => assessWith(runs, plan, knowledge)
}

function remembering<T>(): Run<T> {
  let last: { readonly inputs: string; readonly result: T } | null = null
  return (inputs, compute) => {
    const key = canonicalJson(inputs)
    if (last === null || last.inputs !== key) last = { inputs: key, result: compute() }
    return last.result
  }
}

function assessWith(runs: Runs, plan: Plan, catalog: Knowledge): Assessed {
  const knowledge = withOwnEntries(catalog, plan)
  // Packs never change while they are loaded; the plan's own models do.
  const fleet = plan.fleet ?? {}
  const own = [plan.models ?? null, plan.accelerators ?? null]
  const ownHosting = { providers: plan.providers ?? null, houseRules: plan.houseRules ?? null }
  const facts = factsOf(plan)
  const machine = chosenMachine(plan)
  const upTo = (...stages: readonly Stage[]): Partial<Facts> => factsFor(facts, stages)
  const requirements = runs.requirements(upTo('requirements'), () => assessRequirements(facts, knowledge))
  // An evaluation of the plan's own answers for results that nobody published.
  const evaluated = facts['evaluation.tasks'] !== null
  const model = runs.model(
    { facts: upTo('requirements', 'model'), evaluated, own, weights: weightsInputs(plan.weights) },
    () => withFindings(assessModel(facts, knowledge), checkWeights(plan.weights, facts, knowledge)),
  )
  const hardware = runs.hardware({ facts: upTo('requirements', 'model', 'hardware'), use: useFacts(facts), machine, own, fleet }, () =>
    assessInstallation(facts, machine, knowledge, fleet),
  )
  const hosting = runs.hosting({ facts: upTo('requirements', 'model', 'hardware', 'hosting'), own, ownHosting }, () =>
    assessHosting(facts, knowledge),
  )
  const obligations = runs.obligations({ facts, duties: plan.duties, own, ownHosting, tables: tablesOf(plan) }, () => {
    const assessed = assessObligations(facts, plan.duties, knowledge)
    return withFindings(assessed, assuranceFindings(facts, plan, assessed.duties, knowledge))
  })
  const { ranges = {} } = plan
  const costs = runs.costs({ facts, machine, own, ownHosting, fleet, ranges }, () =>
    assessCosts(facts, { hardware, hosting: hosting.view, openness: model.openness }, knowledge, ranges, fleet),
  )
  const coverage = openCoverage(facts, { ...plan, duties: obligations.day === null ? null : obligations.duties }, knowledge)
  const kept = { hashed: plan.weights?.intake !== undefined }
  const continuity = runs.continuity({ facts, kept, own }, () => assessContinuity(facts, kept, knowledge))
  const concluded = conclude(plan, facts, { requirements, model, hardware, hosting, obligations, costs })
  const closed = new Set(concluded.standings.filter((standing) => standing.closed).map(({ finding }) => finding))
  const assurance = assessAssurance(facts, plan, concluded.findings, closed, knowledge)
  return { ...concluded, coverage, continuity, assurance }
}

/** What the energy of the hardware takes from later stages. */
function useFacts(facts: Facts) {
  return [facts['hosting.dataCountries'], facts['costs.serviceDaysPerYear'], facts['costs.powerUsageEffectiveness']]
}

function withFindings<T extends { readonly findings: readonly Finding[] }>(assessed: T, more: readonly Finding[]): T {
  return more.length === 0 ? assessed : { ...assessed, findings: [...assessed.findings, ...more] }
}

function factsFor(facts: Facts, stages: readonly Stage[]): Partial<Facts> {
  return Object.fromEntries(fieldIds.filter((id) => stages.includes(fields[id].stage)).map((id) => [id, facts[id]]))
}

function conclude(plan: Plan, facts: Facts, results: Results): Omit<Assessment, 'assurance' | 'coverage'> {
  const assessedOn = facts['identity.assessedOn']
  const findings = askingStages.flatMap((stage) => results[stage].findings.toSorted(byLevel))
  const standings = findings.map((finding) => standingOf(plan, finding, assessedOn))
  const stages = {
    requirements: summarize('requirements', plan, facts, standings),
    model: summarize('model', plan, facts, standings),
    hardware: summarize('hardware', plan, facts, standings),
    hosting: summarize('hosting', plan, facts, standings),
    obligations: summarize('obligations', plan, facts, standings),
    costs: summarize('costs', plan, facts, standings),
  }
  return {
    schema: 'homeport/assessment/1',
    assessedOn,
    outcome: outcomeOf(stages, standings),
    stages,
    findings,
    standings,
    model: results.model,
    hardware: results.hardware,
    hosting: results.hosting,
    obligations: results.obligations,
    costs: results.costs,
  }
}

const levels: readonly Finding['level'][] = ['blocking', 'unknown', 'advisory']

function byLevel(left: Finding, right: Finding): number {
  return levels.indexOf(left.level) - levels.indexOf(right.level) || byCodeUnit(left.id, right.id)
}

function standingOf(plan: Plan, finding: Finding, assessedOn: string | null): Standing {
  const decision = plan.decisions[finding.id]
  const current =
    decision !== undefined && (decision.until === null || (assessedOn !== null && assessedOn <= decision.until))
  return {
    finding: finding.id,
    stage: finding.stage,
    level: finding.level,
    closed: current && finding.level !== 'blocking',
    decision: decision === undefined ? null : decision.kind,
  }
}

function summarize(stage: AskingStage, plan: Plan, facts: Facts, standings: readonly Standing[]): StageSummary {
  const own = fieldIds.filter((id) => fields[id].stage === stage)
  // A table may answer what nobody answered in the form.
  const isOpen = (id: FieldId): boolean => facts[id] === null
  const missing = own.filter((id) => fields[id].required && plan.answers[id] === undefined && isOpen(id))
  const notKnown = own.filter((id) => plan.answers[id]?.value === null && isOpen(id))
  const open = standings.filter((standing) => standing.stage === stage && !standing.closed)
  const count = (level: Finding['level']): number => open.filter((standing) => standing.level === level).length
  const counts = { blocking: count('blocking'), advisory: count('advisory'), unknown: count('unknown') }
  const started = own.some((id) => plan.answers[id] !== undefined)
  return { state: stateOf(started, missing.length > 0, counts), missing, notKnown, ...counts }
}

function stateOf(
  started: boolean,
  lacks: boolean,
  counts: { readonly blocking: number; readonly advisory: number; readonly unknown: number },
): StageState {
  if (!started && lacks) return 'not-started'
  if (counts.blocking > 0) return 'blocked'
  if (lacks) return 'incomplete'
  return counts.advisory + counts.unknown > 0 ? 'open' : 'ready'
}

function outcomeOf(stages: Assessment['stages'], standings: readonly Standing[]): Assessment['outcome'] {
  const open = standings.filter((standing) => !standing.closed)
  if (open.some((standing) => standing.level === 'blocking')) return 'blocked'
  if (askingStages.some((stage) => stages[stage].missing.length > 0)) return 'incomplete'
  return open.length > 0 ? 'open-findings' : 'clear'
}
