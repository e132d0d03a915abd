/**
 * From people to machines: arrivals in the busiest hour, how many are served at once, how long anybody waits, how many
 * nodes that takes now and in each year of the horizon, and with one of them out of order.
 */
import { leastCertain, type SpeedBand } from '../../domain/capacity.ts'
import { grown, inService, meanWait, shareWaiting, shareWaitingLonger, smallest } from '../../domain/sizing/queue.ts'
import { toInteger } from '../../domain/vocabulary.ts'
import type { Facts, FieldId } from '../fields.ts'
import type { Band, Deployment } from '../hardware/deployment.ts'
import type { Knowledge } from '../knowledge.ts'
import { idleType, machineType } from './machine-type.ts'
import { copiesOf, lossesOf, nameOf, poolOf, type Copies, type Loss, type Machines, type Pool } from './pool.ts'
import { serviceOf, type Service, type SpeedEnd } from './service.ts'

/** How the number at once came about: from arrivals by queueing, or as the plan names it. */
export type SizingBasis = 'queue' | 'declared'

export type SizingYear = {
  /** From 1. */
  readonly year: number
  /** In the busiest hour; null where the plan names only how many are served at once. */
  readonly requestsPerHour: number | null
  /** Requests in service at once, in thousandths. Null when more arrives than the planned nodes can serve. */
  readonly atOnce: number | null
  /** Nodes needed: fewest if everything is as fast as the range allows, most if as slow. Null where none is enough. */
  readonly nodes: NodesBand
  readonly carried: boolean
}

export type Sizing = {
  readonly basis: SizingBasis
  /** Answers without which arrivals are not known, or growth. */
  readonly missing: readonly FieldId[]
  /** Answers the plan does not give, for which something usual was taken. */
  readonly assumed: readonly FieldId[]
  readonly requestsPerHour: number | null
  /** Milliseconds that one request is served at this load, without waiting. */
  readonly serviceTime: Band | null
  /** Requests at once on one node: all that memory holds, and those that see the wanted speed. */
  readonly slots: Band & { readonly byMemory: number }
  /** Requests at once in all, in thousandths: on average in the busiest minutes. */
  readonly atOnce: number | null
  /** Slots that the wanted wait takes; null where the planned nodes never catch up. */
  readonly slotsNeeded: number | null
  readonly wait: {
    /** Hundredths of a percent of requests that wait at all, and longer than the plan allows. */
    readonly share: number
    readonly longer: number | null
    /** Milliseconds, over all requests. */
    readonly mean: number
  } | null
  /** Nodes for the load of today, with the other machines of the plan as they are; null at an end where no number is enough. */
  readonly nodes: NodesBand
  /** One more than needed, so that one can fail. */
  readonly nodesWithSpare: number | null
  readonly devicesWithSpare: number | null
  readonly planned: { readonly nodes: number; readonly devices: number }
  /** How much more than today's load the planned nodes carry, in hundredths of a percent; negative when less. */
  readonly headroom: number | null
  /** The same without the machine whose loss leaves the least; null where nothing is left, or no machine can be lost. */
  readonly headroomAfterFailure: number | null
  /** The same without the device whose loss leaves the least, by the machine's name; missing where that leaves nothing. */
  readonly afterDevice?: { readonly name: string; readonly headroom: number }
  /** Where the plan has several types of machine: all of them count above. Missing where it has one. */
  readonly fleet?: {
    /** Machines beside the main ones on which the model runs. */
    readonly others: number
    /** Requests at once on all machines. */
    readonly slots: Band
    /** Type of the machine whose loss leaves the least. */
    readonly lost: string | null
  }
  readonly years: readonly SizingYear[]
  /** What the least certain of its speeds rests on; missing where no machine carries anything. */
  readonly speedBasis?: SpeedBand['basis']
}

export type NodesBand = { readonly low: number | null; readonly likely: number | null; readonly high: number | null }

