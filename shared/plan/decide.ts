/**
 * `decide(document, command)` is the only writer of plans. The page runs it to paint at once, the main process runs it
 * again as the authority, and both must come to the same digest.
 */
import { canonicalJson } from '../base/canonical.ts'
import { digestOf } from '../base/digest.ts'
import { millisecondsBetween } from '../base/instant.ts'
import { never, fail, ok, type Result } from '../base/result.ts'
import { z, type Infer, type Schema } from '../base/schema.ts'
import type { Change, Command } from './command.ts'
import { isFieldId, type FieldId } from './fields.ts'
import {
  Alternative,
  Answer,
  DutyRecord,
  Evidence,
  FindingDecision,
  fieldValueSchema,
  Plan,
  Sha256,
  type Table,
} from './plan.ts'
import { assignDuties } from './duty-assign.ts'
import { attachEvidence, detachEvidence } from './duty-evidence.ts'
import { MachineFacts } from '../domain/machine.ts'
import { machineEffects } from './machines.ts'
import { WeightsRecheck, WeightsRecord } from '../domain/weights.ts'
import { EvaluationEntry, RiskEntry, SignalEntry } from './assurance/entries.ts'
import { FleetMachine } from './fleet-machine.ts'
import { OwnAccelerator } from './own-accelerator.ts'
import { OwnHouseRule, OwnProvider } from './own-hosting.ts'
import { FigureEnds, takesRange } from './figure-range.ts'
import { OwnModel } from './own-model.ts'

/** One entry of one table before and after; null where there is none. Undo puts `before` back. */
export const Step = z.strictObject({
  table: z.enum(['answers', 'decisions', 'duties', 'evidence', 'alternatives', 'machines', 'models', 'accelerators', 'fleet', 'evaluations', 'signals', 'risks', 'providers', 'houseRules', 'weights', 'ranges', 'knowledge']),
  key: z.string(),
  before: z.nullable(z.json()),
  after: z.nullable(z.json()),
})
export type Step = Infer<typeof Step>

/** What one command did: its label for "Undo …", when, and the entries it changed. */
export const HistoryEntry = z.strictObject({ label: z.string(), at: z.string(), steps: z.array(Step) })
export type HistoryEntry = Infer<typeof HistoryEntry>

/** A plan with its way back and forth. History never crosses a signature. */
export const Document = z.strictObject({
  plan: Plan,
  past: z.array(HistoryEntry),
  future: z.array(HistoryEntry),
})
export type Document = Infer<typeof Document>

/** Why a command was refused. The page has words for each (`decide.<code>`). */
export type Refusal =
  | { readonly code: 'unknown-field'; readonly field: string }
  | { readonly code: 'bad-value'; readonly field: string }
  | { readonly code: 'nothing-there'; readonly key: string }
  | { readonly code: 'nothing-to-undo' }
  /** A signed version that is shown for review. */
  | { readonly code: 'for-review' }
  | { readonly code: 'nothing-to-redo' }

/** More steps than a person walks back; older ones are dropped. */
export const historyLimit = 200

/** Changes of one field within this time are one step of undo, in milliseconds. */
const coalesceWithin = 1000

export function newDocument(plan: Plan): Document {
  return { plan, past: [], future: [] }
}

export function decide(document: Document, command: Command): Result<Document, Refusal> {
  const change = command.do
  if (change.type === 'undo') {
    const entry = document.past.at(-1)
    if (entry === undefined) return fail({ code: 'nothing-to-undo' })
    return ok({
      plan: walk(document.plan, entry.steps.toReversed(), 'before'),
      past: document.past.slice(0, -1),
      future: [...document.future, entry],
    })
  }
  if (change.type === 'redo') {
    const entry = document.future.at(-1)
    if (entry === undefined) return fail({ code: 'nothing-to-redo' })
    return ok({
      plan: walk(document.plan, entry.steps, 'after'),
      past: [...document.past, entry],
      future: document.future.slice(0, -1),
    })
  }
  const effects = effectsOf(document.plan, change, command)
  if (!effects.ok) return effects
  const steps = effects.value
    .map(({ table, key, after }): Step => ({ table, key, before: entryOf(document.plan, table, key), after }))
    .filter((step) => canonicalJson(step.before) !== canonicalJson(step.after))
  if (steps.length === 0) return ok(document)
  const plan = walk(document.plan, steps, 'after')
  return ok({ plan, past: remember(document.past, { label: change.type, at: command.at, steps }), future: [] })
}

