/**
 * "Run this now, switch when that is opened": checks of the planned switch. A promise without a license text never
 * satisfies a gate, so a pending release never improves a verdict; the plan must be able to stand on its fallback.
 */
import { evaluateLicense } from '../../domain/license.ts'
import { knownTexts, licenseItself } from '../../domain/license/text.ts'
import type { ReleaseCase } from '../../domain/release-pack.ts'
import { contingencyOutcome, expectationOf, type Arrival, type ContingencyOutcome, type Expectation } from '../../domain/release.ts'
import { message, type Finding, type Message } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { licenseFacts } from '../license-facts.ts'
import { licenseOf, outcomeFor } from './license-findings.ts'
import { checkModel, licenseAssignment } from './requirement-checks.ts'

export type Contingency = {
  readonly release: ReleaseCase
  readonly latestDay: string | null
  readonly fallback: string | null
  /** What has arrived, as far as it is known. */
  readonly arrival: Arrival
  /** The license that the verdict on the release was computed for; null while none is known. */
  readonly license: string | null
  /** Whether the fallback may run under this plan; null where that cannot be said or none is named. */
  readonly fallbackSuitable: boolean | null
  readonly outcome: ContingencyOutcome
  /** Null once the release is open. */
  readonly expectation: Expectation | null
}

export function contingencyOf(facts: Facts, knowledge: Knowledge): Contingency | null {
  const watch = knowledge['release-watch']
  const release = watch.cases.find(({ id }) => id === facts['model.contingencyRelease'])
  if (release === undefined) return null
  const latestDay = facts['model.contingencyLatestDay']
  const fallback = facts['model.contingencyFallback']
  const today = facts['identity.assessedOn']
  const license = release.openLicenseId ?? facts['model.contingencyLicense']
  const arrival = arrivalOf(release, license, facts, knowledge)
  const suitable = fallback === null ? null : fallbackSuits(fallback, facts, knowledge)
  return {
    release,
    latestDay,
    fallback,
    arrival,
    license,
    fallbackSuitable: suitable,
    outcome: contingencyOutcome(arrival, { latestDay, fallback: fallback === null ? null : { suitable } }, today),
    expectation: expectationOf(release, watch.cases, watch.evidenceUntil, today ?? watch.asOf),
  }
}

function arrivalOf(release: ReleaseCase, licenseId: string | null, facts: Facts, knowledge: Knowledge): Arrival {
  const license = knowledge.licenses.licenses.find(({ id }) => id === licenseId) ?? null
  const known = licenseId === null ? [] : licenseItself(knownTexts(knowledge.licenses, licenseId))
  const given = facts['model.contingencyTextDigest']
  // Of weights that were opened the text may be known already; a promise brings none.
  const published = release.openLicenseId === null ? null : (known[0]?.sha256 ?? null)
  const recognized = known.some(({ sha256 }) => given === null || given === `sha256:${sha256}`)
  return {
    weights: facts['model.contingencyWeights'] ?? reportedWeights(release),
    textDigest: given ?? (published === null ? null : `sha256:${published}`),
    verdict:
      license === null
        ? null
        : evaluateLicense(license, licenseFacts(facts, null), knowledge.licenses.facts).verdict,
    confirm: license?.confidence === 'unverified' || !recognized,
  }
}

/** What the reference data says; an unverified report of an opening is no download. */
function reportedWeights({ state, confidence }: ReleaseCase): boolean | null {
  if (state === 'not-opened') return false
  return state === 'opened' && confidence !== 'unverified' ? true : null
}

/** True only where the license permits the use on verified facts and no requirement speaks against the model. */
function fallbackSuits(id: string, facts: Facts, knowledge: Knowledge): boolean | null {
  const model = knowledge.models.models.find((one) => one.id === id)
  if (model === undefined) return null
  const { verdict } = outcomeFor(model, facts, knowledge)
  const findings = checkModel(model, facts)
  if (verdict === 'prohibited' || findings.some(({ level }) => level === 'blocking')) return false
  const unsure =
    verdict === 'needs legal review' ||
    licenseOf(model, knowledge)?.confidence === 'unverified' ||
    licenseAssignment(model).length > 0 ||
    findings.some(({ level }) => level === 'unknown')
  return unsure ? null : true
}

type Concern = {
  readonly id: string
  readonly level: Finding['level']
  readonly headline: Message
  readonly field: FieldId
  readonly remedy: Message
}

