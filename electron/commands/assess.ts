/** `assess`: the whole assessment of a plan.json or an answer file. */
import { randomUUID } from 'node:crypto'
import { parse } from '../../shared/base/schema.ts'
import { assess } from '../../shared/plan/assess.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { misfit, type Plan } from '../../shared/plan/plan.ts'
import { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { UsageError, type CliCommand } from './command.ts'
import { knowledgeFor, readJsonFile } from './load.ts'

export const assessCommand: CliCommand = {
  name: 'assess',
  usage: 'assess PLAN.json | ANSWERS.json            the whole assessment; exit code 1 when a finding blocks',
  options: {},
  run: async (input) => {
    const [file, ...more] = input.positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one plan.json or answer file')
    const knowledge = await knowledgeFor(input)
    const assessment = assess(planIn(await readJsonFile(file), file, knowledge), knowledge)
    const english = catalogOf('en')
    return {
      exitCode: assessment.outcome === 'blocked' ? 1 : 0,
      json: assessment,
      text: [
        `Outcome: ${assessment.outcome}`,
        ...assessment.findings.map((finding) => {
          const standing = assessment.standings.find((one) => one.finding === finding.id)
          const closed = standing?.closed === true ? `, closed by a decision: ${standing.decision ?? ''}` : ''
          return `${finding.level.padEnd(9)} ${finding.stage.padEnd(12)} ${say(english, finding.headline)} [${finding.rule}${closed}]`
        }),
      ].join('\n'),
    }
  },
}

/** A plan from either form. Its knowledge digests do not matter here: it is assessed with the packs at hand. */
export function planIn(data: unknown, file: string, knowledge: Knowledge): Plan {
  const signed = parse(SignedPlan, data)
  if (signed.ok) {
    const wrong = misfit(signed.value.plan)
    if (wrong === null) return signed.value.plan
    throw new UsageError(`${file}: the answer ${wrong.field} does not fit this version of Homeport`)
  }
  const answers = parseAnswers(data, knowledge)
  if (!answers.ok) throw new UsageError(`${file}: ${answers.problem.path} ${answers.problem.reason}`)
  return planOfAnswers(answers.value, randomUUID(), 'Homeport command line', '2026-01-01T00:00:00Z', knowledge)
}
