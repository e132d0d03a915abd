/**
 * What a license demands, made concrete for one plan: the line to show, the NOTICE text, how a name must begin, what to
 * pass on, and whether the plan's facts set each duty off. Only what the licenses pack says is said; wording that the
 * pack does not have stays null, and a trigger that no fact decides stays `check`.
 */
import type { License, LicenseCondition } from '../license-pack.ts'
import type { DutyKind, DutyWording, WordingName } from './duty.ts'
import { holds, type LicenseFacts } from './fact.ts'

/** Names that wordings take. Null where the plan does not have them yet. */
export type ObligationNames = Readonly<Record<WordingName, string | null>>

/** `open`: facts are missing. `check`: no fact of a plan decides it; the trigger must be read. */
export type ObligationState = 'applies' | 'open' | 'does-not-apply' | 'check'

export type FilledWording = {
  /** Any one of them will do. A value that is not known stands in brackets. */
  readonly texts: readonly string[]
  readonly basis: DutyWording['basis']
  readonly complete: boolean
  /** Values that are not known. */
  readonly missing: readonly WordingName[]
}

export type Obligation = {
  /** Unique in its license: the duty's id with its place, or the rule's id. */
  readonly id: string
  readonly kind: DutyKind
  /** From the pack, in its language. */
  readonly text: string
  /** Null where the source gives no clause. */
  readonly clause: string | null
  /** From the pack, in its language; null for a duty that a rule words. */
  readonly trigger: string | null
  readonly state: ObligationState
  /** Facts to answer before it can be said; empty unless `open`. */
  readonly needs: readonly string[]
  /** Null where the wording must be taken from the license text itself. */
  readonly wording: FilledWording | null
  /** For a naming rule: whether the name in the plan follows it; null where there is no name or no rule. */
  readonly followed: boolean | null
}

type Duty = {
  readonly id: string
  readonly kind: DutyKind
  readonly text: string
  readonly clause: string
  readonly trigger: string | null
  readonly when: readonly (readonly LicenseCondition[])[] | null
  readonly wording: DutyWording | null
}

/** All duties of a license in the order of its text, each with its state for these facts. */
export function licenseObligations(
  license: Pick<License, 'conditions' | 'rules'>,
  facts: LicenseFacts,
  names: ObligationNames,
): readonly Obligation[] {
  return merged(dutiesOf(license)).map((duty) => {
    const { state, needs } = stateOf(duty.when, facts)
    return {
      id: duty.id,
      kind: duty.kind,
      text: duty.text,
      clause: clauseOf(duty.clause),
      trigger: duty.trigger,
      state,
      needs,
      wording: duty.wording === null ? null : filled(duty.wording, names),
      followed: followed(duty, names),
    }
  })
}

/** A clause that can be cited, or null for "not read" and the like. */
export function clauseOf(clause: string): string | null {
  return clause === '-' || clause.startsWith('not read') ? null : clause
}

function dutiesOf(license: Pick<License, 'conditions' | 'rules'>): readonly Duty[] {
  return [
    ...license.conditions.map((duty, place) => ({ ...duty, id: `${duty.id}-${String(place + 1)}` })),
    ...license.rules.flatMap(({ id, text, clause, when, duty }) =>
      duty === undefined ? [] : [{ id, text, clause, when: [when], trigger: null, ...duty }],
    ),
  ]
}

/** Two rules that ask for the same words under the same clause are one duty with two triggers. */
function merged(duties: readonly Duty[]): readonly Duty[] {
  return duties.flatMap((duty) => {
    const same = duties.filter((other) => other === duty || isSameWording(other, duty))
    if (same[0] !== duty) return []
    const when = same.some((one) => one.when === null) ? null : same.flatMap((one) => one.when ?? [])
    return [{ ...duty, when }]
  })
}

function isSameWording(left: Duty, right: Duty): boolean {
  return (
    left.wording !== null &&
    right.wording !== null &&
    left.kind === right.kind &&
    left.clause === right.clause &&
    left.wording.texts.join('\n') === right.wording.texts.join('\n')
  )
}

function stateOf(
  when: Duty['when'],
  facts: LicenseFacts,
): { readonly state: ObligationState; readonly needs: readonly string[] } {
  if (when === null) return { state: 'check', needs: [] }
  const needs = when.map((conditions) => {
    const truths = conditions.map((condition) => holds(condition, facts[condition[0]]))
    if (truths.includes(false)) return null
    return conditions.filter((_, place) => truths[place] === null).map(([fact]) => fact)
  })
  if (needs.some((missing) => missing?.length === 0)) return { state: 'applies', needs: [] }
  const open = needs.flatMap((missing) => missing ?? [])
  return open.length === 0 ? { state: 'does-not-apply', needs: [] } : { state: 'open', needs: [...new Set(open)] }
}

const isName = (text: string, names: ObligationNames): text is WordingName => Object.hasOwn(names, text)

function filled({ texts, basis, complete }: DutyWording, names: ObligationNames): FilledWording {
  const missing = new Set<WordingName>()
  const fill = (text: string): string =>
    text.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => {
      if (!isName(name, names)) return whole
      const value = names[name]
      if (value === null) missing.add(name)
      return value ?? `[${name}]`
    })
  const done = texts.map(fill)
  return { texts: done, basis, complete, missing: [...missing] }
}

/** Names are compared as written: licenses ask for the name itself, not for another way to write it. */
function followed({ kind, wording }: Duty, { derived }: ObligationNames): boolean | null {
  if (kind !== 'naming' || wording === null || derived === null) return null
  return wording.texts.some((prefix) => derived.startsWith(prefix))
}
