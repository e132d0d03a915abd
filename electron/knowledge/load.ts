/** Reads the knowledge packs from disk and holds them against the digest lock. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { digestOf } from '../../shared/base/digest.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z } from '../../shared/base/schema.ts'
import { Sha256 } from '../../shared/plan/plan.ts'
import { packNames, readKnowledge, type Knowledge, type KnowledgeProblem } from '../../shared/plan/knowledge.ts'

/** `resources/lock.json`: each file's path below `resources/` and its digest. */
const Lock = z.strictObject({ format: z.literal(1), files: z.record(z.string(), Sha256) })

export type LoadedKnowledge = {
  readonly knowledge: Knowledge
  /** Text of each pack, as the page gets it. */
  readonly texts: Readonly<Record<string, string>>
}

/** Reads and checks all packs below `resources/packs`. A digest that differs from the lock is refused. */
export async function loadKnowledge(resources: string): Promise<Result<LoadedKnowledge, KnowledgeProblem>> {
  const lock = parse(Lock, await readJson(path.join(resources, 'lock.json')))
  if (!lock.ok) return fail({ pack: 'lock.json', ...lock.problem })
  const texts: Record<string, string> = {}
  for (const name of packNames) {
    const bytes = await readFile(path.join(resources, 'packs', `${name}.json`)).catch(() => null)
    if (bytes === null) return fail({ pack: name, path: '(whole)', reason: 'cannot be read' })
    if (lock.value.files[`packs/${name}.json`] !== digestOf(bytes))
      return fail({ pack: name, path: '(whole)', reason: 'does not have the digest that lock.json names' })
    texts[name] = bytes.toString('utf8')
  }
  const knowledge = readKnowledge(texts)
  return knowledge.ok ? ok({ knowledge: knowledge.value, texts }) : knowledge
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}
