/**
 * The licenses pack: what each license text of a model grants and demands, as facts with clauses, and as rules that the
 * engine in `license.ts` evaluates. A license belongs to a version of the weights, never to a vendor.
 */
import { packHead } from '../base/pack.ts'
import { never } from '../base/result.ts'
import { z, type Infer } from '../base/schema.ts'
import { DutyKind, DutyWording, TermFamily } from './license/duty.ts'
import { Confidence } from './vocabulary.ts'

const Id = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]*$/))
const FactId = z.string().check(z.regex(/^[a-z][a-z0-9_]*$/))
const Text = z.string().check(z.minLength(1))
const OptionalText = z.nullable(Text)
const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** How far the text behind an entry was read. Everything but `text-read` counts as unverified. */
export const ReadingGrade = z.enum(['text-read', 'read-in-part', 'reported-by-others', 'not-read'])

/** A yes or no, or the words that limit it, with the clause that says so. */
export const LicenseTerm = z.strictObject({
  value: z.nullable(z.union([z.boolean(), Text])),
  clause: Text,
  /** Only where this term is weaker than its entry. */
  confidence: z.optional(Confidence),
  note: z.optional(Text),
})
export type LicenseTerm = Infer<typeof LicenseTerm>

/** What a rule can ask about an organization and its use. The names are those of case and fact files. */
export const LicenseFactSpec = z.discriminatedUnion('type', [
  z.strictObject({ id: FactId, type: z.literal('boolean'), default: z.boolean() }),
  z.strictObject({ id: FactId, type: z.literal('integer'), default: z.int().check(z.minimum(0)) }),
  z.strictObject({
    id: FactId,
    type: z.literal('text'),
    default: Text,
    /** All values there are; absent where the list is open. */
    values: z.optional(z.array(Text)),
    format: z.optional(z.enum(['country'])),
  }),
  z.strictObject({
    id: FactId,
    type: z.literal('list'),
    default: z.array(Text),
    format: z.optional(z.enum(['country', 'tag'])),
  }),
])
export type LicenseFactSpec = Infer<typeof LicenseFactSpec>

const FactValue = z.union([z.boolean(), z.int(), z.string(), z.array(z.string())])

export const Operator = z.enum(['eq', 'ne', 'gt', 'gte', 'in', 'contains', 'contains_any', 'intersects'])
export type Operator = Infer<typeof Operator>

/** `[fact, operator, value]`: the smallest thing that can be true of an organization's use. */
export const LicenseCondition = z.tuple([FactId, Operator, FactValue])
export type LicenseCondition = Infer<typeof LicenseCondition>

/** A rule fires when all its conditions hold; one without conditions always fires. */
export const LicenseRule = z.strictObject({
  id: z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]*$/)),
  effect: z.enum(['prohibited', 'review', 'condition']),
  clause: Text,
  text: Text,
  when: z.array(LicenseCondition),
  family: TermFamily,
  /** Only on a condition that no entry of the license's `conditions` words. */
  duty: z.optional(z.strictObject({ kind: DutyKind, wording: z.nullable(DutyWording) })),
})
export type LicenseRule = Infer<typeof LicenseRule>

export const LicenseCategory = z.enum([
  'osi-permissive',
  'osi-permissive-with-policy',
  'permissive-vendor-text',
  'permissive-model-text',
  'open-content',
  'use-restricted',
  'community-conditional',
  'research-only',
  'non-commercial',
  'inherits-base',
  'proprietary-service',
])
export type LicenseCategory = Infer<typeof LicenseCategory>

const LicenseSource = z.strictObject({
  title: Text,
  locator: OptionalText,
  url: OptionalText,
  date: OptionalText,
  confidence: Confidence,
  read: z.boolean(),
  note: OptionalText,
  via: OptionalText,
})

export const License = z.strictObject({
  id: Id,
  name: Text,
  version: Text,
  date: OptionalText,
  licensor: Text,
  spdx: OptionalText,
  spdxNote: OptionalText,
  url: Text,
  category: LicenseCategory,
  categoryNote: OptionalText,
  /** Whether the Open Source Initiative approved the text; null where that was not confirmed. */
  osiApproved: z.nullable(z.boolean()),
  confidence: Confidence,
  grade: ReadingGrade,
  /** Models known to be released under this text, in words. The models pack has the binding reference. */
  models: z.array(Text),
  grants: z.strictObject({
    use: LicenseTerm,
    modify: LicenseTerm,
    distribute: LicenseTerm,
    commercial: LicenseTerm,
    patent: LicenseTerm,
  }),
  conditions: z.array(
    z.strictObject({
      id: Id,
      text: Text,
      clause: Text,
      /** What sets the duty off, in words. */
      trigger: Text,
      kind: DutyKind,
      /** The trigger as facts: it is met when all conditions of any one list hold. Null where no fact decides it. */
      when: z.nullable(z.array(z.array(LicenseCondition)).check(z.minLength(1))),
      wording: z.nullable(DutyWording),
    }),
  ),
  thresholds: z.array(
    z.strictObject({
      metric: Text,
      operator: z.string(),
      value: z.union([z.int(), z.boolean()]),
      measured: OptionalText,
      exempt: OptionalText,
      effect: Text,
      clause: Text,
    }),
  ),
  territory: z.array(z.strictObject({ excluded: Text, appliesTo: Text, exempt: OptionalText, clause: Text })),
  fieldOfUse: z.array(z.strictObject({ tag: FactId, severity: Text, text: Text, clause: Text })),
  outputsTraining: LicenseTerm,
  outputsOwnership: LicenseTerm,
  termination: LicenseTerm,
  governingLaw: LicenseTerm,
  indemnity: LicenseTerm,
  patentRetaliation: LicenseTerm,
  revocability: z.strictObject({
    revocable: LicenseTerm,
    remoteRestriction: LicenseTerm,
    unilateralUpdate: LicenseTerm,
  }),
  rules: z.array(LicenseRule),
  sources: z.array(LicenseSource).check(z.minLength(1)),
  note: OptionalText,
})
export type License = Infer<typeof License>

