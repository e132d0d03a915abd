/**
 * Up to four models beside each other, for this plan. Every line is shown with its ground, and there is no total: what
 * orders the columns is one line that the reader picks.
 */
import type { Comparison, EvidencePair } from '../../domain/evaluation.ts'
import type { MachineFacts } from '../../domain/machine.ts'
import type { Model } from '../../domain/model-pack.ts'
import { message, type Message } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { modelOf, opennessFor, suitabilityOf } from '../stages/model.ts'
import {
  billions,
  cell,
  known,
  name,
  notKnown,
  plain,
  type CompareCell,
  type CompareGroup,
  type CompareLine,
  type CompareSubject,
  type MakeLine,
} from './compare-cells.ts'
import { evidenceLines } from './compare-evidence.ts'
import { verdictTerm } from './license-words.ts'
import { modelMemory } from './memory.ts'

export const mostCompared = 4

export type ModelComparison = {
  readonly models: readonly { readonly id: string; readonly name: string; readonly maker: string; readonly chosen: boolean }[]
  readonly lines: readonly CompareLine[]
  /** Results that may be compared: sets in which at least two of the models stand. */
  readonly sets: readonly Comparison[]
  /** Tasks and languages for which no such set exists. */
  readonly incomparable: readonly EvidencePair[]
}

/** Ids that the catalog does not have are left out, and everything after the fourth. */
export function compareModels(
  ids: readonly string[],
  facts: Facts,
  machine: MachineFacts | null,
  knowledge: Knowledge,
): ModelComparison {
  const subjects = [...new Set(ids)]
    .flatMap((id): readonly CompareSubject[] => {
      const model = modelOf(id, knowledge)
      if (model === null) return []
      const license = knowledge.licenses.licenses.find((entry) => entry.id === model.license)
      return [
        {
          model,
          licenseName: license?.name ?? model.license,
          suitability: suitabilityOf(id, facts, knowledge),
          openness: opennessFor(model, knowledge),
          memory: modelMemory(id, facts, machine, knowledge),
        },
      ]
    })
    .slice(0, mostCompared)
  const line = (
    group: CompareGroup,
    id: string,
    called: Message,
    cellOf: (subject: CompareSubject, place: number) => CompareCell,
  ): CompareLine => {
    const cells = subjects.map(cellOf)
    const said = new Set(cells.map((one) => JSON.stringify([one.state, one.said])))
    return { id: `${group}/${id}`, group, name: called, cells, differs: said.size > 1 }
  }
  const { lines: evidence, sets, incomparable } = evidenceLines(subjects, facts, knowledge, line)
  return {
    models: subjects.map(({ model }) => ({
      id: model.id,
      name: model.name,
      maker: model.developer.name,
      chosen: facts['model.id'] === model.id,
    })),
    lines: [
      line('license', 'verdict', name('licenseVerdict'), licenseCell),
      line('license', 'text', name('licenseText'), ({ licenseName }) => known(licenseName)),
      ...opennessLines(line),
      ...needLines(facts, line),
      line('capacity', 'memory', name('memory'), memoryCell),
      line('capacity', 'parameters', name('parameters'), ({ model: { parameters } }) =>
        billions(parameters.total ?? parameters.totalPublished),
      ),
      ...evidence,
      line('release', 'date', name('released'), ({ model: { releaseDate } }) => dayCell(releaseDate)),
      line('release', 'cutoff', name('knowledgeUntil'), ({ model: { knowledgeCutoff } }) => dayCell(knowledgeCutoff)),
      line('release', 'watch', name('releaseWatch'), ({ model }) => watchCell(model, knowledge)),
    ],
    sets,
    incomparable,
  }
}

/** Places of the models when they are ordered by a line: low first, not known last, equal ones as they were. */
export function orderedBy({ cells }: CompareLine): readonly number[] {
  const last = Number.MAX_SAFE_INTEGER
  return cells
    .map((_, place) => place)
    .toSorted((left, right) => (cells[left]?.order ?? last) - (cells[right]?.order ?? last) || left - right)
}

const verdictStates = {
  allowed: ['ok', 0],
  'allowed with conditions': ['ok', 1],
  'needs legal review': ['advisory', 2],
  prohibited: ['blocking', 3],
} as const

function licenseCell({ suitability }: CompareSubject): CompareCell {
  const { verdict, clauses, unknownFacts, confirm } = suitability
  const [state, order] = verdictStates[verdict]
  const said = message('evaluation.said', { term: { term: verdictTerm[verdict] } })
  if (unknownFacts.length > 0)
    return cell(state === 'ok' || state === 'advisory' ? 'unknown' : state, said, order, message('evaluation.factsOpen', { count: unknownFacts.length }))
  const reason = clauses.length === 0 ? null : message('evaluation.clauses', { clauses: { list: [...clauses] } })
  if (confirm && state === 'ok') return cell('unknown', said, order, message('evaluation.toConfirm'))
  return cell(state, said, order, reason)
}

const labels = ['open-source-ai', 'open-model', 'open-weights-permissive', 'open-weights-conditional', 'closed'] as const
const holders = ['everyone', 'under-conditions', 'in-part', 'maker-only', 'not-known'] as const

