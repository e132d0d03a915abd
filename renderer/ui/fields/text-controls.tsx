import { useState } from 'react'
import { Input, TextArea, TextField } from 'react-aria-components'
import type { Unit } from '../../../shared/plan/field.ts'
import { parseNumber } from '../../../shared/words/format.ts'
import { toShown, toStored, unitShape } from '../../../shared/words/unit.ts'
import { useText, type Text } from '../../text/words.tsx'
import { cx } from '../class-names.ts'
import type { ControlProps } from './field-control.tsx'
import { FaultText, FieldFace } from './field-face.tsx'
import css from './field.module.css'
import { useDraft } from './use-draft.ts'

export function TextControl(props: ControlProps & { readonly maxLength: number; readonly multiline: boolean }) {
  const { face, value, isUnknown, isDisabled, error, onChange, onClear, maxLength, multiline } = props
  const text = useText()
  const stored = typeof value === 'string' ? value : ''
  const draft = useDraft(stored, (typed) => {
    const trimmed = typed.trim().normalize('NFC')
    if (trimmed === stored) return
    if (trimmed === '') onClear()
    else onChange(trimmed)
  })
  const placeholder = isUnknown ? { placeholder: text.word('answer.notKnown') } : {}
  return (
    <TextField
      className={css['field'] ?? ''}
      value={draft.text}
      onChange={draft.type}
      onBlur={draft.flush}
      maxLength={maxLength}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
    >
      <FieldFace {...face} />
      <div className={css['box']}>
        {multiline ? <TextArea className={css['input'] ?? ''} rows={3} {...placeholder} /> : <Input className={css['input'] ?? ''} {...placeholder} />}
      </div>
      <FaultText>{error}</FaultText>
    </TextField>
  )
}

type Reading = { readonly stored: number } | { readonly fault: string }

export function NumberControl(props: ControlProps & { readonly unit: Unit; readonly min: number; readonly max: number }) {
  const { face, value, isUnknown, isDisabled, error, onChange, onClear, unit, min, max, currency = 'EUR' } = props
  const text = useText()
  const [fault, setFault] = useState<string | null>(null)
  const stored = typeof value === 'number' ? value : null
  const show = (number: number): string => text.number(toShown(number, unit), { maximumFractionDigits: unitShape(unit).digits })
  const shown = stored === null ? '' : show(stored)

  const draft = useDraft(shown, (typed) => {
    if (typed.trim() === '') {
      setFault(null)
      if (stored !== null) onClear()
      return
    }
    const reading = read(typed, text, { unit, min, max, show })
    if ('fault' in reading) {
      setFault(reading.fault)
      return
    }
    setFault(null)
    // A value with more digits than are shown is not rounded by looking at it.
    if (show(reading.stored) !== shown) onChange(reading.stored)
  })
  const wrong = fault ?? error
  const unitWord = unit === 'count' || unit === 'level' ? null : text.word(`unit.${unit}`, { currency })
  return (
    <TextField
      className={css['field'] ?? ''}
      value={draft.text}
      onChange={(typed) => {
        setFault(null)
        draft.type(typed)
      }}
      onBlur={draft.flush}
      inputMode="decimal"
      isDisabled={isDisabled}
      isInvalid={wrong !== undefined}
    >
      <FieldFace {...face} />
      <div className={cx(css['box'], css['number'])}>
        <Input className={css['input'] ?? ''} autoComplete="off" {...(isUnknown ? { placeholder: text.word('answer.notKnown') } : {})} />
        {unitWord === null ? null : <span className={css['unit']}>{unitWord}</span>}
      </div>
      <FaultText>{wrong}</FaultText>
    </TextField>
  )
}

function read(
  typed: string,
  text: Text,
  spec: { readonly unit: Unit; readonly min: number; readonly max: number; readonly show: (stored: number) => string },
): Reading {
  const number = parseNumber(typed, text.locale)
  if (number === null) return { fault: text.word('answer.notANumber') }
  const stored = toStored(number, spec.unit)
  if (stored === null) return { fault: text.word('answer.tooManyDigits', { digits: unitShape(spec.unit).digits }) }
  if (stored < spec.min || stored > spec.max)
    return { fault: text.word('answer.between', { min: spec.show(spec.min), max: spec.show(spec.max) }) }
  return { stored }
}
