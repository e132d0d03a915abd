/** The hardware stage: fits, does not fit with remedies that hold, too slow, one failure, and what is not known. */
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { known, unknown, type MachineFacts } from '../../shared/domain/machine.ts'
import { Finding } from '../../shared/domain/vocabulary.ts'
import { memoryNeedFor } from '../../shared/plan/hardware/need.ts'
import { assessHardware } from '../../shared/plan/stages/hardware.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { isFieldId, type Facts } from '../../shared/plan/fields.ts'
import { words } from '../../shared/words/tables.ts'
import { probeWith } from '../../electron/probe/probe.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

/** A department's assistant on one card. */
const department: Partial<Facts> = {
  'model.id': 'mistral-small-3.2-24b',
  'model.quantization': 'Q4_K_M',
  'model.engine': 'llama.cpp',
  'load.peakConcurrency': 4,
  'load.contextTokens': 8192,
  'load.promptTokens': 1500,
  'load.answerTokens': 400,
  'load.minimumSpeed': 5000,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'l40s',
  'hardware.count': 1,
  'hardware.nodes': 1,
  'hardware.survivesOneFailure': false,
}

const assess = (changes: Partial<Facts> = {}, machine: MachineFacts | null = null) =>
  assessHardware(factsWith({ ...department, ...changes }), machine, knowledge)
const ids = (changes: Partial<Facts> = {}) =>
  assess(changes).findings.map((finding) => `${finding.level} ${finding.id}`)

/** Everything the stage says, in as many situations as the tests know. */
const situations: Partial<Facts>[] = [
  {},
  { 'hardware.accelerator': 'rtx-3060' },
  { 'hardware.accelerator': 'rtx-5070', 'load.peakConcurrency': 1 },
  { 'load.minimumSpeed': 900_000 },
  { 'hardware.survivesOneFailure': true },
  { 'hardware.source': null },
  { 'hardware.accelerator': 'no-such-card' },
  { 'hardware.accelerator': 'epyc-9754' },
  { 'hardware.count': null },
  { 'load.minimumSpeed': null, 'hardware.nodes': null },
  { 'model.id': 'deepseek-v4-pro' },
  { 'model.engine': 'vllm' },
  { 'model.engine': 'vllm', 'model.quantization': 'FP8', 'hardware.count': 3 },
  { 'hardware.accelerator': 'gaudi3' },
  { 'load.maximumTimeToFirstToken': 1 },
  { 'model.id': null },
]

test('fits: memory that sums up, a band, a picture, and nothing to complain about', () => {
  const result = assess()
  expect(result.findings).toEqual([])
  const { memory, perPerson, curve, throughput, concurrency } = result
  expect(memory?.fits).toBe(true)
  expect(memory!.weights + memory!.keyValueCache + memory!.buffers + memory!.runtime).toBe(memory!.total)
  expect(perPerson!.low).toBeLessThan(perPerson!.likely)
  expect(curve.map((point) => point.concurrency)).toContain(4)
  expect(throughput!.likely).toBeGreaterThan(perPerson!.likely)
  expect(concurrency!.byMemory).toBeGreaterThanOrEqual(4)
})

test('does not fit: blocking, says how much is missing, and every remedy makes it fit', () => {
  const [finding] = assess({ 'hardware.accelerator': 'rtx-3060' }).findings
  expect(finding).toMatchObject({ id: 'hardware/does-not-fit', level: 'blocking' })
  expect(finding!.because.some((reason) => reason.message.id === 'capacity.shortBy')).toBe(true)
  expect(finding!.remedies.length).toBeGreaterThan(1)
  for (const { field, value } of finding!.remedies) {
    const fixed = ids({ 'hardware.accelerator': 'rtx-3060', [field!]: value })
    expect(fixed, field!).not.toContain('blocking hardware/does-not-fit')
  }
})

test('a model that does not fit has no speed', () => {
  const { perPerson, curve, throughput, firstToken } = assess({ 'hardware.accelerator': 'rtx-3060' })
  expect([perPerson, throughput, firstToken, curve.length]).toEqual([null, null, null, 0])
})

test('between the two readings of a gigabyte nothing is decided', () => {
  // 23.9 GB wanted on a card of "24 GB": enough with 2^30 bytes each, too little with 10^9.
  const card = { 'hardware.accelerator': 'rtx-4090', 'load.peakConcurrency': 1 } as const
  const contexts = Array.from({ length: 60 }, (_, i) => 20_000 + i * 2048)
  const levels = contexts.map((tokens) => ids({ ...card, 'load.contextTokens': tokens })[0])
  expect(levels).toContain('unknown hardware/fit-depends')
  expect(levels.at(-1)).toBe('blocking hardware/does-not-fit')
})

