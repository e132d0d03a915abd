/**
 * The ways in which one copy of the model can be cut over its devices: what each device then holds, whether that fits, and
 * how fast it is. Servers can cut every layer, deal layers as stages, or deal whole experts; over several nodes the
 * network is the link of whatever is exchanged between them. Engines of the llama.cpp family deal layers.
 */
import {
  placementOf,
  type DevicePart,
  type PlacementProblem,
  type Split,
} from '../../domain/capacity/placement.ts'
import { layerBytes } from '../../domain/capacity/weights.ts'
import { speedOf, timePerTokenOf, type SpeedBand } from '../../domain/capacity.ts'
import { toInteger } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { memoryInput, runOf, type Deployment } from './deployment.ts'

export type SplitKind = 'layers' | 'tensor' | 'stages' | 'experts'

/** Devices side by side that hold equally much, counted from 1. */
export type EqualDevices = {
  readonly first: number
  readonly last: number
  /** Of the first; the others hold as much, of other layers where stages differ. */
  readonly part: DevicePart
  /** After the last layer of the last. */
  readonly to: number
}

export type SplitWay = {
  readonly kind: SplitKind
  readonly split: Split
  /** The way that the plan's figures are computed for. */
  readonly isPlanned: boolean
  readonly devices: readonly EqualDevices[]
  readonly usablePerDevice: number
  readonly fullestDevice: number
  readonly hostBytes: number
  readonly fits: boolean
  /** Thousandths of a token per second that one person sees at the peak; null where it does not fit or is not known. */
  readonly perPerson: SpeedBand | null
}

/**
 * Each way that the engine has, the planned one first. `nodes` share the copy; devices of `deployment.target` are those
 * of all these nodes, and its link the slower of network and device link. `nodeLink` is that of one node's devices.
 */
export function splitWays(
  facts: Facts,
  deployment: Deployment,
  concurrency: number,
  nodeLink: number | null,
  knowledge: Knowledge,
): readonly SplitWay[] {
  const { engine, model, target } = deployment
  const { count } = target
  const nodes = facts['sizing.nodesPerCopy'] ?? 1
  const within = Math.max(1, Math.floor(count / nodes))
  const one: Split = { tensor: 1, pipeline: 1, replicas: 1, expertParallel: false }
  const ways: readonly { readonly kind: SplitKind; readonly split: Split }[] =
    engine.split === 'layers'
      ? [{ kind: 'layers', split: { ...one, pipeline: count } }]
      : [
          { kind: 'tensor', split: { ...one, tensor: count } },
          ...(count === 1
            ? []
            : [{ kind: 'stages' as const, split: nodes > 1 ? { ...one, tensor: within, pipeline: nodes } : { ...one, pipeline: count } }]),
          ...(count === 1 || (model.architecture?.experts ?? null) === null
            ? []
            : [
                {
                  kind: 'experts' as const,
                  split: nodes > 1 ? { tensor: within, pipeline: 1, replicas: nodes, expertParallel: true } : { ...one, replicas: count, expertParallel: true },
                },
              ]),
        ]
  return ways.flatMap(({ kind, split }, place) => {
    const way = wayOf(deployment, kind, split, concurrency, nodeLink, knowledge)
    return typeof way === 'string' ? [] : [{ ...way, isPlanned: place === 0 }]
  })
}

function wayOf(
  deployment: Deployment,
  kind: SplitKind,
  split: Split,
  concurrency: number,
  nodeLink: number | null,
  knowledge: Knowledge,
): Omit<SplitWay, 'isPlanned'> | PlacementProblem {
  const input = memoryInput(deployment, concurrency, knowledge)
  const bytes = layerBytes(deployment.model, deployment.quantization, knowledge.quantizations.tensorTypes)
  if (typeof input === 'string' || bytes === null) return 'cache-unknown'
  const placed = placementOf(input, bytes, split)
  if (typeof placed === 'string') return placed
  const speed = placed.fits ? perPersonOf(deployment, kind, split, concurrency, nodeLink, knowledge) : null
  return {
    kind,
    split,
    devices: equalDevices(placed.devices),
    usablePerDevice: placed.usablePerDevice,
    fullestDevice: placed.fullestDevice,
    hostBytes: placed.host.total,
    fits: placed.fits,
    perPerson: speed,
  }
}

function equalDevices(parts: readonly DevicePart[]): readonly EqualDevices[] {
  const groups: EqualDevices[] = []
  for (const [at, part] of parts.entries()) {
    const before = groups.at(-1)
    const same = before !== undefined && (['weights', 'keyValueCache', 'buffers', 'runtime'] as const).every((name) => before.part[name] === part[name])
    if (same) groups[groups.length - 1] = { ...before, last: at + 1, to: part.to }
    else groups.push({ first: at + 1, last: at + 1, part, to: part.to })
  }
  return groups
}

/** No measured row has stages, or experts over a network: those rest on formulas alone. */
function perPersonOf(
  deployment: Deployment,
  kind: SplitKind,
  { tensor, pipeline, replicas }: Split,
  concurrency: number,
  nodeLink: number | null,
  knowledge: Knowledge,
): SpeedBand | null {
  const fit = knowledge['capacity-fit']
  const { tensorTypes } = knowledge.quantizations
  const run = runOf(deployment, 'decode', concurrency)
  const inNode = { ...run.device, link: nodeLink }
  const cut =
    kind === 'stages'
      ? // Each stage works on a part of the people: a token takes as long as on one stage with all layers and that part.
        { ...run, device: inNode, parallel: { devices: tensor, tensor, replicas: 1 }, batch: Math.ceil(concurrency / pipeline) }
      : kind === 'experts'
        ? { ...run, parallel: { devices: tensor * replicas, tensor, replicas }, batch: Math.ceil(concurrency / replicas) }
        : run
  const time = timePerTokenOf(cut, fit, tensorTypes)
  if (typeof time === 'string' || typeof speedOf(cut, fit, tensorTypes) === 'string') return null
  const hop = kind === 'stages' ? hopMicroseconds(deployment, concurrency, pipeline) : 0
  const perSecond = (microseconds: number): number => toInteger(1_000_000_000 / Math.max(1, microseconds + hop))
  const isPlain = kind === 'layers' || kind === 'tensor'
  return {
    ...time,
    low: perSecond(isPlain ? time.high : (time.high * 3) / 2),
    likely: perSecond(time.likely),
    high: perSecond(isPlain ? time.low : (time.low * 2) / 3),
    basis: isPlain ? time.basis : 'vendor',
  }
}

/** Handing the numbers between two layers on, two bytes each, over the link once between neighbors. */
function hopMicroseconds({ model, target }: Deployment, concurrency: number, stages: number): number {
  const { link } = target.device
  const hidden = model.architecture?.hidden ?? 0
  return link === null ? 0 : ((stages - 1) * Math.ceil(concurrency / stages) * hidden * 2 * 1_000_000) / link
}
