/** Four organizations as new users: the verdict of each is worked out by hand from the rules and the packs. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { assess } from '../../shared/plan/assess.ts'
import { knowledge } from '../support/knowledge.ts'

function verdict(name: string, folder = 'test/fixtures/organizations') {
  const file = parseAnswers(JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')), knowledge)
  if (!file.ok) throw new Error(JSON.stringify(file.problem))
  const plan = planOfAnswers(file.value, '00000000-0000-4000-8000-000000000001', 'A. Planner', '2026-11-23T10:00:00Z', knowledge)
  const { findings, hosting } = assess(plan, knowledge)
  const view = hosting.view!
  return {
    view,
    lifts: hosting.lifts,
    routes: view.exposures.map(({ law, basis, obtains, confidence }) => `${law} ${basis.join('+')} ${obtains} ${confidence}`),
    gates: Object.fromEntries(view.gates.map(({ code, outcome }) => [code, outcome])),
    hosting: findings.filter(({ stage }) => stage === 'hosting'),
  }
}

test('a German ministry with VS-NfD data on its own air-gapped machines', () => {
  const { view, routes, gates, hosting } = verdict('german-ministry')
  // The maker of the accelerators alone is foreign: it can stop deliveries, and reaches no data.
  expect(routes).toEqual(['US-EXPORT-SANCTIONS hw_vendor disruption low'])
  expect(view.blockingIssues).toEqual([])
  // A model led from the region on foreign accelerators is SEAL-3 (SOV-3.5); 5.4, 6.5 and 7.3 are SEAL-3 as well.
  expect(view.seal.overall).toBe(3)
  expect(view.seal.governing).toEqual(['SOV-3.5', 'SOV-5.4', 'SOV-6.5', 'SOV-7.3'])
  // The ministry asks for SEAL-3: 35 criteria are open, so it is not evidenced.
  expect(gates['B-SEAL']).toBe('unknown')
  expect(view.seal.unanswered).toHaveLength(35)
  expect(gates).toMatchObject({ 'B-CLASS': 'met', 'B-CERT:C5-T2': 'met', 'B-AIRGAP': 'met', 'B-STAFF-CLEARANCE': 'met', 'B-TRANSFER': 'met' })
  // Own operation: the proposed assurance levels do not apply.
  expect(view.cada.applicable).toBe(false)
  expect(hosting.filter(({ level }) => level === 'blocking')).toEqual([])
})

test('a French hospital group with health data in a region of a hyperscaler, keys held outside', () => {
  const { view, routes, gates, hosting, lifts } = verdict('french-hospital')
  // Lawful is not sovereign: the host of health data may be foreign-owned, and the certificate is held.
  expect(gates).toMatchObject({ 'B-CLASS': 'met', 'B-CERT:HDS-V2': 'met', 'B-RESIDENCY': 'met' })
  // Keys outside do not protect inference; metadata in the United States are a way of their own beside the parent.
  expect(routes).toContain('US-SCA-CLOUD metadata+parent plaintext_in_use high')
  expect(routes).toContain('US-FISA702 metadata+parent plaintext_in_use high')
  // The entry names an establishment in Canada: its courts have ordered a group through one.
  expect(routes).toContain('CA-CC-487 group_establishment plaintext_in_use medium')
  expect(gates['B-FOREIGN-ACCESS']).toBe('blocked')
  expect(hosting.find(({ id }) => id === 'hosting/exposure/US-SCA-CLOUD')!.because.map(({ message }) => message.id)).toContain(
    'jurisdiction.keysDoNotProtectUse',
  )
  // A parent in the United States is SEAL-1 whatever the keys; exceptions and metadata abroad are too (SOV-3.4), and a mixed SOC.
  expect(view.seal.governing).toEqual(['SOV-1.1', 'SOV-2.1', 'SOV-2.2', 'SOV-2.3', 'SOV-2.4', 'SOV-3.4', 'SOV-7.3'])
  expect(view.seal.overall).toBe(1)
  // Exceptions from the place alone make level 1 impossible.
  expect(view.cada.ceiling).toBe(0)
  // The entry of this classification rests on secondary sources; the code itself was not read.
  expect(hosting.find(({ id }) => id === 'hosting/classification-unverified')).toMatchObject({ level: 'unknown', confirm: true })
  // Transfers to the United States: the recipient is on the list.
  expect(gates['B-TRANSFER']).toBe('met')
  // Another owner lifts five of the seven at once.
  expect(lifts![0]!.steps[0]!.criteria.map(({ criterion }) => criterion)).toEqual(['SOV-1.1', 'SOV-2.1', 'SOV-2.2', 'SOV-2.3', 'SOV-2.4'])
})

test('a Canadian Protected B workload on a Canadian provider with an establishment in the United States', () => {
  const { view, routes, gates, hosting } = verdict('canadian-protected-b')
  expect(gates).toMatchObject({ 'B-CLASS': 'met', 'B-CERT:CCCS-MEDIUM': 'met', 'B-RESIDENCY': 'met', 'B-FOREIGN-ACCESS': 'blocked' })
  expect(routes).toEqual(['US-EXPORT-SANCTIONS hw_vendor disruption low', 'US-SCA-CLOUD group_establishment plaintext medium'])
  // No policy on foreign requests is known, so SOV-2.3 stays open; an establishment under a law is SOV-2.2 answer 4, SEAL-2.
  expect(view.seal.answers.map(({ criterion }) => criterion)).not.toContain('SOV-2.3')
  expect(view.seal).toMatchObject({ overall: 2, governing: ['SOV-2.2', 'SOV-3.1', 'SOV-3.5', 'SOV-5.4'], adapted: true })
  expect(view.cada.applicable).toBe(false)
  // The entry knows of further establishments than the answer.
  expect(hosting.map(({ id }) => id)).toContain('hosting/answer-differs/hosting.groupEstablishments')
})

test('a Swiss canton under official secrecy with a provider in Germany', () => {
  const { view, routes, gates } = verdict('swiss-canton')
  // A provider of the Union is foreign to a canton: its place, its operator, and the services it offers in the Union.
  expect(routes).toEqual([
    'DE-STPO-BNDG data+operator plaintext_in_use high',
    'EU-EEVIDENCE offers_services plaintext_in_use low',
    'US-EXPORT-SANCTIONS hw_vendor disruption low',
  ])
  // Official secrecy: client-side keys meet the custody asked for, but the kind of hosting is not permitted.
  expect(gates).toMatchObject({ 'B-CLASS': 'blocked', 'B-RESIDENCY': 'blocked', 'B-FOREIGN-ACCESS': 'blocked', 'B-KEY-CUSTODY': 'met' })
  // All data outside the region is SEAL-0 (SOV-3.4 and SOV-6.5).
  expect(view.seal).toMatchObject({ overall: 0, governing: ['SOV-3.4', 'SOV-6.5'], adapted: true })
  expect(view.blockingIssues).toEqual(['B-CLASS', 'B-FOREIGN-ACCESS', 'B-RESIDENCY'])
})

describe('traps of the research', () => {
  test('SEAL-4 is not reached by any of them', () => {
    for (const name of ['german-ministry', 'french-hospital', 'canadian-protected-b', 'swiss-canton'])
      expect(verdict(name).view.seal.overall).toBeLessThan(4)
  })
})

test('the agency has not stated what its data are: open, with the way to the question', () => {
  const { gates, hosting } = verdict('agency', 'examples')
  expect(gates['B-CLASS']).toBe('unknown')
  expect(hosting.find(({ rule }) => rule === 'B-CLASS')).toMatchObject({
    id: 'hosting/classification',
    level: 'unknown',
    headline: { id: 'jurisdiction.open.classificationUnstated' },
    field: 'data.classification',
    remedies: [{ field: 'data.classification', value: null }],
    confirm: false,
  })
})
