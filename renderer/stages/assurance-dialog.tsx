/** The parts that the dialogs of assurance share: figures and several of a list. */
import { parseNumber } from '../../shared/words/format.ts'
import { useText, type Text } from '../text/words.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import css from './assurance.module.css'

/** A whole number in its range; null for an empty box, undefined for what is no such number. */
export function typedNumber(typed: string, low: number, high: number, scale: number, text: Text): number | null | undefined {
  if (typed.trim() === '') return null
  const value = parseNumber(typed, text.locale)
  if (value === null) return undefined
  const whole = Math.round(value * scale)
  return Number.isSafeInteger(whole) && whole >= low && whole <= high ? whole : undefined
}

export type NumberBoxProps = {
  readonly label: string
  readonly hint?: string
  readonly typed: string
  readonly onChange: (typed: string) => void
  readonly value: number | null | undefined
  /** The range as shown. */
  readonly low: number
  readonly high: number
}

export function NumberBox({ label, hint, typed, onChange, value, low, high }: NumberBoxProps) {
  const text = useText()
  return (
    <PlainTextField
      label={label}
      value={typed}
      onChange={onChange}
      maxLength={14}
      {...(hint === undefined ? {} : { hint })}
      {...(value === undefined ? { error: text.word('assuranceScreen.badNumber', { low, high }) } : {})}
    />
  )
}

export type SeveralProps<Item extends string> = {
  readonly label: string
  readonly items: readonly Item[]
  readonly chosen: readonly Item[]
  readonly name: (item: Item) => string
  readonly onChange: (chosen: readonly Item[]) => void
}

/** Any number of a short list. */
export function Several<Item extends string>({ label, items, chosen, name, onChange }: SeveralProps<Item>) {
  return (
    <fieldset className={css['several']}>
      <legend>{label}</legend>
      <div className={css['choices']}>
        {items.map((item) => (
          <Checkbox
            key={item}
            label={name(item)}
            isSelected={chosen.includes(item)}
            onChange={(on) => onChange(items.filter((one) => (one === item ? on : chosen.includes(one))))}
          />
        ))}
      </div>
    </fieldset>
  )
}

const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

export function DayBox({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (day: string) => void }) {
  const text = useText()
  return (
    <PlainTextField
      label={label}
      hint={text.word('dutiesScreen.dueHint')}
      value={value}
      onChange={onChange}
      maxLength={10}
      {...(isDay(value) ? {} : { error: text.word('review.untilForm') })}
    />
  )
}

export function isDay(typed: string): boolean {
  return typed === '' || dayForm.test(typed)
}

/** As a plan keeps text; null where nothing was typed. */
export function lineOf(typed: string): string | null {
  const line = typed.trim().normalize('NFC')
  return line === '' ? null : line
}

/** The first free key of a table, such as `e-3`. */
export function freeKey(letter: string, taken: Readonly<Record<string, unknown>>): string {
  for (let number = 1; ; number += 1) if (!Object.hasOwn(taken, `${letter}-${String(number)}`)) return `${letter}-${String(number)}`
}
