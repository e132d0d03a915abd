/** Inventories of every form, with the facts worked out by hand from the fixture files, and what is refused and where. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InventoryReading, InventoryRefusal } from '../../shared/domain/machine/inventory.ts'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { readInventories } from '../../electron/inventory/inventory.ts'
import { quantity } from '../../electron/inventory/kubernetes.ts'

const at = '2026-11-28T12:00:00Z'
const mebibyte = 1_048_576
const gibibyte = 1_073_741_824
const fixture = (name: string): string => path.join(__dirname, '../fixtures/inventory', name)
const file = (name: string) => ({ name, bytes: readFileSync(fixture(name)) })
const text = (content: string, name = 'a.txt') => ({ name, bytes: Buffer.from(content) })

async function read(...files: readonly { name: string; bytes: Uint8Array }[]): Promise<InventoryReading> {
  const outcome = await readInventories(files, at)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  const [reading] = outcome.value
  if (reading === undefined) throw new Error('nothing read')
  return reading
}

async function refusal(...files: readonly { name: string; bytes: Uint8Array }[]): Promise<InventoryRefusal> {
  const outcome = await readInventories(files, at)
  if (outcome.ok) throw new Error('was read')
  return outcome.problem
}

const one = async (...names: readonly string[]): Promise<MachineFacts> => {
  const { machines } = await read(...names.map(file))
  const [machine] = machines
  if (machine === undefined || machines.length > 1) throw new Error('not one machine')
  return machine
}

describe('what administrators have', () => {
  test('nvidia-smi -q -x: each card with memory, driver and address, and where each stood', async () => {
    const { devices, source } = await one('nvidia-smi.xml')
    expect(devices.map(({ name, memory, address }) => [name.value, memory.value, address.value])).toEqual([
      ['NVIDIA L40S', 46_068 * mebibyte, '00000000:41:00.0'],
      ['NVIDIA L40S', 46_068 * mebibyte, '00000000:C1:00.0'],
    ])
    expect(devices[1]?.memory).toEqual({ value: 46_068 * mebibyte, origin: 'nvidia-smi.xml: gpu[1]/fb_memory_usage/total', confidence: 'reported' })
    expect(devices[0]?.driver.value).toBe('580.95.05')
    expect(source).toMatchObject({ format: 'nvidia-smi', files: ['nvidia-smi.xml'], seal: 'none', importedAt: at })
  })

  test('nvidia-smi written by PowerShell is UTF-16', async () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(readFileSync(fixture('nvidia-smi.xml'), 'utf8'), 'utf16le')])
    expect((await read({ name: 'gpu.xml', bytes: wide })).machines[0]?.devices).toHaveLength(2)
    const swapped = Buffer.from(wide).swap16()
    expect((await read({ name: 'gpu.xml', bytes: swapped })).machines[0]?.devices).toHaveLength(2)
  })

  test('rocm-smi, also behind its warnings', async () => {
    expect((await one('rocm-smi.json')).devices.map(({ name, memory, driver }) => [name.value, memory.value, driver.value])).toEqual([
      ['AMD Instinct MI300X', 206_141_652_992, '6.12.12'],
      ['AMD Instinct MI300X', 206_141_652_992, '6.12.12'],
    ])
    const warned = `WARNING: AMD GPU device(s) is/are in a low-power state. Check power control/runtime_status\n\n${readFileSync(fixture('rocm-smi.json'), 'utf8')}`
    expect((await read(text(warned))).machines[0]?.devices).toHaveLength(2)
  })

  test('lshw: sockets and cores summed, modules counted, the screen of the server left out, no memory of cards made up', async () => {
    const machine = await one('lshw.json')
    expect(machine.label).toBe('ki-knoten-3')
    expect(machine.processor).toMatchObject({
      name: { value: 'AMD EPYC 9354 32-Core Processor' },
      sockets: { value: 2 },
      cores: { value: 64, origin: 'lshw.json: configuration/cores' },
      threads: { value: 128 },
    })
    // The firmware's 64 KiB are no memory of the machine.
    expect(machine.memory).toMatchObject({ total: { value: 128 * gibibyte }, kind: { value: 'DDR5' }, megatransfers: { value: 4800 }, modules: { value: 2 } })
    expect(machine.devices).toMatchObject([
      { name: { value: 'AD102GL [L40S]' }, vendor: { value: 'NVIDIA' }, memory: { value: null, confidence: 'unknown' }, address: { value: '0000:41:00.0' } },
    ])
    expect(machine.disks).toMatchObject([{ name: 'nvme0n1', model: { value: 'SAMSUNG MZ1L21T9HCLS-00A07' }, size: { value: 1_920_383_410_176 }, kind: { value: 'solid-state' } }])
  })

  test('dmidecode: empty sockets and slots do not count', async () => {
    const machine = await one('dmidecode.txt')
    expect(machine.processor).toMatchObject({ sockets: { value: 1 }, cores: { value: 32 }, threads: { value: 64 } })
    // 64 GB and 65536 MB, both in powers of two.
    expect(machine.memory).toMatchObject({ total: { value: 128 * gibibyte }, kind: { value: 'DDR5' }, megatransfers: { value: 4800 }, modules: { value: 2 } })
    expect(machine.memory.megatransfers.origin).toBe('dmidecode.txt: 0x1100 Configured Memory Speed')
    expect(machine.virtualization.value).toBe('none')
  })

  test('kubectl get nodes: a machine per node', async () => {
    const { machines } = await read(file('nodes.json'))
    expect(machines.map(({ label }) => label)).toEqual(['gpu-01.example.internal', 'cpu-01.example.internal'])
    expect(machines[0]).toMatchObject({
      release: { value: 'Ubuntu 24.04.1 LTS' },
      processor: { architecture: { value: 'x64' }, threads: { value: 128 }, cores: { value: null }, instructionSets: { value: ['amx_int8', 'avx512f'] } },
      memory: { total: { value: 2_113_414_144 * 1024, origin: 'nodes.json: items[0].status.capacity.memory' } },
    })
    expect(machines[0]?.devices).toHaveLength(8)
    expect(machines[0]?.devices[0]).toMatchObject({ name: { value: 'NVIDIA H100 80GB HBM3', confidence: 'derived' }, memory: { value: 81_559 * mebibyte } })
    expect(machines[1]).toMatchObject({ processor: { architecture: { value: 'arm64' } }, memory: { total: { value: 512 * gibibyte } }, devices: [] })
  })

  test('quantities of Kubernetes', () => {
    // 1.5e9 is an exponent; 500m is a thousandth each.
    expect(['64', '63500m', '1Ki', '1.5Gi', '2G', '1.5e9', '', '-1', '1Zi', '1e999'].map(quantity)).toEqual([
      64, 63.5, 1024, 1_610_612_736, 2e9, 1.5e9, null, null, null, null,
    ])
  })

  test('Redfish: system, processors and memory in three files are one machine', async () => {
    const machine = await one('redfish-system.json', 'redfish-processors.json', 'redfish-memory.json')
    expect(machine.label).toBe('srv-ki-07')
    expect(machine.processor).toMatchObject({ sockets: { value: 2 }, cores: { value: 64 }, threads: { value: 128 }, architecture: { value: 'x64' } })
    // The modules that are there: 2 × 64 GiB. They say more than the sum in the system's summary.
    expect(machine.memory).toMatchObject({ total: { value: 128 * gibibyte }, kind: { value: 'DDR5' }, megatransfers: { value: 4400 }, modules: { value: 2 } })
    expect(machine.devices).toMatchObject([{ name: { value: 'NVIDIA H100 NVL' }, vendor: { value: 'NVIDIA' }, memory: { value: 95_830 * mebibyte } }])
    expect(machine.source?.files).toHaveLength(3)
  })

  test('Redfish: the system alone tells its summary', async () => {
    const machine = await one('redfish-system.json')
    expect(machine).toMatchObject({ processor: { name: { value: 'Intel(R) Xeon(R) Gold 6430' }, sockets: { value: 2 }, cores: { value: 64 } }, memory: { total: { value: 512 * gibibyte } }, devices: [] })
    expect(machine.memory.total.origin).toBe('redfish-system.json: /redfish/v1/Systems/1 MemorySummary.TotalSystemMemoryGiB')
  })

  test('a table of a spreadsheet: quoted cells, decimal commas, other columns', async () => {
    const { machines } = await read(file('machines.csv'))
    expect(machines[0]).toMatchObject({ label: 'srv-01', processor: { name: { value: 'Intel Xeon Gold 6430; 2,1 GHz' }, cores: { value: 64 } }, memory: { total: { value: 512_000_000_000, origin: 'machines.csv: line 2, memory_gb' } } })
    expect(machines[0]?.devices.map(({ memory }) => memory.value)).toEqual([48_300_000_000, 48_300_000_000])
    expect(machines[1]?.devices).toEqual([])
  })

  test('the output of probe on another machine', async () => {
    const probed = (await one('lshw.json'))
    const { source: _, ...facts } = probed
    const { format, machines } = await read(text(JSON.stringify(facts), 'probe.json'))
    expect(format).toBe('homeport')
    expect(machines[0]).toMatchObject({ label: 'ki-knoten-3', source: { format: 'homeport' } })
  })
})

describe('what is refused, with the place', () => {
  const deep = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels)
  const cases: readonly (readonly [string, string, Partial<InventoryRefusal>])[] = [
    ['nothing', '  \n ', { code: 'empty' }],
    ['prose', 'Dear colleague, our server has two cards.', { code: 'unknown-format' }],
    ['other JSON', '{"hello":"world"}', { code: 'unknown-format' }],
    ['other XML', '<html><body/></html>', { code: 'unknown-format' }],
    ['broken JSON', '{"kind":"List",\n"apiVersion":}', { code: 'broken-json', line: 2, column: 14 }],
    ['a member twice', '{"kind":"List","kind":"Node"}', { code: 'duplicate', line: 1, column: 16 }],
    ['a member that reaches the prototype', '{"__proto__":{}}', { code: 'bad-value', line: 1, column: 2 }],
    ['a number without exact form', '{"card0":{"VRAM Total Memory (B)":99999999999999999999}}', { code: 'bad-value', line: 1, column: 35 }],
    ['deep JSON', deep('[', ']', 100_000), { code: 'too-deep', line: 1, column: 65 }],
    ['deep XML', `<nvidia_smi_log>${deep('<a>', '</a>', 100)}</nvidia_smi_log>`, { code: 'too-deep', line: 1 }],
    ['broken XML', '<nvidia_smi_log>\n<gpu></gpv>\n</nvidia_smi_log>', { code: 'broken-xml', line: 2 }],
    ['an entity bomb', '<?xml version="1.0"?>\n<!DOCTYPE nvidia_smi_log [\n<!ENTITY a "aaaaaaaaaa">\n<!ENTITY b "&a;&a;&a;&a;">\n]>\n<nvidia_smi_log>&b;</nvidia_smi_log>', { code: 'entities', line: 2, column: 1 }],
    ['an entity from a file', '<!DOCTYPE x SYSTEM "x" [<!ENTITY f SYSTEM "file:///etc/passwd">]><nvidia_smi_log><gpu>&f;</gpu></nvidia_smi_log>', { code: 'entities' }],
    ['nvidia-smi without cards', '<nvidia_smi_log><attached_gpus>0</attached_gpus></nvidia_smi_log>', { code: 'no-machine' }],
    ['no nodes', '{"apiVersion":"v1","kind":"List","items":[]}', { code: 'no-machine' }],
    ['a column twice', 'name,cores,cores\na,1,2\n', { code: 'duplicate', line: 1, field: 'cores' }],
    ['a cell that is no number', 'name,cores\na,4\nb,many\n', { code: 'bad-value', line: 3, column: 2, field: 'cores' }],
    ['half a core', 'name,cores\na,4.5\n', { code: 'bad-value', line: 2, field: 'cores' }],
    ['a row that is too long', 'name,cores\na,4,5\n', { code: 'broken-table', line: 2 }],
    ['a quote that never ends', 'name,cores\n"a,4\nb,5\n', { code: 'broken-table' }],
    ['a machine without a name', 'name,cores\n,4\n', { code: 'bad-value', line: 2, field: 'name' }],
    ['bytes of zero', 'name,cores\na\0,4\n', { code: 'not-text', line: 2 }],
    ['facts of Homeport that are none', '{"schema":"homeport/machine/1","takenAt":"now"}', { code: 'bad-value' }],
  ]
  test.each(cases)('%s', async (_, content, expected) => {
    expect(await refusal(text(content))).toMatchObject({ file: 'a.txt', ...expected })
  })

  test('bytes that are no text, a file that is too large, a name that would mislead', async () => {
    expect(await refusal({ name: 'x', bytes: Uint8Array.of(0x7b, 0xff, 0xfe, 0xfd) })).toMatchObject({ code: 'not-text' })
    expect(await refusal({ name: 'x', bytes: new Uint8Array(16 * 1024 * 1024 + 1).fill(0x20) })).toMatchObject({ code: 'too-large' })
    expect((await refusal({ name: 'C:\\a\\..\\ev\u202Eil.json', bytes: Buffer.from('{') })).file).toBe('ev il.json')
  })

  test('of several files the one that is refused is named', async () => {
    expect(await refusal(file('nodes.json'), text('{', 'b.json'))).toMatchObject({ file: 'b.json', code: 'broken-json' })
  })

  test('names from files lose what could disguise them', async () => {
    const { machines } = await read(text('name,processor\n"a\u202Eb","x\u200By"\n'))
    expect([machines[0]?.label, machines[0]?.processor.name.value]).toEqual(['a b', 'x y'])
  })
})

describe('the courier', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'homeport-courier-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const script = path.join(__dirname, '../../resources/courier/homeport-courier.sh')
  const run = (shell: readonly string[]): string => {
    const out = path.join(folder, `${shell.join('-').replaceAll('/', '_')}.json`)
    const [program = 'sh', ...rest] = shell
    execFileSync(program, [...rest, script, out], { env: { PATH: '/usr/bin:/bin' }, stdio: 'pipe' })
    return readFileSync(out, 'utf8')
  }
  const shells = [['sh'], ['dash'], ['busybox', 'sh'], ['bash', '--posix']].filter(([shell = '', ...rest]) => {
    try {
      execFileSync(shell, [...rest, '-c', 'exit 0'], { stdio: 'pipe' })
      return true
    } catch {
      return false
    }
  })

  test.skipIf(process.platform === 'win32').each(shells)('runs under %s, and what it writes is read as a machine', async (...shell) => {
    const written = run(shell.filter((word) => typeof word === 'string'))
    const { format, seal, machines } = await read(text(written, 'server.json'))
    expect([format, seal]).toEqual(['courier', 'intact'])
    expect(machines[0]?.processor.threads.value).toBeGreaterThan(0)
    expect(machines[0]?.memory.total.value).toBeGreaterThan(100_000_000)
    expect(machines[0]?.memory.total.origin).toMatch(/^server\.json: /)
    expect(machines[0]?.gaps.length).toBeGreaterThan(0)
  })

  test.skipIf(process.platform === 'win32')('one changed figure is noticed; so is a layout that was changed', async () => {
    const written = run(['sh'])
    const seal = async (content: string) => (await read(text(content))).seal
    expect(await seal(written.replace(/"host":"[^"]*"/, '"host":"another"'))).toBe('altered')
    expect(await seal(JSON.stringify(JSON.parse(written)))).toBe('altered')
    expect(await seal(written.replaceAll('\n', '\r\n'))).toBe('altered')
    expect(await seal(written.replace(/"digest":"[^"]*"/, '"digest":"none"'))).toBe('none')
    // White space behind the last brace is what pasting adds.
    expect(await seal(`${written}\n\n`)).toBe('intact')
  })

  const sealed = (readings: readonly unknown[], system = 'linux'): string =>
    JSON.stringify({ schema: 'homeport/courier/1', digest: 'none', inventory: { takenAt: at, host: 'srv', system, architecture: 'AMD64', readings } })

  test('Windows: the same parsers read what the other script wrote', async () => {
    const cim = { system: { Caption: 'Microsoft Windows Server 2025', Version: '10.0' }, computer: { TotalPhysicalMemory: 137_101_111_296 }, processors: [{ Name: 'Xeon', NumberOfCores: 32, NumberOfLogicalProcessors: 64 }] }
    const { machines } = await read(text(sealed([{ name: 'powershell Get-CimInstance', text: JSON.stringify(cim) }, { name: 'nvidia-smi', gap: 'not-found' }], 'win32')))
    expect(machines[0]).toMatchObject({ label: 'srv', system: { value: 'windows' }, processor: { architecture: { value: 'x64' }, cores: { value: 32 } }, memory: { total: { value: 137_101_111_296 } } })
    expect(machines[0]?.gaps).toEqual([{ origin: 'nvidia-smi', code: 'not-found' }])
  })

  test('with the right to ask, the modules of the memory are known', async () => {
    const dmi = 'Handle 0x1100, DMI type 17, 92 bytes\nMemory Device\n\tSize: 64 GB\n\tType: DDR5\n\tConfigured Memory Speed: 4800 MT/s\n'
    const { machines } = await read(text(sealed([{ name: 'dmidecode', text: dmi }, { name: '/proc/meminfo', text: 'MemTotal: 65000000 kB\n' }])))
    expect(machines[0]?.memory).toMatchObject({ total: { value: 65_000_000 * 1024 }, kind: { value: 'DDR5' }, modules: { value: 1 } })
  })

  test('a reading of another form is refused with its place', async () => {
    expect(await refusal(text(sealed([{ name: 'x', text: 5 }])))).toMatchObject({ code: 'bad-value', field: 'inventory.readings.0' })
  })
})
