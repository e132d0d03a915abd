/** Published figures in words: the same in the card, the picture and the comparison. */
import type { EvidencePair } from '../../shared/domain/evaluation.ts'
import type { EvaluationRow, EvaluationSet } from '../../shared/domain/evaluation/rows.ts'
import type { Text } from '../text/words.tsx'

/** Hundredths as the reader writes them, with at least so many decimals. */
export function figure(hundredths: number, text: Text, decimals = 0): string {
  return text.number(hundredths / 100, { minimumFractionDigits: decimals, maximumFractionDigits: 2 })
}

/** How many decimals figures that stand under each other need. */
export function decimalsOf(figures: readonly number[]): 0 | 1 | 2 {
  if (figures.every((value) => value % 100 === 0)) return 0
  return figures.every((value) => value % 10 === 0) ? 1 : 2
}

export function taskName(task: string, text: Text): string {
  return text.wordOr(`evaluation.task.${task}`, task)
}

/** Results in several languages together stand under the code `mul`. */
export function languageOf(language: string, text: Text): string {
  return language === 'mul' ? text.word('evaluation.severalLanguages') : text.languageName(language)
}

export function pairName({ task, language }: EvidencePair, text: Text): string {
  const name = taskName(task, text)
  return language === null
    ? text.word('evaluation.gapAny', { task: name })
    : text.word('evaluation.gap', { task: name, language: { language } })
}

/** What must be equal for two figures to be compared, in a line. */
export function setName({ benchmark, dataset, metric, language, task }: EvaluationSet, text: Text): string {
  const values = { benchmark: benchmark.name, metric, task: taskName(task, text), language: languageOf(language, text) }
  return dataset === null
    ? text.word('evaluation.setNamePlain', values)
    : text.word('evaluation.setName', { ...values, dataset })
}

export function versionName({ version, split }: EvaluationSet, text: Text): string {
  const named = version === null ? text.word('evaluation.noVersion') : text.word('evaluation.version', { version })
  return `${named}, ${text.word(`evaluation.split.${split ?? 'none'}`)}`
}

export function directionOf({ scale }: EvaluationSet, text: Text): string {
  return text.word(scale.higherIsBetter ? 'evaluation.better.high' : 'evaluation.better.low')
}

/** "80.3 to 82.02", or that the source gives no interval. */
export function intervalOf({ low, high }: EvaluationRow, text: Text): string {
  if (low === null || high === null) return text.word('evaluation.noInterval')
  return text.word('evaluation.interval', { low: figure(low, text), high: figure(high, text) })
}

/** The name that was evaluated, and in which precision where the source says so. */
export function evaluatedName({ evaluated, quantization }: EvaluationRow): string {
  return quantization === null ? evaluated : `${evaluated}, ${quantization}`
}
