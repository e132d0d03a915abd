/** Which copy of which model runs on which machine and devices: the fleet's groups, numbered as an operator sets them up. */
import { message, type Message } from '../../domain/vocabulary.ts'
import type { FleetAssessment, FleetGroup } from './fleet.ts'

/** Numbers from 1 on, both ends included. */
export type Numbers = { readonly first: number; readonly last: number }

/** Equal copies on equal machines of one group. */
export type Placement = {
  readonly group: Pick<FleetGroup, 'id' | 'name' | 'device'>
  /** `second` is the model beside the main one. */
  readonly model: 'main' | 'second'
  /** Of all copies of this model in the plan. */
  readonly copies: Numbers
  /** Of the group. */
  readonly machines: Numbers
  readonly copiesPerMachine: number
  /** Devices of one machine that share a copy; null where the choice is the operator's. */
  readonly devicesPerCopy: number | null
  /** People on the fullest copy at the peak; null for the second model, which the plan says nothing about. */
  readonly people: number | null
}

export function placementsOf({ groups, second }: FleetAssessment): readonly Placement[] {
  const placements: Placement[] = []
  const machinesOf = new Map<string, number>()
  let copy = 0
  for (const group of groups) {
    const { copies, devicesPerCopy, id, machines, memory, perMachine, problem } = group
    const before = machinesOf.get(id) ?? 0
    machinesOf.set(id, before + machines)
    if (problem !== null || copies < 1) continue
    const numbers = { first: before + 1, last: before + machines }
    const common = { group: { id, name: group.name, device: group.device }, machines: numbers } as const
    placements.push({
      ...common,
      model: 'main',
      copies: { first: copy + 1, last: copy + copies * machines },
      copiesPerMachine: copies,
      devicesPerCopy,
      people: Math.ceil(perMachine / copies),
    })
    copy += copies * machines
    if (second !== null && (memory?.second ?? 0) > 0)
      placements.push({ ...common, model: 'second', copies: { first: 1, last: 1 }, copiesPerMachine: 1, devicesPerCopy: null, people: null })
  }
  return placements
}

/** Devices of one machine that each copy takes: of four copies over two devices, the second has devices 3 and 4. */
export function devicesOf({ copiesPerMachine, devicesPerCopy }: Placement): readonly Numbers[] {
  return devicesPerCopy === null
    ? []
    : Array.from({ length: copiesPerMachine }, (_, index) => ({ first: index * devicesPerCopy + 1, last: (index + 1) * devicesPerCopy }))
}

export function copiesMessage({ copies: { first, last } }: Placement): Message {
  return first === last ? message('placement.one', { first }) : message('placement.range', { first, last })
}

export function machinesMessage({ group: { name }, machines: { first, last } }: Placement): Message {
  return first === last ? message('placement.machine', { name, first }) : message('placement.machineRange', { name, first, last })
}

/** One message for each copy on a machine, in their order. */
export function deviceMessages(placement: Placement): readonly Message[] {
  if (placement.devicesPerCopy === null) return [message('placement.anyDevice')]
  return devicesOf(placement).map(({ first, last }) =>
    first === last ? message('placement.device', { first }) : message('placement.deviceRange', { first, last }),
  )
}
