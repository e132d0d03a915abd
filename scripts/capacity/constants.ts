/** Fits the constants of the speed formulas: few per class of devices, robust against single odd rows. */
import type { CapacityFitPack } from '../../shared/domain/capacity/fit-pack.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { fitGeneralDecode, fitGeneralPrefill, others } from './general.ts'
import { improved, lossOf, read, sharedOf, start, type Table } from './loss.ts'
import { classRules, stackedRule, type Metric, type Row } from './rows.ts'

/** Of which maker a device is, as far as the fit looks at it. */
export type Maker = { readonly id: string; readonly vendor: string | null }

const own = (row: Row): string => row.group

function fitDevices(metric: 'decode' | 'prefill', rows: readonly Row[], makerOf: (row: Row) => string): Table {
  const groups = [...new Set(rows.map((row) => row.group))].filter((group) => group !== '').toSorted(byCodeUnit)
  const base: Readonly<Record<string, number>> = start[metric]
  let table: Table = Object.fromEntries([
    ...Object.entries(start.shared).map(([name, value]) => [`shared.${name}`, value]),
    ...groups.flatMap((group) =>
      Object.entries(base).map(([name, value]) => [`${metric}:${group}.${name}`, value]),
    ),
  ])
  const first = table
  const shared = sharedOf[metric].map((name) => `shared.${name}`)
  const classed = rows.filter((row) => row.group !== '')
  for (let round = 0; round < 3; round++) {
    for (const group of groups) {
      const part = rows.filter((row) => row.group === group)
      const names = Object.keys(base).map((name) => `${metric}:${group}.${name}`)
      table = improved(table, names, lossOf(part, names, first, own), part.length < 6 ? 30 : 200)
    }
    table = improved(table, shared, lossOf(classed, shared, first, own), 160)
  }
  return metric === 'decode' ? fitGeneralDecode(rows, table, makerOf) : fitGeneralPrefill(rows, table)
}

const servingEngines = ['vllm', 'sglang', 'tensorrt-llm'] as const

/** First what all engines have in common, then what sets each apart. `known` are constants that stay as they are. */
function fitEngines(metric: 'serving' | 'first-token', rows: readonly Row[], known: Table = {}): Table {
  const base: Readonly<Record<string, number>> = start[metric]
  const names = (engine: string): readonly string[] => Object.keys(base).map((name) => `${metric}:${engine}.${name}`)
  const all: Table = {
    ...known,
    ...Object.fromEntries(Object.entries(base).map(([name, value]) => [`${metric}:common.${name}`, value])),
  }
  const common = names('common')
  let table = all
  for (let round = 0; round < 3; round++)
    table = improved(table, common, lossOf(rows, common, all, () => 'common'), 400)
  const first: Table = {
    ...table,
    ...Object.fromEntries(
      servingEngines.flatMap((engine) =>
        Object.keys(base).map((name) => [`${metric}:${engine}.${name}`, table[`${metric}:common.${name}`] ?? 1]),
      ),
    ),
  }
  table = first
  for (const engine of servingEngines) {
    const part = rows.filter((row) => row.group === engine)
    const its = names(engine)
    for (let round = 0; round < 2; round++) table = improved(table, its, lossOf(part, its, first, own, 0.2), 400)
  }
  return table
}

export type Constants = Pick<CapacityFitPack, 'classes' | 'general' | 'stacked' | 'shared' | 'serving' | 'firstToken'>

const rounded = <Names extends Readonly<Record<string, number>>>(names: Names): Names => {
  const made: Record<string, number> = {}
  for (const [name, value] of Object.entries(names)) made[name] = Number(value.toPrecision(5))
  return { ...names, ...made }
}

/** The table that the serving constants of a fit were read from. */
function servingTable({ serving }: Pick<Constants, 'serving'>): Table {
  return Object.fromEntries(
    servingEngines.flatMap((engine) =>
      Object.entries(serving[engine]).map(([name, value]) => [`serving:${engine}.${name}`, value]),
    ),
  )
}

