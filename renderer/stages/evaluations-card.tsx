/** The evaluation plan: entries with the number of cases and why, and what the plan's answers suggest. */
import { FilePlus2, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { EvaluationEntry } from '../../shared/plan/assurance/entries.ts'
import { evaluationSuggestions, sampleValues, type EvaluationSuggestion, type SampleNeed } from '../../shared/plan/assurance/evaluations.ts'
import { evidenceKey } from '../../shared/plan/duty-evidence.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { PlanText } from '../text/plan-text.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Row } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, TwoLines, type Column } from '../ui/table.tsx'
import { freeKey } from './assurance-dialog.tsx'
import { EntriesCard } from './entries-card.tsx'
import { EvaluationDialog } from './evaluation-dialog.tsx'
import { EvidenceRunning, useEvidence, type EvidenceReading } from './evidence-reading.tsx'
import css from './assurance.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'
import { useTargetEntry } from './use-target.ts'

type Line = SampleNeed & { readonly of: EvaluationEntry }

export function EvaluationsCard() {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { document, assessment } = useOpenPlan()
  const { plan } = document
  const entries = plan.evaluations ?? {}
  const [editing, setEditing] = useState<string | null>(null)
  const target = useTargetEntry('evaluations')
  const reading = useEvidence()
  const lines = (assessment.assurance?.samples ?? []).flatMap((need): readonly Line[] => {
    const of = entries[need.entry]
    return of === undefined ? [] : [{ ...need, of }]
  })
  const offers = evaluationSuggestions(entries, factsOf(plan), knowledge)
  return (
    <EntriesCard
      table="evaluations"
      title={text.word('assuranceScreen.evaluations')}
      lead={text.word('assuranceScreen.evaluationsLead')}
      add={text.word('assuranceScreen.addEvaluation')}
      onAdd={() => setEditing('new')}
      offers={{ count: offers.length, table: <Offers offers={offers} /> }}
      dialog={editing === null ? null : <EvaluationDialog id={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    >
      <DataTable
        caption={text.word('assuranceScreen.evaluations')}
        captionHidden
        dense
        fits
        rows={lines}
        rowKey={({ entry }) => entry}
        target={target}
        columns={useColumns(setEditing, reading)}
        empty={<EmptyState title={text.word('assuranceScreen.nothingYet')}>{text.word('assuranceScreen.evaluationNone')}</EmptyState>}
      />
      {reading.busy || reading.failed ? (
        <div className={css['offers']}>
          <EvidenceRunning reading={reading} />
          {reading.failed ? <p role="status">{text.word('dutiesScreen.unreadable')}</p> : null}
        </div>
      ) : null}
    </EntriesCard>
  )
}

function useColumns(onEdit: (id: string) => void, reading: EvidenceReading): readonly Column<Line>[] {
  const text = useText()
  const { now } = useApp()
  const knowledge = usePlanKnowledge()
  const dispatch = usePlanStore((store) => store.dispatch)
  const pin = async (id: string): Promise<void> => {
    const file = await reading.read()
    if (file !== null) dispatch({ type: 'evaluation.attach', id, evidenceId: evidenceKey(file), evidence: { ...file, addedAt: now() } })
  }
  return [
    {
      key: 'task',
      name: text.word('assuranceScreen.task'),
      rowHeader: true,
      width: '25%',
      cell: ({ of }) => <TwoLines first={<PlanText>{of.task}</PlanText>} second={aboutText(of, text)} />,
    },
    {
      key: 'set',
      name: text.word('assuranceScreen.set'),
      cell: ({ entry, of }) => {
        const { testSet } = of
        const name =
          testSet.kind === 'own' ? (
            <PlanText>{testSet.name}</PlanText>
          ) : testSet.kind === 'benchmark' ? (
            (knowledge.evaluations.benchmarks.find(({ id }) => id === testSet.id)?.name ?? testSet.id)
          ) : (
            text.word('assuranceScreen.set.none')
          )
        return (
          <>
            <TwoLines
              first={name}
              second={
                <>
                  <PlanText>{of.metric}</PlanText>
                  {passText(of, text)}
                </>
              }
            />
            {testSet.kind !== 'own' ? null : testSet.evidence === null ? (
              <Button changes variant="text" icon={FilePlus2} isDisabled={reading.busy} onPress={() => void pin(entry)}>
                {text.word('assuranceScreen.pin')}
              </Button>
            ) : (
              <StatusChip tone="ok">{text.word('assuranceScreen.pinned')}</StatusChip>
            )}
          </>
        )
      },
    },
    {
      key: 'cases',
      name: text.word('assuranceScreen.cases'),
      width: '7.5rem',
      cell: (line) => <Cases line={line} />,
    },
    {
      key: 'who',
      name: text.word('assuranceScreen.decidedBy'),
      width: '21%',
      cell: ({ of }) => <TwoLines first={of.decidedBy === null ? text.word('report.noOwner') : <PlanText>{of.decidedBy}</PlanText>} second={of.due === null ? '' : text.day(of.due)} />,
    },
    {
      key: 'do',
      name: text.word('assuranceScreen.change'),
      width: '5.25rem',
      cell: ({ entry, of }) => (
        <Row wraps={false}>
          <IconButton changes icon={Pencil} size="small" label={text.word('assuranceScreen.changeThis', { name: of.task })} onPress={() => onEdit(entry)} />
          <IconButton
            changes
            icon={Trash2}
            size="small"
            label={text.word('assuranceScreen.removeThis', { name: of.task })}
            onPress={() => dispatch({ type: 'evaluation.remove', id: entry })}
          />
        </Row>
      ),
    },
  ]
}

/** Language, attacks and groups, under the task. */
function aboutText({ language, redTeam, subgroups }: EvaluationEntry, text: Text): string {
  const spoken = language === null ? [] : [text.say({ id: 'assurance.own', values: { title: { language } } })]
  return [...spoken, ...redTeam.map((topic) => text.word(`assurance.topic.${topic}`)), ...subgroups].join(' · ')
}

function passText(entry: EvaluationEntry, text: Text): string {
  if (entry.kind === 'rare') return `, ${text.word('assuranceScreen.rarer', { share: { basisPoints: entry.margin } })}`
  return entry.threshold === null ? '' : `, ${text.word('assuranceScreen.passes', { share: { basisPoints: entry.threshold } })}`
}

/** How many, whether they are there, and the reason on demand. */
function Cases({ line }: { readonly line: Line }) {
  const text = useText()
  return (
    <>
      <StatusChip tone={line.enough === null ? 'note' : line.enough ? 'ok' : 'warn'}>
        {text.number(line.total)}
      </StatusChip>
      {line.has === null ? null : <span> {text.word('assuranceScreen.has', { has: line.has })}</span>}
      <Disclosure title={text.word('assuranceScreen.why')}>{text.word(`assurance.sample.${line.of.kind}`, sampleValues(line.of, line))}</Disclosure>
    </>
  )
}

function Offers({ offers }: { readonly offers: readonly EvaluationSuggestion[] }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const take = ({ entry, task }: EvaluationSuggestion): void => {
    const taken = { ...entry, task: text.say(task).normalize('NFC'), metric: text.word(`assurance.metric.${entry.kind}`).normalize('NFC') }
    dispatch({ type: 'evaluation.record', id: freeKey('e', plan.evaluations ?? {}), entry: taken })
  }
  return (
    <DataTable
      caption={text.word('assuranceScreen.suggested')}
      captionHidden
      dense
      rows={offers}
      rowKey={({ id }) => id}
      columns={[
        { key: 'task', name: text.word('assuranceScreen.task'), rowHeader: true, width: '36%', cell: ({ task }) => text.say(task) },
        { key: 'reason', name: text.word('assuranceScreen.reason'), cell: ({ reason }) => text.say(reason) },
        {
          key: 'take',
          name: text.word('assuranceScreen.take'),
          width: '8rem',
          cell: (offer) => (
            <Button
              size="small"
              aria-label={text.word('assuranceScreen.takeThis', { name: `${text.say(offer.task)}${offer.entry.language === null ? '' : ` (${offer.entry.language})`}` })}
              onPress={() => take(offer)}
            >
              {text.word('assuranceScreen.take')}
            </Button>
          ),
        },
      ]}
    />
  )
}
