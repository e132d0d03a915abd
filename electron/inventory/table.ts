/**
 * A table of machines as spreadsheets export it: a line of column names, then one machine on each line. The columns are
 * listed in docs/inventory.md; others are passed over.
 */
import { parse } from 'csv-parse/sync'
import { ok } from '../../shared/base/result.ts'
import { factOf, known, unknown, type DeviceFacts, type MachineFact, type MachineFacts } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { mostMachines } from '../../shared/domain/machine/inventory.ts'
import { cleanName } from '../probe/text.ts'
import { originIn, refuse, type Imported } from './refused.ts'

export const tableColumns = [
  'name',
  'system',
  'release',
  'processor',
  'architecture',
  'sockets',
  'cores',
  'threads',
  'instruction_sets',
  'memory_gb',
  'memory_kind',
  'memory_mt_s',
  'memory_modules',
  'memory_bandwidth_gb_s',
  'accelerator',
  'accelerator_count',
  'accelerator_memory_gb',
  'accelerator_vendor',
] as const
export type TableColumn = (typeof tableColumns)[number]

const longestCell = 4096

/** Whether the first line names a machine column and another one. */
export function isTable(text: string): boolean {
  const names = columnsOf(headOf(text))
  return names.has('name') && names.size > 1
}

/** A first line that tells a spreadsheet the sign between cells: `sep=;`. */
const hint = /^sep=[,;\t]\r?\n/i

function headOf(text: string): string {
  return text.replace(hint, '').split(/\r?\n/, 1)[0] ?? ''
}

function delimiterOf(line: string): ',' | ';' | '\t' {
  const count = (sign: string): number => line.split(sign).length
  return count('\t') > count(';') && count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ','
}

function columnsOf(line: string): ReadonlyMap<TableColumn, number> {
  const cells = line.split(delimiterOf(line)).map(columnName)
  return new Map(tableColumns.flatMap((column): readonly (readonly [TableColumn, number])[] => (cells.includes(column) ? [[column, cells.indexOf(column)]] : [])))
}

function columnName(cell: string): string {
  return cell.replaceAll('"', '').trim().toLowerCase().replaceAll(/[ -]+/g, '_')
}

export function readTable(file: string, text: string, at: string): Imported {
  const head = headOf(text)
  const skipped = hint.test(text) ? 1 : 0
  const delimiter = delimiterOf(head)
  const names = head.split(delimiter).map(columnName)
  const twice = tableColumns.find((column) => names.filter((name) => name === column).length > 1)
  if (twice !== undefined) return refuse('duplicate', { line: 1, column: 1, field: twice })
  const rows = rowsOf(text.replace(hint, ''), delimiter)
  if (!('rows' in rows)) return rows
  if (rows.rows.length > mostMachines + 1) return refuse('too-many', { line: mostMachines + 2, column: 1 })
  const columns = columnsOf(head)
  const machines: MachineFacts[] = []
  for (const { cells, line: read } of rows.rows.slice(1)) {
    const line = read + skipped
    const row = rowOf(cells, columns, delimiter)
    const machine = machineOf(row, file, line, at)
    if ('bad' in machine) return refuse('bad-value', { line, column: (columns.get(machine.bad) ?? 0) + 1, field: machine.bad })
    machines.push(machine)
  }
  return machines.length === 0 ? refuse('no-machine', { line: 2, column: 1 }) : ok(machines)
}

type Row = { readonly text: (column: TableColumn) => string | null; readonly number: (column: TableColumn) => number | null | 'bad' }

function rowsOf(text: string, delimiter: string): { readonly rows: readonly { readonly cells: readonly string[]; readonly line: number }[] } | ReturnType<typeof refuse> {
  try {
    const parsed: unknown = parse(text, {
      delimiter,
      info: true,
      relax_column_count: false,
      skip_empty_lines: true,
      max_record_size: longestCell * 64,
      // Read one more than is allowed, so that the rest of a long file is never held.
      to: mostMachines + 2,
    })
    const rows = (Array.isArray(parsed) ? parsed : []).flatMap((row: unknown) => (isRow(row) ? [{ cells: row.record, line: row.info.lines }] : []))
    return { rows }
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error && typeof error.lines === 'number' ? error.lines : 1
    return refuse('broken-table', { line: Math.max(1, Math.floor(line)), column: 1 })
  }
}