/** More nodes than anybody plans. */
const mostNodes = 10_000
/** Lengths that vary as if at random. */
const usualVariation = 10_000

/** @param machines All machines of the plan where it has several types or a second model; null where it has one type alone. */
export function sizingOf(
  facts: Facts,
  deployment: Deployment,
  knowledge: Knowledge,
  machines: Machines | null = null,
): Sizing | null {
  const peak = facts['load.peakConcurrency']
  const service = serviceOf(facts, deployment, knowledge)
  const { count: devices, name, nodes, nodesPerCopy = 1 } = deployment.target
  const others = machines?.others ?? []
  // A model that does not fit once serves nobody: what would be sized is another deployment.
  const serves = service !== null && service.byMemory > 0
  if (!serves && others.length === 0) return null
  const arrivals = arrivalsOf(facts)
  const growthKnown = facts['load.growth'] !== null && facts['service.horizonMonths'] !== null
  const missing: readonly FieldId[] = [
    ...arrivals.missing,
    ...(growthKnown ? [] : (['load.growth', 'service.horizonMonths'] as const).filter((id) => facts[id] === null)),
  ]
  const load: Load | null =
    arrivals.rate === null
      ? peak === null
        ? null
        : { kind: 'declared', people: peak }
      : { kind: 'queue', rate: arrivals.rate, people: peak ?? 0, ...rulesOf(facts) }
  if (load === null) return null
  const layout = { name, machines: nodes, devices, copies: 1, deployment }
  const all: Machines =
    machines ??
    (service === null
      ? { main: idleType(name, nodes, devices), besideSecond: null, others: [] }
      : { main: machineType({ ...layout, service }, facts, knowledge), besideSecond: null, others: [] })
  return sized({ load, machines: all, service, nodesPerCopy, facts }, { missing, assumed: arrivals.assumed })
}

type Rules = { readonly wait: number | null; readonly share: number | null; readonly variation: number }
/** `people`: places that the plan asks for besides, whatever the arrivals. */
type Load =
  | { readonly kind: 'declared'; readonly people: number }
  | ({ readonly kind: 'queue'; readonly rate: number; readonly people: number } & Rules)

function rulesOf(facts: Facts): Rules {
  const limit = facts['sizing.maximumWait']
  const share = facts['sizing.waitShare']
  return {
    // A limit without a share, or a share without a limit, asks for nothing that can be checked.
    wait: limit === null || share === null ? null : limit / 1000,
    share: limit === null || share === null ? null : share / 10_000,
    variation: (facts['sizing.variation'] ?? usualVariation) / 10_000,
  }
}

/** Requests per second in the busiest minutes of the busiest hour, or what is missing for it. */
export function arrivalsOf(facts: Facts): {
  readonly rate: number | null
  readonly missing: readonly FieldId[]
  readonly assumed: readonly FieldId[]
} {
  const { 'load.users': users, 'load.requestsPerUserAndDay': requests, 'sizing.peakHourShare': share } = facts
  const needed = ['load.users', 'load.requestsPerUserAndDay', 'sizing.peakHourShare'] as const
  const assumed = (['sizing.burst', 'sizing.variation'] as const).filter((id) => facts[id] === null)
  if (users === null || requests === null || share === null)
    return { rate: null, missing: needed.filter((id) => facts[id] === null), assumed: [] }
  const burst = (facts['sizing.burst'] ?? 10_000) / 10_000
  return { rate: (users * requests * (share / 10_000) * burst) / 3600, missing: [], assumed }
}

function scaled(load: Load, factor: number): Load {
  // A product that is whole but for its last digits stays whole.
  const people = Math.ceil(load.people * factor - 1e-9)
  return load.kind === 'declared' ? { ...load, people } : { ...load, people, rate: load.rate * factor }
}

