/**
 * Corrections by hand. What was read stays as it was read; a correction lies over it, says who made it, when, and what
 * had been said, and can be taken away again.
 */
import { fail, ok, type Result } from '../../base/result.ts'
import { parse, z } from '../../base/schema.ts'
import { MachineFacts, unknown, type MachineCorrection } from '../machine.ts'
import { blankDevice } from './blank.ts'
import { factAt } from './facts.ts'

/** Origin of a device that no probe found and a person added. */
const byHand = 'entered by hand'

const devicePath = /^devices\.(\d{1,3})\.[a-zA-Z]+$/

/** The same facts give the same value, so that what was worked out from it need not be worked out again. */
const known = new WeakMap<MachineFacts, MachineFacts>()

/** The machine as the planner says it is. Corrections that no longer fit anything are left out. */
export function correctedMachine(machine: MachineFacts): MachineFacts {
  const before = known.get(machine)
  if (before !== undefined) return before
  const corrected = withCorrectionsInPlace(machine)
  known.set(machine, corrected)
  return corrected
}

function withCorrectionsInPlace(machine: MachineFacts): MachineFacts {
  // A device that was added by hand must be there before the one after it.
  const corrections = Object.entries(machine.corrections ?? {}).toSorted(
    ([left], [right]) => indexIn(left) - indexIn(right) || (left < right ? -1 : 1),
  )
  return corrections.reduce((facts, [path, correction]) => withFact(facts, path, correction) ?? facts, machine)
}

function indexIn(path: string): number {
  return Number(path.split('.')[1]) || 0
}

/**
 * Puts a correction over one fact. A path one behind the last device adds a device that was not found.
 * `bad-value` when the value is none for this fact, `nothing-there` when the machine has no such fact.
 */
export function correctFact(
  machine: MachineFacts,
  path: string,
  value: MachineCorrection['value'],
  by: string,
  at: string,
): Result<MachineFacts, 'bad-value' | 'nothing-there'> {
  const current = correctedMachine(machine)
  if (factAt(withRoomFor(current, path), path) === null) return fail('nothing-there')
  const read = factAt(machine, path) ?? unknown(byHand)
  const said = { value: jsonOf(read.value), origin: read.origin, confidence: read.confidence }
  const correction: MachineCorrection = { value, said, by, at }
  if (withFact(current, path, correction) === null) return fail('bad-value')
  const { corrections, ...rest } = machine
  // What was read needs no correction to say the same.
  const others = Object.entries(corrections ?? {}).filter(([other]) => other !== path)
  const same = read.confidence !== 'unknown' && JSON.stringify(said.value) === JSON.stringify(value)
  return ok(withCorrections(rest, same ? others : [...others, [path, correction]]))
}

/** Takes a correction away. Devices that were added by hand and have no facts left go with it. */
export function uncorrectFact(machine: MachineFacts, path: string): MachineFacts | null {
  const { corrections, ...rest } = machine
  if (corrections === undefined || !Object.hasOwn(corrections, path)) return null
  return withCorrections(rest, Object.entries(corrections).filter(([other]) => other !== path))
}

/**
 * Facts that were read again, with the corrections and measurements made before. A correction goes where there is no
 * such fact any more, or where the disk or device at its place is another one now; a measurement goes with its processor.
 */
export function lookedAgain(before: MachineFacts | undefined, now: MachineFacts): MachineFacts {
  if (before === undefined) return now
  const kept = Object.entries(before.corrections ?? {}).filter(([path]) => isSameThing(before, now, path))
  const processor = now.processor.name.value
  const { measurement, runs, label } = before
  const measured = now.measurement === undefined && measurement !== undefined && measurement.processor === processor
  const sameRuns = (runs ?? []).filter((run) => run.processor === processor)
  return withCorrections(
    {
      ...now,
      ...(label === undefined || now.label !== undefined ? {} : { label }),
      ...(measured ? { measurement, memory: { ...now.memory, bandwidth: before.memory.bandwidth } } : {}),
      ...(now.runs !== undefined || sameRuns.length === 0 ? {} : { runs: sameRuns }),
    },
    kept,
  )
}

function isSameThing(before: MachineFacts, now: MachineFacts, path: string): boolean {
  const [table, index] = path.split('.')
  if (table === 'devices') {
    const [old, next] = [before.devices[Number(index)], now.devices[Number(index)]]
    return old?.name.value === next?.name.value && old?.address.value === next?.address.value
  }
  if (table === 'disks') return before.disks[Number(index)]?.name === now.disks[Number(index)]?.name
  return true
}

function withCorrections(
  machine: Omit<MachineFacts, 'corrections'>,
  entries: readonly (readonly [string, MachineCorrection])[],
): MachineFacts {
  return entries.length === 0 ? machine : { ...machine, corrections: Object.fromEntries(entries) }
}

/** Room for one more device, when the path asks for it. */
function withRoomFor(machine: MachineFacts, path: string): MachineFacts {
  const index = devicePath.exec(path)?.[1]
  if (index === undefined || Number(index) !== machine.devices.length) return machine
  return { ...machine, devices: [...machine.devices, blankDevice(byHand)] }
}

/** The machine with one fact replaced, null when the path or the value does not fit. */
function withFact(machine: MachineFacts, path: string, correction: MachineCorrection): MachineFacts | null {
  const room = withRoomFor(machine, path)
  if (factAt(room, path) === null) return null
  const { value, by } = correction
  const fact = value === null ? { value: null, origin: by, confidence: 'unknown' } : { value, origin: by, confidence: 'corrected' }
  const parsed = parse(MachineFacts, replaced(room, path.split('.'), fact))
  return parsed.ok ? parsed.value : null
}

/** A copy with another value at a path of member names and indexes. */
function replaced(value: unknown, path: readonly string[], put: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return put
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === step ? replaced(item, rest, put) : item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === step ? replaced(member, rest, put) : member]))
}

function jsonOf(value: unknown): MachineCorrection['value'] {
  return z.parse(z.json(), value)
}
