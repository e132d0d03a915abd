/** Cases and fact files of the exposure command: parsed once, here, into the facts that the engine reads. */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z } from '../../shared/base/schema.ts'
import { HostingFacts, HostingRequirements, JurisdictionFacts } from '../../shared/domain/jurisdiction/facts.ts'
import { SecNumCloudFacts } from '../../shared/domain/jurisdiction/secnumcloud.ts'

export type CaseProblem = { readonly code: string; readonly message: string }

/** Facts, and the names in the file that no fact has: a misspelt fact must not vanish. */
export type CaseFacts = { readonly facts: JurisdictionFacts; readonly ignored: readonly string[] }

const requirementNames: Readonly<Record<string, string>> = {
  allowedMetaCountries: 'allowedMetadataCountries',
  metadataCountries: 'allowedMetadataCountries',
  metadataWithin: 'allowedMetadataCountries',
  allowedSupportCountries: 'supportWithin',
  supportCountries: 'supportWithin',
}
const staffNames: Readonly<Record<string, string>> = {
  clearance: 'staffClearance',
  citizenship: 'staffCitizenship',
  location: 'staffCountries',
  locations: 'staffCountries',
  locationWithin: 'staffCountries',
  countries: 'staffCountries',
  residence: 'staffCountries',
  within: 'staffCountries',
}
/** Whoever runs the machines for the customer is a provider, by whatever name. */
const computeOperators: Readonly<Record<string, string>> = { msp: 'provider', partner: 'provider', third_party: 'provider' }
/** Names that stand beside the facts and say nothing to the engine. */
const notFacts = ['provider_id', 'sector']

export function readCaseFacts(data: unknown): Result<CaseFacts, CaseProblem> {
  if (!isObject(data)) return fail({ code: 'bad-facts', message: 'facts must be an object with org, data, hosting and requirements' })
  const org = camelCase(data['org'] ?? data['organization'])
  const hosting = hostingOf(data['hosting'])
  const asked = requirementsOf(data['requirements'])
  const region = org['trustedRegion']
  const parsed = parse(JurisdictionFacts, {
    organization: {
      country: org['country'],
      trustedRegion: typeof region === 'string' ? [region] : region,
    },
    data: pick(camelCase(data['data']), ['classification', 'personal']),
    hosting: pick(hosting, Object.keys(HostingFacts.shape)),
    requirements: pick(asked, Object.keys(HostingRequirements.shape)),
    ...(isObject(data['criteria']) ? { criteria: data['criteria'] } : {}),
    ...(Array.isArray(data['house_rules']) ? { houseRules: data['house_rules'] } : {}),
  })
  if (!parsed.ok) return fail({ code: 'bad-facts', message: `${parsed.problem.path} ${parsed.problem.reason}` })
  const ignored = [
    ...unknownNames('hosting', hosting, Object.keys(HostingFacts.shape)),
    ...unknownNames('requirements', asked, Object.keys(HostingRequirements.shape)),
  ]
  return ok({ facts: parsed.value, ignored })
}

function hostingOf(data: unknown): Readonly<Record<string, unknown>> {
  const hosting = camelCase(data)
  const who = hosting['computeOperator']
  return typeof who === 'string' && Object.hasOwn(computeOperators, who) ? { ...hosting, computeOperator: computeOperators[who] } : hosting
}

/** Requirements, with those on staff in the nested or in the flat form. */
function requirementsOf(data: unknown): Readonly<Record<string, unknown>> {
  const { staff, ...rest } = camelCase(data)
  const flat = Object.entries(rest).map(([name, value]) => [requirementNames[name] ?? name, asList(name, value)])
  const nested = Object.entries(camelCase(staff)).map(([name, value]) => {
    const known = staffNames[name] ?? name
    return [known, asList(known, value)]
  })
  return Object.fromEntries([...flat, ...nested])
}

/** A single place or certificate is a list of one. */
function asList(name: string, value: unknown): unknown {
  return typeof value === 'string' && /(Countries|Within|Certs)$/.test(name) ? [value] : value
}

/** Reads the input of a SecNumCloud 19.6 case. */
export function readSecNumCloudFacts(data: unknown): Result<SecNumCloudFacts, CaseProblem> {
  const parsed = parse(SecNumCloudFacts, camelCase(data))
  return parsed.ok ? parsed : fail({ code: 'bad-facts', message: `${parsed.problem.path} ${parsed.problem.reason}` })
}

const Answers = z.record(z.string(), z.nullable(z.int()))

/** Reads the answers of a score vector. Null is not answered. */
export function readAnswers(data: unknown): Result<Readonly<Record<string, number>>, CaseProblem> {
  const parsed = parse(Answers, data)
  if (!parsed.ok) return fail({ code: 'bad-answers', message: `${parsed.problem.path} ${parsed.problem.reason}` })
  const given = Object.entries(parsed.value).flatMap(([criterion, index]) => (index === null ? [] : [[criterion, index] as const]))
  return ok(Object.fromEntries(given))
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function camelCase(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !notFacts.includes(name))
      .map(([name, entry]) => [name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()), entry]),
  )
}

function pick(value: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name]]))
}

function unknownNames(where: string, value: Readonly<Record<string, unknown>>, known: readonly string[]): readonly string[] {
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => `${where}.${name}`)
}
