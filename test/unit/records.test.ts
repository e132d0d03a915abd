/** What leaves the plan for a record: the Dutch register's entry with its limits, and the table of all requirements. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { coverageCsv } from '../../electron/export/coverage.ts'
import { speechOf } from '../../electron/export/report/speech.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { assess } from '../../shared/plan/assess.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { registerJson, registerProblems } from '../../shared/plan/record/dutch-register.ts'
import { knowledge } from '../support/knowledge.ts'

const answers = (values: Readonly<Record<string, unknown>>, language = 'nl'): Plan => {
  const parsed = parseAnswers(
    {
      format: 'homeport/answers/1',
      language,
      answers: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, basis: 'self-declared' }])),
    },
    knowledge,
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
  return planOfAnswers(parsed.value, '00000000-0000-4000-8000-000000000000', 'A. de Vries', '2026-11-23T08:00:00Z', knowledge)
}

const complete = {
  'identity.title': 'Brieven beantwoorden',
  'identity.phase': 'pilot',
  'identity.reference': 'ALG-7',
  'organization.name': 'Gemeente Noorderhaaks',
  'publication.summary': 'Een assistent schrijft een eerste versie van een brief. Een medewerker controleert elke brief.',
  'publication.contact': 'algoritmes@noorderhaaks.example',
  'publication.category': 'other',
  'publication.page': 'https://noorderhaaks.example/algoritmes',
  'system.inServiceFrom': '2027-02-01',
  'purpose.summary': 'Sneller antwoord.\nMinder fouten.',
  'assessment.dataProtection': 'done',
}
const ids = (plan: Plan) => registerProblems(plan).map(({ id, values }) => [id, values['name'] ?? null])

describe('the entry for the Dutch algorithm register', () => {
  it('has the members and values of publication standard 1.0.0', () => {
    // By hand from the field catalogue of the standard: months as yyyy-mm, no line breaks, one of three states.
    expect(JSON.parse(registerJson(answers(complete)))).toEqual({
      naam: 'Brieven beantwoorden',
      korte_omschrijving: 'Een assistent schrijft een eerste versie van een brief. Een medewerker controleert elke brief.',
      organisatie: 'Gemeente Noorderhaaks',
      status: 'In gebruik',
      begindatum: '2027-02',
      contactgegevens: 'algoritmes@noorderhaaks.example',
      link_publiekspagina: 'https://noorderhaaks.example/algoritmes',
      publicatiecategorie: 'Overige algoritmes',
      doel_en_impact: 'Sneller antwoord. Minder fouten.',
      impacttoetsen: 'DPIA',
      taal: 'nld',
      schema: '1.0.0',
      bron_id: 'ALG-7',
    })
    expect(registerProblems(answers(complete))).toEqual([])
  })

  it('names each member that the register demands and does not get', () => {
    expect(ids(answers({}))).toEqual([
      ['regimes.register.empty', 'naam'],
      ['regimes.register.empty', 'korte_omschrijving'],
      ['regimes.register.empty', 'organisatie'],
      ['regimes.register.empty', 'status'],
      ['regimes.register.empty', 'contactgegevens'],
      ['regimes.register.empty', 'publicatiecategorie'],
    ])
  })

  it('cuts nothing, and says what is too long: fewer than 100 characters for a name', () => {
    const named = (length: number) => answers({ ...complete, 'identity.title': 'é'.repeat(length) })
    expect(registerProblems(named(99))).toEqual([])
    expect(registerProblems(named(100))).toEqual([
      { id: 'regimes.register.tooLong', values: { name: 'naam', length: 100, limit: 100 } },
    ])
    expect(JSON.parse(registerJson(named(100))).naam).toHaveLength(100)
  })

  it('wants Dutch, and addresses that are addresses', () => {
    expect(ids(answers(complete, 'de'))).toEqual([['regimes.register.notDutch', null]])
    expect(ids(answers({ ...complete, 'publication.page': 'op de website', 'publication.contact': 'balie' }))).toEqual([
      ['regimes.register.noAddress', 'contactgegevens'],
      ['regimes.register.noAddress', 'link_publiekspagina'],
    ])
    expect(ids(answers({ ...complete, 'publication.contact': 'https://noorderhaaks.example/contact' }))).toEqual([])
  })
})

describe('the table of requirements', () => {
  const plan = (): Plan => {
    const parsed = parseAnswers(JSON.parse(readFileSync('examples/hospital.json', 'utf8')), knowledge)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
    return planOfAnswers(parsed.value, '00000000-0000-4000-8000-000000000000', 'A', '2026-11-23T08:00:00Z', knowledge)
  }
  const csv = (given: Plan, language: 'en' | 'de' | 'fr' = 'en') =>
    coverageCsv(given, assess(given, knowledge).obligations.duties, knowledge, speechOf(language))

  it('has a row for each requirement of each regime, and eight columns', () => {
    const rows = records(csv(plan()))
    expect(rows[0]).toEqual(['Asked by', 'Why', 'Requirement', 'Rule', 'State', 'Answer of the plan', 'Open answers', 'Who can answer'])
    expect(rows).toHaveLength(1 + knowledge.regimes.regimes.reduce((sum, { requirements }) => sum + requirements.length, 0))
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([8]))
    const r23 = rows.find((row) => row[0] === 'ANSSI R1–R35' && row[3] === 'R23')
    expect(r23?.slice(1, 3)).toEqual(['Asked of you', 'Security test before the start'])
    expect(r23?.slice(4)).toEqual(['Missing', '', 'Security test before the start', 'Information security'])
  })

  it('speaks the reader’s language', () => {
    expect(records(csv(plan(), 'de'))[0]?.[0]).toBe('Wer fragt')
    expect(records(csv(plan(), 'fr'))[0]?.[4]).toBe('État')
  })

  it('never hands a formula to a spreadsheet', () => {
    const given = answers({ ...complete, 'organization.name': '=HYPERLINK("https://a.example","x")' })
    for (const row of records(csv(given))) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })
})

/** A small reader of RFC 4180, written apart from the writer. */
function records(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 1; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === ',') {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (sign === '\r') {
      rows.at(-1)?.push(cell)
      cell = ''
      rows.push([])
      at++
    } else cell += sign
  }
  return rows.slice(0, -1)
}