test('too slow is blocking only when even the best case is; doubtful is advisory', () => {
  const { perPerson } = assess()
  const { low, likely, high } = perPerson!
  expect(ids({ 'load.minimumSpeed': high + 1 })).toEqual(['blocking hardware/too-slow'])
  expect(ids({ 'load.minimumSpeed': likely + 1 })).toEqual(['advisory hardware/maybe-too-slow'])
  expect(ids({ 'load.minimumSpeed': low + 1 })).toEqual(['advisory hardware/maybe-too-slow'])
})

test('a required answer that is missing is an unknown finding beside the others, never a pass', () => {
  for (const field of ['load.minimumSpeed', 'hardware.survivesOneFailure', 'hardware.nodes'] as const) {
    const found = assess({ [field]: null }).findings
    expect(found).toMatchObject([{ id: `hardware/not-said/${field}`, level: 'unknown', field }])
    expect(found[0]!.remedies).toMatchObject([{ field }])
  }
})

test('one failure: one device is not enough, two nodes are', () => {
  expect(ids({ 'hardware.survivesOneFailure': true })).toEqual(['blocking hardware/one-failure'])
  expect(ids({ 'hardware.survivesOneFailure': true, 'hardware.nodes': 2 })).toEqual([])
  expect(assess({ 'hardware.nodes': 2 }).failure).toMatchObject({ lost: 'node', fits: true })
})

test('one failure: a rest that is fast enough only in its best case is no pass', () => {
  const rest = assess({ 'hardware.survivesOneFailure': true, 'hardware.nodes': 2 }).failure!.perPerson!
  const survive = { 'hardware.survivesOneFailure': true, 'hardware.nodes': 2 } as const
  expect(ids({ ...survive, 'load.minimumSpeed': rest.low })).toEqual([])
  expect(ids({ ...survive, 'load.minimumSpeed': rest.low + 1 })).toContain('advisory hardware/maybe-one-failure')
  expect(ids({ ...survive, 'load.minimumSpeed': rest.high + 1 })).toContain('blocking hardware/one-failure')
})

test('one failure: a rest whose speed is not known is no pass', () => {
  // Nobody gives the memory bandwidth of this own device, so no speed follows, before a failure or after.
  const slow = knowledge.accelerators.accelerators.map((one) => (one.id === 'l40s' ? { ...one, bandwidth: null } : one))
  const without = { ...knowledge, accelerators: { ...knowledge.accelerators, accelerators: slow } }
  const facts = factsWith({ ...department, 'hardware.survivesOneFailure': true, 'hardware.nodes': 2 })
  const { failure, findings } = assessHardware(facts, null, without)
  expect(failure).toMatchObject({ fits: true, perPerson: null })
  expect(findings.map(({ level, id }) => `${level} ${id}`)).toContain('unknown hardware/one-failure-unknown')
})

describe('what is not known is never a pass', () => {
  test.each([
    [{ 'hardware.source': null }, 'unknown hardware/missing'],
    [{ 'hardware.accelerator': null }, 'unknown hardware/missing'],
    [{ 'hardware.accelerator': 'no-such-card' }, 'unknown hardware/missing'],
    [{ 'hardware.count': null }, 'unknown hardware/missing'],
    [{ 'hardware.accelerator': 'epyc-9754' }, 'unknown hardware/missing'],
    [{ 'load.peakConcurrency': null }, 'unknown hardware/missing'],
    [{ 'model.id': 'command-a-03-2025' }, 'unknown hardware/memory-unknown'],
    [{ 'hardware.source': 'this-machine' }, 'unknown hardware/missing'],
  ] as [Partial<Facts>, string][])('%j', (changes, expected) => {
    expect(ids(changes)).toContain(expected)
  })

  test('whoever says this machine is told that it was not looked at, not that the answer is missing', () => {
    expect(assess({ 'hardware.source': 'this-machine' }).findings[0]?.headline.id).toBe('capacity.gap.not-probed')
    expect(assess({ 'hardware.source': null }).findings[0]?.headline.id).toBe('capacity.missing')
  })

  test("a device without measurements: speed from the maker's figures is to be confirmed", () => {
    const result = assess({ 'hardware.accelerator': 'mi300x' })
    expect(result.perPerson?.basis).toBe('vendor')
    expect(result.findings.map((finding) => finding.id)).toContain('hardware/speed-unmeasured')
  })

  test("a device without measurements: a first token early enough by the maker's figures is to be confirmed", () => {
    const early = { 'load.maximumTimeToFirstToken': 3_600_000 }
    expect(ids({ 'hardware.accelerator': 'mi300x', ...early })).toContain('unknown hardware/first-token-unmeasured')
    expect(ids(early).filter((id) => id.includes('first-token'))).toEqual([])
  })
})

