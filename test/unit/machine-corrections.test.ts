/** Corrections by hand and the table of machines: what was read stays, what a person says counts, undo restores it. */
import { describe, expect, test } from 'vitest'
import { known, type MachineFacts, type MachineMeasurement } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { correctedMachine, correctFact, lookedAgain, uncorrectFact } from '../../shared/domain/machine/corrections.ts'
import { listFacts } from '../../shared/domain/machine/facts.ts'
import { mergeMachines } from '../../shared/domain/machine/merge.ts'
import type { Change } from '../../shared/plan/command.ts'
import { decide, newDocument, planDigest, type Document } from '../../shared/plan/decide.ts'
import { chosenMachine, machineIn } from '../../shared/plan/machines.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'

const at = '2026-11-28T12:00:00Z'
const blank = blankMachine('/proc', at)
const server: MachineFacts = {
  ...blank,
  processor: { ...blank.processor, name: known('EPYC 9354', '/proc/cpuinfo'), cores: known(32, '/proc/cpuinfo') },
  memory: { ...blank.memory, total: known(64_000_000_000, '/proc/meminfo') },
  devices: [{ ...blankDevice('nvidia-smi'), name: known('NVIDIA L40S', 'nvidia-smi'), memory: known(48_305_799_168, 'nvidia-smi') }],
}

const corrected = (machine: MachineFacts, path: string, value: Parameters<typeof correctFact>[2]): MachineFacts => {
  const outcome = correctFact(machine, path, value, 'Ada', at)
  if (!outcome.ok) throw new Error(outcome.problem)
  return outcome.value
}

describe('a correction', () => {
  test('lies over what was read, and says who, when and what had been said', () => {
    const machine = corrected(server, 'memory.total', 128_000_000_000)
    expect(machine.memory.total.value).toBe(64_000_000_000)
    expect(correctedMachine(machine).memory.total).toEqual({ value: 128_000_000_000, origin: 'Ada', confidence: 'corrected' })
    expect(machine.corrections?.['memory.total']).toEqual({
      value: 128_000_000_000,
      said: { value: 64_000_000_000, origin: '/proc/meminfo', confidence: 'reported' },
      by: 'Ada',
      at,
    })
  })

  test('can say that a fact is not known', () => {
    expect(correctedMachine(corrected(server, 'devices.0.memory', null)).devices[0]?.memory).toEqual({
      value: null,
      origin: 'Ada',
      confidence: 'unknown',
    })
  })

  test.each([
    ['memory.total', -1],
    ['memory.total', 1.5],
    ['memory.total', '64 GB'],
    ['processor.name', 'a\u202Eb'],
    ['processor.cores', 2_000_000],
    ['system', 'beos'],
    ['devices.0.unifiedMemory', 'yes'],
  ])('of %s to %j is refused', (path, value) => {
    expect(correctFact(server, path, value, 'Ada', at)).toEqual({ ok: false, problem: 'bad-value' })
  })

  test.each(['memory.speed', 'devices.2.name', 'disks.0.size', 'schema', 'devices.0.constructor', 'gaps.0.code'])('of %s, which is no fact, is refused', (path) => {
    expect(correctFact(server, path, 'x', 'Ada', at)).toEqual({ ok: false, problem: 'nothing-there' })
  })

  test('to what was read is none, and one that is taken away leaves the machine as it was', () => {
    const machine = corrected(server, 'memory.total', 128_000_000_000)
    expect(corrected(machine, 'memory.total', 64_000_000_000)).toEqual(server)
    expect(uncorrectFact(machine, 'memory.total')).toEqual(server)
    expect(uncorrectFact(server, 'memory.total')).toBeNull()
  })

  test('adds a device that no probe found, fact by fact', () => {
    const named = corrected(server, 'devices.1.name', 'NVIDIA L4')
    const machine = correctedMachine(corrected(named, 'devices.1.memory', 24_000_000_000))
    expect(machine.devices.map(({ name, memory }) => [name.value, memory.value])).toEqual([
      ['NVIDIA L40S', 48_305_799_168],
      ['NVIDIA L4', 24_000_000_000],
    ])
    expect(machine.devices[1]?.driver.confidence).toBe('unknown')
  })
})

describe('looking again', () => {
  test('keeps corrections of things that are still there, and drops those of a card that was changed', () => {
    const before = corrected(corrected(server, 'memory.total', 128_000_000_000), 'devices.0.memory', 40_000_000_000)
    const same = lookedAgain(before, server)
    expect(Object.keys(same.corrections ?? {})).toEqual(['memory.total', 'devices.0.memory'])
    const other = { ...server, devices: [{ ...blankDevice('nvidia-smi'), name: known('NVIDIA L4', 'nvidia-smi') }] }
    expect(Object.keys(lookedAgain(before, other).corrections ?? {})).toEqual(['memory.total'])
  })

  test('keeps the measurement of the same processor only', () => {
    const measured = { ...server, measurement, memory: { ...server.memory, bandwidth: known(25_000_000_000, 'measured here', 'measured' as const) } }
    expect(lookedAgain(measured, server).memory.bandwidth.value).toBe(25_000_000_000)
    const other = { ...server, processor: { ...server.processor, name: known('Xeon', '/proc/cpuinfo') } }
    expect(lookedAgain(measured, other).measurement).toBeUndefined()
    expect(lookedAgain(measured, other).memory.bandwidth.value).toBeNull()
  })
})

