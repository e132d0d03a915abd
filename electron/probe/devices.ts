/** Graphics processors as the tools of their makers name them. Pure parsers of recorded formats. */
import type { DeviceFacts } from '../../shared/domain/machine.ts'
import { known, unknown } from '../../shared/domain/machine.ts'
import { cleanName, isObject, jsonOf, listOf, textMember, toldName, wholeNumber } from './text.ts'
import type { Program } from './run.ts'

const mebibyte = 1024 * 1024

export const nvidiaSmi: Program = {
  name: 'nvidia-smi',
  paths: [
    '/usr/bin/nvidia-smi',
    '/usr/local/bin/nvidia-smi',
    '/usr/lib/wsl/lib/nvidia-smi',
    'C:\\Windows\\System32\\nvidia-smi.exe',
    'C:\\Program Files\\NVIDIA Corporation\\NVSMI\\nvidia-smi.exe',
  ],
  arguments: ['--query-gpu=name,memory.total,driver_version,pci.bus_id', '--format=csv,noheader,nounits'],
}

export const rocmSmi: Program = {
  name: 'rocm-smi',
  paths: ['/opt/rocm/bin/rocm-smi', '/usr/bin/rocm-smi'],
  arguments: ['--showproductname', '--showmeminfo', 'vram', '--showdriverversion', '--showbus', '--json'],
}

/** One line per device: name, memory in MiB, driver, address. Null when the text is something else. */
export function parseNvidiaSmi(text: string): readonly DeviceFacts[] | null {
  const origin = 'nvidia-smi'
  const devices: DeviceFacts[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const [name, memory, driver, address, ...more] = line.split(',').map((part) => part.trim())
    if (name === undefined || memory === undefined || driver === undefined || more.length > 0) return null
    const mebibytes = wholeNumber(memory)
    // Devices that share the computer's memory print [N/A] or [Not Supported]; a card that is lost prints something else.
    const shared = /^\[?(N\/A|Not Supported)\]?$/i.test(memory)
    devices.push({
      name: fact(toldName(name), origin),
      vendor: known('NVIDIA', origin, 'derived'),
      memory: fact(mebibytes === null ? null : mebibytes * mebibyte, origin),
      unifiedMemory: mebibytes !== null || shared ? known(shared, origin, 'derived') : unknown(origin),
      driver: fact(toldName(driver), origin),
      address: fact(toldName(address), origin),
    })
  }
  return devices
}

/** An object with a member per card. */
export function parseRocmSmi(text: string): readonly DeviceFacts[] | null {
  const origin = 'rocm-smi'
  const data = jsonOf(text)
  if (!isObject(data)) return null
  const driver = textMember(data['system'], 'Driver version')
  return Object.entries(data).flatMap(([card, value]): readonly DeviceFacts[] => {
    if (!/^card\d+$/.test(card) || !isObject(value)) return []
    const member = (...names: readonly string[]): string | null =>
      names.reduce<string | null>((found, one) => found ?? toldName(textMember(value, one)), null)
    const series = member('Card Series', 'Card series')
    // Where the driver does not know the name of the series it repeats the number of the model.
    const name = series !== null && !/^0x[0-9a-f]+$/i.test(series) ? series : (member('Market Name', 'Card Model', 'Card model', 'Card SKU') ?? series)
    return [
      {
        name: fact(cleanName(name), origin),
        vendor: known('AMD', origin, 'derived'),
        memory: fact(wholeNumber(textMember(value, 'VRAM Total Memory (B)')), origin),
        unifiedMemory: unknown(origin),
        driver: fact(toldName(driver), origin),
        address: fact(toldName(textMember(value, 'PCI Bus')), origin),
      },
    ]
  })
}

const pciVendors: ReadonlyMap<string, string> = new Map([
  ['0x10de', 'NVIDIA'],
  ['0x1002', 'AMD'],
  ['0x8086', 'Intel'],
])

