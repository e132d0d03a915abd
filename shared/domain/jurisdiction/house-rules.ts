/** The organization's own rules, in the form of all others: `[fact, operator, value]` over the facts of the hosting. */
import type { Gate, GateFactId, GateInputs } from './gates.ts'
import { HostingFacts, type HostingFactId } from './facts.ts'
import { expand } from './region.ts'
import { holds, type Condition, type RuleFacts, type Truth } from './rule.ts'
import { criteriaOf } from './sovereignty.ts'

/** Before a rule's id in the code of its gate. */
export const houseRulePrefix = 'B-HOUSE:'

/** Facts that a house rule can name beside those of the hosting. */
export type HouseFactId = HostingFactId | 'sealCeiling' | 'classification' | 'personalData'

export function houseGates(inputs: GateInputs): readonly Gate[] {
  const facts = houseFacts(inputs)
  const truth = (condition: Condition): Truth => truthOf(condition, facts, inputs)
  return inputs.facts.houseRules.flatMap((rule): readonly Gate[] => {
    const when = expanded(rule.applies, inputs)
    if (when.some((one) => truth(one) === false)) return []
    const applies = when.every((one) => truth(one) === true) ? true : null
    const requires = expanded(rule.requires, inputs)
    const broken = requires.filter((one) => truth(one) === false)
    const open = [...when, ...requires].filter((one) => truth(one) === null)
    const named = rule.requires.map(([fact]) => fact).filter(isHostingFact)
    // Whether the rule applies is not known: what breaks it is then open rather than blocked.
    const offending = applies === true ? broken.map(([fact]) => fact) : []
    const missing = open.flatMap(([fact]) => gateFact(fact))
    const isOpen = open.length > 0 || applies === null
    const outcome = offending.length > 0 ? 'blocked' : isOpen ? 'unknown' : 'met'
    return [{ code: `${houseRulePrefix}${rule.id}`, outcome, facts: named, missing: outcome === 'unknown' ? missing : [], offending }]
  })
}

/** A ceiling is an upper bound: while criteria are open that could lower it, reaching a level is not evidenced. */
function truthOf(condition: Condition, facts: RuleFacts, { derived, packs }: GateInputs): Truth {
  const found = holds(condition, facts)
  if (condition[0] !== 'sealCeiling' || found !== true) return found
  const open = criteriaOf(packs.sovereignty).some(({ id, sealInert }) => !sealInert && derived.unanswered.includes(id))
  return open ? null : found
}

function houseFacts({ facts, ceilings }: Pick<GateInputs, 'facts' | 'ceilings'>): RuleFacts {
  return {
    ...facts.hosting,
    classification: facts.data.classification,
    personalData: facts.data.personal,
    sealCeiling: ceilings.overall,
  }
}

/** `EU` and `EEA` stand for their members. */
function expanded(conditions: readonly Condition[], { packs }: Pick<GateInputs, 'packs'>): readonly Condition[] {
  return conditions.map((condition): Condition => {
    const [fact, operator, value] = condition
    if ((operator !== 'in' && operator !== 'any' && operator !== 'only') || !Array.isArray(value)) return condition
    return fact.endsWith('Country') || fact.endsWith('Countries') ? [fact, operator, [...expand(value, packs.jurisdictions)]] : condition
  })
}

/** A ceiling that is open names no fact of its own: its criteria are asked elsewhere. */
function gateFact(fact: string): readonly GateFactId[] {
  if (fact === 'classification') return ['classification']
  if (fact === 'personalData') return ['personal']
  return isHostingFact(fact) ? [fact] : []
}

function isHostingFact(id: string): id is HostingFactId {
  return Object.hasOwn(HostingFacts.shape, id)
}
