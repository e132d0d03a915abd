/** `size` and `assess` on the command line: figures of a sample, exit codes, and what would make it fit. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { UsageError } from '../../electron/commands/command.ts'
import { assessCommand } from '../../electron/commands/assess.ts'
import { sizeCommand } from '../../electron/commands/size.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-size-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Answers = { answers: Record<string, { value: unknown; basis: string }> }
const sample: Answers = JSON.parse(readFileSync('examples/ministry.json', 'utf8'))

async function size(changes: Record<string, unknown> = {}) {
  const answers = Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, { value, basis: 'self-declared' }]))
  const file = path.join(folder, 'answers.json')
  writeFileSync(file, JSON.stringify({ ...sample, answers: { ...sample.answers, ...answers } }))
  return sizeCommand.run({ values: {}, positionals: [file], resources: 'resources', printPdf: null })
}

test('the assessment in words says which findings a decision has closed', async () => {
  const { text } = await assessCommand.run({ values: {}, positionals: ['examples/ministry.json'], resources: 'resources', printPdf: null })
  // The sample decides all six of its findings; without a word of that, "clear" would stand above three unknowns.
  const lines = text.split('\n').slice(1)
  expect(lines).toHaveLength(6)
  for (const line of lines) expect(line).toMatch(/, closed by a decision: [a-z-]+\]$/)
})

test('a plan that holds: requests, nodes, energy, nothing to change', async () => {
  const { exitCode, json, text } = await size()
  expect(exitCode).toBe(0)
  // 1 200 people, 12 requests, 16 % in the busiest hour, 1.3 of burst: 2 995.2 an hour.
  expect(json).toMatchObject({ fits: true, sizing: { requestsPerHour: 2995, planned: { nodes: 2, devices: 8 } }, options: [] })
  expect(text).toContain('kWh a year')
})

test('a plan that does not fit: exit code 1, and options with prices known or not', async () => {
  const { exitCode, json, text } = await size({ 'hardware.accelerator': 'rtx-3060', 'hardware.count': 1 })
  const { options } = json as { options: { price: { kind: string } }[] }
  expect(exitCode).toBe(1)
  expect(new Set(options.map(({ price }) => price.kind))).toEqual(new Set(['known', 'unknown']))
  expect(text).toContain('price not known')
})

test('without a file it says what to name', async () => {
  await expect(sizeCommand.run({ values: {}, positionals: [], resources: 'resources', printPdf: null })).rejects.toThrow(UsageError)
})
