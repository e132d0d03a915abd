/**
 * Several machine types in one plan: how the model's copies are laid out on each, which people each serves, where a
 * second model goes, and what is left when the strongest machine fails.
 */
import type { RunProblem } from '../../domain/capacity/case.ts'
import type { SpeedBand } from '../../domain/capacity.ts'
import { toInteger } from '../../domain/vocabulary.ts'
import { quantizationFor } from '../capacity-run.ts'
import type { Facts } from '../fields.ts'
import { mainMachines, type Fleet } from '../fleet-machine.ts'
import { deployedWeights, memoryAt, mostSequences, speedPerPerson, type Band, type Deployment } from '../hardware/deployment.ts'
import { targetOf, type Target, type TargetGap } from '../hardware/target.ts'
import type { Knowledge } from '../knowledge.ts'
import { copiesOn, idleType, machineType } from './machine-type.ts'
import type { MachineType, Machines } from './pool.ts'
import { serviceOf, type Service } from './service.ts'

/** Equal machines and what runs on one of them. */
export type FleetGroup = {
  /** `main`, or the key in the plan's fleet. */
  readonly id: string
  readonly name: string
  readonly device: string
  readonly devices: number
  readonly machines: number
  /** Why no copy of the model runs here. */
  readonly problem: RunProblem | TargetGap['code'] | 'does-not-fit' | 'too-slow' | null
  /** Copies of the model on one machine, and devices that share one. */
  readonly copies: number
  readonly devicesPerCopy: number
  /** Requests at once on one machine. */
  readonly slots: Band
  /** People at the peak: on all machines of the group, and on the fullest of them. */
  readonly people: number
  readonly perMachine: number
  readonly perPerson: SpeedBand | null
  /** Of one machine at its share: bytes taken by everything, bytes usable, and bytes of the second model among them. */
  readonly memory: { readonly used: number; readonly usable: number; readonly second: number } | null
}

export type FleetAssessment = {
  readonly groups: readonly FleetGroup[]
  /** Requests at once on all machines. */
  readonly slots: Band
  readonly people: number
  /** The machine whose loss costs most, and what the others serve. */
  readonly failure: { readonly lost: string; readonly slots: Band } | null
  /** The second model that the plan names, and the group that holds it. */
  readonly second: {
    readonly model: string
    readonly bytes: number | null
    readonly on: string | null
  } | null
}

/** A machine type with its best layout. */
type Laid = {
  readonly group: Pick<FleetGroup, 'id' | 'name' | 'device' | 'devices' | 'machines'>
  readonly problem: FleetGroup['problem']
  readonly copies: number
  /** One copy; null where there is a problem. */
  readonly deployment: Deployment | null
  readonly service: Service | null
  /** The same without the second model. */
  readonly plain: Service | null
  readonly slots: Band
  /** Bytes of the second model on this machine. */
  readonly second: number
}

const noSlots: Band = { low: 0, likely: 0, high: 0 }

export type FleetInput = {
  readonly facts: Facts
  readonly fleet: Fleet
  readonly main: Deployment
  readonly knowledge: Knowledge
}

export function assessFleet(input: FleetInput): { readonly assessment: FleetAssessment; readonly machines: Machines | null } {
  const { facts, fleet, main, knowledge } = input
  const { target } = main
  const mainGroup = { id: mainMachines, name: target.name, device: target.name, devices: target.count, machines: target.nodes }
  const laid = [
    layOut(mainGroup, [main], input),
    ...Object.keys(fleet)
      .toSorted()
      .map((key) => layOutMachine(key, input)),
  ]
  const second = secondModel(facts, main, knowledge)
  const placed = second === null || second.bytes === null ? { laid, on: null } : place(second.bytes, laid, input)
  const people = facts['load.peakConcurrency'] ?? 0
  const shares = shareOut(people, placed.laid)
  const groups = placed.laid.map((one, index) => groupOf(one, shares[index] ?? 0, knowledge))
  const slots = sumOf(placed.laid)
  return {
    assessment: {
      groups,
      slots,
      people,
      failure: failureOf(placed.laid, slots),
      second: second === null ? null : { ...second, on: placed.on },
    },
    machines: machinesOf(placed.laid, input),
  }
}

/** People on the plan's main machines. */
export function mainShare(fleet: FleetAssessment): number {
  return fleet.groups.filter(({ id }) => id === mainMachines).reduce((sum, { people }) => sum + people, 0)
}

