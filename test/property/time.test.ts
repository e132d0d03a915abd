/** Whatever bytes come in as a time-stamp answer, a request or a certificate: a verdict, never an exception. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { integer, oid, onlyElement, sequence, tag } from '../../electron/der.ts'
import { certificatesOf } from '../../electron/time/certificate.ts'
import { checkToken, readRequest, timeRequest } from '../../electron/time/token.ts'

/** Random trees of elements, so that readers get deeper than the first byte. */
const trees = fc.letrec<{ tree: Buffer }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.uint8Array({ maxLength: 12 }).map((value) => tag(0x04, value)),
    fc.nat({ max: 300 }).map(integer),
    fc.constantFrom('2a864886f70d010702', '2a864886f70d0109100104', '608648016503040201', '551d25').map(oid),
    fc.constantFrom('20261123143200Z', '20261399000000Z', '').map((text) => tag(0x18, Buffer.from(text))),
    fc.tuple(fc.constantFrom(0x30, 0x31, 0xa0, 0xa1, 0xa3), fc.array(tie('tree'), { maxLength: 6 })).map(([kind, items]) => tag(kind, Buffer.concat(items))),
  ),
})).tree

const asked = { digest: 'ab'.repeat(32), nonce: '01' }

test('readers of foreign bytes never throw and accept nothing of chance', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), trees), (bytes) => {
      expect(checkToken(bytes, asked, []).ok).toBe(false)
      expect(certificatesOf(bytes)).toBeNull()
      readRequest(bytes)
    }),
    { numRuns: 3000 },
  )
})

test('answers that begin like real ones are refused, too', () => {
  const granted = sequence(integer(0))
  fc.assert(
    fc.property(trees, (inner) => {
      const signed = sequence(oid('2a864886f70d010702'), tag(0xa0, inner))
      expect(checkToken(sequence(granted, signed), asked, []).ok).toBe(false)
    }),
    { numRuns: 3000 },
  )
})

test('a request says what it was made of', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ minLength: 1, maxLength: 20 }), (digest, nonce) => {
      const read = readRequest(timeRequest(digest, nonce))
      expect(read?.digest).toBe(Buffer.from(digest).toString('hex'))
      expect(BigInt(`0x${read?.nonce ?? '0'}`)).toBe(BigInt(`0x${Buffer.from(nonce).toString('hex')}`))
    }),
  )
})

test('lengths have one form only', () => {
  // 2 bytes of content, said in the short form, in a longer one, without end, and cut short.
  for (const [hex, good] of [['04020102', true], ['0481020102', false], ['048200020102', false], ['04800102 0000', false], ['040301', false], ['0402010203', false]] as const) {
    const read = (): unknown => onlyElement(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
    if (good) expect(read()).toMatchObject({ tag: 4 })
    else expect(read).toThrow(RangeError)
  }
})
