/** What the hardware stage finds about speed and failures: bands held against what the plan asks for. */
import type { RunProblem } from '../../domain/capacity/case.ts'
import { basisName, type SpeedBand } from '../../domain/capacity.ts'
import { message, type Citation, type Finding, type Reason } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { speedPerPerson, type Deployment, type Failure } from './deployment.ts'
import { fact, finding, requirement, result, rule, targetField, useNodes } from './finding.ts'
import { nodeRemedies } from './remedies.ts'

export function checkSpeed(
  facts: Facts,
  deployment: Deployment,
  band: SpeedBand | RunProblem,
  perNode: number,
  knowledge: Knowledge,
): readonly Finding[] {
  const minimum = facts['load.minimumSpeed']
  if (minimum === null) return []
  const wanted = requirement(
    message('capacity.minimumIs', { speed: { milliTokensPerSecond: minimum } }),
    'load.minimumSpeed',
  )
  const at = requirement(message('capacity.perNodeIs', { people: perNode }), 'load.peakConcurrency')
  if (typeof band === 'string')
    return [
      finding('speed-unknown', 'H-SPEED', 'unknown', {
        headline: message('capacity.speedUnknown', { target: deployment.target.name }),
        because: [wanted, result(message(`capacity.problem.${band}`))],
        field: targetField(deployment),
        confirm: true,
      }),
    ]
  const because = [wanted, at, speedFact('capacity.speedIs', band), basisRule(band)]
  const speeds = (id: string) =>
    message(id, { likely: { milliTokensPerSecond: band.likely }, minimum: { milliTokensPerSecond: minimum } })
  const sources = [...deployment.target.sources, fitSource(knowledge)]
  const remedies = nodeRemedies(deployment, (more) => {
    const share = Math.ceil((perNode * deployment.target.nodes) / more)
    const faster = speedPerPerson(deployment, share, knowledge)
    return typeof faster !== 'string' && faster.low >= minimum
  })
  if (band.high < minimum)
    return [
      finding('too-slow', 'H-SPEED', 'blocking', {
        headline: speeds('capacity.tooSlow'),
        because,
        sources,
        remedies,
        field: targetField(deployment),
      }),
    ]
  if (band.low < minimum)
    return [
      finding('maybe-too-slow', 'H-SPEED', 'advisory', {
        headline: speeds(band.likely < minimum ? 'capacity.likelyTooSlow' : 'capacity.maybeTooSlow'),
        because,
        sources,
        remedies,
        field: targetField(deployment),
      }),
    ]
  if (band.basis === 'vendor')
    return [
      finding('speed-unmeasured', 'H-SPEED', 'unknown', {
        headline: message('capacity.speedUnmeasured', { target: deployment.target.name }),
        because,
        sources,
        field: targetField(deployment),
        confirm: true,
      }),
    ]
  return []
}

/** `concurrency` is how many one node answers at once. */
export function checkFirstToken(
  facts: Facts,
  deployment: Deployment,
  concurrency: number,
  band: SpeedBand | RunProblem,
): readonly Finding[] {
  const maximum = facts['load.maximumTimeToFirstToken']
  if (maximum === null) return []
  const wanted = requirement(
    message('capacity.firstTokenLimit', { time: { milliseconds: maximum } }),
    'load.maximumTimeToFirstToken',
  )
  if (typeof band === 'string')
    return [
      finding('first-token-unknown', 'H-FIRST-TOKEN', 'unknown', {
        headline: message('capacity.firstTokenUnknown'),
        because: [wanted, result(message(`capacity.problem.${band}`))],
        field: targetField(deployment),
        confirm: true,
      }),
    ]
  if (band.high <= maximum && band.basis !== 'vendor') return []
  const because = [
    wanted,
    fact(message('capacity.promptIs', { tokens: deployment.promptTokens }), 'load.promptTokens'),
    fact(
      // llama.cpp reads a prompt alone; what was measured on servers holds the load of the others.
      message(deployment.engine.split === 'tensor' ? 'capacity.firstTokenUnderLoad' : 'capacity.firstTokenIs', {
        concurrency,
        low: { milliseconds: band.low },
        likely: { milliseconds: band.likely },
        high: { milliseconds: band.high },
      }),
      null,
    ),
    basisRule(band),
  ]
  const { sources } = deployment.target
  if (band.high <= maximum)
    return [
      finding('first-token-unmeasured', 'H-FIRST-TOKEN', 'unknown', {
        headline: message('capacity.firstTokenUnmeasured', { target: deployment.target.name }),
        because,
        sources,
        field: targetField(deployment),
        confirm: true,
      }),
    ]
  const level = band.low > maximum ? 'blocking' : 'advisory'
  return [
    finding('first-token', 'H-FIRST-TOKEN', level, {
      headline: message(level === 'blocking' ? 'capacity.firstTokenLate' : 'capacity.firstTokenMaybeLate', {
        likely: { milliseconds: band.likely },
        maximum: { milliseconds: maximum },
      }),
      because,
      sources,
      field: targetField(deployment),
    }),
  ]
}

