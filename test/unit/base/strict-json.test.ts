import { describe, expect, test } from 'vitest'
import { parseStrictJson, type JsonFaultCode } from '../../../shared/base/strict-json.ts'

const refused = (input: Uint8Array | string): readonly [JsonFaultCode, number] | 'accepted' => {
  const result = parseStrictJson(input)
  return result.ok ? 'accepted' : [result.problem.code, result.problem.at]
}
const bytes = (...values: number[]) => Uint8Array.from(values)
const text = (value: string) => new TextEncoder().encode(value)

describe('what is JSON', () => {
  test.each([
    ['{}', {}],
    [' \t\r\n[ ] ', []],
    ['{"a":[1,-2.5,1e3,1E-2,true,false,null,"x"]}', { a: [1, -2.5, 1000, 0.01, true, false, null, 'x'] }],
    ['"\\"\\\\\\/\\n\\t\\u00fc\\ud83d\\ude00"', '"\\/\n\tü😀'],
    ['9007199254740991', 9007199254740991],
    ['0', 0],
    ['{"toString":1,"valueOf":2}', { toString: 1, valueOf: 2 }],
  ])('%s', (input, expected) => {
    expect(parseStrictJson(input)).toEqual({ ok: true, value: expected })
    expect(parseStrictJson(text(input))).toEqual({ ok: true, value: expected })
  })
})

describe('what is refused, with its position', () => {
  test.each<[string, JsonFaultCode, number]>([
    ['{"a":1,"a":2}', 'E_DUP', 7],
    ['{"a":1,"\\u0061":2}', 'E_DUP', 7],
    ['["\\ud800"]', 'E_SURROGATE', 1],
    ['["\\udc00\\ud800"]', 'E_SURROGATE', 1],
    ['["\\ufffe"]', 'E_SURROGATE', 1],
    ['{"a":9007199254740992}', 'E_NUM', 5],
    ['1e400', 'E_NUM', 0],
    ['1e-400', 'E_NUM', 0],
    ['-0', 'E_NUM', 0],
    ['-0.0', 'E_NUM', 0],
    ['0.100000000000000005', 'E_NUM', 0],
    ['01', 'E_TRAILING', 1],
    ['.5', 'E_SYNTAX', 0],
    ['+1', 'E_SYNTAX', 0],
    ['1.', 'E_TRAILING', 1],
    ['NaN', 'E_SYNTAX', 0],
    ['0x10', 'E_TRAILING', 1],
    ['[1,]', 'E_SYNTAX', 3],
    ['{"a":1,}', 'E_SYNTAX', 7],
    ["{'a':1}", 'E_SYNTAX', 1],
    ['{a:1}', 'E_SYNTAX', 1],
    ['// x\n1', 'E_SYNTAX', 0],
    ['{} {}', 'E_TRAILING', 3],
    ['{}\u0000', 'E_TRAILING', 2],
    ['', 'E_SYNTAX', 0],
    ['"abc', 'E_SYNTAX', 4],
    ['"a\nb"', 'E_SYNTAX', 2],
    ['"\\x41"', 'E_SYNTAX', 1],
    ['"\\u12g4"', 'E_SYNTAX', 1],
    ['["\\u0007"]', 'E_CTRL', 1],
    ['["\u0085"]', 'E_CTRL', 1],
    ['["a\u202eb"]', 'E_BIDI', 1],
    ['{"a\u200b":1}', 'E_BIDI', 1],
    ['["e\u0301"]', 'E_NFC', 1],
    ['{"__proto__":{"x":1}}', 'E_PROTO', 1],
    ['{"constructor":1}', 'E_PROTO', 1],
    ['\uFEFF{}', 'E_BOM', 0],
  ])('%j', (input, code, at) => {
    expect(refused(input)).toEqual([code, at])
  })

  test.each<[string, Uint8Array, JsonFaultCode, number]>([
    ['overlong', bytes(0x22, 0xc0, 0xaf, 0x22), 'E_UTF8', 1],
    ['encoded surrogate', bytes(0x22, 0xed, 0xa0, 0x80, 0x22), 'E_UTF8', 1],
    ['beyond Unicode', bytes(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22), 'E_UTF8', 1],
    ['cut short', bytes(0x22, 0xe2, 0x82), 'E_UTF8', 1],
    ['lone continuation', bytes(0x80), 'E_UTF8', 0],
    ['UTF-8 mark', bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d), 'E_BOM', 0],
    ['UTF-16', bytes(0xff, 0xfe, 0x7b, 0x00), 'E_BOM', 0],
  ])('%s', (_name, input, code, at) => {
    expect(refused(input)).toEqual([code, at])
  })

  test('depth, size and number of values, without a stack overflow', () => {
    expect(refused('['.repeat(100_000))).toEqual(['E_DEPTH', 64])
    expect(refused('['.repeat(64) + ']'.repeat(64))).toBe('accepted')
    expect(refused('{"a":'.repeat(100_000))[0]).toBe('E_DEPTH')
    const limits = { maxBytes: 10, maxDepth: 4, maxNodes: 3 }
    expect(parseStrictJson('[1,2,3]', limits)).toMatchObject({ problem: { code: 'E_NODES' } })
    expect(parseStrictJson('"01234567890"', limits)).toMatchObject({ problem: { code: 'E_SIZE' } })
  })

  test('nothing reaches a prototype', () => {
    parseStrictJson('{"__proto__":{"isAdmin":true}}')
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })
})