type Effect = { readonly table: Table; readonly key: string; readonly after: Step['after'] }

function effectsOf(plan: Plan, change: Change, command: Command): Result<readonly Effect[], Refusal> {
  const stamp = { by: command.by, at: command.at }
  switch (change.type) {
    case 'answer.set': {
      if (!isFieldId(change.field)) return fail({ code: 'unknown-field', field: change.field })
      if (change.value !== null && !z.safeParse(fieldValueSchema(change.field), change.value).success)
        return fail({ code: 'bad-value', field: change.field })
      const answer = { value: change.value, basis: change.basis, ...stamp }
      const before = plan.answers[change.field]
      // The same answer again is no change, whoever gives it and whenever.
      if (before !== undefined && before.basis === answer.basis && canonicalJson(before.value) === canonicalJson(answer.value))
        return ok([])
      return put('answers', change.field, answer)
    }
    case 'answers.set':
      return severalAnswers(plan, change, command)
    case 'answer.clear':
      return take(plan, 'answers', change.field)
    case 'answers.change':
      return changeAnswers(plan, change.answers, command)
    case 'finding.decide':
      return put('decisions', change.finding, {
        kind: change.kind,
        reason: change.reason,
        until: change.until,
        ...stamp,
      })
    case 'finding.reopen':
      return take(plan, 'decisions', change.finding)
    case 'duty.record':
      return put('duties', change.duty, change.record)
    case 'duty.clear':
      return take(plan, 'duties', change.duty)
    case 'duties.assign':
      return ok(assignDuties(plan, change))
    case 'duty.attach':
      return attachEvidence(plan, change)
    case 'duty.detach':
      return detachEvidence(plan, change)
    case 'evidence.add':
      return put('evidence', change.id, change.evidence)
    case 'evidence.remove':
      return take(plan, 'evidence', change.id)
    case 'licenseText.attach':
      return attachText(change, stamp)
    case 'licenseText.detach':
      if (entryOf(plan, 'evidence', licenseTextKey) === null) return fail({ code: 'nothing-there', key: licenseTextKey })
      return ok([
        { table: 'evidence', key: licenseTextKey, after: null },
        ...licenseTextFields.map((key) => ({ table: 'answers', key, after: null }) as const),
      ])
    case 'alternative.record':
      return put('alternatives', change.model, change.alternative)
    case 'alternative.remove':
      return take(plan, 'alternatives', change.model)
    case 'machine.record':
    case 'machine.forget':
    case 'machine.correct':
    case 'machine.uncorrect':
    case 'machine.measured':
    case 'machine.ran': {
      const effects = machineEffects(plan, change, stamp)
      return effects.ok ? ok(effects.value.map((effect) => ({ ...effect, after: jsonOf(effect.after) }))) : effects
    }
    case 'ownModel.record':
      return put('models', change.entry.model.id, jsonOf({ ...change.entry, ...stamp }))
    case 'ownModel.remove':
      return take(plan, 'models', change.model)
    case 'ownAccelerator.record':
      return put('accelerators', change.entry.accelerator.id, jsonOf({ ...change.entry, ...stamp }))
    case 'ownAccelerator.remove':
      return take(plan, 'accelerators', change.accelerator)
    case 'fleet.record':
      return put('fleet', change.id, change.machine)
    case 'fleet.remove':
      return take(plan, 'fleet', change.id)
    case 'ownProvider.record':
      return put('providers', change.entry.provider.id, jsonOf({ ...change.entry, basis: 'self-declared', ...stamp }))
    case 'ownProvider.remove':
      return take(plan, 'providers', change.provider)
    case 'houseRule.record':
      return put('houseRules', change.rule.id, jsonOf({ rule: change.rule, source: change.source, ...stamp }))
    case 'houseRule.remove':
      return take(plan, 'houseRules', change.rule)
    case 'range.record': {
      const likely = plan.answers[change.field]?.value
      if (!takesRange(change.field)) return fail({ code: 'unknown-field', field: change.field })
      const { low, high } = change.ends
      if (typeof likely !== 'number' || low > likely || high < likely) return fail({ code: 'bad-value', field: change.field })
      return put('ranges', change.field, change.ends)
    }
    case 'range.clear':
      return take(plan, 'ranges', change.field)
    case 'evaluation.record':
      return put('evaluations', change.id, change.entry)
    case 'evaluation.attach': {
      const entry = plan.evaluations?.[change.id]
      if (entry === undefined || entry.testSet.kind !== 'own') return fail({ code: 'nothing-there', key: change.id })
      return ok([
        { table: 'evidence', key: change.evidenceId, after: change.evidence },
        { table: 'evaluations', key: change.id, after: { ...entry, testSet: { ...entry.testSet, evidence: change.evidenceId } } },
      ])
    }
    case 'evaluation.remove':
      return take(plan, 'evaluations', change.id)
    case 'signal.record':
      return put('signals', change.id, change.entry)
    case 'signal.remove':
      return take(plan, 'signals', change.id)
    case 'risk.record':
      return put('risks', change.id, change.entry)
    case 'risk.remove':
      return take(plan, 'risks', change.id)
    case 'weights.record':
      return ok([
        { table: 'weights', key: 'intake', after: change.record },
        // What an earlier look found was about other files.
        { table: 'weights', key: 'recheck', after: null },
      ])
    case 'weights.recheck':
      if (plan.weights?.intake === undefined) return fail({ code: 'nothing-there', key: 'intake' })
      return put('weights', 'recheck', change.recheck)
    case 'weights.forget':
      if (plan.weights?.intake === undefined) return fail({ code: 'nothing-there', key: 'intake' })
      return ok(['intake', 'recheck'].map((key) => ({ table: 'weights', key, after: null })))
    case 'knowledge.adopt': {
      const names = new Set([...Object.keys(plan.knowledge), ...Object.keys(change.digests)])
      return ok(
        [...names].toSorted().map((key) => ({ table: 'knowledge', key, after: change.digests[key] ?? null })),
      )
    }
    default:
      return never(change)
  }
}

