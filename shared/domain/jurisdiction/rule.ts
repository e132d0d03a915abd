/**
 * Rules as data: `[fact, operator, value]` triples over a flat table of facts, with three outcomes. A condition on a
 * fact that is not known is neither true nor false, and neither is what rests on it.
 */
import { never } from '../../base/result.ts'
import { z, type Infer } from '../../base/schema.ts'

const FactId = z.string().check(z.regex(/^[a-z][A-Za-z]*$/))

/**
 * `eq` is the value; `in` is one of the values; `at-least` and `above` compare numbers; `any` the list holds one of the
 * values; `only` the list holds nothing else.
 */
export const Condition = z.union([
  z.tuple([FactId, z.enum(['eq']), z.union([z.string(), z.boolean()])]),
  z.tuple([FactId, z.enum(['in', 'any', 'only']), z.array(z.string()).check(z.minLength(1))]),
  z.tuple([FactId, z.enum(['at-least', 'above']), z.int()]),
])
export type Condition = Infer<typeof Condition>

export type RuleFact = string | boolean | number | readonly string[] | null
export type RuleFacts = Readonly<Record<string, RuleFact>>

/** True, false, or null when a fact is missing. */
export type Truth = boolean | null

export function holds(condition: Condition, facts: RuleFacts): Truth {
  const fact = facts[condition[0]] ?? null
  if (fact === null) return null
  switch (condition[1]) {
    case 'eq':
      return fact === condition[2]
    case 'in':
      return typeof fact === 'string' && condition[2].includes(fact)
    case 'any':
      return typeof fact === 'object' && condition[2].some((value) => fact.includes(value))
    case 'only': {
      const allowed = condition[2]
      return typeof fact === 'object' && fact.length > 0 && fact.every((value) => allowed.includes(value))
    }
    case 'at-least':
      return typeof fact === 'number' && fact >= condition[2]
    case 'above':
      return typeof fact === 'number' && fact > condition[2]
    default:
      return never(condition[1])
  }
}

/** All conditions together: one false makes it false, whatever is unknown. */
export function allHold(when: readonly Condition[], facts: RuleFacts): Truth {
  const truths = when.map((condition) => holds(condition, facts))
  if (truths.includes(false)) return false
  return truths.includes(null) ? null : true
}

/** The rows that may decide: those that hold with facts as known, and those that could with facts not known. */
export type Candidates<Row> = {
  readonly rows: readonly Row[]
  /** Whether one of them surely decides, whatever the missing facts are. */
  readonly closed: boolean
  /** Facts that would have to be known to be sure which row decides. */
  readonly missing: readonly string[]
}

/** Reads the rows from the top; the first that holds decides, unless one above it might. */
export function candidates<Row extends { readonly when: readonly Condition[] }>(
  rows: readonly Row[],
  facts: RuleFacts,
): Candidates<Row> {
  const possible: Row[] = []
  const missing = new Set<string>()
  let closed = false
  for (const row of rows) {
    const truth = allHold(row.when, facts)
    if (truth === false) continue
    possible.push(row)
    if (truth === true) {
      closed = true
      break
    }
    for (const condition of row.when) if (holds(condition, facts) === null) missing.add(condition[0])
  }
  return { rows: possible, closed, missing: [...missing] }
}
