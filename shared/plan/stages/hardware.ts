/**
 * Hardware: does the model fit on the devices for the planned load, how fast is it, what limits it, and what happens when
 * a device or a node fails.
 */
import type { RunProblem } from '../../domain/capacity/case.ts'
import type { Memory } from '../../domain/capacity/memory.ts'
import type { SpeedBand } from '../../domain/capacity.ts'
import { engineByName } from '../../domain/engine-pack.ts'
import type { MachineFacts } from '../../domain/machine.ts'
import type { Finding } from '../../domain/vocabulary.ts'
import { quantizationFor } from '../capacity-run.ts'
import type { Facts, FieldId } from '../fields.ts'
import {
  deployedWeights,
  devicesLeft,
  memoryAt,
  mostSequences,
  speedCurve,
  speedPerPerson,
  speedTogether,
  timeToFirstToken,
  type Band,
  type CurvePoint,
  type Deployment,
  type Failure,
} from '../hardware/deployment.ts'
import { checkFit, checkHeads, formatMismatch, gapFinding, notSaid, unknownMemory } from '../hardware/findings.ts'
import { checkFailure, checkFirstToken, checkSpeed } from '../hardware/speed-findings.ts'
import { withMachineFacts } from '../hardware/machine-findings.ts'
import { runFor, withRun, withRunReason } from '../hardware/machine-runs.ts'
import { targetOf, type Target } from '../hardware/target.ts'
import { spanned } from '../sizing/span.ts'
import type { Knowledge } from '../knowledge.ts'

export type HardwareAssessment = {
  readonly findings: readonly Finding[]
  readonly target: {
    readonly source: Target['source']
    readonly name: string
    readonly accelerator: string | null
    readonly count: number
    readonly nodes: number
    readonly memoryPerDevice: number
  } | null
  /** Memory of one node at its share of the peak. */
  readonly memory: Memory | null
  readonly weightsBasis: 'tensors' | 'published-file' | 'published-parameters' | null
  /** Sequences at once: needed per node, possible per node and in all by memory. */
  readonly concurrency: { readonly needed: number; readonly perNode: number; readonly byMemory: number } | null
  /** What one person sees at the peak, in thousandths of a token per second. */
  readonly perPerson: SpeedBand | null
  /** Milliseconds to the first token when nobody waits before. */
  readonly firstToken: SpeedBand | null
  readonly curve: readonly CurvePoint[]
  readonly failure: Failure | null
  /** Why speed or memory cannot be given. */
  readonly problem: RunProblem | 'quantization-not-for-engine' | null
  /** The whole installation at the peak, in thousandths of a token per second. */
  readonly throughput: Band | null
  /** Average draw of all devices in watts: half to the whole of what the makers name. */
  readonly watts: Band | null
}

const empty: HardwareAssessment = {
  findings: [],
  target: null,
  memory: null,
  weightsBasis: null,
  concurrency: null,
  perPerson: null,
  firstToken: null,
  curve: [],
  failure: null,
  problem: null,
  throughput: null,
  watts: null,
}

export function assessHardware(facts: Facts, machine: MachineFacts | null, knowledge: Knowledge): HardwareAssessment {
  const assessed = assessTarget(facts, machine, knowledge)
  return { ...assessed, findings: withMachineFacts(assessed.findings, facts, machine) }
}

function assessTarget(facts: Facts, machine: MachineFacts | null, knowledge: Knowledge): HardwareAssessment {
  const target = spanned(facts, targetOf(facts, machine, knowledge))
  if ('code' in target) return { ...empty, findings: [gapFinding(target)] }
  const seen: HardwareAssessment = { ...empty, target: shown(target), watts: wattsOf(target) }
  const deployment = deploymentOf(facts, target, knowledge)
  if ('missing' in deployment)
    return { ...seen, findings: [gapFinding({ code: 'not-chosen', field: deployment.missing })] }
  if ('mismatch' in deployment)
    return {
      ...seen,
      findings: [formatMismatch(deployment.mismatch.quantization, deployment.mismatch.engine, knowledge)],
      problem: 'quantization-not-for-engine',
    }
  const peak = facts['load.peakConcurrency']
  if (peak === null) return { ...seen, findings: [gapFinding({ code: 'not-chosen', field: 'load.peakConcurrency' })] }
  const run = runFor(deployment, machine, knowledge)
  const assessed = assessDeployment(facts, withRun(deployment, run, knowledge), peak, knowledge, seen)
  return { ...assessed, findings: withRunReason(assessed.findings, run) }
}

