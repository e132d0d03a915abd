import { describe, expect, test } from 'vitest'
import { canonicalize, canonicalJson } from '../../../shared/base/canonical.ts'
import { numbersOfAppendixB } from '../../support/rfc8785-numbers.ts'

/** A double from its IEEE 754 bits, as RFC 8785 appendix B writes them. */
function double(hex: string): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(`0x${hex}`))
  return view.getFloat64(0)
}

describe('RFC 8785', () => {
  test('the example of section 3.2.2', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    )
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('members in the order of section 3.2.3', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }
    expect(Object.values(JSON.parse(canonicalJson(value)))).toHaveLength(7)
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  })

  test.each(numbersOfAppendixB)('number %s of appendix B', (hex, expected) => {
    expect(canonicalJson(double(hex))).toBe(expected)
  })
})

test('what has no canonical form is refused with its place', () => {
  expect(canonicalize({ a: [{ b: Number.NaN }] })).toEqual({ ok: false, problem: { code: 'not-finite', path: '/a/0/b' } })
  expect(canonicalize({ a: Number.POSITIVE_INFINITY })).toMatchObject({ problem: { code: 'not-finite' } })
  expect(canonicalize({ 'x/y~z': '\ud800' })).toEqual({ ok: false, problem: { code: 'lone-surrogate', path: '/x~1y~0z' } })
  expect(canonicalize({ '\udc00': 1 })).toMatchObject({ problem: { code: 'lone-surrogate' } })
  expect(canonicalize({ a: undefined })).toEqual({ ok: false, problem: { code: 'not-json', path: '/a' } })
  expect(canonicalize(10n)).toMatchObject({ problem: { code: 'not-json' } })
})
