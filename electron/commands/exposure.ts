/** `exposure`: who can compel what through whom, and the sovereignty ceilings, for given facts or for many cases. */
import { assessJurisdiction, type JurisdictionResult } from '../../shared/domain/jurisdiction.ts'
import { checkSecNumCloud } from '../../shared/domain/jurisdiction/secnumcloud.ts'
import { scoreByProfiles, type SovereigntyScore } from '../../shared/domain/jurisdiction/score.ts'
import { sealCeilings } from '../../shared/domain/jurisdiction/sovereignty.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { UsageError, type CliCommand, type CommandOutcome } from './command.ts'
import { isObject, readAnswers, readCaseFacts, readSecNumCloudFacts, type CaseProblem } from './exposure-case.ts'
import { knowledgeFor, optional, readJsonFile } from './load.ts'

export const exposureCommand: CliCommand = {
  name: 'exposure',
  usage: 'exposure --facts FILE | exposure --cases FILE   routes of compelled access, SEAL ceilings, blocking issues',
  options: { facts: { type: 'string' }, cases: { type: 'string' } },
  run: async (input) => {
    const knowledge = await knowledgeFor(input)
    const cases = optional(input, 'cases')
    if (cases !== null) return ofCases(knowledge, await readJsonFile(cases), cases)
    const file = optional(input, 'facts')
    if (file === null) throw new UsageError('give --facts FILE, or --cases FILE')
    return ofFacts(knowledge, await readJsonFile(file), file)
  },
}

function ofFacts(knowledge: Knowledge, data: unknown, file: string): CommandOutcome {
  const read = readCaseFacts(isObject(data) && isObject(data['facts']) ? data['facts'] : data)
  if (!read.ok) throw new UsageError(`${file}: ${read.problem.message}`)
  const result = assessJurisdiction(read.value.facts, knowledge)
  if (!result.ok) throw new UsageError(`${file}: ${noCountry.message}`)
  const scores = scoreByProfiles(result.value.derived.answers, knowledge.sovereignty)
  return {
    exitCode: result.value.blockingIssues.length > 0 ? 1 : 0,
    json: {
      ...brief(result.value),
      routes: result.value.exposures,
      gates: result.value.gates,
      gaps: result.value.derived.gaps,
      unknownFacts: result.value.unknownFacts,
      ignoredFacts: read.value.ignored,
      scores: Object.fromEntries(scores.map((score) => [score.profile, scoreOf(score)])),
      asOf: knowledge.jurisdictions.asOf,
    },
    text: describe(result.value, read.value.ignored),
  }
}

function describe(result: JurisdictionResult, ignored: readonly string[]): string {
  const open = result.gates.filter(({ outcome }) => outcome === 'unknown').map(({ code }) => code)
  return [
    ...result.exposures.map(
      (found) => `${found.law}: ${found.obtains} through ${found.basis.join(', ')} (${found.confidence})`,
    ),
    ...(result.exposures.length === 0 ? ['No foreign law reaches this hosting in the facts given.'] : []),
    `SEAL ceiling: ${result.ceilings.overall ?? 'not determined'}, set by ${result.ceilings.governing.join(', ')}`,
    `Blocking: ${result.blockingIssues.join(', ') || 'nothing'}`,
    // What does not block for want of facts or laws is not met either.
    ...(open.length > 0 ? [`Open, not met: ${open.join(', ')}`] : []),
    ...(result.unknownFacts.length > 0 ? [`Not known: ${result.unknownFacts.join(', ')}`] : []),
    ...(result.unlisted.length > 0
      ? [`No law in the reference data for: ${[...new Set(result.unlisted.map(({ country }) => country))].join(', ')}`]
      : []),
    ...(ignored.length > 0 ? [`Not a fact, ignored: ${ignored.join(', ')}`] : []),
  ].join('\n')
}

/** The form that cases are compared by. */
function brief(result: JurisdictionResult) {
  return {
    exposures: result.exposures.map(({ law, basis, obtains, confidence }) => ({ law, basis, obtains, confidence })),
    sealCeilingOverall: result.ceilings.overall,
    sealCeilingPerObjective: result.ceilings.objectives,
    governingCriteria: result.ceilings.governing,
    derivedAnswers: Object.fromEntries(
      Object.entries(result.derived.answers).filter(([criterion]) => !result.derived.declared.includes(criterion)),
    ),
    cadaCeiling: result.cada.ceiling,
    blockingIssues: result.blockingIssues,
  }
}

