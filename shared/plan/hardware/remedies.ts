/** Changes that were tried and do make it fit, cheapest first. */
import { weightsOf } from '../../domain/capacity/weights.ts'
import { message, type Remedy } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { memoryAt, type Deployment } from './deployment.ts'
import { useNodes } from './finding.ts'

/** Remedies for a deployment that does not fit: a smaller number format, a smaller cache, fewer people, more devices. */
export function fitRemedies(
  facts: Facts,
  deployment: Deployment,
  perNode: number,
  byMemory: number,
  knowledge: Knowledge,
): readonly Remedy[] {
  const roomy = (changed: Deployment, people = perNode): boolean => {
    const memory = memoryAt(changed, people, knowledge)
    return typeof memory !== 'string' && memory.fits && !memory.tight
  }
  return [
    ...smallerFormat(deployment, roomy, knowledge),
    ...smallerCache(deployment, roomy, knowledge),
    ...shorterContext(facts, deployment, roomy),
    ...fewerPeople(deployment, byMemory),
    ...moreDevices(deployment, roomy),
    ...nodeRemedies(deployment, (nodes) => roomy(deployment, Math.ceil((perNode * deployment.target.nodes) / nodes))),
  ]
}

/** The next number of nodes, up to four times as many, with which `holds`. */
export function nodeRemedies(deployment: Deployment, holds: (nodes: number) => boolean): readonly Remedy[] {
  const { nodes } = deployment.target
  for (let more = nodes + 1; more <= nodes * 4; more++) if (holds(more)) return [useNodes(deployment, more)]
  return []
}

type Roomy = (deployment: Deployment, people?: number) => boolean

/** The largest format that is smaller than the planned one and fits. */
function smallerFormat(deployment: Deployment, roomy: Roomy, knowledge: Knowledge): readonly Remedy[] {
  const { tensorTypes, quantizations } = knowledge.quantizations
  const bytes = (entry: Deployment['quantization']): number | null =>
    weightsOf(deployment.model, entry, tensorTypes)?.total ?? null
  const now = bytes(deployment.quantization)
  const smaller = quantizations
    .filter((entry) => deployment.engine.formats.includes(entry.format))
    .flatMap((entry) => {
      const size = bytes(entry)
      return size === null || now === null || size >= now ? [] : [{ entry, size }]
    })
    .toSorted((left, right) => right.size - left.size)
  const fitting = smaller.find(({ entry }) => roomy({ ...deployment, quantization: entry }))
  return fitting === undefined
    ? []
    : [
        {
          message: message('capacity.useQuantization', { quantization: fitting.entry.name }),
          field: 'model.quantization',
          value: fitting.entry.id,
        },
      ]
}

function perNumber(entry: Deployment['cache']): number {
  return entry.blockBytes / entry.blockElements
}

function smallerCache(deployment: Deployment, roomy: Roomy, knowledge: Knowledge): readonly Remedy[] {
  const fitting = knowledge.quantizations.cacheTypes
    .filter(
      (entry) => deployment.engine.cacheTypes.includes(entry.id) && perNumber(entry) < perNumber(deployment.cache),
    )
    .toSorted((left, right) => perNumber(right) - perNumber(left))
    .find((entry) => roomy({ ...deployment, cache: entry }))
  return fitting === undefined
    ? []
    : [{ message: message('capacity.useCache', { cache: fitting.id }), field: 'hardware.cacheType', value: fitting.id }]
}

/** Never below what a prompt and its answer need. */
function shorterContext(facts: Facts, deployment: Deployment, roomy: Roomy): readonly Remedy[] {
  const least = (facts['load.promptTokens'] ?? 0) + (facts['load.answerTokens'] ?? 0)
  for (
    let tokens = Math.floor(deployment.contextTokens / 2);
    tokens >= Math.max(least, 512);
    tokens = Math.floor(tokens / 2)
  )
    if (roomy({ ...deployment, contextTokens: tokens }))
      return [{ message: message('capacity.useContext', { tokens }), field: 'load.contextTokens', value: tokens }]
  return []
}

function fewerPeople(deployment: Deployment, byMemory: number): readonly Remedy[] {
  const people = byMemory * deployment.target.nodes
  return people < 1
    ? []
    : [{ message: message('capacity.servePeople', { people }), field: 'load.peakConcurrency', value: people }]
}

/** Doubling, as machines are sold; only for devices of the catalog. */
function moreDevices(deployment: Deployment, roomy: Roomy): readonly Remedy[] {
  const { target } = deployment
  if (target.source !== 'catalog') return []
  const nodes = target.nodesPerCopy ?? 1
  // Every node of a copy gets as many more.
  for (let each = target.count / nodes + 1; each * nodes <= Math.max(16, target.count * 2); each++) {
    const count = each * nodes
    const whole = deployment.engine.split === 'layers' || (deployment.model.architecture?.heads ?? 0) % count === 0
    if (whole && roomy({ ...deployment, target: { ...target, count } }))
      return [{ message: message('capacity.useDevices', { count: each }), field: 'hardware.count', value: each }]
  }
  return []
}
