/**
 * The continuity pack: events that a plan may have to live through, what each strikes and when, what would keep it
 * standing, and the contract clauses that the same facts call for. Rules are data: conditions over a flat table of facts.
 */
import { packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation, Confidence, LegalStatus } from './vocabulary.ts'

const Id = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/))

/** The layers of the AI stack from the ground up, then the data and the right to go on. */
export const Part = z.enum([
  'site',
  'hardware',
  'runtime',
  'weights',
  'platform',
  'operations',
  'updates',
  'people',
  'data',
  'rights',
])
export type Part = Infer<typeof Part>

/**
 * When something strikes, in the order in which it is met: at once, when the
 * model must be started anew, when an update is needed, when a device fails, when the contract ends, and when what was
 * kept in stock is used up.
 */
export const Moment = z.enum(['at-once', 'restart', 'update', 'failure', 'renewal', 'exhausted'])
export type Moment = Infer<typeof Moment>

export const Damage = z.enum(['degraded', 'fallen'])
export type Damage = Infer<typeof Damage>

/** What a rule can ask. Each is a word, yes or no, or not known (null). */
export const ContinuityFactId = z.enum([
  'providerForeign',
  'acquirable',
  'ownMachines',
  'siteOwn',
  'hardwareOwned',
  'hardwareVendorForeign',
  'softwareVendorForeign',
  'makerForeign',
  'supportForeign',
  'staffForeign',
  'vendorRemoteAccess',
  'modelClosed',
  'licenseRevocable',
  'remoteRestriction',
  'restsOnAdequacy',
  'transferTool',
  'personalData',
  'keysOwn',
  'sealedUse',
  'runsCutOff',
  'airGapped',
  'weightsKept',
  'weightsByDigest',
  'licenseTextKept',
  'separateAgreement',
  'softwareKept',
  'sparesKept',
  'redundant',
  'otherHardware',
  'staffCanRun',
  'ownBackup',
  'secondProvider',
  'exitTested',
  'changeOfControl',
  'escrow',
  'fallbackModel',
  'foreignRoute',
  'dataLeavesRegion',
])
export type ContinuityFactId = Infer<typeof ContinuityFactId>
export type ContinuityFact = string | boolean | null
export type ContinuityFacts = Readonly<Record<ContinuityFactId, ContinuityFact>>

/** Holds when the fact is one of the values. A fact that is not known neither holds nor fails. */
export const Condition = z.strictObject({
  fact: ContinuityFactId,
  is: z.array(z.union([z.string(), z.boolean()])).check(z.minLength(1)),
})
export type Condition = Infer<typeof Condition>

/** Something kept, agreed, tested or designed beforehand. `field` asks for it; `clause` is the contract text for it. */
export const Measure = z.strictObject({
  id: Id,
  kind: z.enum(['stock', 'contract', 'test', 'design']),
  when: z.array(Condition).check(z.minLength(1)),
  /** The field of the plan that answers it; null where the plan itself holds the record. */
  field: z.string(),
  clause: z.nullable(Id),
})
export type Measure = Infer<typeof Measure>

/** One part struck at one moment, if all conditions hold and none of the measures stands against it. */
export const Strike = z.strictObject({
  id: Id,
  part: Part,
  damage: Damage,
  moment: Moment,
  when: z.array(Condition),
  unless: z.array(Id),
})
export type Strike = Infer<typeof Strike>

/** `status` where it is a rule of law; `date` a year, month or day as the source gives it. */
const Precedent = z.strictObject({
  id: Id,
  status: z.nullable(LegalStatus),
  date: z.nullable(z.string()),
  sources: z.array(Citation).check(z.minLength(1)),
})
export type Precedent = Infer<typeof Precedent>

export const ContinuityEvent = z.strictObject({
  id: Id,
  /** Whether it can only strike through a link to abroad. */
  foreign: z.boolean(),
  strikes: z.array(Strike).check(z.minLength(1)),
  /** What happened or is pending that makes the event worth rehearsing. */
  precedents: z.array(Precedent),
})
export type ContinuityEvent = Infer<typeof ContinuityEvent>

const Localized = z.strictObject({ en: z.string(), de: z.string(), fr: z.string() })

/** A place that the plan fills, such as `{noticeDays}`. */
const slots = (text: string): string => (text.match(/\{\w+\}/g) ?? []).join()

/** Text for a tender, in our own words. `when` holds alternatives: the clause is called for if all of one list hold. */
export const Clause = z.strictObject({
  id: Id,
  /** To whom it is put. */
  contract: z.enum(['hosting', 'hardware', 'software', 'model']),
  title: Localized,
  text: Localized.check(
    z.refine<Infer<typeof Localized>>(({ en, de, fr }) => ['', '{noticeDays}'].includes(slots(en)) && slots(de) === slots(en) && slots(fr) === slots(en), 'has a place that nothing fills, or not in every language'),
  ),
  when: z.array(z.array(Condition)).check(z.minLength(1)),
  /** How well the sources behind it were read. The text itself is no one's but ours. */
  confidence: Confidence,
  sources: z.array(Citation).check(z.minLength(1)),
})
export type Clause = Infer<typeof Clause>

const tables = z.strictObject({
  ...packHead,
  pack: z.literal('continuity'),
  /** Parts without which nobody is served; the others degrade the service when they fall. */
  carrying: z.array(Part),
  measures: z.array(Measure),
  events: z.array(ContinuityEvent),
  clauses: z.array(Clause),
})

/** Names inside the pack that lead nowhere are refused: a rule that no measure answers would be silently dead. */
export const ContinuityPack = tables.check((context) => {
  const { measures, events, clauses } = context.value
  const known = new Set(measures.map(({ id }) => id))
  const texts = new Set(clauses.map(({ id }) => id))
  const refuse = (path: (string | number)[], message: string) =>
    context.issues.push({ code: 'custom', input: context.value, path, message })
  events.forEach((event, at) =>
    event.strikes.forEach((strike, index) => {
      if (strike.unless.some((id) => !known.has(id)))
        refuse(['events', at, 'strikes', index, 'unless'], 'names a measure that is not in the pack')
    }),
  )
  measures.forEach((measure, at) => {
    if (measure.clause !== null && !texts.has(measure.clause))
      refuse(['measures', at, 'clause'], 'names a clause that is not in the pack')
  })
  const ids = [measures, events, clauses, events.flatMap(({ strikes }) => strikes)].map((list) => list.map(({ id }) => id))
  ids.forEach((list, at) => {
    if (new Set(list).size !== list.length) refuse([at], 'holds an id twice')
  })
})
export type ContinuityPack = Infer<typeof ContinuityPack>
