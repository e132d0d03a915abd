/** A board with fixed keys: one root, an author, a security officer, a data protection officer, two architects. */
import { base64Of, utf8Bytes } from '../../shared/base/bytes.ts'
import { preAuthentication } from '../../shared/base/envelope.ts'
import { boardKeyOf, boardPayload, boardPayloadType, boardText, parseBoard, type Board, type BoardDocument, type PersonKey } from '../../shared/plan/board.ts'
import { seededKey, signBytes, type TestKey } from './signed.ts'

export const rootKey = seededKey(100)
export const secondRoot = seededKey(101)
export const keys = { jana: seededKey(1), ciso: seededKey(11), dpo: seededKey(12), ada: seededKey(13), ben: seededKey(14) }

export function personKeyOf(key: TestKey, change: Partial<PersonKey> = {}): PersonKey {
  return { ...boardKeyOf(key.public), validFrom: '2026-01-01T00:00:00Z', validUntil: null, revoked: null, replacedBy: null, rotation: null, ...change }
}

export function testBoardDocument(change: Partial<BoardDocument> = {}): BoardDocument {
  const person = (name: string, roles: readonly string[], key: TestKey) => ({ name, roles: [...roles], signsWith: 'any' as const, keys: [personKeyOf(key)] })
  return {
    schema: 'homeport/board/1',
    board: '7a1f6c1e-7d52-4a7e-9b0a-2f6f3f1f0a11',
    organization: 'State ministry',
    version: 1,
    issuedAt: '2026-11-01T00:00:00Z',
    expiresAt: '2027-11-01T00:00:00Z',
    root: { threshold: 1, keys: [{ ...boardKeyOf(rootKey.public), name: 'Registry' }] },
    roles: { author: 'Author', ciso: 'Security officer', dpo: 'Data protection officer', architect: 'Architect' },
    persons: {
      jana: person('Jana Köhler', ['author'], keys.jana),
      carl: person('Carl Ciso', ['ciso'], keys.ciso),
      dora: person('Dora Schutz', ['dpo'], keys.dpo),
      ada: person('Ada Bau', ['architect'], keys.ada),
      ben: person('Ben Plan', ['architect'], keys.ben),
    },
    policy: {
      approved: [
        { roles: ['ciso'], persons: 1 },
        { roles: ['dpo'], persons: 1 },
        { roles: ['architect'], persons: 1 },
      ],
      approvedWithConditions: [],
    },
    ...change,
  }
}

export function signedBoard(document: BoardDocument, ...roots: readonly TestKey[]): string {
  const payload = boardPayload(document)
  return boardText(
    payload,
    roots.map((key) => ({ keyId: key.public.keyId, signature: signBytes(key, preAuthentication(payload, boardPayloadType)) })),
  )
}

export function boardOf(document: BoardDocument, ...roots: readonly TestKey[]): Board {
  const board = parseBoard(utf8Bytes(signedBoard(document, ...(roots.length === 0 ? [rootKey] : roots))))
  if (!board.ok) throw new Error(`${board.problem.code} ${board.problem.path}`)
  return board.value
}

export function rotationBy(old: TestKey, message: Uint8Array): NonNullable<PersonKey['rotation']> {
  return { from: old.public.keyId, signature: base64Of(signBytes(old, message)) }
}
