/** The workbook of the costs: LibreOffice works its formulas out and comes to the figures of the engine, to the cent. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { costWorkbook } from '../../electron/export/cost-workbook.ts'
import { speechOf } from '../../electron/export/report/speech.ts'
import type { Range } from '../../shared/domain/cost/cost.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { assess } from '../../shared/plan/assess.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { knowledge } from '../support/knowledge.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-workbook-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0)
const speech = speechOf('en')

function example(name: string): Plan {
  const answers = parseAnswers(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), knowledge)
  if (!answers.ok) throw new Error(JSON.stringify(answers.problem))
  const plan = planOfAnswers(answers.value, '00000000-0000-4000-8000-000000000001', 'A. Planner', '2026-11-23T10:00:00Z', knowledge)
  // Two examples leave the discount rate open; here every one has a value on the first day.
  const rate = { value: 300, basis: 'self-declared', by: 'A. Planner', at: '2026-11-23T10:00:00Z' } as const
  return plan.answers['costs.discountRate']?.value === null ? { ...plan, answers: { ...plan.answers, 'costs.discountRate': rate } } : plan
}

/** The rows of one sheet as LibreOffice works them out, as text with a point for decimals. */
function rowsOf(file: string, sheet: number): readonly (readonly string[])[] {
  // 44: comma, 34: quotes, 76: UTF-8; then first row, formats, language, quote all, no formatted numbers, sheet.
  const filter = `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,${sheet}`
  execFileSync(office ?? '', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', filter, '--outdir', folder, file], { stdio: 'ignore' })
  const [base] = path.basename(file).split('.')
  const name = sheet === 1 ? 'Costs' : 'Present value'
  const text = readFileSync(path.join(folder, `${base}-${name}.csv`), 'utf8')
  return text.split('\n').map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((found) => (found[1] ?? '').replaceAll(/^"|"$/g, '').replaceAll('""', '"')))
}

const figures = (row: readonly string[] | undefined, from: number) => row?.slice(from, from + 3).map((cell) => Math.round(Number(cell) * 100))
const cents = (range: Range | null) => (range === null ? null : [range.low, range.likely, range.high])

describe.each(['ministry', 'hospital', 'agency'])('%s', (name) => {
  const assessment = assess(example(name), knowledge)
  const { cost, perMillionTokens, perUserMonth, breakEven } = assessment.costs
  const write = async (): Promise<string> => {
    const bytes = await costWorkbook({ title: '=1+1 is no formula', costs: assessment.costs, users: 1200 }, speech)
    const file = path.join(folder, `${name}.xlsx`)
    writeFileSync(file, bytes ?? new Uint8Array())
    return file
  }

  test.skipIf(office === undefined)('every part, the total and what follows from it are the same', async () => {
    const rows = rowsOf(await write(), 1)
    const named = (word: string) => rows.find(([first]) => first === word)
    expect(rows[0]?.[0]).toBe('’=1+1 is no formula')
    for (const part of cost?.parts ?? []) {
      const row = named(speech.word(`cost.part.${part.id}`))
      if (part.cents !== null) expect(figures(row, 12), part.id).toEqual(cents(part.cents))
    }
    expect(figures(named('Total'), 12)).toEqual(cents(cost?.total ?? null))
    expect(figures(named(speech.word('costsScreen.perMillionLabel')), 12)).toEqual(cents(perMillionTokens))
    if (breakEven?.millionTokens) expect(named(speech.word('costsScreen.volume'))?.slice(12, 15).map(Number)).toEqual(cents(breakEven.millionTokens))
    expect(named(speech.word('costsScreen.perUserMonth'))).toBeDefined()
    expect(perUserMonth).not.toBeNull()
  })

  test.skipIf(office === undefined)('and their value on the first day', async () => {
    expect(cost?.present).not.toBeNull()
    const rows = rowsOf(await write(), 2)
    for (const part of cost?.parts ?? [])
      if (part.presentCents !== null)
        expect(figures(rows.find(([first]) => first === speech.word(`cost.part.${part.id}`)), 1), part.id).toEqual(cents(part.presentCents))
    expect(figures(rows.find(([first]) => first === 'Total'), 1)).toEqual(cents(cost?.present ?? null))
  })
})

test('without a currency there is nothing to write', async () => {
  const costs = assess({ ...example('ministry'), answers: {} }, knowledge).costs
  expect(await costWorkbook({ title: '', costs, users: null }, speech)).toBeNull()
})
