/** What the hardware stage finds, each with the figures it rests on and what would change it. */
import type { RunProblem } from '../../domain/capacity/case.ts'
import type { Memory } from '../../domain/capacity/memory.ts'
import type { Weights } from '../../domain/capacity/weights.ts'
import { message, toInteger, type Finding, type Reason } from '../../domain/vocabulary.ts'
import type { Facts, FieldId } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Deployment } from './deployment.ts'
import { fact, finding, requirement, result, rule, targetField } from './finding.ts'
import { offloadReasons } from './offloaded.ts'
import { fitRemedies } from './remedies.ts'
import type { TargetGap } from './target.ts'

/** Data is missing that every verdict of this stage needs. */
export function gapFinding(gap: TargetGap | { readonly code: 'not-chosen'; readonly field: FieldId }): Finding {
  return finding('missing', 'H-TARGET', 'unknown', {
    // Where the model runs is said; what is missing is a look at the machine.
    headline: gap.code === 'not-probed' ? message('capacity.gap.not-probed') : message('capacity.missing', { field: { term: `field.${gap.field}.label` } }),
    because: [result(message(`capacity.gap.${gap.code}`))],
    field: gap.field,
  })
}

/** Requirements without an answer were not checked, and an installation of unknown size was taken for the smallest. */
export function notSaid(facts: Facts): readonly Finding[] {
  const checks = [
    ['load.minimumSpeed', 'H-SPEED', 'capacity.notChecked'],
    ['hardware.survivesOneFailure', 'H-FAILURE', 'capacity.notChecked'],
    ['hardware.nodes', 'H-TARGET', 'capacity.oneNodeAssumed'],
  ] as const
  return checks
    .filter(([field]) => facts[field] === null)
    .map(([field, ruleId, words]) => {
      const label = { field: { term: `field.${field}.label` } }
      return finding(`not-said/${field}`, ruleId, 'unknown', {
        headline: message(words, label),
        because: [requirement(message('capacity.gap.not-chosen'), field)],
        remedies: [{ message: message('capacity.answer', label), field, value: null }],
        field,
      })
    })
}

/** An engine reads some file formats and cache types only. */
export function formatMismatch(quantization: string, engine: string, knowledge: Knowledge): Finding {
  const known = knowledge.engines.engines.find((entry) => entry.id === engine)
  const others = knowledge.engines.engines.filter((entry) => entry.id !== engine)
  const format = knowledge.quantizations.quantizations.find((entry) => entry.id === quantization)?.format
  return finding('format', 'H-FORMAT', 'blocking', {
    headline: message('capacity.format', { quantization, engine: known?.name ?? engine }),
    because: [
      fact(
        message('capacity.formatsOf', { engine: known?.name ?? engine, formats: { list: known?.formats ?? [] } }),
        'model.engine',
      ),
      result(message('capacity.cannotRead', { quantization })),
    ],
    remedies: others
      .filter((entry) => format !== undefined && entry.formats.includes(format))
      .map((entry) => ({
        message: message('capacity.useEngine', { engine: entry.name }),
        field: 'model.engine',
        value: entry.id,
      })),
    sources: known?.sources ?? [],
    field: 'model.quantization',
  })
}

/** Memory cannot be computed. Weights alone that are too big are still a verdict. */
export function unknownMemory(deployment: Deployment, weights: Weights | null, problem: RunProblem): Finding {
  const { target, model } = deployment
  const usable = target.device.memory * target.count
  if (weights !== null && weights.total > usable)
    return finding('does-not-fit', 'H-MEMORY', 'blocking', {
      headline: message('capacity.weightsTooBig', { model: model.name, target: target.name, count: target.count }),
      because: [
        fact(message('capacity.weightsAre', { bytes: { bytes: toInteger(weights.total) } }), 'model.quantization'),
        fact(message('capacity.memoryIs', { bytes: { bytes: usable } }), targetField(deployment)),
        result(message('capacity.shortBy', { bytes: { bytes: toInteger(weights.total - usable) } })),
      ],
      sources: target.sources,
      field: targetField(deployment),
    })
  return finding('memory-unknown', 'H-MEMORY', 'unknown', {
    headline: message('capacity.memoryUnknown', { model: model.name }),
    because: [
      ...(weights === null
        ? []
        : [fact(message('capacity.weightsAre', { bytes: { bytes: toInteger(weights.total) } }), 'model.quantization')]),
      result(message(`capacity.problem.${problem}`)),
    ],
    field: 'model.id',
    confirm: true,
  })
}

/** 2^30 bytes for each 10^9. */
const largerGigabyte = 1.0737

