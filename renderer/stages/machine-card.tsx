/** The machine the plan is for: what is known of it and where it was read, corrections by hand, and how fast it is. */
import { Pencil, Plus, ScanSearch, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { correctedMachine } from '../../shared/domain/machine/corrections.ts'
import { listFacts, originMessage, type ListedFact } from '../../shared/domain/machine/facts.ts'
import { chosenMachineKey, machineIn, thisMachineKey } from '../../shared/plan/machines.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { AddDeviceDialog, CorrectDialog } from './machine-correct-dialog.tsx'
import { EngineRuns } from './machine-engine.tsx'
import { MachineMeasure } from './machine-measure.tsx'
import { factName, saidWords, valueWords } from './machine-words.ts'
import { machineName } from './machines-card.tsx'

export function MachineCard() {
  const text = useText()
  const { client } = useApp()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const key = chosenMachineKey(plan)
  const machine = machineIn(plan, key)
  const isHere = key === thisMachineKey
  const probe = async (): Promise<void> => {
    setBusy(true)
    setFault(null)
    const answer = await client['machine.probe'](null)
    setBusy(false)
    if (!answer.ok) return setFault(answer.problem)
    dispatch({ type: 'machine.record', machine: answer.value })
    dispatch({ type: 'answer.set', field: 'hardware.source', value: 'this-machine', basis: 'measured' })
  }
  const button = (
    <Button changes icon={ScanSearch} isDisabled={busy} onPress={() => void probe()}>
      {text.word(machine === null ? 'machineScreen.probe' : 'machineScreen.again')}
    </Button>
  )
  return (
    <Card
      title={machine === null ? text.word('machineScreen.title') : machineName(machine, key, text)}
      aside={machine === null || !isHere ? undefined : button}
    >
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
      {busy ? (
        <Skeleton lines={6} height="14rem" />
      ) : machine === null ? (
        <EmptyState icon={ScanSearch} title={text.word('machineScreen.none')} actions={isHere ? button : undefined}>
          {text.word('machineScreen.noneDetail')}
        </EmptyState>
      ) : (
        <Stack gap="loose">
          <Known machine={machine} machineKey={key} />
          {isHere ? <MachineMeasure machine={machine} /> : null}
          {isHere ? <EngineRuns machine={machine} /> : null}
        </Stack>
      )}
    </Card>
  )
}

/** The facts that a plan rests on. */
const first: ReadonlySet<string> = new Set(['processor', 'cores', 'memoryTotal', 'memoryLimit', 'memoryBandwidth', 'device', 'deviceMemory'])

function Known({ machine, machineKey }: { readonly machine: MachineFacts; readonly machineKey: string }) {
  const text = useText()
  const [editing, setEditing] = useState<ListedFact | null>(null)
  const [isAdding, setAdding] = useState(false)
  const facts = listFacts(correctedMachine(machine))
  const corrections = Object.keys(machine.corrections ?? {}).length
  const { source } = machine
  return (
    <>
      <Stack>
        {source === undefined ? null : (
          <Note tone={source.seal === 'altered' ? 'stop' : source.seal === 'intact' ? 'ok' : 'note'}>
            <p>
              {text.word('inventory.from', { files: source.files.join(', '), format: text.word(`inventory.format.${source.format}`) })}{' '}
              {text.word(`inventory.seal.${source.seal}`)}
            </p>
          </Note>
        )}
        <KeyValue
          shape="wide"
          items={facts
            .filter(({ name, fact }) => first.has(name) && (fact.value !== null || name !== 'memoryLimit'))
            .map((listed) => ({ key: listed.path, label: factName(listed, text), value: <Shown listed={listed} machine={machine} /> }))}
        />
        {machine.devices.length === 0 && correctedMachine(machine).devices.length === 0 ? <SmallPrint>{text.word('machine.noDevices')}</SmallPrint> : null}
        <Row>
          <Button changes icon={Plus} size="small" onPress={() => setAdding(true)}>
            {text.word('inventory.addDevice')}
          </Button>
          <SmallPrint>
            {text.word('report.takenAt', { at: text.instant(machine.takenAt) })} {text.word('inventory.corrections', { count: corrections })}
            {'. '}
          </SmallPrint>
        </Row>
        <Disclosure title={text.word('inventory.allFacts')}>
          <FactTable machine={machine} machineKey={machineKey} facts={facts} onEdit={setEditing} />
          {machine.gaps.length === 0 ? null : (
            <SmallPrint>
              {text.word('inventory.gaps')}
              {text.colon} {machine.gaps.map(({ code, origin }) => text.word(`machine.gap.${code}`, { origin })).join(' ')}
            </SmallPrint>
          )}
        </Disclosure>
      </Stack>
      {editing === null ? null : <CorrectDialog machine={machine} machineKey={machineKey} listed={editing} onClose={() => setEditing(null)} />}
      {isAdding ? <AddDeviceDialog machine={machine} machineKey={machineKey} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

/** A value, and by whom it was corrected. */
function Shown({ listed, machine }: { readonly listed: ListedFact; readonly machine: MachineFacts }) {
  const text = useText()
  const correction = machine.corrections?.[listed.path]
  return (
    <>
      {valueWords(listed, text)}
      {correction === undefined ? null : <SmallPrint>{text.word('machine.confidence.corrected')}</SmallPrint>}
      {listed.fact.confidence === 'measured' && correction === undefined ? <SmallPrint>{text.word('machine.confidence.measured')}</SmallPrint> : null}
    </>
  )
}

function FactTable(props: {
  readonly machine: MachineFacts
  readonly machineKey: string
  readonly facts: readonly ListedFact[]
  readonly onEdit: (listed: ListedFact) => void
}) {
  const { machine, machineKey, facts, onEdit } = props
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  return (
    <DataTable
      caption={text.word('inventory.allFacts')}
      captionHidden
      dense
      fits
      rows={facts}
      rowKey={({ path }) => path}
      columns={[
        { key: 'name', name: text.word('report.fact'), rowHeader: true, width: '28%', cell: (listed) => factName(listed, text) },
        {
          key: 'value',
          name: <TwoLines first={text.word('report.value')} second={text.word('report.origin')} />,
          cell: (listed) => {
            const correction = machine.corrections?.[listed.path]
            return (
              <TwoLines
                first={valueWords(listed, text)}
                second={
                  correction === undefined ? (
                    <code>{text.say(originMessage(listed.fact.origin))}</code>
                  ) : (
                    text.word('inventory.correctedBy', {
                      by: correction.by,
                      at: text.instant(correction.at),
                      said: saidWords(listed, correction.said.value, text),
                      origin: text.say(originMessage(correction.said.origin)),
                    })
                  )
                }
              />
            )
          },
        },
        {
          key: 'confidence',
          name: text.word('machineScreen.confidence'),
          width: '20%',
          cell: ({ path, fact }) => text.word(`machine.confidence.${machine.corrections?.[path] === undefined ? fact.confidence : 'corrected'}`),
        },
        {
          key: 'actions',
          name: text.word('inventory.correct'),
          width: '6.5rem',
          cell: (listed) => (
            <Row wraps={false}>
              <IconButton changes icon={Pencil} size="small" label={text.word('inventory.correctFact', { fact: factName(listed, text) })} onPress={() => onEdit(listed)} />
              {machine.corrections?.[listed.path] === undefined ? null : (
                <IconButton
                  changes
                  icon={Undo2}
                  size="small"
                  label={`${text.word('inventory.takeBack')}${text.colon} ${factName(listed, text)}`}
                  onPress={() => dispatch({ type: 'machine.uncorrect', key: machineKey, fact: listed.path })}
                />
              )}
            </Row>
          ),
        },
      ]}
    />
  )
}
