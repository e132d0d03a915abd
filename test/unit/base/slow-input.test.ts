/**
 * Small files that would keep a careless reader busy for hours: each is answered at once. A test that hangs here is the
 * finding; no time is measured.
 */
import { expect, test } from 'vitest'
import { utf8Bytes } from '../../../shared/base/bytes.ts'
import { parseStrictJson } from '../../../shared/base/strict-json.ts'
import { textFault } from '../../../shared/base/text.ts'
import { looksConfusable } from '../../../shared/plan/confusable.ts'
import { verifyContent } from '../../../shared/plan/verify.ts'
import { readPacket } from '../../../electron/export/bundle.ts'
import { readXml } from '../../../electron/inventory/xml.ts'
import { bare } from '../../support/signed.ts'

const code = (text: string): string => {
  const read = parseStrictJson(text)
  return read.ok ? 'accepted' : read.problem.code
}
const million = 1_000_000

test('a number with a million zeros between two digits', () => {
  expect(code(`[1${'0'.repeat(million)}1]`)).toBe('E_NUM')
  expect(code(`[1.${'0'.repeat(million)}1]`)).toBe('E_NUM')
  expect(code(`[0.${'0'.repeat(million)}1]`)).toBe('E_NUM')
  // Zeros at both ends count for nothing, as before.
  expect(code(`[0.${'0'.repeat(20)}12345678901234567${'0'.repeat(million)}]`)).toBe('accepted')
  expect(code(`[123456789012345678.5]`)).toBe('E_NUM')
})

test('a letter under a million marks', () => {
  const heap = `a${'\u0327\u0301'.repeat(million / 2)}`
  expect(textFault(heap)).toBe('E_NFC')
  expect(code(`{"${heap}":1}`)).toBe('E_NFC')
  // Thirty in a row are read.
  expect(textFault(`x${'\u0301'.repeat(30)}`)).toBeNull()
  expect(textFault(`x${'\u0301'.repeat(31)}`)).toBe('E_NFC')
})

test('a million letters of one script, and one of another far from them', () => {
  expect(looksConfusable({ a: `${'a'.repeat(million)} \u044f` })).toBeNull()
  expect(looksConfusable({ a: `${'\u044f'.repeat(million)} a` })).toBeNull()
  expect(looksConfusable({ a: `${'a\u6f22'.repeat(million / 2)} \u044f` })).toBeNull()
  expect(looksConfusable({ a: `${'a'.repeat(million)}\u044f` })).toBe('/a')
  expect(looksConfusable({ a: `\u03b1${'1'.repeat(million)}b` })).toBe('/a')
  const plan = utf8Bytes(JSON.stringify({ a: `${'a'.repeat(million)} \u044f` }))
  expect(verifyContent({ plan, envelopes: [], keys: [] }, bare).verdict).toBe('invalid')
})

test('a page with a hundred thousand keys', () => {
  const block = (at: number): string => `<script type="application/octet-stream" data-name="keys/k${at}.pem"></script>`
  const page = Array.from({ length: 100_000 }, (_, at) => block(at)).join('')
  expect(readPacket(utf8Bytes(page))).toMatchObject({ ok: false, problem: { code: 'E_COUNT' } })
})

test('XML that opens and never ends', () => {
  const refused = { ok: false, problem: { code: expect.stringMatching(/^(broken-xml|too-many|too-deep|entities)$/) } }
  expect(readXml('<!DOCTYPE'.repeat(million / 9), 'nvidia_smi_log')).toMatchObject(refused)
  expect(readXml('<a</a'.repeat(million / 5), 'nvidia_smi_log')).toMatchObject(refused)
  expect(readXml(`${'<a</a'.repeat(million / 5)}>`, 'nvidia_smi_log')).toMatchObject(refused)
  expect(readXml('<!DOCTYPE a [<!ELEMENT a ANY>]><a/>', 'a')).toMatchObject({ problem: { code: 'entities' } })
})
