/** A machine of an inventory as further machines of a fleet. */
import type { MachineFacts } from '../../domain/machine.ts'
import { correctedMachine } from '../../domain/machine/corrections.ts'
import type { Facts } from '../fields.ts'
import type { FleetMachine } from '../fleet-machine.ts'
import { targetOf } from '../hardware/target.ts'
import type { Knowledge } from '../knowledge.ts'

/** What the facts say, as corrected; null where its device is none that the catalog knows: capacity is not guessed. */
export function fleetMachineOf(
  machine: MachineFacts,
  facts: Facts,
  knowledge: Knowledge,
): Pick<FleetMachine, 'accelerator' | 'count' | 'memory'> | null {
  const corrected = correctedMachine(machine)
  const target = targetOf({ ...facts, 'hardware.source': 'this-machine', 'hardware.nodes': 1 }, corrected, knowledge)
  if ('code' in target || target.accelerator === null) return null
  const { accelerator, count } = target
  const shares = knowledge.accelerators.accelerators.find(({ id }) => id === accelerator)?.unifiedMemory === true
  const { limit, total } = corrected.memory
  return { accelerator, count, memory: shares ? (limit.value ?? total.value) : null }
}
