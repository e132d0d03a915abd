/** What a fleet finds: machines that carry nothing, too few places in all, no room for a failure, a second model without a place. */
import { message, type Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import { fact, finding, requirement, result } from '../hardware/finding.ts'
import type { Band } from '../hardware/deployment.ts'
import type { FleetAssessment, FleetGroup } from './fleet.ts'

export function checkFleet(facts: Facts, fleet: FleetAssessment, hasOthers: boolean): readonly Finding[] {
  return [
    ...(hasOthers ? [...fleet.groups.flatMap(idleMachine), ...tooFewPlaces(fleet), ...noRoomForFailure(facts, fleet)] : []),
    ...secondWithoutPlace(fleet),
  ]
}

/** A machine of the fleet that serves nobody. The main machines have findings of their own. */
function idleMachine(group: FleetGroup): readonly Finding[] {
  const { problem, id } = group
  if (problem === null || id === 'main') return []
  const level = problem === 'does-not-fit' || problem === 'too-slow' ? 'advisory' : 'unknown'
  return [
    finding(`fleet/idle/${id}`, 'H-FLEET', level, {
      headline: message('fleet.idle', { name: group.name }),
      because: [
        fact(message('fleet.machineIs', { name: group.name, count: group.devices, device: group.device, machines: group.machines }), null),
        result(message(`fleet.problem.${problem}`)),
      ],
      field: null,
    }),
  ]
}

/** Held against the whole range: short for sure only where even the fast end is. */
function levelFor(slots: Band, people: number): 'blocking' | 'advisory' | null {
  if (slots.high < people) return 'blocking'
  return slots.low < people ? 'advisory' : null
}

function placesAre(slots: Band) {
  return fact(message('fleet.placesAre', { low: slots.low, likely: slots.likely, high: slots.high }), null)
}

function tooFewPlaces({ groups, people, slots }: FleetAssessment): readonly Finding[] {
  const level = levelFor(slots, people)
  if (level === null) return []
  return [
    finding('fleet/short', 'H-FLEET', level, {
      headline: message(level === 'blocking' ? 'fleet.short' : 'fleet.maybeShort', { people }),
      because: [
        requirement(message('sizing.peakIs', { people }), 'load.peakConcurrency'),
        ...groups.map((group) =>
          fact(message('fleet.groupPlaces', { name: group.name, machines: group.machines, places: group.slots.likely }), null),
        ),
        placesAre(slots),
      ],
      field: 'hardware.nodes',
    }),
  ]
}

function noRoomForFailure(facts: Facts, { failure, people }: FleetAssessment): readonly Finding[] {
  if (facts['hardware.survivesOneFailure'] !== true || failure === null) return []
  const level = levelFor(failure.slots, people)
  if (level === null) return []
  return [
    finding(level === 'blocking' ? 'fleet/one-failure' : 'fleet/maybe-one-failure', 'H-FLEET', level, {
      headline: message(level === 'blocking' ? 'fleet.oneFailure' : 'fleet.maybeOneFailure', { name: failure.lost, people }),
      because: [
        requirement(message('capacity.mustSurvive'), 'hardware.survivesOneFailure'),
        requirement(message('sizing.peakIs', { people }), 'load.peakConcurrency'),
        placesAre(failure.slots),
      ],
      field: 'hardware.nodes',
    }),
  ]
}

function secondWithoutPlace({ second }: FleetAssessment): readonly Finding[] {
  if (second === null || second.on !== null) return []
  if (second.bytes === null)
    return [
      finding('second-unknown', 'H-FLEET', 'unknown', {
        headline: message('fleet.secondUnknown', { model: second.model }),
        because: [result(message('capacity.problem.architecture-unknown'))],
        field: 'sizing.secondModel',
        confirm: true,
      }),
    ]
  return [
    finding('second-does-not-fit', 'H-FLEET', 'blocking', {
      headline: message('fleet.secondDoesNotFit', { model: second.model }),
      because: [
        fact(message('fleet.secondTakes', { model: second.model, bytes: { bytes: second.bytes } }), 'sizing.secondModel'),
        result(message('fleet.nowhere')),
      ],
      field: 'sizing.secondModel',
    }),
  ]
}
