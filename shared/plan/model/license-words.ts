/** Messages about license facts and conditions. Texts of rules and clauses are quoted as values. */
import { never } from '../../base/result.ts'
import type { LicenseChange } from '../../domain/license/change.ts'
import type { LicenseCondition } from '../../domain/license-pack.ts'
import type { LicenseVerdict, MetCondition } from '../../domain/license.ts'
import { message, type Message, type MessageValue } from '../../domain/vocabulary.ts'

export const verdictTerm = {
  allowed: 'license.verdict.allowed',
  'allowed with conditions': 'license.verdict.conditions',
  'needs legal review': 'license.verdict.review',
  prohibited: 'license.verdict.prohibited',
} as const satisfies Record<LicenseVerdict, string>

export function factTerm(fact: string): MessageValue {
  return { term: `license.fact.${fact}` }
}

/** "Sells or charges: yes". For a list only the items that the condition looks for. */
export function metMessage({ condition, fact }: MetCondition): Message {
  const [id, , value] = condition
  const items = typeof fact !== 'object' ? null : 'has' in fact ? fact.has : fact
  const sought = Array.isArray(value) ? value : [String(value)]
  const shown = items === null ? fact : items.filter((item) => sought.includes(item))
  return message('license.factIs', { fact: factTerm(id), value: shownValue(id, shown) })
}

function shownValue(fact: string, value: LicenseCondition[2] | MetCondition['fact']): MessageValue {
  if (typeof value === 'boolean') return { term: value ? 'license.yes' : 'license.no' }
  if (typeof value === 'number') return value
  const countries = fact === 'org_domicile' || fact === 'territories'
  if (typeof value === 'string') return countries ? { country: value } : { term: termOf(fact, value) }
  const items = 'has' in value ? value.has : value
  return countries ? { countries: [...items] } : { terms: items.map((item) => termOf(fact, item)) }
}

function termOf(fact: string, value: string): string {
  switch (fact) {
    case 'org_type':
      return `field.organization.type.option.${value}`
    case 'commercial_use':
      return `field.purpose.commercialUse.option.${value}`
    case 'use_tags':
      return value === 'biometric' ? 'license.tag.biometric' : `field.purpose.tags.option.${value}`
    default:
      return value
  }
}

/** "Multimodal model: no would make it allowed with conditions". */
export function changeMessage({ condition, holds, verdict }: LicenseChange): Message {
  const [fact, operator, value] = condition
  const then = { fact: factTerm(fact), verdict: { term: verdictTerm[verdict] } }
  const values = { ...then, value: shownValue(fact, value) }
  switch (operator) {
    case 'eq':
    case 'ne': {
      const same = (operator === 'eq') === holds
      if (typeof value === 'boolean')
        return message('license.change.is', { ...then, value: shownValue(fact, same ? value : !value) })
      return message(same ? 'license.change.is' : 'license.change.isNot', values)
    }
    case 'gt':
      return message(holds ? 'license.change.moreThan' : 'license.change.atMost', values)
    case 'gte':
      return message(holds ? 'license.change.atLeast' : 'license.change.lessThan', values)
    case 'in':
      return message(holds ? 'license.change.oneOf' : 'license.change.noneOf', values)
    case 'contains':
    case 'contains_any':
    case 'intersects': {
      const items = Array.isArray(value) ? value : [String(value)]
      const wanted = { ...then, value: shownValue(fact, items) }
      return message(holds ? 'license.change.with' : 'license.change.without', wanted)
    }
    default:
      return never(operator)
  }
}