function layOutMachine(key: string, input: FleetInput): Laid {
  const { facts, fleet, main, knowledge } = input
  const machine = fleet[key]
  if (machine === undefined) throw new Error('a key of the fleet has an entry')
  const { accelerator, count, machines, memory, name } = machine
  const target = targetOf(
    { ...facts, 'hardware.source': 'catalog', 'hardware.accelerator': accelerator, 'hardware.count': count, 'hardware.nodes': machines, 'hardware.memory': memory },
    null,
    knowledge,
  )
  const group = { id: key, name, device: 'code' in target ? accelerator : target.name, devices: count, machines }
  if ('code' in target) return { group, problem: target.code, copies: 0, deployment: null, service: null, plain: null, slots: noSlots, second: 0 }
  return layOut(group, layouts(main, target), input)
}

/** One copy over some of the devices of a machine, in every way that divides them and the model's heads evenly. */
function layouts(main: Deployment, target: Target): readonly Deployment[] {
  const heads = main.model.architecture?.heads ?? null
  return Array.from({ length: target.count }, (_, index) => index + 1)
    .filter((each) => target.count % each === 0)
    .filter((each) => main.engine.split !== 'tensor' || heads === null || heads % each === 0)
    .map((each) => ({ ...main, target: { ...target, count: each, nodes: target.nodes * (target.count / each) } }))
}

/** The layout that serves most people at once; of equals the one with the fewest devices for a copy. */
function layOut(group: Laid['group'], deployments: readonly Deployment[], { facts, knowledge }: FleetInput): Laid {
  let best: Laid | null = null
  let problem: Laid['problem'] = 'does-not-fit'
  for (const deployment of deployments) {
    const { slots, service, why } = placesFor(facts, deployment, knowledge)
    if (why !== null) {
      problem = why
      continue
    }
    const copies = Math.floor(group.devices / deployment.target.count)
    const all = times(slots, copies)
    if (best === null || all.likely > best.slots.likely)
      best = { group, problem: null, copies, deployment, service, plain: service, slots: all, second: 0 }
  }
  return best ?? { group, problem, copies: 0, deployment: null, service: null, plain: null, slots: noSlots, second: 0 }
}

function placesFor(
  facts: Facts,
  deployment: Deployment,
  knowledge: Knowledge,
): { readonly slots: Band; readonly service: Service | null; readonly why: Laid['problem'] } {
  const byMemory = mostSequences(deployment, knowledge)
  if (byMemory === null) return { slots: noSlots, service: null, why: 'architecture-unknown' }
  if (byMemory < 1) return { slots: noSlots, service: null, why: 'does-not-fit' }
  const service = serviceOf(facts, deployment, knowledge)
  if (service !== null) {
    const { low, likely, high } = service.slots
    return { slots: { low, likely, high }, service, why: high < 1 ? 'too-slow' : null }
  }
  // Without a speed nobody can say that a wanted speed is reached; without a wanted one memory alone decides.
  const speed = speedPerPerson(deployment, 1, knowledge)
  const why = facts['load.minimumSpeed'] !== null && typeof speed === 'string' ? speed : null
  return { slots: why === null ? { low: byMemory, likely: byMemory, high: byMemory } : noSlots, service: null, why }
}

function secondModel(facts: Facts, main: Deployment, knowledge: Knowledge): { readonly model: string; readonly bytes: number | null } | null {
  const id = facts['sizing.secondModel']
  if (id === null) return null
  const model = knowledge.models.models.find((entry) => entry.id === id)
  if (model === undefined) return { model: id, bytes: null }
  const { engine } = main
  const quantization = quantizationFor(knowledge.quantizations, engine.family === 'llama.cpp' ? 'F16' : 'BF16-safetensors', engine, null)
  const weights = quantization === null ? null : deployedWeights({ model, quantization }, knowledge)
  // In 16 bits, with the engine's own share once more: it runs as a process of its own.
  return { model: model.name, bytes: weights === null ? null : toInteger(weights.total) + engine.memory.runtimePerDevice }
}

/** On one machine of the group where it costs the fewest places: there each copy has that much less memory. */
function place(bytes: number, laid: readonly Laid[], { facts, knowledge }: FleetInput): { readonly laid: readonly Laid[]; readonly on: string | null } {
  const tried = laid.flatMap((one, index) => {
    const { deployment } = one
    if (deployment === null || deployment.target.device.memory <= bytes) return []
    const { target } = deployment
    const smaller = { ...deployment, target: { ...target, device: { ...target.device, memory: target.device.memory - bytes } } }
    const { slots, service, why } = placesFor(facts, smaller, knowledge)
    // The machine still has to hold its copy of the main model.
    if (why !== null) return []
    // Counted for every copy on that machine: which of its devices holds the second model is the operator's choice.
    const left = times(slots, one.copies)
    return [{ index, cost: one.slots.likely - left.likely, left, service, smaller }]
  })
  const [best] = tried.toSorted((left, right) => left.cost - right.cost || left.index - right.index)
  const host = best === undefined ? undefined : laid[best.index]
  if (best === undefined || host === undefined) return { laid, on: null }
  const one: Laid = {
    ...host,
    group: { ...host.group, machines: 1 },
    deployment: best.smaller,
    service: best.service,
    slots: best.left,
    second: bytes,
  }
  const rest = host.group.machines - 1
  const split = [one, ...(rest === 0 ? [] : [{ ...host, group: { ...host.group, machines: rest } }])]
  return { laid: laid.flatMap((other, index) => (index === best.index ? split : [other])), on: host.group.id }
}