function opennessLines(line: MakeLine): readonly CompareLine[] {
  const term = (id: string): Message => message('evaluation.said', { term: { term: id } })
  return [
    line('openness', 'label', name('openness'), ({ openness: { label } }) =>
      label === null ? notKnown : cell('none', term(`openness.label.${label}`), labels.indexOf(label)),
    ),
    line('openness', 'mof', name('mof'), ({ openness: { mof } }) => {
      if (mof.mofClass !== null) return cell('none', message('evaluation.mofClass', { mofClass: mof.mofClass }), classes.indexOf(mof.mofClass))
      return mof.state === 'unclassified' ? cell('none', message('evaluation.unclassified'), classes.length) : notKnown
    }),
    ...(['run', 'host-locally', 'modify', 'redistribute', 'retrain', 'audit-data'] as const).map((right) =>
      line('openness', right, message(`openness.right.${right}`), ({ openness }) => {
        const found = openness.rights.find((one) => one.right === right)
        if (found === undefined || found.holder === 'not-known') return notKnown
        const [limit] = found.limits
        const reason = limit === undefined ? null : plain(limit.clause)
        return cell('none', term(`openness.holder.${found.holder}`), holders.indexOf(found.holder), reason)
      }),
    ),
  ]
}

/** Best first. */
const classes: readonly string[] = ['I', 'II', 'III']

function needLines(facts: Facts, line: MakeLine): readonly CompareLine[] {
  const needed = facts['load.contextTokens']
  return [
    ...(facts['service.languages'] ?? []).map((language) =>
      line('needs', `language/${language}`, name('language', { language: { language } }), ({ model }) =>
        languageCell(model, language),
      ),
    ),
    ...(facts['service.modalities'] ?? []).map((kind) =>
      line('needs', `content/${kind}`, name('content', { kind: { term: `model.kind.${kind}` } }), ({ model, suitability }) => {
        const takes = model.modalities.in.includes(kind)
        const state = !takes ? 'blocking' : suitability.modality === 'unknown' ? 'unknown' : 'ok'
        return cell(state, message(takes ? 'evaluation.takes' : 'evaluation.takesNot'), takes ? 0 : 1)
      }),
    ),
    line('needs', 'context', name('context'), ({ model: { maxContext }, suitability }) => {
      if (maxContext === null) return notKnown
      const said = message('evaluation.tokens', { tokens: maxContext })
      if (needed === null) return cell('none', said, -maxContext)
      return cell(suitability.context ?? 'ok', said, -maxContext, message('evaluation.tokensNeeded', { tokens: needed }))
    }),
  ]
}

function languageCell(model: Model, language: string): CompareCell {
  const sources = model.provenance.filter(({ fields }) => fields.length === 0 || fields.includes('languages'))
  const verified = sources.some(({ source }) => source.confidence !== 'unverified')
  if (model.languages.includes(language))
    return verified
      ? cell('ok', message('evaluation.listed'), 0)
      : cell('unknown', message('evaluation.listed'), 1, message('evaluation.toConfirm'))
  // Only a complete list from the maker says that a language is not among them.
  if (model.languagesBasis === 'listed' && verified)
    return cell('advisory', message('evaluation.notListed'), 3, message('evaluation.listOf', { count: model.languages.length }))
  const claimed = model.languagesClaimed
  const reason = claimed === null ? null : message('evaluation.claimed', { count: claimed })
  return cell('unknown', message('evaluation.notKnown'), 2, reason)
}

function memoryCell({ memory }: CompareSubject): CompareCell {
  if (memory === null || memory.total === null) return notKnown
  const { need, total, usable, margin, fits, tight } = memory
  const said = message('evaluation.memory', { bytes: { bytes: total } })
  const how = { quantization: need.quantization, engine: need.engine }
  if (usable === null || fits === null) return cell('unknown', said, total, message('evaluation.noHardware', how))
  const left = { ...how, bytes: { bytes: (margin ?? 0) < 0 ? -(margin ?? 0) : (margin ?? 0) } }
  if (!fits) return cell('blocking', said, total, message('evaluation.memoryShort', left))
  return cell(tight ? 'advisory' : 'ok', said, total, message('evaluation.memoryLeft', left))
}

function dayCell(day: string | null): CompareCell {
  if (day === null) return notKnown
  // Newest first: the digits of the day, counted down.
  const digits = Number(`${day}-00-00`.slice(0, 10).replaceAll('-', ''))
  return cell('none', message('evaluation.day', { day: { day } }), -digits)
}

function watchCell({ releaseWatch }: Model, knowledge: Knowledge): CompareCell {
  const cases = knowledge['release-watch'].cases.filter(({ id }) => releaseWatch.includes(id))
  if (cases.length === 0) return cell('none', message('evaluation.notWatched'))
  const pending = cases.filter(({ state }) => state === 'pending').length
  const opened = cases.filter(({ state }) => state === 'opened').length
  return cell('none', message('evaluation.watched', { opened, pending, other: cases.length - opened - pending }))
}
