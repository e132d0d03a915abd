/**
 * Public versions of a signed plan. A signed plan holds a random seed; each of its parts is bound in the statements by
 * a hash over a salt that follows from the seed and the part's place. A public version shows chosen parts with their
 * salts and keeps the seed, so that what is withheld cannot be guessed: not from its own hash, and not from the digest
 * of the whole.
 */
import { concatBytes, utf8Bytes, utf8Text } from '../base/bytes.ts'
import { canonicalJson, pointerStep } from '../base/canonical.ts'
import { bytesOfHex, hexOf, hmacSha256, sha256Hex } from '../base/digest.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { parseStrictJson, type JsonFault } from '../base/strict-json.ts'
import { Sha256 } from './plan.ts'

/** 32 bytes in hex. */
export const Seed = z.string().check(z.regex(/^[0-9a-f]{64}$/))

const Pointer = z.string().check(z.regex(/^(\/[^/]{0,400}){1,4}$/))

export const PublicPlan = z.strictObject({
  schema: z.literal('homeport/public-plan/1'),
  /** Digest of the whole `plan.json`, which the statements are about. */
  plan: Sha256,
  /** What is shown, by JSON Pointer, each with its salt. */
  shown: z.record(Pointer, z.strictObject({ salt: Seed, value: z.json() })),
  /** Pointers of what is withheld. */
  withheld: z.array(Pointer),
})
export type PublicPlan = Infer<typeof PublicPlan>

/** The salt of the part at a place: HMAC-SHA-256 of the pointer under the seed. */
export function saltOf(seed: string, pointer: string): Uint8Array {
  return hmacSha256(bytesOfHex(seed) ?? new Uint8Array(), utf8Bytes(pointer))
}

/** What a statement says about a part: SHA-256 of the salt, then the canonical value. Without a seed there is no salt. */
export function commitment(seed: string | null, pointer: string, value: unknown): string {
  const text = canonicalJson(value)
  return seed === null ? sha256Hex(text) : saltedHash(saltOf(seed, pointer), text)
}

export function saltedHash(salt: Uint8Array, canonical: string): string {
  return sha256Hex(concatBytes(salt, utf8Bytes(canonical)))
}

/** The seed of a document, null where it has none: then every part can be guessed, and none can be withheld. */
export function seedOf(document: unknown): string | null {
  const seed = typeof document === 'object' && document !== null && 'seed' in document ? document.seed : null
  const read = z.safeParse(Seed, seed)
  return read.success ? read.data : null
}

/** Members of the assessment that say the outcome and nothing of the answers. */
const plainParts: ReadonlySet<string> = new Set(['/assessment/schema', '/assessment/outcome', '/assessment/assessedOn'])

/** Every part of a document with its value, by pointer: what `partsOf` hashes. */
export function partValues(document: unknown): ReadonlyMap<string, unknown> {
  const parts = new Map<string, unknown>()
  for (const [name, member] of membersOf(document) ?? []) {
    if (name === 'seed') continue
    const below = membersOf(member)
    if (below === null) parts.set(pointerStep(name), member)
    for (const [key, value] of below ?? []) {
      const at = pointerStep(name) + pointerStep(key)
      const entries = name === 'plan' ? membersOf(value) : null
      if (entries === null) parts.set(at, value)
      for (const [id, entry] of entries ?? []) parts.set(at + pointerStep(id), entry)
    }
  }
  return parts
}

function membersOf(value: unknown): readonly [string, unknown][] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null
}

/**
 * What is withheld with the chosen parts: an assessment quotes answers and can be worked out from them, so where a part
 * of the plan is withheld, all of the assessment but its outcome is.
 */
export function withheldWith(chosen: ReadonlySet<string>, all: readonly string[]): ReadonlySet<string> {
  const hides = all.some((pointer) => pointer.startsWith('/plan/') && chosen.has(pointer))
  return new Set(all.filter((pointer) => chosen.has(pointer) || (hides && pointer.startsWith('/assessment/') && !plainParts.has(pointer))))
}

/** The text of `public.json`; null where the plan has no seed or a chosen part is not in it. */
export function publicText(planText: string, chosen: ReadonlySet<string>): string | null {
  const document: unknown = JSON.parse(planText)
  const seed = seedOf(document)
  const values = partValues(document)
  if (seed === null || [...chosen].some((pointer) => !values.has(pointer))) return null
  const withheld = withheldWith(chosen, [...values.keys()])
  const shown = [...values]
    .filter(([pointer]) => !withheld.has(pointer))
    .map(([pointer, value]) => [pointer, { salt: hexOf(saltOf(seed, pointer)), value }] as const)
  return canonicalJson({
    schema: 'homeport/public-plan/1',
    plan: `sha256:${sha256Hex(planText)}`,
    shown: Object.fromEntries(shown),
    withheld: [...withheld].toSorted(),
  })
}

export type PublicFault = (JsonFault & { readonly path: '' }) | { readonly code: 'E_NOT_CANONICAL' | 'E_SCHEMA' | 'E_SCHEMA_ID'; readonly at: 0; readonly path: string }

/** Reads `public.json`. Never throws. */
export function readPublic(bytes: Uint8Array): Result<PublicPlan, PublicFault> {
  const json = parseStrictJson(bytes)
  if (!json.ok) return fail({ ...json.problem, path: '' })
  const text = utf8Text(bytes)
  if (!text.ok || canonicalJson(json.value) !== text.value) return fail({ code: 'E_NOT_CANONICAL', at: 0, path: '' })
  const named = membersOf(json.value)?.find(([name]) => name === 'schema')?.[1]
  if (named !== 'homeport/public-plan/1') return fail({ code: 'E_SCHEMA_ID', at: 0, path: '' })
  const form = parse(PublicPlan, json.value)
  if (!form.ok) return fail({ code: 'E_SCHEMA', at: 0, path: form.problem.path })
  const { withheld, shown } = form.value
  const once = new Set(withheld)
  if (once.size < withheld.length || withheld.some((pointer) => Object.hasOwn(shown, pointer)))
    return fail({ code: 'E_SCHEMA', at: 0, path: 'withheld' })
  return ok(form.value)
}

/** Pointers that a public version shows falsely, leaves out or adds, compared with what a statement binds. */
export function publicChanges(document: PublicPlan, parts: Readonly<Record<string, string>>): readonly string[] {
  const { shown, withheld } = document
  const here = new Set([...Object.keys(shown), ...withheld])
  const wrong = Object.entries(shown)
    .filter(([pointer, { salt, value }]) => parts[pointer] !== saltedHash(bytesOfHex(salt) ?? new Uint8Array(), canonicalJson(value)))
    .map(([pointer]) => pointer)
  const missing = Object.keys(parts).filter((pointer) => !here.has(pointer))
  const added = withheld.filter((pointer) => !Object.hasOwn(parts, pointer))
  return [...new Set([...wrong, ...missing, ...added])].toSorted()
}

/** The shown parts put back where they stand, as plain JSON; objects hold only what is shown. */
export function shownDocument({ shown }: PublicPlan): Record<string, unknown> {
  const document: Record<string, unknown> = {}
  for (const [pointer, { value }] of Object.entries(shown)) {
    const steps = pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    let place = document
    for (const step of steps.slice(0, -1)) {
      const next = Object.hasOwn(place, step) ? place[step] : undefined
      const below: Record<string, unknown> = isObject(next) ? next : {}
      place[step] = below
      place = below
    }
    place[steps.at(-1) ?? ''] = value
  }
  return document
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
