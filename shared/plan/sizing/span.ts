/**
 * One copy of the model over several nodes, where one node is not enough. It is computed as one machine with the devices
 * of all these nodes, whose link is the network: the split that exchanges most. A pipeline between the nodes exchanges
 * less, so its speed lies at or above this; nothing of it was measured, and the finding says so.
 */
import { message, type Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import { fact, finding, requirement, result, rule } from '../hardware/finding.ts'
import type { Target, TargetGap } from '../hardware/target.ts'

/** Bytes per second in one direction of a link of so many gigabits per second. */
const bytesPerGigabit = 125_000_000

/** The target as groups of nodes that share a copy; unchanged where each node has its own. */
export function spanned(facts: Facts, target: Target | TargetGap): Target | TargetGap {
  const nodes = facts['sizing.nodesPerCopy'] ?? 1
  if ('code' in target || nodes === 1) return target
  const network = facts['sizing.nodeLink']
  // Without the network nobody can say what a split over it costs.
  if (network === null) return { code: 'not-chosen', field: 'sizing.nodeLink' }
  const groups = Math.floor(target.nodes / nodes)
  if (groups < 1) return { code: 'not-enough-nodes', field: 'hardware.nodes' }
  const link = network * bytesPerGigabit
  return {
    ...target,
    count: target.count * nodes,
    nodes: groups,
    nodesPerCopy: nodes,
    device: { ...target.device, link: Math.min(link, target.device.link ?? link) },
  }
}

/** Nobody measured it: a person has to. */
export function checkSpan(facts: Facts): readonly Finding[] {
  const nodes = facts['sizing.nodesPerCopy'] ?? 1
  const network = facts['sizing.nodeLink']
  if (nodes === 1 || network === null) return []
  return [
    finding('span-unmeasured', 'H-SPAN', 'unknown', {
      headline: message('span.unmeasured', { nodes }),
      because: [
        requirement(message('span.nodesAre', { nodes }), 'sizing.nodesPerCopy'),
        fact(message('span.networkIs', { gigabits: network }), 'sizing.nodeLink'),
        rule(message('span.rule')),
        result(message('span.lessCertain')),
      ],
      field: 'sizing.nodesPerCopy',
      confirm: true,
    }),
  ]
}
