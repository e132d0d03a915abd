/** What Linux tells about its machine: /proc, /sys, control groups and the makers' tools. */
import { known, unknown, type DeviceFacts, type MachineFact, type MachineFacts } from '../../shared/domain/machine.ts'
import { deviceFromSysfs, nvidiaSmi, parseNvidiaSmi, parseRocmSmi, rocmSmi } from './devices.ts'
import type { Gap, Looking, Reading } from './run.ts'
import { cleanName, keyValues, usefulInstructionSets, wholeNumber } from './text.ts'

export type Found = Omit<MachineFacts, 'schema' | 'takenAt'>

export async function probeLinux(looking: Looking, architecture: string): Promise<Found> {
  const [cpu, memory, release, product] = await Promise.all([
    looking.readText('/proc/cpuinfo'),
    looking.readText('/proc/meminfo'),
    looking.readText('/etc/os-release'),
    looking.readText('/sys/class/dmi/id/product_name'),
  ])
  const limit = await memoryLimit(looking)
  const devices = await findDevices(looking)
  const disks = await findDisks(looking)
  const processor = parseCpuInfo(textOf(cpu), architecture)
  return {
    system: known('linux', 'process.platform'),
    release: fact(
      cleanName(keyValues(textOf(release), '=').get('PRETTY_NAME')?.replaceAll('"', '')),
      '/etc/os-release',
    ),
    virtualization: virtualization(textOf(cpu), textOf(product)),
    processor,
    memory: {
      ...parseMemInfo(textOf(memory)),
      limit,
      // Speed and number of modules are in tables that only root can read.
      kind: unknown('/sys/firmware/dmi/tables'),
      megatransfers: unknown('/sys/firmware/dmi/tables'),
      modules: unknown('/sys/firmware/dmi/tables'),
      bandwidth: unknown('not measured'),
    },
    disks,
    devices: devices.devices,
    gaps: [cpu, memory, release].flatMap(gapOf).concat(devices.gaps),
  }
}

export function parseCpuInfo(text: string, architecture: string): Found['processor'] {
  const origin = '/proc/cpuinfo'
  const blocks = text.split(/\n\s*\n/).map((block) => keyValues(block, ':'))
  const processors = blocks.filter((block) => block.has('processor'))
  const first = processors[0] ?? new Map<string, string>()
  const sockets = new Set(processors.map((block) => block.get('physical id') ?? ''))
  const cores = new Set(processors.map((block) => `${block.get('physical id') ?? ''}/${block.get('core id') ?? ''}`))
  const hasCores = processors.length > 0 && processors.every((block) => block.has('core id'))
  const flags = (first.get('flags') ?? first.get('Features') ?? '').split(' ')
  const useful = flags.filter((flag) => usefulInstructionSets.has(flag))
  return {
    name: fact(cleanName(first.get('model name') ?? first.get('Model')), origin),
    architecture: known(architecture, 'process.arch'),
    sockets: hasCores ? known(sockets.size, origin) : unknown(origin),
    cores: hasCores ? known(cores.size, origin) : unknown(origin),
    threads: processors.length > 0 ? known(processors.length, origin) : unknown(origin),
    instructionSets: flags.length > 1 ? known([...new Set(useful)], origin) : unknown(origin),
  }
}

export function parseMemInfo(text: string): Pick<Found['memory'], 'total' | 'available'> {
  const origin = '/proc/meminfo'
  const values = keyValues(text, ':')
  const bytes = (key: string): MachineFact<number> => {
    const kibibytes = wholeNumber(/^(\d+) kB$/.exec(values.get(key) ?? '')?.[1])
    return fact(kibibytes === null ? null : kibibytes * 1024, origin)
  }
  return { total: bytes('MemTotal'), available: bytes('MemAvailable') }
}

/** A container's limit: the second generation of control groups says "max" for none, the first a huge number. */
export function parseMemoryLimit(text: string): number | null {
  const value = wholeNumber(text.trim())
  return value === null || value > 2 ** 52 ? null : value
}

async function memoryLimit(looking: Looking): Promise<MachineFact<number>> {
  for (const file of ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']) {
    const reading = await looking.readText(file)
    if ('text' in reading) return fact(parseMemoryLimit(reading.text), file)
  }
  return unknown('/sys/fs/cgroup')
}

