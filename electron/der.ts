/** The distinguished encoding of ASN.1 (X.690), read strictly and written, as far as keys, certificates and time tokens need it. */

export type Element = {
  readonly tag: number
  readonly value: Buffer
  /** The element with its head. */
  readonly raw: Buffer
  /** Where the next one starts. */
  readonly end: number
}

/** One element. Throws where the bytes are cut short or a length is not written in its one shortest form. */
export function element(bytes: Buffer, at = 0): Element {
  const kind = bytes.readUInt8(at)
  const first = bytes.readUInt8(at + 1)
  const long = first < 0x80 ? 0 : first & 0x7f
  if ((kind & 0x1f) === 0x1f || first === 0x80 || long > 4) throw new RangeError('not distinguished')
  const length = long === 0 ? first : bytes.readUIntBE(at + 2, long)
  if (long > 0 && (length < 0x80 || length < 256 ** (long - 1))) throw new RangeError('not distinguished')
  const start = at + 2 + long
  if (start + length > bytes.length) throw new RangeError('cut short')
  return { tag: kind, value: bytes.subarray(start, start + length), raw: bytes.subarray(at, start + length), end: start + length }
}

/** The whole of some bytes as one element. Throws where something follows it. */
export function onlyElement(bytes: Buffer): Element {
  const whole = element(bytes)
  if (whole.end !== bytes.length) throw new RangeError('something follows')
  return whole
}

export function inside(outer: Element | undefined): readonly Element[] {
  const found: Element[] = []
  const bytes = outer?.value ?? Buffer.alloc(0)
  for (let at = 0; at < bytes.length; ) {
    const next = element(bytes, at)
    found.push(next)
    at = next.end
  }
  return found
}

/** An object identifier as the hex of its content; empty for what is none. */
export function hex(item: Element | undefined): string {
  return item?.tag === 0x06 ? item.value.toString('hex') : ''
}

export function tag(kind: number, value: Uint8Array): Buffer {
  const { length } = value
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : length < 0x1_0000 ? [0x82, length >> 8, length & 0xff] : null
  if (head === null) throw new RangeError('too long to write')
  return Buffer.concat([Buffer.from([kind, ...head]), value])
}

export function sequence(...items: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(items))
}

export function oid(text: string): Buffer {
  return tag(0x06, Buffer.from(text, 'hex'))
}

/** A number that is not negative; bytes are big-endian. */
export function integer(value: number | Uint8Array): Buffer {
  const digits = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex').replace(/^(00)+(?=..)/, '')
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return tag(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]))
}
