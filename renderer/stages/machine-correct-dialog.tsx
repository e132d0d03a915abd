/** Corrects one fact of a machine by hand, or adds an accelerator that no probe found. */
import { useState } from 'react'
import type { JsonValue } from '../../shared/base/strict-json.ts'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { correctedMachine, correctFact } from '../../shared/domain/machine/corrections.ts'
import { originMessage, type FactKind, type ListedFact } from '../../shared/domain/machine/facts.ts'
import { parseNumber } from '../../shared/words/format.ts'
import { usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { factName, saidWords } from './machine-words.ts'

type DialogProps = { readonly machine: MachineFacts; readonly machineKey: string; readonly onClose: () => void }

const gigabyte = 1_000_000_000

/** Kinds of which a reader picks one. */
const picked: { readonly [Kind in FactKind]?: readonly string[] } = {
  'yes-no': ['yes', 'no'],
  system: ['linux', 'windows', 'macos', 'other'],
  'disk-kind': ['solid-state', 'rotating'],
}

export function CorrectDialog({ machine, machineKey, listed, onClose }: DialogProps & { readonly listed: ListedFact }) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [typed, setTyped] = useState(typedOf(listed, text))
  const [isBad, setBad] = useState(false)
  const correction = machine.corrections?.[listed.path]
  const said = correction?.said ?? listed.fact
  const options = picked[listed.kind]
  const put = (value: JsonValue): void => {
    // Tried first, so that a value that does not fit is said beside the field.
    if (!correctFact(machine, listed.path, value, 'x', '2026-01-01T00:00:00Z').ok) return setBad(true)
    dispatch({ type: 'machine.correct', key: machineKey, fact: listed.path, value })
    onClose()
  }
  const save = (): void => {
    const value = valueOfTyped(listed.kind, typed, text)
    if (value === null) setBad(true)
    else put(value)
  }
  const label =
    listed.kind === 'bytes' ? 'inventory.value.gigabytes' : listed.kind === 'rate' ? 'inventory.value.rate' : listed.kind === 'list' ? 'inventory.value.list' : 'inventory.value'
  return (
    <Dialog
      title={text.word('inventory.correctFact', { fact: factName(listed, text) })}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={() => put(null)}>{text.word('inventory.notKnown')}</Button>
          <Button variant="primary" onPress={save}>
            {text.word('inventory.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{text.word('inventory.correctIntro')}</p>
        <p>{text.word('inventory.read.said', { said: saidWords(listed, said.value, text), origin: text.say(originMessage(said.origin)) })}</p>
        {options === undefined ? (
          <PlainTextField
            label={text.word(label)}
            value={typed}
            onChange={(next) => {
              setBad(false)
              setTyped(next)
            }}
            maxLength={2000}
            {...(isBad ? { error: text.word('inventory.value.bad') } : {})}
          />
        ) : (
          <SegmentedControl
            label={text.word(label)}
            value={typed}
            onChange={setTyped}
            segments={options.map((option) => ({ value: option, label: optionWords(listed.kind, option, text) }))}
          />
        )}
      </Stack>
    </Dialog>
  )
}

export function AddDeviceDialog({ machine, machineKey, onClose }: DialogProps) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [name, setName] = useState('')
  const [memory, setMemory] = useState('')
  const bytes = memory.trim() === '' ? null : valueOfTyped('bytes', memory, text)
  const isBad = memory.trim() !== '' && bytes === null
  const add = (): void => {
    const index = correctedMachine(machine).devices.length
    if (!dispatch({ type: 'machine.correct', key: machineKey, fact: `devices.${index}.name`, value: name.trim() }).ok) return
    if (bytes !== null) dispatch({ type: 'machine.correct', key: machineKey, fact: `devices.${index}.memory`, value: bytes })
    onClose()
  }
  return (
    <Dialog
      title={text.word('inventory.addDevice')}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.word('inventory.cancel')}</Button>
          <Button variant="primary" isDisabled={name.trim() === '' || isBad} onPress={add}>
            {text.word('inventory.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{text.word('inventory.addDeviceHint')}</p>
        <PlainTextField label={text.word('inventory.deviceName')} value={name} onChange={setName} maxLength={200} />
        <PlainTextField
          label={text.word('inventory.deviceMemory')}
          value={memory}
          onChange={setMemory}
          {...(isBad ? { error: text.word('inventory.value.bad') } : {})}
        />
      </Stack>
    </Dialog>
  )
}

/** The present value as a reader types it. */
function typedOf({ kind, fact }: ListedFact, text: Text): string {
  const { value } = fact
  if (typeof value === 'number') return text.number(kind === 'bytes' || kind === 'rate' ? value / gigabyte : value, { maximumFractionDigits: 3 })
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : (picked[kind]?.[0] ?? '')
}

/** What was typed as a value of the fact, null where it is none. */
function valueOfTyped(kind: FactKind, typed: string, text: Text): JsonValue {
  const plain = typed.trim()
  if (kind === 'yes-no') return plain === 'yes'
  if (kind === 'text' || kind === 'virtual' || kind === 'system' || kind === 'disk-kind') return plain === '' ? null : plain
  if (kind === 'list') return plain.split(',').map((part) => part.trim()).filter((part) => part !== '')
  const number = parseNumber(plain, text.locale)
  if (number === null || number < 0) return null
  return kind === 'bytes' || kind === 'rate' ? Math.round(number * gigabyte) : number
}

function optionWords(kind: FactKind, option: string, text: Text): string {
  if (kind === 'yes-no') return text.word(option === 'yes' ? 'report.yes' : 'report.no')
  return text.wordOr(`${kind === 'system' ? 'machine.system' : 'machine.disk'}.${option}`)
}
