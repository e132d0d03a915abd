/**
 * The sovereignty pack: the EU Cloud Sovereignty Framework with its criteria, answers and weights, the proposed
 * assurance levels, comparable schemes, and the tables of Homeport's own decision model.
 */
import { Day, packHead } from '../../base/pack.ts'
import { z, type Infer } from '../../base/schema.ts'
import { Citation, Confidence, LegalStatus } from '../vocabulary.ts'
import { OptionTypeId } from './classifications-pack.ts'
import { Basis } from './jurisdictions-pack.ts'
import { Condition } from './rule.ts'

export const ObjectiveCode = z.enum(['SOV-1', 'SOV-2', 'SOV-3', 'SOV-4', 'SOV-5', 'SOV-6', 'SOV-7', 'SOV-8'])
export type ObjectiveCode = Infer<typeof ObjectiveCode>

const CriterionId = z.string().check(z.regex(/^SOV-[1-8]\.[1-9]$/))
const Seal = z.int().check(z.minimum(0), z.maximum(4))

/** One of a criterion's answers. Labels repeat in the source: an answer is named by its index, never by its label. */
const Answer = z.strictObject({
  index: z.int().check(z.minimum(1)),
  label: z.nullable(z.string()),
  /** Hundredths of a point. */
  valueHundredths: z.int(),
  seal: Seal,
})

export const Criterion = z.strictObject({
  id: CriterionId,
  description: z.string(),
  /** All answers give SEAL-4: the criterion can only change the score. */
  sealInert: z.boolean(),
  answers: z.array(Answer).check(z.minLength(2)),
})
export type Criterion = Infer<typeof Criterion>

const Objective = z.strictObject({
  code: ObjectiveCode,
  name: z.string(),
  description: z.string(),
  factors: z.array(z.string()),
  nominalMaximumHundredths: z.int(),
  actualMaximumHundredths: z.int(),
  guidance: z.strictObject({
    seal2: z.nullable(z.string()),
    seal3: z.nullable(z.string()),
    seal4: z.nullable(z.string()),
    note: z.string(),
  }),
  criteria: z.array(Criterion),
})

export const WeightProfile = z.strictObject({
  id: z.string(),
  /** Percent of each objective; together 100. */
  weights: z.record(ObjectiveCode, z.int()),
  /** The score when every answer is the best, in hundred-thousandths of a percent. Above 100 %: it is never clamped. */
  maximumHundredThousandths: z.int(),
})
export type WeightProfile = Infer<typeof WeightProfile>

/** How facts determine a criterion's answer: a fact that is the answer itself, or rows of which the first decides. */
export const Derivation = z.strictObject({
  criterion: CriterionId,
  text: z.string(),
  fact: z.nullable(z.string()),
  cases: z.array(z.strictObject({ when: z.array(Condition), answer: z.int() })),
})
export type Derivation = Infer<typeof Derivation>

/** From nothing to everything: the order in which one result is worse than another. */
export const Obtains = z.enum([
  'none',
  'ciphertext',
  'keys_only',
  'metadata',
  'disruption',
  'vuln_disclosure',
  'plaintext_in_use',
  'plaintext',
])
export type Obtains = Infer<typeof Obtains>

export const RouteConfidence = z.enum(['low', 'medium', 'high'])
export type RouteConfidence = Infer<typeof RouteConfidence>

export const KeyCustody = z.enum([
  'none',
  'provider_managed',
  'cmk_provider_kms',
  'byok',
  'hyok_external',
  'client_side',
  'customer_onprem',
])
export type KeyCustody = Infer<typeof KeyCustody>

const DecisionModel = z.strictObject({
  purpose: z.string(),
  steps: z.array(z.string()),
  /** What a law that reaches data obtains. The last row has no condition. */
  obtains: z.array(z.strictObject({ id: z.string(), when: z.array(Condition), result: Obtains, text: z.string() })),
  confidence: z.array(z.strictObject({ basis: Basis, confidence: RouteConfidence })),
  /** Stated policies on foreign requests that lower a route through a group establishment to low. */
  lowConfidenceGroupPolicies: z.array(z.string()),
  /** Bases and results that make an exposure count for the criteria on foreign law. */
  hardBases: z.array(Basis),
  hardObtains: z.array(Obtains),
  blocking: z.strictObject({ obtains: z.array(Obtains), atLeast: RouteConfidence, text: z.string() }),
  keyRank: z.array(KeyCustody),
  issues: z.array(z.strictObject({ code: z.string(), text: z.string() })),
  optionTypes: z.array(OptionTypeId),
})
export type DecisionModel = Infer<typeof DecisionModel>

const Text = z.strictObject({ id: z.string(), text: z.string() })

