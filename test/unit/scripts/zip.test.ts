import { crc32, deflateRawSync } from 'node:zlib'
import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unzip, zipMembers } from '../../../scripts/setup/zip.mjs'

type Member = { name: string; body?: string; mode?: number; deflate?: boolean; method?: number }

/** A ZIP archive written from the format's description (APPNOTE 6.3), independent of the reader. */
function zip(members: readonly Member[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, body = '', mode = 0o100644, deflate = false, method = deflate ? 8 : 0 } of members) {
    const plain = Buffer.from(body)
    const packed = deflate ? deflateRawSync(plain) : plain
    const nameBytes = Buffer.from(name)
    // The local header carries an extra field that the directory does not: both lengths must be honored.
    const extra = Buffer.from([0x55, 0x54, 1, 0, 0])
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    local.writeUInt16LE(nameBytes.length, 26)
    local.writeUInt16LE(extra.length, 28)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(crc32 === undefined ? 0 : crc32(plain), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(plain.length, 24)
    entry.writeUInt16LE(nameBytes.length, 28)
    entry.writeUInt32LE((mode << 16) >>> 0, 38)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, nameBytes, extra, packed)
    directory.push(entry, nameBytes)
    offset += local.length + nameBytes.length + extra.length + packed.length
  }
  const table = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, table, end, Buffer.from(comment)])
}

let folder = ''
let archive = ''
const target = (name: string): string => path.join(folder, 'out', name)
const write = (...args: Parameters<typeof zip>): void => writeFileSync(archive, zip(...args))

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'homeport-zip-'))
  archive = path.join(folder, 'a.zip')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the ZIP reader', () => {
  it('unpacks stored, deflated, empty and executable members, behind a comment', async () => {
    const long = 'Homeport '.repeat(50_000)
    write(
      [
        { name: 'a/', mode: 0o40755 },
        { name: 'a/stored.txt', body: 'stored' },
        { name: 'a/b/deflated.txt', body: long, deflate: true },
        { name: 'empty' },
        { name: 'program', body: '#!', mode: 0o100755 },
      ],
      'a comment',
    )
    await unzip(archive, path.join(folder, 'out'))
    expect(readFileSync(target('a/stored.txt'), 'utf8')).toBe('stored')
    expect(readFileSync(target('a/b/deflated.txt'), 'utf8')).toBe(long)
    expect(statSync(target('empty')).size).toBe(0)
    expect(statSync(target('program')).mode & 0o111).not.toBe(0)
    expect(statSync(target('a/stored.txt')).mode & 0o111).toBe(0)
  })

  it('renames members and leaves out those without a name', async () => {
    write([{ name: 'App/App', body: 'x' }, { name: 'App/resources/app.asar', body: 'y' }])
    await unzip(archive, path.join(folder, 'out'), (name) => (name === 'App/App' ? 'electron' : null))
    expect(readFileSync(target('electron'), 'utf8')).toBe('x')
    expect(() => statSync(target('App'))).toThrow('ENOENT')
  })

  it('makes links that stay inside', async () => {
    write([{ name: 'link', body: 'file', mode: 0o120777 }, { name: 'file', body: 'x' }])
    await unzip(archive, path.join(folder, 'out'))
    expect(readlinkSync(target('link'))).toBe('file')
  })

  it.each([['../outside'], ['/tmp/outside'], ['a/../../outside']])('refuses a member named %s', async (name) => {
    write([{ name, body: 'x' }])
    await expect(unzip(archive, path.join(folder, 'out'))).rejects.toThrow('unsafe path')
  })

  it('refuses a link that leads outside', async () => {
    write([{ name: 'link', body: '../../etc', mode: 0o120777 }])
    await expect(unzip(archive, path.join(folder, 'out'))).rejects.toThrow('unsafe link')
  })

  it('refuses what is no archive, a broken directory and a method it does not know', async () => {
    writeFileSync(archive, 'no archive at all, but longer than an end record')
    await expect(zipMembers(archive)).rejects.toThrow('not a ZIP archive')
    write([{ name: 'a', body: 'x', method: 12 }])
    await expect(zipMembers(archive)).rejects.toThrow('method 12')
    const bytes = zip([{ name: 'a', body: 'x' }])
    bytes.writeUInt8(0, bytes.length - 22 - 47)
    writeFileSync(archive, bytes)
    await expect(zipMembers(archive)).rejects.toThrow('broken ZIP directory')
  })

  it('notices a member whose size is wrong', async () => {
    const bytes = zip([{ name: 'a', body: 'abcdef', deflate: true }])
    bytes.writeUInt32LE(5, bytes.length - 22 - 47 + 24)
    writeFileSync(archive, bytes)
    await expect(unzip(archive, path.join(folder, 'out'))).rejects.toThrow('wrong size')
  })
})
