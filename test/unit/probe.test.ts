/** The probe on recorded outputs of three systems, with tools missing, hanging and printing nonsense. */
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { MachineFacts } from '../../shared/domain/machine.ts'
import { probeMachine, probeWith } from '../../electron/probe/probe.ts'
import { parseNvidiaSmi, parseRocmSmi } from '../../electron/probe/devices.ts'
import { parseCpuInfo, parseMemoryLimit } from '../../electron/probe/linux.ts'
import { runProgram, type Gap, type Looking, type Reading } from '../../electron/probe/run.ts'
import { cleanName } from '../../electron/probe/text.ts'

const at = '2026-11-23T12:00:00Z'

/** A machine made of texts: what is not listed is not there. */
function machine(
  texts: Record<string, string>,
  folders: Record<string, string[]> = {},
  gaps: Record<string, Gap['code']> = {},
): Looking {
  const reading = (name: string): Promise<Reading> => {
    const text = texts[name]
    return Promise.resolve(text === undefined ? { gap: { origin: name, code: gaps[name] ?? 'not-found' } } : { text })
  }
  return {
    readText: reading,
    runProgram: (program) => reading(program.name),
    listFolder: (folder) => Promise.resolve(folders[folder] ?? []),
  }
}

const core = (n: number, socket: number, id: number) =>
  `processor\t: ${n}\nmodel name\t: AMD EPYC 9354 32-Core Processor\nphysical id\t: ${socket}\ncore id\t\t: ${id}\nflags\t\t: fpu sse4_2 avx2 avx512f avx512_vnni\n`

const server = {
  '/proc/cpuinfo': [core(0, 0, 0), core(1, 0, 1), core(2, 1, 0), core(3, 1, 1), core(4, 0, 0), core(5, 0, 1)].join(
    '\n',
  ),
  '/proc/meminfo': 'MemTotal:       263856244 kB\nMemFree:        1 kB\nMemAvailable:   250000000 kB\n',
  '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n',
  '/sys/class/dmi/id/product_name': 'PowerEdge R7625\n',
  '/sys/fs/cgroup/memory.max': 'max\n',
  'nvidia-smi': 'NVIDIA L40S, 46068, 570.86.15, 00000000:01:00.0\nNVIDIA L40S, 46068, 570.86.15, 00000000:41:00.0\n',
  '/sys/block/nvme0n1/size': '3750748848\n',
  '/sys/block/nvme0n1/queue/rotational': '0\n',
  '/sys/block/nvme0n1/device/model': 'SAMSUNG MZ1L21T9HCLS-00A07              \n',
}
const folders = { '/sys/block': ['loop0', 'nvme0n1', 'dm-0'] }

describe('Linux', () => {
  test('a server with two cards: cores counted once, each fact with its origin', async () => {
    const facts = await probeWith(machine(server, folders), 'linux', 'x64', at)
    expect(facts.processor.sockets).toEqual({ value: 2, origin: '/proc/cpuinfo', confidence: 'reported' })
    expect(facts.processor.cores.value).toBe(4)
    expect(facts.processor.threads.value).toBe(6)
    expect(facts.processor.instructionSets.value).toEqual(['sse4_2', 'avx2', 'avx512f', 'avx512_vnni'])
    expect(facts.memory.total.value).toBe(263_856_244 * 1024)
    expect(facts.memory.limit.value).toBeNull()
    expect(facts.virtualization.value).toBe('none')
    expect(facts.devices.map((device) => [device.name.value, device.memory.value, device.address.value])).toEqual([
      ['NVIDIA L40S', 46_068 * 1_048_576, '00000000:01:00.0'],
      ['NVIDIA L40S', 46_068 * 1_048_576, '00000000:41:00.0'],
    ])
    expect(facts.disks).toMatchObject([
      { name: 'nvme0n1', size: { value: 3_750_748_848 * 512 }, kind: { value: 'solid-state' } },
    ])
    expect(facts.gaps).toEqual([{ origin: 'rocm-smi', code: 'not-found' }])
  })

  test('a container with a limit, without a card', async () => {
    const facts = await probeWith(
      machine({
        '/proc/cpuinfo': 'processor : 0\nflags : fpu hypervisor avx2\n',
        '/sys/fs/cgroup/memory.max': '8589934592\n',
      }),
      'linux',
      'x64',
      at,
    )
    expect(facts.memory.limit.value).toBe(8_589_934_592)
    expect(facts.processor.cores.confidence).toBe('unknown')
    expect(facts.virtualization.value).toBe('virtual machine')
    expect(facts.devices).toEqual([])
  })

  test("without the maker's tool, the kernel names card and memory", async () => {
    const card = '/sys/class/drm/card0/device'
    const texts = {
      [`${card}/vendor`]: '0x1002\n',
      [`${card}/device`]: '0x744c\n',
      [`${card}/mem_info_vram_total`]: '25753026560\n',
      [`${card}/uevent`]: 'DRIVER=amdgpu\nPCI_ID=1002:744C\n',
    }
    const facts = await probeWith(
      machine(texts, { '/sys/class/drm': ['card0', 'card0-DP-1', 'version'] }),
      'linux',
      'x64',
      at,
    )
    expect(facts.devices).toHaveLength(1)
    expect(facts.devices[0]).toMatchObject({
      vendor: { value: 'AMD' },
      memory: { value: 25_753_026_560 },
      driver: { value: 'amdgpu' },
    })
  })

  test.each(['timeout', 'failed', 'denied'] as const)(
    'a tool that ends with %s is a gap, not an error',
    async (code) => {
      const facts = await probeWith(machine({}, {}, { 'nvidia-smi': code }), 'linux', 'arm64', at)
      expect(facts.gaps).toContainEqual({ origin: 'nvidia-smi', code })
    },
  )

  test.each([
    '',
    '\0\0\0',
    'NVIDIA-SMI has failed because it could not communicate',
    '{"card0":',
    'a,b,c,d,e,f\n'.repeat(1000),
  ])('nonsense is not understood, and never a device with a made-up name', async (text) => {
    const facts = await probeWith(
      machine({ 'nvidia-smi': text, 'rocm-smi': text, '/proc/cpuinfo': text, '/proc/meminfo': text }),
      'linux',
      'x64',
      at,
    )
    expect(facts.devices).toEqual([])
    expect(facts.memory.total.value).toBeNull()
  })
})