function isRow(value: unknown): value is { readonly record: readonly string[]; readonly info: { readonly lines: number } } {
  return typeof value === 'object' && value !== null && 'record' in value && 'info' in value && Array.isArray(value.record)
}

/** With semicolons between cells, the comma is the decimal sign. */
function rowOf(cells: readonly string[], columns: ReadonlyMap<TableColumn, number>, delimiter: string): Row {
  const text = (column: TableColumn): string | null => {
    const index = columns.get(column)
    return index === undefined ? null : cleanName(cells[index]?.slice(0, longestCell))
  }
  const number = (column: TableColumn): number | null | 'bad' => {
    const typed = text(column)
    if (typed === null) return null
    const plain = delimiter === ';' ? typed.replace(',', '.') : typed
    return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : 'bad'
  }
  return { text, number }
}

/** As people write them; what is none of these stays unknown. */
const systems = [
  ['linux', /linux|ubuntu|debian|rhel|red hat|rocky|alma|suse|fedora/],
  ['windows', /^windows|^win(32|64)?$/],
  ['macos', /^mac ?os|^os x|^darwin/],
  ['other', /^other$|bsd$|^aix|^solaris/],
] as const
const gigabyte = 1_000_000_000

function machineOf(row: Row, file: string, line: number, at: string): MachineFacts | { readonly bad: TableColumn } {
  const origin = (column: TableColumn): string => originIn(file, `line ${line}, ${column}`)
  const blank = blankMachine(originIn(file, `line ${line}`), at)
  let bad: TableColumn | null = null
  const text = (column: TableColumn): MachineFact<string> => factOf(row.text(column), origin(column))
  const count = (column: TableColumn): MachineFact<number> => {
    const value = row.number(column)
    if (value === null) return unknown(origin(column))
    if (value !== 'bad' && Number.isInteger(value) && value <= 1_000_000) return known(value, origin(column))
    bad ??= column
    return unknown(origin(column))
  }
  const bytes = (column: TableColumn): MachineFact<number> => {
    const value = row.number(column)
    if (value === null) return unknown(origin(column))
    const whole = value === 'bad' ? Number.NaN : Math.round(value * gigabyte)
    if (Number.isSafeInteger(whole)) return known(whole, origin(column))
    bad ??= column
    return unknown(origin(column))
  }
  const label = row.text('name')
  if (label === null) return { bad: 'name' }
  const systemName = row.text('system')?.toLowerCase() ?? null
  const sets = row.text('instruction_sets')?.toLowerCase().split(/[\s,]+/) ?? null
  const wanted = count('accelerator_count').value
  const named = row.text('accelerator')
  const device: DeviceFacts = {
    ...blankDevice(origin('accelerator')),
    name: text('accelerator'),
    vendor: text('accelerator_vendor'),
    memory: bytes('accelerator_memory_gb'),
  }
  const devices = wanted ?? (named === null ? 0 : 1)
  if (devices > 256) bad ??= 'accelerator_count'
  const machine: MachineFacts = {
    ...blank,
    label,
    system: factOf(systems.find(([, words]) => systemName !== null && words.test(systemName))?.[0] ?? null, origin('system')),
    release: text('release'),
    processor: {
      name: text('processor'),
      architecture: text('architecture'),
      sockets: count('sockets'),
      cores: count('cores'),
      threads: count('threads'),
      instructionSets: factOf(sets === null ? null : sets.slice(0, 200), origin('instruction_sets')),
    },
    memory: {
      ...blank.memory,
      total: bytes('memory_gb'),
      kind: text('memory_kind'),
      megatransfers: count('memory_mt_s'),
      modules: count('memory_modules'),
      bandwidth: bytes('memory_bandwidth_gb_s'),
    },
    // A number without a name is that many devices of which the name is not known.
    devices: Array.from({ length: Math.min(devices, 256) }, () => device),
  }
  return bad === null ? machine : { bad }
}
