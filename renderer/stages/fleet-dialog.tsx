/** Adds machines beside the main ones, or changes them. */
import { useState } from 'react'
import { parseNumber } from '../../shared/words/format.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Combo } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** @param id The entry to change, null to add one. */
export function FleetDialog({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const fleet = useOpenPlan().document.plan.fleet ?? {}
  const dispatch = usePlanStore((store) => store.dispatch)
  const known = id === null ? undefined : fleet[id]
  const [name, setName] = useState(known?.name ?? '')
  const [accelerator, setAccelerator] = useState(known?.accelerator ?? null)
  const [count, setCount] = useState(text.number(known?.count ?? 1))
  const [machines, setMachines] = useState(text.number(known?.machines ?? 1))
  const devices = wholeIn(count, 1024, text)
  const several = wholeIn(machines, 10_000, text)
  const ready = name.trim() !== '' && accelerator !== null && devices !== null && several !== null
  const save = (): void => {
    if (!ready) return
    const key = id ?? freeKey(Object.keys(fleet))
    const machine = { name: name.trim(), accelerator, count: devices, machines: several, memory: known?.memory ?? null }
    if (dispatch({ type: 'fleet.record', id: key, machine }).ok) onClose()
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
      <PlainTextField label={text.word('fleetScreen.name')} value={name} onChange={setName} maxLength={120} />
      <Combo
        label={text.word('fleetScreen.device')}
        items={knowledge.accelerators.accelerators.map((one) => ({ id: one.id, name: one.name }))}
        value={accelerator}
        onChange={setAccelerator}
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
