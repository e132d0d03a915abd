/** What an update of the knowledge changes: entries of each pack, and the verdicts of plans. */
import { canonicalJson } from '../base/canonical.ts'
import { z, type Infer } from '../base/schema.ts'
import { FindingLevel, Message } from '../domain/vocabulary.ts'
import type { Assessment } from './assess.ts'
import { packNames, type Knowledge } from './knowledge.ts'
import { PlanId } from './plan.ts'

export const PackChange = z.strictObject({
  pack: z.string(),
  /** Day of the facts before and after. */
  from: z.string(),
  to: z.string(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
})
export type PackChange = Infer<typeof PackChange>

const Outcome = z.enum(['incomplete', 'blocked', 'open-findings', 'clear'])
const ChangedFinding = z.strictObject({ id: z.string(), level: FindingLevel, headline: Message })

export const PlanChange = z.strictObject({
  id: PlanId,
  title: z.string(),
  from: Outcome,
  to: Outcome,
  /** Findings that are new, gone, or have another level or headline; the level is the new one, or the one it had. */
  appeared: z.array(ChangedFinding),
  gone: z.array(ChangedFinding),
})
export type PlanChange = Infer<typeof PlanChange>

/** Packs whose bytes differ, with the number of entries that do. */
export function packChanges(before: Knowledge, after: Knowledge): readonly PackChange[] {
  return packNames
    .filter((pack) => before.digests[pack] !== after.digests[pack])
    .map((pack) => {
      const [old, new_] = [entriesOf(before[pack]), entriesOf(after[pack])]
      const names = [...new Set([...old.keys(), ...new_.keys()])]
      return {
        pack,
        from: before[pack].asOf,
        to: after[pack].asOf,
        added: names.filter((name) => !old.has(name)).length,
        removed: names.filter((name) => !new_.has(name)).length,
        changed: names.filter((name) => old.has(name) && new_.has(name) && old.get(name) !== new_.get(name)).length,
      }
    })
}

/** Entries of a pack's tables by table and name; whatever is no table counts as one entry. */
function entriesOf(pack: object): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  for (const [table, value] of Object.entries(pack)) {
    if (['pack', 'format', 'title', 'asOf', 'notice'].includes(table)) continue
    const rows: readonly (readonly [string, unknown])[] = Array.isArray(value)
      ? value.map((row: unknown) => [nameOf(row), row] as const)
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
        : [['', value]]
    for (const [name, row] of rows) {
      let key = `${table}/${name}`
      while (entries.has(key)) key += '+'
      entries.set(key, canonicalJson(row))
    }
  }
  return entries
}

function nameOf(row: unknown): string {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null
  return typeof id === 'string' ? id : canonicalJson(row)
}

/** How one plan's verdict differs between two assessments of it; null where it does not. */
export function verdictChange(before: Assessment, after: Assessment): Omit<PlanChange, 'id' | 'title'> | null {
  const [old, new_] = [findingsOf(before), findingsOf(after)]
  const appeared = [...new_].filter(([key]) => !old.has(key)).map(([, finding]) => finding)
  const gone = [...old].filter(([key]) => !new_.has(key)).map(([, finding]) => finding)
  if (before.outcome === after.outcome && appeared.length === 0 && gone.length === 0) return null
  return { from: before.outcome, to: after.outcome, appeared, gone }
}

type ChangedFinding = Infer<typeof ChangedFinding>

/** Findings by everything a reader would notice: which, how grave, and what the headline says. */
function findingsOf(assessment: Assessment): ReadonlyMap<string, ChangedFinding> {
  return new Map(
    assessment.findings.map(({ id, level, headline }) => [
      `${id} ${level} ${canonicalJson(headline)}`,
      { id, level, headline },
    ]),
  )
}
