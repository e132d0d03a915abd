/**
 * The obligations pack: duties of organizations that plan or run AI systems, each with the original wording and with a
 * machine-readable reading of it as `[fact, operator, value]` triples over the facts that the pack declares.
 */
import { Day, packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation, Confidence, LegalStatus, OtherNames } from './vocabulary.ts'

/**
 * `eq` the fact is the value; `in` the fact is one of the values; `contains` the list has the value; `intersects` the
 * list has one of the values; `excludes` the list has none of them; `in-group` and `intersects-group` the same with a
 * group of countries; `before` and `from` compare days (`from` includes the day itself).
 */
export const Operator = z.enum([
  'eq',
  'in',
  'contains',
  'intersects',
  'excludes',
  'in-group',
  'intersects-group',
  'before',
  'from',
])
export type Operator = Infer<typeof Operator>

const FactId = z.string().check(z.regex(/^[a-z][a-z0-9_]*$/))

export const Triple = z.tuple([FactId, Operator, z.union([z.string(), z.boolean(), z.array(z.string())])])
export type Triple = Infer<typeof Triple>

/** Alternatives: the condition holds when all triples of one alternative hold. An empty alternative always holds. */
export const Condition = z.array(z.array(Triple)).check(z.minLength(1))
export type Condition = Infer<typeof Condition>

const FactSpec = z.strictObject({
  id: FactId,
  kind: z.enum(['text', 'list', 'yes-no', 'day']),
  /** The values a fact can take, null where they are not a closed set (countries). */
  options: z.nullable(z.array(z.string())),
  description: z.string(),
})

/** A step in the life of a duty. Only `applies` starts it; the other kinds inform. */
export const Milestone = z.strictObject({
  from: Day,
  kind: z.enum(['applies', 'extended', 'amended', 'deadline', 'enforcement', 'legacy']),
  what: z.string(),
  when: z.optional(Condition),
})
export type Milestone = Infer<typeof Milestone>

export const Obligation = z.strictObject({
  id: z.string().check(z.regex(/^[A-Z][A-Z0-9]*-\d{2,}$/)),
  regime: z.string(),
  jurisdiction: z.string(),
  title: z.string().check(z.minLength(1)),
  /** Original wording of who is bound. */
  appliesTo: z.string(),
  /** Original wording of a further condition. */
  condition: z.nullable(z.string()),
  /** The reading of the wording, on top of the regime's scope. */
  when: Condition,
  /** How the wording was read where the triples say more than it does. */
  reading: z.nullable(z.string()),
  /** What shows that the duty is met. */
  evidence: z.string(),
  /** Article, section or clause. */
  reference: z.string(),
  binding: z.boolean(),
  legalStatus: LegalStatus,
  /** Original wording of the dates. */
  datesText: z.nullable(z.string()),
  /** Empty when the start is not recorded. */
  dates: z.array(Milestone),
  lapsesOn: z.nullable(Day),
  supersededBy: z.nullable(z.string()),
  confidence: Confidence,
  /** The collector's own grade: `read`, `secondary`, `partial` or `recalled`. */
  grade: z.enum(['read', 'secondary', 'partial', 'recalled']),
  note: z.nullable(z.string()),
  sources: z.array(Citation).check(z.minLength(1)),
})
export type Obligation = Infer<typeof Obligation>

const Regime = z.strictObject({
  id: z.string(),
  title: z.string(),
  otherNames: z.optional(OtherNames),
  jurisdiction: z.string(),
  scope: Condition,
  note: z.string(),
  sources: z.array(Citation).check(z.minLength(1)),
})
export type Regime = Infer<typeof Regime>

const Shape = z.strictObject({
  ...packHead,
  pack: z.literal('obligations'),
  timeline: z.strictObject({
    title: z.string(),
    adopted: z.string(),
    days: z.array(z.strictObject({ id: z.string(), day: Day, what: z.string() })),
    notes: z.array(z.string()),
    sources: z.array(Citation),
  }),
  /** Groups of countries that conditions name. */
  groups: z.record(z.string(), z.array(z.string().check(z.regex(/^[A-Z]{2}$/)))),
  facts: z.array(FactSpec),
  /** Kinds of use that suggest a point of Annex III, or a look at the prohibited practices of Article 5. */
  screening: z.strictObject({
    uses: z.array(z.strictObject({ tag: z.string(), points: z.array(z.string()), prohibited: z.boolean() })),
    /** The practices of Article 5, each with the day from which it is prohibited. */
    practices: z.array(
      z.strictObject({
        id: z.string().check(z.regex(/^[a-z][A-Za-z]*$/)),
        from: Day,
        reference: z.string(),
        sources: z.array(Citation).check(z.minLength(1)),
      }),
    ),
    /** Where Article 6 says what the class rests on. */
    classification: z.strictObject({
      annexI: z.string(),
      annexIII: z.string(),
      exception: z.string(),
      profiling: z.string(),
      risk: z.string(),
      sources: z.array(Citation).check(z.minLength(1)),
    }),
    sources: z.array(Citation).check(z.minLength(1)),
  }),
  regimes: z.array(Regime),
  obligations: z.array(Obligation),
})

