/** The devices a plan runs on: an entry of the catalog, or what the probe found on this machine. */
import type { Accelerator } from '../../domain/accelerator-pack.ts'
import type { Device } from '../../domain/capacity/inputs.ts'
import type { DeviceFacts, MachineFacts } from '../../domain/machine.ts'
import type { Citation } from '../../domain/vocabulary.ts'
import { deviceOf, sharedMemoryShare } from '../capacity-run.ts'
import type { Facts, FieldId } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'

export type Target = {
  readonly source: 'this-machine' | 'catalog'
  readonly name: string
  /** Entry of the catalog, null when this machine's device is none that the catalog knows. */
  readonly accelerator: string | null
  readonly device: Device
  /** Devices in one node, and nodes. */
  readonly count: number
  readonly nodes: number
  /** Nodes of the plan that one such node stands for, where a copy is spread over several. */
  readonly nodesPerCopy?: number
  /** Watts of one device by its maker. */
  readonly power: number | null
  readonly sources: readonly Citation[]
  /** True when a figure that the fit rests on is unverified. */
  readonly unverified: boolean
  /** True when the memory is the maker's nominal figure, whose gigabytes can be read in two ways. */
  readonly nominal: boolean
}

/** Why there is no target, and the answer that would give one. */
export type TargetGap = {
  readonly code: 'not-chosen' | 'not-probed' | 'not-in-catalog' | 'memory-unknown' | 'count-unknown' | 'not-enough-nodes'
  readonly field: FieldId
}

export function targetOf(facts: Facts, machine: MachineFacts | null, knowledge: Knowledge): Target | TargetGap {
  const nodes = facts['hardware.nodes'] ?? 1
  if (facts['hardware.source'] === null) return { code: 'not-chosen', field: 'hardware.source' }
  if (facts['hardware.source'] === 'this-machine')
    return machine === null
      ? { code: 'not-probed', field: 'hardware.source' }
      : machineTarget(machine, nodes, knowledge)
  const id = facts['hardware.accelerator']
  if (id === null) return { code: 'not-chosen', field: 'hardware.accelerator' }
  const accelerator = knowledge.accelerators.accelerators.find((entry) => entry.id === id)
  if (accelerator === undefined) return { code: 'not-in-catalog', field: 'hardware.accelerator' }
  const count = facts['hardware.count']
  if (count === null) return { code: 'count-unknown', field: 'hardware.count' }
  // The planner's own figure is about this plan's machines; the catalog's is the largest configuration sold.
  const memory = accelerator.unifiedMemory ? facts['hardware.memory'] : null
  const device = deviceOf(accelerator, knowledge.engines, memory)
  if (device === null) return { code: 'memory-unknown', field: 'hardware.memory' }
  return {
    source: 'catalog',
    name: accelerator.name,
    accelerator: accelerator.id,
    device,
    count,
    nodes,
    power: accelerator.power,
    sources: sourcesOf(accelerator),
    unverified: memory === null && unverifiedFact(accelerator, ['memory', 'memoryReported']),
    nominal: memory === null && accelerator.memoryReported === null,
  }
}

/** Devices of the kind that has the most memory; without any, the processor and its memory. */
function machineTarget(machine: MachineFacts, nodes: number, knowledge: Knowledge): Target | TargetGap {
  const withMemory = machine.devices.filter((device) => (device.memory.value ?? 0) > 0)
  const largest = withMemory.toSorted((left, right) => (right.memory.value ?? 0) - (left.memory.value ?? 0))[0]
  if (largest === undefined) return processorTarget(machine, nodes, knowledge)
  const equal = withMemory.filter(
    (device) => device.name.value === largest.name.value && device.memory.value === largest.memory.value,
  )
  const known = matchAccelerator(largest, knowledge.accelerators.accelerators)
  const unified = largest.unifiedMemory.value === true
  const share =
    unified && known !== null ? sharedMemoryShare({ ...known, memoryReported: null }, knowledge.engines) : 10_000
  return {
    source: 'this-machine',
    name: largest.name.value ?? 'device',
    accelerator: known?.id ?? null,
    device: {
      id: known?.id ?? 'unknown',
      memory: Math.floor(((largest.memory.value ?? 0) / 10_000) * share),
      bandwidth: known?.bandwidth ?? null,
      operations: known?.operations ?? noOperations,
      link: known?.interconnect?.perDirection ?? null,
      unified,
      processor: null,
      anchors: [],
    },
    count: equal.length,
    nodes,
    power: known?.power ?? null,
    sources: known === null ? [] : sourcesOf(known),
    unverified: false,
    nominal: false,
  }
}

