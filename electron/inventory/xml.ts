/**
 * XML of others as a tree of elements. No entity but the five of XML, no definition of one, no depth or number without
 * limit: checked before the parser sees the text.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { ok, type Result } from '../../shared/base/result.ts'
import { isObject, listOf } from '../probe/text.ts'
import { placeAt, refuse, type Refused } from './refused.ts'

const deepest = 32
const mostElements = 200_000

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
})

/** The content of the root element, if it has this name; null for another root. */
export function readXml(text: string, root: string): Result<Readonly<Record<string, unknown>> | null, Refused> {
  const defined = /<!ENTITY|<!DOCTYPE[^<>[]*\[/i.exec(text)
  if (defined !== null) return refuse('entities', placeAt(text, defined.index))
  const limit = overLimit(text)
  if (limit !== null) return refuse(limit.code, placeAt(text, limit.at))
  try {
    const valid = XMLValidator.validate(text)
    if (valid !== true) return refuse('broken-xml', { line: Math.max(1, valid.err.line || 1), column: Math.max(1, valid.err.col || 1) })
    const tree: unknown = parser.parse(text)
    const content = isObject(tree) && Object.hasOwn(tree, root) ? tree[root] : null
    return ok(isObject(content) ? content : null)
  } catch {
    return refuse('broken-xml')
  }
}

function overLimit(text: string): { readonly code: 'too-deep' | 'too-many'; readonly at: number } | null {
  let depth = 0
  let count = 0
  // Where the next end of a tag is, looked for once: a file without ends would be read again for each beginning.
  let closed = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1]
    if (next === '/') {
      depth -= 1
      continue
    }
    if (next === '!' || next === '?') continue
    count += 1
    if (count > mostElements) return { code: 'too-many', at }
    if (closed < at) closed = text.indexOf('>', at)
    if (closed < 0) closed = text.length
    if (text[closed - 1] === '/') continue
    depth += 1
    if (depth > deepest) return { code: 'too-deep', at }
  }
  return null
}

/** Elements of one name, however often there is one. */
export function elements(parent: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  return isObject(parent) ? listOf(parent[name]).filter(isObject) : []
}

/** Text of an element along a path, null where it has none. */
export function textIn(parent: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce<unknown>((element, name) => (isObject(element) && Object.hasOwn(element, name) ? element[name] : null), parent)
  const text = isObject(found) ? found['#text'] : found
  return typeof text === 'string' && text !== '' ? withoutEntities(text) : null
}

const five: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }

function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => five[entity] ?? entity)
}
