/**
 * Questions that the tables of evaluations, signals and risks answer: each is asked once, in its table. What a table says
 * counts; a text that a plan of before gave instead counts where its table says nothing.
 */
import { byCodeUnit } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { AssuranceTables, EvaluationEntry, RiskEntry, SignalEntry } from './entries.ts'

export type AnsweringTable = 'evaluations' | 'signals' | 'risks'

export const answeringTables = {
  'evaluation.tasks': 'evaluations',
  'evaluation.thresholds': 'evaluations',
  'evaluation.testSets': 'evaluations',
  'evaluation.redTeam': 'evaluations',
  'evaluation.decidedBy': 'evaluations',
  'monitoring.owner': 'signals',
  'monitoring.signals': 'signals',
  'monitoring.triggers': 'signals',
  'monitoring.everyDays': 'signals',
  'risk.summary': 'risks',
} as const satisfies Partial<Record<FieldId, AnsweringTable>>

export type TableField = keyof typeof answeringTables

// eslint-disable-next-line -- the keys of a literal are its ids
export const tableFields = Object.keys(answeringTables) as readonly TableField[]

export function isTableField(id: string): id is TableField {
  return Object.hasOwn(answeringTables, id)
}

/** The fields that a table answers. */
export function fieldsOfTable(table: AnsweringTable): readonly TableField[] {
  return tableFields.filter((id) => answeringTables[id] === table)
}

/** What the tables say, null where they leave a question open. Texts name what the planner wrote, in no language of ours. */
export function tableAnswers(tables: AssuranceTables): Pick<Facts, TableField> {
  const evaluations = entriesOf(tables.evaluations)
  const signals = entriesOf(tables.signals)
  const treated = entriesOf(tables.risks).filter(isTreated)
  const starts = signals.filter(({ actions }) => actions.includes('evaluate-again') || actions.includes('sign-again'))
  return {
    'evaluation.tasks': listed(evaluations.map(({ task }) => task)),
    'evaluation.thresholds': listedWhenAll(evaluations.map(passOf)),
    'evaluation.testSets': listedWhenAll(evaluations.map(({ testSet }) => (testSet.kind === 'own' ? testSet.name : testSet.kind === 'benchmark' ? testSet.id : null))),
    'evaluation.redTeam': listed(evaluations.filter(({ redTeam }) => redTeam.length > 0).map(({ task }) => task)),
    'evaluation.decidedBy': listedWhenAll(evaluations.map(({ decidedBy }) => decidedBy)),
    'monitoring.owner': listedWhenAll(signals.map(({ who }) => who)),
    'monitoring.signals': listed(signals.map(actsAt)),
    'monitoring.triggers': listed(starts.map(actsAt)),
    // The longest rest between two looks: what logs have to last for.
    'monitoring.everyDays': signals.length === 0 ? null : Math.max(...signals.map(({ everyDays }) => everyDays)),
    'risk.summary': listed(treated.map(({ measures, title }) => (title === null ? measures : `${title}: ${measures}`))),
  }
}

function entriesOf<Entry>(table: Readonly<Record<string, Entry>> = {}): readonly Entry[] {
  return Object.entries(table)
    .toSorted(([left], [right]) => byCodeUnit(left, right))
    .map(([, entry]) => entry)
}

/** Each once, in the order of the table; null where there is none. */
function listed(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : [...new Set(texts)].join('; ')
}

/** One entry that leaves it open leaves the question open. */
function listedWhenAll(texts: readonly (string | null)[]): string | null {
  const said = texts.filter((text) => text !== null)
  return said.length < texts.length ? null : listed(said)
}

/** From when a result passes: "metric ≥ 92.5 %", or by how rare failures are. */
function passOf({ kind, margin, metric, threshold }: EvaluationEntry): string | null {
  if (kind === 'rare') return `${metric} < ${String(margin / 100)} %`
  return threshold === null ? null : `${metric} ≥ ${String(threshold / 100)} %`
}

function actsAt({ name, threshold }: SignalEntry): string {
  return `${name}: ${threshold}`
}

/** A risk of the register that somebody does something about, in words. */
function isTreated({ measures, treatment }: RiskEntry): boolean {
  return treatment !== null && measures.trim() !== ''
}
