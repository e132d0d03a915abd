/** The steps that would lift a ceiling, in words. */
import { message, type Message } from '../../domain/vocabulary.ts'
import { hostingFields } from '../hosting-facts.ts'
import { valueOf } from './gate-words.ts'
import type { LiftStep } from './lifts.ts'
import type { Change } from './what-if.ts'

/** One sentence for each change of facts, and what the step lifts; or the answers that are needed where no fact does it. */
export function stepMessages({ changes, criteria }: LiftStep): readonly Message[] {
  if (changes.length > 0)
    return [
      ...changes.flatMap(changeMessage),
      message('criteriaScreen.stepFor', { criteria: { list: criteria.map(({ criterion }) => criterion) } }),
    ]
  return criteria.map(({ criterion, answer }) =>
    message('criteriaScreen.stepAnswer', {
      criterion,
      answer: { term: `field.criterion.${criterion}.option.${String(answer)}` },
    }),
  )
}

function changeMessage({ fact, value }: Change): readonly Message[] {
  if (fact === 'certsComplete' || fact === 'certsNotHeld') return []
  const field = hostingFields[fact]
  return [message('criteriaScreen.change', { field: { term: `field.${field}.label` }, value: valueOf(field, value) })]
}
