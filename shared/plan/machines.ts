/** The machines of a plan: which one it is planned for, and how commands change them. */
import { fail, ok, type Result } from '../base/result.ts'
import type { MachineFacts } from '../domain/machine.ts'
import { correctedMachine, correctFact, lookedAgain, uncorrectFact } from '../domain/machine/corrections.ts'
import { measuredBandwidth } from '../domain/machine/measured.ts'
import type { Change } from './command.ts'
import type { Refusal } from './decide.ts'
import { valueOf, type Plan } from './plan.ts'

/** Key of the machine that Homeport runs on. */
export const thisMachineKey = 'machine'

/** Runs kept for one machine; older ones are dropped. */
const keptRuns = 50

export function chosenMachineKey(plan: Plan): string {
  return valueOf(plan, 'hardware.machine') ?? thisMachineKey
}

/** The machine the plan is for, with the planner's corrections in place; null where it is not in the plan. */
export function chosenMachine(plan: Plan): MachineFacts | null {
  const machine = machineIn(plan, chosenMachineKey(plan))
  return machine === null ? null : correctedMachine(machine)
}

/** The facts of a machine as they were read. */
export function machineIn(plan: Plan, key: string): MachineFacts | null {
  return Object.hasOwn(plan.machines, key) ? (plan.machines[key] ?? null) : null
}

/** A free key for an imported machine. */
export function importedKey(taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const key = `imported-${number}`
    if (!taken.includes(key)) return key
  }
}

type MachineChange = Extract<Change, { readonly type: `machine.${string}` }>
type Effect = { readonly table: 'machines' | 'answers'; readonly key: string; readonly after: unknown }

/** What a command does to the table of machines. */
export function machineEffects(
  plan: Plan,
  change: MachineChange,
  stamp: { readonly by: string; readonly at: string },
): Result<readonly Effect[], Refusal> {
  const key = change.key ?? thisMachineKey
  const before = machineIn(plan, key)
  const put = (machine: MachineFacts): Result<readonly Effect[], Refusal> => ok([{ table: 'machines', key, after: machine }])
  if (change.type === 'machine.record') return put(lookedAgain(before ?? undefined, change.machine))
  if (before === null) return fail({ code: 'nothing-there', key })
  switch (change.type) {
    case 'machine.forget': {
      const chosen = valueOf(plan, 'hardware.machine') === key
      return ok([
        { table: 'machines', key, after: null },
        ...(chosen ? [{ table: 'answers', key: 'hardware.machine', after: null } as const] : []),
      ])
    }
    case 'machine.correct': {
      const corrected = correctFact(before, change.fact, change.value, stamp.by, stamp.at)
      if (corrected.ok) return put(corrected.value)
      return fail(corrected.problem === 'bad-value' ? { code: 'bad-value', field: change.fact } : { code: 'nothing-there', key: change.fact })
    }
    case 'machine.uncorrect': {
      const restored = uncorrectFact(before, change.fact)
      return restored === null ? fail({ code: 'nothing-there', key: change.fact }) : put(restored)
    }
    case 'machine.measured':
      return put(measuredBandwidth(before, change.measurement))
    case 'machine.ran':
      return put({ ...before, runs: [...(before.runs ?? []), change.run].slice(-keptRuns) })
  }
}
