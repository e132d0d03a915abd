/** The license and openness commands: the JSON of cases, refusals per case, exit codes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { UsageError, type CliCommand } from '../../electron/commands/command.ts'
import { licenseCommand } from '../../electron/commands/license.ts'
import { opennessCommand } from '../../electron/commands/openness.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-license-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: unknown): string {
  const target = path.join(folder, name)
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content))
  return target
}

const run = (command: CliCommand, values: Record<string, string>) =>
  command.run({ values, positionals: [], resources: 'resources', printPdf: null })

describe('license --cases', () => {
  test('one result per case in order; a case that cannot be evaluated does not stop the others', async () => {
    const cases = file('cases.json', {
      cases: [
        { id: 'a', license: 'apache-2.0', facts: {} },
        { id: 'b', license: 'no-such-license', facts: {} },
        { id: 'c', license: 'mit', facts: { commercial_use: 3 } },
        { id: 'd', license: 'llama-4', facts: { org_domicile: 'FR', multimodal_model: null } },
        { id: 'e', license: 'mit', facts: { unheard_of: true } },
        { id: 'f', license: 'mit' },
        'no case',
      ],
    })
    const outcome = await run(licenseCommand, { cases })
    expect(outcome.exitCode).toBe(0)
    expect(outcome.json).toEqual({
      results: [
        { id: 'a', verdict: 'allowed', rules: [], clauses: [], unknownFacts: [] },
        { id: 'b', error: { code: 'unknown-license', message: 'there is no license "no-such-license" in the pack' } },
        { id: 'c', error: { code: 'bad-fact', message: 'commercial_use must be a text or null' } },
        {
          id: 'd',
          verdict: 'needs legal review',
          rules: ['LL-AUP'],
          clauses: ['s.1.b.iv'],
          unknownFacts: ['multimodal_model'],
        },
        { id: 'e', error: { code: 'unknown-fact', message: 'unheard_of is no fact that license rules know' } },
        { id: 'f', verdict: 'allowed', rules: [], clauses: [], unknownFacts: [] },
        { id: null, error: { code: 'bad-case', message: 'the case is not an object' } },
      ],
    })
  })

  test('an unusable file is bad usage', async () => {
    await expect(run(licenseCommand, { cases: path.join(folder, 'none.json') })).rejects.toThrow(UsageError)
    await expect(run(licenseCommand, { cases: file('broken.json', '{') })).rejects.toThrow(UsageError)
    await expect(run(licenseCommand, { cases: file('other.json', { rows: [] }) })).rejects.toThrow(UsageError)
    await expect(run(licenseCommand, {})).rejects.toThrow('give --license ID, or --cases FILE')
  })
})

describe('license --license', () => {
  test('tells the whole story and exits 1 when the use is not permitted', async () => {
    const facts = file('facts.json', { org_domicile: 'DE', multimodal_model: true })
    const outcome = await run(licenseCommand, { license: 'llama-4', facts })
    expect(outcome.exitCode).toBe(1)
    expect(outcome.json).toMatchObject({ verdict: 'prohibited', rules: ['LL-AUP', 'LL-EU'], grade: 'text-read' })
    expect(outcome.text).toContain('AUP final paragraph')
    expect(outcome.text).toContain('if multimodal_model eq true did not hold')
  })

  test('exits 0 for a permission, and 2 for facts or licenses that do not exist', async () => {
    expect((await run(licenseCommand, { license: 'mit' })).exitCode).toBe(0)
    await expect(run(licenseCommand, { license: 'none' })).rejects.toThrow(UsageError)
    const facts = file('bad.json', { org_domicile: 'Germany' })
    await expect(run(licenseCommand, { license: 'mit', facts })).rejects.toThrow(/org_domicile/)
  })
})

describe('openness', () => {
  test('gives rights, class and checklist of a model', async () => {
    const outcome = await run(opennessCommand, { model: 'llama-4-scout' })
    expect(outcome.exitCode).toBe(0)
    expect(outcome.json).toMatchObject({
      model: 'llama-4-scout',
      label: 'open-weights-conditional',
      mof: { mofClass: null, state: 'unclassified' },
      osaid: { state: 'not-met' },
    })
  })

  test('an unknown model is bad usage', async () => {
    await expect(run(opennessCommand, { model: 'none' })).rejects.toThrow(UsageError)
  })
})
