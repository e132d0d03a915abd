import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fields, fieldIds } from '../../shared/plan/fields.ts'
import { words } from '../../shared/words/tables.ts'

const folder = path.join(import.meta.dirname, '../../shared/words')
const files = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && /^export const \w+Words\b/m.test(readFileSync(path.join(folder, name), 'utf8')),
)

const others = { de: 'German', fr: 'French' } as const
type Other = keyof typeof others

const suffixes = { de: 'De', fr: 'Fr' } as const

/** The tables of a file: every exported `…Words` has a `…WordsDe` and a `…WordsFr` beside it. */
async function tablesOf(file: string) {
  const exported: Record<string, Record<string, string>> = await import(path.join(folder, file))
  return Object.keys(exported)
    .filter((name) => name.endsWith('Words'))
    .map((name) => ({ name, en: exported[name]!, in: (other: Other) => exported[`${name}${suffixes[other]}`] }))
}

/** The languages, beside English, that every file speaks. */
const spoken: readonly Other[] = ['de', 'fr']

/** Names that a text takes, in order: `{count, plural, one {# card of {name}} other {}}` takes count and name. */
function placeholders(tokens: unknown): string[] {
  if (!Array.isArray(tokens)) return []
  return tokens.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return []
    const [name, , cases] = token as [string, unknown, unknown]
    const inner = typeof cases === 'object' && cases !== null ? Object.values(cases).flatMap(placeholders) : []
    return [name, ...inner]
  })
}

const namesIn = (text: string) => [...new Set(placeholders(compileMessageOrThrow(text)))].toSorted()

describe.each(files)('words of %s', (file) => {
  test.each(spoken)('are all in %s, compile, and take the same values', async (other) => {
    const tables = await tablesOf(file)
    expect(tables.length).toBeGreaterThan(0)
    for (const { name, en, in: inLanguage } of tables) {
      const translated = inLanguage(other)
      expect(translated, `${name} in ${others[other]}`).toBeDefined()
      expect(Object.keys(translated!).toSorted()).toEqual(Object.keys(en).toSorted())
      for (const [id, text] of Object.entries(en)) {
        expect(id).toMatch(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_:+ -]+)*$/)
        expect(namesIn(translated![id]!), `${id} in ${others[other]}`).toEqual(namesIn(text))
        if (text !== '') expect(translated![id], `${id} in ${others[other]}`).not.toBe('')
      }
    }
  })

  test('are merged into the tables that the app uses', async () => {
    for (const { en, in: inLanguage } of await tablesOf(file))
      for (const id of Object.keys(en)) {
        expect(words.en[id], id).toBe(en[id])
        for (const other of spoken) expect(words[other][id], id).toBe(inLanguage(other)![id])
      }
  })
})

test('French stands as French printers set it', () => {
  const wrong = Object.entries(words.fr).filter(([id, text]) => {
    if (text === words.en[id]) return false
    // The name of an Australian level.
    const said = text.replaceAll('OFFICIAL: Sensitive', '')
    return /[^\u202F][;!?»%](\s|$)|[^\u202F]:(\s|$)|«[^\u202F]|['"]/.test(said)
  })
  expect(wrong).toEqual([])
})

test('no id stands in two tables', async () => {
  const all = await Promise.all(files.map(tablesOf))
  const ids = all.flat().flatMap(({ en }) => Object.keys(en))
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([])
})

test('every field has a label, a hint and words for its options', () => {
  const missing = fieldIds.flatMap((id) => {
    const spec = fields[id]
    const options = 'options' in spec ? spec.options.map((option) => `field.${id}.option.${option}`) : []
    return [`field.${id}.label`, `field.${id}.hint`, ...options].filter((word) => words.en[word] === undefined)
  })
  expect(missing).toEqual([])
})