describe('macOS', () => {
  const texts = {
    sysctl:
      'hw.memsize: 137438953472\nhw.physicalcpu: 16\nhw.logicalcpu: 16\nhw.packages: 1\nmachdep.cpu.brand_string: Apple M4 Max\nkern.osproductversion: 26.1\nkern.hv_vmm_present: 0\nhw.optional.arm.FEAT_I8MM: 1\n',
    'system_profiler SPDisplaysDataType': JSON.stringify({
      SPDisplaysDataType: [
        {
          _name: 'Apple M4 Max',
          sppci_model: 'Apple M4 Max',
          spdisplays_vendor: 'sppci_vendor_Apple',
          sppci_cores: '40',
        },
      ],
    }),
    'system_profiler SPMemoryDataType': JSON.stringify({
      SPMemoryDataType: [{ dimm_manufacturer: 'Micron', dimm_type: 'LPDDR5', SPMemoryDataType: '128 GB' }],
    }),
    'system_profiler SPStorageDataType': JSON.stringify({
      SPStorageDataType: [
        {
          _name: 'Macintosh HD',
          size_in_bytes: 994662584320,
          free_space_in_bytes: 500000000000,
          physical_drive: { device_name: 'APPLE SSD AP1024Z', medium_type: 'ssd' },
        },
      ],
    }),
  }

  test("the graphics part works in the computer's memory", async () => {
    const facts = await probeWith(machine(texts), 'darwin', 'arm64', at)
    expect(facts.release.value).toBe('macOS 26.1')
    expect(facts.memory).toMatchObject({ total: { value: 137_438_953_472 }, kind: { value: 'LPDDR5' } })
    expect(facts.devices).toMatchObject([
      { name: { value: 'Apple M4 Max (40-core GPU)' }, unifiedMemory: { value: true }, memory: { value: 137_438_953_472 } },
    ])
    expect(facts.disks).toMatchObject([{ kind: { value: 'solid-state' }, free: { value: 500_000_000_000 } }])
  })
})

