/** Days of notice in the clause on suspension. The expected sentences are written out by hand. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { clausesHtml } from '../../electron/export/clauses.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { assess } from '../../shared/plan/assess.ts'
import { clauseText, noticeRemark } from '../../shared/plan/hosting/clause-text.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { ContinuityPack } from '../../shared/domain/continuity-pack.ts'
import { z } from '../../shared/base/schema.ts'
import { knowledge } from '../support/knowledge.ts'

type Language = 'en' | 'de' | 'fr'
const clause = (id: string) => knowledge.continuity.clauses.find((one) => one.id === id)!
const said = (id: string, language: Language, days: number | null): string =>
  clauseText(clause(id), language, days, (message) => say(catalogOf(language), message))

describe('the clause on suspension', () => {
  test.each([
    ['en', 30, 'never without written notice of at least 30 days. Where'],
    ['en', 1, 'never without written notice of at least 1 day. Where'],
    ['de', 30, 'nie ohne schriftliche Ankündigung von mindestens 30 Tagen aus.'],
    ['de', 1, 'nie ohne schriftliche Ankündigung von mindestens 1 Tag aus.'],
    ['fr', 30, 'jamais sans un préavis écrit d’au moins 30 jours. Si'],
    ['fr', 1, 'jamais sans un préavis écrit d’au moins 1 jour. Si'],
  ] as const)('in %s with %i days', (language, days, expected) => {
    expect(said('suspension', language, days)).toContain(expected)
  })

  test.each([
    ['en', 'of at least [number of days]. Where'],
    ['de', 'von mindestens [Anzahl] Tagen aus.'],
    ['fr', 'd’au moins [nombre] jours. Si'],
  ] as const)('in %s leaves a place where no days are stated, and where the contract may end at once', (language, expected) => {
    expect(said('suspension', language, null)).toContain(expected)
    // A tender that asks for a notice of no days asks for nothing.
    expect(said('suspension', language, 0)).toContain(expected)
  })

  test('says beside it whether the days are the answer or missing', () => {
    expect(noticeRemark(clause('suspension'), 30)).toEqual({ id: 'clauses.noticeStated', values: { count: 30 } })
    expect(noticeRemark(clause('suspension'), null)?.id).toBe('clauses.noticeMissing')
    expect(noticeRemark(clause('suspension'), 0)?.id).toBe('clauses.noticeNone')
  })
})

test('the 90 days before a change of control are fixed (C3A SOV-1-04): no answer shortens or lengthens them', () => {
  for (const days of [null, 0, 1, 30, 90, 365]) {
    expect(said('change-of-control', 'en', days)).toContain('at least 90 days beforehand')
    expect(said('change-of-control', 'de', days)).toContain('mindestens 90 Tage vorher')
    expect(said('change-of-control', 'fr', days)).toContain('au moins 90 jours avant')
    expect(noticeRemark(clause('change-of-control'), days)).toBeNull()
  }
})

test('no clause is left with a place that nothing fills', () => {
  for (const { id } of knowledge.continuity.clauses)
    for (const language of ['en', 'de', 'fr'] as const) expect(said(id, language, 45), id).not.toMatch(/[{}]/)
})

test('a pack whose clause has another place, or not in every language, is refused', () => {
  const { clauses } = knowledge.continuity
  const withText = (text: { en: string; de: string; fr: string }) => ({ ...knowledge.continuity, clauses: clauses.map((one) => (one.id === 'suspension' ? { ...one, text } : one)) })
  expect(z.safeParse(ContinuityPack, withText({ en: 'a {noticeDays}', de: 'b {noticeDays}', fr: 'c {noticeDays}' })).success).toBe(true)
  expect(z.safeParse(ContinuityPack, withText({ en: 'a {price}', de: 'b {price}', fr: 'c {price}' })).success).toBe(false)
  expect(z.safeParse(ContinuityPack, withText({ en: 'a {noticeDays}', de: 'b', fr: 'c {noticeDays}' })).success).toBe(false)
})

test('the document for a tender holds the stated days', () => {
  const file = parseAnswers(JSON.parse(readFileSync('examples/hospital.json', 'utf8')), knowledge)
  if (!file.ok) throw new Error(JSON.stringify(file.problem))
  const plan = planOfAnswers(file.value, '00000000-0000-4000-8000-000000000001', 'A. Planner', '2026-11-23T10:00:00Z', knowledge)
  const html = (noticeDays: number | null, language: Language): string => {
    const answered = <Value,>(value: Value) => ({ value, basis: 'self-declared' as const, by: 'A. Planner', at: '2026-11-23T10:00:00Z' })
    // Only whoever runs another's machines can suspend the service.
    const answers = { ...plan.answers, 'hosting.computeOperator': answered('provider'), 'continuity.noticeDays': answered(noticeDays) }
    const changed = { ...plan, answers }
    return clausesHtml({ plan: changed, knowledge, language, assessment: assess(changed, knowledge) }, '')
  }
  expect(html(60, 'en')).toContain('written notice of at least 60 days. Where')
  expect(html(60, 'en')).toContain('The notice of 60 days is your answer.')
  expect(html(null, 'de')).toContain('von mindestens [Anzahl] Tagen')
  expect(html(null, 'de')).toContain('Setzen Sie sie in die Klammern ein')
  // The law behind the vendor of the hardware is called on each page what the other pages call it.
  expect(html(60, 'de')).toContain('<bdi>Dienstsperre durch Exportkontrollen und Sanktionen')
  expect(html(60, 'de')).not.toContain('Export controls and sanctions service-denial')
  expect(html(60, 'en')).toContain('Export controls and sanctions service-denial')
})
