import type { FieldSpec } from '../../../shared/plan/field.ts'
import type { Basis } from '../../../shared/plan/plan.ts'
import { useText } from '../../text/words.tsx'
import { ChoiceControl, ChoicesControl, LevelControl, YesNoControl } from './choice-controls.tsx'
import { DayControl } from './day-control.tsx'
import { CountryControl, EntryControl, PlacesControl } from './entry-controls.tsx'
import { NumberControl, TextControl } from './text-controls.tsx'
import type { ComboItem } from '../combo.tsx'

/** An answer as the plan holds it, without who gave it and when. */
export type FieldAnswer = { readonly value: unknown; readonly basis: Basis }

export type FieldControlProps = {
  /** The field's id, such as `load.users`. */
  readonly id: string
  readonly spec: FieldSpec
  /** Default: the words `field.<id>.label`. */
  readonly label?: string
  /** Default: the words `field.<id>.hint`. */
  readonly hint?: string
  /** undefined: not answered. A value of null: answered with "not known". */
  readonly answer: FieldAnswer | undefined
  /** A value that fits the spec, or null for "not known". Called after 300 ms without typing, on leaving, or at once. */
  readonly onChange: (value: FieldValueText) => void
  /** The answer was emptied: as if it had never been given. */
  readonly onClear: () => void
  /** A refusal from outside, already in words. */
  readonly error?: string
  /** Entries that a field of kind `entry` can name. */
  readonly options?: readonly ComboItem[]
  /** ISO 4217, for fields that hold money. */
  readonly currency?: string
  readonly isDisabled?: boolean
}

/** What a control can hand over. */
export type FieldValueText = string | number | boolean | readonly string[] | null

/** What each control gets: everything worked out but the shape of its value. */
export type ControlProps = Omit<FieldControlProps, 'label' | 'hint' | 'spec'> & {
  readonly face: {
    readonly label: string
    readonly hint?: string
    readonly required: boolean
    readonly basis?: Basis
    readonly isUnknown: boolean
    readonly onUnknown: (unknown: boolean) => void
    readonly isDisabled: boolean
  }
  readonly value: unknown
  readonly isUnknown: boolean
  readonly isDisabled: boolean
}

/** The control of any field of the plan, made from its description. */
export function FieldControl(props: FieldControlProps) {
  const { id, spec, label, hint, answer, onChange, onClear, isDisabled = false } = props
  const text = useText()
  const isUnknown = answer?.value === null
  const said = hint ?? text.wordOr(`field.${id}.hint`, '')
  const control: ControlProps = {
    ...props,
    isDisabled,
    isUnknown,
    value: answer?.value ?? undefined,
    face: {
      label: label ?? text.wordOr(`field.${id}.label`),
      ...(said === '' ? {} : { hint: said }),
      required: spec.required,
      ...(answer === undefined ? {} : { basis: answer.basis }),
      isUnknown,
      onUnknown: (unknown) => (unknown ? onChange(null) : onClear()),
      isDisabled,
    },
  }
  switch (spec.kind) {
    case 'text':
      return <TextControl {...control} maxLength={spec.maxLength} multiline={spec.multiline} />
    case 'number':
      if (spec.unit === 'level') return <LevelControl {...control} min={spec.min} max={spec.max} />
      return <NumberControl {...control} unit={spec.unit} min={spec.min} max={spec.max} />
    case 'yes-no':
      return <YesNoControl {...control} />
    case 'choice':
      return <ChoiceControl {...control} choices={spec.options} />
    case 'choices':
      return <ChoicesControl {...control} choices={spec.options} />
    case 'country':
      return <CountryControl {...control} />
    case 'countries':
      return <PlacesControl {...control} kind="country" />
    case 'languages':
      return <PlacesControl {...control} kind="language" />
    case 'day':
      return <DayControl {...control} />
    case 'entry':
      return <EntryControl {...control} />
  }
}
