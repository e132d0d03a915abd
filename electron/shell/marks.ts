/** How long each phase of the start took. One line, only when asked for. */
export type Marks = { readonly mark: (phase: string) => void }

/**
 * Collects phases in milliseconds since `start` and writes them in one line once all of `last` are reached.
 * `start` and `now` are milliseconds since 1970.
 */
export function startMarks(
  start: number,
  now: () => number,
  last: readonly string[],
  write: (line: string) => void,
): Marks {
  const phases: Record<string, number> = {}
  return {
    mark(phase) {
      if (Object.hasOwn(phases, phase)) return
      phases[phase] = Math.round(now() - start)
      if (last.includes(phase) && last.every((name) => Object.hasOwn(phases, name))) {
        write(`perf ${JSON.stringify(phases)}`)
      }
    },
  }
}

/** For a start that nobody measures. */
export const noMarks: Marks = { mark: () => undefined }
