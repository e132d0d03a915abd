/** Counts of test runs and how they are shown. */

/** @typedef {{ passed: number, failed: number, skipped: number, note?: string }} Counts */

/** A run that failed as a whole. @param {string} note @returns {Counts} */
export const failedRun = (note) => ({ passed: 0, failed: 1, skipped: 0, note })

/** @param {any} report of vitest's JSON reporter @returns {Counts} */
export function countsOfVitest(report) {
  /** Files that could not be loaded have no test of their own. */
  const broken = report.testResults.filter((/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @param {any} report of Playwright's JSON reporter @returns {Counts} */
export function countsOfPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

/** @param {readonly Counts[]} counts @returns {Counts} */
export function sum(counts) {
  const total = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => counts.reduce((result, count) => result + count[key], 0)
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') }
}

/** The last line of a test run. @param {Counts} counts */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** One row per tier. @param {readonly { name: string, seconds: number, counts: Counts }[]} results */
export function table(results) {
  const rows = results.map(({ name, seconds, counts }) => [
    name,
    String(counts.passed),
    String(counts.failed),
    String(counts.skipped),
    seconds.toFixed(1),
    counts.note ?? '',
  ])
  const all = [['tier', 'passed', 'failed', 'skipped', 'seconds', ''], ...rows]
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const line = (/** @type {string[]} */ row) =>
    row.map((cell, column) => (column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()
  return all.map(line).join('\n')
}
