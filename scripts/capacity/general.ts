/** Fits the constants of devices of a class that was never measured: by kind of memory and by maker. */
import type { DecodeConstants } from '../../shared/domain/capacity/fit-pack.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { improved, lossOf, start, type Table } from './loss.ts'
import { stackedRule, type Row } from './rows.ts'

const memoryKind = (row: Row): string =>
  stackedRule.test(row.run.device.id) ? 'stacked' : row.run.device.unified ? 'unified' : 'card'
const kinds = ['stacked', 'unified', 'card'] as const
const memoryNames = ['efficiency', 'float16', 'cache'] as const
const softwareNames = ['layerMicroseconds', 'expertReads'] as const
/** The software of makers that have no rows of their own. */
export const others = 'others'

/**
 * General constants for decode: by kind of memory and by maker at once, so that a class that was never measured borrows
 * the one from devices with such memory and the other from its maker's other devices.
 */
export function fitGeneralDecode(rows: readonly Row[], before: Table, makerOf: (row: Row) => string): Table {
  const makers = [...new Set(rows.map(makerOf))].filter((maker) => maker !== '').toSorted(byCodeUnit)
  const begun = (prefix: string, names: readonly (keyof DecodeConstants)[]): readonly (readonly [string, number])[] =>
    names.map((name) => [`${prefix}.${name}`, start.decode[name]])
  const first: Table = {
    ...before,
    ...Object.fromEntries([
      ...kinds.flatMap((kind) => begun(`memory:${kind}`, memoryNames)),
      ...[...makers, others].flatMap((maker) => begun(`software:${maker}`, softwareNames)),
    ]),
  }
  // The formulas take one name: each pair of memory and maker is spelled out.
  const spelled = (table: Table, pairs: readonly (readonly [string, string])[]): Table => ({
    ...table,
    ...Object.fromEntries(
      pairs.flatMap(([kind, maker]) => [
        ...memoryNames.map((name) => [`decode:${kind} ${maker}.${name}`, table[`memory:${kind}.${name}`] ?? 1]),
        ...softwareNames.map((name) => [`decode:${kind} ${maker}.${name}`, table[`software:${maker}.${name}`] ?? 1]),
      ]),
    ),
  })
  const fitOn = (part: readonly Row[], names: readonly string[], table: Table, maker: (row: Row) => string): Table => {
    const groupOf = (row: Row): string => `${memoryKind(row)} ${maker(row)}`
    const pairs = [...new Set(part.map((row) => `${memoryKind(row)}|${maker(row)}`))].map((pair): readonly [string, string] => {
      const [kind = '', name = ''] = pair.split('|')
      return [kind, name]
    })
    const loss = lossOf(part, names, first, groupOf, 0.02)
    return improved(table, names, (tried) => loss(spelled(tried, pairs)), 400)
  }
  const even = evened(rows)
  const memory = kinds.flatMap((kind) => memoryNames.map((name) => `memory:${kind}.${name}`))
  const software = (maker: string): readonly string[] => softwareNames.map((name) => `software:${maker}.${name}`)
  let table = fitOn(even, [...memory, ...software(others)], first, () => others)
  for (const maker of makers) for (const name of softwareNames) table = { ...table, [`software:${maker}.${name}`]: table[`software:${others}.${name}`] ?? 1 }
  for (let round = 0; round < 2; round++) {
    for (const maker of makers) table = fitOn(even.filter((row) => makerOf(row) === maker), software(maker), table, makerOf)
    table = fitOn(even.filter((row) => makerOf(row) !== ''), memory, table, makerOf)
  }
  return fitOn(even, software(others), table, () => others)
}

/** General constants for prompts, by kind of memory. */
export function fitGeneralPrefill(rows: readonly Row[], before: Table): Table {
  const first: Table = {
    ...before,
    ...Object.fromEntries(kinds.flatMap((kind) => Object.entries(start.prefill).map(([name, value]) => [`prefill:${kind}.${name}`, value]))),
  }
  let table = first
  for (const kind of kinds) {
    const part = rows.filter((row) => memoryKind(row) === kind)
    const names = Object.keys(start.prefill).map((name) => `prefill:${kind}.${name}`)
    table = improved(table, names, lossOf(evened(part), names, first, memoryKind), 300)
  }
  return table
}

/** As many rows of each class: the one with the most rows must not speak for all. */
function evened(rows: readonly Row[]): readonly Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row])
  const most = 30
  return [...groups.values()].flatMap((list) => {
    const every = Math.max(1, list.length / most)
    return list.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every))
  })
}
