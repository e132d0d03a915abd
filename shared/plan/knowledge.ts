/**
 * Everything Homeport knows, parsed once from the pack files. The page, the main process and the command line build the
 * same value from the same bytes.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { parse, type Infer, type Schema } from '../base/schema.ts'
import { sha256Hex } from '../base/digest.ts'

/** Each pack's name and its schema. The owner of a domain adds a line here and a file in `resources/packs/`. */
export const packSchemas = {} as const satisfies Record<string, Schema>

export type PackName = keyof typeof packSchemas
type Packs = { readonly [Name in PackName]: Infer<(typeof packSchemas)[Name]> }

export type Knowledge = Packs & {
  /** `sha256:` and lower hex of each pack file's bytes: what a signed plan names. */
  readonly digests: Readonly<Record<string, string>>
}

/** Which file is broken, where in it, and how. */
export type KnowledgeProblem = { readonly pack: string; readonly path: string; readonly reason: string }