/** Requests in service at once, null when more arrives than is served or than there is room for. */
function atOnceOn(load: Load, pool: Pool, end: SpeedEnd): number | null {
  const slots = pool.slots(end)
  if (slots < 1) return null
  if (load.kind === 'declared') return load.people <= slots ? load.people : null
  return inService(load.rate, (atOnce) => pool.seconds(end, atOnce), slots)
}

/** Whether these machines serve the load within the wanted wait. */
export function carries(load: Load, pool: Pool, end: SpeedEnd): boolean {
  const atOnce = atOnceOn(load, pool, end)
  if (atOnce === null) return false
  if (load.people > pool.slots(end)) return false
  if (load.kind === 'declared') return true
  const queue = queueOf(load.rate, atOnce, pool, end)
  if (queue.rate * queue.seconds >= queue.slots) return false
  return load.wait === null || load.share === null || shareWaitingLonger(queue, load.wait, load.variation) <= load.share
}

function queueOf(rate: number, atOnce: number, pool: Pool, end: SpeedEnd) {
  return { rate, seconds: pool.seconds(end, atOnce), slots: pool.slots(end) }
}

type SizingInput = {
  readonly load: Load
  readonly machines: Machines
  /** Of one main node; null where nothing runs on it. */
  readonly service: Service | null
  /** Nodes of the plan that one main node stands for. */
  readonly nodesPerCopy: number
  readonly facts: Facts
}

function sized(input: SizingInput, known: Pick<Sizing, 'missing' | 'assumed'>): Sizing {
  const { load, machines, nodesPerCopy, service } = input
  const { main, others } = machines
  const whole = poolOf(copiesOf(machines, main.machines))
  const beside = others.reduce((sum, type) => sum + type.machines, 0)
  const besideDevices = others.reduce((sum, type) => sum + type.machines * type.devices, 0)
  const total = (nodes: number | null): number | null => (nodes === null ? null : nodes * nodesPerCopy + beside)
  // Beside others it may take no main machine at all.
  const fewest = others.length === 0 ? 1 : 0
  const nodesFor = (one: Load, end: SpeedEnd): number | null =>
    total(smallest(fewest, mostNodes, (nodes) => carries(one, poolOf(copiesOf(machines, nodes)), end)))
  const band = (one: Load): NodesBand => ({ low: nodesFor(one, 'high'), likely: nodesFor(one, 'likely'), high: nodesFor(one, 'low') })
  const spare = smallest(fewest, mostNodes, (nodes) =>
    lossesOf(machines, nodes, 'machine').every((loss) => carries(load, poolOf(copiesOf(machines, nodes, loss)), 'likely')),
  )
  const atOnce = atOnceOn(load, whole, 'likely')
  const device = worstLoss(load, machines, 'device')
  const machine = worstLoss(load, machines, 'machine')
  return {
    ...known,
    basis: load.kind,
    requestsPerHour: load.kind === 'queue' ? toInteger(load.rate * 3600) : null,
    serviceTime: serviceTime(whole, atOnce),
    slots: { low: 0, likely: 0, high: 0, ...service?.slots, byMemory: service?.byMemory ?? 0 },
    atOnce: meanAtOnce(load, atOnce, whole),
    slotsNeeded: atOnce === null ? null : slotsFor(load, atOnce, whole),
    wait: waitOf(load, atOnce, whole),
    nodes: band(load),
    nodesWithSpare: total(spare),
    devicesWithSpare: spare === null ? null : spare * main.devices + besideDevices,
    planned: { nodes: main.machines * nodesPerCopy + beside, devices: main.machines * main.devices + besideDevices },
    headroom: headroomOf(load, whole),
    headroomAfterFailure: machine?.headroom ?? null,
    ...(device === null ? {} : { afterDevice: device }),
    ...(others.length === 0
      ? {}
      : {
          fleet: {
            others: beside,
            slots: { low: whole.slots('low'), likely: whole.slots('likely'), high: whole.slots('high') },
            lost: machine?.name ?? null,
          },
        }),
    years: yearsOf(input, whole, band),
    ...certaintyOf([main, ...others].flatMap(({ copies }) => copies)),
  }
}