describe('Windows', () => {
  const cim = {
    system: {
      Caption: 'Microsoft Windows Server 2025 Standard',
      Version: '10.0.26100',
      FreePhysicalMemory: 100_000_000,
    },
    computer: {
      Manufacturer: 'HPE',
      Model: 'ProLiant DL380',
      TotalPhysicalMemory: 137_101_111_296,
      HypervisorPresent: false,
    },
    processors: [
      { Name: 'Intel(R) Xeon(R) Gold 6430', NumberOfCores: 32, NumberOfLogicalProcessors: 64 },
      { Name: 'Intel(R) Xeon(R) Gold 6430', NumberOfCores: 32, NumberOfLogicalProcessors: 64 },
    ],
    modules: [{ Capacity: 68_719_476_736, ConfiguredClockSpeed: 4400, SMBIOSMemoryType: 34 }],
    disks: [{ DeviceId: '0', FriendlyName: 'NVMe MO003200', Size: 3_200_631_791_616, MediaType: 'SSD' }],
    video: [
      {
        Name: 'NVIDIA L4',
        AdapterCompatibility: 'NVIDIA',
        AdapterRAM: 4_293_918_720,
        DriverVersion: '32.0.15',
        PNPDeviceID: 'PCI\\VEN_10DE',
      },
      { Name: 'Microsoft Basic Display Adapter' },
    ],
  }

  test('sockets are summed, and a 32-bit memory size is not believed', async () => {
    const facts = await probeWith(machine({ 'powershell Get-CimInstance': JSON.stringify(cim) }), 'win32', 'x64', at)
    expect(facts.processor).toMatchObject({ sockets: { value: 2 }, cores: { value: 64 }, threads: { value: 128 } })
    expect(facts.memory).toMatchObject({ kind: { value: 'DDR5' }, megatransfers: { value: 4400 } })
    expect(facts.devices).toMatchObject([
      { name: { value: 'NVIDIA L4' }, memory: { value: null, confidence: 'unknown' } },
    ])
  })

  test('where nvidia-smi answers, its figures count', async () => {
    const texts = {
      'powershell Get-CimInstance': JSON.stringify(cim),
      'nvidia-smi': 'NVIDIA L4, 23034, 580.10, 00000000:17:00.0\r\n',
    }
    const facts = await probeWith(machine(texts), 'win32', 'x64', at)
    expect(facts.devices.map((device) => device.memory.value)).toEqual([23_034 * 1_048_576])
  })

  test('a mark of the encoding, lists written as objects, numbers as text, and names in another language', async () => {
    const localized = {
      ...cim,
      system: { Caption: 'Microsoft Windows 11 Professionnel', Version: '10.0.26100', FreePhysicalMemory: '100000000' },
      processors: { value: cim.processors, Count: 2 },
      modules: { Capacity: '68719476736', ConfiguredClockSpeed: '4400', SMBIOSMemoryType: '34' },
      video: { value: [], Count: 0 },
      disks: [{ DeviceId: '0', FriendlyName: 'NVMe', Size: '3200631791616', MediaType: 4 }, { DeviceId: '1', FriendlyName: 'SAN', Size: null, MediaType: 'Nicht angegeben' }],
    }
    const facts = await probeWith(machine({ 'powershell Get-CimInstance': `\uFEFF${JSON.stringify(localized)}\r\n` }), 'win32', 'x64', at)
    expect(facts.gaps.map(({ code }) => code)).not.toContain('not-understood')
    expect(facts.release.value).toBe('Microsoft Windows 11 Professionnel 10.0.26100')
    expect(facts.processor).toMatchObject({ sockets: { value: 2 }, cores: { value: 64 } })
    expect(facts.memory).toMatchObject({ modules: { value: 1 }, kind: { value: 'DDR5' }, available: { value: 102_400_000_000 } })
    expect(facts.devices).toEqual([])
    expect(facts.disks.map(({ kind, size }) => [kind.value, size.value])).toEqual([['solid-state', 3_200_631_791_616], [null, null]])
  })

  test('PowerShell that prints something else is a gap', async () => {
    const facts = await probeWith(machine({ 'powershell Get-CimInstance': 'not recognized' }), 'win32', 'x64', at)
    expect(facts.gaps).toContainEqual({ origin: 'powershell Get-CimInstance', code: 'not-understood' })
  })
})

test('an unknown system has no facts but its architecture', async () => {
  const facts = await probeWith(machine({}), 'freebsd', 'x64', at)
  expect(facts.system.value).toBe('other')
  expect(facts.memory.total.confidence).toBe('unknown')
})

test('this very machine: facts that fit the schema, with processors and memory', async () => {
  const facts = await probeMachine()
  expect(parse(MachineFacts, facts).ok).toBe(true)
  expect(facts.processor.threads.value).toBeGreaterThan(0)
  expect(facts.memory.total.value).toBeGreaterThan(100_000_000)
})

test('ROCm names cards and their memory', () => {
  const text = JSON.stringify({
    card0: { 'Card Series': 'AMD Instinct MI300X', 'VRAM Total Memory (B)': '206141652992', 'PCI Bus': '0000:05:00.0' },
    system: { 'Driver version': '6.8.5' },
  })
  expect(parseRocmSmi(text)).toMatchObject([
    { name: { value: 'AMD Instinct MI300X' }, memory: { value: 206_141_652_992 }, driver: { value: '6.8.5' } },
  ])
  expect(parseRocmSmi('[]')).toBeNull()
})

test("a device in the computer's memory prints no size", () => {
  expect(parseNvidiaSmi('NVIDIA GB10, [N/A], 580.95.05, 0000000F:01:00.0\n')).toMatchObject([
    { memory: { confidence: 'unknown' }, unifiedMemory: { value: true } },
  ])
})