type CaseResult = Readonly<Record<string, unknown>>

const noCountry: CaseProblem = {
  code: 'no-organization-country',
  message: 'the country of the organization is missing; without it nothing is foreign',
}

const tables: readonly (readonly [string, (entry: Readonly<Record<string, unknown>>, knowledge: Knowledge) => CaseResult])[] =
  [
    ['cases', exposureCase],
    ['secnumcloud_19_6_cases', secNumCloudCase],
    ['csf_score_vectors', scoreCase],
  ]

function ofCases(knowledge: Knowledge, data: unknown, file: string): CommandOutcome {
  const groups = isObject(data) ? data : { cases: data }
  const found = tables.flatMap(([name, run]) => {
    const entries: unknown = groups[name]
    return Array.isArray(entries) ? [{ entries: entries.map((entry: unknown) => entry), run }] : []
  })
  if (found.length === 0) throw new UsageError(`${file} has no list of cases; expected {"cases": [...]}`)
  const results = found.flatMap(({ entries, run }) =>
    entries.map((entry): CaseResult => {
      if (!isObject(entry)) return refused(null, { code: 'bad-case', message: 'the case is not an object' })
      return { id: entry['id'] ?? null, ...run(entry, knowledge) }
    }),
  )
  return {
    exitCode: 0,
    json: { results },
    text: results.map((result) => `${String(result['id'])}: ${JSON.stringify(result)}`).join('\n'),
  }
}

function refused(id: string | null, problem: CaseProblem): CaseResult {
  return { id, error: problem }
}

function exposureCase(entry: Readonly<Record<string, unknown>>, knowledge: Knowledge): CaseResult {
  const read = readCaseFacts(entry['facts'])
  if (!read.ok) return { error: read.problem }
  const result = assessJurisdiction(read.value.facts, knowledge)
  if (!result.ok) return { error: noCountry }
  const { ignored } = read.value
  return { ...brief(result.value), ...(ignored.length > 0 ? { ignoredFacts: ignored } : {}) }
}

function secNumCloudCase(entry: Readonly<Record<string, unknown>>, knowledge: Knowledge): CaseResult {
  const facts = readSecNumCloudFacts(entry['input'] ?? entry['facts'])
  if (!facts.ok) return { error: facts.problem }
  const { failedClauses, openClauses } = checkSecNumCloud(facts.value, knowledge.sovereignty)
  const pass = failedClauses.length === 0
  return { verdict: pass ? 'pass' : 'fail', pass, openClauses, ...asCasesSpell({ failedClauses }) }
}

function scoreCase(entry: Readonly<Record<string, unknown>>, knowledge: Knowledge): CaseResult {
  const answers = readAnswers(entry['answers'])
  if (!answers.ok) return { error: answers.problem }
  const pack = knowledge.sovereignty
  const { overall, objectives, governing } = sealCeilings(answers.value, pack)
  const codes = pack.csf.objectives.map(({ code }) => [code, objectives[code] ?? null] as const)
  const seal = { perObjectiveSeal: Object.fromEntries(codes), overallSeal: overall, governing }
  return Object.fromEntries(
    scoreByProfiles(answers.value, pack).map((score) => [score.profile, asCasesSpell({ ...scoreOf(score), ...seal })]),
  )
}

/** Each member under its own name and under the one that case files use in what they expect. */
function asCasesSpell(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const underscored = Object.entries(members).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ])
  return { ...members, ...Object.fromEntries(underscored) }
}

function scoreOf(score: SovereigntyScore) {
  const points = Object.entries(score.objectiveHundredths).map(([code, hundredths]) => [code, hundredths / 100] as const)
  return {
    objectiveScores: Object.fromEntries(points),
    scorePercent: percentOf(score.hundredThousandths),
    answered: score.answered,
    criteria: score.criteria,
  }
}

/**
 * Percent with four digits. A fifth digit of five falls to where the nearest double lies, and to the even digit where
 * the double is exact: published scores are rounded like that.
 */
function percentOf(hundredThousandths: number): number {
  const exactTie = hundredThousandths % 10 === 5 && hundredThousandths % 3125 === 0
  if (!exactTie) return Number((hundredThousandths / 100_000).toFixed(4))
  const below = (hundredThousandths - 5) / 10
  return (below % 2 === 0 ? below : below + 1) / 10_000
}
