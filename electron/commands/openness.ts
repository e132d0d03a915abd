/** `openness`: what is really open about a model of the catalog. */
import type { Openness } from '../../shared/domain/openness.ts'
import { modelOf, opennessFor } from '../../shared/plan/stages/model.ts'
import { UsageError, type CliCommand } from './command.ts'
import { knowledgeFor, required } from './load.ts'

export const opennessCommand: CliCommand = {
  name: 'openness',
  usage: 'openness --model ID                        rights, framework class, definition checklist, sources',
  options: { model: { type: 'string' } },
  run: async (input) => {
    const knowledge = await knowledgeFor(input)
    const id = required(input, 'model')
    const model = modelOf(id, knowledge)
    if (model === null)
      throw new UsageError(`there is no model "${id}"; the models pack lists ${knowledge.models.models.length}`)
    const openness = opennessFor(model, knowledge)
    return {
      exitCode: 0,
      json: { model: model.id, license: model.license, asOf: knowledge.openness.asOf, ...openness },
      text: describe(model.name, openness),
    }
  },
}

function describe(name: string, openness: Openness): string {
  const { mof, osaid, euExemption } = openness
  const record = openness.family === null ? '; no record of its components' : ` (${openness.family})`
  const lines = [
    `${name}: ${openness.label ?? 'openness not known'}${record}`,
    ...openness.rights.map(({ right, holder }) => `  ${right.padEnd(14)} ${holder}`),
    `  framework class ${mof.mofClass ?? mof.state}`,
    ...mof.gaps.map(({ mofClass, component, reason }) => `    class ${mofClass}: ${component}: ${reason}`),
    `  Open Source AI Definition: ${osaid.state} (${osaid.checks.map(({ id, state }) => `${id} ${state}`).join(', ')})`,
    `  EU AI Act Art. 53(2), for the provider: ${euExemption.state}`,
    ...openness.sources.map((source) => `  source: ${source.title} (${source.confidence})`),
  ]
  return lines.join('\n')
}
