/**
 * A strict parser for I-JSON (RFC 7493). What common parsers silently accept or repair is refused here, because two
 * readers that repair differently would read two plans from the same bytes. It never throws and never recurses deeper
 * than its limit.
 */
import { utf8Text } from './bytes.ts'
import { fail, ok, type Result } from './result.ts'
import { textFault } from './text.ts'

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | JsonValue[]
  | { [name: string]: JsonValue }

export const jsonFaultCodes = [
  /** Larger than the limit. */
  'E_SIZE',
  /** Starts with a byte order mark, or is UTF-16. */
  'E_BOM',
  /** Not UTF-8. */
  'E_UTF8',
  /** Not JSON. */
  'E_SYNTAX',
  /** Something follows the value. */
  'E_TRAILING',
  /** Nested too deep. */
  'E_DEPTH',
  /** More values than the limit. */
  'E_NODES',
  /** An object has the same member twice. */
  'E_DUP',
  /** A member's name could reach an object's prototype. */
  'E_PROTO',
  /** A number that has no exact form, overflows, underflows or is minus zero. */
  'E_NUM',
  /** A lone surrogate or a noncharacter. */
  'E_SURROGATE',
  /** Text that is not in Unicode normalization form C. */
  'E_NFC',
  /** A control character. */
  'E_CTRL',
  /** A character that reorders or hides text. */
  'E_BIDI',
] as const
export type JsonFaultCode = (typeof jsonFaultCodes)[number]

/** `at` is an offset in UTF-16 code units; in bytes for `E_SIZE`, `E_BOM` and `E_UTF8`. */
export type JsonFault = { readonly code: JsonFaultCode; readonly at: number }

export type JsonLimits = {
  readonly maxBytes: number
  readonly maxDepth: number
  readonly maxNodes: number
  /** `any`: values may hold characters that cannot be signed. For files of others, whose texts are cleaned afterwards. */
  readonly values?: 'plain' | 'any'
}

export const defaultJsonLimits: JsonLimits = { maxBytes: 16 * 1024 * 1024, maxDepth: 64, maxNodes: 500_000 }

/** In a name, invisible characters too: two names must never look the same. */
const hidden = /\p{Default_Ignorable_Code_Point}/u
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const prototypeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
const escapes: Readonly<Record<string, string>> = {
  '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t',
}

/** Parses bytes or text. The fault says what is wrong and where, never what was there. */
export function parseStrictJson(
  input: Uint8Array | string,
  limits: JsonLimits = defaultJsonLimits,
): Result<JsonValue, JsonFault> {
  const text = textOf(input, limits)
  return text.ok ? read(text.value, limits) : text
}

function textOf(input: Uint8Array | string, limits: JsonLimits): Result<string, JsonFault> {
  if (input.length > limits.maxBytes) return fail({ code: 'E_SIZE', at: limits.maxBytes })
  if (typeof input === 'string') return input.startsWith('\uFEFF') ? fail({ code: 'E_BOM', at: 0 }) : ok(input)
  const [first, second, third] = input
  const marked =
    (first === 0xef && second === 0xbb && third === 0xbf) ||
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff)
  if (marked) return fail({ code: 'E_BOM', at: 0 })
  const text = utf8Text(input)
  return text.ok ? text : fail({ code: 'E_UTF8', at: text.problem.at })
}

/** Leaves the parser from any depth; caught once, in `read`. */
class Stop extends Error {
  readonly fault: JsonFault
  constructor(fault: JsonFault) {
    super(fault.code)
    this.fault = fault
  }
}

/** Digits of a number from the first to the last that is not zero. Counted one by one: the token may be long. */
function significantDigits(token: string): number {
  let [seen, last] = [0, 0]
  for (const letter of token) {
    if (letter === 'e' || letter === 'E') break
    if (letter < '0' || letter > '9' || (seen === 0 && letter === '0')) continue
    seen += 1
    if (letter !== '0') last = seen
  }
  return last
}

