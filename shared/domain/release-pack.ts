/** The release watch: how models went, or did not go, from closed service to downloadable weights. */
import { Day, packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation, Confidence } from './vocabulary.ts'

const Text = z.string().check(z.minLength(1))
/** A day, or a month where no day is known. */
const DayOrMonth = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/))

export const ReleaseCase = z.strictObject({
  id: z.string().check(z.regex(/^rw-\d{2,}$/)),
  vendor: Text,
  closedModel: Text,
  closedDate: z.nullable(DayOrMonth),
  openModel: z.nullable(Text),
  openDate: z.nullable(DayOrMonth),
  /** Days from the closed to the open release. */
  lagDays: z.nullable(z.int()),
  promisedOpenDate: z.nullable(DayOrMonth),
  /** Days between the promised and the real date; negative is early. */
  slipDays: z.nullable(z.int()),
  pattern: Text,
  /**
   * What went over to open weights: a hosted service or preview, a mere announcement, or the license of weights that
   * could be downloaded all along. Lags are counted for `service` alone.
   */
  transition: z.enum(['service', 'announcement', 'license']),
  /** Whether the weights that were opened are those of the closed model. */
  sameArtifact: z.nullable(z.boolean()),
  /** In the licenses pack. Null until a license text was published. */
  openLicenseId: z.nullable(Text),
  state: z.enum(['opened', 'pending', 'not-opened']),
  status: Text,
  sources: z.array(Citation).check(z.minLength(1)),
  note: z.nullable(Text),
  confidence: Confidence,
  grade: z.enum(['text-read', 'read-in-part', 'reported-by-others', 'not-read']),
})
export type ReleaseCase = Infer<typeof ReleaseCase>

const tables = z.strictObject({
  ...packHead,
  pack: z.literal('release-watch'),
  evidenceUntil: Day,
  summary: z.strictObject({
    sameArtifactLags: z.array(z.int()),
    sameArtifactMedianDays: z.int(),
    smallerSiblingLags: z.array(z.int()),
    smallerSiblingMedianDays: z.int(),
    neverOrMissed: z.array(z.string()),
  }),
  contingencyRule: Text,
  cases: z.array(ReleaseCase),
})

export const ReleasePack = tables.check((context) => {
  const ids = context.value.cases.map((entry) => entry.id)
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index)
      context.issues.push({ code: 'custom', input: id, path: ['cases', index, 'id'], message: 'stands twice' })
  })
  context.value.summary.neverOrMissed.forEach((id, index) => {
    if (!ids.includes(id))
      context.issues.push({
        code: 'custom',
        input: id,
        path: ['summary', 'neverOrMissed', index],
        message: 'names a case that is not in the pack',
      })
  })
})
export type ReleasePack = Infer<typeof ReleasePack>
