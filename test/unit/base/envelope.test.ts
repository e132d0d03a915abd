import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import {
  envelopeText,
  fingerprintOf,
  isSignedBy,
  parseEnvelope,
  pemOf,
  preAuthentication,
  publicKeyOf,
  publicKeyOfPem,
  type PublicKey,
} from '../../../shared/base/envelope.ts'
import { author, ecKey, envelopeOf, signBytes } from '../../support/signed.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const ed25519Head = '302a300506032b6570032100'
const edKey = (point: string) => publicKeyOf(hex(ed25519Head + point))
const must = (key: ReturnType<typeof publicKeyOf>): PublicKey => {
  if (!key.ok) throw new Error(key.problem)
  return key.value
}

describe('Ed25519 as in RFC 8032, section 7.1', () => {
  test.each([
    ['d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '', 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
    ['3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72', '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
    ['fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82', '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
  ])('key %s', (point, message, signature) => {
    const key = must(edKey(point))
    expect(isSignedBy(key, hex(message), hex(signature))).toBe(true)
    for (const at of [0, 31, 32, 63]) {
      const broken = hex(signature)
      broken[at]! ^= 1
      expect(isSignedBy(key, hex(message), broken)).toBe(false)
    }
    expect(isSignedBy(key, hex(`${message}00`), hex(signature))).toBe(false)
  })

  test('S plus the order of the group is refused: one signature has one form', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const message = hex('aabb')
    const signature = signBytes(author, message)
    const s = BigInt(`0x${littleEndianHex(signature.slice(32))}`) + order
    const shifted = Uint8Array.from(signature)
    shifted.set(littleEndian(s), 32)
    expect(isSignedBy(author.public, message, signature)).toBe(true)
    expect(isSignedBy(author.public, message, shifted)).toBe(false)
  })

  test('wrong lengths are refused, never thrown', () => {
    for (const length of [0, 1, 63, 65, 128]) expect(isSignedBy(author.public, hex('00'), new Uint8Array(length))).toBe(false)
  })

  test('a signature whose R has a small-order part is refused, as OpenSSL refuses it', () => {
    // Made by the holder of the key: R = r·B + T with T of order 8, S computed for that R.
    const order = ed25519.Point.Fn.ORDER
    const secret = ed25519.utils.getExtendedPublicKey(new Uint8Array(32).fill(1))
    const small = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
    const message = hex('cafe')
    const r = 12345n
    const point = ed25519.Point.BASE.multiply(r).add(small).toBytes()
    const digest = ed25519Challenge(point, secret.pointBytes, message)
    const s = (r + digest * secret.scalar) % order
    const signature = new Uint8Array(64)
    signature.set(point)
    signature.set(littleEndian(s), 32)
    expect(ed25519.verify(signature, message, secret.pointBytes, { zip215: false })).toBe(true)
    expect(isSignedBy(author.public, message, signature)).toBe(false)
    expect(verify(null, message, createPublicKey(author.pem), signature)).toBe(false)
  })
})

function ed25519Challenge(point: Uint8Array, key: Uint8Array, message: Uint8Array): bigint {
  const digest = ed25519Hash(Buffer.concat([point, key, message]))
  return BigInt(`0x${littleEndianHex(digest)}`) % ed25519.Point.Fn.ORDER
}

function littleEndianHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.toReversed()).toString('hex')
}

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(64, '0'), 'hex')).toReversed()
}

function ed25519Hash(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha512').update(bytes).digest())
}

describe('hostile public keys', () => {
  /** Every encoding of a point of small order, canonical or not. */
  const small = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  ]
  test.each(small)('small order %s', (point) => {
    expect(edKey(point).ok).toBe(false)
  })

  test('a key with a small-order part beside an honest one', () => {
    const mixed = ed25519.Point.BASE.multiply(7n).add(ed25519.Point.fromHex(small[10]!)).toHex()
    expect(edKey(mixed)).toEqual({ ok: false, problem: 'E_WEAK_KEY' })
  })

  test('not on the curve, not canonical, another algorithm, compressed, longer', () => {
    expect(edKey(`02${'00'.repeat(31)}`)).toEqual({ ok: false, problem: 'E_KEY_FORM' })
    expect(edKey(`f0${'ff'.repeat(30)}7f`)).toEqual({ ok: false, problem: 'E_KEY_FORM' })
    const p256 = ecKey('prime256v1').public
    const off = Uint8Array.from(p256.der)
    off[off.length - 1]! ^= 1
    expect(publicKeyOf(off)).toEqual({ ok: false, problem: 'E_KEY_FORM' })
    expect(publicKeyOf(Uint8Array.from([...p256.der, 0]))).toEqual({ ok: false, problem: 'E_KEY_FORM' })
    const { publicKey } = generateKeyPairSync('ed448')
    expect(publicKeyOf(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })))).toEqual({ ok: false, problem: 'E_KEY_FORM' })
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
    expect(publicKeyOfPem(String(rsa.export({ type: 'spki', format: 'pem' })))).toEqual({ ok: false, problem: 'E_KEY_FORM' })
    expect(publicKeyOfPem('-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----\n').ok).toBe(false)
  })
})

describe('ECDSA', () => {
  test.each(['prime256v1', 'secp384r1'] as const)('%s: signatures of OpenSSL hold, changed ones do not', (curve) => {
    const key = ecKey(curve)
    const message = hex('00112233')
    const signature = signBytes(key, message)
    expect(isSignedBy(key.public, message, signature)).toBe(true)
    expect(isSignedBy(key.public, hex('00112234'), signature)).toBe(false)
    expect(isSignedBy(key.public, message, signature.slice(0, -1))).toBe(false)
    expect(isSignedBy(key.public, message, Uint8Array.from([...signature, 0]))).toBe(false)
    expect(isSignedBy(key.public, message, hex('3006020100020100'))).toBe(false)
    expect(isSignedBy(key.public, message, hex('3006020101020101'))).toBe(false)
  })
})

describe('envelopes', () => {
  test('the pre-authentication encoding of the DSSE specification', () => {
    const encoded = preAuthentication(new TextEncoder().encode('hello world'), 'http://example.com/HelloWorld')
    expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
  })

  test('read back what was written', () => {
    const text = envelopeOf(hex('7b7d'), author)
    const parsed = parseEnvelope(new TextEncoder().encode(text))
    expect(parsed.ok && envelopeText(parsed.value)).toBe(text)
  })

  test('the key id is what openssl and sha256sum give', () => {
    const der = createPublicKey(author.pem).export({ type: 'spki', format: 'der' })
    expect(author.public.keyId).toBe(createHash('sha256').update(der).digest('hex'))
    expect(pemOf(author.public)).toBe(createPublicKey(author.pem).export({ type: 'spki', format: 'pem' }))
    expect(fingerprintOf(author.public.keyId)).toMatch(/^([0-9a-f]{4} ){9}[0-9a-f]{4}$/)
  })

  test('noble and node agree on a hundred signatures', () => {
    for (let round = 0; round < 100; round += 1) {
      const message = createHash('sha256').update(String(round)).digest()
      const signature = sign(null, message, author.private)
      expect(isSignedBy(author.public, message, signature)).toBe(true)
    }
  })
})
