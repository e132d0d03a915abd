/** What changed between a signed version and the draft, so that a reviewer reads only what is new. */
import { ArrowRight } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { changesBetween, stateOfSigned, type ChangedAnswer, type ChangedEntry, type PlanChanges } from '../../shared/plan/changes.ts'
import { fields } from '../../shared/plan/fields.ts'
import { answerText } from '../../shared/words/answer.ts'
import { useApp, useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { toneOf } from '../ui/state-icon.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** Nothing where no version was signed. */
export function ChangesCard() {
  const { versions } = useOpenPlan()
  const last = versions.at(-1)
  return last === undefined ? null : <Changes lastVersion={last.version} />
}

function Changes({ lastVersion }: { readonly lastVersion: number }) {
  const text = useText()
  const plan = useOpenPlan()
  const [version, setVersion] = useState(lastVersion)
  const signed = useSigned(plan.id, version)
  const changes = useMemo(
    () =>
      signed === null
        ? null
        : changesBetween(stateOfSigned(signed), { plan: plan.document.plan, findings: plan.assessment.findings }),
    [signed, plan.document.plan, plan.assessment.findings],
  )
  return (
    <Card
      title={text.word('changes.title', { version })}
      aside={changes === null ? null : text.word('changes.count', { count: changes.count })}
    >
      <Stack>
        {plan.versions.length < 2 ? null : (
          <Combo
            label={text.word('changes.since')}
            items={plan.versions.toReversed().map((one) => ({
              id: String(one.version),
              name: text.word('report.version', { version: one.version }),
              detail: text.instant(one.signedAt, 'day'),
            }))}
            value={String(version)}
            onChange={(id) => setVersion(id === null ? lastVersion : Number(id))}
          />
        )}
        {changes === null ? <Skeleton /> : <ChangesTables changes={changes} version={version} />}
      </Stack>
    </Card>
  )
}

/** The signed version as main has it, null until it is there. */
function useSigned(id: string, version: number): SignedPlan | null {
  const text = useText()
  const { client } = useApp()
  const [loaded, setLoaded] = useState<{ readonly version: number; readonly signed: SignedPlan } | null>(null)
  useEffect(() => {
    let shown = true
    void client['plan.version']({ id, version }).then((answer) => {
      if (!shown) return
      if (answer.ok) return setLoaded({ version, signed: answer.value })
      const { code, detail } = answer.problem
      showToast({ state: 'blocking', title: text.word(`fault.${code}`, { detail }) })
    })
    return () => {
      shown = false
    }
  }, [client, id, version, text])
  return loaded?.version === version ? loaded.signed : null
}

function ChangesTables({ changes, version }: { readonly changes: PlanChanges; readonly version: number }) {
  const text = useText()
  if (changes.count === 0)
    return <EmptyState title={text.word('changes.none', { version })}>{text.word('changes.noneDetail')}</EmptyState>
  return (
    <>
      {changes.answers.length === 0 ? null : <AnswersTable answers={changes.answers} version={version} />}
      {changes.findings === null ? <SmallPrint>{text.word('changes.notComparable', { version })}</SmallPrint> : null}
      {changes.findings === null || changes.findings.length === 0 ? null : (
        <DataTable
          caption={text.word('changes.findings')}
          dense
          rows={changes.findings}
          rowKey={(row) => `${row.kind} ${row.finding.id}`}
          columns={[
            { key: 'what', name: text.word('changes.what'), width: '20%', cell: (row) => text.word(`changes.finding.${row.kind}`) },
            { key: 'finding', name: text.word('changes.findings'), rowHeader: true, cell: (row) => <Referenced>{text.say(row.finding.headline)}</Referenced> },
            {
              key: 'level',
              name: text.word('readiness.title'),
              align: 'end',
              cell: (row) => <StatusChip tone={toneOf(row.finding.level)}>{text.word(`level.${row.finding.level}`)}</StatusChip>,
            },
          ]}
        />
      )}
      {changes.entries.length === 0 ? null : <EntriesTable entries={changes.entries} />}
    </>
  )
}

function AnswersTable({ answers, version }: { readonly answers: readonly ChangedAnswer[]; readonly version: number }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const goToStage = useUi((store) => store.goToStage)
  const value = (row: ChangedAnswer, side: 'before' | 'after'): string => {
    if (row[side] === undefined) return text.word('changes.never')
    const said = answerText(row.field, row[side], knowledge, { locale: text.locale, word: (id, values = {}) => text.say({ id, values: { ...values } }) })
    return side === 'after' && row.basisOnly ? text.word('changes.basisOnly', { value: said }) : said
  }
  return (
    <DataTable
      caption={text.word('changes.answers')}
      dense
      rows={answers}
      rowKey={(row) => row.field}
      columns={[
        {
          key: 'question',
          name: text.word('report.question'),
          rowHeader: true,
          width: '30%',
          cell: (row) => (
            <Button variant="text" iconAfter={ArrowRight} onPress={() => goToStage(fields[row.field].stage, row.field)}>
              {text.wordOr(`field.${row.field}.label`)}
            </Button>
          ),
        },
        { key: 'before', name: text.word('changes.before', { version }), cell: (row) => value(row, 'before') },
        { key: 'after', name: text.word('changes.after'), cell: (row) => value(row, 'after') },
        {
          key: 'who',
          name: text.word('changes.who'),
          cell: (row) => (row.by === null || row.at === null ? '' : `${row.by}, ${text.instant(row.at, 'day')}`),
        },
      ]}
    />
  )
}

function EntriesTable({ entries }: { readonly entries: readonly ChangedEntry[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text.word('changes.entries')}
      dense
      rows={entries}
      rowKey={(row) => `${row.table} ${row.key}`}
      columns={[
        { key: 'what', name: text.word('changes.what'), width: '20%', cell: (row) => text.word(`changes.kind.${row.kind}`) },
        {
          key: 'table',
          name: text.word('changes.entries'),
          width: '35%',
          cell: (row) => text.wordOr(`changes.table.${row.table}`, text.word('changes.table.other')),
        },
        { key: 'key', name: text.word('changes.entry'), rowHeader: true, cell: (row) => row.key },
      ]}
    />
  )
}
