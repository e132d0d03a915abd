/** Owners, holds and the weakest link of the layers, worked out by hand from what each answer means. */
import { describe, expect, test } from 'vitest'
import type { Facts, FieldId } from '../../shared/plan/fields.ts'
import type { Hold, Layer, LayerId, Layers } from '../../shared/plan/hosting/layers.ts'
import { assessContinuity } from '../../shared/plan/stages/continuity.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const layersOf = (facts: Facts, hashed = false): Layers => assessContinuity(facts, { hashed }, knowledge).layers
const layer = ({ layers }: Layers, id: LayerId): Layer => layers.find((one) => one.id === id)!
const held = ({ layers }: Layers): Record<string, Hold | null> => Object.fromEntries(layers.map(({ id, hold }) => [id, hold]))

/** A German office on bought machines in its own building, with vendors of the Netherlands and France only. */
const home: Facts = factsWith({
  'organization.name': 'Amt für Wasser',
  'organization.country': 'DE',
  'data.personal': true,
  'hosting.optionType': 'OT-ONPREM',
  'hosting.computeOperator': 'customer',
  'hosting.operatorCountry': 'DE',
  'hosting.parentCountry': 'DE',
  'hosting.foreignControl': 'none',
  'hosting.dataCountries': ['DE'],
  'hosting.metadataCountries': ['DE'],
  'hosting.opsStaffCountries': ['DE'],
  'hosting.supportCountries': ['DE'],
  'hosting.supportEscalationAbroad': false,
  'hosting.vendorRemoteAccess': false,
  'hosting.hardwareVendorCountries': ['NL'],
  'hosting.softwareVendorCountries': ['FR'],
  'hosting.stackOrigin': 'trusted_all',
  'hosting.modelOrigin': 'trusted_led',
  'hosting.network': 'private',
  'model.id': 'mistral-small-4-119b',
  'costs.acquisition': 'purchase',
  'exit.keepsWeights': true,
  'continuity.staffCanRun': true,
})

describe('a stack at home', () => {
  const layers = layersOf(home)

  // Own: building, bought machines, platform, operations by staff that can run it, people. Of the region: software and
  // its updates (France), weights (Mistral AI SAS, France, Apache-2.0 that no clause takes back, a copy kept).
  test('is as strong as what comes from the region', () => {
    expect(held(layers)).toEqual({
      site: 'own',
      hardware: 'own',
      runtime: 'region',
      weights: 'region',
      platform: 'own',
      operations: 'own',
      updates: 'region',
      people: 'own',
    })
    expect(layers.weakest).toEqual(['runtime', 'weights', 'updates'])
    expect(layers.open).toEqual([])
  })

  test('names who owns and runs each layer, and no law from abroad', () => {
    expect(layer(layers, 'weights').owner).toEqual({ self: false, name: 'Mistral AI SAS', countries: ['FR'] })
    expect(layer(layers, 'site').owner).toEqual({ self: true, name: 'Amt für Wasser', countries: ['DE'] })
    expect(layer(layers, 'updates').owner).toEqual({ self: false, name: null, countries: ['FR'] })
    expect(layer(layers, 'hardware').places).toEqual(['DE'])
    expect(layers.layers.flatMap(({ laws }) => laws)).toEqual([])
  })
})

describe('nothing but a country', () => {
  // Neither an answer nor a pack says anything of the hosting: every layer is open, and none is called the weakest.
  test('leaves every layer open', () => {
    const layers = layersOf(factsWith({ 'organization.country': 'DE' }))
    expect(layers.weakest).toEqual([])
    expect(layers.open).toEqual(['site', 'hardware', 'runtime', 'weights', 'platform', 'operations', 'updates', 'people'])
    for (const { missing } of layers.layers) expect(missing.length).toBeGreaterThan(0)
  })
})

describe('a rented region of a company abroad', () => {
  const layers = layersOf({
    ...home,
    'hosting.optionType': 'OT-HYPER-REGION',
    'hosting.computeOperator': 'provider',
    'hosting.parentCountry': 'US',
    'hosting.foreignControl': 'full',
    'hosting.hardwareVendorCountries': ['US'],
    'costs.acquisition': 'hosted',
  })

  // The data stand in Germany and Germans work there; building, machines, platform and employer obey a parent in the US.
  test('hangs on the parent, wherever the building is', () => {
    expect(held(layers)).toMatchObject({ site: 'dependent', hardware: 'dependent', platform: 'dependent', people: 'dependent' })
    expect(layers.weakest).toEqual(['site', 'hardware', 'platform', 'people'])
    // Who releases updates of the vendor abroad is not said: as in the last case of updates below.
    expect(layers.open).toEqual(['updates'])
    expect(layer(layers, 'site')).toMatchObject({ reason: 'siteForeign', places: ['DE'] })
    expect(layer(layers, 'people').reason).toBe('employerForeign')
    expect(layer(layers, 'platform').owner).toEqual({ self: false, name: null, countries: ['US'] })
  })

  // The CLOUD Act reaches a parent in the US, so it stands at the layers that the parent owns, and not at the weights.
  test('shows the law at the layers that it comes through', () => {
    expect(layer(layers, 'site').laws).toContain('US-SCA-CLOUD')
    expect(layer(layers, 'platform').laws).toContain('US-SCA-CLOUD')
    expect(layer(layers, 'weights').laws).toEqual([])
  })
})