export function virtualization(cpuInfo: string, product: string): MachineFact<string> {
  const name = cleanName(product)
  const machine = /virtual|kvm|vmware|qemu|bochs|hvm|cloud|compute engine|amazon ec2|firecracker/i.test(name ?? '')
  if (machine && name !== null) return known(name, '/sys/class/dmi/id/product_name')
  if (/^flags\s*:.*\bhypervisor\b/m.test(cpuInfo)) return known('virtual machine', '/proc/cpuinfo')
  return name === null
    ? unknown('/sys/class/dmi/id/product_name')
    : known('none', '/sys/class/dmi/id/product_name', 'derived')
}

async function findDevices(looking: Looking): Promise<{ readonly devices: DeviceFacts[]; readonly gaps: Gap[] }> {
  const devices: DeviceFacts[] = []
  const gaps: Gap[] = []
  for (const { program, parse, vendor } of [
    { program: nvidiaSmi, parse: parseNvidiaSmi, vendor: 'NVIDIA' },
    { program: rocmSmi, parse: parseRocmSmi, vendor: 'AMD' },
  ]) {
    const reading = await looking.runProgram(program)
    const found = 'text' in reading ? parse(reading.text) : []
    if ('gap' in reading) gaps.push(reading.gap)
    if (found === null) gaps.push({ origin: program.name, code: 'not-understood' })
    devices.push(...(found ?? []))
    if ((found ?? []).length === 0) devices.push(...(await sysfsDevices(looking, vendor)))
  }
  devices.push(...(await sysfsDevices(looking, 'Intel')))
  return { devices, gaps }
}

/** Cards of one maker without their maker's tool: what the kernel knows. */
async function sysfsDevices(looking: Looking, vendor: string): Promise<readonly DeviceFacts[]> {
  const cards = (await looking.listFolder('/sys/class/drm')).filter((name) => /^card\d+$/.test(name))
  const found: DeviceFacts[] = []
  for (const card of cards) {
    const folder = `/sys/class/drm/${card}/device`
    const [vendorId, device, memory, uevent] = await Promise.all([
      looking.readText(`${folder}/vendor`),
      looking.readText(`${folder}/device`),
      looking.readText(`${folder}/mem_info_vram_total`),
      looking.readText(`${folder}/uevent`),
    ])
    const facts = deviceFromSysfs(card, {
      vendor: textOf(vendorId),
      device: textOf(device),
      memory: textOf(memory),
      driver: keyValues(textOf(uevent), '=').get('DRIVER') ?? null,
    })
    if (facts !== null && facts.vendor.value === vendor) found.push(facts)
  }
  return found
}

/** Whole disks; loops, memory disks and device-mapper parts are none. */
async function findDisks(looking: Looking): Promise<Found['disks']> {
  const names = (await looking.listFolder('/sys/block')).filter(
    (name) => !/^(loop|ram|zram|dm-|md|sr|fd|nbd)/.test(name),
  )
  const disks: Found['disks'] = []
  for (const name of names.slice(0, 64)) {
    const folder = `/sys/block/${name}`
    const [size, rotational, model] = await Promise.all([
      looking.readText(`${folder}/size`),
      looking.readText(`${folder}/queue/rotational`),
      looking.readText(`${folder}/device/model`),
    ])
    const sectors = wholeNumber(textOf(size).trim())
    const rotating = textOf(rotational).trim()
    const clean = cleanName(name)
    if (clean === null || sectors === null || sectors === 0) continue
    disks.push({
      name: clean,
      model: fact(cleanName(textOf(model)), `${folder}/device/model`),
      // The kernel counts sectors of 512 bytes whatever the disk's own are.
      size: known(sectors * 512, `${folder}/size`),
      free: unknown(folder),
      kind:
        rotating === '0' || rotating === '1'
          ? known(rotating === '0' ? 'solid-state' : 'rotating', `${folder}/queue/rotational`)
          : unknown(`${folder}/queue/rotational`),
    })
  }
  return disks
}

function textOf(reading: Reading): string {
  return 'text' in reading ? reading.text : ''
}

function gapOf(reading: Reading): readonly Gap[] {
  return 'gap' in reading ? [reading.gap] : []
}

function fact<Value>(value: Value | null, origin: string): MachineFact<Value> {
  return value === null ? unknown(origin) : known(value, origin)
}
