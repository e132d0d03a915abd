/** What several commands read: the knowledge, JSON files, and the digits of an option. */
import { readFile, stat } from 'node:fs/promises'
import { utf8Text } from '../../shared/base/bytes.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { UsageError, type CommandInput } from './command.ts'

/** Larger files are no plans, answers or cases. */
const sizeLimit = 64 * 1024 * 1024

/** All packs. A broken installation is named, with the pack and what is wrong in it. */
export async function knowledgeFor(input: CommandInput): Promise<Knowledge> {
  const loaded = await loadKnowledge(input.resources)
  if (loaded.ok) return loaded.value.knowledge
  const { pack, path, reason } = loaded.problem
  throw new UsageError(`the knowledge pack "${pack}" cannot be used: ${path} ${reason}; install Homeport again`)
}

/** The text of a file that the reader named. */
export async function readTextFile(file: string): Promise<string> {
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  )
  if (size === null) throw new UsageError(`cannot read ${file}; check the path`)
  if (size > sizeLimit) throw new UsageError(`${file} is larger than 64 MiB; Homeport writes no such files`)
  const text = utf8Text(new Uint8Array(await readFile(file)))
  if (!text.ok) throw new UsageError(`${file} is not UTF-8 text, from byte ${text.problem.at} on; save it as UTF-8`)
  return text.value
}

const limits = { maxBytes: sizeLimit, maxDepth: 64, maxNodes: 5_000_000, values: 'any' } as const

/** The value in a JSON file that the reader named. */
export async function readJsonFile(file: string): Promise<unknown> {
  const json = parseStrictJson(await readTextFile(file), limits)
  if (json.ok) return json.value
  const { code, at } = json.problem
  if (code === 'E_SYNTAX') throw new UsageError(`${file} is not JSON, from character ${at} on; check that it is complete`)
  // What two programs would read in two ways is no basis for a verdict.
  throw new UsageError(`${file} is not JSON that every program reads alike (${code} at character ${at})`)
}

/** An option that must be given, as text. */
export function required(input: CommandInput, name: string): string {
  const value = input.values[name]
  if (typeof value !== 'string' || value === '') throw new UsageError(`give --${name}`)
  return value
}

/** An option that may be missing. */
export function optional(input: CommandInput, name: string): string | null {
  const value = input.values[name]
  return typeof value === 'string' && value !== '' ? value : null
}

