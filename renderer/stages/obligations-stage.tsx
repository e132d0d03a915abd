/** Obligations: which duties apply on the plan's day, who answers for each, and the questions that decide. */
import { useMemo, useState } from 'react'
import type { PlannedDuty } from '../../shared/plan/stages/obligations.ts'
import type { DutyRecord } from '../../shared/plan/plan.ts'
import { fields } from '../../shared/plan/fields.ts'
import { fieldOf, tripleReason } from '../../shared/plan/stages/obligation-findings.ts'
import { Timeline } from '../charts/timeline.tsx'
import { useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { SourceList } from '../ui/sources.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { QuestionCards } from './question-cards.tsx'
import { StagePage } from './stage-page.tsx'
import { obligationGroups } from './obligation-groups.ts'
import css from './obligations-stage.module.css'

const statuses = ['in-force', 'later', 'undated', 'depends'] as const
type Shown = (typeof statuses)[number]

const tones = { 'in-force': 'warn', later: 'note', undated: 'note', depends: 'note' } as const

export function ObligationsStage() {
  return (
    <StagePage stage="obligations" verdict={<DutiesVerdict />}>
      <UpcomingDuties />
      <DutiesCard />
      <QuestionCards stage="obligations" groups={obligationGroups} />
    </StagePage>
  )
}

function DutiesVerdict() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const goToStage = useUi((store) => store.goToStage)
  const { counts, day } = assessment.obligations
  if (day === null)
    return (
      <Verdict
        state="unknown"
        headline={text.word('dutiesScreen.noDay')}
        action={
          <Button onPress={() => goToStage('requirements', 'identity.assessedOn')}>{text.word('finding.go')}</Button>
        }
      />
    )
  const { blocking, advisory, unknown } = assessment.stages.obligations
  const state = blocking > 0 ? 'blocking' : advisory > 0 ? 'advisory' : unknown > 0 ? 'unknown' : 'ok'
  return (
    <Verdict
      state={state}
      headline={text.word('dutiesScreen.verdict', { count: counts.inForce, day: { day }, owned: counts.owned })}
      detail={text.word('dutiesScreen.detail', { later: counts.later, depends: counts.depends, guidance: counts.guidance })}
    />
  )
}

function UpcomingDuties() {
  const text = useText()
  const { obligations } = useOpenPlan().assessment
  if (obligations.day === null || obligations.upcoming.length === 0) return null
  const titles = new Map(obligations.duties.map((duty) => [duty.id, duty.title]))
  const days = [...new Set(obligations.upcoming.map((duty) => duty.from))].slice(0, 6)
  return (
    <Timeline
      title={text.word('dutiesScreen.upcoming')}
      today={obligations.day}
      lanes={days.map((from) => {
        const due = obligations.upcoming.filter((duty) => duty.from === from)
        const first = titles.get(due[0]?.id ?? '') ?? ''
        return {
          name: text.day(from, 'month'),
          items: [
            {
              from,
              to: null,
              label: text.word('dutiesScreen.duesOn', { first, more: due.length - 1 }),
              tone: 'warn' as const,
            },
          ],
        }
      })}
    />
  )
}

function DutiesCard() {
  const text = useText()
  const { obligations } = useOpenPlan().assessment
  const [shown, setShown] = useState<ReadonlySet<Shown>>(new Set(['in-force']))
  const [guidance, setGuidance] = useState(false)
  const [current, setCurrent] = useState<string | null>(null)
  const rows = useMemo(
    () =>
      obligations.duties.filter(
        (duty) => statuses.some((status) => status === duty.status && shown.has(status)) && (guidance || duty.binding),
      ),
    [obligations.duties, shown, guidance],
  )
  const open = rows.find((duty) => duty.id === current) ?? null
  const columns: readonly Column<PlannedDuty>[] = [
    {
      key: 'duty',
      name: text.word('report.duty'),
      rowHeader: true,
      cell: (duty) => (
        <Button variant="text" onPress={() => setCurrent(duty.id)}>
          {duty.title}
        </Button>
      ),
      compare: (left, right) => text.compare(left.title, right.title),
    },
    { key: 'law', name: text.word('dutiesScreen.law'), cell: (duty) => duty.reference },
    {
      key: 'status',
      name: text.word('dutiesScreen.status'),
      cell: (duty) => (
        <StatusChip tone={statuses.some((one) => one === duty.status) ? toneOf(duty.status) : 'none'}>
          {text.word(`obligations.status.${duty.status}`)}
        </StatusChip>
      ),
    },
    {
      key: 'owner',
      name: text.word('report.owner'),
      cell: (duty) => duty.record?.owner ?? text.word('report.noOwner'),
      compare: (left, right) => text.compare(left.record?.owner ?? '', right.record?.owner ?? ''),
    },
    {
      key: 'due',
      name: text.word('report.due'),
      cell: (duty) => (duty.record?.due === null || duty.record?.due === undefined ? '–' : text.day(duty.record.due)),
    },
  ]
  return (
    <Card title={text.word('report.duties')} flush aside={text.word('dutiesScreen.shown', { count: rows.length })}>
      <div className={css['filters']}>
          <FilterChips
            label={text.word('dutiesScreen.filter')}
            chips={[
              ...statuses.map((status) => ({
                id: status,
                label: text.word(`obligations.status.${status}`),
                isOn: shown.has(status),
              })),
              { id: 'guidance', label: text.word('dutiesScreen.guidance'), isOn: guidance },
            ]}
            onToggle={(id, on) => {
              if (id === 'guidance') setGuidance(on)
              const status = statuses.find((one) => one === id)
              if (status === undefined) return
              const next = new Set(shown)
              if (on) next.add(status)
              else next.delete(status)
              setShown(next)
            }}
          />
      </div>
      <DataTable
          caption={text.word('report.duties')}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={(duty) => duty.id}
          rowName={(duty) => duty.title}
          current={current}
          onOpen={(duty) => setCurrent(duty.id)}
          maxHeight="28rem"
          empty={<EmptyState title={text.word('dutiesScreen.none')}>{text.word('dutiesScreen.noneDetail')}</EmptyState>}
        />
      {open === null ? null : (
        <div className={css['detail']}>
          <DutyDetail key={open.id} duty={open} />
        </div>
      )}
    </Card>
  )
}

