/** What a report is made of. */
import type { PublicKey } from '../../../shared/base/envelope.ts'
import type { SignerSummary } from '../../../shared/contract.ts'
import type { Assessment } from '../../../shared/plan/assess.ts'
import type { Knowledge } from '../../../shared/plan/knowledge.ts'
import type { Plan } from '../../../shared/plan/plan.ts'
import type { CommentLine } from '../../../shared/plan/review-view.ts'
import type { Language } from '../../../shared/words/format.ts'
import type { Sources } from './sources.ts'
import type { Speech } from './speech.ts'

export type ReportInput = {
  /** The decoded text of a version, or of a draft. */
  readonly plan: Plan
  readonly assessment: Assessment
  /** SHA-256 of `plan.json`, lower hex without the algorithm's name. */
  readonly digest: string
  /** Null for a draft. */
  readonly version: number | null
  readonly signatures: readonly SignerSummary[]
  readonly keys: readonly PublicKey[]
  /** What reviewers said about this version, with the planner's answers. Missing where nobody asked. */
  readonly comments?: readonly CommentLine[]
  /** For the names of entries. Verdicts come from the assessment alone. */
  readonly knowledge: Knowledge
  readonly language: Language
}

/** The input with what every chapter needs to write itself. */
export type Report = ReportInput & { readonly speech: Speech; readonly sources: Sources }

/** A text answer, or null. */
export function textAnswer(plan: Plan, field: string): string | null {
  const value = plan.answers[field]?.value
  return typeof value === 'string' ? value : null
}
