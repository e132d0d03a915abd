/** All machines of the plan: import of what administrators have, the courier for servers without a network, which is planned for. */
import { ClipboardPaste, FileInput, Trash2, Usb } from 'lucide-react'
import { useState } from 'react'
import type { Fault, Output } from '../../shared/contract.ts'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { correctedMachine } from '../../shared/domain/machine/corrections.ts'
import type { InventoryReading, InventoryRefusal } from '../../shared/domain/machine/inventory.ts'
import { mergeMachines } from '../../shared/domain/machine/merge.ts'
import { chosenMachineKey, importedKey, machineIn, thisMachineKey } from '../../shared/plan/machines.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Menu } from '../ui/menu.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { ErrorState } from '../ui/states.tsx'
import { StateWord } from '../ui/state-icon.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'

export function MachinesCard() {
  const text = useText()
  const { client } = useApp()
  const { plan } = useOpenPlan().document
  const [imported, setImported] = useState<Output<'inventory.open'>>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [savedAs, setSavedAs] = useState<string | null>(null)
  const [isPasting, setPasting] = useState(false)
  const keys = Object.keys(plan.machines)

  const open = async (): Promise<void> => {
    const answer = await client['inventory.open'](null)
    setFault(answer.ok ? null : answer.problem)
    if (answer.ok && answer.value !== null) setImported(answer.value)
  }
  const paste = async (pasted: string): Promise<void> => {
    const answer = await client['inventory.read']({ name: text.word('inventory.pastedName'), text: pasted })
    setPasting(false)
    setFault(answer.ok ? null : answer.problem)
    if (answer.ok) setImported(answer.value)
  }
  const courier = async (system: string): Promise<void> => {
    const answer = await client['courier.save'](system === 'windows' ? 'windows' : 'linux')
    setFault(answer.ok ? null : answer.problem)
    if (answer.ok && answer.value !== null) setSavedAs(answer.value.name)
  }
  return (
    <Card title={text.word('inventory.title')}>
      <Stack>
        <p>{text.word('inventory.intro')}</p>
        <Row>
          <Button changes icon={FileInput} onPress={() => void open()}>
            {text.word('inventory.open')}
          </Button>
          <Button changes icon={ClipboardPaste} onPress={() => setPasting(true)}>
            {text.word('inventory.paste')}
          </Button>
          <Menu
            label={text.word('inventory.courier')}
            trigger={<Button changes icon={Usb}>{text.word('inventory.courier')}</Button>}
            entries={(['linux', 'windows'] as const).map((system) => ({ id: system, label: text.word(`inventory.courier.${system}`) }))}
            onAction={(system) => void courier(system)}
          />
        </Row>
        {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
        {savedAs === null ? null : (
          <Note tone="ok">
            <p role="status">{text.word('inventory.courierSaved', { name: savedAs })}</p>
          </Note>
        )}
        {imported === null ? null : 'refused' in imported ? (
          <ErrorState what={refusalWords(imported.refused, text)} />
        ) : (
          <Chooser key={imported.reading.files.join()} reading={imported.reading} onDone={() => setImported(null)} />
        )}
        {keys.length === 0 ? null : <MachineTable keys={keys} />}
      </Stack>
      {isPasting ? <PasteDialog onClose={() => setPasting(false)} onRead={(pasted) => void paste(pasted)} /> : null}
    </Card>
  )
}

export function refusalWords({ file, code, line, column, field }: InventoryRefusal, text: Text): string {
  const position = line === null ? [] : [text.word('inventory.place', { line, column: column ?? 1 })]
  return text.word(`inventory.refused.${code}`, { file, place: [...position, ...(field === null ? [] : [field])].join(', ') || '–' })
}

function PasteDialog({ onClose, onRead }: { readonly onClose: () => void; readonly onRead: (pasted: string) => void }) {
  const text = useText()
  const [pasted, setPasted] = useState('')
  return (
    <Dialog
      title={text.word('inventory.pasteTitle')}
      isOpen
      onOpenChange={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{text.word('inventory.cancel')}</Button>
          <Button variant="primary" isDisabled={pasted.trim() === ''} onPress={() => onRead(pasted)}>
            {text.word('inventory.read')}
          </Button>
        </>
      }
    >
      <PlainTextField
        label={text.word('inventory.pasteLabel')}
        hint={text.word('inventory.pasteHint')}
        value={pasted}
        onChange={setPasted}
        multiline
        maxLength={16_000_000}
      />
    </Dialog>
  )
}

/** What was read, to be taken into the plan. */
function Chooser({ reading, onDone }: { readonly reading: InventoryReading; readonly onDone: () => void }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const { machines, seal, files, format } = reading
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(machines.length === 1 ? [0] : []))
  const current = machineIn(plan, chosenMachineKey(plan))
  const take = (): void => {
    const taken = Object.keys(plan.machines)
    for (const index of [...chosen].toSorted((left, right) => left - right)) {
      const machine = machines[index]
      if (machine === undefined) continue
      const key = importedKey(taken)
      taken.push(key)
      dispatch({ type: 'machine.record', key, machine })
    }
    onDone()
  }
  const addTo = (): void => {
    const [index] = chosen
    const machine = machines[index ?? -1]
    if (machine === undefined || current === null) return
    dispatch({ type: 'machine.record', key: chosenMachineKey(plan), machine: mergeMachines(current, machine) })
    onDone()
  }
  return (
    <Note tone={seal === 'altered' ? 'stop' : seal === 'intact' ? 'ok' : 'note'}>
      <Stack>
        <p role="status">
          <strong>{text.word('inventory.found', { count: machines.length, file: files.join(', '), format: text.word(`inventory.format.${format}`) })}</strong>{' '}
          {text.word(`inventory.seal.${seal}`)}
        </p>
        {machines.length === 1 ? null : <p>{text.word('inventory.choose')}</p>}
        <Stack gap="tight">
          {machines.map((machine, index) => (
            <Checkbox
              // oxlint-disable-next-line react/no-array-index-key -- the list never changes
              key={index}
              label={machineName(machine, null, text)}
              detail={summaryOf(machine, text)}
              isSelected={chosen.has(index)}
              onChange={(isChosen) => setChosen(isChosen ? new Set([...chosen, index]) : new Set([...chosen].filter((one) => one !== index)))}
            />
          ))}
        </Stack>
        <Row>
          <Button variant="primary" isDisabled={chosen.size === 0} onPress={take}>
            {text.word('inventory.take', { count: chosen.size })}
          </Button>
          {current === null || chosen.size !== 1 ? null : (
            <Button onPress={addTo}>{text.word('inventory.addTo', { machine: machineName(current, chosenMachineKey(plan), text) })}</Button>
          )}
          <Button variant="quiet" onPress={onDone}>
            {text.word('inventory.cancel')}
          </Button>
        </Row>
        {current === null || chosen.size !== 1 ? null : <SmallPrint>{text.word('inventory.addToHint')}</SmallPrint>}
      </Stack>
    </Note>
  )
}