const Words = z.string().check(z.minLength(1))

/** How it is known whether a scheme is in force: apart from where its content was read. */
const StatusReading = z.strictObject({
  confidence: Confidence,
  /** What was read and what was concluded from it, in our own words. */
  how: z.strictObject({ en: Words, de: Words, fr: Words }),
  /** The day of reading. */
  asOf: Day,
  sources: z.array(Citation),
})

const Scheme = z.strictObject({
  id: z.string(),
  area: z.nullable(z.string()),
  authority: z.nullable(z.string()),
  version: z.nullable(z.string()),
  /** Law and procurement rules in use are in force; guidance and labels that bind nobody by themselves are adopted. */
  legalStatus: LegalStatus,
  /** How the status was read. Missing in data of before: then it is our own classification. */
  statusReading: z.optional(StatusReading),
  binding: z.nullable(z.boolean()),
  prerequisite: z.nullable(z.string()),
  covers: z.nullable(z.string()),
  legalHook: z.nullable(z.string()),
  types: z.array(z.string()),
  levels: z.array(z.strictObject({ id: z.string(), text: z.nullable(z.string()) })),
  levelsNote: z.nullable(z.string()),
  principles: z.array(z.string()),
  criteria: z.array(z.strictObject({ id: z.string(), name: z.string(), summary: z.nullable(z.string()) })),
  evaluation: z.nullable(z.string()),
  rule: z.nullable(z.string()),
  clauses: z.array(Text),
  /** Largest foreign share of capital or votes, of one holder and of all together, in hundredths of a percent. */
  ownershipLimits: z.nullable(z.strictObject({ individualBasisPoints: z.int(), collectiveBasisPoints: z.int() })),
  test: z.nullable(z.string()),
  note: z.nullable(z.string()),
  conflict: z.nullable(z.string()),
  holders: z.nullable(
    z.strictObject({
      asOf: z.string(),
      held: z.array(z.string()),
      inProgress: z.array(z.string()),
      note: z.string(),
      confidence: Confidence,
      grade: z.string(),
      sources: z.array(Citation),
    }),
  ),
  confidence: Confidence,
  sources: z.array(Citation),
})

const Framework = z.strictObject({
  version: z.string(),
  /** The version in parts that the reader's language puts into words. Missing in data of before. */
  editions: z.optional(z.strictObject({ number: z.string(), issued: z.string().check(z.regex(/^\d{4}-\d{2}$/)), guidance: Day })),
  newerVersionFound: z.string(),
  publisher: z.string(),
  urls: z.array(z.string()),
  urlsNote: z.string(),
  license: z.string(),
  sources: z.array(Citation),
  sealLevels: z.array(z.strictObject({ level: Seal, name: z.string(), definition: z.string() })),
  sealWordingNote: z.string(),
  weightProfiles: z.array(WeightProfile),
  defaultWeightProfile: z.string(),
  weightConflict: z.string(),
  scoring: z.array(Text),
  traps: z.array(Text),
  objectives: z.array(Objective),
  derivations: z.array(Derivation),
  derivationNote: z.string(),
  thirdPartyChecks: z.array(
    z.strictObject({
      provider: z.string(),
      objectiveBasisPoints: z.record(ObjectiveCode, z.int()),
      expectedScoreBasisPoints: z.int(),
      profile: z.string(),
      toleranceBasisPoints: z.int(),
      sources: z.array(Citation),
    }),
  ),
  tender: z.strictObject({
    date: Day,
    value: z.string(),
    minimumSeal: Seal,
    awarded: z.array(z.string()),
    note: z.string(),
    confidence: Confidence,
    sources: z.array(Citation),
  }),
})

export const SovereigntyPack = z.strictObject({
  ...packHead,
  csf: Framework,
  cada: z.strictObject({
    instrument: z.string(),
    legalStatus: LegalStatus,
    statusText: z.string(),
    articles: z.array(Text),
    levels: z.array(z.strictObject({ level: z.int(), audit: z.string(), requires: z.array(z.string()) })),
    scope: z.string(),
    ceilingRule: z.string(),
    interpretive: z.string(),
    recognizedCertificates: z.strictObject({
      substantial: z.array(z.string()),
      high: z.array(z.string()),
      note: z.string(),
    }),
    confidence: Confidence,
    sources: z.array(Citation),
  }),
  eucs: z.strictObject({
    legalStatus: LegalStatus,
    statusText: z.string(),
    levels: z.array(z.string()),
    conflict: z.string(),
    confidence: Confidence,
    sources: z.array(Citation),
  }),
  schemes: z.array(Scheme),
  decisionModel: DecisionModel,
})
export type SovereigntyPack = Infer<typeof SovereigntyPack>
