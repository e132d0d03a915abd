/** The probe on three systems with each file and tool missing, forbidden, hanging, failing, or printing garbage. */
import fc from 'fast-check'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { MachineFacts } from '../../shared/domain/machine.ts'
import { listFacts } from '../../shared/domain/machine/facts.ts'
import { probeWith } from '../../electron/probe/probe.ts'
import { runProgram, type Gap, type Looking } from '../../electron/probe/run.ts'

const at = '2026-11-28T12:00:00Z'
const tools = {
  linux: ['nvidia-smi', 'rocm-smi', '/proc/cpuinfo', '/proc/meminfo', '/etc/os-release', '/sys/class/dmi/id/product_name', '/sys/fs/cgroup/memory.max', '/sys/block/sda/size', '/sys/class/drm/card0/device/vendor'],
  darwin: ['sysctl', 'system_profiler SPDisplaysDataType', 'system_profiler SPMemoryDataType', 'system_profiler SPStorageDataType'],
  win32: ['powershell Get-CimInstance', 'nvidia-smi'],
} as const
const good: Readonly<Record<string, string>> = {
  'nvidia-smi': 'NVIDIA L40S, 46068, 570.86.15, 00000000:01:00.0\n',
  'rocm-smi': '{"card0":{"Card Series":"MI300X","VRAM Total Memory (B)":"206141652992"}}',
  '/proc/cpuinfo': 'processor\t: 0\nmodel name\t: EPYC\nphysical id\t: 0\ncore id\t\t: 0\nflags\t\t: avx2\n',
  '/proc/meminfo': 'MemTotal: 1000 kB\n',
  '/sys/block/sda/size': '1000\n',
  '/sys/class/drm/card0/device/vendor': '0x8086\n',
  sysctl: 'hw.memsize: 1000\nhw.physicalcpu: 4\n',
  'system_profiler SPDisplaysDataType': '{"SPDisplaysDataType":[{"sppci_model":"Apple M4"}]}',
  'system_profiler SPMemoryDataType': '{"SPMemoryDataType":[{"dimm_type":"LPDDR5"}]}',
  'system_profiler SPStorageDataType': '{"SPStorageDataType":[{"_name":"disk","size_in_bytes":1000}]}',
  'powershell Get-CimInstance': '{"processors":[{"Name":"Xeon","NumberOfCores":4}],"video":[{"Name":"NVIDIA L4"}]}',
}

function machine(answers: Readonly<Record<string, string>>, gaps: ReadonlySet<string>): Looking {
  const reading = (name: string) => {
    const answer = answers[name] ?? good[name]
    if (answer === undefined) return Promise.resolve({ gap: { origin: name, code: 'not-found' as const } })
    return Promise.resolve(gaps.has(answer) ? { gap: { origin: name, code: answer as Gap['code'] } } : { text: answer })
  }
  return {
    readText: reading,
    runProgram: ({ name }) => reading(name),
    listFolder: (folder) => Promise.resolve(folder === '/sys/block' ? ['sda'] : folder === '/sys/class/drm' ? ['card0'] : []),
  }
}

const codes = new Set(['not-found', 'denied', 'timeout', 'failed'])
const cases = Object.entries(tools).flatMap(([platform, names]) => names.flatMap((name) => [...codes].map((code) => [platform, name, code] as const)))

async function sound(looking: Looking, platform: string): Promise<MachineFacts> {
  const facts = await probeWith(looking, platform, 'x64', at)
  expect(parse(MachineFacts, facts).ok).toBe(true)
  for (const { fact } of listFacts(facts)) {
    expect(fact.origin).not.toBe('')
    expect(fact.value === null).toBe(fact.confidence === 'unknown')
  }
  return facts
}

describe('each tool', () => {
  test.each(cases)('on %s: %s ends with %s, and the others still count', async (platform, name, code) => {
    const facts = await sound(machine({ [name]: code }, codes), platform)
    const programs = !name.startsWith('/') || ['/proc/cpuinfo', '/proc/meminfo', '/etc/os-release'].includes(name)
    if (programs) expect(facts.gaps).toContainEqual({ origin: name, code })
    expect(facts.system.value).not.toBeNull()
  })

  const garbage = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('', '\0', '{', '[]', 'null', '{"a":'.repeat(500), '9'.repeat(400), ','.repeat(5000), '\n'.repeat(5000), 'processor: 1\n\n'.repeat(3000)),
    fc.json({ maxDepth: 3 }),
  )
  test.each(Object.entries(tools))('on %s prints garbage', async (platform, names) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), garbage, async (name, text) => void (await sound(machine({ [name]: text }, new Set()), platform))),
      { numRuns: 300 },
    )
  })

  test.each(Object.entries(tools))('on %s is cut off anywhere or changed', async (platform, names) => {
    const change = fc.tuple(fc.constantFrom(...names), fc.nat(200), fc.constantFrom('', '"', '}', '0x', '-1', '1e99', '\u202E', '\0', ',,'))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const answers = Object.fromEntries(changes.map(([name, where, put]) => [name, `${(good[name] ?? '').slice(0, where)}${put}${(good[name] ?? '').slice(where)}`]))
        await sound(machine(answers, new Set()), platform)
      }),
      { numRuns: 300 },
    )
  })
})

test.skipIf(process.platform === 'win32')('a real program that hangs, floods, or waits for input is ended', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'homeport-probe-'))
  const program = (name: string, body: string) => {
    const file = path.join(folder, name)
    writeFileSync(file, `#!/bin/sh\n${body}\n`)
    chmodSync(file, 0o755)
    return { name, paths: [file], arguments: ['--fixed'] }
  }
  expect(await runProgram(program('hangs', 'exec sleep 60'), 100)).toEqual({ gap: { origin: 'hangs', code: 'timeout' } })
  expect(await runProgram(program('floods', 'exec cat /dev/zero'), 5000)).toMatchObject({ gap: { origin: 'floods' } })
  expect(await runProgram(program('reads', 'read line; echo "got:$line"'), 5000)).toEqual({ text: 'got:\n' })
  rmSync(folder, { recursive: true, force: true })
})
