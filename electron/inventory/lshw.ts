/** `lshw -json`: a tree of the parts of one Linux machine. */
import { ok } from '../../shared/base/result.ts'
import type { JsonValue } from '../../shared/base/strict-json.ts'
import { factOf, known, unknown, type DeviceFacts, type MachineFact, type MachineFacts } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { cleanName, isObject, listOf, textMember, toldName, wholeNumber } from '../probe/text.ts'
import { originIn, refuse, type Imported } from './refused.ts'

type Node = Readonly<Record<string, unknown>>
/** A part with the path of ids that leads to it. */
type Part = { readonly node: Node; readonly path: string; readonly parent: Node | null }

export function readLshw(file: string, value: JsonValue, at: string): Imported {
  const parts = listOf(value).filter(isObject).flatMap((root) => partsOf(root, '', null))
  const of = (kind: string): readonly Part[] => parts.filter(({ node }) => node['class'] === kind && node['disabled'] !== true)
  const processors = of('processor')
  const memories = of('memory').filter(({ node }) => /^memory(:\d+)?$/.test(textMember(node, 'id') ?? '') && /system memory/i.test(textMember(node, 'description') ?? 'System Memory'))
  // AMD's and Habana's accelerators are no screens to PCI, but a class of their own.
  const accelerators = parts.filter(({ node }) => node['class'] !== 'display' && /^processing accelerators?$/i.test(textMember(node, 'description') ?? ''))
  const devices = [...of('display'), ...accelerators].flatMap((part) => deviceOf(part, file)).slice(0, 256)
  if (processors.length === 0 && memories.length === 0 && devices.length === 0) return refuse('no-machine')
  const counted = processors.filter(({ node }) => textMember(node, 'slot') !== null || textMember(node['configuration'], 'cores') !== null).length
  const blank = blankMachine(file, at)
  const origin = (part: Part | undefined, field: string): string => originIn(file, part === undefined ? field : `${part.path}/${field}`)
  const first = processors[0]
  const banks = memories.flatMap(({ node, path }) => childrenOf(node).filter(isObject).map((bank) => ({ node: bank, path: `${path}/${textMember(bank, 'id') ?? 'bank'}`, parent: node })))
    .filter(({ node }) => (wholeNumber(textMember(node, 'size')) ?? 0) > 0)
  const bank = banks[0]
  const description = textMember(bank?.node, 'description') ?? ''
  const top = listOf(value).filter(isObject)[0]
  const label = top === undefined ? null : cleanName(textMember(top, 'id'))
  return ok([
    {
      ...blank,
      ...(label === null ? {} : { label }),
      system: known('linux', file, 'derived'),
      processor: {
        ...blank.processor,
        name: factOf(toldName(textMember(first?.node, 'product')) ?? toldName(textMember(first?.node, 'version')), origin(first, 'product')),
        // Without the firmware's tables, which only the administrator may read, there is one entry for all or one for each core.
        sockets: counted === processors.length && counted > 0 ? known(counted, originIn(file, 'class processor')) : unknown(originIn(file, 'class processor')),
        cores: sumOf(processors, ['enabledcores', 'cores'], file),
        threads: sumOf(processors, ['threads'], file),
      },
      memory: {
        ...blank.memory,
        total: total(memories, file),
        kind: factOf(/\b(?:LP)?DDR\d[A-Z]?\b/.exec(description)?.[0] ?? null, origin(bank, 'description')),
        megatransfers: factOf(wholeNumber(/\b(\d{3,5}) M(?:Hz|T\/s)/.exec(description)?.[1]), origin(bank, 'description')),
        modules: banks.length === 0 ? unknown(file) : known(banks.length, originIn(file, 'bank')),
      },
      disks: parts.flatMap((part) => diskOf(part, file)).slice(0, 256),
      devices,
    },
  ])
}

function partsOf(node: Node, above: string, parent: Node | null): readonly Part[] {
  const path = `${above}${above === '' ? '' : '/'}${cleanName(textMember(node, 'id')) ?? '?'}`
  return [{ node, path, parent }, ...childrenOf(node).filter(isObject).flatMap((child) => partsOf(child, path, node))]
}

function childrenOf(node: Node): readonly unknown[] {
  return listOf(node['children'])
}

function sumOf(processors: readonly Part[], members: readonly string[], file: string): MachineFact<number> {
  const counts = processors.map(({ node }) => members.map((member) => wholeNumber(textMember(node['configuration'], member))).find((count) => count !== null) ?? null)
  const origin = originIn(file, `configuration/${members.at(-1) ?? ''}`)
  const sum = counts.reduce<number | null>((all, count) => (all === null || count === null ? null : all + count), 0)
  return factOf(counts.length === 0 || sum === null || sum > 1_000_000 ? null : sum, origin)
}

function total(memories: readonly Part[], file: string): MachineFact<number> {
  const sizes = memories.map(({ node }) => wholeNumber(textMember(node, 'size')))
  const sum = sizes.reduce<number | null>((all, size) => (all === null || size === null ? null : all + size), 0)
  return factOf(sizes.length === 0 || sum === null || !Number.isSafeInteger(sum) ? null : sum, originIn(file, 'memory/size'))
}

/** Names of makers as the PCI list writes them. Screens of servers are of other makers. */
export function acceleratorMaker(vendor: string | null): 'NVIDIA' | 'AMD' | 'Intel' | null {
  if (vendor === null) return null
  if (/nvidia/i.test(vendor)) return 'NVIDIA'
  if (/advanced micro devices|\bamd\b|\bati\b/i.test(vendor)) return 'AMD'
  return /\bintel\b|habana/i.test(vendor) ? 'Intel' : null
}

/** The size of a card's memory is not in this list: only windows into it are. */
function deviceOf({ node, path }: Part, file: string): readonly DeviceFacts[] {
  const vendor = acceleratorMaker(textMember(node, 'vendor'))
  if (vendor === null) return []
  const origin = (field: string): string => originIn(file, `${path}/${field}`)
  return [
    {
      ...blankDevice(origin('product')),
      name: factOf(toldName(textMember(node, 'product')), origin('product')),
      vendor: known(vendor, origin('vendor')),
      driver: factOf(cleanName(textMember(node['configuration'], 'driver')), origin('configuration/driver')),
      address: factOf(cleanName(textMember(node, 'businfo')?.replace(/^pci@/, '')), origin('businfo')),
    },
  ]
}

function diskOf({ node, path, parent }: Part, file: string): MachineFacts['disks'] {
  const size = wholeNumber(textMember(node, 'size'))
  const logical = node['logicalname']
  const device = Array.isArray(logical) ? logical.find((one) => typeof one === 'string') : logical
  const name = cleanName(typeof device === 'string' ? device.replace(/^\/dev\//, '') : textMember(node, 'id'))
  if (node['class'] !== 'disk' || size === null || size === 0 || name === null || node['units'] !== 'bytes') return []
  const origin = (field: string): string => originIn(file, `${path}/${field}`)
  const model = textMember(node, 'product') ?? textMember(parent, 'product')
  const solid = name.startsWith('nvme') || /solid|ssd/i.test(`${textMember(node, 'description') ?? ''} ${model ?? ''}`)
  return [
    {
      name,
      model: factOf(cleanName(model), origin('product')),
      size: known(size, origin('size')),
      free: unknown(origin('size')),
      kind: factOf(solid ? ('solid-state' as const) : null, origin('logicalname'), 'derived'),
    },
  ]
}
