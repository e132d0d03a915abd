/** Packs and lists asar archives, as far as a development runtime and the tests need it. */

/**
 * Packs files into an asar archive without folders.
 * @param {Readonly<Record<string, Uint8Array>>} files name to bytes
 * @returns {Buffer} header (two nested Chromium pickles around JSON) and the bodies
 */
export function packAsar(files) {
  let offset = 0
  /** @type {Record<string, { size: number, offset: string }>} */
  const table = {}
  for (const [name, bytes] of Object.entries(files)) {
    if (name.includes('/')) throw new Error(`packAsar packs no folders: ${name}`)
    table[name] = { size: bytes.length, offset: String(offset) }
    offset += bytes.length
  }
  const json = Buffer.from(JSON.stringify({ files: table }))
  const padding = (4 - (json.length % 4)) % 4
  const head = Buffer.alloc(16)
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(json.length + padding + 8, 4)
  head.writeUInt32LE(json.length + padding + 4, 8)
  head.writeUInt32LE(json.length, 12)
  return Buffer.concat([head, json, Buffer.alloc(padding), ...Object.values(files)])
}

/**
 * Lists the paths of the files in an asar archive, sorted.
 * @param {Uint8Array} archive at least its header
 * @returns {string[]}
 */
export function asarPaths(archive) {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)))
  /** @type {string[]} */
  const paths = []
  const walk = (/** @type {any} */ node, /** @type {string} */ prefix) => {
    for (const [name, entry] of Object.entries(node.files)) {
      if (entry.files) walk(entry, `${prefix}${name}/`)
      else paths.push(prefix + name)
    }
  }
  walk(header, '')
  return paths.toSorted()
}
