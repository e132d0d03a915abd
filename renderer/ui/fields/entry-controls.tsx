import { X } from 'lucide-react'
import { useMemo } from 'react'
import { Button, Tag, TagGroup, TagList } from 'react-aria-components'
import { countryCodes, languageCodes } from '../../../shared/words/places.ts'
import { useText } from '../../text/words.tsx'
import { Combo, type ComboItem } from '../combo.tsx'
import { cx } from '../class-names.ts'
import type { ControlProps } from './field-control.tsx'
import { FaultText, FieldFace } from './field-face.tsx'
import css from './field.module.css'

export function CountryControl(props: ControlProps) {
  return <OneOfMany {...props} items={usePlaces('country')} />
}

export function EntryControl(props: ControlProps) {
  return <OneOfMany {...props} items={props.options ?? []} />
}

function OneOfMany({ face, value, isUnknown, isDisabled, error, onChange, onClear, items }: ControlProps & { readonly items: readonly ComboItem[] }) {
  const text = useText()
  return (
    <Combo
      face={<FieldFace {...face} />}
      items={withChosen(items, value)}
      value={typeof value === 'string' ? value : null}
      onChange={(id) => (id === null ? onClear() : onChange(id))}
      placeholder={isUnknown ? text.word('answer.notKnown') : text.word('answer.choose')}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
    >
      <FaultText>{error}</FaultText>
    </Combo>
  )
}

/** Countries or languages: those chosen as tags, and a box to add another. */
export function PlacesControl(props: ControlProps & { readonly kind: 'country' | 'language' }) {
  const { face, value, isUnknown, isDisabled, error, onChange, onClear, kind } = props
  const text = useText()
  const places = usePlaces(kind)
  const chosen = Array.isArray(value) ? value.map(String) : []
  const name = (code: string): string => (kind === 'country' ? text.country(code) : text.languageName(code))
  const left = places.filter((place) => !chosen.includes(place.id))
  const change = (codes: readonly string[]): void => (codes.length === 0 ? onClear() : onChange(codes))
  return (
    <div className={cx(css['field'])}>
      <Combo
        // A fresh box after each choice: it forgets what was typed.
        key={chosen.join(' ')}
        adds
        face={<FieldFace {...face} />}
        items={left}
        value={null}
        onChange={(code) => {
          if (code !== null) change([...chosen, code])
        }}
        placeholder={isUnknown ? text.word('answer.notKnown') : text.word(chosen.length === 0 ? 'answer.choose' : 'answer.chooseMore')}
        isDisabled={isDisabled}
        isInvalid={error !== undefined}
      >
        <FaultText>{error}</FaultText>
      </Combo>
      {chosen.length === 0 ? null : (
        <TagGroup
          aria-label={`${text.word('answer.chosen')}: ${face.label}`}
          onRemove={(keys) => change(chosen.filter((code) => !keys.has(code)))}
          {...(isDisabled ? { disabledKeys: chosen } : {})}
        >
          <TagList className={css['tags'] ?? ''}>
            {chosen.map((code) => (
              <Tag key={code} id={code} textValue={name(code)} className={css['tag'] ?? ''}>
                {name(code)}
                <Button slot="remove" className={css['remove'] ?? ''} aria-label={text.word('answer.remove', { what: name(code) })}>
                  <X size={14} strokeWidth={2.2} aria-hidden />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
    </div>
  )
}

/** Countries or languages by name, in the reader's order. */
function usePlaces(kind: 'country' | 'language'): readonly ComboItem[] {
  const text = useText()
  return useMemo(() => {
    const named =
      kind === 'country'
        ? countryCodes.map((id) => ({ id, name: text.country(id) }))
        : languageCodes.map((id) => ({ id, name: text.languageName(id) }))
    return named.toSorted((left, right) => text.compare(left.name, right.name))
  }, [kind, text])
}

/** An answer that the list does not have (an older pack, a special code) is still shown. */
function withChosen(items: readonly ComboItem[], value: unknown): readonly ComboItem[] {
  return typeof value !== 'string' || items.some((item) => item.id === value) ? items : [...items, { id: value, name: value }]
}
