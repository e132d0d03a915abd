/** `license`: the verdict of one license for given facts, or of many cases. */
import { evaluateLicense, licenseRank, type LicenseOutcome } from '../../shared/domain/license.ts'
import { licenseChanges, type LicenseChange } from '../../shared/domain/license/change.ts'
import { readLicenseFacts, type LicenseFacts, type LicenseFactsProblem } from '../../shared/domain/license/fact.ts'
import type { License, LicensePack } from '../../shared/domain/license-pack.ts'
import { UsageError, type CliCommand, type CommandOutcome } from './command.ts'
import { knowledgeFor, optional, readJsonFile } from './load.ts'

export const licenseCommand: CliCommand = {
  name: 'license',
  usage: 'license --license ID [--facts FILE] | license --cases FILE   verdict, rules that fired, clauses, obligations',
  options: { license: { type: 'string' }, facts: { type: 'string' }, cases: { type: 'string' } },
  run: async (input) => {
    const { licenses: pack } = await knowledgeFor(input)
    const cases = optional(input, 'cases')
    if (cases !== null) return ofCases(pack, await readJsonFile(cases), cases)
    const id = optional(input, 'license')
    if (id === null) throw new UsageError('give --license ID, or --cases FILE')
    const license = pack.licenses.find((entry) => entry.id === id)
    if (license === undefined)
      throw new UsageError(`there is no license "${id}"; the licenses pack lists ${pack.licenses.length}`)
    const file = optional(input, 'facts')
    const given = file === null ? {} : await readJsonFile(file)
    const facts = readLicenseFacts(isObject(given) && isObject(given['facts']) ? given['facts'] : given, pack.facts)
    if (!facts.ok) throw new UsageError(`${file ?? ''}: ${sentence(facts.problem)}`)
    return ofLicense(pack, license, facts.value)
  },
}

function ofLicense(pack: LicensePack, license: License, facts: LicenseFacts): CommandOutcome {
  const outcome = evaluateLicense(license, facts, pack.facts)
  const changes = licenseChanges(license, facts, pack.facts)
  return {
    exitCode: licenseRank(outcome.verdict) >= licenseRank('needs legal review') ? 1 : 0,
    json: {
      license: license.id,
      name: license.name,
      confidence: license.confidence,
      grade: license.grade,
      asOf: pack.asOf,
      ...brief(outcome),
      fired: outcome.fired.map(({ rule, because }) => ({ ...rule, because })),
      pending: outcome.pending.map(({ rule, because, needs }) => ({ ...rule, because, needs })),
      changes,
      obligations: license.conditions,
      terms: {
        indemnity: license.indemnity,
        termination: license.termination,
        governingLaw: license.governingLaw,
        ...license.revocability,
      },
      sources: license.sources,
    },
    text: describe(license, outcome, changes),
  }
}

function describe(license: License, outcome: LicenseOutcome, changes: readonly LicenseChange[]): string {
  const lines = [`${license.name}: ${outcome.verdict}`]
  for (const { rule } of outcome.fired)
    lines.push(`  ${rule.effect.padEnd(10)} ${rule.id} (${rule.clause}): ${rule.text}`)
  for (const { rule, needs } of outcome.pending)
    lines.push(`  open       ${rule.id} (${rule.clause}): ${rule.text}; not known: ${needs.join(', ')}`)
  for (const { condition, holds, verdict } of changes)
    lines.push(`  would be "${verdict}" if ${condition.map(shown).join(' ')} ${holds ? 'held' : 'did not hold'}`)
  if (license.confidence === 'unverified')
    lines.push(`  The license text was not read in full (${license.grade}): confirm it.`)
  return lines.join('\n')
}

function shown(part: unknown): string {
  return Array.isArray(part) ? part.join('/') : String(part)
}

/** The form that cases are compared by. */
function brief(outcome: LicenseOutcome) {
  return {
    verdict: outcome.verdict,
    rules: outcome.fired.map(({ rule }) => rule.id),
    clauses: outcome.clauses,
    unknownFacts: outcome.unknownFacts,
  }
}

function ofCases(pack: LicensePack, data: unknown, file: string): CommandOutcome {
  const cases = isObject(data) ? data['cases'] : data
  if (!Array.isArray(cases)) throw new UsageError(`${file} has no list of cases; expected {"cases": [...]}`)
  const results = cases.map((entry: unknown) => ofCase(pack, entry))
  return {
    exitCode: 0,
    json: { results },
    text: results
      .map((result) => `${result.id ?? '?'}: ${'error' in result ? result.error.message : result.verdict}`)
      .join('\n'),
  }
}

type CaseResult = { readonly id: string | null } & (
  | ReturnType<typeof brief>
  | { readonly error: { readonly code: string; readonly message: string } }
)

function ofCase(pack: LicensePack, entry: unknown): CaseResult {
  if (!isObject(entry)) return refused(null, 'bad-case', 'the case is not an object')
  const id = typeof entry['id'] === 'string' ? entry['id'] : null
  if (id === null) return refused(null, 'bad-case', 'the case has no id')
  const wanted = entry['license']
  if (typeof wanted !== 'string') return refused(id, 'bad-case', 'the case names no license')
  const license = pack.licenses.find((one) => one.id === wanted)
  if (license === undefined)
    return refused(id, 'unknown-license', `there is no license "${wanted.slice(0, 80)}" in the pack`)
  const facts = readLicenseFacts(entry['facts'], pack.facts)
  if (!facts.ok) return refused(id, facts.problem.code, sentence(facts.problem))
  return { id, ...brief(evaluateLicense(license, facts.value, pack.facts)) }
}

function refused(id: string | null, code: string, message: string): CaseResult {
  return { id, error: { code, message } }
}

function sentence(problem: LicenseFactsProblem): string {
  return `${problem.fact ?? 'facts'} ${problem.reason}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
