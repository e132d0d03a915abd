/**
 * From the plan's answers and the packs to the facts that rehearsals, layers and clauses read. Nothing is guessed: what
 * neither an answer nor a pack says is not known.
 */
import type { ContinuityFact, ContinuityFactId, ContinuityFacts } from '../../domain/continuity-pack.ts'
import { holdsOwnKeys, isAttestedTee, siteOf, type Exposure } from '../../domain/jurisdiction/exposure.ts'
import { survivesCutOff } from '../../domain/jurisdiction/gates.ts'
import type { HostingFacts } from '../../domain/jurisdiction/facts.ts'
import { placeOf, trustedRegion, type Region } from '../../domain/jurisdiction/region.ts'
import type { License } from '../../domain/license-pack.ts'
import type { Facts, FieldId } from '../fields.ts'
import type { HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import { unknownCountry } from '../own-model.ts'

/** What the plan's record of weights says: whether files were hashed into it. */
export type KeptWeights = { readonly hashed: boolean }

/** The field where each fact is answered; the first one that a planner would change. */
export const continuityFields: Readonly<Record<ContinuityFactId, FieldId>> = {
  providerForeign: 'hosting.parentCountry',
  acquirable: 'hosting.optionType',
  ownMachines: 'hosting.computeOperator',
  siteOwn: 'hosting.optionType',
  hardwareOwned: 'costs.acquisition',
  hardwareVendorForeign: 'hosting.hardwareVendorCountries',
  softwareVendorForeign: 'hosting.softwareVendorCountries',
  makerForeign: 'model.id',
  supportForeign: 'hosting.supportCountries',
  staffForeign: 'hosting.opsStaffCountries',
  vendorRemoteAccess: 'hosting.vendorRemoteAccess',
  modelClosed: 'hosting.modelOrigin',
  licenseRevocable: 'model.id',
  remoteRestriction: 'model.id',
  restsOnAdequacy: 'hosting.dataCountries',
  transferTool: 'hosting.transferTool',
  personalData: 'data.personal',
  keysOwn: 'hosting.keyCustody',
  sealedUse: 'hosting.inUseProtection',
  runsCutOff: 'hosting.disconnectTested',
  airGapped: 'hosting.network',
  weightsKept: 'exit.keepsWeights',
  weightsByDigest: 'exit.keepsWeights',
  licenseTextKept: 'license.reliedOn',
  separateAgreement: 'license.separateAgreement',
  softwareKept: 'continuity.softwareKept',
  sparesKept: 'continuity.spareDevices',
  redundant: 'hardware.survivesOneFailure',
  otherHardware: 'continuity.otherHardware',
  staffCanRun: 'continuity.staffCanRun',
  ownBackup: 'continuity.ownBackup',
  secondProvider: 'continuity.secondProvider',
  exitTested: 'exit.tested',
  changeOfControl: 'continuity.changeOfControl',
  escrow: 'continuity.escrow',
  fallbackModel: 'model.contingencyFallback',
  foreignRoute: 'hosting.parentCountry',
  dataLeavesRegion: 'hosting.dataCountries',
}

/** Facts of a plan. Without the organization's country nothing is foreign, and every link stays not known. */
export function continuityFacts(
  facts: Facts,
  reading: HostingReading,
  exposures: readonly Exposure[],
  weights: KeptWeights | null,
  knowledge: Knowledge,
): ContinuityFacts {
  const { hosting } = reading.facts
  const region = trustedRegion(reading.facts.organization, knowledge.jurisdictions)
  const abroad = (countries: readonly string[] | null): boolean | null => anyOutside(countries, region)
  const model = knowledge.models.models.find(({ id }) => id === facts['model.id']) ?? null
  const license = knowledge.licenses.licenses.find(({ id }) => id === model?.license) ?? null
  const makers = model === null ? null : [model.developer.country, ...model.developer.countries]
  const providerRuns = hosting.computeOperator === null ? null : hosting.computeOperator === 'provider'
  const acquisition = facts['costs.acquisition']
  const keysOwn = holdsOwnKeys(hosting.keyCustody)
  const sealed = isAttestedTee(hosting.inUseProtection)
  return {
    providerForeign: providerForeign(reading, region),
    acquirable: acquirable(hosting, providerRuns),
    ownMachines: providerRuns === null ? null : !providerRuns,
    siteOwn: siteOwn(hosting, knowledge),
    hardwareOwned: acquisition === null ? null : acquisition !== 'rental' && providerRuns !== true,
    hardwareVendorForeign: abroad(filled(hosting.hwVendorCountries)),
    softwareVendorForeign: abroad(hosting.swVendorCountries),
    makerForeign: makers?.includes(unknownCountry) === true ? null : abroad(makers),
    supportForeign: both(abroad(filled(hosting.supportCountries)), hosting.supportEscalationAbroad),
    staffForeign: abroad(filled(hosting.opsStaffCountries)),
    vendorRemoteAccess: hosting.vendorRemoteAccess,
    modelClosed: hosting.modelOrigin === null ? null : hosting.modelOrigin === 'closed_foreign',
    licenseRevocable: license === null ? null : revocability(license),
    remoteRestriction: license === null ? null : remoteRestriction(license),
    restsOnAdequacy: restsOnAdequacy(facts['data.personal'], hosting, region, knowledge),
    transferTool: hosting.transferTool,
    personalData: facts['data.personal'],
    keysOwn,
    sealedUse: keysOwn === false || sealed === false ? false : keysOwn === null || sealed === null ? null : true,
    runsCutOff: survivesCutOff(hosting) !== null ? true : hosting.disconnectTested,
    airGapped: hosting.network === null ? null : hosting.network === 'airgap',
    weightsKept: weights?.hashed === true ? true : facts['exit.keepsWeights'],
    // The plan itself holds the digests, or it does not.
    weightsByDigest: weights?.hashed === true,
    licenseTextKept: facts['license.textDigest'] !== null,
    separateAgreement: facts['license.separateAgreement'],
    softwareKept: facts['continuity.softwareKept'],
    sparesKept: facts['continuity.spareDevices'] === null ? null : facts['continuity.spareDevices'] > 0,
    redundant: facts['hardware.survivesOneFailure'],
    otherHardware: facts['continuity.otherHardware'],
    staffCanRun: facts['continuity.staffCanRun'],
    ownBackup: facts['continuity.ownBackup'],
    secondProvider: facts['continuity.secondProvider'],
    exitTested: facts['exit.tested'],
    changeOfControl: facts['continuity.changeOfControl'],
    escrow: facts['continuity.escrow'],
    fallbackModel: facts['model.contingencyFallback'] !== null,
    foreignRoute: exposures.some(({ obtains }) => obtains === 'plaintext' || obtains === 'plaintext_in_use'),
    dataLeavesRegion: both(abroad(filled(hosting.dataCountries)), abroad(filled(hosting.metadataCountries))),
  } satisfies Readonly<Record<ContinuityFactId, ContinuityFact>>
}

/** An empty list of places says nothing about where something is. */
function filled(countries: readonly string[] | null): readonly string[] | null {
  return countries === null || countries.length === 0 ? null : countries
}

function anyOutside(countries: readonly string[] | null, region: Region | null): boolean | null {
  if (countries === null || region === null) return null
  return countries.some((country) => placeOf(region, country) === 'outside')
}

/** One yes is enough; both must be known to say no. */
function both(left: boolean | null, right: boolean | null): boolean | null {
  if (left === null || right === null) return left === true || right === true ? true : null
  return left || right
}

/** Whether somebody abroad can order the provider, itself or through who owns it. The organization is no provider. */
function providerForeign({ facts, provider }: HostingReading, region: Region | null): boolean | null {
  const { operatorCountry, parentCountry, foreignControl, computeOperator } = facts.hosting
  const operator = anyOutside(operatorCountry === null ? null : [operatorCountry], region)
  const parent = anyOutside(parentCountry === null ? null : [parentCountry], region)
  const controlled = foreignControl === null ? null : foreignControl === 'blocking' || foreignControl === 'full'
  if (operator === true || parent === true || controlled === true) return true
  if (provider?.operator.isCustomer === true && computeOperator === 'customer' && parent !== null) return false
  return operator === null || parent === null ? null : false
}

/** Whether somebody runs it who can be bought. An organization and its government are not for sale. */
function acquirable({ optionType }: HostingFacts, providerRuns: boolean | null): boolean | null {
  if (providerRuns === true) return optionType !== 'OT-GOVDC' && optionType !== 'OT-AIRGAP-OWN'
  if (optionType === null) return null
  // Own machines in the building of a company still have a landlord.
  if (optionType === 'OT-COLO') return true
  return providerRuns
}

function siteOwn(hosting: HostingFacts, knowledge: Knowledge): boolean | null {
  const site = siteOf(hosting, knowledge.classifications)
  if (site === null || hosting.optionType === null) return null
  return ['OT-ONPREM', 'OT-AIRGAP-OWN', 'OT-GOVDC'].includes(hosting.optionType)
}

/** `no` lasting, `breach` ends only for a breach, `yes` can be taken back; null where the text was not read. */
export function revocability({ revocability: { revocable }, grade }: Pick<License, 'revocability' | 'grade'>): 'no' | 'breach' | 'yes' | null {
  const { value } = revocable
  if (grade === 'not-read' || revocable.confidence === 'unverified' || value === null) return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (/not stated irrevocable|rights lapse|self-terminating|\bbreach\b/.test(value)) return 'breach'
  if (/irrevocable/.test(value)) return 'no'
  return /\brevocable\b|^yes\b/.test(value) ? 'yes' : null
}

/** Whether the text lets its licensor restrict use from afar. */
export function remoteRestriction({ revocability: { remoteRestriction: term }, grade }: Pick<License, 'revocability' | 'grade'>): boolean | null {
  const { value } = term
  if (grade === 'not-read' || term.confidence === 'unverified' || value === null) return null
  if (typeof value === 'boolean') return value
  return /^yes\b|\bmay restrict\b/.test(value) ? true : null
}

/** Whether personal data go, or are looked at from, where only an adequacy decision allows it. */
function restsOnAdequacy(
  personal: boolean | null,
  hosting: HostingFacts,
  region: Region | null,
  { jurisdictions }: Knowledge,
): boolean | null {
  if (region === null) return null
  // Decisions of the Commission bind organizations of the European Economic Area.
  if (personal === false || !region.eea) return false
  const lists = [hosting.dataCountries, hosting.metadataCountries, hosting.opsStaffCountries, hosting.supportCountries]
  const places = lists.flatMap((list) => list ?? [])
  const resting = jurisdictions.areas.some(
    ({ code, adequacy }) => places.includes(code) && (adequacy.status === 'adequate' || adequacy.status === 'partial'),
  )
  if (resting) return personal
  return personal === null || lists.some((list) => filled(list) === null) ? null : false
}
