/** Fits how fast ordinary processors read prompts. Few machines were measured: rates are medians over machines. */
import { processorPromptSeconds, type ProcessorConstants } from '../../shared/domain/capacity/processor.ts'
import { quantile, spreadOf } from './fitted.ts'
import { strangerEnds } from './strangers.ts'

/** A row of `prompts` in `resources/measurements/processor.json`. */
export type PromptRow = {
  readonly id: string
  readonly machine: string
  readonly cores: number
  /** 32-bit operations per second of all cores; null where nobody measured them. */
  readonly float32: number | null
  readonly bandwidth: number | null
  /** Instructions for matrices; null where the processor is not named. */
  readonly matrix: boolean | null
  readonly type: string
  readonly tokens: number
  readonly operationsPerToken: number
  readonly attentionOperations: number
  readonly sparse: boolean
  readonly milliTokensPerSecond: number
  /** Where others published it; missing for what was measured for Homeport. */
  readonly source?: string
}

type Part = Pick<ProcessorConstants, 'operationsPerCore' | 'theoretical'>
type Rates = Omit<ProcessorConstants['prompt'], 'spread' | 'rows'>

const median = (values: readonly number[]): number => quantile(values.toSorted((left, right) => left - right), 0.5)
const rounded = (value: number): number => Number(value.toPrecision(3))

/** Operations of the model for one token, with its part of attention. */
export function operationsOf(row: PromptRow): number {
  return row.operationsPerToken + row.attentionOperations / row.tokens
}

/** Operations of the model for each 32-bit operation. */
function ratio(row: PromptRow, { operationsPerCore }: Part): number {
  return (operationsOf(row) * row.milliTokensPerSecond) / 1000 / (row.float32 ?? row.cores * operationsPerCore)
}

/** Each machine counts as one, however many rows it has. */
function medianOfMachines(rows: readonly PromptRow[], own: Part): number {
  const machines = [...new Set(rows.map(({ machine }) => machine))]
  return median(machines.map((machine) => median(rows.filter((row) => row.machine === machine).map((row) => ratio(row, own)))))
}

/** Types that cost about as much as one another: 16 bits, blocks, blocks of blocks, and those with tables. */
const kin = [
  ['F16', 'BF16'],
  ['Q4_0', 'Q4_1', 'Q5_0', 'Q5_1', 'Q8_0'],
  ['Q2_K', 'Q3_K', 'Q4_K', 'Q5_K', 'Q6_K'],
  ['IQ1_S', 'IQ1_M', 'IQ2_XXS', 'IQ2_XS', 'IQ2_S', 'IQ3_XXS', 'IQ3_S', 'IQ4_XS'],
] as const

function ratesOf(rows: readonly PromptRow[], own: Part): Rates {
  const dense = rows.filter(({ matrix, sparse }) => matrix !== true && !sparse)
  const measured = [...new Set(dense.map(({ type }) => type))].map((type) => ({
    type,
    rate: rounded(medianOfMachines(dense.filter((row) => row.type === type), own)),
  }))
  const rateOf = (type: string): number | null => measured.find((entry) => entry.type === type)?.rate ?? null
  const otherRate = Math.min(...measured.map(({ rate }) => rate))
  const against = (list: readonly PromptRow[]): number => {
    const shares = list.flatMap((row) => {
      const rate = rateOf(row.type)
      return rate === null ? [] : [ratio(row, own) / rate]
    })
    return shares.length === 0 ? 1 : rounded(median(shares))
  }
  return {
    rates: [
      ...measured,
      // Of types that nobody measured the slowest of their kind speaks.
      ...kin.flatMap((types) => {
        const rates = types.flatMap((type) => rateOf(type) ?? [])
        return rates.length === 0 ? [] : types.flatMap((type) => (rateOf(type) === null ? [{ type, rate: Math.min(...rates) }] : []))
      }),
    ],
    otherRate,
    attentionRate: rateOf('F16') ?? otherRate,
    experts: Math.min(1, against(rows.filter(({ sparse }) => sparse))),
    matrix: Math.max(1, against(rows.filter(({ matrix, sparse }) => matrix === true && !sparse))),
  }
}

/** Seconds of a prompt by the rates. */
export function promptSecondsOf(row: PromptRow, own: Part & { readonly prompt: Rates }): { readonly likely: number; readonly plain: number } {
  const work = {
    tokens: row.tokens, operations: row.operationsPerToken, attentionOperations: row.attentionOperations,
    stepBytes: 0, steps: 0, sparse: row.sparse,
  }
  const processor = { cores: row.cores, calibrated: row.float32 !== null, operations: row.float32, matrix: row.matrix }
  const time = processorPromptSeconds(work, row.type, { bandwidth: null, processor }, own)
  if (time === null) throw new Error(`no rate for ${row.id}`)
  return time
}

/** Logarithm of measured over computed speed, without instructions for matrices. */
function residual(row: PromptRow, own: Part & { readonly prompt: Rates }): number {
  return Math.log((promptSecondsOf(row, own).plain * row.milliTokensPerSecond) / 1000 / row.tokens)
}

/** Of each machine, what the rates of the others leave of its rows. */
function leftByMachine(rows: readonly PromptRow[], part: Part): readonly (readonly number[])[] {
  return [...new Set(rows.map(({ machine }) => machine))].map((machine) => {
    const prompt = ratesOf(rows.filter((row) => row.machine !== machine), part)
    return rows.filter((row) => row.machine === machine).map((row) => residual(row, { ...part, prompt }))
  })
}

/** Rates on all rows, and the range of a machine that none of them is of. */
export function promptsOf(rows: readonly PromptRow[], { operationsPerCore, theoretical }: Part): ProcessorConstants['prompt'] {
  const part: Part = { operationsPerCore, theoretical }
  const left = leftByMachine(rows, part)
  return {
    ...ratesOf(rows, part),
    spread: spreadOf(left.flat(), strangerEnds(left)),
    rows: { prompts: rows.length, machines: left.length },
  }
}