type Case = {
  readonly change: string
  readonly answers: Partial<Facts>
  readonly id: LayerId
  readonly hold: Hold | null
  readonly reason: string
  readonly missing: readonly FieldId[]
}

function when(
  change: string,
  answers: Partial<Facts>,
  id: LayerId,
  hold: Hold | null,
  reason: string,
  missing: readonly FieldId[] = [],
): Case {
  return { change, answers, id, hold, reason, missing }
}

/* Each starts from the stack at home and changes the answers named. */
const cases: readonly Case[] = [
  when('data in the United States', { 'hosting.dataCountries': ['US'] }, 'site', 'dependent', 'siteAbroad'),
  when('where data are is not said', { 'hosting.dataCountries': null }, 'site', null, 'siteUnknown', ['hosting.dataCountries']),
  when('bought machines from abroad', { 'hosting.hardwareVendorCountries': ['US'] }, 'hardware', 'kept', 'hardwareKept'),
  when(
    'bought machines from abroad with two spares',
    { 'hosting.hardwareVendorCountries': ['US'], 'continuity.spareDevices': 2 },
    'hardware',
    'kept',
    'hardwareSpares',
  ),
  when('rented machines from abroad', { 'hosting.hardwareVendorCountries': ['US'], 'costs.acquisition': 'rental' }, 'hardware', 'dependent', 'hardwareRented'),
  when('rented machines from the region', { 'costs.acquisition': 'rental' }, 'hardware', 'region', 'hardwareRegion'),
  when('bought or rented is not said', { 'costs.acquisition': null }, 'hardware', null, 'hardwareOwnerUnknown', ['costs.acquisition']),
  when(
    'open software from abroad',
    { 'hosting.softwareVendorCountries': ['US'], 'hosting.stackOrigin': 'foreign_open' },
    'runtime',
    'kept',
    'runtimeOpen',
  ),
  when(
    'open software from abroad, kept',
    { 'hosting.softwareVendorCountries': ['US'], 'hosting.stackOrigin': 'foreign_open', 'continuity.softwareKept': true },
    'runtime',
    'kept',
    'runtimeKept',
  ),
  when(
    'closed software from abroad',
    { 'hosting.softwareVendorCountries': ['US'], 'hosting.stackOrigin': 'foreign_closed', 'continuity.softwareKept': true },
    'runtime',
    'dependent',
    'runtimeClosed',
  ),
  when('weights of a maker in the United States, kept', { 'model.id': 'gpt-oss-120b', 'hosting.modelOrigin': 'open_foreign' }, 'weights', 'kept', 'weightsKept'),
  when('no copy of the weights', { 'exit.keepsWeights': false }, 'weights', 'dependent', 'weightsNotKept'),
  when('a copy is not said', { 'exit.keepsWeights': null }, 'weights', null, 'copyUnknown', ['exit.keepsWeights']),
  when('a closed model', { 'hosting.modelOrigin': 'closed_foreign' }, 'weights', 'dependent', 'weightsClosed'),
  when('a parent abroad', { 'hosting.parentCountry': 'US' }, 'platform', 'dependent', 'platformForeign'),
  when('a parent abroad, run cut off', { 'hosting.parentCountry': 'US', 'hosting.disconnectTested': true }, 'platform', 'kept', 'platformCutOff'),
  when('support passed on abroad', { 'hosting.supportEscalationAbroad': true }, 'operations', 'dependent', 'supportAbroad'),
  when(
    'a vendor from abroad enters',
    { 'hosting.vendorRemoteAccess': true, 'hosting.hardwareVendorCountries': ['US'] },
    'operations',
    'dependent',
    'vendorEnters',
  ),
  when('staff that cannot run it alone', { 'continuity.staffCanRun': false }, 'operations', 'region', 'supportRegion'),
  when('telemetry to the United States', { 'hosting.metadataCountries': ['US'] }, 'updates', 'dependent', 'telemetryAbroad'),
  when(
    'updates from abroad, released at home',
    { 'hosting.hardwareVendorCountries': ['US'], 'hosting.releaseControl': 4 },
    'updates',
    'kept',
    'updatesHeld',
  ),
  when(
    'updates from abroad, released by contract',
    { 'hosting.hardwareVendorCountries': ['US'], 'hosting.releaseControl': 3, 'hosting.disconnectTested': false },
    'updates',
    'dependent',
    'updatesForeign',
  ),
  when(
    'who releases updates from abroad is not said',
    { 'hosting.hardwareVendorCountries': ['US'] },
    'updates',
    null,
    'updatesUnknown',
    ['hosting.releaseControl', 'hosting.disconnectTested'],
  ),
  when('staff abroad', { 'hosting.opsStaffCountries': ['DE', 'US'] }, 'people', 'dependent', 'staffAbroad'),
  when('where staff work is not said', { 'hosting.opsStaffCountries': null }, 'people', null, 'staffUnknown', ['hosting.opsStaffCountries']),
]

test.each(cases)('$change', ({ answers, id, hold, reason, missing }) => {
  const found = layersOf({ ...home, ...answers })
  expect(layer(found, id)).toMatchObject({ hold, reason, missing })
  if (hold === null) expect(found.open).toContain(id)
  if (hold === 'dependent') expect(found.weakest).toContain(id)
})

// The record of files with their digests is a copy, whatever the answer says.
test('hashed weights are a copy', () => {
  expect(layer(layersOf({ ...home, 'exit.keepsWeights': null }, true), 'weights')).toMatchObject({ hold: 'region', reason: 'weightsRegion' })
})
