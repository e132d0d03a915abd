/** What a new version of a trust store changes, line by line, for the person who is to accept it. */
import { canonicalJson } from '../base/canonical.ts'
import { bytesOfBase64 } from '../base/bytes.ts'
import { fingerprintOf } from '../base/envelope.ts'
import { sha256Hex } from '../base/digest.ts'
import { z, type Infer } from '../base/schema.ts'
import { Message, message, type MessageValue } from '../domain/vocabulary.ts'
import type { BoardDocument, BoardKey, Person, PersonKey, Requirement } from './board.ts'

/** `careful`: it widens who can decide, or rests on the roots alone. */
export const BoardChange = z.strictObject({ weight: z.enum(['note', 'careful']), message: Message })
export type BoardChange = Infer<typeof BoardChange>

/** The id of a key of the store. The form was checked before. */
export function keyIdOf({ spki }: BoardKey): string {
  return sha256Hex(bytesOfBase64(spki) ?? new Uint8Array())
}

const note = (id: string, values: Record<string, MessageValue> = {}): BoardChange => ({ weight: 'note', message: message(`board.change.${id}`, values) })
const careful = (id: string, values: Record<string, MessageValue> = {}): BoardChange => ({ weight: 'careful', message: message(`board.change.${id}`, values) })

/** All changes from one version to a later one, roots and policy first. Without an earlier one everything is new. */
export function boardChanges(before: BoardDocument | null, after: BoardDocument): readonly BoardChange[] {
  return [
    ...rootChanges(before, after),
    ...requirementChanges('approved', before, after),
    ...requirementChanges('approvedWithConditions', before, after),
    ...personChanges(before, after),
    ...namingChanges(before, after),
  ]
}

function rootChanges(before: BoardDocument | null, after: BoardDocument): readonly BoardChange[] {
  const changes: BoardChange[] = []
  const old = new Map((before?.root.keys ?? []).map((key) => [keyIdOf(key), key.name]))
  const next = new Map(after.root.keys.map((key) => [keyIdOf(key), key.name]))
  for (const [id, name] of next) if (!old.has(id)) changes.push(careful('rootAdded', { name, fingerprint: fingerprintOf(id) }))
  for (const [id, name] of old) if (!next.has(id)) changes.push(careful('rootRemoved', { name, fingerprint: fingerprintOf(id) }))
  const { threshold } = after.root
  if (before?.root.threshold !== threshold)
    changes.push((before?.root.threshold ?? 0) > threshold ? careful('rootThreshold', { count: threshold, of: next.size }) : note('rootThreshold', { count: threshold, of: next.size }))
  return changes
}

function requirementChanges(decision: 'approved' | 'approvedWithConditions', before: BoardDocument | null, after: BoardDocument): readonly BoardChange[] {
  const textOf = (requirement: Requirement): string => canonicalJson({ ...requirement, roles: requirement.roles.toSorted() })
  const left = (before?.policy[decision] ?? []).map(textOf)
  const right = after.policy[decision].map(textOf)
  const said = (requirement: Requirement, document: BoardDocument): Record<string, MessageValue> => ({
    decision: { term: `board.decision.${decision}` },
    count: requirement.persons,
    roles: { list: requirement.roles.map((role) => document.roles[role] ?? role) },
  })
  return [
    ...after.policy[decision].filter((requirement) => !left.includes(textOf(requirement))).map((requirement) => note('requirementAdded', said(requirement, after))),
    ...(before?.policy[decision] ?? []).filter((requirement) => !right.includes(textOf(requirement))).map((requirement) => careful('requirementRemoved', said(requirement, before ?? after))),
  ]
}

function personChanges(before: BoardDocument | null, after: BoardDocument): readonly BoardChange[] {
  const changes: BoardChange[] = []
  const titles = (roles: readonly string[], document: BoardDocument): MessageValue => ({ list: roles.map((role) => document.roles[role] ?? role) })
  for (const [id, person] of Object.entries(after.persons)) {
    const old = before?.persons[id]
    const { name } = person
    if (old === undefined) {
      const fingerprints = { list: person.keys.map((key) => fingerprintOf(keyIdOf(key))) }
      changes.push(careful('personAdded', { name, roles: titles(person.roles, after), fingerprints }))
      continue
    }
    if (old.name !== name) changes.push(careful('renamed', { before: old.name, name }))
    const gained = person.roles.filter((role) => !old.roles.includes(role))
    const lost = old.roles.filter((role) => !person.roles.includes(role))
    if (gained.length > 0) changes.push(careful('rolesGained', { name, roles: titles(gained, after) }))
    if (lost.length > 0) changes.push(note('rolesLost', { name, roles: titles(lost, before ?? after) }))
    if (old.signsWith !== person.signsWith) changes.push(person.signsWith === 'any' ? careful('signsWithAny', { name }) : note('signsWithAll', { name }))
    changes.push(...keyChanges(old, person))
  }
  for (const [id, { name }] of Object.entries(before?.persons ?? {})) if (after.persons[id] === undefined) changes.push(careful('personRemoved', { name }))
  return changes
}

function keyChanges(before: Person, { name, keys }: Person): readonly BoardChange[] {
  const changes: BoardChange[] = []
  const old = new Map(before.keys.map((key) => [keyIdOf(key), key]))
  for (const key of keys) {
    const id = keyIdOf(key)
    const known = old.get(id)
    old.delete(id)
    const values = { name, fingerprint: fingerprintOf(id) }
    if (known === undefined) changes.push(key.rotation === null ? careful('keyAdded', values) : note('keyRotated', values))
    else changes.push(...entryChanges(known, key, values))
  }
  for (const id of old.keys()) changes.push(careful('keyRemoved', { name, fingerprint: fingerprintOf(id) }))
  return changes
}

function entryChanges(before: PersonKey, after: PersonKey, values: Record<string, MessageValue>): readonly BoardChange[] {
  const { revoked } = after
  const changes: BoardChange[] = []
  if (revoked !== null && canonicalJson(revoked) !== canonicalJson(before.revoked))
    changes.push(note('keyRevoked', { ...values, day: { day: revoked.at.slice(0, 10) }, reason: { term: `board.revoked.${revoked.reason}` } }))
  // A key that comes back to life deserves a second look.
  if (revoked === null && before.revoked !== null) changes.push(careful('keyRestored', values))
  if (after.validFrom !== before.validFrom || after.validUntil !== before.validUntil)
    changes.push(careful('keyValidity', { ...values, from: { day: after.validFrom.slice(0, 10) }, until: after.validUntil === null ? { term: 'board.noEnd' } : { day: after.validUntil.slice(0, 10) } }))
  return changes
}

function namingChanges(before: BoardDocument | null, after: BoardDocument): readonly BoardChange[] {
  const changes: BoardChange[] = []
  if (before !== null && before.organization !== after.organization) changes.push(careful('organization', { before: before.organization, name: after.organization }))
  if (before !== null)
    for (const [role, title] of Object.entries(after.roles)) {
      const old = before.roles[role]
      if (old !== undefined && old !== title) changes.push(note('roleRenamed', { before: old, name: title }))
    }
  if (before?.expiresAt !== after.expiresAt) changes.push(note('expires', { day: { day: after.expiresAt.slice(0, 10) } }))
  return changes
}
