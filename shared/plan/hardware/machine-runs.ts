/** Real runs on the machine a plan is for, as anchors of its predictions. */
import { anchoredDevice, anchorOf } from '../../domain/capacity/calibration.ts'
import type { MachineFacts } from '../../domain/machine.ts'
import type { Knowledge } from '../knowledge.ts'
import { deployedWeights, runOf, type Deployment } from './deployment.ts'

/** A file of the planned quantization differs from its weights by a header and a vocabulary, in hundredths of a percent. */
const sameFile = 200

/**
 * The deployment with the last run of this very model, in this very format, on this very machine. Runs of other files
 * are passed over: what they are off by may be theirs.
 */
export function withRuns(deployment: Deployment, machine: MachineFacts | null, knowledge: Knowledge): Deployment {
  const { target, model, engine } = deployment
  if (target.source !== 'this-machine' || machine === null || engine.family !== 'llama.cpp') return deployment
  const total = deployedWeights(deployment, knowledge)?.total ?? null
  if (total === null) return deployment
  const run = (machine.runs ?? []).findLast(
    (one) =>
      one.model === model.id &&
      one.processor === machine.processor.name.value &&
      Math.abs(one.bytes - total) * 10_000 <= total * sameFile,
  )
  if (run === undefined) return deployment
  const fit = knowledge['capacity-fit']
  const types = knowledge.quantizations.tensorTypes
  const decode = { ...runOf(deployment, 'decode', 1), depth: Math.floor(run.answerTokens / 2) }
  const prefill = { ...runOf(deployment, 'prefill', 1), promptTokens: run.promptTokens }
  const anchors = [
    anchorOf(decode, run.answerSpeed, fit, types),
    ...(run.promptSpeed === null ? [] : [anchorOf(prefill, run.promptSpeed, fit, types)]),
  ].filter((anchor) => typeof anchor !== 'string')
  return { ...deployment, target: { ...target, device: anchoredDevice(target.device, anchors) } }
}