function tableOf(metric: Metric, rows: readonly Row[], makerOf: (row: Row) => string, known: Pick<Constants, 'serving'> | null): Table {
  if (metric === 'serving') return fitEngines(metric, rows)
  if (metric === 'first-token') return fitEngines(metric, rows, known === null ? {} : servingTable(known))
  return fitDevices(metric, rows, makerOf)
}

/**
 * Constants of one metric; the parts of the other metrics are where the fit begins. The first token of a server rests on
 * the steps that were fitted for serving, which are `known`.
 */
export function constantsOf(
  metric: Metric,
  rows: readonly Row[],
  accelerators: readonly Maker[],
  known: Pick<Constants, 'serving'> | null = null,
): Constants {
  const vendors = new Map(accelerators.map(({ id, vendor }) => [id, vendor ?? '']))
  const makerOf = (row: Row): string => vendors.get(row.run.device.id) ?? ''
  const table = tableOf(metric, rows, makerOf, known)
  const makers = metric !== 'decode' && metric !== 'prefill' ? [] : [...new Set(rows.map(makerOf))].filter((maker) => maker !== '').toSorted(byCodeUnit)
  const decode = (group: string) => rounded(read(start.decode, table, `decode:${group}`))
  const prefill = (group: string) => rounded(read(start.prefill, table, `prefill:${group}`))
  const memory = (kind: string) => {
    const { efficiency, float16, cache } = rounded(read(start.decode, table, `memory:${kind}`))
    return { decode: { efficiency, float16, cache }, prefill: prefill(kind) }
  }
  const software = (maker: string) => {
    const { layerMicroseconds, expertReads } = rounded(read(start.decode, table, `software:${maker}`))
    return { layerMicroseconds, expertReads }
  }
  const has = (group: string): boolean => rows.some((row) => row.group === group)
  return {
    classes: classRules.map((rule) => ({
      id: rule.id,
      backends: [...rule.backends],
      accelerators: accelerators.map(({ id }) => id).filter((id) => rule.members.test(id)),
      decode: metric === 'decode' && has(rule.id) ? decode(rule.id) : null,
      prefill: metric === 'prefill' && has(rule.id) ? prefill(rule.id) : null,
    })),
    general: {
      stacked: memory('stacked'),
      unified: memory('unified'),
      card: memory('card'),
      makers: makers.map((maker) => ({
        maker,
        accelerators: accelerators.filter(({ vendor }) => vendor === maker).map(({ id }) => id),
        decode: software(maker),
      })),
      others: software(others),
    },
    stacked: accelerators.map(({ id }) => id).filter((id) => stackedRule.test(id)),
    shared: rounded(read(start.shared, table, 'shared')),
    serving: {
      vllm: rounded(read(start.serving, table, 'serving:vllm')),
      sglang: rounded(read(start.serving, table, 'serving:sglang')),
      'tensorrt-llm': rounded(read(start.serving, table, 'serving:tensorrt-llm')),
    },
    firstToken: {
      vllm: rounded(read(start['first-token'], table, 'first-token:vllm')),
      sglang: rounded(read(start['first-token'], table, 'first-token:sglang')),
      'tensorrt-llm': rounded(read(start['first-token'], table, 'first-token:tensorrt-llm')),
    },
  }
}

/** The constants of all metrics in one. */
export function joined(decode: Constants, prefill: Constants, serving: Constants, first: Constants): Constants {
  return {
    classes: decode.classes.map((entry, i) => ({ ...entry, prefill: prefill.classes[i]?.prefill ?? null })),
    general: {
      ...decode.general,
      stacked: { decode: decode.general.stacked.decode, prefill: prefill.general.stacked.prefill },
      unified: { decode: decode.general.unified.decode, prefill: prefill.general.unified.prefill },
      card: { decode: decode.general.card.decode, prefill: prefill.general.card.prefill },
    },
    stacked: decode.stacked,
    shared: {
      ...decode.shared,
      prefillExperts: prefill.shared.prefillExperts,
      prefillLayerMicroseconds: prefill.shared.prefillLayerMicroseconds,
      prefillLinear: prefill.shared.prefillLinear,
    },
    serving: serving.serving,
    firstToken: first.firstToken,
  }
}
