import { Check, Plus } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import css from './filter-chips.module.css'

export type FilterChip = { readonly id: string; readonly label: string; readonly isOn: boolean }

/** Filters of a list, each on or off. */
export function FilterChips({ label, chips, onToggle }: { readonly label: string; readonly chips: readonly FilterChip[]; readonly onToggle: (id: string, on: boolean) => void }) {
  return (
    <div role="group" aria-label={label} className={css['chips']}>
      {chips.map(({ id, label: name, isOn }) => (
        <ToggleButton key={id} isSelected={isOn} onChange={(on) => onToggle(id, on)} className={css['chip'] ?? ''}>
          {name}
          {isOn ? <Check size={15} strokeWidth={2.2} aria-hidden /> : <Plus size={15} strokeWidth={1.9} aria-hidden />}
        </ToggleButton>
      ))}
    </div>
  )
}
