/** The machine's chapter of the report: every origin that is words of ours is said in the reader's language. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { reportHtml } from '../../electron/export/report.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { known, unknown, type MachineFacts } from '../../shared/domain/machine.ts'
import { blankMachine } from '../../shared/domain/machine/blank.ts'
import { correctFact } from '../../shared/domain/machine/corrections.ts'
import { originMessage } from '../../shared/domain/machine/facts.ts'
import { measuredBandwidth } from '../../shared/domain/machine/measured.ts'
import { assess } from '../../shared/plan/assess.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { openSealed, sealPlan } from '../../shared/plan/signed-plan.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { knowledge } from '../support/knowledge.ts'

const at = '2026-11-28T12:00:00Z'
const blank = blankMachine('/proc', at)
const looked: MachineFacts = {
  ...blank,
  virtualization: known('virtual machine', '/proc/cpuinfo'),
  processor: { ...blank.processor, name: known('EPYC', '/proc/cpuinfo') },
  memory: { ...blank.memory, total: known(64_000_000_000, '/proc/meminfo'), bandwidth: unknown('not measured') },
}

function corrected(machine: MachineFacts, path: string, value: string | number): MachineFacts {
  const result = correctFact(machine, path, value, 'Ada', at)
  if (!result.ok) throw new Error(result.problem)
  return result.value
}

const rate = { best: 100_000_000_000, runs: [100_000_000_000], spread: 0 }
const measured = measuredBandwidth(looked, { takenAt: at, processor: 'EPYC', threads: 2, bytesPerThread: 268_435_456, bandwidth: rate, float32: rate, integer8: null, warnings: [] })
/** A device that no probe found, and facts whose old origin is told beside the new one. */
const machines = [looked, corrected(corrected(measured, 'devices.0.name', 'NVIDIA L40S'), 'memory.bandwidth', 90_000_000_000)]

const answers = parseAnswers(JSON.parse(readFileSync('examples/ministry.json', 'utf8')), knowledge)
if (!answers.ok) throw new Error(answers.problem.reason)
const base = planOfAnswers(answers.value, '0b3f6c1e-7d52-4a7e-9b0a-2f6f3f1f0a11', 'Jana Köhler', '2026-11-23T14:41:00Z', knowledge)

function render(machine: MachineFacts, language: 'en' | 'de' | 'fr'): string {
  const plan = { ...base, machines: { machine } }
  const { text } = sealPlan(plan, assess(plan, knowledge))
  const digest = digestOf(text).slice('sha256:'.length)
  return reportHtml({ ...openSealed(text), digest, version: null, signatures: [], keys: [], knowledge, language }, '')
}

const english = ['measured here', 'not measured', 'entered by hand', 'no probe for this system', 'virtual machine']

describe.each(['de', 'fr'] as const)('in %s', (language) => {
  test.each(machines.map((machine, index) => [index, machine] as const))('machine %i has no origin in English', (_, machine) => {
    const html = render(machine, language)
    expect(html).toContain('/proc/meminfo')
    for (const words of english) expect(html).not.toContain(words)
    expect(html).not.toContain('machine.origin.')
  })
})

test('names stay as they are, words of ours are said, also behind the file they stood in', () => {
  const told = (origin: string, language: 'en' | 'de' | 'fr' = 'de') => say(catalogOf(language), originMessage(origin))
  expect(told('/proc/cpuinfo')).toBe('/proc/cpuinfo')
  expect(told('not measured')).toBe('nicht gemessen')
  expect(told('srv.json: not measured')).toBe('srv.json: nicht gemessen')
  expect(told('a: b.json: entered by hand', 'fr')).toBe('a: b.json\u202F: saisi à la main')
  expect(told('machines.csv: line 3, memory_gb')).toBe('machines.csv: Zeile 3, memory_gb')
  expect(told('machines.csv: line 3', 'fr')).toBe('machines.csv\u202F: ligne 3')
  expect(told('nvidia-smi.xml: gpu[1]/fb_memory_usage/total')).toBe('nvidia-smi.xml: gpu[1]/fb_memory_usage/total')
  expect(told('')).toBe('')
})
