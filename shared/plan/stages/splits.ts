/** The ways of cutting one copy over the devices of the plan, from its answers. */
import type { MachineFacts } from '../../domain/machine.ts'
import type { Facts } from '../fields.ts'
import { splitWays, type SplitWay } from '../hardware/splits.ts'
import { targetOf } from '../hardware/target.ts'
import type { Knowledge } from '../knowledge.ts'
import { mainDeployment } from './installation.ts'

/** Empty where something is missing, or where nothing can be cut because there is one device. */
export function splitsFor(facts: Facts, machine: MachineFacts | null, knowledge: Knowledge): readonly SplitWay[] {
  const deployment = mainDeployment(facts, machine, knowledge)
  const inNode = targetOf(facts, machine, knowledge)
  const peak = facts['load.peakConcurrency']
  if (deployment === null || 'code' in inNode || peak === null || deployment.target.count === 1) return []
  const perCopy = Math.ceil(peak / deployment.target.nodes)
  return splitWays(facts, deployment, perCopy, inNode.device.link, knowledge)
}
