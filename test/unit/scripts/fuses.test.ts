import { describe, expect, it } from 'vitest'
import { readFuses, setFuses } from '../../../scripts/setup/fuses.mjs'

/** An executable with a fuse wire: the sentinel, version, count, one character per fuse. */
const executable = (wire: string, version = 1): Buffer =>
  Buffer.concat([
    Buffer.from('\x7fELF some code '),
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([version, wire.length]),
    Buffer.from(wire),
    Buffer.from(' more code'),
  ])

describe('fuses', () => {
  it('reads the names in the order of the wire', () => {
    expect(readFuses(executable('10r11'))).toEqual({
      runAsNode: 'on',
      enableCookieEncryption: 'off',
      enableNodeOptionsEnvironmentVariable: 'removed',
      enableNodeCliInspectArguments: 'on',
      enableEmbeddedAsarIntegrityValidation: 'on',
    })
  })

  it('sets the named fuses and touches nothing else', () => {
    const bytes = executable('10110010')
    setFuses(bytes, { enableNodeCliInspectArguments: false, grantFileProtocolExtraPrivileges: true })
    expect(bytes.equals(executable('10100011'))).toBe(true)
  })

  it('refuses a fuse the executable does not have, an unknown version and a file without a wire', () => {
    expect(() => setFuses(executable('11'), { onlyLoadAppFromAsar: true })).toThrow('no fuse onlyLoadAppFromAsar')
    expect(() => readFuses(executable('11', 2))).toThrow('version 2')
    expect(() => readFuses(Buffer.from('no wire'))).toThrow('not an Electron executable')
    expect(() => readFuses(executable('x'))).toThrow('unknown state')
  })
})
