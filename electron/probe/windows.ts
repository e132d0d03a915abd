/** What Windows tells about its machine: CIM classes through PowerShell with a fixed command, and nvidia-smi. */
import { known, unknown, type MachineFact } from '../../shared/domain/machine.ts'
import { nvidiaSmi, parseNvidiaSmi, parseVideoControllers } from './devices.ts'
import type { Found } from './linux.ts'
import type { Gap, Looking, Program } from './run.ts'
import { cleanName, isObject, jsonOf, listOf, textMember, toldName, wholeNumber } from './text.ts'

/** One constant text: nothing from outside ever becomes part of it. */
const cimQuery = [
  "$ErrorActionPreference='SilentlyContinue';",
  '[Console]::OutputEncoding=[System.Text.Encoding]::UTF8;',
  '@{',
  'system=(Get-CimInstance Win32_OperatingSystem|Select-Object Caption,Version,FreePhysicalMemory);',
  'computer=(Get-CimInstance Win32_ComputerSystem|Select-Object Manufacturer,Model,TotalPhysicalMemory,HypervisorPresent);',
  'processors=@(Get-CimInstance Win32_Processor|Select-Object Name,NumberOfCores,NumberOfLogicalProcessors);',
  'modules=@(Get-CimInstance Win32_PhysicalMemory|Select-Object Capacity,ConfiguredClockSpeed,SMBIOSMemoryType);',
  'disks=@(Get-PhysicalDisk|Select-Object DeviceId,FriendlyName,Size,MediaType);',
  'video=@(Get-CimInstance Win32_VideoController|Select-Object Name,AdapterCompatibility,AdapterRAM,DriverVersion,PNPDeviceID)',
  '}|ConvertTo-Json -Depth 4 -Compress',
].join('')

const powershell: Program = {
  name: 'powershell Get-CimInstance',
  paths: ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
  arguments: ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Restricted', '-Command', cimQuery],
  // Its first start after the machine's takes long, and six classes are asked for.
  milliseconds: 30_000,
}

export async function probeWindows(looking: Looking, architecture: string): Promise<Found> {
  const [cim, nvidia] = await Promise.all([looking.runProgram(powershell), looking.runProgram(nvidiaSmi)])
  const data = 'text' in cim ? jsonOf(cim.text) : null
  const found = parseCim(isObject(data) ? data : {}, architecture)
  const cards = 'text' in nvidia ? parseNvidiaSmi(nvidia.text) : []
  const gaps: Gap[] = [cim, nvidia].flatMap((reading): readonly Gap[] => ('gap' in reading ? [reading.gap] : []))
  if ('text' in cim && !isObject(data)) gaps.push({ origin: powershell.name, code: 'not-understood' })
  if (cards === null) gaps.push({ origin: nvidiaSmi.name, code: 'not-understood' })
  // Where the maker's own tool answered, its figures replace those of the display driver.
  const others =
    (cards ?? []).length > 0 ? found.devices.filter((device) => device.vendor.value !== 'NVIDIA') : found.devices
  return { ...found, devices: [...(cards ?? []), ...others], gaps }
}

export function parseCim(data: Readonly<Record<string, unknown>>, architecture: string): Found {
  const system = 'Win32_OperatingSystem'
  const computer = 'Win32_ComputerSystem'
  const processors = listed(data['processors'])
  const modules = listed(data['modules'])
  const free = wholeNumber(textMember(data['system'], 'FreePhysicalMemory'))
  const version = textMember(data['system'], 'Version')
  const caption = textMember(data['system'], 'Caption')
  const hypervisor = isObject(data['computer']) ? data['computer']['HypervisorPresent'] : null
  const model = cleanName(textMember(data['computer'], 'Model'))
  const virtual = /virtual|vmware|kvm|qemu/i.test(model ?? '')
  return {
    system: known('windows', 'process.platform'),
    release: fact(cleanName(caption === null ? null : `${caption} ${version ?? ''}`), system),
    // Windows with its own hypervisor on says "present" on bare machines too, so only the model decides.
    virtualization: virtual
      ? fact(model, computer)
      : hypervisor === false
        ? known('none', computer)
        : unknown(computer),
    processor: {
      name: fact(toldName(textMember(processors[0], 'Name')), 'Win32_Processor'),
      architecture: known(architecture, 'process.arch'),
      sockets: processors.length > 0 ? known(processors.length, 'Win32_Processor') : unknown('Win32_Processor'),
      cores: sum(processors, 'NumberOfCores'),
      threads: sum(processors, 'NumberOfLogicalProcessors'),
      instructionSets: unknown('Win32_Processor'),
    },
    memory: {
      total: fact(wholeNumber(textMember(data['computer'], 'TotalPhysicalMemory')), computer),
      available: fact(free === null ? null : free * 1024, system),
      limit: unknown(computer),
      kind: fact(memoryKind(wholeNumber(textMember(modules[0], 'SMBIOSMemoryType'))), 'Win32_PhysicalMemory'),
      megatransfers: fact(wholeNumber(textMember(modules[0], 'ConfiguredClockSpeed')), 'Win32_PhysicalMemory'),
      modules: modules.length > 0 ? known(modules.length, 'Win32_PhysicalMemory') : unknown('Win32_PhysicalMemory'),
      bandwidth: unknown('not measured'),
    },
    disks: listed(data['disks']).slice(0, 64).flatMap(diskOf),
    devices: [...parseVideoControllers(listed(data['video']))],
    gaps: [],
  }
}

/** Windows PowerShell may write a list as an object with its `value` and `Count`. */
function listed(value: unknown): readonly unknown[] {
  return isObject(value) && Array.isArray(value['value']) && 'Count' in value ? listOf(value['value']) : listOf(value)
}

function diskOf(entry: unknown): Found['disks'] {
  const origin = 'Get-PhysicalDisk'
  const name = cleanName(textMember(entry, 'DeviceId'))
  const medium = textMember(entry, 'MediaType')
  if (name === null) return []
  return [
    {
      name,
      model: fact(cleanName(textMember(entry, 'FriendlyName')), origin),
      size: fact(wholeNumber(textMember(entry, 'Size')), origin),
      free: unknown(origin),
      kind:
        medium === 'SSD' || medium === '4'
          ? known('solid-state', origin)
          : medium === 'HDD' || medium === '3'
            ? known('rotating', origin)
            : unknown(origin),
    },
  ]
}

/** Numbers of the SMBIOS standard, table 7.18.2. */
function memoryKind(type: number | null): string | null {
  const kinds: ReadonlyMap<number, string> = new Map([
    [24, 'DDR3'],
    [26, 'DDR4'],
    [30, 'LPDDR4'],
    [34, 'DDR5'],
    [35, 'LPDDR5'],
  ])
  return type === null ? null : (kinds.get(type) ?? null)
}

function sum(entries: readonly unknown[], member: string): MachineFact<number> {
  const origin = 'Win32_Processor'
  const numbers = entries.map((entry) => wholeNumber(textMember(entry, member)))
  if (numbers.length === 0 || numbers.includes(null)) return unknown(origin)
  return known(
    numbers.reduce<number>((total, value) => total + (value ?? 0), 0),
    origin,
  )
}

function fact<Value>(value: Value | null, origin: string): MachineFact<Value> {
  return value === null ? unknown(origin) : known(value, origin)
}
