/** A small ZIP reader: stored and deflated members, symbolic links, no ZIP64. Enough for an Electron distribution. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

const endSignature = 0x06054b50
const memberSignature = 0x02014b50
const localHeaderSize = 30
/** The end record is 22 bytes and a comment of at most 65535. */
const longestEnd = 22 + 0xffff
const fileTypeMask = 0o170000
const symbolicLink = 0o120000
const unzippersAtOnce = 4

/**
 * @typedef {object} ZipMember
 * @property {string} name path with forward slashes; a folder ends in one
 * @property {0 | 8} method 0 stored, 8 deflated
 * @property {number} packedSize bytes in the archive
 * @property {number} size bytes when unpacked
 * @property {number} mode POSIX file mode, 0 when the archive has none
 * @property {number} start offset of the member's data in the archive
 */

/**
 * Lists the members of an archive.
 * @param {string} archive path
 * @returns {Promise<ZipMember[]>}
 * @throws {Error} when the file is not a ZIP archive of the supported kind
 */
export async function zipMembers(archive) {
  const file = await open(archive, 'r')
  try {
    const { size } = await file.stat()
    const tail = await bytesAt(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd))
    const end = findEnd(tail)
    if (end < 0) throw new Error(`not a ZIP archive: ${archive}`)
    const count = tail.readUInt16LE(end + 10)
    const directoryStart = tail.readUInt32LE(end + 16)
    if (count === 0xffff || directoryStart === 0xffffffff) throw new Error(`ZIP64 is not supported: ${archive}`)
    const directory = await bytesAt(file, directoryStart, tail.readUInt32LE(end + 12))
    /** @type {ZipMember[]} */
    const members = []
    let at = 0
    for (let index = 0; index < count; index++) {
      if (directory.readUInt32LE(at) !== memberSignature) throw new Error(`broken ZIP directory: ${archive}`)
      const nameLength = directory.readUInt16LE(at + 28)
      const local = directory.readUInt32LE(at + 42)
      const localHeader = await bytesAt(file, local, localHeaderSize)
      const method = directory.readUInt16LE(at + 10)
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
      if (method !== 0 && method !== 8) throw new Error(`ZIP method ${method} is not supported: ${name}`)
      members.push({
        name,
        method,
        packedSize: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        mode: directory.readUInt32LE(at + 38) >>> 16,
        start: local + localHeaderSize + localHeader.readUInt16LE(26) + localHeader.readUInt16LE(28),
      })
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return members
  } finally {
    await file.close()
  }
}

/**
 * Unpacks an archive into a folder.
 * @param {string} archive path
 * @param {string} destination folder; made when it is not there
 * @param {(name: string) => string | null} [rename] path below the folder, or null to leave the member out
 * @throws {Error} when a member would land outside the folder
 */
export async function unzip(archive, destination, rename = (name) => name) {
  /** @type {{ member: ZipMember, target: string }[]} */
  const work = []
  for (const member of await zipMembers(archive)) {
    const name = rename(member.name)
    if (name === null || name.endsWith('/')) continue
    const target = path.resolve(destination, name)
    if (!target.startsWith(path.resolve(destination) + path.sep)) throw new Error(`unsafe path in archive: ${name}`)
    await mkdir(path.dirname(target), { recursive: true })
    work.push({ member, target })
  }
  // Links last, so that no member can be written through one.
  const files = work.filter(({ member }) => !isLink(member))
  const next = files.values()
  await Promise.all(
    Array.from({ length: unzippersAtOnce }, async () => {
      for (const { member, target } of next) await unpackFile(archive, member, target)
    }),
  )
  for (const { member, target } of work.filter((item) => isLink(item.member))) {
    const pointsTo = (await memberBytes(archive, member)).toString('utf8')
    const resolved = path.resolve(path.dirname(target), pointsTo)
    if (!resolved.startsWith(path.resolve(destination) + path.sep)) throw new Error(`unsafe link in archive: ${member.name}`)
    await symlink(pointsTo, target)
  }
}

/** @param {ZipMember} member */
const isLink = (member) => (member.mode & fileTypeMask) === symbolicLink

/** @param {Buffer} tail */
function findEnd(tail) {
  for (let at = tail.length - 22; at >= 0; at--) if (tail.readUInt32LE(at) === endSignature) return at
  return -1
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} start
 * @param {number} length
 */
async function bytesAt(file, start, length) {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, start)
  if (bytesRead !== length) throw new Error('the archive ends too early')
  return bytes
}

/**
 * @param {string} archive
 * @param {ZipMember} member
 */
function packedStream(archive, member) {
  return createReadStream(archive, { start: member.start, end: member.start + member.packedSize - 1, highWaterMark: 1 << 20 })
}

/**
 * @param {string} archive
 * @param {ZipMember} member
 * @param {string} target
 */
async function unpackFile(archive, member, target) {
  const mode = member.mode & 0o777 || 0o644
  if (member.size === 0) return writeFile(target, '', { mode })
  const out = createWriteStream(target, { mode })
  if (member.method === 0) await pipeline(packedStream(archive, member), out)
  else await pipeline(packedStream(archive, member), createInflateRaw({ chunkSize: 1 << 18 }), out)
  if (out.bytesWritten !== member.size) throw new Error(`wrong size after unpacking: ${member.name}`)
}

/**
 * @param {string} archive
 * @param {ZipMember} member
 */
async function memberBytes(archive, member) {
  const packed = packedStream(archive, member)
  const stream = member.method === 0 ? packed : packed.pipe(createInflateRaw())
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
