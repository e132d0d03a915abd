/** Every change a planner can make. The command crosses the border, never the state. */
import { Day } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { FactPath, MachineFacts, MachineMeasurement, ModelRun } from '../domain/machine.ts'
import { WeightsRecheck, WeightsRecord } from '../domain/weights.ts'
import { EvaluationEntry, RiskEntry, SignalEntry } from './assurance/entries.ts'
import { FleetMachine } from './fleet-machine.ts'
import { OwnAcceleratorEntry } from './own-accelerator.ts'
import { OwnHouseRule, OwnProviderEntry } from './own-hosting.ts'
import { FigureEnds } from './figure-range.ts'
import { OwnModelEntry } from './own-model.ts'
import { Alternative, Basis, DutyRecord, Evidence, FindingDecision, Instant, PersonName, Sha256 } from './plan.ts'

const Field = z.string().check(z.minLength(1), z.maxLength(120))
/** Never `main`, which names the plan's main machines. */
const FleetKey = z.string().check(z.regex(/^machine-[0-9]{1,6}$/))
/** A key that a plan can hold. */
const AssuranceKey = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/+-]*$/))
const EntryKey = z.string().check(z.minLength(1), z.maxLength(200))

/** What changes. */
export const Change = z.discriminatedUnion('type', [
  /** Gives a field a value; null says that it is not known. */
  z.strictObject({ type: z.literal('answer.set'), field: Field, value: z.nullable(z.json()), basis: Basis }),
  /** Gives several fields their values at once: a what-if that is kept. */
  z.strictObject({ type: z.literal('answers.set'), answers: z.record(Field, z.nullable(z.json())), basis: Basis }),
  /** Takes an answer back, as if it had never been given. */
  z.strictObject({ type: z.literal('answer.clear'), field: Field }),
  /** Several answers in one step, given or taken back: a what-if that is kept. */
  z.strictObject({
    type: z.literal('answers.change'),
    answers: z
      .array(
        z.union([
          z.strictObject({ field: Field, value: z.nullable(z.json()), basis: Basis }),
          z.strictObject({ field: Field, cleared: z.literal(true) }),
        ]),
      )
      .check(z.minLength(1), z.maxLength(200)),
  }),
  z.strictObject({
    type: z.literal('finding.decide'),
    finding: EntryKey,
    kind: FindingDecision.shape.kind,
    reason: FindingDecision.shape.reason,
    until: z.nullable(Day),
  }),
  z.strictObject({ type: z.literal('finding.reopen'), finding: EntryKey }),
  z.strictObject({ type: z.literal('duty.record'), duty: EntryKey, record: DutyRecord }),
  z.strictObject({ type: z.literal('duty.clear'), duty: EntryKey }),
  /** Names an owner and a date for duties that lack them, in one step; null leaves what is missing. */
  z.strictObject({
    type: z.literal('duties.assign'),
    duties: z.array(EntryKey).check(z.minLength(1), z.maxLength(200)),
    owner: z.nullable(PersonName),
    due: z.nullable(Day),
  }),
  /** Pins a file as evidence and names it in the duty's record, in one step. */
  z.strictObject({ type: z.literal('duty.attach'), duty: EntryKey, id: EntryKey, evidence: Evidence }),
  /** Takes a piece of evidence out of the record; a file that no other record names leaves the plan, too. */
  z.strictObject({ type: z.literal('duty.detach'), duty: EntryKey, id: z.string().check(z.minLength(1), z.maxLength(120)) }),
  z.strictObject({ type: z.literal('evidence.add'), id: EntryKey, evidence: Evidence }),
  z.strictObject({ type: z.literal('evidence.remove'), id: EntryKey }),
  /** Pins the license text that came with the weights: the file as evidence, its digests and the license as answers. */
  z.strictObject({
    type: z.literal('licenseText.attach'),
    license: EntryKey,
    evidence: Evidence,
    normalized: Sha256,
    withoutCopyright: Sha256,
  }),
  z.strictObject({ type: z.literal('licenseText.detach') }),
  z.strictObject({ type: z.literal('alternative.record'), model: EntryKey, alternative: Alternative }),
  z.strictObject({ type: z.literal('alternative.remove'), model: EntryKey }),
  /** Takes what is known of a machine into the plan; without a key it is the machine Homeport runs on. */
  z.strictObject({ type: z.literal('machine.record'), key: z.optional(EntryKey), machine: MachineFacts }),
  z.strictObject({ type: z.literal('machine.forget'), key: z.optional(EntryKey) }),
  /** Says one fact of a machine by hand; what was read stays beside it. Null says that it is not known. */
  z.strictObject({ type: z.literal('machine.correct'), key: EntryKey, fact: FactPath, value: z.nullable(z.json()) }),
  z.strictObject({ type: z.literal('machine.uncorrect'), key: EntryKey, fact: FactPath }),
  z.strictObject({ type: z.literal('machine.measured'), key: EntryKey, measurement: MachineMeasurement }),
  /** Notes a real run of a model on a machine. */
  z.strictObject({ type: z.literal('machine.ran'), key: EntryKey, run: ModelRun }),
  /** Adds a model of the planner's own, or replaces it. */
  z.strictObject({ type: z.literal('ownModel.record'), entry: OwnModelEntry }),
  z.strictObject({ type: z.literal('ownModel.remove'), model: EntryKey }),
  /** Adds a device of the planner's own, or replaces it. */
  z.strictObject({ type: z.literal('ownAccelerator.record'), entry: OwnAcceleratorEntry }),
  z.strictObject({ type: z.literal('ownAccelerator.remove'), accelerator: EntryKey }),
  /** Adds machines beside the main ones, or changes them. */
  z.strictObject({ type: z.literal('fleet.record'), id: FleetKey, machine: FleetMachine }),
  z.strictObject({ type: z.literal('fleet.remove'), id: EntryKey }),
  /** Adds a provider or site of the planner's own, or replaces it. */
  z.strictObject({ type: z.literal('ownProvider.record'), entry: OwnProviderEntry }),
  z.strictObject({ type: z.literal('ownProvider.remove'), provider: EntryKey }),
  /** Adds a rule of the organization for its hosting, or replaces it. */
  z.strictObject({ type: z.literal('houseRule.record'), rule: OwnHouseRule.shape.rule, source: OwnHouseRule.shape.source }),
  z.strictObject({ type: z.literal('houseRule.remove'), rule: EntryKey }),
  /** The low and high end of an own figure of the costs; its answer is the likely value. */
  z.strictObject({ type: z.literal('range.record'), field: Field, ends: FigureEnds }),
  z.strictObject({ type: z.literal('range.clear'), field: Field }),
  /** Adds an evaluation, a signal or a risk, or changes it. A file is pinned as its test set in one step. */
  z.strictObject({ type: z.literal('evaluation.record'), id: AssuranceKey, entry: EvaluationEntry }),
  z.strictObject({ type: z.literal('evaluation.attach'), id: AssuranceKey, evidenceId: EntryKey, evidence: Evidence }),
  z.strictObject({ type: z.literal('evaluation.remove'), id: EntryKey }),
  z.strictObject({ type: z.literal('signal.record'), id: AssuranceKey, entry: SignalEntry }),
  z.strictObject({ type: z.literal('signal.remove'), id: EntryKey }),
  z.strictObject({ type: z.literal('risk.record'), id: AssuranceKey, entry: RiskEntry }),
  z.strictObject({ type: z.literal('risk.remove'), id: EntryKey }),
  /** Takes the digests of a folder of weights into the plan. */
  z.strictObject({ type: z.literal('weights.record'), record: WeightsRecord }),
  /** Notes what a later look at the same folder found. */
  z.strictObject({ type: z.literal('weights.recheck'), recheck: WeightsRecheck }),
  z.strictObject({ type: z.literal('weights.forget') }),
  /** Assesses the plan with these packs from now on. */
  z.strictObject({ type: z.literal('knowledge.adopt'), digests: z.record(z.string(), Sha256) }),
])
export type Change = Infer<typeof Change>

/** A change, or a step through the plan's history, with who asked for it and when. */
export const Command = z.strictObject({
  do: z.union([Change, z.strictObject({ type: z.literal('undo') }), z.strictObject({ type: z.literal('redo') })]),
  by: PersonName,
  at: Instant,
})
export type Command = Infer<typeof Command>
