/** The faces of the report and the packet, bundled: they must look the same on every desk, offline. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** `@font-face` rules with the faces as data addresses. */
export async function fontStyles(resources: string): Promise<string> {
  const rules = await Promise.all(
    faces.map(async ([family, name, range, subset, weight]) => {
      const bytes = await readFile(path.join(resources, 'fonts', `${name}-${subset}-${weight}-normal.woff2`))
      return `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2');unicode-range:${range}}`
    }),
  )
  return rules.join('\n')
}

const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215'
const latinExtended = 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F'

/** Static faces: Chromium puts variable ones into a PDF as outlines without hints, which look rough and weigh more. */
const faces = [
  ['Source Sans 3', 'source-sans-3', latin, 'latin', 400],
  ['Source Sans 3', 'source-sans-3', latin, 'latin', 600],
  ['Source Sans 3', 'source-sans-3', latinExtended, 'latin-ext', 400],
  ['Source Sans 3', 'source-sans-3', latinExtended, 'latin-ext', 600],
  ['Source Serif 4', 'source-serif-4', latin, 'latin', 400],
  ['Source Serif 4', 'source-serif-4', latin, 'latin', 600],
  ['Source Serif 4', 'source-serif-4', latinExtended, 'latin-ext', 400],
  ['Source Serif 4', 'source-serif-4', latinExtended, 'latin-ext', 600],
  ['Source Code Pro', 'source-code-pro', latin, 'latin', 400],
] as const
