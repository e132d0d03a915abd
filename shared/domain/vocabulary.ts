/**
 * Words that several domains share. A domain imports from here and from `base`, never from another domain: only
 * `plan/` composes them.
 */
import { z, type Infer } from '../base/schema.ts'

/** How much a fact can carry. Only `verified`, `vendor` and `derived` facts may turn a verdict to a pass. */
export const Confidence = z.enum(['verified', 'vendor', 'derived', 'unverified'])
export type Confidence = Infer<typeof Confidence>

/** Where a fact was read. `url` is shown as text and never opened. `date` is when the source says it was made or read. */
export const Citation = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(600)),
  /** Article, section, clause, page or file inside the source. */
  locator: z.optional(z.nullable(z.string().check(z.maxLength(600)))),
  url: z.optional(z.nullable(z.string().check(z.maxLength(600)))),
  /** The day the source bears, or the day by which it was read for the pack. Null where neither is known. */
  date: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  confidence: Confidence,
})
export type Citation = Infer<typeof Citation>

/**
 * What a law is called in a language other than the English of the packs. A `title` is official and says where it was
 * read. Where the English name is no title but describes several acts, so does the other: a `description` of our own.
 */
const OtherName = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('title'),
    name: z.string().check(z.minLength(1), z.maxLength(300)),
    sources: z.array(Citation).check(z.minLength(1)),
  }),
  z.strictObject({ kind: z.literal('description'), name: z.string().check(z.minLength(1), z.maxLength(300)) }),
])

/** By ISO 639-1 code. A language that is missing has no name of its own for the law, or nobody has read it. */
export const OtherNames = z.strictObject({ de: z.optional(OtherName), fr: z.optional(OtherName) })
export type OtherNames = Infer<typeof OtherNames>

/** Which of an entry's facts a source supports. An empty `fields` means all of them. */
export const Provenance = z.strictObject({
  fields: z.array(z.string()),
  source: Citation,
})
export type Provenance = Infer<typeof Provenance>

/** Where a rule of law stands. A `proposal` never creates a duty. */
export const LegalStatus = z.enum(['proposal', 'adopted', 'in-force', 'lapsed', 'superseded'])
export type LegalStatus = Infer<typeof LegalStatus>

/**
 * A value inside a message. Plain text is shown as it is (proper names); everything else is formatted for the reader's
 * language by `shared/words`.
 */
export const MessageValue = z.union([
  z.string(),
  z.number(),
  /** Another message without values, such as the name of a license category. */
  z.strictObject({ term: z.string() }),
  /** A whole number of bytes. */
  z.strictObject({ bytes: z.int() }),
  /** Thousandths of a token per second. */
  z.strictObject({ milliTokensPerSecond: z.int() }),
  /** Thousandths of a second. */
  z.strictObject({ milliseconds: z.int() }),
  /** Hundredths of a unit of the currency (ISO 4217). */
  z.strictObject({ cents: z.int(), currency: z.string() }),
  /** Hundredths of a percent. */
  z.strictObject({ basisPoints: z.int() }),
  /** A calendar day, YYYY-MM-DD. */
  z.strictObject({ day: z.string() }),
  /** ISO 3166-1 alpha-2, or a special code of the jurisdictions pack. */
  z.strictObject({ country: z.string() }),
  /** ISO 639-1. */
  z.strictObject({ language: z.string() }),
  /** Several texts joined by the reader's language. */
  z.strictObject({ list: z.array(z.string()) }),
  /** Several terms joined by the reader's language. */
  z.strictObject({ terms: z.array(z.string()) }),
  /** Several countries joined by the reader's language. */
  z.strictObject({ countries: z.array(z.string()) }),
  /** A proper name in English, and in the languages that have another for it. */
  z.strictObject({ name: z.string(), de: z.optional(z.string()), fr: z.optional(z.string()) }),
])
export type MessageValue = Infer<typeof MessageValue>

/** A sentence by its id in the word tables and the values it needs. Engines never return sentences. */
export const Message = z.strictObject({ id: z.string(), values: z.record(z.string(), MessageValue) })
export type Message = Infer<typeof Message>

export function message(id: string, values: Record<string, MessageValue> = {}): Message {
  return { id, values }
}

/** The eight stages in the order a planner meets them. */
export const Stage = z.enum([
  'requirements',
  'model',
  'hardware',
  'hosting',
  'obligations',
  'costs',
  'review',
  'sign',
])
export type Stage = Infer<typeof Stage>

/**
 * `blocking` contradicts the plan's own requirement, a hard limit, or a binding rule; `advisory` must be fixed or
 * accepted by a named person; `unknown` means data is missing, and is never a pass.
 */
export const FindingLevel = z.enum(['blocking', 'advisory', 'unknown'])
export type FindingLevel = Infer<typeof FindingLevel>

/** One step of the chain that leads to a verdict: requirement, then fact, then rule, then result. */
export const Reason = z.strictObject({
  step: z.enum(['requirement', 'fact', 'rule', 'result']),
  message: Message,
  /** The answer the step rests on, if it rests on one. */
  field: z.nullable(z.string()),
})
export type Reason = Infer<typeof Reason>

/** A change that would clear a finding. `field` and `value` are the answer to give, when one answer is enough. */
export const Remedy = z.strictObject({
  message: Message,
  field: z.nullable(z.string()),
  value: z.nullable(z.json()),
})
export type Remedy = Infer<typeof Remedy>

/** What a rule says about the plan, with everything needed to check it by hand. */
/** An entry of a table of the plan, where a finding is about one. */
export const TableEntry = z.strictObject({ table: z.enum(['duties', 'evaluations', 'signals', 'risks']), id: z.string() })
export type TableEntry = Infer<typeof TableEntry>

export const Finding = z.strictObject({
  /** Stable across assessments of the same plan, such as `hosting/exposure/US-SCA-CLOUD`. */
  id: z.string(),
  /** The rule in its pack, or the method of an engine. */
  rule: z.string(),
  stage: Stage,
  level: FindingLevel,
  headline: Message,
  because: z.array(Reason),
  sources: z.array(Citation),
  remedies: z.array(Remedy),
  /** The answer where the planner can fix it. */
  field: z.nullable(z.string()),
  /** The entry of a table where the planner can fix it. Missing where it is an answer. */
  entry: z.optional(TableEntry),
  /** True when the finding rests on an unverified fact that somebody must confirm. */
  confirm: z.boolean(),
})
export type Finding = Infer<typeof Finding>

/** A whole number for signed results. Values on the way may be floats; they are rounded once, half away from zero. */
export function toInteger(value: number): number {
  const rounded = value < 0 ? -Math.floor(-value + 0.5) : Math.floor(value + 0.5)
  return rounded === 0 ? 0 : rounded
}

/** Order by UTF-16 code unit: the same on every machine and in every language. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
