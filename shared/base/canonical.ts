/**
 * Canonical JSON (RFC 8785): members ordered by UTF-16 code unit, no white space, ECMAScript numbers. The same value
 * has the same bytes on every machine. Used to make what is signed and to check imports, never to repair them.
 */
import { fail, ok, type Result } from './result.ts'

/** Why a value has no canonical form, and where (JSON Pointer, RFC 6901). */
export type CanonicalProblem = {
  readonly code: 'lone-surrogate' | 'not-finite' | 'not-json'
  readonly path: string
}

const loneSurrogate = /\p{Surrogate}/u

/** The canonical text of a value, or the first place that has none. */
export function canonicalize(value: unknown): Result<string, CanonicalProblem> {
  const pieces: string[] = []
  const problem = write(value, '', pieces)
  return problem === null ? ok(pieces.join('')) : fail(problem)
}

/** The canonical text of a value that is known to be JSON. Anything else is a bug in the caller. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (!text.ok) throw new Error(`no canonical form: ${text.problem.code} at ${text.problem.path}`)
  return text.value
}

/** One step of a JSON Pointer. */
export function pointerStep(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function write(value: unknown, path: string, pieces: string[]): CanonicalProblem | null {
  if (value === null || typeof value === 'boolean') {
    pieces.push(String(value))
    return null
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return { code: 'not-finite', path }
    pieces.push(value === 0 ? '0' : String(value))
    return null
  }
  if (typeof value === 'string') return writeText(value, path, pieces)
  if (Array.isArray(value)) return writeList(value, path, pieces)
  if (typeof value === 'object') return writeObject(value, path, pieces)
  return { code: 'not-json', path }
}

function writeText(text: string, path: string, pieces: string[]): CanonicalProblem | null {
  if (loneSurrogate.test(text)) return { code: 'lone-surrogate', path }
  pieces.push(JSON.stringify(text))
  return null
}

function writeList(list: readonly unknown[], path: string, pieces: string[]): CanonicalProblem | null {
  pieces.push('[')
  for (let at = 0; at < list.length; at += 1) {
    if (at > 0) pieces.push(',')
    const problem = write(list[at], `${path}/${at}`, pieces)
    if (problem !== null) return problem
  }
  pieces.push(']')
  return null
}

function writeObject(value: object, path: string, pieces: string[]): CanonicalProblem | null {
  const members: [string, unknown][] = Object.entries(value)
  members.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  pieces.push('{')
  let separator = ''
  for (const [name, member] of members) {
    pieces.push(separator)
    separator = ','
    const at = path + pointerStep(name)
    const problem = writeText(name, at, pieces) ?? (pieces.push(':'), write(member, at, pieces))
    if (problem !== null) return problem
  }
  pieces.push('}')
  return null
}
