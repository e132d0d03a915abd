/** One duty: its source and what decided, who answers for it by when, and what shows that it is met. */
import { FileCheck2, FilePlus2, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { fields } from '../../shared/plan/fields.ts'
import { evidenceKey, noDutyRecord } from '../../shared/plan/duty-evidence.ts'
import type { DutyRecord } from '../../shared/plan/plan.ts'
import { fieldOf, tripleReason } from '../../shared/plan/stages/obligation-findings.ts'
import type { PlannedDuty } from '../../shared/plan/stages/obligations.ts'
import { useApp, useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { PlanInputs, WhenEditable } from '../ui/editable.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Fingerprint, Row, SmallPrint, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { SourceList } from '../ui/sources.tsx'
import css from './duty-detail.module.css'
import { EvidenceRunning, useEvidence } from './evidence-reading.tsx'
import { useArrival } from './use-target.ts'

const states = ['open', 'in-progress', 'done', 'not-applicable'] as const

/** @param led Counts the times that somebody was led here; null where nobody was. */
export function DutyDetail({ duty, led }: { readonly duty: PlannedDuty; readonly led: number | null }) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const goToStage = useUi((store) => store.goToStage)
  const record = duty.record ?? noDutyRecord
  const questions = [...new Set(duty.unknownFacts.flatMap((fact) => fieldOf(fact) ?? []))]
  const [owner, setOwner] = useState(record.owner ?? '')
  const [due, setDue] = useState(record.due ?? '')
  const [note, setNote] = useState(record.note)
  const place = useRef<HTMLDivElement>(null)
  useArrival(place, led !== null, led ?? 0)
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
        <PlanInputs>
          <div ref={place} className={css['record']} data-target={led !== null || undefined}>
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
          </div>
          <SegmentedControl
            label={text.word('dutiesScreen.state')}
            value={record.state}
            onChange={(state) => write({ state })}
            segments={states.map((value) => ({ value, label: text.word(`dutiesScreen.state.${value}`) }))}
          />
        </PlanInputs>
        <DutyEvidence duty={duty.id} record={record} />
        <PlanInputs>
          <PlainTextField
            label={text.word('dutiesScreen.note')}
            value={note}
            onChange={setNote}
            onBlur={() => write({ note: note.normalize('NFC') })}
            maxLength={4000}
            multiline
          />
        </PlanInputs>
        <SourceList sources={duty.sources} />
      </Stack>
    </Card>
  )
}

type Told = 'same' | 'different' | 'unreadable' | null

/** Files by digest and references, each removable; a file can be held against its digest again. */
function DutyEvidence({ duty, record }: { readonly duty: string; readonly record: DutyRecord }) {
  const text = useText()
  const { now } = useApp()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const reading = useEvidence()
  const { busy } = reading
  const [told, setTold] = useState<Told>(null)
  const [reference, setReference] = useState('')
  const read = () => {
    setTold(null)
    return reading.read()
  }
  const shown = reading.failed ? 'unreadable' : told
  const attach = async (): Promise<void> => {
    const file = await read()
    if (file !== null) dispatch({ type: 'duty.attach', duty, id: evidenceKey(file), evidence: { ...file, addedAt: now() } })
  }
  const check = async (digest: string): Promise<void> => {
    const file = await read()
    if (file !== null) setTold(file.digest === digest ? 'same' : 'different')
  }
  const add = (): void => {
    const id = reference.trim().normalize('NFC')
    if (id === '' || record.evidence.includes(id)) return
    const outcome = dispatch({ type: 'duty.record', duty, record: { ...record, evidence: [...record.evidence, id] } })
    if (outcome.ok) setReference('')
  }
  return (
    <section className={css['evidence']} aria-label={text.word('dutiesScreen.evidenceOf')}>
      <h4>{text.word('dutiesScreen.evidenceOf')}</h4>
      {record.evidence.length === 0 ? <p>{text.word('dutiesScreen.noEvidence')}</p> : null}
      <ul className={css['list']}>
        {record.evidence.map((id) => {
          const file = plan.evidence[id]
          const name = file?.name ?? id
          return (
            <li key={id} className={css['item']}>
              <div className={css['words']}>
                <bdi>{name}</bdi>
                {file === undefined ? null : (
                  <>
                    <span className={css['facts']}>
                      {text.bytes(file.bytes)}, {text.instant(file.addedAt, 'day')}
                    </span>
                    <Fingerprint>{file.digest.slice('sha256:'.length)}</Fingerprint>
                  </>
                )}
              </div>
              <Row>
                {file === undefined ? null : (
                  <Button size="small" icon={FileCheck2} isDisabled={busy} onPress={() => void check(file.digest)}>
                    {text.word('dutiesScreen.checkAgain')}
                  </Button>
                )}
                <Button
                  changes
                  size="small"
                  variant="quiet"
                  icon={X}
                  onPress={() => dispatch({ type: 'duty.detach', duty, id })}
                >
                  {text.word('dutiesScreen.detach', { name })}
                </Button>
              </Row>
            </li>
          )
        })}
      </ul>
      {shown === null ? null : (
        <div role="status">
          <Note tone={shown === 'same' ? 'ok' : 'stop'}>{text.word(`dutiesScreen.${shown}`)}</Note>
        </div>
      )}
      <Row>
        <Button changes icon={FilePlus2} isDisabled={busy} onPress={() => void attach()}>
          {text.word(busy ? 'dutiesScreen.hashing' : 'dutiesScreen.attach')}
        </Button>
      </Row>
      <EvidenceRunning reading={reading} />
      <WhenEditable>
        <SmallPrint>{text.word('dutiesScreen.attachNote')}</SmallPrint>
        <div className={css['reference']}>
          <PlainTextField
            label={text.word('dutiesScreen.reference')}
            hint={text.word('dutiesScreen.referenceHint')}
            value={reference}
            onChange={setReference}
            maxLength={120}
          />
          <Button isDisabled={reference.trim() === ''} onPress={add}>
            {text.word('dutiesScreen.addReference')}
          </Button>
        </div>
      </WhenEditable>
    </section>
  )
}
