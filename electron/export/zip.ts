/**
 * Zip files (APPNOTE 6.3) in the smallest form that every tool opens. Writing is reproducible: stored, not compressed,
 * fixed times, names in order. Reading refuses everything by which two readers could see two contents.
 */
import { inflateRawSync } from 'node:zlib'
import { equalBytes, utf8Bytes, utf8Text } from '../../shared/base/bytes.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'

export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array }

export type ZipFault = {
  readonly code:
    | 'E_SIZE'
    | 'E_ZIP_FORM'
    | 'E_ZIP_PREFIX'
    | 'E_ZIP_MISMATCH'
    | 'E_DUP_NAME'
    | 'E_NAME'
    | 'E_BOMB'
    | 'E_COUNT'
    | 'E_ENCRYPTED'
    | 'E_SYMLINK'
    | 'E_CRC'
  /** Entry at fault, empty where it is the file as a whole. Only names that were checked are repeated. */
  readonly name: string
}

export type ZipLimits = {
  /** Bytes of the whole file. */
  readonly file: number
  /** Bytes of one entry, unpacked. */
  readonly entry: number
  /** Bytes of all entries, unpacked. */
  readonly total: number
  readonly count: number
  /** Unpacked bytes per packed byte. */
  readonly ratio: number
}

const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endRecord = 0x06054b50
/** 1 January 1980, 00:00: the earliest that the format knows. */
const fixedDate = 0x0021
const utf8Flag = 0x0800
/** Bits that only say how well something was compressed. */
const harmlessFlags = utf8Flag | 0x0006
const stored = 0
const deflated = 8

/** Writes entries in the order of their names. Names must be ASCII; the same entries give the same bytes. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const sorted = entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, bytes } of sorted) {
    const title = utf8Bytes(name)
    const common = [number16(20), number16(0), number16(stored), number16(0), number16(fixedDate)]
    const sizes = [number32(crc32(bytes)), number32(bytes.length), number32(bytes.length), number16(title.length), number16(0)]
    directory.push(
      Buffer.concat([
        number32(centralHeader), number16(20), ...common, ...sizes,
        number16(0), number16(0), number16(0), number32(0), number32(at), title,
      ]),
    )
    const local = Buffer.concat([number32(localHeader), ...common, ...sizes, title])
    parts.push(local, bytes)
    at += local.length + bytes.length
  }
  const central = Buffer.concat(directory)
  const count = number16(sorted.length)
  const end = [number32(endRecord), number32(0), count, count, number32(central.length), number32(at), number16(0)]
  return new Uint8Array(Buffer.concat([...parts, central, ...end]))
}

type Central = {
  readonly name: string
  readonly title: Uint8Array
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

/** Reads all entries whose names are allowed. Never throws, and never unpacks more than the limits say. */
export function readZip(
  bytes: Uint8Array,
  limits: ZipLimits,
  isAllowed: (name: string) => boolean,
): Result<readonly ZipEntry[], ZipFault> {
  if (bytes.length > limits.file) return fail({ code: 'E_SIZE', name: '' })
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (file.length < 22) return fail({ code: 'E_ZIP_FORM', name: '' })
  if (file.readUInt32LE(0) !== localHeader) return fail({ code: 'E_ZIP_PREFIX', name: '' })
  const directory = readDirectory(file, limits)
  if (!directory.ok) return directory
  const entries: ZipEntry[] = []
  const twin = firstTwin(directory.value.entries.map((entry) => entry.name))
  if (twin !== null) return fail({ code: 'E_DUP_NAME', name: printable(twin) })
  let [expected, total] = [0, 0]
  for (const entry of directory.value.entries) {
    if (!isAllowed(entry.name)) return fail({ code: 'E_NAME', name: printable(entry.name) })
    total += entry.size
    if (entry.size > limits.entry || total > limits.total || entry.size > limits.ratio * Math.max(entry.packed, 1))
      return fail({ code: 'E_BOMB', name: entry.name })
    // Entries follow each other without gaps, so that nothing can hide between them.
    if (entry.offset !== expected) return fail({ code: 'E_ZIP_MISMATCH', name: entry.name })
    const content = readEntry(file, entry, directory.value.start)
    if (!content.ok) return content
    expected = content.value.end
    entries.push({ name: entry.name, bytes: content.value.bytes })
  }
  if (expected !== directory.value.start) return fail({ code: 'E_ZIP_PREFIX', name: '' })
  return ok(entries)
}