/** A card in sysfs: PCI ids, and for AMD the size of its memory. Screens of servers (other vendors) are left out. */
export function deviceFromSysfs(
  card: string,
  files: {
    readonly vendor: string | null
    readonly device: string | null
    readonly memory: string | null
    readonly driver: string | null
  },
): DeviceFacts | null {
  const vendor = pciVendors.get(files.vendor?.trim() ?? '')
  if (vendor === undefined) return null
  const origin = `/sys/class/drm/${card}/device`
  const id = /^0x[0-9a-f]{4}$/.exec(files.device?.trim() ?? '')?.[0] ?? null
  return {
    name: fact(id === null ? null : `${vendor} ${id}`, origin),
    vendor: known(vendor, origin),
    memory: fact(wholeNumber(files.memory), origin),
    unifiedMemory: unknown(origin),
    driver: fact(cleanName(files.driver), origin),
    address: unknown(origin),
  }
}

/** `system_profiler SPDisplaysDataType -json`. Apple's own processors work in the computer's memory. */
export function parseSystemProfilerDisplays(text: string, memoryBytes: number | null): readonly DeviceFacts[] | null {
  const origin = 'system_profiler SPDisplaysDataType'
  const data = jsonOf(text)
  if (!isObject(data)) return null
  return listOf(data['SPDisplaysDataType']).map((entry): DeviceFacts => {
    const name = textMember(entry, 'sppci_model') ?? textMember(entry, '_name')
    const apple = name?.startsWith('Apple') ?? false
    const own = /^(\d+) (GB|MB)$/.exec(textMember(entry, 'spdisplays_vram') ?? textMember(entry, '_spdisplays_vram') ?? '')
    const units = wholeNumber(own?.[1])
    // Graphics inside Intel's processors borrow memory and say so under another name.
    const borrows = textMember(entry, 'spdisplays_vram_shared') !== null
    // Variants of one processor differ in their cores, and some in the speed of their memory.
    const cores = wholeNumber(textMember(entry, 'sppci_cores'))
    return {
      name: fact(cleanName(apple && name !== null && cores !== null ? `${name} (${cores}-core GPU)` : name), origin),
      vendor: fact(apple ? 'Apple' : macVendor(textMember(entry, 'spdisplays_vendor')), origin),
      memory: apple
        ? memoryBytes === null
          ? unknown('sysctl hw.memsize')
          : known(memoryBytes, 'sysctl hw.memsize')
        : fact(units === null ? null : units * (own?.[2] === 'GB' ? 1024 : 1) * mebibyte, origin),
      unifiedMemory: known(apple || borrows, origin, 'derived'),
      driver: unknown(origin),
      address: unknown(origin),
    }
  })
}

/** `AMD (0x1002)` and `sppci_vendor_intel`. */
function macVendor(text: string | null): string | null {
  const name = toldName(text?.replace(/^sppci_vendor_/i, '').replace(/\s*\(0x[0-9a-f]{4}\)$/i, ''))
  return name === null ? null : (['AMD', 'NVIDIA', 'Intel'].find((one) => name.toLowerCase().startsWith(one.toLowerCase())) ?? name)
}

/**
 * `Win32_VideoController`. Its AdapterRAM is a 32-bit number and wrong from 4 GiB on, so that only smaller values are
 * taken; nvidia-smi gives the true one for NVIDIA's cards.
 */
export function parseVideoControllers(value: unknown): readonly DeviceFacts[] {
  const origin = 'Win32_VideoController'
  return listOf(value).flatMap((entry): readonly DeviceFacts[] => {
    const name = cleanName(textMember(entry, 'Name'))
    if (name === null || /^(microsoft|remote|citrix|vmware)/i.test(name)) return []
    const memory = wholeNumber(textMember(entry, 'AdapterRAM'))
    return [
      {
        name: known(name, origin),
        vendor: fact(cleanName(textMember(entry, 'AdapterCompatibility')), origin),
        memory: fact(memory !== null && memory > 0 && memory < 4_000_000_000 ? memory : null, origin),
        unifiedMemory: unknown(origin),
        driver: fact(cleanName(textMember(entry, 'DriverVersion')), origin),
        address: fact(cleanName(textMember(entry, 'PNPDeviceID')), origin),
      },
    ]
  })
}

function fact<Value>(value: Value | null, origin: string) {
  return value === null ? unknown<Value>(origin) : known(value, origin)
}
