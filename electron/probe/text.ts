/** Small readers of the texts that systems print. Pure; nothing here trusts its input. */

/** `key: value` or `key = value` lines; the first of each key counts. */
export function keyValues(text: string, separator: ':' | '='): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split('\n')) {
    const at = line.indexOf(separator)
    if (at < 1) continue
    const key = line.slice(0, at).trim()
    if (!found.has(key)) found.set(key, line.slice(at + 1).trim())
  }
  return found
}

/** A name that is safe to show: no control or invisible characters, single spaces, at most 200 characters; or null. */
export function cleanName(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null
  const clean = text
    // Composing takes a time that grows with the square of the marks on a letter.
    .slice(0, 2000)
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .trim()
  return clean === '' ? null : clean
}

/** What firmware and tools write where they know nothing. */
const nothingSaid =
  /^\[?(n\/?a|none|null|unknown|unknown error|err!|not (specified|supported|available|applicable|provided)|gpu is lost|insufficient permissions|to be filled( in)? by o\.?e\.?m\.?|o\.?e\.?m\.?|default string|system product name|<?bad index>?|<?out of spec>?)\]?$/i

/** The same, and null for words that say nothing. */
export function toldName(text: string | null | undefined): string | null {
  const name = cleanName(text)
  return name === null || nothingSaid.test(name) ? null : name
}

/** A whole number that can be counted with, or null. */
export function wholeNumber(text: string | number | null | undefined): number | null {
  if (text === null || text === undefined) return null
  const value = typeof text === 'number' ? text : /^\s*\d{1,16}\s*$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) && value >= 0 ? value : null
}

export function jsonOf(text: string): unknown {
  try {
    // Windows PowerShell may write a mark of the encoding first.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of an object as text, or null. */
export function textMember(value: unknown, name: string): string | null {
  if (!isObject(value)) return null
  const member = value[name]
  return typeof member === 'string' ? member : typeof member === 'number' ? String(member) : null
}

/** Lists as they are; a single object as a list of one, as PowerShell prints it. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isObject(value) ? [value] : []
}

/** Instruction sets that decide how fast a processor multiplies. */
export const usefulInstructionSets: ReadonlySet<string> = new Set([
  'sse4_2',
  'avx',
  'avx2',
  'f16c',
  'fma',
  'avx_vnni',
  'avx512f',
  'avx512bw',
  'avx512vl',
  'avx512_vnni',
  'avx512_bf16',
  'avx512_fp16',
  'amx_tile',
  'amx_int8',
  'amx_bf16',
  'asimd',
  'asimddp',
  'asimdhp',
  'fphp',
  'i8mm',
  'bf16',
  'sve',
  'sve2',
  'sme',
])
