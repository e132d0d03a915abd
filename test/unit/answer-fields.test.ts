/** The list of fields in the documentation is the registry, nothing more and nothing less. */
import { expect, it } from 'vitest'
import { answeringTables, isTableField } from '../../shared/plan/assurance/table-answers.ts'
import type { FieldSpec } from '../../shared/plan/field.ts'
import { fieldIds, fields } from '../../shared/plan/fields.ts'
import { words } from '../../shared/words/tables.ts'

const stages = ['requirements', 'model', 'hardware', 'hosting', 'obligations', 'costs'] as const

function valueOf(spec: FieldSpec): string {
  switch (spec.kind) {
    case 'text':
      return `${spec.multiline ? 'prose' : 'text'}, up to ${spec.maxLength} characters`
    case 'number':
      return `number, ${spec.unit}, ${spec.min} to ${spec.max}`
    case 'choice':
    case 'choices':
      return `${spec.kind}: ${spec.options.map((option) => `\`${option}\``).join(', ')}`
    case 'entry':
      return `entry of \`${spec.pack}\``
    default:
      return spec.kind
  }
}

function tableOf(stage: (typeof stages)[number]): string {
  const rows = fieldIds
    .filter((id) => fields[id].stage === stage)
    .map((id) => {
      const label = words.en[`field.${id}.label`]?.replaceAll('|', '\\|') ?? ''
      const value = isTableField(id) ? `in the table \`${answeringTables[id]}\`` : valueOf(fields[id])
      return `| \`${id}\` | ${fields[id].section} | ${fields[id].required ? 'yes' : ''} | ${label} | ${value} |`
    })
  const title = `${stage.slice(0, 1).toUpperCase()}${stage.slice(1)}`
  return [`## ${title}`, '', '| field | section | required | asks | value |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  )
}

const head = `# Fields of an answer file

Made from the registry in \`shared/plan/fields/\`. After a change there, run
\`npx vitest run test/unit/answer-fields.test.ts -u\`. Sections P1 to P28 are those of the master plan;
[answers.md](answers.md) says how values are written.
`

it('is listed in docs/answer-fields.md', async () => {
  await expect(`${head}\n${stages.map(tableOf).join('\n\n')}\n`).toMatchFileSnapshot('../../docs/answer-fields.md')
})
