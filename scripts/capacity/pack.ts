/** The resource that the fit writes: constants with the day, the rows, and what remained unexplained. */
import type { CapacityFitPack } from '../../shared/domain/capacity/fit-pack.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import type { CapacityPacks } from '../../shared/plan/capacity-run.ts'
import { fitted } from './fitted.ts'
import { offloadOf } from './offloads.ts'
import { processorOf, type ProcessorRow } from './processors.ts'
import { promptsOf, type PromptRow } from './prompts.ts'
import { rowsOf, type Measurement } from './rows.ts'

/** What `resources/measurements/processor.json` holds. */
export type ProcessorMeasurements = {
  readonly asOf: string
  readonly rows: readonly ProcessorRow[]
  readonly prompts: readonly PromptRow[]
}

export function fitPack(
  measurements: readonly Measurement[],
  processors: ProcessorMeasurements,
  packs: CapacityPacks,
  day: string,
): CapacityFitPack {
  const rows = rowsOf(measurements, packs)
  const found = fitted(rows, packs.accelerators.accelerators)
  const decode = processorOf(processors.rows, packs.quantizations.tensorTypes, found.spreads)
  const count = (metric: string): number => rows.filter((row) => row.metric === metric).length
  /** Titles with the day they were read. */
  const titles = new Map([
    ...measurements.map(({ source }) => [source.replace(/ llmfit-core\/.*$/, ''), day] as const),
    ...processors.prompts.flatMap(({ source }) => (source === undefined ? [] : [[source, processors.asOf] as const])),
  ])
  return {
    pack: 'capacity-fit',
    format: 1,
    title: 'Fitted constants of the speed formulas',
    asOf: day,
    notice:
      'Made by npm run fit:capacity from measured rows, many of them from communities and unverified. Spreads are from rows left out of the fit; the band holds about four of five of them.',
    fittedOn: day,
    rows: {
      file: 'measurements/throughput.json',
      decode: count('decode'),
      prefill: count('prefill'),
      serving: count('serving'),
      firstToken: count('first-token'),
      leftOut: measurements.length - new Set(rows.map(({ id }) => id)).size,
    },
    sources: [...titles]
      .toSorted(([left], [right]) => byCodeUnit(left, right))
      .map(([title, date]) => ({ title, date, confidence: 'unverified' as const })),
    processor: { ...decode, prompt: promptsOf(processors.prompts, decode) },
    offload: offloadOf(measurements, packs, found),
    ...found,
  }
}

/** As text: one line for each row and spread. */
export function packText(pack: CapacityFitPack): string {
  const { residuals, spreads, ...head } = pack
  const lines = (list: readonly unknown[], indent: string): string =>
    `[\n${list.map((entry) => `${indent}${JSON.stringify(entry)}`).join(',\n')}\n${indent.slice(1)}]`
  const learned = residuals
    .map(
      ({ metric, components, noise, rows }) =>
        `  {"metric": "${metric}", "noise": ${noise},\n   "components": ${lines(components, '    ')},\n   "rows": ${lines(rows, '    ')}}`,
    )
    .join(',\n')
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "residuals": [\n${learned}\n ],\n "spreads": ${lines(spreads, '  ')}\n}\n`
}
