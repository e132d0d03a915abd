/** Names who answers for several duties, and by when, in one step. What somebody wrote already stays. */
import type { Change } from './command.ts'
import type { Step } from './decide.ts'
import { noDutyRecord } from './duty-evidence.ts'
import type { DutyRecord, Plan } from './plan.ts'

/** What a duty still lacks before somebody can be expected to meet it; a duty that is done or set aside lacks no date. */
export function lacks({ owner, due, state }: DutyRecord = noDutyRecord): { readonly owner: boolean; readonly due: boolean } {
  return { owner: owner === null, due: due === null && (state === 'open' || state === 'in-progress') }
}

export function assignDuties(plan: Plan, { duties, due, owner }: Extract<Change, { type: 'duties.assign' }>): readonly Pick<Step, 'table' | 'key' | 'after'>[] {
  return [...new Set(duties)].map((duty) => {
    const record = plan.duties[duty] ?? noDutyRecord
    const open = lacks(record)
    return { table: 'duties', key: duty, after: { ...record, owner: open.owner ? owner : record.owner, due: open.due ? due : record.due } }
  })
}
