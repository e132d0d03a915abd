/** Builds a rule of the organization in plain words: when it applies, and what must then be true of the hosting. */
import { useMemo, useState } from 'react'
import type { HouseRule } from '../../shared/domain/jurisdiction/facts.ts'
import type { Condition } from '../../shared/domain/jurisdiction/rule.ts'
import { fieldOfHouseFact, houseFactIds, houseFactTerm } from '../../shared/plan/hosting/house-words.ts'
import { fields } from '../../shared/plan/fields.ts'
import { freeId, type OwnHouseRule } from '../../shared/plan/own-hosting.ts'
import { countryCodes } from '../../shared/words/places.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Combo, type ComboItem } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { PickMany } from '../ui/pick-many.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'
import css from './house-rules.module.css'

export type HouseRuleDialogProps = { readonly edited: OwnHouseRule | null; readonly onClose: () => void }

export function HouseRuleDialog({ edited, onClose }: HouseRuleDialogProps) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [name, setName] = useState(edited?.rule.name ?? '')
  const [source, setSource] = useState(edited?.source ?? '')
  const [applies, setApplies] = useState<readonly Condition[]>(edited?.rule.applies ?? [])
  const [requires, setRequires] = useState<readonly Condition[]>(edited?.rule.requires ?? [])
  const ready = name.trim() !== '' && requires.length > 0 && [...applies, ...requires].every(isWhole)
  const save = (): void => {
    if (!ready) return
    const id = edited?.rule.id ?? freeId('', name, 'rule', Object.keys(plan.houseRules ?? {}))
    const rule: HouseRule = { id, name: name.trim(), applies: [...applies], requires: [...requires] }
    if (dispatch({ type: 'houseRule.record', rule, source: source.trim() }).ok) onClose()
  }
  return (
    <EntryDialog title={text.word('houseRule.dialog')} save={text.word('ownHosting.save')} ready={ready} onSave={save} onClose={onClose}>
      <div className={css['rule']}>
        <PlainTextField label={text.word('houseRule.name')} value={name} onChange={setName} maxLength={200} />
        <PlainTextField label={text.word('houseRule.source')} hint={text.word('houseRule.sourceHint')} value={source} onChange={setSource} maxLength={400} />
        <Conditions title={text.word('houseRule.requires')} conditions={requires} onChange={setRequires} />
        <Conditions title={text.word('houseRule.applies')} conditions={applies} onChange={setApplies} />
      </div>
    </EntryDialog>
  )
}

/** A list that names nothing asks nothing. */
function isWhole([, , value]: Condition): boolean {
  return !Array.isArray(value) || value.length > 0
}

type ConditionsProps = {
  readonly title: string
  readonly conditions: readonly Condition[]
  readonly onChange: (conditions: readonly Condition[]) => void
}

function Conditions({ title, conditions, onChange }: ConditionsProps) {
  const text = useText()
  const facts = useMemo(
    () => houseFactIds.map((id) => ({ id, name: text.wordOr(houseFactTerm(id)) })).toSorted((left, right) => text.compare(left.name, right.name)),
    [text],
  )
  const used = conditions.map(([fact]) => fact)
  return (
    <fieldset className={css['conditions']}>
      <legend>{title}</legend>
      {conditions.map((condition, place) => (
        <div key={condition[0]} className={css['condition']}>
          <Value condition={condition} onChange={(next) => onChange(conditions.map((one, index) => (index === place ? next : one)))} />
          <Button variant="text" onPress={() => onChange(conditions.filter((_, index) => index !== place))}>
            {text.word('houseRule.dropCondition', { fact: text.wordOr(houseFactTerm(condition[0])) })}
          </Button>
        </div>
      ))}
      <Combo
        key={used.join(' ')}
        adds
        label={text.word('houseRule.addCondition')}
        items={facts.filter(({ id }) => !used.includes(id))}
        value={null}
        onChange={(fact) => {
          if (fact !== null) onChange([...conditions, emptyCondition(fact)])
        }}
      />
    </fieldset>
  )
}

/** What a fact can be asked for, before a value is chosen. */
function emptyCondition(fact: string): Condition {
  const field = fieldOfHouseFact(fact)
  const kind = field === null ? 'number' : fields[field].kind
  if (kind === 'yes-no') return [fact, 'eq', true]
  if (kind === 'number') return [fact, 'at-least', 2]
  if (kind === 'countries') return [fact, 'only', []]
  if (kind === 'choices') return [fact, 'any', []]
  return [fact, 'in', []]
}

function Value({ condition, onChange }: { readonly condition: Condition; readonly onChange: (condition: Condition) => void }) {
  const text = useText()
  const [fact, operator, value] = condition
  const label = text.wordOr(houseFactTerm(fact))
  const items = useItems(fact)
  if (typeof value === 'boolean')
    return (
      <SegmentedControl
        label={label}
        value={value ? 'yes' : 'no'}
        segments={[
          { value: 'yes', label: text.word('answer.yes') },
          { value: 'no', label: text.word('answer.no') },
        ]}
        onChange={(said) => onChange([fact, 'eq', said === 'yes'])}
      />
    )
  if (typeof value === 'number')
    return (
      <SegmentedControl
        label={text.word('houseRule.condition.at-least', { field: label, value: '' }).trim()}
        value={String(value)}
        segments={['1', '2', '3', '4', ...(fact === 'sealCeiling' ? [] : ['5'])].map((level) => ({ value: level, label: level }))}
        onChange={(level) => onChange([fact, 'at-least', Number(level)])}
      />
    )
  const chosen = typeof value === 'string' ? [value] : value
  const listed = operator === 'any' || operator === 'only' ? operator : 'in'
  return (
    <div className={css['list']}>
      {listed === 'in' ? null : (
        <SegmentedControl
          label={text.word('houseRule.how')}
          labelHidden
          value={listed}
          segments={[
            { value: 'only', label: text.word('houseRule.allOf') },
            { value: 'any', label: text.word('houseRule.someOf') },
          ]}
          onChange={(next) => onChange([fact, next, [...chosen]])}
        />
      )}
      <PickMany label={label} items={items} chosen={chosen} onChange={(next) => onChange([fact, listed, [...next]])} />
    </div>
  )
}

/** What can be chosen as a value of a fact. */
function useItems(fact: string): readonly ComboItem[] {
  const text = useText()
  const knowledge = usePlanKnowledge()
  return useMemo(() => {
    const field = fieldOfHouseFact(fact)
    if (field === null) return []
    const spec = fields[field]
    if (spec.kind === 'entry')
      return knowledge.classifications.classifications.map(({ id, level, scheme }) => ({ id, name: `${level} (${scheme})` }))
    if (spec.kind === 'choice' || spec.kind === 'choices')
      return spec.options.map((id) => ({ id, name: text.wordOr(`field.${field}.option.${id}`, id) }))
    return ['EU', ...countryCodes].map((id) => ({ id, name: text.country(id) })).toSorted((left, right) => text.compare(left.name, right.name))
  }, [fact, knowledge, text])
}
