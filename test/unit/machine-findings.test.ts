/** The machine in the assessment: corrections and measurements are named, a changed inventory is found, a real run counts. */
import { describe, expect, test } from 'vitest'
import { known, type MachineFacts, type ModelRun } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { correctedMachine, correctFact } from '../../shared/domain/machine/corrections.ts'
import { measuredBandwidth } from '../../shared/domain/machine/measured.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { deployedWeights } from '../../shared/plan/hardware/deployment.ts'
import { assessHardware } from '../../shared/plan/stages/hardware.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { knowledge } from '../support/knowledge.ts'

const at = '2026-11-28T12:00:00Z'
const blank = blankMachine('/proc', at)
const server: MachineFacts = {
  ...blank,
  processor: { ...blank.processor, name: known('EPYC', '/proc/cpuinfo'), cores: known(32, '/proc/cpuinfo') },
  memory: { ...blank.memory, total: known(64_000_000_000, '/proc/meminfo') },
}
const rate = { best: 100_000_000_000, runs: [100_000_000_000], spread: 0 }
const measured = measuredBandwidth(server, { takenAt: at, processor: 'EPYC', threads: 32, bytesPerThread: 268_435_456, bandwidth: rate, float32: rate, integer8: null, warnings: [] })

const model = knowledge.models.models.find(({ id }) => id === 'ministral-3-8b') ?? knowledge.models.models[0]
const quantization = knowledge.quantizations.quantizations.find(({ id }) => id === 'Q8_0')
if (model === undefined || quantization === undefined) throw new Error('the catalog has both')
const facts = {
  ...factsOf(emptyPlan('00000000-0000-4000-8000-000000000001', at, 'en', {})),
  'hardware.source': 'this-machine' as const,
  'hardware.nodes': 1,
  'model.id': model.id,
  'model.quantization': quantization.id,
  'model.engine': 'llama.cpp',
  'load.peakConcurrency': 1,
  'load.contextTokens': 8192,
  'load.promptTokens': 1000,
  'load.answerTokens': 300,
  'load.minimumSpeed': 1_000_000,
}
const assess = (machine: MachineFacts) => assessHardware(facts, correctedMachine(machine), knowledge)

test('a machine that is too small is too small; corrected by a person it fits, and the findings say whose word it is', () => {
  const small = { ...server, memory: { ...server.memory, total: known(2_000_000_000, '/proc/meminfo') } }
  expect(assess(small).memory?.fits).toBe(false)
  const corrected = correctFact(small, 'memory.total', 64_000_000_000, 'Ada', at)
  if (!corrected.ok) throw new Error(corrected.problem)
  const assessed = assess(corrected.value)
  expect(assessed.memory?.fits).toBe(true)
  const because = assessed.findings.flatMap((finding) => (finding.rule === 'H-SPEED' ? finding.because : []))
  expect(because).toContainEqual({
    step: 'fact',
    field: 'hardware.source',
    message: {
      id: 'capacity.factCorrected',
      values: { fact: { term: 'machine.fact.memoryTotal' }, value: { bytes: 64_000_000_000 }, said: { bytes: 2_000_000_000 }, by: 'Ada', day: { day: '2026-11-28' } },
    },
  })
})

test('a measured bandwidth gives a speed where there was none, and is named', () => {
  expect(assess(server).perPerson).toBeNull()
  const assessed = assess(measured)
  expect(assessed.perPerson?.likely).toBeGreaterThan(0)
  expect(JSON.stringify(assessed.findings)).toContain('capacity.bandwidthMeasured')
})

