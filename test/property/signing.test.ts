/** Properties of the signed form over random input. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64Of, bytesOfBase64, utf8Bytes, utf8Text } from '../../shared/base/bytes.ts'
import { canonicalize, canonicalJson } from '../../shared/base/canonical.ts'
import { sha256Hex } from '../../shared/base/digest.ts'
import { parseEnvelope, publicKeyOfPem } from '../../shared/base/envelope.ts'
import { consistencyProof, headOf, inclusionProof, isConsistent, isIncluded } from '../../shared/base/merkle.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { parseStatement } from '../../shared/plan/statement.ts'
import { parseTrust, trustOfKeys } from '../../shared/plan/trust.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { readBundle, readBundleTools, readPacket, writeBundle } from '../../electron/export/bundle.ts'
import { author, informed, testContent, testDocument } from '../support/signed.ts'

const unit = fc.string({ unit: 'binary' })
const json = fc.jsonValue({ stringUnit: 'binary' })

/** The same value with its members in another order. */
function shuffled(value: unknown, order: (left: string, right: string) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).toSorted(([left], [right]) => order(sha256Hex(utf8Safe(left)), sha256Hex(utf8Safe(right))))
  return Object.fromEntries(members.map(([name, member]) => [name, shuffled(member, order)]))
}

const utf8Safe = (text: string) => new TextEncoder().encode(text)
const byText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0)

describe('canonical form', () => {
  test('is a fixed point, and blind to the order of members', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value)
        if (!text.ok) return
        expect(canonicalJson(JSON.parse(text.value))).toBe(text.value)
        expect(canonicalJson(shuffled(value, byText))).toBe(text.value)
      }),
      { numRuns: 500 },
    )
  })

  test('doubles read back as they were', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(canonicalJson(value))).toBe(value === 0 ? 0 : value)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('parsers', () => {
  test('accept nothing that JSON.parse refuses, and read the same value', () => {
    fc.assert(
      fc.property(fc.oneof(json.map((value) => JSON.stringify(value)), json.map((value) => JSON.stringify(value, null, 2))), (text) => {
        const strict = parseStrictJson(text)
        if (strict.ok) expect(strict.value).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  test('never throw, whatever the bytes', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      unit.map((text) => new TextEncoder().encode(text)),
      fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\\u00', '1', '-', 'e', '.', 'true', ' ', '"a"', '\u202e')).map((parts) => new TextEncoder().encode(parts.join(''))),
    )
    fc.assert(
      fc.property(noise, (bytes) => {
        const result = parseStrictJson(bytes)
        if (!result.ok) expect(result.problem.at).toBeLessThanOrEqual(bytes.length)
        for (const parse of [parseEnvelope, parseStatement, parseTrust, readBundle, readPacket]) expect(typeof parse(bytes).ok).toBe('boolean')
        expect(typeof publicKeyOfPem(new TextDecoder().decode(bytes)).ok).toBe('boolean')
        expect(verifyContent({ plan: bytes, envelopes: [bytes], keys: [bytes] }, informed).verdict).toBe('invalid')
      }),
      { numRuns: 600 },
    )
  })

  test('UTF-8 agrees with the platform, in both directions', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), unit.map((text) => new TextEncoder().encode(text))), (bytes) => {
        const own = utf8Text(bytes)
        let platform: string | null = null
        try {
          platform = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
        } catch {
          platform = null
        }
        expect(own.ok ? own.value : null).toBe(platform)
        if (own.ok) expect(utf8Bytes(own.value)).toEqual(Uint8Array.from(bytes))
      }),
      { numRuns: 2000 },
    )
  })

  test('base64 has one form for each content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(bytesOfBase64(base64Of(bytes))).toEqual(Uint8Array.from(bytes))
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9+/=\-_ ]{0,12}$/), (text) => {
        const bytes = bytesOfBase64(text)
        if (bytes !== null) expect(base64Of(bytes)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a signed plan', () => {
  const content = testContent()
  const options = { ...informed, trust: trustOfKeys([{ key: author.public, name: 'Jana Köhler' }]) }
  const flipped = (bytes: Uint8Array, at: number, bit: number) => {
    const changed = Uint8Array.from(bytes)
    changed[at % bytes.length]! ^= 1 << bit
    return changed
  }
  const place = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 }))

  test('is valid', () => expect(verifyContent(content, options).verdict).toBe('valid'))

  test('with any flipped bit in its statement is not valid', () => {
    fc.assert(
      fc.property(place, ([at, bit]) => {
        expect(verifyContent({ ...content, envelopes: [flipped(content.envelopes[0]!, at, bit)] }, options).verdict).toBe('invalid')
      }),
      { numRuns: 400 },
    )
  })

  test('with any flipped bit in its plan is not valid', () => {
    fc.assert(
      fc.property(place, ([at, bit]) => {
        expect(verifyContent({ ...content, plan: flipped(content.plan, at, bit) }, options).verdict).toBe('invalid')
      }),
      { numRuns: 400 },
    )
  })

  test('as a bundle, changed anywhere in any way, is never valid', async () => {
    const text = canonicalJson(testDocument())
    const bundle = writeBundle(
      { plan: text, envelopes: [utf8TextOf(content.envelopes[0]!)], keys: [author.public], packet: '<!doctype html>', language: 'en', reportHtml: null, reportPdf: null },
      await readBundleTools('resources', 'en'),
    )
    const verdictOf = (bytes: Uint8Array): string => {
      const read = readBundle(bytes)
      if (!read.ok) return 'refused'
      const { verdict, warnings } = verifyContent(read.value.content, { ...options, warnings: read.value.warnings })
      return warnings.some(({ code }) => code === 'W_REPACKED') ? 'repacked' : verdict
    }
    expect(verdictOf(bundle)).toBe('valid')
    const mutation = fc.oneof(
      place.map(([at, bit]) => flipped(bundle, at, bit)),
      fc.tuple(fc.nat(bundle.length), fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([at, extra]) => Uint8Array.from([...bundle.subarray(0, at), ...extra, ...bundle.subarray(at)])),
      fc.tuple(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 40 })).map(([at, length]) => Uint8Array.from([...bundle.subarray(0, at), ...bundle.subarray(at + length)])),
    )
    fc.assert(
      fc.property(mutation, (bytes) => {
        expect(verdictOf(bytes)).not.toBe('valid')
      }),
      { numRuns: 300 },
    )
  })
})

const utf8TextOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('proofs of random logs hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 70 }), fc.nat(), (entries, pick) => {
      const leaves = entries.map((entry) => sha256Hex(utf8Safe(entry)))
      const index = pick % leaves.length
      expect(isIncluded(leaves[index]!, index, inclusionProof(index, leaves), headOf(leaves))).toBe(true)
      const earlier = headOf(leaves.slice(0, index + 1))
      expect(isConsistent(earlier, headOf(leaves), consistencyProof(index + 1, leaves))).toBe(true)
    }),
    { numRuns: 60 },
  )
})
