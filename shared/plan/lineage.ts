/** Where a signed version stands among those of the same plan that are known here. */
export type KnownVersion = { readonly version: number; readonly digest: string }

export type Lineage =
  /** It continues what is known, or is the first. */
  | { readonly code: 'next' }
  | { readonly code: 'known' }
  /** A newer one is known: it is history and never becomes current. */
  | { readonly code: 'W_OLDER_REVISION'; readonly newest: number }
  /** Another text was signed under the same number: somebody must say which one holds. */
  | { readonly code: 'E_FORK'; readonly other: string }
  /** It names an earlier version that is not the one known here. */
  | { readonly code: 'W_CHAIN_GAP' }

export function lineageOf(incoming: KnownVersion & { readonly previous: string | null }, known: readonly KnownVersion[]): Lineage {
  const { version, digest, previous } = incoming
  const same = known.find((one) => one.version === version && one.digest !== digest)
  if (same !== undefined) return { code: 'E_FORK', other: same.digest }
  const newest = Math.max(0, ...known.map((one) => one.version))
  if (newest > version) return { code: 'W_OLDER_REVISION', newest }
  if (known.some((one) => one.digest === digest)) return { code: 'known' }
  const before = known.find((one) => one.version === version - 1)
  const gap = version === 1 ? previous !== null : before !== undefined && before.digest !== previous
  return gap ? { code: 'W_CHAIN_GAP' } : { code: 'next' }
}
