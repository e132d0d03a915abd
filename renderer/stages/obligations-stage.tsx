/** Obligations: screening, which duties apply on a day, who answers for them, and the records that the answers give. */
import { useMemo, useState } from 'react'
import type { FieldId } from '../../shared/plan/fields.ts'
import { tableFields } from '../../shared/plan/assurance/table-answers.ts'
import { recordFields } from '../../shared/plan/fields/record.ts'
import { isCounted } from '../../shared/plan/record/coverage.ts'
import type { PlannedDuty } from '../../shared/plan/stages/obligations.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { CoverageCard, useCoverage } from './coverage-card.tsx'
import { DutyAssign } from './duty-assign.tsx'
import { DutyDetail } from './duty-detail.tsx'
import { LawCard } from './law-card.tsx'
import { EvaluationsCard } from './evaluations-card.tsx'
import { ExitCard } from './exit-card.tsx'
import { obligationGroups } from './obligation-groups.ts'
import { QuestionGroups } from './question-groups.tsx'
import { RisksCard } from './risks-card.tsx'
import { ScreeningCard, screeningFieldIds } from './screening-card.tsx'
import { CalendarCard, SignalsCard } from './signals-card.tsx'
import { StagePage } from './stage-page.tsx'
import { useTargetEntry } from './use-target.ts'
import css from './obligations-stage.module.css'

const statuses = ['in-force', 'later', 'undated', 'depends'] as const
type Shown = (typeof statuses)[number]

const tones = { 'in-force': 'warn', later: 'note', undated: 'note', depends: 'note' } as const

/** Questions that the cards of the stage ask themselves. */
const askedElsewhere: readonly FieldId[] = [...screeningFieldIds, ...tableFields, 'publication.templates']

/** Asked only when a record or framework of this plan needs them. */
const onlyForRecords: ReadonlySet<string> = new Set(Object.keys(recordFields))

export function ObligationsStage() {
  const coverage = useCoverage()
  const asked = useMemo(
    () =>
      new Set(
        coverage
          .filter((row) => isCounted(row.coverage))
          .flatMap(({ regime, coverage: { requirements } }) =>
            regime.requirements.flatMap(({ id, fields }) =>
              requirements.some((one) => one.id === id && one.state !== 'not-applicable') ? fields : [],
            ),
          ),
      ),
    [coverage],
  )
  const onDemand = (id: FieldId): boolean => onlyForRecords.has(id) && id !== 'duties.policy' && !asked.has(id)
  return (
    <StagePage stage="obligations" verdict={<DutiesVerdict />}>
      <ScreeningCard />
      <LawCard />
      <DutiesCard />
      <CoverageCard rows={coverage} />
      <RisksCard />
      <EvaluationsCard />
      <SignalsCard />
      <CalendarCard />
      <ExitCard />
      <QuestionGroups stage="obligations" groups={obligationGroups} elsewhere={askedElsewhere} onDemand={onDemand} />
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

function DutiesCard() {
  const text = useText()
  const { obligations } = useOpenPlan().assessment
  const [shown, setShown] = useState<ReadonlySet<Shown>>(new Set(['in-force']))
  const [guidance, setGuidance] = useState(false)
  const target = useTargetEntry('duties')
  const [current, setCurrent] = useState<string | null>(target.id)
  const [seen, setSeen] = useState(target.visit)
  // Led to a duty while the stage is open: its record opens, whatever was filtered.
  if (seen !== target.visit) {
    setSeen(target.visit)
    if (target.id !== null) {
      setCurrent(target.id)
      setShown(new Set([...shown, 'in-force']))
    }
  }
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
      width: '7.5rem',
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
      <div className={css['filters']}>
        <DutyAssign duties={rows.filter(({ status }) => status === 'in-force')} />
      </div>
      {open === null ? null : (
        <div className={css['detail']}>
          <DutyDetail key={open.id} duty={open} led={open.id === target.id ? target.visit : null} />
        </div>
      )}
    </Card>
  )
}

function toneOf(status: PlannedDuty['status']): (typeof tones)[Shown] {
  const shown = statuses.find((one) => one === status)
  return shown === undefined ? 'note' : tones[shown]
}
