/**
 * Redfish, as management processors of servers answer: ComputerSystem, Processor and Memory resources, in one file or
 * several, alone, in lists, or expanded into the system they belong to.
 */
import { ok } from '../../shared/base/result.ts'
import type { JsonValue } from '../../shared/base/strict-json.ts'
import { factOf, known, unknown, type DeviceFacts, type MachineFact, type MachineFacts } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { mostMachines } from '../../shared/domain/machine/inventory.ts'
import { cleanName, isObject, listOf, textMember, toldName, wholeNumber } from '../probe/text.ts'
import { originIn, refuse, type Imported } from './refused.ts'

type Resource = {
  readonly kind: 'ComputerSystem' | 'Processor' | 'Memory'
  readonly system: string
  readonly members: Readonly<Record<string, unknown>>
  /** File and address inside it. */
  readonly file: string
  readonly path: string
}

const mebibyte = 1024 ** 2

/** Also a list of links alone: it names no machine, and the refusal can say so. */
export function isRedfish(value: JsonValue): boolean {
  return (isObject(value) && textMember(value, '@odata.id') !== null) || resourcesOf(value, '', '').length > 0
}

/** Machines from all files together: a system and its parts often stand in files of their own. */
export function readRedfish(files: readonly { readonly file: string; readonly value: JsonValue }[], at: string): Imported {
  const all = files.flatMap(({ file, value }) => resourcesOf(value, file, ''))
  const named = [...new Set(all.map(({ system }) => system).filter((system) => system !== ''))]
  const systems = named.length === 0 ? [''] : named
  if (systems.length > mostMachines) return refuse('too-many', { field: 'Systems' })
  // Parts without an address belong to the only system there is.
  const machines = systems.map((system) => machineOf(all.filter((part) => part.system === system || (systems.length === 1 && part.system === '')), at))
  return all.length === 0 ? refuse('no-machine', { field: '@odata.type' }) : ok(machines)
}

