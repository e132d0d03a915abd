/**
 * The one door to zod. Everything that parses data from outside imports `z` and `parse` from here.
 *
 * `jitless` must be set before the first schema is made: zod's probe for `new Function` would otherwise trip the
 * page's content security policy on every start.
 */
import * as z from 'zod/mini'
import { fail, ok, type Result } from './result.ts'

z.config({ jitless: true })

export { z }

/** Any schema, whatever it parses to. */
export type Schema<T = unknown> = z.ZodMiniType<T>

/** What a schema parses to. */
export type Infer<S extends z.ZodMiniType> = z.output<S>

/** Where data was wrong and how, without ever repeating the data itself (it may be confidential or hostile). */
export type ParseProblem = { readonly path: string; readonly reason: string }

/** Checks data of unknown shape against a schema. The problem names the first place that does not fit. */
export function parse<S extends z.ZodMiniType>(schema: S, data: unknown): Result<z.output<S>, ParseProblem> {
  const outcome = z.safeParse(schema, data)
  if (outcome.success) return ok(outcome.data)
  const issue = outcome.error.issues[0]
  return fail({
    path: issue === undefined || issue.path.length === 0 ? '(whole)' : issue.path.map(String).join('.'),
    reason: issue === undefined ? 'does not have the expected form' : describe(issue),
  })
}

function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected}`
    case 'unrecognized_keys':
      return `has unknown members: ${issue.keys.slice(0, 5).join(', ')}`
    case 'too_big':
      return `must be at most ${String(issue.maximum)}`
    case 'too_small':
      return `must be at least ${String(issue.minimum)}`
    case 'invalid_value':
      return `must be one of: ${issue.values.slice(0, 12).map(String).join(', ')}`
    case 'invalid_union':
      return 'fits none of the allowed forms'
    default:
      return issue.message === '' ? 'does not have the expected form' : issue.message
  }
}
