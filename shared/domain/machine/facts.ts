/** The facts of a machine one by one, each with its path, in the order in which people read them. */
import type { MachineFact, MachineFacts } from '../machine.ts'
import { message, type Message, type MessageValue } from '../vocabulary.ts'

/** How a value is read and typed. */
export type FactKind = 'text' | 'virtual' | 'count' | 'transfers' | 'bytes' | 'rate' | 'list' | 'yes-no' | 'system' | 'disk-kind'

export type ListedFact = {
  /** `memory.total`, `devices.0.memory`. */
  readonly path: string
  /** `machine.fact.<name>` names it. */
  readonly name: string
  /** Which of several disks or devices, from 1; null for what there is once. */
  readonly number: number | null
  readonly kind: FactKind
  readonly fact: MachineFact<unknown>
}

export function listFacts(machine: MachineFacts): readonly ListedFact[] {
  const once = (path: string, name: string, kind: FactKind, fact: MachineFact<unknown>): ListedFact => ({ path, name, number: null, kind, fact })
  const { processor, memory } = machine
  return [
    once('system', 'system', 'system', machine.system),
    once('release', 'release', 'text', machine.release),
    once('virtualization', 'virtualization', 'virtual', machine.virtualization),
    once('processor.name', 'processor', 'text', processor.name),
    once('processor.architecture', 'architecture', 'text', processor.architecture),
    once('processor.sockets', 'sockets', 'count', processor.sockets),
    once('processor.cores', 'cores', 'count', processor.cores),
    once('processor.threads', 'threads', 'count', processor.threads),
    once('processor.instructionSets', 'instructionSets', 'list', processor.instructionSets),
    once('memory.total', 'memoryTotal', 'bytes', memory.total),
    once('memory.available', 'memoryAvailable', 'bytes', memory.available),
    once('memory.limit', 'memoryLimit', 'bytes', memory.limit),
    once('memory.kind', 'memoryKind', 'text', memory.kind),
    once('memory.megatransfers', 'memorySpeed', 'transfers', memory.megatransfers),
    once('memory.modules', 'memoryModules', 'count', memory.modules),
    once('memory.bandwidth', 'memoryBandwidth', 'rate', memory.bandwidth),
    ...machine.disks.flatMap((disk, index) => {
      const of = (member: string, name: string, kind: FactKind, fact: MachineFact<unknown>): ListedFact => ({
        path: `disks.${index}.${member}`, name, number: index + 1, kind, fact,
      })
      return [
        of('model', 'disk', 'text', disk.model),
        of('size', 'diskSize', 'bytes', disk.size),
        of('kind', 'diskKind', 'disk-kind', disk.kind),
        of('free', 'diskFree', 'bytes', disk.free),
      ]
    }),
    ...machine.devices.flatMap((device, index) => {
      const of = (member: string, name: string, kind: FactKind, fact: MachineFact<unknown>): ListedFact => ({
        path: `devices.${index}.${member}`, name, number: index + 1, kind, fact,
      })
      return [
        of('name', 'device', 'text', device.name),
        of('vendor', 'deviceVendor', 'text', device.vendor),
        of('memory', 'deviceMemory', 'bytes', device.memory),
        of('unifiedMemory', 'deviceUnified', 'yes-no', device.unifiedMemory),
        of('driver', 'driver', 'text', device.driver),
        of('address', 'deviceAddress', 'text', device.address),
      ]
    }),
  ]
}

/** One fact by its path, null where the machine has none there. */
export function factAt(machine: MachineFacts, path: string): MachineFact<unknown> | null {
  return listFacts(machine).find((listed) => listed.path === path)?.fact ?? null
}

/** A fact's value for readers, null where it is not known. */
export function factMessage({ kind, fact }: Pick<ListedFact, 'kind' | 'fact'>): Message | null {
  const { value } = fact
  if (typeof value === 'boolean') return message(value ? 'report.yes' : 'report.no')
  if (typeof value === 'string') {
    if (kind === 'system') return message('machine.value.plain', { value: { term: `machine.system.${value}` } })
    if (kind === 'virtual' && (value === 'none' || value === 'virtual machine'))
      return message('machine.value.plain', { value: { term: `machine.virtual.${value === 'none' ? 'none' : 'some'}` } })
    if (kind === 'disk-kind') return message('machine.value.plain', { value: { term: `machine.disk.${value}` } })
    return message('machine.value.plain', { value })
  }
  if (typeof value === 'number') return message(numberWords[kind] ?? 'machine.value.plain', { value: numberValue(kind, value) })
  if (Array.isArray(value)) return message('machine.value.plain', { value: { list: value.map(String) } })
  return null
}

/** Origins that are words of ours and no name of a file, a command or a field. */
const ownOrigins: ReadonlySet<string> = new Set(['measured here', 'not measured', 'entered by hand', 'no probe for this system'])

/** Where a fact was read, for readers: names stay as they are, words of ours are said in the reader's language. */
export function originMessage(origin: string): Message {
  const found = /^(?:(.*?): )?([^:]*)$/s.exec(origin)
  const [file, place] = [found?.[1] ?? null, found?.[2] ?? '']
  const line = /^line (\d{1,9})(?:, (\w+))?$/.exec(place)
  const inside: MessageValue | null = ownOrigins.has(place) ? { term: `machine.origin.${place}` } : null
  if (inside !== null) return file === null ? message('machine.value.plain', { value: inside }) : message('machine.origin.in', { file, place: inside })
  if (line === null || file === null) return message('machine.value.plain', { value: origin })
  const values = { file, line: Number(line[1]) }
  return line[2] === undefined ? message('machine.origin.line', values) : message('machine.origin.column', { ...values, column: line[2] })
}

const numberWords: { readonly [Kind in FactKind]?: string } = { rate: 'machine.value.rate', transfers: 'machine.value.transfers' }

function numberValue(kind: FactKind, value: number): MessageValue {
  if (kind === 'bytes' || kind === 'rate') return { bytes: value }
  // As the maker prints it on the module.
  return kind === 'transfers' ? String(value) : value
}