function readDirectory(
  file: Buffer,
  limits: ZipLimits,
): Result<{ readonly start: number; readonly entries: readonly Central[] }, ZipFault> {
  const end = file.length - 22
  // Without a comment the end record is the last 22 bytes; anything after it would be trailing data.
  if (file.readUInt32LE(end) !== endRecord || file.readUInt16LE(end + 20) !== 0)
    return fail({ code: 'E_ZIP_PREFIX', name: '' })
  const [disk, startDisk] = [file.readUInt16LE(end + 4), file.readUInt16LE(end + 6)]
  const [here, count] = [file.readUInt16LE(end + 8), file.readUInt16LE(end + 10)]
  const [length, start] = [file.readUInt32LE(end + 12), file.readUInt32LE(end + 16)]
  if (disk !== 0 || startDisk !== 0 || here !== count) return fail({ code: 'E_ZIP_FORM', name: '' })
  if (count > limits.count) return fail({ code: 'E_COUNT', name: '' })
  if (start + length !== end) return fail({ code: 'E_ZIP_PREFIX', name: '' })
  const entries: Central[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== centralHeader) return fail({ code: 'E_ZIP_FORM', name: '' })
    const [titleLength, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
    const next = at + 46 + titleLength + extra + comment
    if (next > end || file.readUInt16LE(at + 34) !== 0 || comment !== 0) return fail({ code: 'E_ZIP_FORM', name: '' })
    if (!areHarmless(file.subarray(at + 46 + titleLength, next))) return fail({ code: 'E_ZIP_FORM', name: '' })
    const title = file.subarray(at + 46, at + 46 + titleLength)
    const name = utf8Text(title)
    if (!name.ok || name.value === '') return fail({ code: 'E_NAME', name: '' })
    const flags = file.readUInt16LE(at + 8)
    if ((flags & 0x2041) !== 0) return fail({ code: 'E_ENCRYPTED', name: printable(name.value) })
    if (isSpecial(file.readUInt16LE(at + 4) >> 8, file.readUInt32LE(at + 38)))
      return fail({ code: 'E_SYMLINK', name: printable(name.value) })
    entries.push({
      name: name.value,
      title,
      flags,
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    })
    at = next
  }
  return at === end ? ok({ start, entries: entries.toSorted((left, right) => left.offset - right.offset) }) : fail({ code: 'E_ZIP_FORM', name: '' })
}

/**
 * Extra fields that say when a file was changed and whose it was. Others can give an entry another name or size than its
 * header: a reader that knows them would unpack another content.
 */
const harmlessExtras: ReadonlySet<number> = new Set([0x000a, 0x5455, 0x5855, 0x7855, 0x7875])

function areHarmless(extra: Buffer): boolean {
  let at = 0
  while (at + 4 <= extra.length) {
    if (!harmlessExtras.has(extra.readUInt16LE(at))) return false
    at += 4 + extra.readUInt16LE(at + 2)
  }
  return at === extra.length
}

/** On Unix the upper half of the attributes is the file's mode: anything but a plain file is refused. */
function isSpecial(system: number, attributes: number): boolean {
  const kind = (attributes >>> 28) & 0xf
  return (system === 3 || system === 19) && kind !== 0 && kind !== 8
}

function readEntry(
  file: Buffer,
  entry: Central,
  limit: number,
): Result<{ readonly bytes: Uint8Array; readonly end: number }, ZipFault> {
  const { name, offset } = entry
  const mismatch = fail({ code: 'E_ZIP_MISMATCH' as const, name })
  if (offset + 30 > limit || file.readUInt32LE(offset) !== localHeader) return mismatch
  const [titleLength, extra] = [file.readUInt16LE(offset + 26), file.readUInt16LE(offset + 28)]
  const start = offset + 30 + titleLength + extra
  const end = start + entry.packed
  if (end > limit) return mismatch
  const same =
    file.readUInt16LE(offset + 6) === entry.flags &&
    file.readUInt16LE(offset + 8) === entry.method &&
    file.readUInt32LE(offset + 14) === entry.crc &&
    file.readUInt32LE(offset + 18) === entry.packed &&
    file.readUInt32LE(offset + 22) === entry.size &&
    equalBytes(file.subarray(offset + 30, offset + 30 + titleLength), entry.title)
  if (!same) return mismatch
  if ((entry.flags & ~harmlessFlags) !== 0) return fail({ code: 'E_ZIP_FORM', name })
  if (!areHarmless(file.subarray(start - extra, start))) return fail({ code: 'E_ZIP_FORM', name })
  const bytes = unpack(file.subarray(start, end), entry)
  if (bytes === null) return fail({ code: entry.method === deflated ? 'E_BOMB' : 'E_ZIP_FORM', name })
  return crc32(bytes) === entry.crc ? ok({ bytes, end }) : fail({ code: 'E_CRC', name })
}

/** The content, or null where it does not unpack to exactly the size that was declared. */
function unpack(packed: Buffer, entry: Central): Uint8Array | null {
  if (entry.method === stored) return entry.packed === entry.size ? new Uint8Array(packed) : null
  if (entry.method !== deflated) return null
  try {
    // One byte more than declared is enough to notice that it lies.
    const bytes = inflateRawSync(packed, { maxOutputLength: entry.size + 1 })
    return bytes.length === entry.size && needsAll(packed, entry.size) ? new Uint8Array(bytes) : null
  } catch {
    return null
  }
}

/** Whether compressed data ends with its last byte: nothing may hide behind its end. */
function needsAll(packed: Buffer, size: number): boolean {
  try {
    inflateRawSync(packed.subarray(0, -1), { maxOutputLength: size + 1 })
    return false
  } catch {
    return true
  }
}

/** The first name that is there twice, also where only the case of its letters differs: some disks cannot tell. */
function firstTwin(names: readonly string[]): string | null {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name.toLowerCase())) return name
    seen.add(name.toLowerCase())
  }
  return null
}

/** A name that may be repeated in a message: visible ASCII, not too long. */
function printable(name: string): string {
  return name.slice(0, 80).replaceAll(/[^ -~]/g, '?')
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
