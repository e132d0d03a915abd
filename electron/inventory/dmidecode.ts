/** The text of `dmidecode`: tables of the firmware about processors and memory modules. */
import { ok } from '../../shared/base/result.ts'
import { factOf, known, unknown, type MachineFact, type MachineFacts } from '../../shared/domain/machine.ts'
import { blankMachine } from '../../shared/domain/machine/blank.ts'
import { keyValues, toldName, wholeNumber } from '../probe/text.ts'
import { originIn, refuse, type Imported } from './refused.ts'

type Table = { readonly type: number; readonly handle: string; readonly values: ReadonlyMap<string, string> }

const mostTables = 20_000

/** With handles, without them (`-q`), or only saying that it may not look. */
export function isDmidecode(text: string): boolean {
  return /^(?:Handle 0x[0-9A-Fa-f]+, DMI type \d+|# dmidecode \d)/m.test(text) || tablesOf(text.slice(0, 100_000)).length > 0
}

export function readDmidecode(file: string, text: string, at: string): Imported {
  const tables = tablesOf(text)
  if (tables.length > mostTables) return refuse('too-many', { field: 'Handle' })
  const processors = tables.filter(({ type, values }) => type === 4 && isProcessor(values))
  const slots = tables.filter(({ type }) => type === 17)
  if (processors.length === 0 && slots.length === 0) return refuse('no-machine', { field: 'DMI type 4, 17' })
  const blank = blankMachine(file, at)
  const first = processors[0]
  const origin = (table: Table | undefined, field: string): string => originIn(file, table === undefined ? field : `${table.handle} ${field}`)
  const product = tables.find(({ type }) => type === 1)
  const model = toldName(product?.values.get('Product Name'))
  const virtual = /virtual|kvm|vmware|qemu|bochs|hvm|cloud|compute engine|amazon ec2/i.test(`${model ?? ''} ${product?.values.get('Manufacturer') ?? ''}`)
  return ok([
    {
      ...blank,
      ...(model === null ? {} : { label: model }),
      virtualization: factOf(model === null ? null : virtual ? model : 'none', origin(product, 'Product Name'), 'derived'),
      processor: {
        ...blank.processor,
        name: factOf(toldName(first?.values.get('Version')), origin(first, 'Version')),
        sockets: processors.length === 0 ? unknown(file) : known(processors.length, originIn(file, 'DMI type 4')),
        cores: sum(processors, ['Core Enabled', 'Core Count'], file),
        threads: sum(processors, ['Thread Count'], file),
      },
      memory: { ...blank.memory, ...memoryModules(slots, file) },
    },
  ])
}

/** An empty socket is none, and neither is a coprocessor. */
function isProcessor(values: Table['values']): boolean {
  return !/unpopulated|disabled/i.test(values.get('Status') ?? '') && /^(central processor|unknown|other)$/i.test(values.get('Type') ?? 'Unknown')
}

/** Chips that hold the firmware and modules that keep their contents are no memory that a program can use. */
const otherMemory = /flash|rom\b|non-volatile|nvram|optane/i

/** What the slots say together; also read from a courier that ran with the rights to ask. */
export function memoryModules(slots: readonly Table[], file: string): Pick<MachineFacts['memory'], 'total' | 'kind' | 'megatransfers' | 'modules'> {
  const filled = slots.filter(
    ({ values }) =>
      !/no module installed|not installed|^0\b/i.test(values.get('Size') ?? '') &&
      !otherMemory.test(`${values.get('Type') ?? ''} ${values.get('Memory Technology') ?? ''}`),
  )
  const sizes = filled.map(({ values }) => bytesOf(values.get('Size') ?? ''))
  const total = sizes.reduce<number | null>((all, size) => (all === null || size === null ? null : all + size), 0)
  const first = filled[0]
  const origin = (field: string): string => originIn(file, first === undefined ? field : `${first.handle} ${field}`)
  const kind = toldName(first?.values.get('Type'))
  const speed = /^(\d{3,6}) M(?:T\/s|Hz)$/.exec(
    first?.values.get('Configured Memory Speed') ?? first?.values.get('Configured Clock Speed') ?? '',
  )?.[1]
  return {
    total: factOf(filled.length === 0 || total === null || !Number.isSafeInteger(total) ? null : total, originIn(file, 'DMI type 17 Size'), 'derived'),
    kind: factOf(kind === 'Other' ? null : kind, origin('Type')),
    megatransfers: factOf(wholeNumber(speed), origin('Configured Memory Speed')),
    modules: slots.length === 0 ? unknown(file) : known(filled.length, originIn(file, 'DMI type 17')),
  }
}

export function tablesOf(text: string): readonly Table[] {
  return text.split(/\r?\n\s*\r?\n/).flatMap((block): readonly Table[] => {
    const head = /^Handle (0x[0-9A-Fa-f]{1,8}), DMI type (\d{1,3})\b/m.exec(block)
    if (head !== null) return [{ type: Number(head[2]), handle: head[1] ?? '', values: keyValues(block.slice(head.index), ':') }]
    // `dmidecode -q` leaves out the handles: the name of the table stands alone on its line.
    const name = /^(System Information|Processor Information|Memory Device)[ \t]*\r?\n[ \t]+\S/m.exec(block)
    return name === null ? [] : [{ type: quietTypes[name[1] ?? ''] ?? 0, handle: name[1] ?? '', values: keyValues(block.slice(name.index), ':') }]
  })
}

const quietTypes: Readonly<Record<string, number>> = { 'System Information': 1, 'Processor Information': 4, 'Memory Device': 17 }

const units: Readonly<Record<string, number>> = { kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 }

/** `64 GB` counts in powers of two. */
function bytesOf(size: string): number | null {
  const found = /^(\d{1,12}) (kB|MB|GB|TB)$/.exec(size)
  const [number, unit] = [wholeNumber(found?.[1]), units[found?.[2] ?? '']]
  return number === null || unit === undefined || !Number.isSafeInteger(number * unit) ? null : number * unit
}

function sum(processors: readonly Table[], names: readonly string[], file: string): MachineFact<number> {
  const counts = processors.map(({ values }) => names.map((name) => wholeNumber(values.get(name))).find((count) => count !== null) ?? null)
  const all = counts.reduce<number | null>((total, count) => (total === null || count === null ? null : total + count), 0)
  return factOf(counts.length === 0 || all === null || all > 1_000_000 ? null : all, originIn(file, `DMI type 4 ${names.at(-1) ?? ''}`))
}