function read(text: string, limits: JsonLimits): Result<JsonValue, JsonFault> {
  let at = 0
  let nodes = 0

  const stop = (code: JsonFaultCode, where = at): never => {
    throw new Stop({ code, at: where })
  }

  const space = (): void => {
    for (;;) {
      const unit = text.charCodeAt(at)
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return
      at += 1
    }
  }

  const string = (isName: boolean): string => {
    const start = at
    const pieces: string[] = []
    at += 1
    let from = at
    for (;;) {
      const unit = text.charCodeAt(at)
      if (unit === 0x22) break
      // NaN at the end of the text fails this comparison too.
      if (!(unit >= 0x20)) stop('E_SYNTAX')
      if (unit !== 0x5c) {
        at += 1
        continue
      }
      pieces.push(text.slice(from, at), escape())
      from = at
    }
    pieces.push(text.slice(from, at))
    at += 1
    const value = pieces.join('')
    const fault = limits.values === 'any' && !isName ? null : textFault(value)
    if (fault !== null) stop(fault, start)
    return value
  }

  const escape = (): string => {
    const letter = text.charAt(at + 1)
    if (letter === 'u') {
      const hex = text.slice(at + 2, at + 6)
      if (!/^[0-9A-Fa-f]{4}$/.test(hex)) stop('E_SYNTAX')
      at += 6
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    const plain = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (plain === undefined) return stop('E_SYNTAX')
    at += 2
    return plain
  }

  const numeral = (): number => {
    number.lastIndex = at
    const match = number.exec(text)
    if (match === null) return stop('E_SYNTAX')
    const [token, fraction, exponent] = match
    const value = Number(token)
    if (!Number.isFinite(value) || Object.is(value, -0)) stop('E_NUM')
    if (fraction === undefined && exponent === undefined) {
      if (!Number.isSafeInteger(value)) stop('E_NUM')
    } else {
      const digits = significantDigits(token)
      if (digits > 17 || (value === 0 && digits > 0)) stop('E_NUM')
    }
    at += token.length
    return value
  }

  const word = (letters: string, value: JsonValue): JsonValue => {
    if (!text.startsWith(letters, at)) stop('E_SYNTAX')
    at += letters.length
    return value
  }

  const list = (depth: number): JsonValue[] => {
    const items: JsonValue[] = []
    at += 1
    space()
    if (text[at] === ']') {
      at += 1
      return items
    }
    for (;;) {
      items.push(value(depth))
      space()
      const sign = text[at]
      if (sign !== ',' && sign !== ']') stop('E_SYNTAX')
      at += 1
      if (sign === ']') return items
    }
  }

  const object = (depth: number): { [name: string]: JsonValue } => {
    const members: { [name: string]: JsonValue } = {}
    at += 1
    space()
    if (text[at] === '}') {
      at += 1
      return members
    }
    for (;;) {
      space()
      if (text[at] !== '"') stop('E_SYNTAX')
      const start = at
      const name = string(true)
      if (prototypeNames.has(name)) stop('E_PROTO', start)
      if (hidden.test(name)) stop('E_BIDI', start)
      if (Object.hasOwn(members, name)) stop('E_DUP', start)
      space()
      if (text[at] !== ':') stop('E_SYNTAX')
      at += 1
      members[name] = value(depth)
      space()
      const sign = text[at]
      if (sign !== ',' && sign !== '}') stop('E_SYNTAX')
      at += 1
      if (sign === '}') return members
    }
  }

  const value = (depth: number): JsonValue => {
    space()
    nodes += 1
    if (nodes > limits.maxNodes) stop('E_NODES')
    switch (text[at]) {
      case '{':
        return depth < limits.maxDepth ? object(depth + 1) : stop('E_DEPTH')
      case '[':
        return depth < limits.maxDepth ? list(depth + 1) : stop('E_DEPTH')
      case '"':
        return string(false)
      case 't':
        return word('true', true)
      case 'f':
        return word('false', false)
      case 'n':
        return word('null', null)
      default:
        return numeral()
    }
  }

  try {
    const whole = value(0)
    space()
    return at === text.length ? ok(whole) : fail({ code: 'E_TRAILING', at })
  } catch (error) {
    if (error instanceof Stop) return fail(error.fault)
    throw error
  }
}
