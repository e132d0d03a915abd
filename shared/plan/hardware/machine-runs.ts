/** Real runs on the machine a plan is for, as anchors of its predictions. */
import { anchoredDevice, anchorOf } from '../../domain/capacity/calibration.ts'
import type { MachineFacts, ModelRun } from '../../domain/machine.ts'
import { message, type Finding, type Reason } from '../../domain/vocabulary.ts'
import type { Knowledge } from '../knowledge.ts'
import { deployedWeights, runOf, type Deployment } from './deployment.ts'

/** A file of the planned quantization differs from its weights by a header and a vocabulary, in hundredths of a percent. */
const sameFile = 200

/**
 * The last run of this very model, in this very format, on this very machine and what it would run on here. Runs of other
 * files are passed over: what they are off by may be theirs.
 */
export function runFor(deployment: Deployment, machine: MachineFacts | null, knowledge: Knowledge): ModelRun | null {
  const { target, model, engine } = deployment
  if (target.source !== 'this-machine' || machine === null || engine.family !== 'llama.cpp') return null
  const total = deployedWeights(deployment, knowledge)?.total ?? null
  if (total === null) return null
  return (
    (machine.runs ?? []).findLast(
      (one) =>
        one.model === model.id &&
        one.processor === machine.processor.name.value &&
        ranOn(one, target.device.processor !== null) &&
        Math.abs(one.bytes - total) * 10_000 <= total * sameFile,
    ) ?? null
  )
}

/** A run on the processor says nothing about a card, nor the other way round; what does not say where it ran is of neither. */
function ranOn({ backend }: ModelRun, onProcessor: boolean): boolean {
  if (backend === undefined || backend === null) return onProcessor
  return backend.split(/[,\s]+/).every((name) => /^(cpu|blas|accelerate|zendnn)$/i.test(name)) === onProcessor
}

/** The deployment with that run as its anchor. */
export function withRun(deployment: Deployment, run: ModelRun | null, knowledge: Knowledge): Deployment {
  if (run === null) return deployment
  const { target } = deployment
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

/** Findings about speed, each with the run that they rest on. */
export function withRunReason(findings: readonly Finding[], run: ModelRun | null): readonly Finding[] {
  if (run === null) return findings
  const { answerSpeed, build, file, program, takenAt } = run
  const reason: Reason = {
    step: 'fact',
    message: message('capacity.ranHere', {
      day: { day: takenAt.slice(0, 10) },
      file,
      program: build === null ? program : `${program} ${build}`,
      speed: { milliTokensPerSecond: answerSpeed },
    }),
    field: 'hardware.source',
  }
  return findings.map((one) => (resting.has(one.rule) ? { ...one, because: [reason, ...one.because] } : one))
}

const resting: ReadonlySet<string> = new Set(['H-SPEED', 'H-FIRST-TOKEN', 'H-FAILURE'])
