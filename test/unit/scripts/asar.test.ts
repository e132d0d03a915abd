import { describe, expect, it } from 'vitest'
import { asarPaths, packAsar } from '../../../scripts/setup/asar.mjs'

/** Reads a file the way Chromium's pickles are described: sizes first, then JSON, then the bodies. */
function readFrom(archive: Buffer, name: string): string {
  const headerSize = archive.readUInt32LE(4)
  const jsonSize = archive.readUInt32LE(12)
  const table: Record<string, { size: number; offset: string }> = JSON.parse(archive.toString('utf8', 16, 16 + jsonSize)).files
  const entry = table[name]!
  const start = 8 + headerSize + Number(entry.offset)
  return archive.toString('utf8', start, start + entry.size)
}

describe('the asar packer', () => {
  const files = { 'main.js': Buffer.from('app.quit()'), 'package.json': Buffer.from('{"name":"ä"}'), empty: Buffer.alloc(0) }

  it('puts every body where the header says', () => {
    const archive = packAsar(files)
    expect(readFrom(archive, 'main.js')).toBe('app.quit()')
    expect(readFrom(archive, 'package.json')).toBe('{"name":"ä"}')
    expect(readFrom(archive, 'empty')).toBe('')
  })

  it.each([1, 2, 3, 4, 5])('aligns the header whatever its length (%i)', (length) => {
    const archive = packAsar({ ['n'.repeat(length)]: Buffer.from('body') })
    expect(archive.readUInt32LE(0)).toBe(4)
    expect(archive.readUInt32LE(4) % 4).toBe(0)
    expect(archive.readUInt32LE(8)).toBe(archive.readUInt32LE(4) - 4)
    expect(readFrom(archive, 'n'.repeat(length))).toBe('body')
  })

  it('lists what it packed and packs no folders', () => {
    expect(asarPaths(packAsar(files))).toEqual(['empty', 'main.js', 'package.json'])
    expect(() => packAsar({ 'a/b': Buffer.alloc(1) })).toThrow('no folders')
  })

  it('lists nested archives of other packers', () => {
    const json = Buffer.from(JSON.stringify({ files: { b: { files: { c: { size: 1, offset: '0' } } }, a: { size: 1, unpacked: true } } }))
    const head = Buffer.alloc(16)
    head.writeUInt32LE(json.length, 12)
    expect(asarPaths(Buffer.concat([head, json]))).toEqual(['a', 'b/c'])
  })
})
