/**
 * Providers, sites and house rules that the planner adds: kept in the plan and known to every stage of this plan only.
 * What the planner says of a provider stays unverified until somebody confirms it.
 */
import { z, type Infer } from '../base/schema.ts'
import type { OptionTypeId } from '../domain/jurisdiction/classifications-pack.ts'
import { HouseRule } from '../domain/jurisdiction/facts.ts'
import { Provider } from '../domain/jurisdiction/providers-pack.ts'
import type { Knowledge } from './knowledge.ts'

/** Begins every own provider's id, so that none can stand for a provider of the reference data. */
export const ownProviderPrefix = 'own-'

export const OwnProviderEntry = z.strictObject({
  provider: Provider.check(
    z.refine((provider) => provider.id.startsWith(ownProviderPrefix), `must have an id that begins with ${ownProviderPrefix}`),
    z.refine(isModest, 'claims a source that Homeport did not read'),
  ),
})
export type OwnProviderEntry = Infer<typeof OwnProviderEntry>

const stamp = {
  by: z.string().check(z.minLength(1), z.maxLength(200)),
  at: z.string().check(z.maxLength(30)),
}

/** An own provider or site in a plan, with who added it and when. Its basis is always the planner's word. */
export const OwnProvider = z.strictObject({ ...OwnProviderEntry.shape, basis: z.literal('self-declared'), ...stamp })
export type OwnProvider = Infer<typeof OwnProvider>

/** A house rule in a plan, with why it exists. */
export const OwnHouseRule = z.strictObject({
  rule: HouseRule,
  /** Where the rule stands, such as a decree or a policy with its clause. */
  source: z.string().check(z.maxLength(400)),
  ...stamp,
})
export type OwnHouseRule = Infer<typeof OwnHouseRule>

/** A planner's word is no verified source, for the entry as for each certificate in it. */
function isModest(provider: Provider): boolean {
  return (
    provider.confidence === 'unverified' &&
    provider.thirdPartyCard === null &&
    provider.certifications.every(({ confidence }) => confidence === 'unverified') &&
    provider.sources.every(({ confidence }) => confidence === 'unverified')
  )
}

/** The tables of a plan whose entries stages read like those of the packs. */
export type WithHosting = {
  readonly providers?: Readonly<Record<string, OwnProvider>> | undefined
  readonly houseRules?: Readonly<Record<string, OwnHouseRule>> | undefined
}

/** Knowledge that also holds the plan's own providers and house rules. The same value where the plan has none. */
export function withOwnHosting(known: Knowledge, plan: WithHosting): Knowledge {
  const providers = Object.values(plan.providers ?? {}).map(({ provider }) => provider)
  const rules = Object.values(plan.houseRules ?? {}).map(({ rule }) => rule)
  if (providers.length === 0 && rules.length === 0) return known
  const taken = new Set(known.providers.providers.map(({ id }) => id))
  const added = providers.filter(({ id }) => !taken.has(id))
  return {
    ...known,
    providers: { ...known.providers, providers: [...known.providers.providers, ...added] },
    houseRules: [...known.houseRules, ...rules],
  }
}

export function isOwnProvider(id: string): boolean {
  return id.startsWith(ownProviderPrefix)
}

/** A free id made of a name: Latin letters and digits, with a number where it is taken. */
export function freeId(prefix: string, name: string, fallback: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  const base = `${prefix}${plain === '' ? fallback : plain}`
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.includes(id)) return id
  }
}

/** What the planner says about a provider or a site. Null is not known. */
export type OwnProviderAnswers = {
  readonly name: string
  /** The organization's own site rather than a company's offer. */
  readonly isSite: boolean
  readonly optionType: OptionTypeId
  readonly operator: string
  readonly operatorCountry: string | null
  readonly parent: string
  readonly parentCountry: string | null
  readonly computeOperator: 'customer' | 'provider' | null
  readonly region: string
  readonly establishments: readonly string[]
  /** Certificates that it says it holds. They do not count before the question on certificates is answered. */
  readonly certificates: readonly string[]
  readonly notes: string
}

export function ownProviderOf(
  id: string,
  said: OwnProviderAnswers,
  statedText: string,
  names: Readonly<Record<string, string>>,
): Provider {
  const { isSite } = said
  return {
    id,
    name: said.name,
    archetype: isSite,
    operator: { legalEntity: said.operator, country: isSite ? null : said.operatorCountry, isCustomer: isSite },
    parent: { name: said.parent, country: isSite ? null : said.parentCountry, isCustomer: isSite },
    computeOperator: said.computeOperator,
    ownershipNote: null,
    regions: said.region === '' ? [] : [said.region],
    optionType: said.optionType,
    certifications: said.certificates.map((one) => ({
      id: one,
      name: names[one] ?? one,
      status: 'stated',
      statusText: statedText,
      confidence: 'unverified',
    })),
    opsStaff: null,
    externalKeyManagement: null,
    airgapOption: null,
    gpuOfferings: null,
    groupEstablishments: [...said.establishments],
    thirdPartyCard: null,
    notes: said.notes === '' ? null : said.notes,
    confidence: 'unverified',
    sources: [],
  }
}
