/** The courier under each shell, with tools that are missing, fail, hang, or print garbage, and with a small system's own tools. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { readInventories } from '../../electron/inventory/inventory.ts'

const script = readFileSync(path.join(__dirname, '../../resources/courier/homeport-courier.sh'), 'utf8')
const words = ['sh', 'dash', 'bash', 'bash --posix', 'busybox sh']
const shells = words.filter((shell) => works(shell, '-c', 'exit 0'))
/** What the script calls. A small system has them from BusyBox. */
const called = ['awk', 'cat', 'cut', 'date', 'head', 'hostname', 'kill', 'mktemp', 'printf', 'rm', 'sed', 'sha256sum', 'sleep', 'tr', 'uname']

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'homeport-courier-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function works(shell: string, ...more: readonly string[]): boolean {
  const [program = 'sh', ...rest] = shell.split(' ')
  try {
    execFileSync(program, [...rest, ...more], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

type Run = { readonly machine: MachineFacts; readonly seal: string; readonly printed: string }

/** Runs the script with these tools in its search path; `half` a minute becomes a second. */
async function carried(shell: string, tools: Readonly<Record<string, string>>, from: 'system' | 'busybox' = 'system', without: readonly string[] = []): Promise<Run> {
  const place = mkdtempSync(path.join(folder, 'run-'))
  const bin = path.join(place, 'bin')
  mkdirSync(bin)
  for (const [name, body] of Object.entries(tools)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${body}\n`)
    chmodSync(path.join(bin, name), 0o755)
  }
  const busybox = from === 'busybox' ? execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim() : ''
  for (const name of called.filter((one) => !without.includes(one) && !(one in tools))) {
    const target = from === 'busybox' ? busybox : located(name)
    if (target !== '') symlinkSync(target, path.join(bin, name))
  }
  const file = path.join(place, 'courier.sh')
  writeFileSync(file, script.replace(/^PATH=.*$/m, `PATH=${bin}`).replace('sleep 30 &', 'sleep 1 &'))
  const out = path.join(place, 'out.json')
  const [program = 'sh', ...rest] = shell.split(' ')
  const printed = execFileSync(program, [...rest, file, out], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const outcome = await readInventories([{ name: 'out.json', bytes: readFileSync(out) }], '2026-11-28T12:00:00Z')
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  const reading = outcome.value[0]
  const machine = reading?.machines[0]
  if (reading === undefined || machine === undefined) throw new Error('no machine')
  return { machine, seal: reading.seal, printed }
}

function located(name: string): string {
  try {
    const found = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } }).trim()
    return found.startsWith('/') ? found : ''
  } catch {
    return ''
  }
}

const gapsOf = (machine: MachineFacts) => Object.fromEntries(machine.gaps.map(({ origin, code }) => [origin.replace('out.json: ', ''), code]))

describe.skipIf(process.platform !== 'linux').each(shells)('under %s', (shell) => {
  test('tools that answer are carried, those that are missing are named', async () => {
    const { machine, seal, printed } = await carried(shell, {
      'nvidia-smi': 'echo "NVIDIA L40S, 46068, 570.86.15, 00000000:01:00.0"',
      'rocm-smi': `echo '{"card0":{"Card Series":"AMD \\"Instinct\\" MI300X","VRAM Total Memory (B)":"206141652992"}}'`,
      dmidecode: 'printf "Handle 0x1100, DMI type 17, 92 bytes\\nMemory Device\\n\\tSize: 64 GB\\n\\tType: DDR5\\n\\n"',
    })
    expect(seal).toBe('intact')
    expect(machine.devices.map(({ name, memory }) => [name.value, memory.value])).toContainEqual(['NVIDIA L40S', 46_068 * 1_048_576])
    expect(machine.memory.kind.value).toBe('DDR5')
    // Quotes and backslashes come home as they were.
    expect(machine.devices.map(({ name, memory }) => [name.value, memory.value])).toContainEqual(['AMD "Instinct" MI300X', 206_141_652_992])
    expect(machine.gaps).toEqual([])
    expect(printed).not.toContain('Not read')
    const without = await carried(shell, {})
    expect(gapsOf(without.machine)).toMatchObject({ 'nvidia-smi': 'not-found', 'rocm-smi': 'not-found' })
    expect(without.printed).toContain('rocm-smi (not-found)')
  })

  test('a tool that fails, one that hangs, and one that prints garbage leave the others as they are', async () => {
    const { machine, seal } = await carried(shell, {
      'nvidia-smi': 'exec sleep 600',
      'rocm-smi': 'printf "{\\"card0\\": \\\\x \\"\\t\\377\\200\\001"; head -c 3000 /dev/urandom',
      dmidecode: 'echo "/dev/mem: Permission denied" >&2; exit 1',
    })
    expect(seal).toBe('intact')
    expect(gapsOf(machine)).toMatchObject({ 'nvidia-smi': 'timeout', 'rocm-smi': 'not-understood' })
    expect(machine.processor.threads.value).toBeGreaterThan(0)
    expect(machine.memory.total.value).toBeGreaterThan(100_000_000)
  })

  test('without a program for digests the file says that it has none', async () => {
    const { machine, seal } = await carried(shell, {}, 'system', ['sha256sum'])
    expect(seal).toBe('none')
    expect(machine.processor.threads.value).toBeGreaterThan(0)
  })

  test.skipIf(!works('busybox', 'true'))("a small system's own tools are enough", async () => {
    const { machine, seal } = await carried(shell, { 'nvidia-smi': 'echo "NVIDIA L4, 23034, 570.86.15, 00000000:01:00.0"' }, 'busybox')
    expect(seal).toBe('intact')
    expect(machine.processor.threads.value).toBeGreaterThan(0)
    expect(machine.devices.map(({ name }) => name.value)).toContain('NVIDIA L4')
  })
})

test.skipIf(process.platform !== 'linux')('as on a Mac: sysctl that does not know every name tells the others', async () => {
  const profile = (kind: string, rows: string) => `[ "$1" = ${kind} ] && echo '{"${kind}":[${rows}]}'`
  const { machine } = await carried('sh', {
    uname: 'case $1 in -s) echo Darwin;; -m) echo x86_64;; *) echo mac;; esac',
    sysctl: 'echo "hw.memsize: 34359738368"; echo "hw.physicalcpu: 8"; echo "hw.logicalcpu: 16"; echo "machdep.cpu.brand_string: Intel(R) Core(TM) i9"; echo "sysctl: unknown oid" >&2; exit 1',
    system_profiler: [
      profile('SPDisplaysDataType', '{"sppci_model":"AMD Radeon Pro 5500M","spdisplays_vendor":"AMD (0x1002)","spdisplays_vram":"8 GB"}'),
      profile('SPMemoryDataType', '{"_items":[{"dimm_size":"16 GB","dimm_type":"DDR4","dimm_speed":"2667 MHz","dimm_status":"ok"},{"dimm_size":"empty","dimm_type":"empty","dimm_status":"empty"}]}'),
      'exit 0',
    ].join('\n'),
  })
  expect(machine.processor).toMatchObject({ name: { value: 'Intel(R) Core(TM) i9' }, cores: { value: 8 }, threads: { value: 16 } })
  expect(machine.memory).toMatchObject({ total: { value: 34_359_738_368 }, kind: { value: 'DDR4' }, megatransfers: { value: 2667 }, modules: { value: 1 } })
  // 8 GB of a card are 8 GiB.
  expect(machine.devices).toMatchObject([{ name: { value: 'AMD Radeon Pro 5500M' }, vendor: { value: 'AMD' }, memory: { value: 8 * 1_073_741_824 }, unifiedMemory: { value: false } }])
})
