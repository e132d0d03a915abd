import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button, CheckboxGroup, ListBox, ListBoxItem, Popover, Radio, RadioGroup, Select, SelectValue, useFilter } from 'react-aria-components'
import { useText } from '../../text/words.tsx'
import { Checkbox } from '../checkbox.tsx'
import { cx } from '../class-names.ts'
import type { ControlProps } from './field-control.tsx'
import { FaultText, FieldFace } from './field-face.tsx'
import css from './field.module.css'

/** The key of "not known" among options; no option of a field begins with a question mark. */
const unknownKey = '?'

export function YesNoControl(props: ControlProps) {
  const { face, value, isUnknown, isDisabled, error, onChange } = props
  const text = useText()
  const chosen = isUnknown ? unknownKey : typeof value === 'boolean' ? (value ? 'yes' : 'no') : null
  return (
    <RadioGroup
      className={css['field'] ?? ''}
      value={chosen}
      onChange={(key) => onChange(key === unknownKey ? null : key === 'yes')}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      orientation="horizontal"
    >
      <FieldFace {...face} ownUnknown />
      <div className={css['segments']}>
        <Radio value="yes" className={css['segment'] ?? ''}>
          {text.word('answer.yes')}
        </Radio>
        <Radio value="no" className={css['segment'] ?? ''}>
          {text.word('answer.no')}
        </Radio>
        <Radio value={unknownKey} className={css['segment'] ?? ''}>
          {text.word('answer.notKnown')}
        </Radio>
      </div>
      <FaultText>{error}</FaultText>
    </RadioGroup>
  )
}

/** A step of a short scale, such as a sovereignty level from 0 to 4. */
export function LevelControl(props: ControlProps & { readonly min: number; readonly max: number }) {
  const { face, value, isUnknown, isDisabled, error, onChange, min, max } = props
  const text = useText()
  return (
    <RadioGroup
      className={css['field'] ?? ''}
      value={isUnknown ? unknownKey : typeof value === 'number' ? String(value) : null}
      onChange={(key) => onChange(key === unknownKey ? null : Number(key))}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      orientation="horizontal"
    >
      <FieldFace {...face} ownUnknown />
      <div className={css['segments']}>
        {Array.from({ length: max - min + 1 }, (_, step) => min + step).map((level) => (
          <Radio key={level} value={String(level)} className={css['segment'] ?? ''}>
            {text.number(level)}
          </Radio>
        ))}
        <Radio value={unknownKey} className={css['segment'] ?? ''}>
          {text.word('answer.notKnown')}
        </Radio>
      </div>
      <FaultText>{error}</FaultText>
    </RadioGroup>
  )
}

type WithChoices = ControlProps & { readonly choices: readonly string[] }

/** Up to five options stand open; more fold into a list. */
export function ChoiceControl(props: WithChoices) {
  return props.choices.length <= 5 ? <RadioChoice {...props} /> : <FoldedChoice {...props} />
}

function RadioChoice({ id, face, value, isUnknown, isDisabled, error, onChange, choices }: WithChoices) {
  const text = useText()
  return (
    <RadioGroup
      className={css['field'] ?? ''}
      value={isUnknown ? unknownKey : typeof value === 'string' ? value : null}
      onChange={(key) => onChange(key === unknownKey ? null : key)}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
    >
      <FieldFace {...face} ownUnknown />
      <div className={cx(css['options'], css['few'])}>
        {choices.map((choice) => (
          <Radio key={choice} value={choice} className={css['radio'] ?? ''}>
            <span className={css['dot']} aria-hidden />
            {text.wordOr(`field.${id}.option.${choice}`, choice)}
          </Radio>
        ))}
        <Radio value={unknownKey} className={cx(css['radio'], css['quiet'])}>
          <span className={css['dot']} aria-hidden />
          {text.word('answer.notKnown')}
        </Radio>
      </div>
      <FaultText>{error}</FaultText>
    </RadioGroup>
  )
}

function FoldedChoice({ id, face, value, isUnknown, isDisabled, error, onChange, choices }: WithChoices) {
  const text = useText()
  const items = [...choices.map((choice) => ({ key: choice, name: text.wordOr(`field.${id}.option.${choice}`, choice) })), { key: unknownKey, name: text.word('answer.notKnown') }]
  return (
    <Select
      className={css['field'] ?? ''}
      value={isUnknown ? unknownKey : typeof value === 'string' ? value : null}
      onChange={(key) => {
        if (key !== null) onChange(key === unknownKey ? null : String(key))
      }}
      placeholder={text.word('answer.choose')}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
    >
      <FieldFace {...face} ownUnknown />
      <Button className={css['select'] ?? ''}>
        <SelectValue />
        <ChevronDown size={16} strokeWidth={2} aria-hidden />
      </Button>
      <FaultText>{error}</FaultText>
      <Popover className={css['popover'] ?? ''} offset={4}>
        <ListBox className={css['list'] ?? ''} items={items}>
          {(item) => (
            <ListBoxItem id={item.key} textValue={item.name} className={cx(css['item'], item.key === unknownKey && css['quiet'])}>
              {item.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

/** Any number of options. Nothing ticked is no answer. */
/** No option of a field has this key. */
const none = 'none of these'

export function ChoicesControl({ id, face, value, isDisabled, error, onChange, onClear, choices }: WithChoices) {
  const text = useText()
  const [sought, setSought] = useState('')
  const { contains } = useFilter({ sensitivity: 'base' })
  // More than a screen of boxes is found by typing; what is ticked always stays in view.
  const isLong = choices.length > 16
  const nameOf = (choice: string): string => text.wordOr(`field.${id}.option.${choice}`, choice)
  const isShown = (choice: string): boolean => contains(nameOf(choice), sought) || (Array.isArray(value) && value.includes(choice))
  const isNone = Array.isArray(value) && value.length === 0
  const ticked = isNone ? [none] : Array.isArray(value) ? value.map(String) : []
  return (
    <CheckboxGroup
      className={css['field'] ?? ''}
      value={ticked}
      onChange={(keys) => {
        // The order of the field, whatever the order of the ticks, so that the same answer has the same bytes.
        const ordered = choices.filter((choice) => keys.includes(choice))
        // "None of these" is an answer of its own: an empty list. It gives way to the first tick.
        const saysNone = keys.includes(none) && !isNone
        if (saysNone) onChange([])
        else if (ordered.length === 0) onClear()
        else onChange(ordered)
      }}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
    >
      <FieldFace {...face} />
      {isLong ? (
        <input
          type="search"
          className={css['find']}
          aria-label={`${text.word('answer.find')}${text.colon} ${face.label}`}
          placeholder={text.word('answer.find')}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      ) : null}
      <div className={cx(css['options'], choices.length <= 4 && css['few'], isLong && css['many'])}>
        {choices.filter(isShown).map((choice) => (
          <Checkbox key={choice} value={choice} label={nameOf(choice)} />
        ))}
        <Checkbox value={none} label={text.word('answer.noneOfThese')} />
      </div>
      <FaultText>{error}</FaultText>
    </CheckboxGroup>
  )
}
