/** A house rule in plain words: each condition names its fact as the form does. */
import type { HouseFactId } from '../../domain/jurisdiction/house-rules.ts'
import type { Condition } from '../../domain/jurisdiction/rule.ts'
import { message, type Message, type MessageValue } from '../../domain/vocabulary.ts'
import { fields, type FieldId } from '../fields.ts'
import { hostingFields } from '../hosting-facts.ts'

const isHostingFact = (id: string): id is keyof typeof hostingFields => Object.hasOwn(hostingFields, id)

/** The field that asks for a fact of a rule, null for facts that are worked out. */
export function fieldOfHouseFact(fact: string): FieldId | null {
  if (fact === 'classification') return 'data.classification'
  if (fact === 'personalData') return 'data.personal'
  return isHostingFact(fact) ? hostingFields[fact] : null
}

/** Facts that a rule may speak of, in the order in which they are offered. */
export const houseFactIds: readonly HouseFactId[] = [
  'classification',
  'personalData',
  'sealCeiling',
  ...Object.keys(hostingFields).filter(isHostingFact),
]

/** The word for a fact's name. */
export function houseFactTerm(fact: string): string {
  const own = ['sealCeiling', 'classification', 'personalData']
  const field = fieldOfHouseFact(fact)
  return own.includes(fact) || field === null ? `houseRule.value.${fact}` : `field.${field}.label`
}

export function conditionMessage([fact, operator, value]: Condition): Message {
  return message(`houseRule.condition.${operator}`, { field: { term: houseFactTerm(fact) }, value: saidValue(fact, value) })
}

function saidValue(fact: string, value: Condition[2]): MessageValue {
  if (typeof value === 'boolean') return { term: value ? 'jurisdiction.yes' : 'jurisdiction.no' }
  if (typeof value === 'number') return value
  const values = typeof value === 'string' ? [value] : value
  const field = fieldOfHouseFact(fact)
  const spec = field === null ? null : fields[field]
  if (spec?.kind === 'country' || spec?.kind === 'countries') return { countries: [...values] }
  if (spec?.kind === 'choice' || spec?.kind === 'choices') {
    const options: readonly string[] = spec.options
    return { terms: values.map((one) => (options.includes(one) ? `field.${field ?? ''}.option.${one}` : one)) }
  }
  return { list: [...values] }
}