/** The pack with its cross-references checked. */
export const ObligationPack = Shape.check(
  z.superRefine((pack, context) => {
    for (const [path, reason] of danglingReferences(pack)) context.addIssue({ code: 'custom', path, message: reason })
  }),
)
export type ObligationPack = Infer<typeof ObligationPack>

type Problem = readonly [path: (string | number)[], reason: string]

function danglingReferences(pack: Infer<typeof Shape>): Problem[] {
  const facts = new Map(pack.facts.map((fact) => [fact.id, fact]))
  const regimes = new Set(pack.regimes.map((regime) => regime.id))
  const ids = new Set<string>()
  const problems: Problem[] = []

  const check = (condition: Condition, path: (string | number)[]): void => {
    for (const [index, alternative] of condition.entries())
      for (const [at, triple] of alternative.entries()) {
        const reason = badTriple(triple, facts, pack.groups)
        if (reason !== null) problems.push([[...path, index, at], reason])
      }
  }

  for (const [index, regime] of pack.regimes.entries()) check(regime.scope, ['regimes', index, 'scope'])
  for (const [index, duty] of pack.obligations.entries()) {
    const path = ['obligations', index]
    if (ids.has(duty.id)) problems.push([[...path, 'id'], 'is used twice'])
    ids.add(duty.id)
    if (!regimes.has(duty.regime)) problems.push([[...path, 'regime'], 'names no regime of this pack'])
    check(duty.when, [...path, 'when'])
    for (const [at, milestone] of duty.dates.entries())
      if (milestone.when !== undefined) check(milestone.when, [...path, 'dates', at, 'when'])
    if (duty.dates.length > 0 && !duty.dates.some((milestone) => milestone.kind === 'applies'))
      problems.push([[...path, 'dates'], 'must say from when the duty applies'])
  }
  for (const [index, duty] of pack.obligations.entries())
    if (duty.supersededBy !== null && !ids.has(duty.supersededBy))
      problems.push([['obligations', index, 'supersededBy'], 'names no duty of this pack'])
  const tags = facts.get('use_tags')?.options ?? []
  const points = facts.get('annex_iii_points')?.options ?? []
  for (const [index, use] of pack.screening.uses.entries())
    if (!tags.includes(use.tag) || use.points.some((point) => !points.includes(point)))
      problems.push([['screening', 'uses', index], 'names a use or a point that no fact declares'])
  return problems
}

/** What each operator compares: the kind of fact it reads and the form of its value. */
const forms = {
  eq: { kinds: ['text', 'yes-no'], many: false },
  in: { kinds: ['text'], many: true },
  contains: { kinds: ['list'], many: false },
  intersects: { kinds: ['list'], many: true },
  excludes: { kinds: ['list'], many: true },
  'in-group': { kinds: ['text'], many: false },
  'intersects-group': { kinds: ['list'], many: false },
  before: { kinds: ['day'], many: false },
  from: { kinds: ['day'], many: false },
} as const satisfies Record<Operator, { kinds: readonly string[]; many: boolean }>

function badTriple(
  [id, operator, value]: Triple,
  facts: ReadonlyMap<string, Infer<typeof FactSpec>>,
  groups: Readonly<Record<string, readonly string[]>>,
): string | null {
  const fact = facts.get(id)
  if (fact === undefined) return `names the fact ${id}, which the pack does not declare`
  const form = forms[operator]
  if (!form.kinds.some((kind) => kind === fact.kind))
    return `${operator} cannot compare a fact of the kind ${fact.kind}`
  if (Array.isArray(value) !== form.many) return form.many ? `${operator} needs a list` : `${operator} needs one value`
  if ((fact.kind === 'yes-no') !== (typeof value === 'boolean')) return 'compares a yes-no fact with a text'
  if (operator === 'in-group' || operator === 'intersects-group')
    return typeof value === 'string' && Object.hasOwn(groups, value) ? null : 'names no group of this pack'
  if (fact.kind === 'day') return z.safeParse(Day, value).success ? null : 'compares with something that is no day'
  const options = fact.options
  if (options === null || typeof value === 'boolean') return null
  const wanted = typeof value === 'string' ? [value] : value
  return wanted.every((item) => options.includes(item)) ? null : `compares ${id} with a value it cannot have`
}