/** Several answers as one step, so that undo never leaves a part behind. The first that is refused refuses them all. */
function severalAnswers(
  plan: Plan,
  { answers, basis }: Extract<Change, { type: 'answers.set' }>,
  command: Command,
): Result<readonly Effect[], Refusal> {
  const effects: Effect[] = []
  for (const [field, value] of Object.entries(answers)) {
    const one = effectsOf(plan, { type: 'answer.set', field, value, basis }, command)
    if (!one.ok) return one
    effects.push(...one.value)
  }
  return ok(effects)
}

/** A what-if that is kept: several answers given or taken back in one step. One that is refused refuses them all. */
function changeAnswers(
  plan: Plan,
  answers: Extract<Change, { type: 'answers.change' }>['answers'],
  command: Command,
): Result<readonly Effect[], Refusal> {
  const effects: Effect[] = []
  for (const answer of answers) {
    if ('cleared' in answer && !isFieldId(answer.field)) return fail({ code: 'unknown-field', field: answer.field })
    const one: Result<readonly Effect[], Refusal> =
      'cleared' in answer
        ? put('answers', answer.field, null)
        : effectsOf(plan, { type: 'answer.set', ...answer }, command)
    if (!one.ok) return one
    effects.push(...one.value)
  }
  return ok(effects)
}

/** Where the plan keeps the license text that came with the weights. */
export const licenseTextKey = 'license-text'

const licenseTextFields = [
  'license.reliedOn',
  'license.textDigest',
  'license.textNormalized',
  'license.textWithoutCopyright',
] as const satisfies readonly FieldId[]

/** One step for the file and all that is said of it, so that undo never leaves a part behind. */
function attachText(
  { license, evidence, normalized, withoutCopyright }: Extract<Change, { type: 'licenseText.attach' }>,
  stamp: { readonly by: string; readonly at: string },
): Result<readonly Effect[], Refusal> {
  const values: Readonly<Record<(typeof licenseTextFields)[number], string>> = {
    'license.reliedOn': license,
    'license.textDigest': evidence.digest,
    'license.textNormalized': normalized,
    'license.textWithoutCopyright': withoutCopyright,
  }
  for (const field of licenseTextFields)
    if (!z.safeParse(fieldValueSchema(field), values[field]).success) return fail({ code: 'bad-value', field })
  return ok([
    { table: 'evidence', key: licenseTextKey, after: evidence },
    ...licenseTextFields.map((key): Effect => ({
      table: 'answers',
      key,
      after: { value: values[key], basis: 'measured', ...stamp },
    })),
  ])
}

