import { Input, Label, Text, TextArea, TextField } from 'react-aria-components'
import { FaultText } from './field-face.tsx'
import hidden from '../hidden.module.css'
import css from './field.module.css'

export type PlainTextFieldProps = {
  readonly label: string
  /** Spoken only: where a table's head says it for the eye. */
  readonly labelHidden?: boolean
  readonly hint?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly multiline?: boolean
  readonly type?: 'text' | 'password' | 'search'
  readonly maxLength?: number
  /** Already in words. */
  readonly error?: string
}

/** Text that is not an answer of the plan: a name, a reason, a passphrase. */
export function PlainTextField(props: PlainTextFieldProps) {
  const { label, labelHidden = false, hint, value, onChange, onBlur, multiline = false, type = 'text', maxLength = 1000, error } = props
  return (
    <TextField
      className={css['field'] ?? ''}
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      isInvalid={error !== undefined}
      type={type}
      autoComplete="off"
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      {labelHidden ? (
        <Label className={hidden['hidden'] ?? ''}>{label}</Label>
      ) : (
        <div className={css['head']}>
          <Label className={css['label'] ?? ''}>{label}</Label>
        </div>
      )}
      {hint === undefined ? null : (
        <Text slot="description" className={css['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <div className={css['box']}>
        {multiline ? (
          <TextArea className={css['input'] ?? ''} rows={3} />
        ) : (
          <Input className={css['input'] ?? ''} />
        )}
      </div>
      <FaultText>{error}</FaultText>
    </TextField>
  )
}
