/** The openness engine against the classes of the Model Openness Tool, and its care with what is not known. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { assessOpenness, type WeightsLicense } from '../../shared/domain/openness.ts'
import { OpennessPack } from '../../shared/domain/openness-pack.ts'

const raw = JSON.parse(readFileSync('resources/packs/openness.json', 'utf8'))
const parsed = parse(OpennessPack, raw)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
const pack = parsed.value
const expected: {
  readonly records: readonly {
    readonly family: string
    readonly mofClass: string | null
    readonly missing: readonly string[]
    readonly notOpen: readonly string[]
  }[]
} = JSON.parse(readFileSync('test/fixtures/openness-classes.json', 'utf8'))

const record = (family: string) => pack.records.find((entry) => entry.family === family)!

const apache: WeightsLicense = {
  id: 'apache-2.0',
  category: 'osi-permissive',
  osiApproved: true,
  use: { value: true, clause: 's.2' },
  modify: { value: true, clause: 's.2' },
  distribute: { value: true, clause: 's.2, s.4' },
  limits: [],
}
const llama: WeightsLicense = {
  ...apache,
  id: 'llama-4',
  category: 'community-conditional',
  osiApproved: false,
  limits: [{ text: 'more than 700M monthly active users', clause: 's.2' }],
}

function holders(openness: ReturnType<typeof assessOpenness>) {
  return Object.fromEntries(openness.rights.map(({ right, holder }) => [right, holder]))
}

describe('classes of the Model Openness Framework', () => {
  test.each(expected.records)('$family', ({ family, mofClass, missing, notOpen }) => {
    const { mof } = assessOpenness({ record: record(family), license: null, weightsPublished: null }, pack)
    const lowest = (reason: string) =>
      mof.gaps.filter((gap) => gap.mofClass === 'III' && gap.reason === reason).map((gap) => gap.component)
    expect(mof.mofClass).toBe(mofClass)
    expect(lowest('missing').toSorted()).toEqual(missing.toSorted())
    expect(lowest('not-open').toSorted()).toEqual(notOpen.toSorted())
  })
})

describe('what is not known', () => {
  test('a model without a record has no class, no label and no right that anybody vouches for', () => {
    const openness = assessOpenness({ record: null, license: null, weightsPublished: null }, pack)
    expect(openness.mof).toMatchObject({ mofClass: null, state: 'not-known' })
    expect(openness.label).toBeNull()
    expect(openness.osaid.state).toBe('not-known')
    expect(new Set(openness.rights.map(({ holder }) => holder))).toEqual(new Set(['not-known']))
  })

  test('a withheld component is named as missing, one that was not found is not', () => {
    const { mof } = assessOpenness({ record: record('Gemma 4'), license: apache, weightsPublished: true }, pack)
    expect(mof.gaps).toContainEqual({ mofClass: 'II', component: 'training-code', reason: 'missing' })
    expect(mof.gaps).toContainEqual({ mofClass: 'III', component: 'data-card', reason: 'not-known' })
    expect(mof.state).toBe('not-known')
  })

  test('training data that is only listed in part is neither open nor withheld', () => {
    const openness = assessOpenness(
      { record: record('Nemotron 3 Nano Omni'), license: null, weightsPublished: true },
      pack,
    )
    expect(holders(openness)['audit-data']).toBe('in-part')
  })
})

describe('rights', () => {
  test('open weights under Apache 2.0 without data', () => {
    const openness = assessOpenness({ record: record('Gemma 4'), license: apache, weightsPublished: true }, pack)
    expect(holders(openness)).toEqual({
      inspect: 'everyone',
      run: 'everyone',
      'host-locally': 'everyone',
      modify: 'everyone',
      redistribute: 'everyone',
      retrain: 'maker-only',
      'audit-data': 'maker-only',
    })
    expect(openness.label).toBe('open-weights-permissive')
    expect(openness.osaid.state).toBe('not-met')
    expect(openness.euExemption.checks[0]).toEqual({ id: 'license-rights', state: 'met' })
    expect(openness.euExemption.state).toBe('not-known')
  })

  test('a license with thresholds gives rights under conditions and fails Art. 53(2)', () => {
    const openness = assessOpenness(
      { record: record('Llama 4 Scout/Maverick'), license: llama, weightsPublished: true },
      pack,
    )
    expect(holders(openness)).toMatchObject({ inspect: 'everyone', run: 'under-conditions', modify: 'under-conditions' })
    expect(openness.label).toBe('open-weights-conditional')
    expect(openness.euExemption.state).toBe('not-met')
  })

  test('a fully published family under OSI terms passes the definition', () => {
    const openness = assessOpenness({ record: record('OLMo (v1 7B)'), license: apache, weightsPublished: true }, pack)
    expect(openness.osaid.state).toBe('met')
    expect(openness.label).toBe('open-source-ai')
    expect(holders(openness)).toMatchObject({ retrain: 'everyone', 'audit-data': 'everyone' })
  })

  test('weights that are withheld are closed whatever the license says', () => {
    const openness = assessOpenness({ record: null, license: apache, weightsPublished: false }, pack)
    expect(openness.label).toBe('closed')
    expect(holders(openness)['run']).toBe('maker-only')
  })
})

describe('the pack', () => {
  test('has every record', () => {
    expect(pack.records.filter(({ basis }) => basis === 'model-openness-tool')).toHaveLength(30)
    expect(pack.records.filter(({ basis }) => basis === 'maker-and-press')).toHaveLength(15)
    expect(pack.indexRecords).toHaveLength(47)
    expect(pack.definitions.mof.components).toHaveLength(17)
  })

  test('the index score is the sum of its fourteen dimensions', () => {
    const { scaleTenths } = pack.definitions.index
    for (const entry of pack.indexRecords) {
      const sum = Object.values(entry.dimensions).reduce((total, degree) => total + scaleTenths[degree], 0)
      expect([entry.project, sum]).toEqual([entry.project, entry.scoreTenths])
    }
  })

  test.each([
    ['a component that the framework does not have', (broken: typeof raw) => (broken.records[0].components[0].component = 'soul'), 'records.0.components.0.component'],
    ['a license name nobody judged', (broken: typeof raw) => (broken.records[0].components[2].license = 'Mine'), 'records.0.components.2.license'],
    ['a family twice', (broken: typeof raw) => (broken.records[1].family = broken.records[0].family), 'records.1.family'],
    ['"no" written as text', (broken: typeof raw) => (broken.records[0].components[0].released = 'no'), 'records.0.components.0.released'],
  ])('refuses %s', (_what, harm, path) => {
    const broken = structuredClone(raw)
    harm(broken)
    expect(parse(OpennessPack, broken)).toMatchObject({ ok: false, problem: { path } })
  })
})
