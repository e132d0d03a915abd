/** The whole knowledge base, read once from the shipped packs. */
import { readFileSync } from 'node:fs'
import { packNames, readKnowledge, type Knowledge } from '../../shared/plan/knowledge.ts'
import { fieldIds, type Facts, type FieldId } from '../../shared/plan/fields.ts'

function read(): Knowledge {
  const texts = Object.fromEntries(packNames.map((name) => [name, readFileSync(`resources/packs/${name}.json`, 'utf8')]))
  const outcome = readKnowledge(texts)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

export const knowledge: Knowledge = read()

/** Facts with these answers; everything else is not answered. */
export function factsWith(answers: Partial<Facts>): Facts {
  const nothing: Partial<Record<FieldId, null>> = {}
  for (const id of fieldIds) nothing[id] = null
  return { ...nothing, ...answers } as Facts
}
