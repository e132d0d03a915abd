/** Makes a picture of a screen small: at most 256 colors, which is all that flat surfaces and text need. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

/**
 * The same picture with a palette. Colors that look alike share an entry; the rarest take the nearest one.
 * @param {Buffer} png 8 bits a channel, RGB or RGBA without transparency, not interlaced: as Chromium writes it
 * @returns {Buffer}
 */
export function smallPng(png) {
  const { width, height, channels, pixels } = decode(png)
  /** @type {Map<number, { count: number, sum: number[] }>} */
  const buckets = new Map()
  const bucketAt = (/** @type {number} */ at) => ((pixels[at] ?? 0) >> 3 << 10) | ((pixels[at + 1] ?? 0) >> 3 << 5) | ((pixels[at + 2] ?? 0) >> 3)
  for (let at = 0; at < pixels.length; at += channels) {
    const bucket = bucketAt(at)
    const seen = buckets.get(bucket) ?? { count: 0, sum: [0, 0, 0] }
    seen.count += 1
    seen.sum = seen.sum.map((value, channel) => value + (pixels[at + channel] ?? 0))
    buckets.set(bucket, seen)
  }
  const byUse = [...buckets].toSorted(([, left], [, right]) => right.count - left.count)
  const palette = byUse.slice(0, 256).map(([, { count, sum }]) => sum.map((value) => Math.round(value / count)))
  const entryOf = new Map(byUse.map(([bucket, { count, sum }], rank) => [bucket, rank < 256 ? rank : nearest(palette, sum.map((value) => value / count))]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = entryOf.get(bucketAt((y * width + x) * channels)) ?? 0
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([signature, chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flat())), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** @param {readonly number[][]} palette @param {readonly number[]} color */
function nearest(palette, color) {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [index, entry] of palette.entries()) {
    const distance = entry.reduce((sum, value, channel) => sum + (value - (color[channel] ?? 0)) ** 2, 0)
    if (distance < least) [best, least] = [index, distance]
  }
  return best
}

/** @param {Buffer} png */
function decode(png) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const [depth, colors, , , interlaced] = png.subarray(24, 29)
  if (depth !== 8 || (colors !== 2 && colors !== 6) || interlaced !== 0) throw new Error('not a picture as Chromium writes it')
  const channels = colors === 6 ? 4 : 3
  const parts = []
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + size))
    at += size + 12
  }
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * channels
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : (pixels[y * stride + x - channels] ?? 0)
      const up = y === 0 ? 0 : (pixels[(y - 1) * stride + x] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (pixels[(y - 1) * stride + x - channels] ?? 0)
      const expected = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      pixels[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + expected
    }
  }
  return { width, height, channels, pixels }
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, check])
}