function put(table: Table, key: string, after: Step['after']): Result<readonly Effect[], Refusal> {
  return ok([{ table, key, after }])
}

function take(plan: Plan, table: Table, key: string): Result<readonly Effect[], Refusal> {
  return entryOf(plan, table, key) === null
    ? fail({ code: 'nothing-there', key })
    : ok([{ table, key, after: null }])
}

function entryOf(plan: Plan, table: Table, key: string): Step['before'] {
  const entries: Readonly<Record<string, unknown>> = plan[table] ?? {}
  return Object.hasOwn(entries, key) ? (jsonOf(entries[key]) ?? null) : null
}

/** Plan entries are JSON by their schemas; the parse gives them the type. */
function jsonOf(value: unknown): Step['before'] {
  return z.parse(z.json(), value)
}

const entrySchemas: { readonly [T in Table]: Schema } = {
  answers: Answer,
  decisions: FindingDecision,
  duties: DutyRecord,
  evidence: Evidence,
  alternatives: Alternative,
  machines: MachineFacts,
  models: OwnModel,
  accelerators: OwnAccelerator,
  fleet: FleetMachine,
  providers: OwnProvider,
  houseRules: OwnHouseRule,
  evaluations: EvaluationEntry,
  signals: SignalEntry,
  risks: RiskEntry,
  weights: z.union([WeightsRecord, WeightsRecheck]),
  ranges: FigureEnds,
  knowledge: Sha256,
}

/** Writes each step's entry on one side of it into the plan. Entries are parsed again, so that no step can break a plan. */
function walk(plan: Plan, steps: readonly Step[], side: 'before' | 'after'): Plan {
  let next = plan
  for (const step of steps) {
    const entry = step[side]
    const kept = Object.entries(next[step.table] ?? {}).filter(([key]) => key !== step.key)
    const written = entry === null ? kept : [...kept, [step.key, z.parse(entrySchemas[step.table], entry)]]
    next = { ...next, [step.table]: Object.fromEntries(written) }
  }
  return withoutEmpty(next)
}

/** Tables that older plans do not have are there only while they hold something: their bytes stay the same. */
function withoutEmpty({ accelerators, evaluations, fleet, models, providers, houseRules, ranges, risks, signals, weights, ...plan }: Plan): Plan {
  return {
    ...plan,
    ...(accelerators === undefined || Object.keys(accelerators).length === 0 ? {} : { accelerators }),
    ...(evaluations === undefined || Object.keys(evaluations).length === 0 ? {} : { evaluations }),
    ...(signals === undefined || Object.keys(signals).length === 0 ? {} : { signals }),
    ...(risks === undefined || Object.keys(risks).length === 0 ? {} : { risks }),
    ...(fleet === undefined || Object.keys(fleet).length === 0 ? {} : { fleet }),
    ...(models === undefined || Object.keys(models).length === 0 ? {} : { models }),
    ...(providers === undefined || Object.keys(providers).length === 0 ? {} : { providers }),
    ...(houseRules === undefined || Object.keys(houseRules).length === 0 ? {} : { houseRules }),
    ...(ranges === undefined || Object.keys(ranges).length === 0 ? {} : { ranges }),
    ...(weights === undefined || Object.keys(weights).length === 0 ? {} : { weights }),
  }
}

/** Adds to the history; quick changes of the same entry become one step. */
function remember(past: readonly HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  const last = past.at(-1)
  const [step] = entry.steps
  const [lastStep] = last?.steps ?? []
  const continues =
    last !== undefined &&
    step !== undefined &&
    lastStep !== undefined &&
    entry.steps.length === 1 &&
    last.steps.length === 1 &&
    last.label === entry.label &&
    lastStep.table === step.table &&
    lastStep.key === step.key &&
    isQuick(last.at, entry.at)
  if (!continues) return [...past, entry].slice(-historyLimit)
  return [...past.slice(0, -1), { ...entry, steps: [{ ...step, before: lastStep.before }] }]
}

function isQuick(earlier: string, later: string): boolean {
  const gap = millisecondsBetween(earlier, later)
  return gap !== null && gap >= 0 && gap <= coalesceWithin
}

/** The digest both sides compare after each command: of the plan alone, blind to history and member order. */
export function planDigest(plan: Plan): string {
  return digestOf(canonicalJson(plan))
}
