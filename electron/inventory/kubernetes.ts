/** `kubectl get nodes -o json`: one machine per node, with what its labels and capacity say. */
import { ok } from '../../shared/base/result.ts'
import type { JsonValue } from '../../shared/base/strict-json.ts'
import { factOf, known, type DeviceFacts, type MachineFacts } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { mostMachines } from '../../shared/domain/machine/inventory.ts'
import { cleanName, isObject, listOf, textMember, usefulInstructionSets, wholeNumber } from '../probe/text.ts'
import { originIn, refuse, type Imported } from './refused.ts'

type Members = Readonly<Record<string, unknown>>

export function isKubernetes(value: JsonValue): boolean {
  return isObject(value) && typeof value['apiVersion'] === 'string' && ['List', 'NodeList', 'Node'].includes(textMember(value, 'kind') ?? '')
}

export function readKubernetes(file: string, value: JsonValue, at: string): Imported {
  const nodes = (isObject(value) && value['kind'] === 'Node' ? [value] : isObject(value) ? listOf(value['items']) : []).filter(isObject)
  const machines = nodes.filter((node) => node['kind'] === undefined || node['kind'] === 'Node').map((node, index) => machineOf(node, `items[${index}]`, file, at))
  if (machines.length === 0) return refuse('no-machine', { field: 'items' })
  return machines.length > mostMachines ? refuse('too-many', { field: 'items' }) : ok(machines)
}

function machineOf(node: Members, path: string, file: string, at: string): MachineFacts {
  const blank = blankMachine(originIn(file, path), at)
  const origin = (field: string): string => originIn(file, `${path}.${field}`)
  const status = membersOf(node['status'])
  const capacity = membersOf(status['capacity'])
  const info = membersOf(status['nodeInfo'])
  const labels = membersOf(membersOf(node['metadata'])['labels'])
  const name = cleanName(textMember(node['metadata'], 'name'))
  const architecture = textMember(info, 'architecture')
  const system = textMember(info, 'operatingSystem')
  const threads = quantity(textMember(capacity, 'cpu'))
  const prefix = 'feature.node.kubernetes.io/cpu-cpuid.'
  const sets = Object.entries(labels)
    .filter(([label, value]) => label.startsWith(prefix) && value === 'true')
    .map(([label]) => instructionSet(label.slice(prefix.length)))
    .filter((set) => usefulInstructionSets.has(set))
  return {
    ...blank,
    ...(name === null ? {} : { label: name }),
    system: factOf(system === 'linux' || system === 'windows' ? system : null, origin('status.nodeInfo.operatingSystem')),
    release: factOf(cleanName(textMember(info, 'osImage')), origin('status.nodeInfo.osImage')),
    processor: {
      ...blank.processor,
      architecture: factOf(cleanName(architecture === 'amd64' ? 'x64' : architecture), origin('status.nodeInfo.architecture')),
      threads: factOf(threads !== null && threads <= 1_000_000 ? Math.floor(threads) : null, origin('status.capacity.cpu')),
      instructionSets: factOf(sets.length === 0 ? null : [...new Set(sets)].toSorted(), origin(`metadata.labels ${prefix}`)),
    },
    memory: { ...blank.memory, total: factOf(wholeBytes(quantity(textMember(capacity, 'memory'))), origin('status.capacity.memory')) },
    devices: [...nvidiaDevices(labels, capacity, origin), ...amdDevices(labels, capacity, origin), ...otherDevices(capacity, origin)].slice(0, 256),
  }
}

type Origin = (field: string) => string

/** Cards that are shared count several times in the capacity; the label counts cards. */
function nvidiaDevices(labels: Members, capacity: Members, origin: Origin): readonly DeviceFacts[] {
  const inCapacity = wholeNumber(textMember(capacity, 'nvidia.com/gpu'))
  const split = Object.keys(capacity).filter((name) => migResource.test(name) && (wholeNumber(textMember(capacity, name)) ?? 0) > 0)
  // Where some cards are split, the label counts them too, and the capacity only those that are whole.
  const count = split.length > 0 ? inCapacity : (wholeNumber(textMember(labels, 'nvidia.com/gpu.count')) ?? inCapacity)
  const { product, part } = productOf(textMember(labels, 'nvidia.com/gpu.product') ?? textMember(labels, 'cloud.google.com/gke-accelerator'))
  const driver = textMember(labels, 'nvidia.com/cuda.driver-version.full')
  const device = (resource: string, name: string | null, memory: string): DeviceFacts => {
    const mebibytes = wholeNumber(textMember(labels, memory))
    return {
      ...blankDevice(origin(`status.capacity.${resource}`)),
      name: factOf(cleanName(name), origin('metadata.labels.nvidia.com/gpu.product'), 'derived'),
      vendor: known('NVIDIA', origin(`status.capacity.${resource}`), 'derived'),
      memory: factOf(mebibytes === null ? null : wholeBytes(mebibytes * 1024 * 1024), origin(`metadata.labels.${memory}`)),
      driver: factOf(cleanName(driver), origin('metadata.labels.nvidia.com/cuda.driver-version.full')),
    }
  }
  const named = (slice: string | null): string | null => (product === null || slice === null ? product : `${product} MIG ${slice}`)
  return [
    ...repeated(count, device('nvidia.com/gpu', named(part), 'nvidia.com/gpu.memory')),
    ...split.toSorted().flatMap((resource) => {
      const slice = migResource.exec(resource)?.[1] ?? null
      return repeated(wholeNumber(textMember(capacity, resource)), device(resource, named(slice), `${resource}.memory`))
    }),
  ]
}