test('names are shown only after what could disguise them is taken out', () => {
  expect(cleanName('  RTX\u202e 4090\u0000\n ')).toBe('RTX 4090')
  expect(cleanName('\u200b')).toBeNull()
  expect(cleanName('x'.repeat(5000))).toHaveLength(200)
})

test('the first generation of control groups writes a huge number for no limit', () => {
  expect(parseMemoryLimit('9223372036854771712\n')).toBeNull()
  expect(parseMemoryLimit('1073741824\n')).toBe(1_073_741_824)
})

test('Arm names its features elsewhere', () => {
  const facts = parseCpuInfo('processor\t: 0\nFeatures\t: fp asimd asimddp i8mm bf16 sve\n', 'arm64')
  expect(facts.instructionSets.value).toEqual(['asimd', 'asimddp', 'i8mm', 'bf16', 'sve'])
  expect(facts.name.confidence).toBe('unknown')
})

test('a card that is lost says nothing of its memory, not that it shares the computer’s', () => {
  expect(parseNvidiaSmi('NVIDIA GB10, [N/A], 580.95.05, 0000000F:01:00.0\nNVIDIA H100, [GPU is lost], [GPU is lost], 00000000:17:00.0\nERR!, [Unknown Error], 550.1, 00000000:18:00.0\n')).toMatchObject([
    { name: { value: 'NVIDIA GB10' }, memory: { value: null }, unifiedMemory: { value: true } },
    { name: { value: 'NVIDIA H100' }, memory: { value: null }, unifiedMemory: { value: null }, driver: { value: null } },
    { name: { value: null }, memory: { value: null }, unifiedMemory: { value: null } },
  ])
})

test('macOS: cards of Intel’s Macs, borrowed memory, empty slots', async () => {
  const facts = await probeWith(
    machine({
      sysctl: 'hw.memsize: 34359738368\nhw.physicalcpu: 8\nmachdep.cpu.brand_string: Intel(R) Core(TM) i9-9980HK CPU @ 2.40GHz\n',
      'system_profiler SPDisplaysDataType': JSON.stringify({
        SPDisplaysDataType: [
          { _name: 'Intel UHD Graphics 630', sppci_model: 'Intel UHD Graphics 630', spdisplays_vendor: 'Intel', spdisplays_vram_shared: '1536 MB', _spdisplays_vram: '1536 MB' },
          { sppci_model: 'AMD Radeon Pro 5500M', spdisplays_vendor: 'AMD (0x1002)', spdisplays_vram: '8 GB' },
        ],
      }),
      'system_profiler SPMemoryDataType': JSON.stringify({ SPMemoryDataType: [{ _items: [{ dimm_size: '32 GB', dimm_type: 'DDR4', dimm_speed: '2667 MHz' }, { dimm_size: 'empty', dimm_type: 'empty' }] }] }),
      'system_profiler SPStorageDataType': 'Die Sprache ist eine andere',
    }),
    'darwin',
    'x64',
    at,
  )
  expect(facts.devices.map(({ vendor, memory, unifiedMemory }) => [vendor.value, memory.value, unifiedMemory.value])).toEqual([
    ['Intel', 1536 * 1_048_576, true],
    // 8 GB of a card are 8 GiB.
    ['AMD', 8_589_934_592, false],
  ])
  expect(facts.memory).toMatchObject({ kind: { value: 'DDR4' }, modules: { value: 1 } })
  expect(facts.disks).toEqual([])
})

test.skipIf(process.platform === 'win32')('what a program printed before it failed counts only where that is its way', async () => {
  const program = { name: 'sh', paths: ['/bin/sh', '/usr/bin/sh'], arguments: ['-c', 'echo "hw.memsize: 1000"; exit 1'] }
  expect(await runProgram(program)).toMatchObject({ gap: { code: 'failed' } })
  expect(await runProgram({ ...program, tellsThoughFailed: true })).toEqual({ text: 'hw.memsize: 1000\n' })
  expect(await runProgram({ ...program, arguments: ['-c', 'exit 1'], tellsThoughFailed: true })).toMatchObject({ gap: { code: 'failed' } })
})

test('a program that is not there, and one that fails, are gaps', async () => {
  expect(await runProgram({ name: 'none', paths: ['/no/such/program'], arguments: [] })).toEqual({
    gap: { origin: 'none', code: 'not-found' },
  })
  expect(await runProgram({ name: 'false', paths: ['/bin/false', '/usr/bin/false'], arguments: [] })).toMatchObject({
    gap: { code: 'failed' },
  })
})
