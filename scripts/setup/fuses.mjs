/** Reads and sets the fuses of an Electron executable: switches in the binary that no argument can turn back. */

/** Marks the fuse wire in the executable. After it: version, count, then one character per fuse. */
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const wireVersion = 1
/** @type {ReadonlyMap<number, FuseState>} */
const states = new Map([
  [0x30, 'off'],
  [0x31, 'on'],
  [0x72, 'removed'],
  [0x90, 'inherit'],
])

/** Names of wire version 1 in order, as in Electron's documentation. */
export const fuseNames = /** @type {const} */ ([
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
])

/**
 * @typedef {(typeof fuseNames)[number]} FuseName
 * @typedef {'on' | 'off' | 'removed' | 'inherit'} FuseState
 */

/**
 * @param {Buffer} executable
 * @returns {number} where the first fuse stands
 */
function firstFuse(executable) {
  const at = executable.indexOf(sentinel)
  if (at < 0) throw new Error('no fuse wire: this is not an Electron executable')
  const wire = at + sentinel.length
  if (executable[wire] !== wireVersion) throw new Error(`unknown fuse wire version ${executable[wire]}`)
  return wire + 2
}

/**
 * @param {Buffer} executable
 * @returns {Partial<Record<FuseName, FuseState>>} the fuses this executable has
 */
export function readFuses(executable) {
  const start = firstFuse(executable)
  const count = executable.readUInt8(start - 1)
  return Object.fromEntries(
    fuseNames.slice(0, count).map((name, index) => {
      const state = states.get(executable.readUInt8(start + index))
      if (state === undefined) throw new Error(`fuse ${name} has an unknown state`)
      return [name, state]
    }),
  )
}

/**
 * Sets fuses in place.
 * @param {Buffer} executable changed
 * @param {Partial<Record<FuseName, boolean>>} fuses
 */
export function setFuses(executable, fuses) {
  const start = firstFuse(executable)
  const count = executable.readUInt8(start - 1)
  for (const [name, on] of Object.entries(fuses)) {
    const index = fuseNames.findIndex((known) => known === name)
    if (index < 0 || index >= count) throw new Error(`this executable has no fuse ${name}`)
    executable.writeUInt8(on ? 0x31 : 0x30, start + index)
  }
}
