/** Adds an evaluation or changes it; the number of cases follows while typing. */
import { useState } from 'react'
import { confidences, type SampleConfidence } from '../../shared/domain/assurance/sample-size.ts'
import { redTeamTopics, type EvaluationEntry, type TestSet } from '../../shared/plan/assurance/entries.ts'
import { sampleNeed, sampleValues } from '../../shared/plan/assurance/evaluations.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Note } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { DayBox, freeKey, isDay, lineOf, NumberBox, Several, typedNumber } from './assurance-dialog.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'
import css from './assurance.module.css'

const kinds = ['share', 'rare'] as const
const setKinds = ['own', 'benchmark', 'none'] as const

/** @param id The entry to change, null to add one. */
export function EvaluationDialog({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const entries = plan.evaluations ?? {}
  const known = id === null ? undefined : entries[id]
  const percent = (share: number | null | undefined): string => (share === null || share === undefined ? '' : text.number(share / 100))
  const count = (cases: number | null | undefined): string => (cases === null || cases === undefined ? '' : text.number(cases))
  const [task, setTask] = useState(known?.task ?? '')
  const [language, setLanguage] = useState(known?.language ?? null)
  const [set, setSet] = useState<TestSet>(known?.testSet ?? { kind: 'own', name: '', size: null, evidence: null })
  const [size, setSize] = useState(count(known?.testSet.kind === 'own' ? known.testSet.size : null))
  const [metric, setMetric] = useState(known?.metric ?? text.word('assurance.metric.share'))
  const [kind, setKind] = useState<EvaluationEntry['kind']>(known?.kind ?? 'share')
  const [threshold, setThreshold] = useState(percent(known?.threshold))
  const [confidence, setConfidence] = useState<SampleConfidence>(known?.confidence ?? 9500)
  const [margin, setMargin] = useState(percent(known?.margin ?? 500))
  const [cases, setCases] = useState(count(known?.cases))
  const [groups, setGroups] = useState(known?.subgroups.join('\n') ?? '')
  const [topics, setTopics] = useState<EvaluationEntry['redTeam'][number][]>([...(known?.redTeam ?? [])])
  const [decidedBy, setDecidedBy] = useState(known?.decidedBy ?? '')
  const [due, setDue] = useState(known?.due ?? '')
  const figures = {
    size: typedNumber(size, 1, 10_000_000, 1, text),
    threshold: typedNumber(threshold, 0, 10_000, 100, text),
    margin: typedNumber(margin, 1, 5000, 100, text),
    cases: typedNumber(cases, 1, 10_000_000, 1, text),
  }
  const entry = entryOf()
  const languages = valueOf(plan, 'service.languages') ?? []
  return (
    <EntryDialog
      title={known === undefined ? text.word('assuranceScreen.addEvaluation') : text.word('assuranceScreen.changeThis', { name: known.task })}
      save={text.word('assuranceScreen.save')}
      ready={entry !== null}
      onClose={onClose}
      onSave={() => {
        if (entry !== null && dispatch({ type: 'evaluation.record', id: id ?? freeKey('e', entries), entry }).ok) onClose()
      }}
    >
      <PlainTextField label={text.word('assuranceScreen.task')} value={task} onChange={setTask} maxLength={200} />
      <div className={css['pairs']}>
        <Combo
          label={text.word('assuranceScreen.language')}
          items={[...new Set([...languages, ...(language === null ? [] : [language])])].map((one) => ({ id: one, name: text.say({ id: 'assurance.own', values: { title: { language: one } } }) }))}
          value={language}
          onChange={setLanguage}
          placeholder={text.word('assuranceScreen.anyLanguage')}
        />
        <PlainTextField label={text.word('assuranceScreen.metric')} value={metric} onChange={setMetric} maxLength={200} />
      </div>
      <SegmentedControl
        label={text.word('assuranceScreen.set')}
        value={set.kind}
        onChange={(to) => setSet(to === 'own' ? { kind: 'own', name: '', size: null, evidence: null } : to === 'benchmark' ? { kind: 'benchmark', id: '' } : { kind: 'none' })}
        segments={setKinds.map((value) => ({ value, label: text.word(`assuranceScreen.set.${value}`) }))}
      />
      {set.kind === 'own' ? (
        <div className={css['pairs']}>
          <PlainTextField label={text.word('assuranceScreen.setName')} value={set.name} onChange={(name) => setSet({ ...set, name })} maxLength={200} />
          <NumberBox label={text.word('assuranceScreen.setSize')} typed={size} onChange={setSize} value={figures.size} low={1} high={10_000_000} />
        </div>
      ) : null}
      {set.kind === 'benchmark' ? (
        <Combo
          label={text.word('assuranceScreen.set.benchmark')}
          items={knowledge.evaluations.benchmarks.map((one) => ({ id: one.id, name: one.name, detail: one.measures }))}
          value={set.id === '' ? null : set.id}
          onChange={(to) => setSet({ kind: 'benchmark', id: to ?? '' })}
        />
      ) : null}
      <SegmentedControl
        label={text.word('assuranceScreen.kind')}
        value={kind}
        onChange={setKind}
        segments={kinds.map((value) => ({ value, label: text.word(`assuranceScreen.kind.${value}`) }))}
      />
      <SegmentedControl
        label={text.word('assuranceScreen.confidence')}
        value={String(confidence)}
        onChange={(to) => setConfidence(confidences.find((one) => String(one) === to) ?? 9500)}
        segments={confidences.map((value) => ({ value: String(value), label: text.share(value) }))}
      />
      <div className={css['pairs']}>
        {kind === 'share' ? (
          <NumberBox label={text.word('assuranceScreen.threshold')} typed={threshold} onChange={setThreshold} value={figures.threshold} low={0} high={100} />
        ) : null}
        <NumberBox label={text.word(`assuranceScreen.margin.${kind}`)} typed={margin} onChange={setMargin} value={figures.margin ?? undefined} low={0.01} high={50} />
        <NumberBox
          label={text.word('assuranceScreen.allCases')}
          hint={text.word('assuranceScreen.allCasesHint')}
          typed={cases}
          onChange={setCases}
          value={figures.cases}
          low={1}
          high={10_000_000}
        />
      </div>
      {entry === null ? null : <Note>{text.word(`assurance.sample.${entry.kind}`, sampleValues(entry, sampleNeed('new', entry)))}</Note>}
      <PlainTextField label={text.word('assuranceScreen.subgroups')} value={groups} onChange={setGroups} maxLength={2000} multiline />
      <Several
        label={text.word('assuranceScreen.redTeam')}
        items={redTeamTopics}
        chosen={topics}
        name={(topic) => text.word(`assurance.topic.${topic}`)}
        onChange={(chosen) => setTopics([...chosen])}
      />
      <div className={css['pairs']}>
        <PlainTextField label={text.word('assuranceScreen.decidedBy')} value={decidedBy} onChange={setDecidedBy} maxLength={200} />
        <DayBox label={text.word('assuranceScreen.due')} value={due} onChange={setDue} />
      </div>
    </EntryDialog>
  )

  /** Null while something needed is missing or is no such figure. */
  function entryOf(): EvaluationEntry | null {
    const named = lineOf(task)
    const measured = lineOf(metric)
    const { cases: all, margin: wide, size: has, threshold: least } = figures
    if (named === null || measured === null || all === undefined || has === undefined || least === undefined || !isDay(due)) return null
    if (wide === undefined || wide === null) return null
    const testSet = setOf(has)
    if (testSet === null) return null
    const subgroups = [...new Set(groups.split('\n').flatMap((line) => lineOf(line) ?? []))].slice(0, 40)
    return {
      task: named,
      language,
      testSet,
      metric: measured,
      kind,
      threshold: kind === 'share' ? least : null,
      confidence,
      margin: wide,
      cases: all,
      subgroups: subgroups.map((line) => line.slice(0, 120)),
      redTeam: topics,
      decidedBy: lineOf(decidedBy),
      due: due === '' ? null : due,
      suggestion: known?.suggestion ?? null,
    }
  }

  function setOf(has: number | null): TestSet | null {
    if (set.kind === 'none') return set
    if (set.kind === 'benchmark') return set.id === '' ? null : set
    const name = lineOf(set.name)
    return name === null ? null : { ...set, name, size: has }
  }
}
