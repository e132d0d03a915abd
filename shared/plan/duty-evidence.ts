/** Evidence of a duty: a file by its digest, or a reference, named in the duty's record. */
import { fail, ok, type Result } from '../base/result.ts'
import type { Change } from './command.ts'
import type { Refusal, Step } from './decide.ts'
import type { DutyRecord, Evidence, Plan } from './plan.ts'

export const noDutyRecord: DutyRecord = { owner: null, due: null, state: 'open', evidence: [], note: '' }

/** The key of a file in the plan's evidence: the same content is kept once. */
export function evidenceKey(evidence: Pick<Evidence, 'digest'>): string {
  return `file-${evidence.digest.slice('sha256:'.length, 'sha256:'.length + 24)}`
}

type Effects = Result<readonly Pick<Step, 'table' | 'key' | 'after'>[], Refusal>

export function attachEvidence(plan: Plan, { duty, id, evidence }: Extract<Change, { type: 'duty.attach' }>): Effects {
  const record = plan.duties[duty] ?? noDutyRecord
  const named = record.evidence.includes(id) ? record.evidence : [...record.evidence, id]
  return ok([
    { table: 'evidence', key: id, after: evidence },
    { table: 'duties', key: duty, after: { ...record, evidence: named } },
  ])
}

export function detachEvidence(plan: Plan, { duty, id }: Extract<Change, { type: 'duty.detach' }>): Effects {
  const record = plan.duties[duty]
  if (record === undefined || !record.evidence.includes(id)) return fail({ code: 'nothing-there', key: id })
  const elsewhere = Object.entries(plan.duties).some(([other, { evidence }]) => other !== duty && evidence.includes(id))
  const left: Effects = ok([
    { table: 'duties', key: duty, after: { ...record, evidence: record.evidence.filter((one) => one !== id) } },
  ])
  if (plan.evidence[id] === undefined || elsewhere) return left
  return ok([...left.value, { table: 'evidence', key: id, after: null }])
}