export function checkFailure(facts: Facts, deployment: Deployment, failure: Failure): readonly Finding[] {
  if (facts['hardware.survivesOneFailure'] !== true) return []
  const rest = restAfter(failure, facts['load.minimumSpeed'])
  if (rest === 'fast-enough') return []
  const { nodes } = deployment.target
  const lost = failure.lost === 'node' ? 'node' : 'device'
  const { id, level, headline } = outcomes[rest]
  return [
    finding(id, 'H-FAILURE', level, {
      headline: message(`capacity.${lost}${headline}`),
      because: [
        requirement(message('capacity.mustSurvive'), 'hardware.survivesOneFailure'),
        fact(message('capacity.installationIs', { nodes, count: deployment.target.count }), 'hardware.nodes'),
        ...(failure.perPerson === null ? [] : [speedFact('capacity.speedIs', failure.perPerson)]),
        result(message(restWords[rest])),
      ],
      remedies: [useNodes(deployment, nodes + 1)],
      field: 'hardware.nodes',
    }),
  ]
}

type Rest = 'does-not-fit' | 'too-slow' | 'maybe-too-slow' | 'not-known' | 'fast-enough'

type Outcome = { readonly id: string; readonly level: Finding['level']; readonly headline: string }

const carriesNot: Outcome = { id: 'one-failure', level: 'blocking', headline: 'Failure' }
const outcomes: Readonly<Record<Exclude<Rest, 'fast-enough'>, Outcome>> = {
  'does-not-fit': carriesNot,
  'too-slow': carriesNot,
  'maybe-too-slow': { id: 'maybe-one-failure', level: 'advisory', headline: 'FailureMaybe' },
  'not-known': { id: 'one-failure-unknown', level: 'unknown', headline: 'FailureUnknown' },
}

const restWords: Readonly<Record<Exclude<Rest, 'fast-enough'>, string>> = {
  'does-not-fit': 'capacity.restDoesNotFit',
  'too-slow': 'capacity.restTooSlow',
  'maybe-too-slow': 'capacity.restMaybeTooSlow',
  'not-known': 'capacity.restSpeedUnknown',
}

/** What remains is held against the whole range: fast enough only where even its low end is, never where it has none. */
function restAfter(failure: Failure, minimum: number | null): Rest {
  if (!failure.fits) return 'does-not-fit'
  if (minimum === null) return 'fast-enough'
  if (failure.perPerson === null) return 'not-known'
  if (failure.perPerson.high < minimum) return 'too-slow'
  return failure.perPerson.low < minimum ? 'maybe-too-slow' : 'fast-enough'
}

function speedFact(id: string, band: SpeedBand): Reason {
  return fact(
    message(id, {
      low: { milliTokensPerSecond: band.low },
      likely: { milliTokensPerSecond: band.likely },
      high: { milliTokensPerSecond: band.high },
    }),
    null,
  )
}

function basisRule(band: SpeedBand): Reason {
  return rule(message(`capacity.basis.${basisName(band)}`, { rows: band.rows, error: { basisPoints: band.medianError } }))
}

function fitSource(knowledge: Knowledge): Citation {
  const fit = knowledge['capacity-fit']
  return { title: fit.title, locator: fit.rows.file, date: fit.fittedOn, confidence: 'derived' }
}
