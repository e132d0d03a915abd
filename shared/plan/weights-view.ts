/** What the page sees of files of weights while they are looked at and read. */
import { z, type Infer } from '../base/schema.ts'
import { RefusedFile } from '../domain/weights.ts'
import { HeaderFacts } from '../domain/weights/header.ts'
import { PlanId } from './plan.ts'

/** A folder of weights that the planner chose, as long as the application runs. Main keeps where it lies. */
export const ReadingId = PlanId

/** Why files could not be read; the page has words for each (`weights.problem.<code>`). */
export const WeightsProblem = z.strictObject({ code: z.string().check(z.regex(/^[a-z-]{1,40}$/)), path: z.string() })
export type WeightsProblem = Infer<typeof WeightsProblem>

/** What a first look at a folder shows, before its files are hashed. */
export const WeightsLook = z.strictObject({
  reading: ReadingId,
  folder: z.string(),
  files: z.int(),
  bytes: z.int(),
  headers: z.array(HeaderFacts),
  refused: z.array(RefusedFile),
  /** Path of the signature file, null where there is none. */
  signature: z.nullable(z.string()),
})
export type WeightsLook = Infer<typeof WeightsLook>

export const WeightsProgress = z.strictObject({
  state: z.enum(['waiting', 'running', 'done', 'stopped']),
  bytes: z.int(),
  bytesOfAll: z.int(),
  files: z.int(),
  filesOfAll: z.int(),
  /** The file being read. */
  path: z.string(),
  /** Why it stopped. */
  problem: z.nullable(WeightsProblem),
})
export type WeightsProgress = Infer<typeof WeightsProgress>
