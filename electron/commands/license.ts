/** `license`: the verdict of one license for given facts with its duties and terms, of many cases, or a text's digests. */
import { evaluateLicense, licenseRank, type LicenseOutcome } from '../../shared/domain/license.ts'
import { licenseChanges, type LicenseChange } from '../../shared/domain/license/change.ts'
import { readLicenseFacts, type LicenseFacts, type LicenseFactsProblem } from '../../shared/domain/license/fact.ts'
import type { License, LicensePack } from '../../shared/domain/license-pack.ts'
import { licenseObligations, type Obligation, type ObligationNames } from '../../shared/domain/license/obligations.ts'
import { familiesOf, licenseTerms } from '../../shared/domain/license/terms.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { UsageError, type CliCommand, type CommandOutcome } from './command.ts'
import { compareTextFile } from './license-text.ts'
import { knowledgeFor, optional, readJsonFile } from './load.ts'

export const licenseCommand: CliCommand = {
  name: 'license',
  usage:
    'license --license ID [--facts FILE] [--model ID] | license --cases FILE   verdict, clauses, duties, terms\n' +
    '  license text FILE [--license ID]   whether a license text is one that is known',
  options: {
    license: { type: 'string' },
    facts: { type: 'string' },
    cases: { type: 'string' },
    model: { type: 'string' },
  },
  run: async (input) => {
    const knowledge = await knowledgeFor(input)
    const { licenses: pack } = knowledge
    if (input.positionals[0] === 'text') return compareTextFile(pack, input.positionals[1] ?? null, optional(input, 'license'))
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
    return ofLicense(pack, license, facts.value, namesOf(license, optional(input, 'model'), knowledge))
  },
}

/** The names that wordings take; a model that is not in the catalog is refused. */
function namesOf(license: License, id: string | null, knowledge: Knowledge): ObligationNames {
  const model = knowledge.models.models.find((one) => one.id === id)
  if (id !== null && model === undefined) throw new UsageError(`there is no model "${id}" in the catalog`)
  return {
    model: model?.name ?? null,
    developer: model?.developer.legalName ?? null,
    license: license.name,
    url: license.url,
    derived: null,
  }
}

function ofLicense(
  pack: LicensePack,
  license: License,
  facts: LicenseFacts,
  names: ObligationNames,
): CommandOutcome {
  const obligations = licenseObligations(license, facts, names)
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
      obligations,
      terms: Object.fromEntries(licenseTerms(license).map(({ term, ...rest }) => [term, rest])),
      families: familiesOf(license, facts, pack.facts).map(({ family, verdict, fired, pending, resting }) => ({
        family,
        verdict,
        fired: fired.map(({ rule }) => rule.id),
        pending: pending.map(({ rule }) => rule.id),
        resting: resting.map(({ id }) => id),
      })),
      sources: license.sources,
    },
    text: describe(license, outcome, changes, obligations),
  }
}

function describe(
  license: License,
  outcome: LicenseOutcome,
  changes: readonly LicenseChange[],
  obligations: readonly Obligation[],
): string {
  const lines = [`${license.name}: ${outcome.verdict}`]
  for (const { rule } of outcome.fired)
    lines.push(`  ${rule.effect.padEnd(10)} ${rule.id} (${rule.clause}): ${rule.text}`)
  for (const { rule, needs } of outcome.pending)
    lines.push(`  open       ${rule.id} (${rule.clause}): ${rule.text}; not known: ${needs.join(', ')}`)
  for (const { condition, holds, verdict } of changes)
    lines.push(`  would be "${verdict}" if ${condition.map(shown).join(' ')} ${holds ? 'held' : 'did not hold'}`)
  for (const { state, kind, clause, text, wording } of obligations)
    if (state === 'applies' || state === 'open')
      lines.push(
        `  duty       ${kind} (${clause ?? 'clause not known'}): ${text}` +
          `${wording === null ? '' : `; words: ${wording.texts.join(' or ')}`}${state === 'open' ? '; may apply' : ''}`,
      )
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
