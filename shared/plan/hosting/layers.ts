/**
 * The layers of the AI stack as one weakest-link view: who owns each, who operates it, where it is, which law reaches
 * it, and how firmly it is held. From the plan's facts and the packs; what neither says is a gap, not a comfort.
 */
import type { ContinuityFacts } from '../../domain/continuity-pack.ts'
import type { Exposure } from '../../domain/jurisdiction/exposure.ts'
import type { Basis } from '../../domain/jurisdiction/jurisdictions-pack.ts'
import { placeOf, trustedRegion, type Region } from '../../domain/jurisdiction/region.ts'
import type { Provider } from '../../domain/jurisdiction/providers-pack.ts'
import type { Facts, FieldId } from '../fields.ts'
import { hostingFields, type HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import { unknownCountry } from '../own-model.ts'

export const layerIds = ['site', 'hardware', 'runtime', 'weights', 'platform', 'operations', 'updates', 'people'] as const
export type LayerId = (typeof layerIds)[number]

/** A company, the organization itself, or a place that stands for an unnamed one. Null members are not known. */
export type Party = { readonly self: boolean; readonly name: string | null; readonly countries: readonly string[] }

/**
 * How firmly a layer is held, from the weakest: `dependent` on somebody abroad from day to day; `kept` from abroad, but
 * in hand so that it cannot be taken back at once; `region` with somebody of the trusted region; `own`.
 */
export const holds = ['dependent', 'kept', 'region', 'own'] as const
export type Hold = (typeof holds)[number]

export type Layer = {
  readonly id: LayerId
  readonly owner: Party | null
  readonly operator: Party | null
  /** Countries where it is or where it is done from; null where that is not known. */
  readonly places: readonly string[] | null
  /** Ids of the laws from outside the region that reach the hosting through this layer. */
  readonly laws: readonly string[]
  /** Null where the facts do not settle it. */
  readonly hold: Hold | null
  /** Word that says why (`layer.why.<reason>`). */
  readonly reason: string
  /** Facts that are not known and would settle it. */
  readonly missing: readonly FieldId[]
}

export type Layers = {
  readonly layers: readonly Layer[]
  /** All that share the weakest hold known; the first is named. */
  readonly weakest: readonly LayerId[]
  /** Layers whose hold is not known: each may be weaker still. */
  readonly open: readonly LayerId[]
}

type Context = {
  readonly facts: Facts
  readonly reading: HostingReading
  readonly exposures: readonly Exposure[]
  readonly known: ContinuityFacts
  readonly region: Region | null
  readonly knowledge: Knowledge
  readonly self: Party
}

export function layersOf(
  facts: Facts,
  reading: HostingReading,
  exposures: readonly Exposure[],
  known: ContinuityFacts,
  knowledge: Knowledge,
): Layers {
  const home = facts['organization.country']
  const context: Context = {
    facts,
    reading,
    exposures,
    known,
    region: trustedRegion(reading.facts.organization, knowledge.jurisdictions),
    knowledge,
    self: { self: true, name: facts['organization.name'], countries: home === null ? [] : [home] },
  }
  const layers = [site, hardware, runtime, weights, platform, operations, updates, people].map((of) => of(context))
  const lowest = holds.find((hold) => layers.some((layer) => layer.hold === hold))
  return {
    layers,
    weakest: lowest === undefined ? [] : layers.filter(({ hold }) => hold === lowest).map(({ id }) => id),
    open: layers.filter(({ hold }) => hold === null).map(({ id }) => id),
  }
}

type Verdict = Pick<Layer, 'hold' | 'reason' | 'missing'>

const verdict = (hold: Hold | null, reason: string, missing: readonly FieldId[] = []): Verdict => ({ hold, reason, missing })

function site(context: Context): Layer {
  const { hosting } = context.reading.facts
  return {
    id: 'site',
    owner: context.known.siteOwn === true ? context.self : context.known.siteOwn === false ? parentOf(context) : null,
    operator: operatorOf(context),
    places: hosting.dataCountries,
    laws: lawsThrough(context, ['operator', 'parent', 'data', 'group_establishment']),
    ...siteHold(context),
  }
}

function siteHold({ known, reading, region }: Context): Verdict {
  const away = anyOutside(reading.facts.hosting.dataCountries, region)
  if (away === true) return verdict('dependent', 'siteAbroad')
  if (known.siteOwn === null) return verdict(null, 'siteUnknown', ['hosting.optionType'])
  if (known.siteOwn === true)
    return away === null ? verdict(null, 'siteUnknown', ['hosting.dataCountries']) : verdict('own', 'siteOwn')
  if (known.providerForeign === true) return verdict('dependent', 'siteForeign')
  if (known.providerForeign === null || away === null)
    return verdict(null, 'ownerUnknown', openOf(reading, ['hosting.operatorCountry', 'hosting.parentCountry', 'hosting.dataCountries']))
  return verdict('region', 'siteRegion')
}

function hardware(context: Context): Layer {
  const { known, facts, knowledge } = context
  const device = knowledge.accelerators.accelerators.find(({ id }) => id === facts['hardware.accelerator'])
  const vendors = context.reading.facts.hosting.hwVendorCountries
  return {
    id: 'hardware',
    owner: device === undefined ? (vendors === null ? null : { self: false, name: null, countries: vendors }) : {
      self: false,
      name: device.vendor,
      countries: vendors ?? [device.vendorParentCountry ?? device.vendorCountry],
    },
    operator: known.ownMachines === true ? context.self : known.ownMachines === false ? operatorOf(context) : null,
    places: context.reading.facts.hosting.dataCountries,
    laws: lawsThrough(context, ['hw_vendor']),
    ...hardwareHold(context),
  }
}

function hardwareHold({ known }: Context): Verdict {
  if (known.hardwareVendorForeign === null) return verdict(null, 'hardwareUnknown', ['hosting.hardwareVendorCountries'])
  if (known.hardwareOwned === null) return verdict(null, 'hardwareOwnerUnknown', ['costs.acquisition'])
  if (known.hardwareOwned === false)
    return known.hardwareVendorForeign === true || known.providerForeign === true
      ? verdict('dependent', 'hardwareRented')
      : known.providerForeign === null
        ? verdict(null, 'ownerUnknown', ['hosting.parentCountry'])
        : verdict('region', 'hardwareRegion')
  if (known.hardwareVendorForeign === false) return verdict('own', 'hardwareOwn')
  return verdict('kept', known.sparesKept === true || known.redundant === true ? 'hardwareSpares' : 'hardwareKept')
}

function runtime(context: Context): Layer {
  const { known, facts, knowledge, reading } = context
  const engine = knowledge.engines.engines.find(({ id }) => id === facts['model.engine'])
  const vendors = reading.facts.hosting.swVendorCountries
  return {
    id: 'runtime',
    owner: engine === undefined && vendors === null ? null : { self: false, name: engine?.name ?? null, countries: vendors ?? [] },
    operator: known.ownMachines === true ? context.self : known.ownMachines === false ? operatorOf(context) : null,
    places: vendors,
    laws: lawsThrough(context, ['sw_vendor']),
    ...runtimeHold(context),
  }
}

function runtimeHold({ known, reading }: Context): Verdict {
  const { stackOrigin } = reading.facts.hosting
  if (stackOrigin === null || known.softwareVendorForeign === null)
    return verdict(null, 'runtimeUnknown', openOf(reading, ['hosting.stackOrigin', 'hosting.softwareVendorCountries']))
  if (stackOrigin === 'foreign_closed' || stackOrigin === 'foreign_partial') return verdict('dependent', 'runtimeClosed')
  if (stackOrigin === 'trusted_all' && known.softwareVendorForeign === false) return verdict('region', 'runtimeRegion')
  return verdict('kept', known.softwareKept === true ? 'runtimeKept' : 'runtimeOpen')
}

function weights(context: Context): Layer {
  const { known, facts, knowledge } = context
  const model = knowledge.models.models.find(({ id }) => id === facts['model.id'])
  const makers = model === undefined ? null : [...new Set([model.developer.country, ...model.developer.countries])]
  return {
    id: 'weights',
    owner: model === undefined || makers === null ? null : {
      self: false,
      name: model.developer.legalName ?? model.developer.name,
      countries: makers.filter((one) => one !== unknownCountry),
    },
    operator: known.ownMachines === true ? context.self : known.ownMachines === false ? operatorOf(context) : null,
    places: known.weightsKept === true && known.ownMachines === true ? context.reading.facts.hosting.dataCountries : null,
    laws: [],
    ...weightsHold(context),
  }
}

function weightsHold({ known, reading }: Context): Verdict {
  if (known.modelClosed === true) return verdict('dependent', 'weightsClosed')
  if (known.makerForeign === null || known.modelClosed === null)
    return verdict(null, 'makerUnknown', openOf(reading, ['model.id', 'hosting.modelOrigin']))
  if (known.licenseRevocable === 'yes') return verdict('dependent', 'weightsRevocable')
  if (known.weightsKept === null) return verdict(null, 'copyUnknown', ['exit.keepsWeights'])
  if (known.weightsKept === false) return verdict('dependent', 'weightsNotKept')
  if (known.licenseRevocable === null) return verdict(null, 'licenseUnknown', ['model.id'])
  return known.makerForeign === false ? verdict('region', 'weightsRegion') : verdict('kept', 'weightsKept')
}

function platform(context: Context): Layer {
  return {
    id: 'platform',
    owner: context.known.acquirable === false && context.known.ownMachines === true ? context.self : parentOf(context),
    operator: operatorOf(context),
    places: context.reading.facts.hosting.metadataCountries,
    laws: lawsThrough(context, ['operator', 'parent', 'metadata', 'key_holder']),
    ...platformHold(context),
  }
}

function platformHold({ known, reading }: Context): Verdict {
  if (known.providerForeign === true)
    return known.runsCutOff === true ? verdict('kept', 'platformCutOff') : verdict('dependent', 'platformForeign')
  if (known.providerForeign === null)
    return verdict(null, 'ownerUnknown', openOf(reading, ['hosting.operatorCountry', 'hosting.parentCountry']))
  if (known.ownMachines === null) return verdict(null, 'operatorUnknown', ['hosting.computeOperator'])
  return known.ownMachines === true && known.acquirable === false ? verdict('own', 'platformOwn') : verdict('region', 'platformRegion')
}

function operations(context: Context): Layer {
  const { hosting } = context.reading.facts
  return {
    id: 'operations',
    owner: operatorOf(context),
    operator: operatorOf(context),
    places: hosting.supportCountries,
    laws: lawsThrough(context, ['staff', 'vendor_remote']),
    ...operationsHold(context),
  }
}

function operationsHold({ known, reading }: Context): Verdict {
  if (known.supportForeign === true) return verdict('dependent', 'supportAbroad')
  if (known.vendorRemoteAccess === true && (known.hardwareVendorForeign === true || known.softwareVendorForeign === true))
    return verdict('dependent', 'vendorEnters')
  if (known.supportForeign === null || known.vendorRemoteAccess === null)
    return verdict(
      null,
      'supportUnknown',
      openOf(reading, ['hosting.supportCountries', 'hosting.supportEscalationAbroad', 'hosting.vendorRemoteAccess']),
    )
  return verdict(known.ownMachines === true && known.staffCanRun === true ? 'own' : 'region', 'supportRegion')
}

function updates(context: Context): Layer {
  const { hosting } = context.reading.facts
  const vendors = hosting.swVendorCountries
  return {
    id: 'updates',
    owner: vendors === null ? null : { self: false, name: null, countries: vendors },
    operator: context.known.ownMachines === true ? context.self : context.known.ownMachines === false ? operatorOf(context) : null,
    places: hosting.metadataCountries,
    laws: lawsThrough(context, ['sw_vendor', 'hw_vendor', 'metadata']),
    ...updatesHold(context),
  }
}

function updatesHold({ known, reading, region }: Context): Verdict {
  const { releaseControl, metadataCountries } = reading.facts.hosting
  const telemetry = anyOutside(metadataCountries, region)
  if (telemetry === true) return verdict('dependent', 'telemetryAbroad')
  if (known.softwareVendorForeign === null || known.hardwareVendorForeign === null || telemetry === null)
    return verdict(
      null,
      'updatesUnknown',
      openOf(reading, ['hosting.softwareVendorCountries', 'hosting.hardwareVendorCountries', 'hosting.metadataCountries']),
    )
  if (!known.softwareVendorForeign && !known.hardwareVendorForeign) return verdict('region', 'updatesRegion')
  if (known.runsCutOff === true || (releaseControl ?? 0) >= 4) return verdict('kept', 'updatesHeld')
  return releaseControl === null && known.runsCutOff === null
    ? verdict(null, 'updatesUnknown', ['hosting.releaseControl', 'hosting.disconnectTested'])
    : verdict('dependent', 'updatesForeign')
}

function people(context: Context): Layer {
  const { hosting } = context.reading.facts
  return {
    id: 'people',
    owner: operatorOf(context),
    operator: operatorOf(context),
    places: hosting.opsStaffCountries,
    laws: lawsThrough(context, ['staff']),
    ...peopleHold(context),
  }
}

function peopleHold({ known }: Context): Verdict {
  if (known.staffForeign === true) return verdict('dependent', 'staffAbroad')
  if (known.staffForeign === null) return verdict(null, 'staffUnknown', ['hosting.opsStaffCountries'])
  if (known.ownMachines === null) return verdict(null, 'operatorUnknown', ['hosting.computeOperator'])
  if (known.ownMachines === true) return verdict('own', 'staffOwn')
  return known.providerForeign === true ? verdict('dependent', 'employerForeign') : known.providerForeign === null
    ? verdict(null, 'ownerUnknown', ['hosting.parentCountry'])
    : verdict('region', 'staffRegion')
}

function operatorOf({ reading, self }: Context): Party | null {
  const { provider, facts } = reading
  return partyOf(provider?.operator.isCustomer === true, provider === null ? null : named(provider, 'operator'), facts.hosting.operatorCountry, self)
}

function parentOf({ reading, self }: Context): Party | null {
  const { provider, facts } = reading
  return partyOf(provider?.parent.isCustomer === true, provider === null ? null : named(provider, 'parent'), facts.hosting.parentCountry, self)
}

type Named = { readonly name: string; readonly country: string | null }

/** An archetype's text says what kind of company it is, not which. */
function named(provider: Provider, role: 'operator' | 'parent'): Named | null {
  if (provider.archetype) return null
  const { country } = provider[role]
  return { name: role === 'operator' ? provider.operator.legalEntity : provider.parent.name, country }
}

/** A name counts only for the country that it is of: another country speaks of another company. */
function partyOf(isSelf: boolean, entry: Named | null, country: string | null, self: Party): Party | null {
  if (isSelf && (country === null || self.countries.includes(country))) return self
  if (country === null) return entry === null ? null : { self: false, name: entry.name, countries: [] }
  return { self: false, name: entry !== null && (entry.country === null || entry.country === country) ? entry.name : null, countries: [country] }
}

function lawsThrough({ exposures }: Context, bases: readonly Basis[]): readonly string[] {
  return exposures.filter(({ basis }) => basis.some((one) => bases.includes(one))).map(({ law }) => law)
}

function anyOutside(countries: readonly string[] | null, region: Region | null): boolean | null {
  if (countries === null || countries.length === 0 || region === null) return null
  return countries.some((country) => placeOf(region, country) === 'outside')
}

const factOf: ReadonlyMap<string, string> = new Map(Object.entries(hostingFields).map(([fact, field]) => [field, fact]))

/** Fields without an answer and without a word of a pack. */
function openOf({ origins }: HostingReading, ids: readonly FieldId[]): readonly FieldId[] {
  return ids.filter((field) => {
    const fact = factOf.get(field)
    return fact === undefined || origins[fact] === 'unknown'
  })
}