const rate = { best: 25_000_000_000, runs: [25_000_000_000], spread: 0 }
const measurement: MachineMeasurement = {
  takenAt: at, processor: 'EPYC 9354', threads: 32, bytesPerThread: 268_435_456,
  bandwidth: rate, float32: rate, integer8: null, warnings: [],
}

test('the list of facts names each path once, and each can be corrected', () => {
  const paths = listFacts(server).map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  // 5 of system and processor name, 4 more of the processor, 7 of memory, 6 of the device.
  expect(paths).toHaveLength(22)
  for (const path of paths) expect(correctFact(server, path, null, 'Ada', at).ok).toBe(true)
})

test('merging fills what is not known, and takes the devices whose memory is known', () => {
  const list = { ...blank, release: known('Debian 12', 'lshw'), devices: [{ ...blankDevice('lshw'), name: known('AD102GL', 'lshw'), vendor: known('NVIDIA', 'lshw') }] }
  const merged = mergeMachines(list, { ...server, release: known('other', 'x') })
  expect(merged.release.value).toBe('Debian 12')
  expect(merged.memory.total.value).toBe(64_000_000_000)
  expect(merged.devices.map(({ name }) => name.value)).toEqual(['NVIDIA L40S'])
})

describe('commands', () => {
  const plan = emptyPlan('00000000-0000-4000-8000-000000000001', at, 'en', {})
  const run = (document: Document, change: Change): Document => {
    const next = decide(document, { do: change, by: 'Ada', at })
    if (!next.ok) throw new Error(next.problem.code)
    return next.value
  }
  const recorded = run(newDocument(plan), { type: 'machine.record', machine: server })

  test('a correction counts for the plan and is undone to the same bytes', () => {
    const changed = run(recorded, { type: 'machine.correct', key: 'machine', fact: 'memory.total', value: 128_000_000_000 })
    expect(chosenMachine(changed.plan)?.memory.total.value).toBe(128_000_000_000)
    expect(machineIn(changed.plan, 'machine')?.memory.total.value).toBe(64_000_000_000)
    const undone = decide(changed, { do: { type: 'undo' }, by: 'Ada', at })
    expect(undone.ok && planDigest(undone.value.plan)).toBe(planDigest(recorded.plan))
    const back = run(changed, { type: 'machine.uncorrect', key: 'machine', fact: 'memory.total' })
    expect(planDigest(back.plan)).toBe(planDigest(recorded.plan))
  })

  test('several machines stand side by side, and the plan is for the chosen one', () => {
    const other = { ...server, label: 'gpu-01', memory: { ...server.memory, total: known(512_000_000_000, 'lshw') } }
    const two = run(recorded, { type: 'machine.record', key: 'imported-1', machine: other })
    expect(chosenMachine(two.plan)?.label).toBeUndefined()
    const chosen = run(two, { type: 'answer.set', field: 'hardware.machine', value: 'imported-1', basis: 'measured' })
    expect(chosenMachine(chosen.plan)?.memory.total.value).toBe(512_000_000_000)
    const forgotten = run(chosen, { type: 'machine.forget', key: 'imported-1' })
    expect(Object.keys(forgotten.plan.machines)).toEqual(['machine'])
    expect(chosenMachine(forgotten.plan)?.memory.total.value).toBe(64_000_000_000)
  })

  test('a measurement becomes the bandwidth, and a run is noted', () => {
    const measured = run(recorded, { type: 'machine.measured', key: 'machine', measurement })
    expect(chosenMachine(measured.plan)?.memory.bandwidth).toEqual({ value: 25_000_000_000, origin: 'measured here', confidence: 'measured' })
  })

  test('what is not there is refused', () => {
    const refused = (change: Change) => decide(recorded, { do: change, by: 'Ada', at })
    expect(refused({ type: 'machine.forget', key: 'none' })).toMatchObject({ problem: { code: 'nothing-there' } })
    expect(refused({ type: 'machine.uncorrect', key: 'machine', fact: 'memory.total' })).toMatchObject({ problem: { code: 'nothing-there' } })
    expect(refused({ type: 'machine.correct', key: 'machine', fact: 'memory.total', value: 'x' })).toMatchObject({ problem: { code: 'bad-value' } })
  })
})
