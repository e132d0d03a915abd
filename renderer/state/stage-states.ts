/** How stages look in navigation, ring and overview: from the assessment to the five shapes. */
import { askingStages, type Assessment, type AskingStage, type StageSummary } from '../../shared/plan/assess.ts'
import type { OpenPlan } from './plan-store.ts'
import type { StageName } from './location.ts'
import type { State } from '../ui/state-icon.tsx'

/** All eight in the order of the work. */
export const stageNames: readonly StageName[] = [...askingStages, 'review', 'sign']

export function isAskingStage(stage: StageName): stage is AskingStage {
  return stage !== 'review' && stage !== 'sign'
}

export function stageState(plan: OpenPlan, stage: StageName): State {
  if (isAskingStage(stage)) return stateOfSummary(plan.assessment.stages[stage])
  return stage === 'review' ? reviewState(plan.assessment) : isSigned(plan) ? 'ok' : 'none'
}

function stateOfSummary(summary: StageSummary): State {
  if (summary.state === 'ready') return 'ok'
  if (summary.state === 'blocked') return 'blocking'
  if (summary.state === 'open') return summary.advisory > 0 ? 'advisory' : 'unknown'
  return 'none'
}

function reviewState(assessment: Assessment): State {
  if (assessment.outcome === 'clear') return 'ok'
  if (assessment.outcome === 'blocked') return 'blocking'
  return assessment.outcome === 'open-findings' ? 'advisory' : 'none'
}

/** Whether the draft is exactly the last signed version: nothing was changed since. */
export function isSigned(plan: OpenPlan): boolean {
  const last = plan.versions.at(-1)
  return last !== undefined && plan.document.plan.previous === last.planDigest && plan.document.past.length === 0
}

export type OpenCounts = { readonly blocking: number; readonly advisory: number; readonly unknown: number }

/** Open findings of the whole plan. */
export function openCounts(assessment: Assessment): OpenCounts {
  const open = assessment.standings.filter((standing) => !standing.closed)
  const count = (level: keyof OpenCounts): number => open.filter((standing) => standing.level === level).length
  return { blocking: count('blocking'), advisory: count('advisory'), unknown: count('unknown') }
}

/** Open findings in the order in which they should be looked at: what blocks first, then what is not known. */
export function openFindings(assessment: Assessment): Assessment['findings'] {
  const closed = new Set(assessment.standings.filter((standing) => standing.closed).map((standing) => standing.finding))
  const rank = { blocking: 0, advisory: 1, unknown: 2 } as const
  return assessment.findings
    .filter((finding) => !closed.has(finding.id))
    .toSorted((left, right) => rank[left.level] - rank[right.level])
}
