/** What the page sees of knowledge from publishers, and of an update before it is taken in. */
import { z, type Infer } from '../base/schema.ts'
import { PackChange, PlanChange } from './knowledge-change.ts'
import { Instant } from './plan.ts'

/** Where knowledge comes from beside the packs that ship, and until when its publishers vouch for it. */
export const KnowledgeStatus = z.strictObject({
  publishers: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      fingerprint: z.string(),
      trustedAt: Instant,
      /** Release in use, 0 before the first. */
      version: z.int(),
      expires: z.nullable(Instant),
      packs: z.array(z.string()),
    }),
  ),
  /** An adopted pack that cannot be used: the packs that ship stand in. */
  broken: z.nullable(z.string()),
})
export type KnowledgeStatus = Infer<typeof KnowledgeStatus>

/** What a folder with an update holds, before anything is taken in. */
export const KnowledgeLook = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refused'), code: z.string(), detail: z.string(), folder: z.string() }),
  /** A publisher that nobody here trusts yet. */
  z.strictObject({
    kind: z.literal('unknown'),
    folder: z.string(),
    fingerprint: z.string(),
    threshold: z.int(),
    keys: z.int(),
  }),
  z.strictObject({
    kind: z.literal('preview'),
    token: z.string(),
    publisher: z.string(),
    version: z.int(),
    expires: Instant,
    isExpired: z.boolean(),
    changes: z.array(PackChange),
    plans: z.array(PlanChange),
    assessed: z.int(),
  }),
])
export type KnowledgeLook = Infer<typeof KnowledgeLook>
