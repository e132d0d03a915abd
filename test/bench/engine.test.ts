/** Engines and storage in plain Node, on the example plan of a ministry. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Handlers, OpenedPlan } from '../../shared/contract.ts'
import { assess, makeAssessor } from '../../shared/plan/assess.ts'
import type { Change } from '../../shared/plan/command.ts'
import { decide } from '../../shared/plan/decide.ts'
import { parse } from '../../shared/base/schema.ts'
import { evidenceFor } from '../../shared/domain/evaluation.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { packNames, packSchemas, readKnowledge, type Knowledge } from '../../shared/plan/knowledge.ts'
import { compareModels } from '../../shared/plan/model/compare.ts'
import { momentAfter } from '../support/commands.ts'
import { testServices } from '../support/services.ts'
import { report } from './figures.ts'

const id = '00000000-0000-4000-8000-00000000be9c'
const folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-bench-'))
let handlers: Handlers
let close: () => Promise<void>
let knowledge: Knowledge
let opened: OpenedPlan
const texts = Object.fromEntries(packNames.map((name) => [name, readFileSync(`resources/packs/${name}.json`, 'utf8')]))

beforeAll(async () => {
  ;({ handlers, close } = testServices(folder))
  const read = readKnowledge(texts)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  knowledge = read.value
  const created = await handlers['plan.create']({ id, language: 'en', at: momentAfter(0), example: 'ministry' })
  if (!created.ok) throw new Error(created.problem.code)
  opened = created.value
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

/** Milliseconds of one run. */
function timed(run: () => unknown): number {
  const begin = performance.now()
  run()
  return performance.now() - begin
}

/** Answers that change from one run to the next, so that nothing is remembered. */
const edit = (index: number): Change => ({ type: 'answer.set', field: 'load.peakConcurrency', value: 20 + (index % 30), basis: 'self-declared' })

it('reads and checks all packs', () => {
  report('knowledge read and checked', 'ms', Array.from({ length: 10 }, () => timed(() => readKnowledge(texts))))
})

it('reads published results at start, and makes rows of them on demand', () => {
  const text = texts['evaluations'] ?? ''
  report('published results read and checked', 'ms', Array.from({ length: 20 }, () => timed(() => parse(packSchemas.evaluations, JSON.parse(text)))))
  const packs = Array.from({ length: 20 }, () => parse(packSchemas.evaluations, JSON.parse(text)))
  report(
    'first look at a model\u2019s results',
    'ms',
    packs.map((pack) => timed(() => pack.ok && evidenceFor('qwen3-32b', ['de', 'en'], ['language_quality', 'summarisation'], pack.value))),
  )
})

it('compares four models', () => {
  const facts = factsOf(opened.document.plan)
  const models = ['mistral-small-4-119b', 'qwen3-32b', 'gpt-oss-120b', 'apertus-70b']
  report('compare four models', 'ms', Array.from({ length: 20 }, () => timed(() => compareModels(models, facts, null, knowledge))))
})

it('assesses from scratch', () => {
  const { plan } = opened.document
  for (let index = 0; index < 5; index++) assess(plan, knowledge)
  report('assess from scratch', 'ms', Array.from({ length: 60 }, () => timed(() => assess(plan, knowledge))))
})

it('decides and assesses one edit', () => {
  const assessor = makeAssessor(knowledge)
  let { document } = opened
  assessor(document.plan)
  const samples = Array.from({ length: 100 }, (_, index) =>
    timed(() => {
      const next = decide(document, { do: edit(index), at: momentAfter(1000 + index * 5000), by: 'bench' })
      if (!next.ok) throw new Error(next.problem.code)
      document = next.value
      assessor(document.plan)
    }),
  )
  report('decide and assess one edit', 'ms', samples)
})

it('saves one edit durably', async () => {
  const samples: number[] = []
  let { revision } = opened
  for (let index = 0; index < 100; index++) {
    const begin = performance.now()
    const command = { do: edit(index), at: momentAfter(1000 + index * 5000), by: 'bench' }
    const applied = await handlers['plan.apply']({ id, revision, command })
    samples.push(performance.now() - begin)
    if (!applied.ok) throw new Error(applied.problem.code)
    revision = applied.value.revision
  }
  expect(revision).toBe(opened.revision + 100)
  report('save one edit (round trip to disk)', 'ms', samples)
})
