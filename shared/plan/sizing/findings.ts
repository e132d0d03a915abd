/** What sizing finds: too many requests, waits that are too long, growth that outruns the plan, no room for a failure. */
import { message, type Finding, type Message, type Reason } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import { fact, finding, requirement, result, rule } from '../hardware/finding.ts'
import type { Sizing } from './sizing.ts'

export function checkSizing(facts: Facts, sizing: Sizing | null): readonly Finding[] {
  if (sizing === null) return []
  return [
    ...peakUnderstated(facts, sizing),
    ...tooManyRequests(facts, sizing),
    ...outgrown(facts, sizing),
    ...noSpare(facts, sizing),
  ]
}

/** The plan names fewer people at once than its own requests bring. */
function peakUnderstated(facts: Facts, sizing: Sizing): readonly Finding[] {
  const peak = facts['load.peakConcurrency']
  const { slotsNeeded } = sizing
  if (sizing.basis !== 'queue' || peak === null || slotsNeeded === null || slotsNeeded <= peak) return []
  return [
    finding('sizing/peak-understated', 'H-SIZING', 'advisory', {
      headline: message('sizing.peakUnderstated', { peak, needed: slotsNeeded }),
      because: [
        requirement(message('sizing.peakIs', { people: peak }), 'load.peakConcurrency'),
        ...loadReasons(sizing),
        ...waitWanted(facts),
        result(message('sizing.slotsNeeded', { slots: slotsNeeded })),
      ],
      remedies: [
        { message: message('sizing.planFor', { people: slotsNeeded }), field: 'load.peakConcurrency', value: slotsNeeded },
      ],
      field: 'load.peakConcurrency',
    }),
  ]
}

function tooManyRequests(facts: Facts, sizing: Sizing): readonly Finding[] {
  const { nodes, planned } = sizing
  if (sizing.basis !== 'queue') return []
  const enough = (needed: number | null): boolean => needed !== null && needed <= planned.nodes
  if (enough(nodes.high)) return []
  const [level, id] = enough(nodes.likely)
    ? (['advisory', 'maybeOverload'] as const)
    : enough(nodes.low)
      ? (['advisory', 'likelyOverload'] as const)
      : (['blocking', 'overload'] as const)
  return [
    finding(level === 'blocking' ? 'sizing/overload' : 'sizing/maybe-overload', 'H-SIZING', level, {
      headline: message(`sizing.${id}`, { nodes: planned.nodes }),
      because: [
        ...loadReasons(sizing),
        ...waitWanted(facts),
        placesAre(sizing),
        rule(message('sizing.rule')),
        result(nodesNeeded(sizing)),
      ],
      remedies: useNodes(nodes.high ?? nodes.likely, sizing),
      field: 'hardware.nodes',
    }),
  ]
}

function outgrown(facts: Facts, sizing: Sizing): readonly Finding[] {
  const [first, ...later] = sizing.years
  const year = later.find((one) => !one.carried)
  const growth = facts['load.growth']
  if (first?.carried !== true || year === undefined || growth === null) return []
  const last = sizing.years.at(-1)?.nodes.likely ?? null
  return [
    finding('sizing/outgrown', 'H-SIZING', 'advisory', {
      headline: message('sizing.outgrown', { year: year.year, nodes: sizing.planned.nodes }),
      because: [
        requirement(message('sizing.growthIs', { growth: { basisPoints: growth } }), 'load.growth'),
        ...loadReasons(sizing),
        ...(sizing.headroom === null ? [] : [fact(message('sizing.headroomIs', { headroom: { basisPoints: sizing.headroom } }), null)]),
        ...(last === null ? [] : [result(message('sizing.lastYearNeeds', { year: sizing.years.length, nodes: last }))]),
      ],
      remedies: useNodes(last, sizing),
      field: 'hardware.nodes',
    }),
  ]
}

