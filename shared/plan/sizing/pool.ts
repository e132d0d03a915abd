/**
 * All machines of a plan as the queue sees them: copies of the model that take requests from one line. What one machine,
 * or one device of it, takes away with it when it fails.
 */
import type { SpeedBand } from '../../domain/capacity.ts'
import { speedEnds, type SpeedEnd } from './service.ts'

/** Equal copies of the model. */
export type Copies = {
  readonly count: number
  /** Requests at once on one copy. */
  readonly slots: Readonly<Record<SpeedEnd, number>>
  /** Seconds of one request with so many at once on one copy. Never falls with them. */
  readonly seconds: (end: SpeedEnd, atOnce: number) => number
  /** What its speeds rest on. */
  readonly basis: SpeedBand['basis']
}

/** Equal machines. */
export type MachineType = {
  readonly name: string
  readonly machines: number
  /** Devices of one machine. */
  readonly devices: number
  /** On one machine; empty where nothing runs on it. */
  readonly copies: readonly Copies[]
  /** On one machine without one of its devices. */
  readonly afterDevice: () => readonly Copies[]
}

export type Machines = {
  /** As many as the plan names; sizing tries other numbers of them. */
  readonly main: MachineType
  /** On the one main machine that also holds the second model; null where none does. */
  readonly besideSecond: readonly Copies[] | null
  readonly others: readonly MachineType[]
}

/** What is out of order: a machine or one device of it, of the main type or of the other at this place. */
export type Loss = { readonly what: 'machine' | 'device'; readonly of: 'main' | number }

export type Pool = {
  readonly slots: (end: SpeedEnd) => number
  /** Seconds of one request, on average, with so many at once on all copies together. */
  readonly seconds: (end: SpeedEnd, atOnce: number) => number
}

/** Everything that runs with so many main machines, less what is lost. */
export function copiesOf({ main, besideSecond, others }: Machines, nodes: number, loss: Loss | null = null): readonly Copies[] {
  const lost = (of: Loss['of']): Loss['what'] | null => (loss?.of === of ? loss.what : null)
  return [
    ...onType({ ...main, machines: nodes }, lost('main'), besideSecond),
    ...others.flatMap((type, index) => onType(type, lost(index), null)),
  ].filter(({ count, slots }) => count > 0 && speedEnds.some((end) => slots[end] > 0))
}

function onType(type: MachineType, lost: Loss['what'] | null, besideSecond: readonly Copies[] | null): readonly Copies[] {
  if (type.machines < 1) return []
  const whole = lost === null ? type.machines : type.machines - 1
  // The second model is on one of the machines that are left.
  const special = whole > 0 ? besideSecond : null
  return [
    ...times(type.copies, special === null ? whole : whole - 1),
    ...(special ?? []),
    ...(lost === 'device' ? type.afterDevice() : []),
  ]
}

function times(copies: readonly Copies[], machines: number): readonly Copies[] {
  return copies.map((one) => ({ ...one, count: one.count * machines }))
}

/**
 * Every place is as busy as any other, so each type holds its share of the requests by its places; and by Little's law
 * what holds N requests for S seconds each finishes N / S a second. A fast machine therefore takes more of them than a
 * slow one, the mean time is that of all places over all that is finished, and one machine more never makes it less.
 */
export function poolOf(copies: readonly Copies[]): Pool {
  const places = (end: SpeedEnd): number => copies.reduce((sum, { count, slots }) => sum + count * slots[end], 0)
  const all = { high: places('high'), likely: places('likely'), low: places('low') }
  const [first, ...more] = copies
  return {
    slots: (end) => all[end],
    seconds: (end, atOnce) => {
      if (first === undefined) return Number.MAX_SAFE_INTEGER
      if (more.length === 0) return first.seconds(end, Math.ceil(atOnce / first.count))
      // Where nobody sees the wanted speed at this end, the time is that of somebody who is served all the same.
      if (all[end] === 0) return Math.min(...copies.map(({ count, seconds }) => seconds(end, Math.ceil(atOnce / count))))
      const finished = copies.reduce((sum, { count, slots, seconds }) => {
        const share = (count * slots[end]) / all[end]
        return share === 0 ? sum : sum + share / seconds(end, wholeFrom((atOnce * share) / count))
      }, 0)
      return 1 / finished
    },
  }
}

/** What is whole but for its last digits stays whole. */
function wholeFrom(value: number): number {
  return Math.ceil(value - 1e-9)
}

/** Every single failure that the plan could meet with so many main machines. */
export function lossesOf({ main, others }: Machines, nodes: number, what: Loss['what']): readonly Loss[] {
  const can = (type: MachineType, machines: number): boolean =>
    machines > 0 && type.copies.length > 0 && (what === 'machine' || type.devices > 1)
  return [
    ...(can(main, nodes) ? [{ what, of: 'main' } as const] : []),
    ...others.flatMap((type, index) => (can(type, type.machines) ? [{ what, of: index }] : [])),
  ]
}

export function nameOf({ main, others }: Machines, { of }: Loss): string {
  return of === 'main' ? main.name : (others[of]?.name ?? main.name)
}