/** Digest of a license text that was read. Texts copied by a catalog are compared by their normalized digest. */
export const LicenseText = z.strictObject({
  licenseId: Id,
  document: Text,
  publisher: OptionalText,
  readAt: Text,
  bytes: z.int().check(z.positive()),
  sha256: Sha256,
  /** Every run of white space as one blank, trimmed. */
  sha256NormalizedWhitespace: Sha256,
  /** True for the maker's own file, false for a catalog's copy. */
  exact: z.boolean(),
})

/** A license text that ships with Homeport, from the list of the SPDX project. */
export const BundledText = z.strictObject({
  spdx: z.string().check(z.regex(/^[A-Za-z0-9.-]+$/)),
  /** Below `resources/`. */
  file: z.string().check(z.regex(/^licenses\/[A-Za-z0-9.-]+\.txt$/)),
  /** The registry package and version that the text came from. */
  from: Text,
  bytes: z.int().check(z.positive()),
  sha256: Sha256,
  sha256NormalizedWhitespace: Sha256,
  /** The normalized text without its copyright lines, which each maker fills in. */
  sha256WithoutCopyright: Sha256,
})
export type BundledText = Infer<typeof BundledText>

const tables = z.strictObject({
  ...packHead,
  pack: z.literal('licenses'),
  textsNotice: Text,
  facts: z.array(LicenseFactSpec),
  countryGroups: z.array(z.strictObject({ id: Id, countries: z.array(z.string()) })),
  licenses: z.array(License),
  texts: z.array(LicenseText),
  bundledTexts: z.array(BundledText),
})

type Place = { readonly path: readonly (string | number)[]; readonly message: string }

/** References and rules that the forms alone cannot check. The first problem is reported with its place. */
export const LicensePack = tables.check((context) => {
  for (const { path, message } of licensePackProblems(context.value))
    context.issues.push({ code: 'custom', input: context.value, path: [...path], message })
})
export type LicensePack = Infer<typeof LicensePack>

function licensePackProblems(pack: Infer<typeof tables>): Place[] {
  const problems: Place[] = []
  const specs = new Map(pack.facts.map((spec) => [spec.id, spec]))
  repeated(pack.facts.map((spec) => spec.id)).forEach((index) =>
    problems.push({ path: ['facts', index, 'id'], message: 'stands twice' }),
  )
  const ids = pack.licenses.map((license) => license.id)
  repeated(ids).forEach((index) => problems.push({ path: ['licenses', index, 'id'], message: 'stands twice' }))
  pack.licenses.forEach((license, at) => {
    repeated(license.rules.map((rule) => rule.id)).forEach((index) =>
      problems.push({ path: ['licenses', at, 'rules', index, 'id'], message: 'stands twice in this license' }),
    )
    license.conditions.forEach((duty, index) =>
      duty.when?.flat().forEach((condition) => {
        const reason = conditionProblem(condition, specs.get(condition[0]))
        if (reason !== null)
          problems.push({ path: ['licenses', at, 'conditions', index, 'when'], message: reason })
      }),
    )
    license.rules.forEach((rule, index) => {
      if (rule.duty !== undefined && rule.effect !== 'condition')
        problems.push({ path: ['licenses', at, 'rules', index, 'duty'], message: 'stands on a rule that is no condition' })
    })
    license.rules.forEach((rule, index) =>
      rule.when.forEach((condition, position) => {
        const reason = conditionProblem(condition, specs.get(condition[0]))
        if (reason !== null)
          problems.push({ path: ['licenses', at, 'rules', index, 'when', position], message: reason })
      }),
    )
  })
  pack.texts.forEach((text, index) => {
    if (!ids.includes(text.licenseId))
      problems.push({ path: ['texts', index, 'licenseId'], message: 'names a license that is not in the pack' })
  })
  return problems
}

function repeated(ids: readonly string[]): number[] {
  return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []))
}

/** Why a condition cannot be evaluated, or null. A misspelled value would make a rule silently dead. */
function conditionProblem(condition: LicenseCondition, spec: LicenseFactSpec | undefined): string | null {
  const [fact, operator, value] = condition
  if (spec === undefined) return `asks for the fact ${fact}, which is not in the pack`
  switch (operator) {
    case 'eq':
    case 'ne':
      if (spec.type === 'list' || !isOfType(value, spec)) return `compares ${fact} with a value of another type`
      return null
    case 'gt':
    case 'gte':
      return spec.type === 'integer' && typeof value === 'number' ? null : `compares the size of ${fact}`
    case 'in':
      return spec.type === 'text' && Array.isArray(value) && value.every((item) => isOfType(item, spec))
        ? null
        : `looks for ${fact} in a list that cannot hold it`
    case 'contains':
      return spec.type === 'list' && typeof value === 'string' ? null : `looks for an item in ${fact}`
    case 'contains_any':
    case 'intersects':
      return spec.type === 'list' && Array.isArray(value) ? null : `looks for items in ${fact}`
    default:
      return never(operator)
  }
}

function isOfType(value: unknown, spec: LicenseFactSpec): boolean {
  switch (spec.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return typeof value === 'number'
    case 'text':
      return typeof value === 'string' && (spec.values === undefined || spec.values.includes(value))
    case 'list':
      return Array.isArray(value)
    default:
      return never(spec)
  }
}