function assessDeployment(
  facts: Facts,
  deployment: Deployment,
  peak: number,
  knowledge: Knowledge,
  seen: HardwareAssessment,
): HardwareAssessment {
  const { target } = deployment
  const perNode = Math.ceil(peak / target.nodes)
  const memory = memoryAt(deployment, perNode, knowledge)
  const weights = deployedWeights(deployment, knowledge)
  const weightsBasis = weights?.basis ?? null
  if (typeof memory === 'string')
    return { ...seen, weightsBasis, problem: memory, findings: [unknownMemory(deployment, weights, memory)] }
  const byMemory = mostSequences(deployment, knowledge) ?? 0
  const concurrency = { needed: peak, perNode, byMemory: byMemory * target.nodes }
  const fit = checkFit(facts, deployment, memory, perNode, byMemory, knowledge)
  const heads = checkHeads(deployment)
  // A model that does not fit has no speed: what would run is another deployment.
  if (!memory.fits) return { ...seen, memory, weightsBasis, concurrency, findings: [...fit, ...heads] }
  const perPerson = speedPerPerson(deployment, perNode, knowledge)
  const together = speedTogether(deployment, perNode, knowledge)
  const firstToken = timeToFirstToken(deployment, perNode, knowledge)
  const failure = failureOf(deployment, peak, knowledge)
  return {
    ...seen,
    memory,
    weightsBasis,
    concurrency,
    perPerson: known(perPerson),
    firstToken: known(firstToken),
    curve: speedCurve(deployment, perNode, byMemory, knowledge),
    failure,
    problem: typeof perPerson === 'string' ? perPerson : null,
    throughput: typeof together === 'string' ? null : times(together, target.nodes),
    findings: [
      ...fit,
      ...heads,
      ...checkSpeed(facts, deployment, perPerson, perNode, knowledge),
      ...checkFirstToken(facts, deployment, perNode, firstToken),
      ...checkFailure(facts, deployment, failure),
      ...notSaid(facts),
    ],
  }
}

/** What is deployed on a target, or the first answer that is missing for it. */
export function deploymentOf(
  facts: Facts,
  target: Target,
  knowledge: Knowledge,
):
  | Deployment
  | { readonly missing: FieldId }
  | { readonly mismatch: { readonly quantization: string; readonly engine: string } } {
  const model = knowledge.models.models.find((entry) => entry.id === facts['model.id'])
  if (model === undefined) return { missing: 'model.id' }
  const engineName = facts['model.engine']
  const engine = engineName === null ? null : engineByName(knowledge.engines, engineName)
  if (engine === null) return { missing: 'model.engine' }
  const name = facts['model.quantization']
  if (name === null) return { missing: 'model.quantization' }
  const quantization = quantizationFor(knowledge.quantizations, name, engine, model.nativePrecision)
  if (quantization === null) return { mismatch: { quantization: name, engine: engine.id } }
  const contextTokens = facts['load.contextTokens']
  if (contextTokens === null) return { missing: 'load.contextTokens' }
  const promptTokens = facts['load.promptTokens']
  if (promptTokens === null) return { missing: 'load.promptTokens' }
  const answerTokens = facts['load.answerTokens']
  if (answerTokens === null) return { missing: 'load.answerTokens' }
  const cacheName = facts['hardware.cacheType'] ?? 'f16'
  const cache = engine.cacheTypes.includes(cacheName)
    ? knowledge.quantizations.cacheTypes.find((entry) => entry.id === cacheName)
    : undefined
  if (cache === undefined) return { mismatch: { quantization: cacheName, engine: engine.id } }
  const reserve = facts['hardware.reserve'] ?? 0
  return { model, quantization, engine, cache, contextTokens, promptTokens, answerTokens, reserve, target }
}

/** With several nodes one node is lost, with one node one of its devices. A single device leaves nothing. */
function failureOf(deployment: Deployment, peak: number, knowledge: Knowledge): Failure {
  const { target } = deployment
  const lost = target.nodes > 1 ? 'node' : 'device'
  const rest: Target = lost === 'node' ? { ...target, nodes: target.nodes - 1 } : { ...target, count: devicesLeft(deployment) }
  if (rest.count < 1) return { lost, fits: false, perPerson: null }
  const smaller = { ...deployment, target: rest }
  const perNode = Math.ceil(peak / rest.nodes)
  const memory = memoryAt(smaller, perNode, knowledge)
  if (typeof memory === 'string' || !memory.fits) return { lost, fits: false, perPerson: null }
  return { lost, fits: true, perPerson: known(speedPerPerson(smaller, perNode, knowledge)) }
}

function shown(target: Target): HardwareAssessment['target'] {
  return {
    source: target.source,
    name: target.name,
    accelerator: target.accelerator,
    count: target.count,
    nodes: target.nodes,
    memoryPerDevice: target.device.memory,
  }
}

/** Devices under load draw between half and all of what their makers name. */
function wattsOf(target: Target): Band | null {
  if (target.power === null) return null
  const all = target.power * target.count * target.nodes
  return { low: Math.floor(all / 2), likely: Math.floor((all * 3) / 4), high: all }
}

function known(band: SpeedBand | RunProblem): SpeedBand | null {
  return typeof band === 'string' ? null : band
}

function times(band: Band, by: number): Band {
  return { low: band.low * by, likely: band.likely * by, high: band.high * by }
}