export function checkContingency(facts: Facts, knowledge: Knowledge): readonly Finding[] {
  const contingency = contingencyOf(facts, knowledge)
  if (contingency === null) return []
  const { release } = contingency
  const name = release.openModel ?? release.closedModel
  return concernsOf(contingency, name, facts, knowledge).map(({ id, level, headline, field, remedy }) => ({
    id: `model/contingency/${id}`,
    rule: `M-CONTINGENCY-${id.toUpperCase()}`,
    stage: 'model',
    level,
    headline,
    because: [
      {
        step: 'requirement',
        message: message('contingency.planned', { model: name }),
        field: 'model.contingencyRelease',
      },
      { step: 'fact', message: message('contingency.state', { model: name, status: release.status }), field: null },
      { step: 'rule', message: message('contingency.rule'), field: null },
      { step: 'result', message: headline, field: null },
    ],
    sources: [...release.sources],
    remedies: [{ message: remedy, field, value: null }],
    field,
    confirm: release.confidence === 'unverified',
  }))
}

function concernsOf(contingency: Contingency, name: string, facts: Facts, knowledge: Knowledge): readonly Concern[] {
  const model = { model: name }
  const { release, arrival } = contingency
  const expected = facts['model.contingencyLicense']
  const licenseName = (id: string): string => knowledge.licenses.licenses.find((one) => one.id === id)?.name ?? id
  const concerns: Concern[] = []
  if (arrival.textDigest === null)
    concerns.push(
      release.openLicenseId === null
        ? {
            id: 'no-license',
            level: 'unknown',
            headline: message('contingency.noLicense', model),
            field: 'model.contingencyRelease',
            remedy: message('contingency.waitForText'),
          }
        : {
            id: 'no-text',
            level: 'unknown',
            headline: message('release.textNotHashed', { ...model, license: licenseName(release.openLicenseId) }),
            field: 'model.contingencyTextDigest',
            remedy: message('release.attachText'),
          },
    )
  if (release.openLicenseId !== null && expected !== null && expected !== release.openLicenseId)
    concerns.push({
      id: 'license-changed',
      level: 'unknown',
      headline: message('release.licenseChanged', {
        ...model,
        expected: licenseName(expected),
        actual: licenseName(release.openLicenseId),
      }),
      field: 'model.contingencyLicense',
      remedy: message('release.adoptLicense'),
    })
  if (arrival.verdict === 'prohibited')
    concerns.push({
      id: 'license-prohibits',
      level: 'advisory',
      headline: message('release.licenseProhibits', { ...model, license: licenseName(contingency.license ?? '') }),
      field: 'model.contingencyRelease',
      remedy: message('contingency.useFallback'),
    })
  return [...concerns, ...fallbackConcerns(contingency, model, knowledge), ...dayConcerns(contingency, model, facts)]
}

function fallbackConcerns(
  { fallback, fallbackSuitable }: Contingency,
  model: { readonly model: string },
  knowledge: Knowledge,
): readonly Concern[] {
  const field = 'model.contingencyFallback'
  if (fallback === null)
    return [
      {
        id: 'no-fallback',
        level: 'advisory',
        headline: message('contingency.noFallback', model),
        field,
        remedy: message('contingency.nameFallback'),
      },
    ]
  if (fallbackSuitable === true) return []
  const named = { fallback: knowledge.models.models.find(({ id }) => id === fallback)?.name ?? fallback }
  return [
    {
      id: 'fallback-unsuitable',
      level: fallbackSuitable === false ? 'advisory' : 'unknown',
      headline: message(fallbackSuitable === false ? 'release.fallbackUnsuitable' : 'release.fallbackUnknown', named),
      field,
      remedy: message('release.anotherFallback'),
    },
  ]
}

function dayConcerns(
  { release, latestDay }: Contingency,
  model: { readonly model: string },
  facts: Facts,
): readonly Concern[] {
  const field = 'model.contingencyLatestDay'
  if (latestDay === null)
    return [
      {
        id: 'no-day',
        level: 'advisory',
        headline: message('contingency.noDay', model),
        field,
        remedy: message('contingency.nameDay'),
      },
    ]
  const today = facts['identity.assessedOn']
  if (release.state === 'opened' || today === null || today <= latestDay) return []
  return [
    {
      id: 'late',
      level: 'advisory',
      headline: message('contingency.late', { ...model, day: { day: latestDay } }),
      field,
      remedy: message('contingency.useFallback'),
    },
  ]
}
