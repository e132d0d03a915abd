/** Hostile inventories: whatever the bytes, the answer is machines that fit their schema or a refusal with a reason. */
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { InventoryReading, InventoryRefusal } from '../../shared/domain/machine/inventory.ts'
import { readInventories } from '../../electron/inventory/inventory.ts'

const folder = path.join(__dirname, '../fixtures/inventory')
const courier = JSON.stringify({
  schema: 'homeport/courier/1',
  digest: 'none',
  inventory: {
    takenAt: '2026-11-28T12:00:00Z', host: 'srv', system: 'linux', architecture: 'x86_64',
    readings: [
      { name: '/proc/cpuinfo', text: 'processor\t: 0\nmodel name\t: AMD EPYC\n' },
      { name: '/proc/meminfo', text: 'MemTotal: 65000000 kB\n' },
      { name: '/sys/class/drm', names: ['card0'] },
      { name: 'nvidia-smi', gap: 'timeout' },
      { name: 'dmidecode', text: 'Handle 0x1100, DMI type 17, 92 bytes\nMemory Device\n\tSize: 64 GB\n' },
    ],
  },
})
const samples = [...readdirSync(folder).map((name) => readFileSync(path.join(folder, name))), Buffer.from(courier)]

async function isSound(bytes: Uint8Array): Promise<void> {
  const outcome = await readInventories([{ name: 'hostile', bytes }], '2026-11-28T12:00:00Z')
  if (outcome.ok) for (const reading of outcome.value) expect(parse(InventoryReading, reading).ok).toBe(true)
  else expect(parse(InventoryRefusal, outcome.problem).ok).toBe(true)
}

describe('every importer', () => {
  test('takes random bytes and random text', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.string({ unit: 'binary', maxLength: 500 }).map((text) => Buffer.from(text))), isSound), { numRuns: 400 })
  })

  test.each(samples.map((sample, index) => [index, sample] as const))('takes sample %i cut off anywhere', async (_, sample) => {
    await fc.assert(fc.asyncProperty(fc.nat(sample.length), (length) => isSound(sample.subarray(0, length))), { numRuns: 40 })
  })

  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    put: fc.constantFrom('', '"', '\\', '{', '}', '[', ']', '<', '>', '&', ',', ';', '\n', '\r', '\0', '-', '9', '999999999999999999', '1e999', '0.1', 'null', 'true', '\u202E', '<a>', '</gpu>', '__proto__', 'NaN', '{"a":', ' '.repeat(64)),
    drop: fc.nat(12),
  })
  test.each(samples.map((sample, index) => [index, sample] as const))('takes sample %i with pieces changed', async (_, sample) => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const text = changes.reduce((current, { at, put, drop }) => {
          const from = Math.floor(at * current.length)
          return current.slice(0, from) + put + current.slice(from + drop)
        }, sample.toString('utf8'))
        return isSound(Buffer.from(text))
      }),
      { numRuns: 120 },
    )
  })

  test('takes JSON of the right shape with wrong values', async () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, true, -1, 0, 1, 2 ** 53 - 1, 1.5, '', 'Ki', '64 GB', '9'.repeat(20), 'x'.repeat(5000)), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.constantFrom('items', 'status', 'capacity', 'memory', 'cpu', 'metadata', 'labels', 'name', 'nvidia.com/gpu', 'children', 'id', 'class', 'size', 'configuration', 'Members', 'Processors', 'ProcessorMemory', 'CapacityMiB', 'Model', '@odata.id', 'VRAM Total Memory (B)', 'Card Series'), tie('value'), { maxKeys: 6 })),
    }))
    const shaped = fc.tuple(fc.constantFrom<readonly Record<string, unknown>[]>(
      [{ apiVersion: 'v1', kind: 'List' }], [{ id: 'a', class: 'system' }], [{ card0: {} }], [{ '@odata.type': '#Processor.v1.Processor', ProcessorType: 'GPU' }], [{ '@odata.type': '#ComputerSystem.v1.ComputerSystem' }],
    ), fc.dictionary(fc.constantFrom('items', 'children', 'card0', 'card1', 'Processors', 'Memory', 'Members', 'ProcessorSummary', 'MemorySummary', 'Status'), value, { maxKeys: 5 }))
    await fc.assert(fc.asyncProperty(shaped, ([[base], more]) => isSound(Buffer.from(JSON.stringify({ ...base, ...more })))), { numRuns: 500 })
  })

  test('ends soon on files made to be slow: many elements, long lines, endless quotes', async () => {
    const million = 1_000_000
    for (const text of [
      `<nvidia_smi_log>${'<gpu/>'.repeat(300_000)}</nvidia_smi_log>`,
      `<nvidia_smi_log>${'<'.repeat(million)}`,
      `<nvidia_smi_log ${'a="'.repeat(million)}`,
      `<!DOCTYPE ${'x '.repeat(million)}`,
      `[${'{},'.repeat(million)}`,
      `{"card0":{"a":"${'\\u0041'.repeat(million)}"}}`,
      `name,cores\n${'"'.repeat(4 * million)}`,
      `name,cores\n${'a,1\n'.repeat(million)}`,
      `name${',x'.repeat(million)}\n`,
      `Handle 0x1, DMI type 4, 1 bytes\n\n`.repeat(100_000),
      'WARNING\n'.repeat(million),
      ' '.repeat(4 * million),
    ])
      await isSound(Buffer.from(text))
  })
})