function MachineTable({ keys }: { readonly keys: readonly string[] }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const chosen = chosenMachineKey(plan)
  const planFor = (key: string): void => {
    if (key === thisMachineKey) {
      if (plan.answers['hardware.machine'] !== undefined) dispatch({ type: 'answer.clear', field: 'hardware.machine' })
    } else dispatch({ type: 'answer.set', field: 'hardware.machine', value: key, basis: 'measured' })
    dispatch({ type: 'answer.set', field: 'hardware.source', value: 'this-machine', basis: 'measured' })
  }
  const rows = keys.flatMap((key) => {
    const machine = machineIn(plan, key)
    return machine === null ? [] : [{ key, machine }]
  })
  const sourceIsMachine = plan.answers['hardware.source']?.value === 'this-machine'
  return (
    <DataTable
      caption={text.word('inventory.title')}
      captionHidden
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'name', name: text.word('inventory.name'), rowHeader: true, cell: ({ key, machine }) => <TwoLines first={machineName(machine, key, text)} second={summaryOf(machine, text)} /> },
        {
          key: 'origin',
          name: text.word('inventory.origin'),
          cell: ({ machine: { source, takenAt } }) => (
            <TwoLines
              first={source === undefined ? text.word('inventory.probed') : text.word(`inventory.format.${source.format}`)}
              second={text.day((source?.importedAt ?? takenAt).slice(0, 10))}
            />
          ),
        },
        {
          key: 'actions',
          name: text.word('inventory.chosen'),
          cell: ({ key, machine }) => {
            const name = machineName(machine, key, text)
            return (
              <Row wraps={false}>
                {key === chosen && sourceIsMachine ? (
                  <StateWord state="ok">{text.word('inventory.chosen')}</StateWord>
                ) : (
                  <Button changes size="small" onPress={() => planFor(key)} aria-label={`${text.word('inventory.planFor')}${text.colon} ${name}`}>
                    {text.word('inventory.planFor')}
                  </Button>
                )}
                <IconButton
                  changes
                  icon={Trash2}
                  size="small"
                  label={`${text.word('inventory.remove')}${text.colon} ${name}`}
                  onPress={() => dispatch({ type: 'machine.forget', key })}
                />
              </Row>
            )
          },
        },
      ]}
    />
  )
}

export function machineName(machine: MachineFacts, key: string | null, text: Text): string {
  if (machine.label !== undefined) return machine.label
  if (key === thisMachineKey) return text.word('inventory.thisMachine')
  return machine.source?.files[0] ?? machine.processor.name.value ?? text.word('inventory.name')
}

/** Accelerators and memory in a few words, as corrected. */
function summaryOf(read: MachineFacts, text: Text): string {
  const { devices, memory, processor } = correctedMachine(read)
  const counts = new Map<string, number>()
  for (const { name } of devices) if (name.value !== null) counts.set(name.value, (counts.get(name.value) ?? 0) + 1)
  const parts = [
    ...[...counts].map(([name, count]) => text.word('inventory.summary.device', { count, name })),
    ...(processor.name.value === null ? [] : [processor.name.value]),
    ...(memory.total.value === null ? [] : [text.word('inventory.summary.memory', { memory: { bytes: memory.total.value } })]),
  ]
  return parts.length === 0 ? text.word('inventory.summary.nothing') : parts.join(' · ')
}
