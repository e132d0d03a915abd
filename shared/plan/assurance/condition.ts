/** Conditions on answers, as data: a list of triples that all have to hold. Three-valued, so that unknown stays unknown. */
import type { FieldId, Facts } from '../fields.ts'

export type Condition = readonly [
  field: FieldId,
  operator: 'is' | 'is-not' | 'answered' | 'has' | 'lacks' | 'outside' | 'less-than',
  /** A value, several (any of them), or the id of the field that is compared with. */
  value: string | number | boolean | readonly (string | number | boolean)[] | null,
]

/** True, false, or null where an answer is missing that decides. A false condition decides whatever else is missing. */
export function holdsAll(conditions: readonly Condition[], facts: Facts): boolean | null {
  let known = true
  for (const condition of conditions) {
    const held = holds(condition, facts)
    if (held === false) return false
    if (held === null) known = false
  }
  return known ? true : null
}

function holds([field, operator, value]: Condition, facts: Facts): boolean | null {
  const answer: unknown = facts[field]
  if (operator === 'answered') return answer === null ? null : true
  if (answer === null) return null
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const answers: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
  switch (operator) {
    case 'is':
      return values.includes(answer)
    case 'is-not':
      return !values.includes(answer)
    case 'has':
      return answers.some((one) => values.includes(one))
    case 'lacks':
      return !answers.some((one) => values.includes(one))
    case 'outside':
    case 'less-than': {
      const other: unknown = isField(value, facts) ? facts[value] : null
      if (other === null) return null
      if (operator === 'less-than') return typeof answer === 'number' && typeof other === 'number' && answer < other
      const allowed: readonly unknown[] = Array.isArray(other) ? other : [other]
      return allowed.length > 0 && answers.some((one) => !allowed.includes(one))
    }
  }
}

function isField(value: unknown, facts: Facts): value is FieldId {
  return typeof value === 'string' && Object.hasOwn(facts, value)
}
