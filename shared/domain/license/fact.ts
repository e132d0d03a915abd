/**
 * Facts that license rules ask for, and when a condition holds. A fact is known, partly known (a list that may have
 * more items), or unknown (null or absent). Truth is three-valued: null is "cannot be said", never "no".
 */
import { fail, never, ok, type Result } from '../../base/result.ts'
import type { LicenseCondition, LicenseFactSpec } from '../license-pack.ts'

export type LicenseFactValue = boolean | number | string | readonly string[]

/** A list of which only a part is known: it has these items and may have those. */
export type PartialList = { readonly has: readonly string[]; readonly may: readonly string[] }

/** Facts by id. Null and absent both mean unknown; defaults are applied only by {@link readLicenseFacts}. */
export type LicenseFacts = Readonly<Record<string, LicenseFactValue | PartialList | null>>

/** Whether a condition holds, or null where the fact is not known well enough to say. */
export function holds(condition: LicenseCondition, fact: LicenseFacts[string] | undefined): boolean | null {
  const [, operator, value] = condition
  if (fact === null || fact === undefined) return null
  switch (operator) {
    case 'eq':
      return fact === value
    case 'ne':
      return fact !== value
    case 'gt':
      return typeof fact === 'number' && typeof value === 'number' && fact > value
    case 'gte':
      return typeof fact === 'number' && typeof value === 'number' && fact >= value
    case 'in':
      return typeof fact === 'string' && Array.isArray(value) && value.includes(fact)
    case 'contains':
    case 'contains_any':
    case 'intersects': {
      const wanted = itemsOf(value)
      const { has, may } = listOf(fact)
      if (wanted.some((item) => has.includes(item))) return true
      return wanted.some((item) => may.includes(item)) ? null : false
    }
    default:
      return never(operator)
  }
}

/** The items that a list operator looks for. */
function itemsOf(value: LicenseCondition[2]): readonly string[] {
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
}

function listOf(fact: LicenseFactValue | PartialList): PartialList {
  if (isList(fact)) return { has: fact, may: [] }
  return typeof fact === 'object' ? fact : { has: [], may: [] }
}

function isList(fact: LicenseFactValue | PartialList): fact is readonly string[] {
  return Array.isArray(fact)
}

/**
 * Values of one fact that between them make every condition about it true and false wherever that is possible at all.
 * `conditions` are those about this fact; `fact` is what is known of it.
 */
export function candidates(
  spec: LicenseFactSpec,
  conditions: readonly LicenseCondition[],
  fact: LicenseFacts[string] | undefined,
): readonly LicenseFactValue[] {
  const values = conditions.map(([, , value]) => value)
  switch (spec.type) {
    case 'boolean':
      return [false, true]
    case 'integer': {
      const numbers = values.filter((value) => typeof value === 'number')
      const above = numbers.reduce((most, value) => Math.max(most, value), 0)
      const near = numbers.flatMap((value) => [value - 1, value, value + 1])
      // Beyond the largest number there is always one that no `ne` excludes.
      const beyond = numbers.map((_, index) => above + 2 + index)
      return [...new Set([0, ...near, ...beyond])].filter((value) => value >= 0)
    }
    case 'text': {
      if (spec.values !== undefined) return spec.values
      const named = values.flatMap((value) => (Array.isArray(value) ? value : typeof value === 'string' ? [value] : []))
      return [...new Set([...named, otherThan(named)])]
    }
    case 'list': {
      const sought = [...new Set(values.flatMap(itemsOf))]
      const partly = fact !== null && fact !== undefined ? listOf(fact) : { has: [], may: sought }
      const reachable = partly.may.filter((item) => sought.includes(item))
      return [partly.has, ...reachable.map((item) => [...partly.has, item]), [...partly.has, ...reachable]]
    }
    default:
      return never(spec)
  }
}

/** A text that is none of these. */
function otherThan(named: readonly string[]): string {
  let text = '?'
  while (named.includes(text)) text += '?'
  return text
}

export type LicenseFactsProblem =
  | { readonly code: 'bad-facts'; readonly fact: null; readonly reason: string }
  | { readonly code: 'unknown-fact'; readonly fact: string; readonly reason: string }
  | { readonly code: 'bad-fact'; readonly fact: string; readonly reason: string }

/**
 * Facts from a file: those given are checked against the pack's list, those not given take its defaults, and null stays
 * unknown. A misspelled fact or value is refused: it would silently keep a rule from firing.
 */
export function readLicenseFacts(
  given: unknown,
  specs: readonly LicenseFactSpec[],
): Result<LicenseFacts, LicenseFactsProblem> {
  if (given !== undefined && !isRecord(given))
    return fail({ code: 'bad-facts', fact: null, reason: 'must be an object of fact names and values' })
  const facts = given ?? {}
  const known = new Map(specs.map((spec) => [spec.id, spec]))
  for (const fact of Object.keys(facts))
    if (!known.has(fact)) return fail({ code: 'unknown-fact', fact, reason: 'is no fact that license rules know' })
  const read: Record<string, LicenseFactValue | null> = {}
  for (const spec of specs) {
    const value = Object.hasOwn(facts, spec.id) ? facts[spec.id] : spec.default
    if (value === null) read[spec.id] = null
    else {
      const checked = readFact(value, spec)
      if (!checked.ok) return fail({ code: 'bad-fact', fact: spec.id, reason: checked.problem })
      read[spec.id] = checked.value
    }
  }
  return ok(read)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readFact(value: unknown, spec: LicenseFactSpec): Result<LicenseFactValue, string> {
  switch (spec.type) {
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : fail('must be true, false or null')
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
        ? ok(value)
        : fail('must be a whole number from 0, or null')
    case 'text': {
      if (typeof value !== 'string' || value === '') return fail('must be a text or null')
      if (spec.values !== undefined && !spec.values.includes(value))
        return fail(`must be one of ${spec.values.join(', ')}, or null`)
      const reason = spec.format === 'country' ? countryProblem(value) : null
      return reason === null ? ok(value) : fail(reason)
    }
    case 'list': {
      if (!Array.isArray(value)) return fail('must be a list of texts or null')
      const given: readonly unknown[] = value
      const items: string[] = []
      for (const item of given) {
        if (typeof item !== 'string') return fail('must be a list of texts or null')
        const reason = itemProblem(item, spec.format)
        if (reason !== null) return fail(reason)
        items.push(item)
      }
      return ok(items)
    }
    default:
      return never(spec)
  }
}

function itemProblem(item: string, format: 'country' | 'tag' | undefined): string | null {
  if (format === undefined) return null
  return format === 'country' ? countryProblem(item) : tagProblem(item)
}

/** Codes in use that ISO 3166-1 does not have; taken as they are, they would slip past every territory rule. */
const notIso: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', EU: 'each member state' }

function countryProblem(code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return 'must name countries by two capital letters (ISO 3166-1)'
  const meant = notIso[code]
  return meant === undefined ? null : `holds ${code}, which is not in ISO 3166-1; name ${meant} instead`
}

function tagProblem(tag: string): string | null {
  return /^[a-z][a-z0-9_]*$/.test(tag) ? null : 'must name uses in lower case with underscores'
}
