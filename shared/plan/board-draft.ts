/** Drafts of a trust store: what a board starts with, and the next version of one. A draft is signed before it counts. */
import type { PublicKey } from '../base/envelope.ts'
import { addMonths } from '../base/instant.ts'
import { boardKeyOf, type BoardDocument, type Person, type PersonKey } from './board.ts'
import { keyIdOf } from './board-changes.ts'
import type { KeyCard } from './key-card.ts'

/** How long a version speaks for itself before the board must look at it again, in months. */
const validMonths = 12

/** Roles that boards for such plans usually have. The board renames, adds and removes them. */
export const usualRoles = ['chief-information-security-officer', 'data-protection-officer', 'architect', 'staff-council', 'legal', 'budget'] as const

export type NewBoard = {
  readonly board: string
  readonly organization: string
  readonly at: string
  readonly root: { readonly key: PublicKey; readonly name: string }
  /** What this organization calls the roles, in its language; the author's role is among them. */
  readonly roles: Readonly<Record<string, string>>
}

/** The first draft: one root, no persons yet, and a policy that is to be changed. */
export function newBoard({ board, organization, at, root, roles }: NewBoard): BoardDocument {
  return {
    schema: 'homeport/board/1',
    board,
    organization,
    version: 1,
    issuedAt: at,
    expiresAt: yearAfter(at),
    root: { threshold: 1, keys: [{ ...boardKeyOf(root.key), name: root.name }] },
    roles: { ...roles },
    persons: {},
    policy: {
      approved: Object.keys(roles).filter((role) => role !== 'author').slice(0, 2).map((role) => ({ roles: [role], persons: 1 })),
      approvedWithConditions: [],
    },
  }
}

/** A draft of the version after this one. */
export function nextVersion(document: BoardDocument, at: string): BoardDocument {
  return { ...document, version: document.version + 1, issuedAt: at, expiresAt: yearAfter(at) }
}

function yearAfter(at: string): string {
  const day = addMonths(at.slice(0, 10), validMonths)
  return `${day ?? at.slice(0, 10)}T23:59:59Z`
}

/** An id for a person, from the name: letters and digits, and a number where it is taken. */
export function personIdFor(name: string, taken: (id: string) => boolean): string {
  const plain = name.normalize('NFD').replaceAll(/\p{Mark}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60)
  const base = plain === '' ? 'person' : plain
  if (!taken(base)) return base
  for (let number = 2; ; number += 1) if (!taken(`${base}-${number}`)) return `${base}-${number}`
}

/** A key as it enters the store, valid from the beginning of that day. What a card claims of an earlier key is checked when the store is read. */
export function personKey(card: KeyCard, at: string): PersonKey {
  return { ...boardKeyOf(card.key), validFrom: `${at.slice(0, 10)}T00:00:00Z`, validUntil: null, revoked: null, replacedBy: null, rotation: card.rotation }
}

/** A person with one more key. An earlier key that vouches for it ends where the new one begins. */
export function withKey(person: Person, card: KeyCard, at: string): Person {
  const from = card.rotation?.from ?? null
  const keys = person.keys.map((key) =>
    from !== null && keyIdOf(key) === from && key.revoked === null ? { ...key, validUntil: at, replacedBy: card.key.keyId } : key,
  )
  return { ...person, keys: [...keys, personKey(card, at)] }
}

/** Whether a key is in the store already, as a person's. */
export function holderOf(document: BoardDocument, keyId: string): string | null {
  return Object.entries(document.persons).find(([, person]) => person.keys.some((key) => keyIdOf(key) === keyId))?.[0] ?? null
}
