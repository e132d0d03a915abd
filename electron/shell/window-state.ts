/** Where the window was and how it looked, kept in a small file so that the first frame needs no database. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parse, z, type Infer } from '../../shared/base/schema.ts'
import { Settings } from '../../shared/contract.ts'

const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })
export type Bounds = Infer<typeof Bounds>

export const WindowState = z.strictObject({
  /** Null until the window was closed once: centered, at its first size. */
  bounds: z.nullable(Bounds),
  maximized: z.boolean(),
  theme: Settings.shape.theme,
})
export type WindowState = Infer<typeof WindowState>

export const firstState: WindowState = { bounds: null, maximized: false, theme: 'system' }

/** Reads the file. A missing or broken one is not worth a message. */
export function readWindowState(file: string): WindowState {
  try {
    const state = parse(WindowState, JSON.parse(readFileSync(file, 'utf8')))
    return state.ok ? state.value : firstState
  } catch {
    return firstState
  }
}

/** Writes the file whole or not at all. A failure costs only the remembered size. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  } catch {
    // The folder is full or read-only. The database says so where it matters.
  }
}

/** The remembered bounds, if a display still shows enough of them to take hold of; else null. */
export function visibleBounds(bounds: Bounds | null, displays: readonly Bounds[]): Bounds | null {
  if (bounds === null) return null
  const grip = 64
  const isReachable = displays.some((display) => {
    const across = Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x)
    const isTopInside = bounds.y >= display.y && bounds.y + grip <= display.y + display.height
    return across >= grip && isTopInside
  })
  return isReachable ? bounds : null
}