function processorTarget(machine: MachineFacts, nodes: number, knowledge: Knowledge): Target | TargetGap {
  const { total, limit, bandwidth } = machine.memory
  const memory = limit.value ?? total.value
  if (memory === null) return { code: 'memory-unknown', field: 'hardware.memory' }
  const share = knowledge.engines.sharedMemory.find((entry) => entry.kind === 'cpu')?.share ?? 10_000
  return {
    source: 'this-machine',
    name: machine.processor.name.value ?? 'processor',
    accelerator: null,
    device: {
      id: 'unknown',
      memory: Math.floor((memory / 10_000) * share),
      bandwidth: bandwidth.value,
      operations: noOperations,
      link: null,
      unified: true,
      processor: { cores: machine.processor.cores.value, calibrated: bandwidth.confidence === 'measured', operations: machine.measurement?.float32?.best ?? null, matrix: multipliesMatrices(machine) },
      anchors: [],
    },
    count: 1,
    nodes,
    power: null,
    sources: [],
    unverified: false,
    nominal: false,
  }
}

/** Whether the processor has Intel's instructions for matrices of 8-bit integers; null where its instructions are not known. */
function multipliesMatrices(machine: MachineFacts): boolean | null {
  const sets = machine.processor.instructionSets.value
  return sets === null ? null : sets.includes('amx_int8')
}

const noOperations = { float16: null, float8: null, integer8: null, float4: null } as const

/**
 * The catalog's entry for a device as its driver, the PCI list or an administrator names it: one that has the same words,
 * apart from those that say nothing, and a memory that differs by less than a tenth. Null when none or several do: a
 * neighbor in the name, such as a card for laptops or the next letter, is another card and would give wrong speeds.
 */
export function matchAccelerator(device: DeviceFacts, accelerators: readonly Accelerator[]): Accelerator | null {
  const name = wordsOf(device.name.value ?? '')
  const memory = device.memory.value
  const [match, ...others] = accelerators
    .filter((entry) => isNamed(name, wordsOf(entry.name)))
    .filter((entry) => memory === null || entry.unifiedMemory || entry.memory === null || near(entry.memory, memory))
  return others.length > 0 ? null : (match ?? null)
}

/** Words that say nothing of which card it is. Sizes of memory are compared as sizes. */
const saysNothing =
  /^(nvidia|amd|intel|ati|radeon|geforce|instinct|tesla|graphics|gpu|generation|edition|oam|grace|hopper|\d+gb|hbm\d?e?)$/
const forms: ReadonlySet<string> = new Set(['sxm', 'pcie', 'nvl'])
/** Variants of one processor, where the catalog tells them apart: `(40-core GPU)`. */
const cores = /^\d+core$/

function wordsOf(name: string): ReadonlySet<string> {
  const plain = name.toLowerCase()
  // The PCI list puts the chip before the card: `GH100 [H100 SXM5 80GB]`.
  const card = /\[([^\]]+)\]/.exec(plain)?.[1] ?? plain
  const variants = [...card.matchAll(/\((\d{1,3})-core gpu\)/g)].map((found) => `${found[1] ?? ''}core`)
  const words = card.replaceAll(/\([^)]*\)/g, ' ').split(/[^a-z0-9+]+/)
  return new Set([...words.map((word) => word.replace(/^sxm\d$/, 'sxm')), ...variants].filter((word) => word !== '' && !saysNothing.test(word)))
}

/** NVIDIA's driver names the forms PCIe and NVL and leaves out SXM: `NVIDIA H100 80GB HBM3`, `NVIDIA H200`. */
function isNamed(name: ReadonlySet<string>, entry: ReadonlySet<string>): boolean {
  const hasForm = [...name].some((word) => forms.has(word))
  const missing = [...entry].filter((word) => !name.has(word) && !(word === 'sxm' && !hasForm))
  const more = [...name].filter((word) => !entry.has(word) && !cores.test(word))
  return entry.size > 0 && name.size > 0 && missing.length === 0 && more.length === 0
}

/** A maker's gigabyte may be 10^9 or 2^30 bytes, and drivers keep some. */
function near(catalog: number, reported: number): boolean {
  return reported > catalog * 0.9 && reported < catalog * 1.1
}

function sourcesOf(accelerator: Accelerator): readonly Citation[] {
  return accelerator.provenance
    .filter((entry) => entry.fields.some((field) => ['memory', 'memoryReported', 'bandwidth'].includes(field)))
    .map((entry) => entry.source)
}

function unverifiedFact(accelerator: Accelerator, names: readonly string[]): boolean {
  const about = accelerator.provenance.filter((entry) => entry.fields.some((field) => names.includes(field)))
  return about.every((entry) => entry.source.confidence === 'unverified')
}