/** What the least certain of all speeds rests on. */
function certaintyOf([first, ...others]: readonly Copies[]): Pick<Sizing, 'speedBasis'> {
  return first === undefined ? {} : { speedBasis: leastCertain(first, ...others).basis }
}

/** The single failure that leaves the least room; null where none can happen, or where one leaves nothing. */
function worstLoss(load: Load, machines: Machines, what: Loss['what']): { readonly name: string; readonly headroom: number } | null {
  const { machines: nodes } = machines.main
  let worst: { readonly name: string; readonly headroom: number } | null = null
  for (const loss of lossesOf(machines, nodes, what)) {
    const pool = poolOf(copiesOf(machines, nodes, loss))
    if (pool.slots('high') < 1) return null
    const headroom = headroomOf(load, pool)
    if (headroom === null) return null
    if (worst === null || headroom < worst.headroom) worst = { name: nameOf(machines, loss), headroom }
  }
  return worst
}

function serviceTime(pool: Pool, atOnce: number | null): Band | null {
  if (atOnce === null) return null
  const at = (end: SpeedEnd): number => toInteger(pool.seconds(end, atOnce) * 1000)
  return { low: at('high'), likely: at('likely'), high: at('low') }
}

/** Little: arrivals times service time. */
function meanAtOnce(load: Load, atOnce: number | null, pool: Pool): number | null {
  if (atOnce === null) return null
  if (load.kind === 'declared') return load.people * 1000
  return toInteger(load.rate * pool.seconds('likely', atOnce) * 1000)
}

/** Slots with which the wait is as wanted while each request takes as long as at this load. */
function slotsFor(load: Load, atOnce: number, pool: Pool): number | null {
  if (load.kind === 'declared') return load.people
  const seconds = pool.seconds('likely', atOnce)
  const { wait, share, variation, rate } = load
  return smallest(atOnce, atOnce * 20 + 1000, (slots) => {
    if (rate * seconds >= slots) return false
    return wait === null || share === null || shareWaitingLonger({ rate, seconds, slots }, wait, variation) <= share
  })
}

function waitOf(load: Load, atOnce: number | null, pool: Pool): Sizing['wait'] {
  if (load.kind === 'declared' || atOnce === null) return null
  const queue = queueOf(load.rate, atOnce, pool, 'likely')
  const mean = meanWait(queue, load.variation)
  if (mean === null) return null
  return {
    share: toInteger(shareWaiting(queue) * 10_000),
    longer: load.wait === null ? null : toInteger(shareWaitingLonger(queue, load.wait, load.variation) * 10_000),
    mean: toInteger(mean * 1000),
  }
}

/** To a hundredth of today's load, up to a hundred times it. */
function headroomOf(load: Load, pool: Pool): number | null {
  if (pool.slots('likely') < 1) return null
  const tooMuch = smallest(1, 10_000, (percent) => !carries(scaled(load, percent / 100), pool, 'likely'))
  const most = tooMuch === null ? 10_000 : tooMuch - 1
  return (most - 100) * 100
}

function yearsOf({ load, facts }: SizingInput, planned: Pool, band: (load: Load) => NodesBand): readonly SizingYear[] {
  const growth = facts['load.growth']
  const months = facts['service.horizonMonths']
  const count = growth === null || months === null ? 1 : Math.ceil(months / 12)
  return Array.from({ length: count }, (_, index): SizingYear => {
    const later = scaled(load, grown(growth ?? 0, index))
    const atOnce = atOnceOn(later, planned, 'likely')
    return {
      year: index + 1,
      requestsPerHour: later.kind === 'queue' ? toInteger(later.rate * 3600) : null,
      atOnce: meanAtOnce(later, atOnce, planned),
      nodes: band(later),
      carried: carries(later, planned, 'likely'),
    }
  })
}
