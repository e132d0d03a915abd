/** What macOS tells about its machine: sysctl and system_profiler. */
import { known, unknown, type MachineFact } from '../../shared/domain/machine.ts'
import { parseSystemProfilerDisplays } from './devices.ts'
import type { Found } from './linux.ts'
import type { Gap, Looking, Program, Reading } from './run.ts'
import { cleanName, isObject, jsonOf, keyValues, listOf, textMember, toldName, wholeNumber } from './text.ts'

const sysctl: Program = {
  name: 'sysctl',
  paths: ['/usr/sbin/sysctl'],
  arguments: [
    'hw.memsize',
    'hw.physicalcpu',
    'hw.logicalcpu',
    'hw.packages',
    'machdep.cpu.brand_string',
    'kern.osproductversion',
    'kern.hv_vmm_present',
    'hw.optional.arm.FEAT_DotProd',
    'hw.optional.arm.FEAT_I8MM',
    'hw.optional.arm.FEAT_BF16',
    'hw.optional.arm.FEAT_SME',
  ],
  // Macs with Intel's processors have none of the last four, older systems not all.
  tellsThoughFailed: true,
}

const profiler = (kind: string): Program => ({
  name: `system_profiler ${kind}`,
  paths: ['/usr/sbin/system_profiler'],
  arguments: [kind, '-json'],
  milliseconds: 30_000,
})

export async function probeMacos(looking: Looking, architecture: string): Promise<Found> {
  const [system, displays, memory, storage] = await Promise.all([
    looking.runProgram(sysctl),
    looking.runProgram(profiler('SPDisplaysDataType')),
    looking.runProgram(profiler('SPMemoryDataType')),
    looking.runProgram(profiler('SPStorageDataType')),
  ])
  const values = keyValues(textOf(system), ':')
  const total = wholeNumber(values.get('hw.memsize'))
  const devices = 'text' in displays ? parseSystemProfilerDisplays(displays.text, total) : []
  return {
    ...parseSysctl(values, architecture),
    memory: {
      total: fact(total, 'sysctl hw.memsize'),
      available: unknown('sysctl'),
      limit: unknown('sysctl'),
      ...parseProfilerMemory(textOf(memory)),
      bandwidth: unknown('not measured'),
    },
    disks: parseProfilerStorage(textOf(storage)),
    devices: [...(devices ?? [])],
    gaps: [
      ...[system, displays, memory, storage].flatMap((reading): readonly Gap[] =>
        'gap' in reading ? [reading.gap] : [],
      ),
      ...(devices === null ? [{ origin: 'system_profiler SPDisplaysDataType', code: 'not-understood' } as const] : []),
    ],
  }
}

export function parseSysctl(
  values: ReadonlyMap<string, string>,
  architecture: string,
): Pick<Found, 'system' | 'release' | 'virtualization' | 'processor'> {
  const number = (name: string): MachineFact<number> => fact(wholeNumber(values.get(name)), `sysctl ${name}`)
  const sets = [
    ['hw.optional.arm.FEAT_DotProd', 'asimddp'],
    ['hw.optional.arm.FEAT_I8MM', 'i8mm'],
    ['hw.optional.arm.FEAT_BF16', 'bf16'],
    ['hw.optional.arm.FEAT_SME', 'sme'],
  ].flatMap(([name, set]) => (name !== undefined && set !== undefined && values.get(name) === '1' ? [set] : []))
  const virtual = values.get('kern.hv_vmm_present')
  return {
    system: known('macos', 'process.platform'),
    release: fact(
      cleanName(prefixed('macOS ', values.get('kern.osproductversion'))),
      sysctlOrigin('kern.osproductversion'),
    ),
    virtualization:
      virtual === undefined
        ? unknown(sysctlOrigin('kern.hv_vmm_present'))
        : known(virtual === '1' ? 'virtual machine' : 'none', sysctlOrigin('kern.hv_vmm_present')),
    processor: {
      name: fact(cleanName(values.get('machdep.cpu.brand_string')), sysctlOrigin('machdep.cpu.brand_string')),
      architecture: known(architecture, 'process.arch'),
      sockets: number('hw.packages'),
      cores: number('hw.physicalcpu'),
      threads: number('hw.logicalcpu'),
      instructionSets: sets.length > 0 ? known(sets, 'sysctl hw.optional.arm') : unknown('sysctl hw.optional.arm'),
    },
  }
}

/** One entry on Apple's processors; a list of modules on Intel's. */
export function parseProfilerMemory(text: string): Pick<Found['memory'], 'kind' | 'megatransfers' | 'modules'> {
  const origin = 'system_profiler SPMemoryDataType'
  const data = jsonOf(text)
  const entries = isObject(data) ? listOf(data['SPMemoryDataType']) : []
  const modules = entries
    .flatMap((entry) => (isObject(entry) ? listOf(entry['_items']) : []))
    .filter((module) => !/^empty$/i.test(textMember(module, 'dimm_size') ?? '') && !/^empty$/i.test(textMember(module, 'dimm_status') ?? ''))
  const first = modules[0] ?? entries[0]
  const kind = textMember(first, 'dimm_type')
  const speed = wholeNumber(/^(\d+) (?:MHz|MT\/s)$/.exec(textMember(first, 'dimm_speed') ?? '')?.[1])
  return {
    kind: fact(toldName(kind), origin),
    megatransfers: fact(speed, origin),
    modules: modules.length > 0 ? known(modules.length, origin) : unknown(origin),
  }
}

export function parseProfilerStorage(text: string): Found['disks'] {
  const origin = 'system_profiler SPStorageDataType'
  const data = jsonOf(text)
  const volumes = isObject(data) ? listOf(data['SPStorageDataType']) : []
  return volumes.slice(0, 64).flatMap((entry): Found['disks'] => {
    const name = cleanName(textMember(entry, '_name'))
    const drive = isObject(entry) ? entry['physical_drive'] : null
    const medium = textMember(drive, 'medium_type')
    if (name === null) return []
    return [
      {
        name,
        model: fact(cleanName(textMember(drive, 'device_name')), origin),
        size: fact(wholeNumber(textMember(entry, 'size_in_bytes')), origin),
        free: fact(wholeNumber(textMember(entry, 'free_space_in_bytes')), origin),
        kind:
          medium === 'ssd'
            ? known('solid-state', origin)
            : medium === 'rotational'
              ? known('rotating', origin)
              : unknown(origin),
      },
    ]
  })
}

function sysctlOrigin(name: string): string {
  return `sysctl ${name}`
}

function prefixed(prefix: string, text: string | undefined): string | null {
  return text === undefined || text === '' ? null : prefix + text
}

function textOf(reading: Reading): string {
  return 'text' in reading ? reading.text : ''
}

function fact<Value>(value: Value | null, origin: string): MachineFact<Value> {
  return value === null ? unknown(origin) : known(value, origin)
}