describe('a real run of the planned model', () => {
  const total = deployedWeights({ model, quantization }, knowledge)?.total ?? 0
  const run: ModelRun = {
    takenAt: at, model: model.id, file: 'model.gguf', bytes: Math.round(total * 1.001), description: null, program: 'llama-bench', build: null,
    processor: 'EPYC', threads: 32, promptTokens: 512, answerTokens: 64, promptSpeed: null, answerSpeed: 5000, answerDeviation: null,
  }
  const card: MachineFacts = { ...measured, devices: [{ ...blankDevice('nvidia-smi'), name: known('NVIDIA L40S', 'nvidia-smi'), memory: known(48_000_000_000, 'nvidia-smi') }] }
  const before = assess(measured).perPerson?.likely ?? 0

  test('moves the prediction to what was measured, and it then says so', () => {
    const assessed = assess({ ...measured, runs: [run] }).perPerson
    expect(assessed?.basis).toBe('measured')
    // One run pulls the prediction towards itself without replacing it: the rest of the scatter is not known yet.
    expect(assessed?.likely).toBeLessThan(before)
    expect(Math.abs((assessed?.likely ?? 0) - 5000)).toBeLessThan(Math.abs(before - 5000) / 2)
  })

  test('is named with the program, its build and the day in what speed rests on, and sizing rests on it too', () => {
    const { findings } = assess({ ...measured, runs: [{ ...run, build: '7000 abc1234' }] })
    const because = findings.flatMap((finding) => (finding.rule === 'H-SPEED' ? finding.because : []))
    expect(because).toContainEqual({
      step: 'fact',
      field: 'hardware.source',
      message: {
        id: 'capacity.ranHere',
        values: { day: { day: '2026-11-28' }, file: 'model.gguf', program: 'llama-bench 7000 abc1234', speed: { milliTokensPerSecond: 5000 } },
      },
    })
    const sized = (machine: MachineFacts) => assessInstallation(facts, correctedMachine(machine), knowledge).sizing
    expect(sized({ ...card, runs: [{ ...run, backend: 'CUDA', promptTokens: 512, promptSpeed: 900_000 }] })?.speedBasis).toBe('measured')
    // A run without a prompt leaves the first token as it was: what is sized is no more certain than that.
    expect(sized({ ...card, runs: [{ ...run, backend: 'CUDA', promptSpeed: null }] })?.speedBasis).toBe('same-hardware')
    expect(sized(card)?.speedBasis).not.toBe('measured')
  })

  test('of a prompt on a processor makes its first token measured, which nothing else does', () => {
    const limited = { ...facts, 'load.maximumTimeToFirstToken': 3_600_000 }
    const found = (runs: ModelRun[]) => {
      const { firstToken, findings } = assessHardware(limited, correctedMachine({ ...measured, runs }), knowledge)
      return { basis: firstToken?.basis, ids: findings.flatMap(({ id, rule }) => (rule === 'H-FIRST-TOKEN' ? [id] : [])) }
    }
    expect(found([run])).toEqual({ basis: 'vendor', ids: ['hardware/first-token-unmeasured'] })
    expect(found([{ ...run, promptSpeed: 40_000 }])).toEqual({ basis: 'measured', ids: [] })
  })

  test('on a card says nothing about a processor, nor the other way round', () => {
    const likely = (backend: string, machine: MachineFacts = measured) => assess({ ...machine, runs: [{ ...run, backend }] }).perPerson
    expect(likely('CUDA')?.likely).toBe(before)
    expect(likely('CPU')?.likely).toBeLessThan(before)
    expect(likely('BLAS,CPU')?.likely).toBeLessThan(before)
    const alone = assess(card).perPerson
    expect(alone?.basis).not.toBe('measured')
    expect(likely('CPU', card)).toEqual(alone)
    expect(likely('CUDA', card)?.basis).toBe('measured')
    // A run that does not say what computed is of the processor at best.
    expect(assess({ ...card, runs: [run] }).perPerson).toEqual(alone)
  })

  test.each([
    ['of another model', { model: 'another' }],
    ['of a file of another size', { bytes: Math.round(total * 1.1) }],
    ['on another processor', { processor: 'Xeon' }],
  ])('%s is passed over', (_, other) => {
    expect(assess({ ...measured, runs: [{ ...run, ...other }] }).perPerson?.likely).toBe(before)
  })
})

test('an inventory whose digest is wrong is a finding', () => {
  const source = { format: 'courier', files: ['srv.json'], digests: [`sha256:${'0'.repeat(64)}`], seal: 'altered', importedAt: at } as const
  const found = (seal: 'altered' | 'intact') => assess({ ...measured, label: 'srv', source: { ...source, files: ['srv.json'], digests: [...source.digests], seal } }).findings.map(({ id, level }) => [id, level])
  expect(found('altered')).toContainEqual(['hardware/inventory-altered', 'advisory'])
  expect(found('intact').map(([id]) => id)).not.toContain('hardware/inventory-altered')
})
