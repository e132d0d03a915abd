/** Sample plans, made from the answer files that ship with Homeport. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { Fault } from '../shared/contract.ts'
import { parseAnswers, planOfAnswers } from '../shared/plan/answers.ts'
import type { Knowledge } from '../shared/plan/knowledge.ts'
import type { Plan } from '../shared/plan/plan.ts'

export const exampleNames = ['ministry', 'hospital', 'agency'] as const

/** A sample as a plan of its own, which the reader may change. */
export async function planFromExample(
  resources: string,
  name: string,
  target: { readonly id: string; readonly at: string },
  knowledge: Knowledge,
): Promise<Result<Plan, Fault>> {
  if (!exampleNames.some((known) => known === name)) return fail({ code: 'not-found', detail: name })
  const file = path.join(resources, '..', 'examples', `${name}.json`)
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return fail({ code: 'broken-file', detail: `examples/${name}.json` })
  const answers = parseAnswers(JSON.parse(text), knowledge)
  if (!answers.ok) return fail({ code: 'broken-file', detail: `${name}.json: ${answers.problem.path}` })
  return ok(planOfAnswers(answers.value, target.id, 'Homeport sample', target.at, knowledge))
}
