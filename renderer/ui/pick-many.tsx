/** Any number out of many, found by typing; what is chosen stands under the box and can be dropped. */
import { X } from 'lucide-react'
import { useText } from '../text/words.tsx'
import { Button } from './button.tsx'
import { Combo, type ComboItem } from './combo.tsx'
import css from './pick-many.module.css'

export type PickManyProps = {
  readonly label: string
  readonly hint?: string
  readonly items: readonly ComboItem[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

export function PickMany({ label, hint, items, chosen, onChange }: PickManyProps) {
  const text = useText()
  const nameOf = (id: string): string => items.find((item) => item.id === id)?.name ?? id
  return (
    <div className={css['pick']}>
      <Combo
        // A fresh box after each choice: it forgets what was typed.
        key={chosen.join(' ')}
        label={label}
        items={items.filter(({ id }) => !chosen.includes(id))}
        value={null}
        adds
        onChange={(id) => id !== null && onChange([...chosen, id])}
      />
      {hint === undefined ? null : <p className={css['hint']}>{hint}</p>}
      {chosen.length === 0 ? null : (
        <div className={css['chosen']}>
          {chosen.map((id) => (
            <Button
              key={id}
              size="small"
              iconAfter={X}
              onPress={() => onChange(chosen.filter((one) => one !== id))}
              aria-label={text.word('answer.remove', { what: nameOf(id) })}
            >
              {nameOf(id)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