/** By places at the likely speed, whole people, none where there is no place; what is left over goes to the emptiest. */
function shareOut(people: number, laid: readonly Laid[]): readonly number[] {
  const room = laid.map((one) => one.slots.likely * one.group.machines)
  const all = room.reduce((sum, places) => sum + places, 0)
  if (all === 0) return laid.map(() => 0)
  const served = Math.min(people, all)
  const exact = room.map((places) => (served * places) / all)
  const shares = exact.map(Math.floor)
  let left = served - shares.reduce((sum, share) => sum + share, 0)
  const order = exact
    .map((share, index) => ({ index, part: share - Math.floor(share) }))
    .toSorted((one, other) => other.part - one.part || one.index - other.index)
  for (const { index } of order) {
    if (left === 0) break
    const now = shares[index] ?? 0
    if (now >= (room[index] ?? 0)) continue
    shares[index] = now + 1
    left -= 1
  }
  return shares
}

function groupOf(one: Laid, people: number, knowledge: Knowledge): FleetGroup {
  const { copies, deployment, group, problem, second, slots } = one
  const perMachine = Math.ceil(people / group.machines)
  const perCopy = copies === 0 ? 0 : Math.ceil(perMachine / copies)
  const band = deployment === null || perCopy === 0 ? null : speedPerPerson(deployment, perCopy, knowledge)
  const memory = deployment === null ? null : memoryAt(deployment, Math.max(1, perCopy), knowledge)
  return {
    ...group,
    problem,
    copies,
    devicesPerCopy: deployment?.target.count ?? 0,
    slots,
    people,
    perMachine,
    perPerson: band === null || typeof band === 'string' ? null : band,
    memory:
      memory === null || typeof memory === 'string'
        ? null
        : { used: (memory.total - memory.host) * copies + second, usable: (memory.usable + second) * copies, second },
  }
}

/** Losing the machine with the most places. Null where there is only one machine. */
function failureOf(laid: readonly Laid[], all: Band): FleetAssessment['failure'] {
  const machines = sumMachines(laid)
  const [strongest] = laid.toSorted((left, right) => right.slots.likely - left.slots.likely)
  if (strongest === undefined || machines < 2) return null
  return { lost: strongest.group.name, slots: add(all, times(strongest.slots, -1)) }
}

/** The same machines for sizing; null where the plan's main ones are none of them. */
function machinesOf(laid: readonly Laid[], { facts, knowledge }: FleetInput): Machines | null {
  const typeOf = ({ copies, deployment, group: { devices, name }, plain }: Laid, machines: number): MachineType =>
    deployment === null || plain === null
      ? idleType(name, machines, devices)
      : machineType({ name, machines, devices, copies, deployment, service: plain }, facts, knowledge)
  const [main, ...mainRest] = laid.filter(({ group }) => group.id === mainMachines)
  if (main === undefined) return null
  // A second model makes two parts of a group: the one machine that holds it, and the others.
  const holder = [main, ...mainRest].find(({ second }) => second > 0)
  const others = laid.filter(({ group }) => group.id !== mainMachines)
  return {
    main: typeOf(mainRest[0] ?? main, sumMachines([main, ...mainRest])),
    besideSecond: holder === undefined || holder.service === null ? null : copiesOn(holder.service, holder.copies),
    others: others
      .map((one) => typeOf({ ...one, plain: one.service }, one.group.machines))
      .filter(({ copies }) => copies.length > 0),
  }
}

function sumMachines(laid: readonly Laid[]): number {
  return laid.reduce((sum, { group }) => sum + group.machines, 0)
}

function sumOf(laid: readonly Laid[]): Band {
  return laid.reduce((sum, one) => add(sum, times(one.slots, one.group.machines)), noSlots)
}

function times(band: Band, by: number): Band {
  return { low: toInteger(band.low * by), likely: toInteger(band.likely * by), high: toInteger(band.high * by) }
}

function add(left: Band, right: Band): Band {
  return { low: left.low + right.low, likely: left.likely + right.likely, high: left.high + right.high }
}