test('an engine that does not read the format is named, with one that does', () => {
  const [finding] = assess({ 'model.engine': 'vllm' }).findings
  expect(finding).toMatchObject({ id: 'hardware/format', level: 'blocking' })
  expect(finding!.remedies.map((remedy) => remedy.value)).toContain('llama.cpp')
})

test('heads that do not divide over the devices are blocking for engines that split layers', () => {
  const changes = { 'model.engine': 'vllm', 'model.quantization': 'FP8', 'hardware.count': 3 } as const
  expect(ids(changes)).toContain('blocking hardware/heads')
})

const device = (name: string, memory: number): MachineFacts['devices'][number] => ({
  name: known(name, 'nvidia-smi'),
  vendor: known('NVIDIA', 'nvidia-smi'),
  memory: known(memory, 'nvidia-smi'),
  unifiedMemory: known(false, 'nvidia-smi'),
  driver: unknown('nvidia-smi'),
  address: unknown('nvidia-smi'),
})

/** Memory and nothing else. */
const bare = () =>
  probeWith(
    {
      readText: async (origin) =>
        origin === '/proc/meminfo' ? { text: 'MemTotal: 65809368 kB\n' } : { gap: { origin, code: 'not-found' } },
      runProgram: async (program) => ({ gap: { origin: program.name, code: 'not-found' } }),
      listFolder: async () => [],
    },
    'linux',
    'x64',
    '2026-11-23T12:00:00Z',
  )

describe('this machine', () => {
  test("equal cards count together and get the catalog's figures", async () => {
    const machine = {
      ...(await bare()),
      devices: [device('NVIDIA L40S', 48_305_799_168), device('NVIDIA L40S', 48_305_799_168)],
    }
    const { target } = assess({ 'hardware.source': 'this-machine' }, machine)
    expect(target).toMatchObject({ accelerator: 'l40s', count: 2, memoryPerDevice: 48_305_799_168 })
  })

  test('a card that the catalog does not know fits or not, but its speed is not guessed', async () => {
    const machine = { ...(await bare()), devices: [device('NVIDIA RTX 9999 Titan', 200_000_000_000)] }
    const result = assess({ 'hardware.source': 'this-machine' }, machine)
    expect(result.memory?.fits).toBe(true)
    expect(result.perPerson).toBeNull()
    expect(result.findings.map((finding) => finding.id)).toEqual(['hardware/speed-unknown'])
  })

  test("without a card the processor's memory counts", async () => {
    const result = assess({ 'hardware.source': 'this-machine' }, await bare())
    expect(result.target).toMatchObject({ accelerator: null, count: 1 })
    expect(result.memory?.fits).toBe(true)
    expect(result.problem).toBe('bandwidth-unknown')
  })
})

