/** Sizing, fleet and energy in the report, in every language, and a version signed before there was any of it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reportHtml } from '../../electron/export/report.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { assess } from '../../shared/plan/assess.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { openSealed, sealPlan } from '../../shared/plan/signed-plan.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { knowledge } from '../support/knowledge.ts'

const answers = parseAnswers(JSON.parse(readFileSync('examples/ministry.json', 'utf8')), knowledge)
if (!answers.ok) throw new Error(answers.problem.reason)
const plan: Plan = {
  ...planOfAnswers(answers.value, '0b3f6c1e-7d52-4a7e-9b0a-2f6f3f1f0a11', 'Jana Köhler', '2026-11-23T14:41:00Z', knowledge),
  fleet: { 'machine-1': { name: 'Rack B', accelerator: 'h200-sxm', count: 4, machines: 1, memory: null } },
}
const { text } = sealPlan(plan, assess(plan, knowledge))
const sealed = openSealed(text)

function render(language: 'en' | 'de' | 'fr', assessment = sealed.assessment): string {
  const digest = digestOf(text).slice('sha256:'.length)
  return reportHtml({ ...sealed, assessment, digest, version: null, signatures: [], keys: [], knowledge, language }, '')
}

for (const language of ['en', 'de', 'fr'] as const)
  test(`says in ${language} how many machines it takes, what runs where, and what it draws`, () => {
    const html = render(language)
    for (const id of ['report.sizing', 'report.fleet', 'report.energy']) {
      const title = say(catalogOf(language), { id, values: {} })
      expect(html).toContain(`<h3>${title}</h3>`)
    }
    expect(html).toContain('Rack B')
    expect(html).toContain('kWh')
    // Five years of the horizon: the head and a row for each. Two main machines and the one of the rack are planned.
    const growth = html.slice(html.indexOf(say(catalogOf(language), { id: 'report.growthTableInAll', values: { nodes: 3 } })))
    expect(growth.slice(0, growth.indexOf('</table>')).match(/<tr>/g)?.length).toBe(6)
    expect(html).toContain(say(catalogOf(language), { id: 'placement.title', values: {} }))
    expect(html).not.toMatch(/sizing\.|placement\.|fleetScreen\.|energyScreen\./)
  })

test('a version signed before there was sizing still reads', () => {
  const { sizing: _sizing, fleet: _fleet, energy: _energy, ...older } = sealed.assessment.hardware
  const html = render('en', { ...sealed.assessment, hardware: older as typeof sealed.assessment.hardware })
  expect(html).not.toContain('<h3>People, waiting and machines</h3>')
  expect(html).toContain('GB')
})
