/** What would change a license verdict: every single fact whose other value leads elsewhere. */
import { evaluateLicense, licenseRank, type LicenseVerdict } from '../license.ts'
import type { License, LicenseCondition, LicenseFactSpec } from '../license-pack.ts'
import { byCodeUnit } from '../vocabulary.ts'
import { candidates, holds, type LicenseFacts, type LicenseFactValue } from './fact.ts'

/** If the condition held (or did not), with all else as it is, the verdict would be this one. */
export type LicenseChange = {
  readonly condition: LicenseCondition
  readonly holds: boolean
  readonly verdict: LicenseVerdict
}

/**
 * Changes of one fact that lead to another verdict, best verdict first. For an unknown fact both answers are tried.
 * Where several values satisfy the change, the best verdict among them is given.
 */
export function licenseChanges(
  license: Pick<License, 'rules'>,
  facts: LicenseFacts,
  specs: readonly LicenseFactSpec[],
): readonly LicenseChange[] {
  const current = evaluateLicense(license, facts, specs).verdict
  const all = license.rules.flatMap((rule) => rule.when)
  const changes: LicenseChange[] = []
  for (const condition of distinctConditions(all)) {
    const spec = specs.find(({ id }) => id === condition[0])
    if (spec === undefined) continue
    const now = holds(condition, facts[spec.id])
    const about = all.filter(([fact]) => fact === spec.id)
    for (const target of now === null ? [true, false] : [!now]) {
      const verdicts = valuesFor(spec, condition, target, about, facts[spec.id]).map(
        (value) => evaluateLicense(license, { ...facts, [spec.id]: value }, specs).verdict,
      )
      const [best] = verdicts.toSorted((left, right) => licenseRank(left) - licenseRank(right))
      if (best !== undefined && best !== current) changes.push({ condition, holds: target, verdict: best })
    }
  }
  return changes.toSorted(
    (left, right) =>
      licenseRank(left.verdict) - licenseRank(right.verdict) ||
      byCodeUnit(JSON.stringify(left.condition), JSON.stringify(right.condition)),
  )
}

/** Values of the fact that give the condition the wanted truth, with as little else changed as possible. */
function valuesFor(
  spec: LicenseFactSpec,
  condition: LicenseCondition,
  target: boolean,
  about: readonly LicenseCondition[],
  fact: LicenseFacts[string] | undefined,
): readonly LicenseFactValue[] {
  const [, , value] = condition
  const list = fact === null || fact === undefined || typeof fact !== 'object' ? [] : 'has' in fact ? fact.has : fact
  const items = Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
  const values: readonly LicenseFactValue[] =
    spec.type !== 'list'
      ? candidates(spec, about, null)
      : target
        ? items.map((item) => [...list, item])
        : [list.filter((item) => !items.includes(item))]
  return values.filter((one) => holds(condition, one) === target)
}

function distinctConditions(conditions: readonly LicenseCondition[]): readonly LicenseCondition[] {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()]
}