describe('a machine without accelerators', () => {
  const reads = async (sets: string[] = []) => {
    const machine = await bare()
    return {
      ...machine,
      memory: { ...machine.memory, bandwidth: { ...known(100_000_000_000, 'test'), confidence: 'measured' as const } },
      processor: { ...machine.processor, cores: known(16, '/proc/cpuinfo'), instructionSets: known(sets, '/proc/cpuinfo') },
    }
  }
  const here = { 'hardware.source': 'this-machine', 'load.peakConcurrency': 1, 'load.minimumSpeed': null, 'load.maximumTimeToFirstToken': 3_600_000 } as const

  test('the answer rests on what was measured, the first token on nothing that was: to be confirmed even when early', async () => {
    const result = assess(here, await reads())
    expect(result.perPerson?.basis).toBe('measured')
    expect(result.firstToken).toMatchObject({ basis: 'vendor', group: 'processor-prompt' })
    const found = result.findings.filter(({ rule }) => rule === 'H-FIRST-TOKEN')
    expect(found.map(({ id, level, confirm }) => ({ id, level, confirm }))).toEqual([{ id: 'hardware/first-token-unmeasured', level: 'unknown', confirm: true }])
    expect(found[0]!.because.map(({ message }) => message.id)).toContain('capacity.basis.processor-prompt')
  })

  test('a limit within the range is doubted, one that even the fastest processor misses blocks', async () => {
    const { firstToken } = assess(here, await reads())
    const level = async (maximum: number) =>
      assess({ ...here, 'load.maximumTimeToFirstToken': maximum }, await reads()).findings.find(({ rule }) => rule === 'H-FIRST-TOKEN')?.level
    expect(await level(firstToken!.likely)).toBe('advisory')
    expect(await level(firstToken!.low - 1)).toBe('blocking')
  })

  test('several people at once rest on nothing that was measured so, and the finding says why', async () => {
    const { perPerson, findings } = assess({ ...here, 'load.peakConcurrency': 2, 'load.minimumSpeed': 1 }, await reads())
    expect(perPerson).toMatchObject({ basis: 'vendor', group: 'processor-batch' })
    const unmeasured = findings.find(({ id }) => id === 'hardware/speed-unmeasured')
    expect(unmeasured?.because.map(({ message }) => message.id)).toContain('capacity.basis.processor-batch')
  })

  test('it is sized, with the certainty of its least certain time', async () => {
    const { sizing } = assessInstallation(factsWith({ ...department, ...here }), await reads(), knowledge)
    expect(sizing?.speedBasis).toBe('vendor')
    expect(sizing?.serviceTime).not.toBeNull()
  })

  test('instructions for matrices make the likely first token earlier and never the late end', async () => {
    const plain = assess(here, await reads()).firstToken!
    const matrix = assess(here, await reads(['amx_int8'])).firstToken!
    expect(matrix.likely).toBeLessThan(plain.likely)
    expect(matrix.high).toBe(plain.high)
  })
})

describe('memory need for the model table', () => {
  test('says what it assumed', () => {
    const need = memoryNeedFor('llama-3.1-8b', factsWith({}), knowledge)
    expect(need).toMatchObject({
      quantization: 'Q4_K_M',
      assumed: ['engine', 'quantization', 'contextTokens', 'concurrency'],
      cachePerSequence: 1_073_741_824,
    })
  })

  test('every model of the catalog: a figure, or why there is none', () => {
    for (const { id } of knowledge.models.models) {
      const need = memoryNeedFor(id, factsWith({}), knowledge)!
      expect((need.total === null) === (need.problem !== null), id).toBe(true)
      expect(need.total === null || Number.isSafeInteger(need.total), id).toBe(true)
    }
  })
})

test('every message has words, every field exists, every finding fits its schema', () => {
  for (const changes of situations)
    for (const finding of assess(changes).findings) {
      expect(parse(Finding, finding).ok, finding.id).toBe(true)
      expect(finding.field === null || isFieldId(finding.field)).toBe(true)
      const messages = [
        finding.headline,
        ...finding.because.map((reason) => reason.message),
        ...finding.remedies.map((remedy) => remedy.message),
      ]
      for (const { id } of messages) expect(Object.hasOwn(words.en, id), id).toBe(true)
    }
})

test('the same plan gives the same bytes', () => {
  expect(JSON.stringify(assess())).toBe(JSON.stringify(assess()))
})

test('what does not fit says what layers left in the computer\u2019s memory would cost, and still blocks', () => {
  const said = (changes: Partial<Facts>) =>
    assess(changes).findings.find(({ id }) => id === 'hardware/does-not-fit')?.because.find(({ message }) => message.id === 'capacity.offloaded')
  const found = said({ 'hardware.accelerator': 'rtx-5070', 'load.peakConcurrency': 1 })
  // 14.3 GB in 40 layers on 12 GB: less than half stays behind.
  expect(found?.message.values).toMatchObject({ all: 40 })
  expect(found?.message.values['layers']).toBeGreaterThan(4)
  expect(found?.message.values['layers']).toBeLessThan(20)
  // Servers leave nothing behind, and a device that works in the computer\u2019s memory has no other place.
  expect(said({ 'model.engine': 'vllm', 'model.quantization': 'bf16', 'hardware.accelerator': 'rtx-5070' })).toBeUndefined()
  expect(said({ 'model.id': 'llama-3.1-405b', 'hardware.accelerator': 'apple-m4-pro' })).toBeUndefined()
})
