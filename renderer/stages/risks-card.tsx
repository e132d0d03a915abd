/** The risk register: what is left on a map, and each risk with its treatment, who answers for it and until when. */
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { riskTreatments, type RiskEntry } from '../../shared/plan/assurance/entries.ts'
import { weight, type Risk } from '../../shared/plan/assurance/risks.ts'
import { RiskMap } from '../charts/risk-map.tsx'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { PlanText } from '../text/plan-text.tsx'
import { useText, type Text } from '../text/words.tsx'
import { IconButton } from '../ui/button.tsx'
import { Combo } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, TwoLines, type Column } from '../ui/table.tsx'
import { DayBox, freeKey, isDay, lineOf } from './assurance-dialog.tsx'
import { EntriesCard } from './entries-card.tsx'
import { useTargetEntry } from './use-target.ts'
import css from './assurance.module.css'

const tones = { open: 'warn', treated: 'ok', accepted: 'note', expired: 'stop' } as const

export function RisksCard() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const [editing, setEditing] = useState<Risk | 'new' | null>(null)
  const target = useTargetEntry('risks')
  const risks = assessment.assurance?.risks ?? []
  const heavy = risks.filter(({ residual }) => weight(residual) >= 15).length
  const open = risks.filter(({ state }) => state === 'open' || state === 'expired').length
  return (
    <>
      <RiskMap
        title={text.word('assuranceScreen.map')}
        finding={text.word('assuranceScreen.mapFinding', { count: risks.length, high: heavy, open })}
        risks={risks.map((risk) => ({ key: risk.id, name: titleOf(risk, text), ...risk.residual }))}
      />
      <EntriesCard
        table="risks"
        title={text.word('assuranceScreen.risks')}
        lead={text.word('assuranceScreen.risksLead')}
        add={text.word('assuranceScreen.addRisk')}
        onAdd={() => setEditing('new')}
        dialog={editing === null ? null : <RiskDialog risk={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      >
        <DataTable
          caption={text.word('assuranceScreen.risks')}
          captionHidden
          dense
          fits
          rows={risks}
          rowKey={({ id }) => id}
          target={target}
          maxHeight="30rem"
          columns={useColumns(setEditing)}
        />
      </EntriesCard>
    </>
  )
}

export function titleOf({ findings, title }: Risk, text: Text): string {
  return findings.length < 2 ? text.say(title) : `${text.say(title)} (${text.word('assuranceScreen.andMore', { count: findings.length - 1 })})`
}

function useColumns(onEdit: (risk: Risk) => void): readonly Column<Risk>[] {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  return [
    {
      key: 'risk',
      name: text.word('assuranceScreen.risk'),
      rowHeader: true,
      cell: (risk) => (
        <TwoLines first={<Referenced>{titleOf(risk, text)}</Referenced>} second={text.word(risk.contradiction ? 'assuranceScreen.contradiction' : `assuranceScreen.origin.${risk.origin}`)} />
      ),
      compare: (left, right) => text.compare(titleOf(left, text), titleOf(right, text)),
    },
    {
      key: 'before',
      name: text.word('assuranceScreen.before'),
      align: 'end',
      width: '4.25rem',
      cell: ({ grades }) => text.word('assuranceScreen.grade', grades),
      compare: (left, right) => weight(left.grades) - weight(right.grades),
    },
    {
      key: 'left',
      name: text.word('assuranceScreen.left'),
      align: 'end',
      width: '4.25rem',
      cell: ({ residual }) => text.word('assuranceScreen.grade', residual),
      compare: (left, right) => weight(left.residual) - weight(right.residual),
    },
    {
      key: 'owner',
      name: text.word('assuranceScreen.owner'),
      width: '18%',
      cell: ({ entry, owner }) => (
        <TwoLines
          first={owner === null ? text.word('report.noOwner') : <PlanText>{owner}</PlanText>}
          second={entry?.treatment === null || entry?.treatment === undefined ? '' : text.word(`assurance.treatment.${entry.treatment}`)}
        />
      ),
    },
    {
      key: 'state',
      name: text.word('assuranceScreen.state'),
      width: '7.25rem',
      cell: ({ state, until }) => (
        <>
          <StatusChip tone={tones[state]}>{text.word(`assurance.state.${state}`)}</StatusChip>
          {until === null ? null : <span> {text.day(until)}</span>}
        </>
      ),
    },
    {
      key: 'do',
      name: text.word('assuranceScreen.change'),
      width: '5.25rem',
      cell: (risk) => (
        <Row wraps={false}>
          <IconButton changes icon={Pencil} size="small" label={text.word('assuranceScreen.changeThis', { name: titleOf(risk, text) })} onPress={() => onEdit(risk)} />
          {risk.entry === null ? null : (
            <IconButton
              changes
              icon={Trash2}
              size="small"
              label={text.word('assuranceScreen.removeThis', { name: titleOf(risk, text) })}
              onPress={() => dispatch({ type: 'risk.remove', id: risk.id })}
            />
          )}
        </Row>
      ),
    },
  ]
}

const grades = [1, 2, 3, 4, 5] as const
const blank: RiskEntry = {
  title: null,
  likelihood: null,
  impact: null,
  treatment: null,
  measures: '',
  residualLikelihood: null,
  residualImpact: null,
  owner: null,
  acceptedUntil: null,
}

function RiskDialog({ risk, onClose }: { readonly risk: Risk | null; readonly onClose: () => void }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const own = risk === null || risk.origin === 'own'
  const [entry, setEntry] = useState<RiskEntry>(risk?.entry ?? blank)
  const [title, setTitle] = useState(entry.title ?? '')
  const [owner, setOwner] = useState(entry.owner ?? '')
  const [until, setUntil] = useState(entry.acceptedUntil ?? '')
  const ready = isDay(until) && (!own || lineOf(title) !== null)
  const save = (): void => {
    const written = {
      ...entry,
      title: own ? lineOf(title) : null,
      measures: entry.measures.normalize('NFC'),
      owner: lineOf(owner),
      acceptedUntil: until === '' ? null : until,
    }
    if (dispatch({ type: 'risk.record', id: risk?.id ?? freeKey('own', plan.risks ?? {}), entry: written }).ok) onClose()
  }
  const grade = (field: 'likelihood' | 'impact' | 'residualLikelihood' | 'residualImpact', scale: 'likelihood' | 'impact', rule: number) => (
    <Combo
      label={text.word(`assuranceScreen.${field}`)}
      items={grades.map((one) => ({ id: String(one), name: `${text.number(one)} ${text.word(`assurance.${scale}.${one}`)}` }))}
      value={entry[field] === null ? null : String(entry[field])}
      onChange={(to) => setEntry({ ...entry, [field]: to === null ? null : Number(to) })}
      placeholder={text.word('assuranceScreen.byRule', { grade: text.number(rule) })}
    />
  )
  return (
    <EntryDialog title={text.word(risk === null ? 'assuranceScreen.addRisk' : 'assuranceScreen.risk')} save={text.word('assuranceScreen.save')} ready={ready} onSave={save} onClose={onClose}>
      {own ? (
        <PlainTextField label={text.word('assuranceScreen.riskName')} value={title} onChange={setTitle} maxLength={200} />
      ) : (
        <p>{titleOf(risk, text)}</p>
      )}
      <div className={css['pairs']}>
        {grade('likelihood', 'likelihood', risk?.grades.likelihood ?? 3)}
        {grade('impact', 'impact', risk?.grades.impact ?? 3)}
      </div>
      <SegmentedControl
        label={text.word('assuranceScreen.treatment')}
        value={entry.treatment}
        onChange={(treatment) => setEntry({ ...entry, treatment })}
        segments={riskTreatments.map((value) => ({ value, label: text.word(`assurance.treatment.${value}`) }))}
      />
      <PlainTextField label={text.word('assuranceScreen.measures')} value={entry.measures} onChange={(measures) => setEntry({ ...entry, measures })} maxLength={4000} multiline />
      <div className={css['pairs']}>
        {grade('residualLikelihood', 'likelihood', risk?.residual.likelihood ?? 3)}
        {grade('residualImpact', 'impact', risk?.residual.impact ?? 3)}
      </div>
      <div className={css['pairs']}>
        <PlainTextField label={text.word('assuranceScreen.owner')} value={owner} onChange={setOwner} maxLength={200} />
        <DayBox label={text.word('assuranceScreen.until')} value={until} onChange={setUntil} />
      </div>
    </EntryDialog>
  )
}
