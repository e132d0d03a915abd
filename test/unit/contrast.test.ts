/** Contrast of every pair of colors that the page puts on each other, read from its own tokens. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const sheet = readFileSync(path.join(import.meta.dirname, '../../renderer/style/tokens.css'), 'utf8')

type Palette = ReadonlyMap<string, string>

function palette(block: string, place: 0 | 1 | 2): Palette {
  const found = new Map<string, string>()
  for (const [, name, light, dark] of block.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g))
    found.set(name!, place === 1 ? dark! : light!)
  if (place === 2) for (const [, name, color] of block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)) found.set(name!, color!)
  return found
}

const root = sheet.slice(sheet.indexOf(':root'), sheet.indexOf("[data-theme='light']"))
const strong = sheet.slice(sheet.indexOf("[data-theme='contrast']"), sheet.indexOf('@media'))
const palettes: Readonly<Record<string, Palette>> = {
  light: palette(root, 0),
  dark: palette(root, 1),
  contrast: palette(strong, 2),
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(left: string, right: string): number {
  const [low, high] = [luminance(left), luminance(right)].toSorted((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

const grounds = ['paper', 'surface', 'sunken']
const texts: readonly (readonly [string, readonly string[], number])[] = [
  ['ink', grounds, 7],
  ['ink2', grounds, 4.5],
  ['ink3', grounds, 4.5],
  ['ink', ['accent-soft', 'ok-soft', 'warn-soft', 'stop-soft'], 7],
  ['ink2', ['accent-soft', 'ok-soft', 'warn-soft', 'stop-soft'], 4.5],
  ['accent', [...grounds, 'accent-soft'], 4.5],
  ['on-accent', ['accent', 'accent-hover'], 4.5],
  ['ok', ['surface', 'paper', 'ok-soft'], 4.5],
  ['warn', ['surface', 'paper', 'warn-soft'], 4.5],
  ['stop', ['surface', 'paper', 'stop-soft'], 4.5],
  ['line-strong', ['surface', 'paper'], 3],
  ['focus', grounds, 3],
  ...['c1', 'c2', 'c3', 'c4', 'c5'].flatMap((fill): (readonly [string, readonly string[], number])[] => [
    [fill, ['surface'], 3],
    [`on-${fill}`, [fill], fill === 'c3' ? 4.3 : 4.5],
  ]),
]

describe.each(Object.entries(palettes))('%s', (_theme, colors) => {
  test.each(texts.flatMap(([text, on, least]) => on.map((ground) => [text, ground, least] as const)))(
    '%s on %s has at least %d',
    (text, ground, least) => {
      expect(contrast(colors.get(text)!, colors.get(ground)!)).toBeGreaterThanOrEqual(least)
    },
  )
})
