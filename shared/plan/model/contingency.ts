/**
 * "Run this now, switch when that is opened": checks of the planned switch. A promise without a license text never
 * satisfies a gate, so a pending release never improves a verdict; the plan must be able to stand on its fallback.
 */
import type { ReleaseCase } from '../../domain/release-pack.ts'
import { message, type Finding, type Message } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'

export type Contingency = {
  readonly release: ReleaseCase
  readonly latestDay: string | null
  readonly fallback: string | null
}

export function contingencyOf(facts: Facts, knowledge: Knowledge): Contingency | null {
  const release = knowledge['release-watch'].cases.find(({ id }) => id === facts['model.contingencyRelease'])
  if (release === undefined) return null
  return { release, latestDay: facts['model.contingencyLatestDay'], fallback: facts['model.contingencyFallback'] }
}

export function checkContingency(facts: Facts, knowledge: Knowledge): readonly Finding[] {
  const contingency = contingencyOf(facts, knowledge)
  if (contingency === null) return []
  const { release, latestDay, fallback } = contingency
  const name = release.openModel ?? release.closedModel
  const today = facts['identity.assessedOn']
  const finding = (
    id: string,
    level: Finding['level'],
    headline: Message,
    field: FieldId,
    remedy: Message,
  ): Finding => ({
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
  })
  const findings: Finding[] = []
  if (release.openLicenseId === null)
    findings.push(
      finding(
        'no-license',
        'unknown',
        message('contingency.noLicense', { model: name }),
        'model.contingencyRelease',
        message('contingency.waitForText'),
      ),
    )
  if (fallback === null)
    findings.push(
      finding(
        'no-fallback',
        'advisory',
        message('contingency.noFallback', { model: name }),
        'model.contingencyFallback',
        message('contingency.nameFallback'),
      ),
    )
  if (latestDay === null)
    findings.push(
      finding(
        'no-day',
        'advisory',
        message('contingency.noDay', { model: name }),
        'model.contingencyLatestDay',
        message('contingency.nameDay'),
      ),
    )
  else if (release.state !== 'opened' && today !== null && latestDay < today)
    findings.push(
      finding(
        'late',
        'advisory',
        message('contingency.late', { model: name, day: { day: latestDay } }),
        'model.contingencyLatestDay',
        message('contingency.useFallback'),
      ),
    )
  return findings
}
