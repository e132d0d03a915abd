/** The lines of a comparison about published results, and the sets in which figures may be compared. */
import {
  comparisonsOf,
  coverageOf,
  type Comparison,
  type EvidenceGap,
  type EvidencePair,
} from '../../domain/evaluation.ts'
import { modelResults } from '../../domain/evaluation/rows.ts'
import { message, type Message } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { cell, name, type CompareLine, type CompareSubject, type MakeLine } from './compare-cells.ts'
import { needOf } from './evidence.ts'

export function evidenceLines(
  subjects: readonly CompareSubject[],
  facts: Facts,
  knowledge: Knowledge,
  line: MakeLine,
): { readonly lines: readonly CompareLine[]; readonly sets: readonly Comparison[]; readonly incomparable: readonly EvidencePair[] } {
  const pack = knowledge.evaluations
  const needs = subjects.map(({ model }) => needOf(model, facts, pack))
  const tasks = [...new Set(needs.flatMap((need) => need.tasks))]
  const languages = [...new Set(needs.flatMap((need) => need.languages))]
  const coverage = subjects.map(({ model }) => coverageOf(model.id, languages, tasks, pack))
  const [first] = coverage
  const pairs = first === undefined ? [] : [...first.covered, ...first.gaps]
  const sets = comparisonsOf(subjects.map(({ model }) => model.id), languages, tasks, pack)
  return {
    sets,
    // Pairs stand in the order of tasks and languages, whoever covers them.
    lines: [
      ...pairs
        .toSorted((left, right) => tasks.indexOf(left.task) - tasks.indexOf(right.task) || languages.indexOf(left.language ?? '') - languages.indexOf(right.language ?? ''))
        .map(({ task, language }) =>
          line('evidence', `${task}/${language ?? 'any'}`, pairName({ task, language }), (_subject, place) => {
            const same = (pair: EvidencePair): boolean => pair.task === task && pair.language === language
            const found = coverage[place]?.covered.find(same)
            if (found !== undefined) return cell('none', message('evaluation.independent', { count: found.results }))
            const gap = coverage[place]?.gaps.find(same)
            return cell('unknown', message('evaluation.noneIndependent'), null, gap === undefined ? null : insteadOf(gap))
          }),
        ),
      line('evidence', 'all', name('allResults'), ({ model }) =>
        cell('none', message('evaluation.count', { count: modelResults(model.id, pack).length })),
      ),
    ],
    incomparable: pairs
      .filter(({ task, language }) => !sets.some(({ set }) => set.task === task && (language === null || set.language === language || isAlias(language, set.language, knowledge))))
      .map(({ task, language }) => ({ task, language })),
  }
}

/** What there is where nobody else measured; null where there is nothing. */
function insteadOf({ maker, otherVersion, held }: EvidenceGap): Message | null {
  if (maker + otherVersion + held.length === 0) return null
  return message('evaluation.instead', { maker, other: otherVersion, held: held.length })
}

function isAlias(language: string, code: string, { evaluations }: Knowledge): boolean {
  return evaluations.languageAliases.some(({ of, means }) => of === language && means === code)
}

function pairName({ task, language }: EvidencePair): Message {
  const term = { term: `evaluation.task.${task}` }
  return language === null ? name('evidenceAny', { task: term }) : name('evidence', { task: term, language: { language } })
}
