/** The hardware stage as a whole: one node's memory and speed, and from there the machines that all people need. */
import type { MachineFacts } from '../../domain/machine.ts'
import type { Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Fleet } from '../fleet-machine.ts'
import type { Deployment } from '../hardware/deployment.ts'
import { targetOf } from '../hardware/target.ts'
import { runFor, withRun } from '../hardware/machine-runs.ts'
import type { Knowledge } from '../knowledge.ts'
import { energyOf, type Drawing, type Energy } from '../sizing/energy.ts'
import { checkSizing } from '../sizing/findings.ts'
import { checkFleet } from '../sizing/fleet-findings.ts'
import { assessFleet, mainShare, type FleetAssessment } from '../sizing/fleet.ts'
import { checkSpan, spanned } from '../sizing/span.ts'
import { sizingOf, type Sizing } from '../sizing/sizing.ts'
import { assessHardware, deploymentOf, type HardwareAssessment } from './hardware.ts'

export type InstallationAssessment = HardwareAssessment & {
  /** Null where memory or speed cannot be given, or the load is not known. */
  readonly sizing: Sizing | null
  /** Null where the plan has one type of machine and one model. */
  readonly fleet: FleetAssessment | null
  /** Null where the power of a device is not known. */
  readonly energy: Energy | null
}

export function assessInstallation(
  facts: Facts,
  machine: MachineFacts | null,
  knowledge: Knowledge,
  fleet: Fleet = {},
): InstallationAssessment {
  const main = mainDeployment(facts, machine, knowledge)
  const hasOthers = Object.keys(fleet).length > 0
  const whole = main !== null && (hasOthers || facts['sizing.secondModel'] !== null) ? assessFleet({ facts, fleet, main, knowledge }) : null
  const shared = whole !== null && hasOthers
  const node = assessHardware(shared ? mainFacts(facts, whole.assessment) : facts, machine, knowledge)
  const energy = energyOf(facts, drawingOf(node, fleet, knowledge), throughputOf(node, whole?.assessment ?? null, hasOthers), knowledge)
  const sizing = main === null ? null : sizingOf(facts, main, knowledge, whole?.machines ?? null)
  return {
    ...node,
    findings: [
      ...(shared ? node.findings.map(withoutFewerPeople) : node.findings),
      ...checkSizing(facts, sizing),
      ...checkSpan(facts),
      ...(whole === null ? [] : checkFleet(facts, whole.assessment, hasOthers)),
    ],
    sizing,
    fleet: whole?.assessment ?? null,
    energy,
    throughput: throughputOf(node, whole?.assessment ?? null, hasOthers),
    watts: energy?.average ?? (hasOthers ? null : node.watts),
  }
}

/** All devices of the plan, whether they carry anything or not. */
function drawingOf({ target }: HardwareAssessment, fleet: Fleet, knowledge: Knowledge): readonly Drawing[] {
  if (target === null) return []
  const powerOf = (id: string | null): number | null =>
    knowledge.accelerators.accelerators.find((entry) => entry.id === id)?.power ?? null
  return [
    { accelerator: target.accelerator, devices: target.count * target.nodes, power: powerOf(target.accelerator) },
    ...Object.values(fleet).map(({ accelerator, count, machines }) => ({ accelerator, devices: count * machines, power: powerOf(accelerator) })),
  ]
}

/** All machines at the peak, in thousandths of a token per second. */
function throughputOf(node: HardwareAssessment, fleet: FleetAssessment | null, hasOthers: boolean): HardwareAssessment['throughput'] {
  if (fleet === null || !hasOthers) return node.throughput
  const serving = fleet.groups.filter(({ people }) => people > 0)
  let sum = { low: 0, likely: 0, high: 0 }
  for (const { people, perPerson } of serving) {
    if (perPerson === null) return null
    const { low, likely, high } = perPerson
    sum = { low: sum.low + low * people, likely: sum.likely + likely * people, high: sum.high + high * people }
  }
  return serving.length === 0 ? null : sum
}

/** What runs on the plan's main machines; null where something is missing. */
export function mainDeployment(facts: Facts, machine: MachineFacts | null, knowledge: Knowledge): Deployment | null {
  const target = spanned(facts, targetOf(facts, machine, knowledge))
  if ('code' in target) return null
  const deployment = deploymentOf(facts, target, knowledge)
  if ('missing' in deployment || 'mismatch' in deployment) return null
  return withRun(deployment, runFor(deployment, machine, knowledge), knowledge)
}

/** The main machines serve their share only, and a failure is looked at over all machines. */
function mainFacts(facts: Facts, fleet: FleetAssessment): Facts {
  return {
    ...facts,
    'load.peakConcurrency': Math.max(1, mainShare(fleet)),
    'hardware.survivesOneFailure': facts['hardware.survivesOneFailure'] === null ? null : false,
  }
}

/** A share of the people is no answer that the planner could give. */
function withoutFewerPeople(finding: Finding): Finding {
  return { ...finding, remedies: finding.remedies.filter(({ field }) => field !== 'load.peakConcurrency') }
}