export function checkFit(
  facts: Facts,
  deployment: Deployment,
  memory: Memory,
  perNode: number,
  byMemory: number,
  knowledge: Knowledge,
): readonly Finding[] {
  const { target, model } = deployment
  const because: readonly Reason[] = [
    requirement(
      message('capacity.peakIs', { people: perNode * target.nodes, nodes: target.nodes, perNode }),
      'load.peakConcurrency',
    ),
    requirement(message('capacity.contextIs', { tokens: deployment.contextTokens }), 'load.contextTokens'),
    fact(message('capacity.weightsAre', { bytes: { bytes: memory.weights } }), 'model.quantization'),
    fact(message('capacity.cacheIs', { bytes: { bytes: memory.keyValueCache } }), 'load.contextTokens'),
    fact(message('capacity.restIs', { bytes: { bytes: memory.buffers + memory.runtime } }), 'model.engine'),
    fact(
      message('capacity.usableIs', { bytes: { bytes: memory.usable }, count: target.count }),
      targetField(deployment),
    ),
    rule(message('capacity.rule', { engine: deployment.engine.name })),
  ]
  // Within the two readings of the maker's gigabytes nobody can say which is right but the machine itself.
  if (!memory.fits && target.nominal && memory.fullestDevice <= memory.usablePerDevice * largerGigabyte)
    return [
      finding('fit-depends', 'H-MEMORY', 'unknown', {
        headline: message('capacity.fitDepends', { model: model.name, target: target.name }),
        because: [...because, result(message('capacity.exactMemory'))],
        sources: [...target.sources, ...deployment.engine.sources],
        remedies: fitRemedies(facts, deployment, perNode, byMemory, knowledge),
        field: targetField(deployment),
        confirm: true,
      }),
    ]
  const common = { sources: [...target.sources, ...deployment.engine.sources], field: targetField(deployment) }
  if (!memory.fits)
    return [
      finding('does-not-fit', 'H-MEMORY', 'blocking', {
        ...common,
        headline: message('capacity.doesNotFit', { model: model.name, target: target.name, count: target.count }),
        because: [
          ...because,
          result(message('capacity.shortBy', { bytes: { bytes: shortage(memory) } })),
          ...offloadReasons(deployment, perNode, knowledge),
        ],
        remedies: fitRemedies(facts, deployment, perNode, byMemory, knowledge),
        confirm: target.unverified,
      }),
    ]
  const found: Finding[] = []
  if (memory.tight)
    found.push(
      finding('tight', 'H-MEMORY', 'advisory', {
        ...common,
        headline: message('capacity.tight', { model: model.name, target: target.name }),
        because: [...because, result(message('capacity.leftOver', { bytes: { bytes: memory.margin } }))],
        remedies: fitRemedies(facts, deployment, perNode, byMemory, knowledge),
      }),
    )
  if (target.unverified)
    found.push(
      finding('memory-unverified', 'H-MEMORY', 'unknown', {
        ...common,
        headline: message('capacity.memoryUnverified', { target: target.name }),
        because: [
          fact(message('capacity.memoryIs', { bytes: { bytes: target.device.memory } }), targetField(deployment)),
        ],
        confirm: true,
      }),
    )
  return found
}

/** What is missing on the fullest device, for all devices together; at least what is missing in total. */
function shortage(memory: Memory): number {
  const devices = memory.usablePerDevice === 0 ? 1 : toInteger(memory.usable / memory.usablePerDevice)
  return Math.max(-memory.margin, (memory.fullestDevice - memory.usablePerDevice) * devices)
}

/** Engines that split layers over devices need the same number of heads on each. */
export function checkHeads(deployment: Deployment): readonly Finding[] {
  const { engine, model, target } = deployment
  const heads = model.architecture?.heads ?? null
  if (engine.split !== 'tensor' || heads === null || heads % target.count === 0) return []
  return [
    finding('heads', 'H-HEADS', 'blocking', {
      headline: message('capacity.heads', { engine: engine.name, heads, count: target.count }),
      because: [
        fact(message('capacity.headsAre', { model: model.name, heads }), 'model.id'),
        result(message('capacity.headsDoNotDivide', { count: target.count })),
      ],
      remedies: [nextDivisor(heads, target.count)].map((count) => ({
        message: message('capacity.useDevices', { count }),
        field: target.source === 'catalog' ? 'hardware.count' : null,
        value: target.source === 'catalog' ? count : null,
      })),
      field: 'hardware.count',
    }),
  ]
}

function nextDivisor(heads: number, from: number): number {
  for (let count = from + 1; count <= heads; count++) if (heads % count === 0) return count
  return heads
}
