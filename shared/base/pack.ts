/**
 * What every knowledge pack has in common. A pack is one JSON file in `resources/packs/`; `resources/lock.json` holds
 * the SHA-256 of each file's bytes, and a signed plan names the digests it relied on.
 */
import { dayNumber } from './instant.ts'
import { z, type Infer } from './schema.ts'

/** A calendar day that there is, YYYY-MM-DD. Others would be shown as one day and counted as none. */
export const Day = z.string().check(
  z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  z.refine<string>((day) => dayNumber(day) !== null, 'is no day of the calendar'),
)

/** Head of every pack. The pack's own tables stand beside these members. */
export const packHead = {
  /** The pack's name and the file's stem, such as `licenses`. */
  pack: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  /** Raised only when the form changes so that an older reader would be wrong. */
  format: z.literal(1),
  title: z.string(),
  /** The day up to which the facts were collected. */
  asOf: Day,
  /** Limits of the data that a reader must know. */
  notice: z.string(),
} as const

export const PackHead = z.object(packHead)
export type PackHead = Infer<typeof PackHead>