/** With one node out of order the rest cannot keep up with what arrives. */
function noSpare(facts: Facts, sizing: Sizing): readonly Finding[] {
  const { headroomAfterFailure, planned, nodesWithSpare } = sizing
  if (facts['hardware.survivesOneFailure'] !== true || sizing.basis !== 'queue') return []
  if (headroomAfterFailure === null || headroomAfterFailure >= 0) return []
  const lost = sizing.fleet?.lost ?? null
  return [
    finding('sizing/no-spare', 'H-SIZING', 'advisory', {
      headline:
        lost === null
          ? message('sizing.noSpare', { nodes: planned.nodes - 1 })
          : message('sizing.noSpareOf', { name: lost, nodes: planned.nodes - 1 }),
      because: [
        requirement(message('capacity.mustSurvive'), 'hardware.survivesOneFailure'),
        ...loadReasons(sizing),
        ...waitWanted(facts),
        ...(nodesWithSpare === null ? [] : [result(message('sizing.withSpare', { nodes: nodesWithSpare }))]),
      ],
      remedies: useNodes(nodesWithSpare, sizing),
      field: 'hardware.nodes',
    }),
  ]
}

function loadReasons(sizing: Sizing): readonly Reason[] {
  const { atOnce, requestsPerHour, serviceTime } = sizing
  return [
    ...(requestsPerHour === null ? [] : [requirement(message('sizing.requestsAre', { requests: requestsPerHour }), 'sizing.peakHourShare')]),
    ...(serviceTime === null ? [] : [fact(message('sizing.serviceIs', { time: { milliseconds: serviceTime.likely } }), null)]),
    ...(atOnce === null ? [] : [fact(message('sizing.atOnceIs', { people: Math.ceil(atOnce / 1000) }), null)]),
  ]
}

function waitWanted(facts: Facts): readonly Reason[] {
  const wait = facts['sizing.maximumWait']
  const share = facts['sizing.waitShare']
  return wait === null || share === null
    ? []
    : [requirement(message('sizing.waitWanted', { wait: { milliseconds: wait }, share: { basisPoints: share } }), 'sizing.maximumWait')]
}

/** Places of one node, or of all machines where they are of several types. */
function placesAre({ fleet, slots }: Sizing): Reason {
  if (fleet === undefined) return fact(message('sizing.slotsAre', { slots: slots.likely, memory: slots.byMemory }), null)
  const { low, likely, high } = fleet.slots
  return fact(message('fleet.placesAre', { low, likely, high }), null)
}

/** How many it takes, in one sentence: nodes, or machines of all types together. */
export function nodesNeeded({ fleet, nodes }: Pick<Sizing, 'fleet' | 'nodes'>): Reason['message'] {
  const { low, likely, high } = nodes
  const whole = fleet === undefined ? null : { others: fleet.others }
  if (likely === null) return message(whole === null ? 'sizing.noNumberIsEnough' : 'sizing.noNumberBeside', { ...whole })
  if (low === null || high === null) return message(whole === null ? 'sizing.needsAtLeast' : 'sizing.needsInAllAtLeast', { nodes: likely, ...whole })
  if (low === high) return message(whole === null ? 'sizingScreen.needsExactly' : 'sizing.needsInAllExactly', { nodes: likely, ...whole })
  return message(whole === null ? 'sizing.needs' : 'sizing.needsInAll', { low, likely, high, ...whole })
}

/** So many in all; what the answer names are the main ones among them. */
function useNodes(all: number | null, { fleet }: Sizing): Finding['remedies'] {
  const nodes = all === null ? 0 : all - (fleet?.others ?? 0)
  const words = fleet === undefined ? 'capacity.useNodes' : 'sizing.useMainMachines'
  return nodes < 1 ? [] : [{ message: message(words, { nodes }), field: 'hardware.nodes', value: nodes }]
}

/** How places counted from arrivals and a larger stated peak go together; null where one says nothing beside the other. */
export function peakBesidePlaces({ basis, slotsNeeded }: Pick<Sizing, 'basis' | 'slotsNeeded'>, peak: number | null): Message | null {
  if (basis !== 'queue' || slotsNeeded === null || peak === null || peak <= slotsNeeded) return null
  return message('sizing.peakBesidePlaces', { peak, places: slotsNeeded })
}