function resourcesOf(value: unknown, file: string, above: string): readonly Resource[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => resourcesOf(item, file, above))
  if (!isObject(value)) return []
  const address = textMember(value, '@odata.id') ?? ''
  const system = /\/Systems\/([^/#]{1,200})/.exec(address)?.[1] ?? above
  const kind = /^#(ComputerSystem|Processor|Memory)\./.exec(textMember(value, '@odata.type') ?? '')?.[1]
  const inner = ['Members', 'Processors', 'Memory', 'Systems'].flatMap((name) => {
    const member = value[name]
    return typeof member === 'object' ? resourcesOf(member, file, system) : []
  })
  if (kind !== 'ComputerSystem' && kind !== 'Processor' && kind !== 'Memory') return inner
  return [{ kind, system, members: value, file, path: address === '' ? kind : address }, ...inner]
}

function machineOf(all: readonly Resource[], at: string): MachineFacts {
  const there = all.filter(({ members }) => !/absent|disabled/i.test(textMember(members['Status'], 'State') ?? ''))
  const system = there.find(({ kind }) => kind === 'ComputerSystem')
  const parts = there.filter(({ kind }) => kind === 'Processor')
  const processors = parts.filter(({ members }) => (textMember(members, 'ProcessorType') ?? 'CPU') === 'CPU')
  const devices = parts.filter(({ members }) => ['GPU', 'Accelerator'].includes(textMember(members, 'ProcessorType') ?? '')).slice(0, 256)
  // Modules that keep their contents are no memory that a program can use.
  const modules = there.filter(({ kind, members }) => kind === 'Memory' && (sizeOf(members) ?? 0) > 0 && /^DRAM$/i.test(textMember(members, 'MemoryType') ?? 'DRAM'))
  const first = system ?? there[0]
  const blank = blankMachine(first?.file ?? 'Redfish', at)
  const origin = (part: Resource | undefined, field: string): string => originIn(part?.file ?? blank.release.origin, `${part?.path ?? ''} ${field}`.trim())
  const summary = system?.members['ProcessorSummary']
  const cpu = processors[0]
  const module = modules[0]
  const label = toldName(textMember(system?.members, 'HostName')) ?? toldName(textMember(system?.members, 'Name')) ?? cleanName(system?.system)
  const summed = total(modules.map(({ members }) => sizeOf(members)))
  const gibibytes = system === undefined ? null : numberMember(system.members['MemorySummary'], 'TotalSystemMemoryGiB')
  const either = (fromParts: MachineFact<number>, field: string): MachineFact<number> => {
    const count = wholeNumber(textMember(summary, field))
    return fromParts.value === null && count !== null && count <= 1_000_000 ? known(count, origin(system, `ProcessorSummary.${field}`)) : fromParts
  }
  return {
    ...blank,
    ...(label === null ? {} : { label }),
    processor: {
      ...blank.processor,
      name: factOf(
        toldName(textMember(cpu?.members, 'Model')) ?? toldName(textMember(summary, 'Model')),
        cpu === undefined ? origin(system, 'ProcessorSummary.Model') : origin(cpu, 'Model'),
      ),
      architecture: factOf(architectureOf(textMember(cpu?.members, 'InstructionSet')), origin(cpu, 'InstructionSet'), 'derived'),
      sockets: either(processors.length === 0 ? unknown(origin(system, 'ProcessorSummary.Count')) : known(processors.length, origin(cpu, 'ProcessorType')), 'Count'),
      cores: either(sumOf(processors, 'TotalCores', origin(cpu, 'TotalCores')), 'CoreCount'),
      threads: either(sumOf(processors, 'TotalThreads', origin(cpu, 'TotalThreads')), 'LogicalProcessorCount'),
    },
    memory: {
      ...blank.memory,
      total:
        summed === null
          ? // A system that is off may say that it has none.
            factOf(gibibytes === null || gibibytes === 0 ? null : safe(gibibytes * 1024 ** 3), origin(system, 'MemorySummary.TotalSystemMemoryGiB'))
          : known(summed, origin(module, 'CapacityMiB')),
      kind: factOf(toldName(textMember(module?.members, 'MemoryDeviceType')), origin(module, 'MemoryDeviceType')),
      megatransfers: factOf(countOf(textMember(module?.members, 'OperatingSpeedMhz')), origin(module, 'OperatingSpeedMhz')),
      modules: modules.length === 0 ? unknown(origin(system, 'Memory')) : known(modules.length, origin(module, 'CapacityMiB')),
    },
    devices: devices.map((part) => deviceOf(part, origin)),
  }
}

function deviceOf(part: Resource, origin: (part: Resource, field: string) => string): DeviceFacts {
  const { members } = part
  const own = listOf(members['ProcessorMemory']).map((memory) => wholeNumber(textMember(memory, 'CapacityMiB')))
  const inSummary = wholeNumber(textMember(members['MemorySummary'], 'TotalMemorySizeMiB'))
  const mebibytes = own.length === 0 ? inSummary : total(own)
  return {
    ...blankDevice(origin(part, 'ProcessorType')),
    name: factOf(toldName(textMember(members, 'Model')) ?? toldName(textMember(members, 'Name')), origin(part, 'Model')),
    vendor: factOf(toldName(textMember(members, 'Manufacturer')), origin(part, 'Manufacturer')),
    memory: factOf(mebibytes === null ? null : safe(mebibytes * mebibyte), origin(part, 'ProcessorMemory')),
    address: factOf(cleanName(textMember(members, 'Id')), origin(part, 'Id')),
  }
}

function sizeOf(members: Readonly<Record<string, unknown>>): number | null {
  const mebibytes = wholeNumber(textMember(members, 'CapacityMiB'))
  return mebibytes === null ? null : safe(mebibytes * mebibyte)
}

function sumOf(parts: readonly Resource[], member: string, origin: string): MachineFact<number> {
  const all = total(parts.map(({ members }) => wholeNumber(textMember(members, member))))
  return factOf(all !== null && all <= 1_000_000 ? all : null, origin)
}

/** Null where there is none, or one is not known. */
function total(values: readonly (number | null)[]): number | null {
  const all = values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)
  return values.length === 0 || all === null ? null : safe(all)
}

function safe(value: number): number | null {
  const whole = Math.floor(value)
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : null
}

function countOf(text: string | null): number | null {
  const count = wholeNumber(text)
  return count !== null && count <= 1_000_000 ? count : null
}

function numberMember(value: unknown, name: string): number | null {
  const member = isObject(value) ? value[name] : null
  return typeof member === 'number' && Number.isFinite(member) && member >= 0 ? member : null
}

function architectureOf(set: string | null): string | null {
  if (set === 'x86-64') return 'x64'
  return set === 'ARM-A64' ? 'arm64' : null
}
