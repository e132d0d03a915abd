/** Adds machines beside the main ones, or changes them. */
import { Server } from 'lucide-react'
import { useState } from 'react'
import { factsOf } from '../../shared/plan/facts.ts'
import { fleetMachineOf } from '../../shared/plan/sizing/imported-machine.ts'
import { parseNumber } from '../../shared/words/format.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Combo } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Menu } from '../ui/menu.tsx'
import { Row } from '../ui/page.tsx'
import { machineName } from './machines-card.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** @param id The entry to change, null to add one. */
export function FleetDialog({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const fleet = plan.fleet ?? {}
  const dispatch = usePlanStore((store) => store.dispatch)
  const known = id === null ? undefined : fleet[id]
  const [name, setName] = useState(known?.name ?? '')
  const [accelerator, setAccelerator] = useState(known?.accelerator ?? null)
  const [count, setCount] = useState(text.number(known?.count ?? 1))
  const [machines, setMachines] = useState(text.number(known?.machines ?? 1))
  const [memory, setMemory] = useState(known?.memory ?? null)
  const devices = wholeIn(count, 1024, text)
  const several = wholeIn(machines, 10_000, text)
  const ready = name.trim() !== '' && accelerator !== null && devices !== null && several !== null
  const save = (): void => {
    if (!ready) return
    const key = id ?? freeKey(Object.keys(fleet))
    const machine = { name: name.trim(), accelerator, count: devices, machines: several, memory }
    if (dispatch({ type: 'fleet.record', id: key, machine }).ok) onClose()
  }
  const read = Object.entries(plan.machines).flatMap(([key, machine]) => {
    const found = fleetMachineOf(machine, factsOf(plan), knowledge)
    return found === null ? [] : [{ id: key, label: machineName(machine, key, text), found }]
  })
  const take = (key: string): void => {
    const chosen = read.find((one) => one.id === key)
    if (chosen === undefined) return
    if (name.trim() === '') setName(chosen.label.slice(0, 120))
    setAccelerator(chosen.found.accelerator)
    setCount(text.number(chosen.found.count))
    setMemory(chosen.found.memory)
  }
  return (
    <EntryDialog
      title={text.word('fleetScreen.dialog')}
      save={text.word('fleetScreen.save')}
      ready={ready}
      width="normal"
      onSave={save}
      onClose={onClose}
    >
      <p>{text.word('fleetScreen.intro')}</p>
      {read.length === 0 ? null : (
        <Row>
          <Menu
            label={text.word('fleetScreen.fromMachine')}
            trigger={<Button icon={Server}>{text.word('fleetScreen.fromMachine')}</Button>}
            entries={read.map(({ id: key, label }) => ({ id: key, label }))}
            onAction={take}
          />
        </Row>
      )}
      <PlainTextField label={text.word('fleetScreen.name')} value={name} onChange={setName} maxLength={120} />
      <Combo
        label={text.word('fleetScreen.device')}
        items={knowledge.accelerators.accelerators.map((one) => ({ id: one.id, name: one.name }))}
        value={accelerator}
        onChange={(chosen) => {
          setAccelerator(chosen)
          // The memory of another device says nothing about this one.
          if (chosen !== accelerator) setMemory(null)
        }}
      />
      <PlainTextField
        label={text.word('fleetScreen.count')}
        value={count}
        onChange={setCount}
        maxLength={8}
        {...(devices === null ? { error: text.word('fleetScreen.badNumber') } : {})}
      />
      <PlainTextField
        label={text.word('fleetScreen.machines')}
        value={machines}
        onChange={setMachines}
        maxLength={8}
        {...(several === null ? { error: text.word('fleetScreen.badNumber') } : {})}
      />
    </EntryDialog>
  )
}

function wholeIn(typed: string, most: number, text: Text): number | null {
  const value = parseNumber(typed, text.locale)
  return value !== null && Number.isSafeInteger(value) && value >= 1 && value <= most ? value : null
}

function freeKey(taken: readonly string[]): string {
  for (let number = 1; ; number += 1) if (!taken.includes(`machine-${number}`)) return `machine-${number}`
}
