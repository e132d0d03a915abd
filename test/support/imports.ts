/** The import graph of the source, read from its text. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Import = {
  /** Importing file, from the root, with forward slashes. */
  readonly from: string
  /** Imported file from the root, or the name of a package or built-in module. */
  readonly to: string
  readonly external: boolean
}

const roots = ['shared', 'electron', 'renderer']
const statement = /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

export function sourceFiles(): readonly string[] {
  return roots
    .flatMap((root) => readdirSync(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name).replaceAll(path.sep, '/'))
    .toSorted((left, right) => (left < right ? -1 : 1))
}

export function imports(): readonly Import[] {
  return sourceFiles().flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(statement)].map((match): Import => {
      const name = match[1] ?? match[2] ?? match[3] ?? ''
      const external = !name.startsWith('.')
      return { from, to: external ? name : path.posix.normalize(path.posix.join(path.posix.dirname(from), name)), external }
    }),
  )
}

/** The layer a file belongs to: the boxes of docs/architecture.md. */
export function layerOf(file: string): string {
  if (file === 'shared/contract.ts') return 'shared/contract'
  if (file.startsWith('shared/')) return file.split('/').slice(0, 2).join('/')
  if (file.startsWith('electron/shell/')) return 'electron/shell'
  if (file === 'electron/main.ts') return 'electron/main'
  if (file === 'electron/preload.ts') return 'electron/preload'
  if (file === 'electron/cli.ts' || file.startsWith('electron/commands/')) return 'electron/cli'
  if (file.startsWith('electron/')) return 'electron/services'
  if (file.startsWith('renderer/verifier/')) return 'renderer/verifier'
  return 'renderer'
}

/** Who imports whom, by layer, each pair once. */
export function layerEdges(): readonly (readonly [string, string])[] {
  const pairs = imports()
    .filter((item) => !item.external)
    .map((item) => [layerOf(item.from), layerOf(item.to)] as const)
    .filter(([from, to]) => from !== to)
  return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()].toSorted((left, right) =>
    left.join(' ') < right.join(' ') ? -1 : 1,
  )
}