const migResource = /^nvidia\.com\/mig-(\d{1,2}g\.\d{1,3}gb(?:\.me)?)$/

/** A label holds no blanks: `NVIDIA-L40S`. Cards that are shared or split say so behind the name; a part keeps its size. */
function productOf(label: string | null): { readonly product: string | null; readonly part: string | null } {
  const plain = label?.replace(/-SHARED$/, '') ?? ''
  const part = /-MIG-(\d{1,2}g\.\d{1,3}gb(?:\.me)?)$/.exec(plain)
  const product = (part === null ? plain : plain.slice(0, part.index)).replaceAll('-', ' ')
  return { product: product === '' ? null : product, part: part?.[1] ?? null }
}

/** Resources of other makers' plugins: how many there are is known, and nothing else. */
const otherResources = [
  ['habana.ai/gaudi', 'Intel'],
  ['gpu.intel.com/i915', 'Intel'],
  ['gpu.intel.com/xe', 'Intel'],
  ['google.com/tpu', 'Google'],
  ['aws.amazon.com/neuron', 'AWS'],
] as const

function otherDevices(capacity: Members, origin: Origin): readonly DeviceFacts[] {
  return otherResources.flatMap(([resource, vendor]) =>
    repeated(wholeNumber(textMember(capacity, resource)), {
      ...blankDevice(origin(`status.capacity.${resource}`)),
      vendor: known(vendor, origin(`status.capacity.${resource}`), 'derived'),
    }),
  )
}

function amdDevices(labels: Members, capacity: Members, origin: Origin): readonly DeviceFacts[] {
  // Older plugins write the value into the name of the label: `beta.amd.com/gpu.vram.64G`.
  const beta = (what: string): string | null => {
    const prefix = `beta.amd.com/gpu.${what}.`
    const found = Object.keys(labels).filter((label) => label.startsWith(prefix))
    return found.length === 1 ? (found[0] ?? '').slice(prefix.length) : null
  }
  const name = (textMember(labels, 'amd.com/gpu.product-name') ?? beta('product-name'))?.replaceAll('_', ' ')
  const gibibytes = wholeNumber(/^(\d{1,4})G$/.exec(textMember(labels, 'amd.com/gpu.vram') ?? beta('vram') ?? '')?.[1])
  return repeated(wholeNumber(textMember(capacity, 'amd.com/gpu')), {
    ...blankDevice(origin('status.capacity.amd.com/gpu')),
    name: factOf(cleanName(name), origin('metadata.labels.amd.com/gpu.product-name'), 'derived'),
    vendor: known('AMD', origin('status.capacity.amd.com/gpu'), 'derived'),
    memory: factOf(gibibytes === null ? null : gibibytes * 1024 ** 3, origin('metadata.labels.amd.com/gpu.vram'), 'derived'),
  })
}

function repeated(count: number | null, device: DeviceFacts): readonly DeviceFacts[] {
  return Array.from({ length: Math.min(count ?? 0, 256) }, () => device)
}

/** `AVX512VNNI` and `AMXINT8` are `avx512_vnni` and `amx_int8` elsewhere. */
function instructionSet(name: string): string {
  const plain = name.toLowerCase()
  const spelled = plain.replace(/^avx512(vnni|bf16|fp16)$/, 'avx512_$1').replace(/^amx(int8|bf16|tile)$/, 'amx_$1')
  return spelled === 'avxvnni' ? 'avx_vnni' : spelled === 'fma3' ? 'fma' : spelled
}

const suffixes: Readonly<Record<string, number>> = {
  Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4, Pi: 1024 ** 5,
  m: 0.001, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15,
}

/** A quantity as Kubernetes writes it: `263856244Ki`, `64`, `63500m`, `1.5e9`; null for anything else. */
export function quantity(text: string | null): number | null {
  const found = /^(\d{1,16}(?:\.\d{1,9})?)(?:[eE](\d{1,2})|([KMGTP]i|[mkMGTP])?)$/.exec(text ?? '')
  if (found === null) return null
  const factor = found[2] === undefined ? (suffixes[found[3] ?? ''] ?? 1) : 10 ** Number(found[2])
  return Number(found[1]) * factor
}

function wholeBytes(bytes: number | null): number | null {
  return bytes !== null && Number.isSafeInteger(Math.floor(bytes)) ? Math.floor(bytes) : null
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {}
}
