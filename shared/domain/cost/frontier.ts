/**
 * Options by what they cost, how sovereign they are and how open their model is. No score blends the three: an option is
 * on the frontier when no other is at least as good in all three and better in one.
 */

/** `null` is not known; such an option has no place on the picture and is listed apart. */
export type FrontierOption = {
  readonly id: string
  /** Likely cents over the horizon. */
  readonly cents: number | null
  /** SEAL ceiling, 0 to 4. */
  readonly seal: number | null
  /** Rights that everyone holds, out of seven. */
  readonly openRights: number | null
}

/** Ids of the options that no other option beats. Options with an unknown are neither beaten nor on the frontier. */
export function frontierOf(options: readonly FrontierOption[]): readonly string[] {
  const known = options.flatMap(placed)
  return known.filter((one) => !known.some((other) => beats(other, one))).map(({ id }) => id)
}

type Placed = { readonly id: string; readonly cents: number; readonly seal: number; readonly openRights: number }

function placed({ id, cents, seal, openRights }: FrontierOption): readonly Placed[] {
  return cents === null || seal === null || openRights === null ? [] : [{ id, cents, seal, openRights }]
}

function beats(one: Placed, other: Placed): boolean {
  const noWorse = one.cents <= other.cents && one.seal >= other.seal && one.openRights >= other.openRights
  return noWorse && (one.cents < other.cents || one.seal > other.seal || one.openRights > other.openRights)
}
