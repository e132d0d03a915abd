/** A machine type of a plan as sizing takes it: its copies, and what is left of one machine that lost a device. */
import type { Facts } from '../fields.ts'
import { devicesLeft, mostSequences, type Deployment } from '../hardware/deployment.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Copies, MachineType } from './pool.ts'
import { serviceOf, type Service } from './service.ts'

/** What runs on one machine: so many copies, each deployed and served like this. */
export type Layout = {
  readonly name: string
  readonly machines: number
  readonly devices: number
  readonly copies: number
  readonly deployment: Deployment
  readonly service: Service
}

export function machineType(layout: Layout, facts: Facts, knowledge: Knowledge): MachineType {
  const { name, machines, devices, copies, service } = layout
  return {
    name,
    machines,
    devices,
    copies: copiesOn(service, copies),
    afterDevice: () => withoutDevice(layout, facts, knowledge),
  }
}

/** A machine on which nothing runs. */
export function idleType(name: string, machines: number, devices: number): MachineType {
  return { name, machines, devices, copies: [], afterDevice: () => [] }
}

export function copiesOn({ slots, seconds, basis }: Service, count: number): readonly Copies[] {
  return count < 1 ? [] : [{ count, slots, seconds, basis }]
}

/** The other copies go on; the one that was hit starts again on the devices it has left, where it fits on them. */
function withoutDevice({ copies, deployment, service }: Layout, facts: Facts, knowledge: Knowledge): readonly Copies[] {
  const others = copiesOn(service, copies - 1)
  const count = devicesLeft(deployment)
  if (count < 1) return others
  const smaller = { ...deployment, target: { ...deployment.target, count } }
  if ((mostSequences(smaller, knowledge) ?? 0) < 1) return others
  const rest = serviceOf(facts, smaller, knowledge)
  return rest === null ? others : [...others, ...copiesOn(rest, 1)]
}