function toneOf(status: PlannedDuty['status']): (typeof tones)[Shown] {
  const shown = statuses.find((one) => one === status)
  return shown === undefined ? 'note' : tones[shown]
}

const noRecord: DutyRecord = { owner: null, due: null, state: 'open', evidence: [], note: '' }
const states = ['open', 'in-progress', 'done', 'not-applicable'] as const

/** One duty: its source and what decided, and who answers for it by when. */
function DutyDetail({ duty }: { readonly duty: PlannedDuty }) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const goToStage = useUi((store) => store.goToStage)
  const record = duty.record ?? noRecord
  const questions = [...new Set(duty.unknownFacts.flatMap((fact) => fieldOf(fact) ?? []))]
  const [owner, setOwner] = useState(record.owner ?? '')
  const [due, setDue] = useState(record.due ?? '')
  const [note, setNote] = useState(record.note)
  const badDay = due !== '' && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(due)
  const write = (changes: Partial<DutyRecord>): void => {
    dispatch({ type: 'duty.record', duty: duty.id, record: { ...record, ...changes } })
  }
  return (
    <Card level={3} title={`${duty.id} ${duty.title}`}>
      <Stack>
        <KeyValue
          shape="wide"
          items={[
            { key: 'who', label: text.word('dutiesScreen.who'), value: duty.who },
            { key: 'evidence', label: text.word('dutiesScreen.evidence'), value: duty.evidence },
            {
              key: 'from',
              label: text.word('dutiesScreen.from'),
              value: duty.appliesFrom === null ? null : text.day(duty.appliesFrom),
            },
            {
              key: 'why',
              label: text.word('finding.why'),
              value: duty.fired.map((one) => text.say(tripleReason(one).message)).join(' '),
            },
          ]}
        />
        {questions.length === 0 ? null : (
          <Row>
            {questions.map((field) => (
              <Button key={field} size="small" onPress={() => goToStage(fields[field].stage, field)}>
                {text.wordOr(`field.${field}.label`)}
              </Button>
            ))}
          </Row>
        )}
        {duty.note === null ? null : <SmallPrint>{duty.note}</SmallPrint>}
        <PlainTextField
          label={text.word('report.owner')}
          value={owner}
          onChange={setOwner}
          onBlur={() => write({ owner: owner.trim() === '' ? null : owner.trim().normalize('NFC') })}
          maxLength={200}
        />
        <PlainTextField
          label={text.word('report.due')}
          hint={text.word('dutiesScreen.dueHint')}
          value={due}
          onChange={setDue}
          onBlur={() => badDay || write({ due: due === '' ? null : due })}
          maxLength={10}
          {...(badDay ? { error: text.word('review.untilForm') } : {})}
        />
        <SegmentedControl
          label={text.word('dutiesScreen.state')}
          value={record.state}
          onChange={(state) => write({ state })}
          segments={states.map((value) => ({ value, label: text.word(`dutiesScreen.state.${value}`) }))}
        />
        <PlainTextField
          label={text.word('dutiesScreen.note')}
          value={note}
          onChange={setNote}
          onBlur={() => write({ note: note.normalize('NFC') })}
          maxLength={4000}
          multiline
        />
        <SourceList sources={duty.sources} />
      </Stack>
    </Card>
  )
}
