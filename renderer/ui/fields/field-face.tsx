import { CircleQuestionMark } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text, ToggleButton } from 'react-aria-components'
import type { Basis } from '../../../shared/plan/plan.ts'
import { useText } from '../../text/words.tsx'
import { Name, Referenced, useNamed } from '../referenced.tsx'
import { StatusChip } from '../status-chip.tsx'
import css from './field.module.css'

export type FaceProps = {
  readonly label: string
  readonly hint?: string
  readonly required: boolean
  /** How the answer is known; undefined when there is none. */
  readonly basis?: Basis
  readonly isUnknown: boolean
  readonly onUnknown: (unknown: boolean) => void
  readonly isDisabled: boolean
  /** The control offers "not known" among its own options. */
  readonly ownUnknown?: boolean
}

/** What stands above every control: its name, whether it is needed, how it is known, why it is asked. */
export function FieldFace(props: FaceProps) {
  const { label, hint, required, basis, isUnknown, onUnknown, isDisabled, ownUnknown = false } = props
  const text = useText()
  // A press on a label goes to its control: what the label names is opened under it.
  const named = useNamed(label)
  return (
    <>
      <div className={css['head']}>
        <span className={css['name']}>
          <Label className={css['label'] ?? ''}>{label}</Label>
          {required && basis === undefined ? <span className={css['needed']}>{text.word('answer.required')}</span> : null}
          {basis === undefined || isUnknown ? null : <BasisChip basis={basis} />}
        </span>
        {ownUnknown ? null : (
          <ToggleButton
            className={css['unknown'] ?? ''}
            isSelected={isUnknown}
            onChange={onUnknown}
            isDisabled={isDisabled}
            aria-label={`${text.word('answer.notKnown')}: ${label}`}
          >
            <CircleQuestionMark size={13} strokeWidth={2} aria-hidden />
            {text.word('answer.notKnown')}
          </ToggleButton>
        )}
      </div>
      {hint === undefined && named.length === 0 ? null : (
        <Text slot="description" className={css['hint'] ?? ''}>
          {hint === undefined ? null : <Referenced>{hint}</Referenced>}
          {named.map(({ id, text: name, language }, place) => (
            <span key={id}>
              {/* The dot goes with the name to the next line. */}
              {place === 0 && hint === undefined ? '' : ' ·\u00A0'}
              <Name id={id} {...(language === undefined ? {} : { language })}>
                {name}
              </Name>
            </span>
          ))}
        </Text>
      )}
    </>
  )
}

function BasisChip({ basis }: { readonly basis: Basis }) {
  const text = useText()
  // What the planner says is the rule and needs no mark; what was assumed does.
  if (basis === 'self-declared') return null
  return <StatusChip tone={basis === 'assumed' ? 'warn' : 'none'}>{text.word(`basis.${basis}`)}</StatusChip>
}

export function FaultText({ children }: { readonly children?: ReactNode }) {
  return <FieldError className={css['fault'] ?? ''}>{children}</FieldError>
}
