import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { imports, layerEdges, layerOf, sourceFiles } from '../support/imports.ts'

/** What each layer may import. Everything else is a violation. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'shared/base': [],
  'shared/domain': ['shared/base'],
  'shared/plan': ['shared/base', 'shared/domain'],
  'shared/words': ['shared/base', 'shared/domain', 'shared/plan'],
  'shared/contract': ['shared/base', 'shared/domain', 'shared/plan'],
  'renderer/verifier': ['shared/base', 'shared/domain', 'shared/plan', 'shared/words', 'renderer'],
  renderer: ['shared/base', 'shared/domain', 'shared/plan', 'shared/words', 'shared/contract'],
  'electron/services': ['shared/base', 'shared/domain', 'shared/plan', 'shared/words', 'shared/contract'],
  'electron/cli': ['shared/base', 'shared/domain', 'shared/plan', 'shared/words', 'shared/contract', 'electron/services'],
  'electron/shell': ['shared/base', 'shared/words', 'shared/contract', 'electron/services'],
  'electron/preload': ['shared/contract'],
  'electron/main': ['shared/base', 'shared/words', 'shared/contract', 'electron/services', 'electron/shell', 'electron/cli'],
}

/** The one file or folder that may name an outside package. */
const doors: readonly { readonly name: RegExp; readonly door: RegExp }[] = [
  { name: /^electron(\/|$)/, door: /^electron\/(shell\/|main\.ts$|preload\.ts$)/ },
  { name: /^sqlite3$/, door: /^electron\/database\/sqlite\.ts$/ },
  { name: /^pkcs11js$/, door: /^electron\/tokens\/pkcs11\.ts$/ },
  { name: /^(tuf-js|@tufjs\/)/, door: /^electron\/knowledge\/tuf\.ts$/ },
  { name: /^zod/, door: /^shared\/base\/schema\.ts$/ },
  { name: /^@noble\//, door: /^shared\/base\/(digest|envelope)\.ts$/ },
  { name: /^(node:)?(https?|http2|net|tls|dgram|dns)$/, door: /^$/ },
]

/** The noun a domain file belongs to: `obligations.ts`, `obligation-pack.ts` and `obligations/…` are one domain. */
function domainOf(file: string): string {
  const name = file.slice('shared/domain/'.length).split('/')[0] ?? ''
  return name.replace(/\.ts$/, '').replace(/-pack$/, '').replace(/s$/, '')
}

describe('layers', () => {
  it('import only what lies below them', () => {
    const wrong = imports()
      .filter((item) => !item.external)
      .filter((item) => layerOf(item.from) !== layerOf(item.to))
      .filter((item) => !(allowed[layerOf(item.from)] ?? []).includes(layerOf(item.to)))
    expect(wrong).toEqual([])
  })

  it('keep domains strangers to each other', () => {
    const wrong = imports().filter(
      (item) =>
        item.from.startsWith('shared/domain/') &&
        item.to.startsWith('shared/domain/') &&
        item.to !== 'shared/domain/vocabulary.ts' &&
        domainOf(item.from) !== domainOf(item.to),
    )
    expect(wrong).toEqual([])
  })

  it('reach each outside thing through its one door', () => {
    const wrong = imports().filter((item) =>
      doors.some((rule) => item.external && rule.name.test(item.to) && !rule.door.test(item.from)),
    )
    expect(wrong).toEqual([])
  })

  it('import files that exist', () => {
    const files = new Set(sourceFiles())
    const missing = imports().filter((item) => !item.external && /\.tsx?$/.test(item.to) && !files.has(item.to))
    expect(missing).toEqual([])
  })

  it('have no barrel files', () => {
    expect(sourceFiles().filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([])
  })
})

describe('docs/architecture.md', () => {
  it('shows the layers as they are imported', () => {
    const file = path.resolve('docs/architecture.md')
    const text = readFileSync(file, 'utf8')
    const lines = layerEdges().map(([from, to]) => `  ${box(from)} --> ${box(to)}`)
    const diagram = ['```mermaid', 'graph BT', ...lines, '```'].join('\n')
    const shown = /```mermaid\n[\s\S]*?```/.exec(text)?.[0]
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, text.replace(/```mermaid\n[\s\S]*?```/, diagram))
    else expect(shown, 'run: UPDATE_DOCS=1 npx vitest run test/unit/layers.test.ts').toBe(diagram)
  })
})

function box(layer: string): string {
  return `${layer.replaceAll('/', '_')}["${layer}"]`
}
