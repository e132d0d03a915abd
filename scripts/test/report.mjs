/** Counts of test runs and how they are shown. */

import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Failure
 * @property {string} file
 * @property {string} test
 * @property {string} message what the runner said, with colors taken out
 *
 * @typedef {{ passed: number, failed: number, skipped: number, note?: string, failures?: readonly Failure[] }} Counts
 */

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
    failures: [
      ...broken.map((/** @type {any} */ file) => failure(file.name, 'the file itself', file.message)),
      ...report.testResults.flatMap((/** @type {any} */ file) =>
        file.assertionResults
          .filter((/** @type {any} */ test) => test.status === 'failed')
          .map((/** @type {any} */ test) => failure(file.name, test.fullName, test.failureMessages.join('\n'))),
      ),
    ],
  }
}

/** @param {any} report of Playwright's JSON reporter @returns {Counts} */
export function countsOfPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    failures: [
      ...report.errors.map((/** @type {any} */ error) => failure('', 'the run itself', error.message)),
      ...(report.suites ?? []).flatMap((/** @type {any} */ suite) => failuresWithin(suite, [])),
    ],
  }
}

/** @param {any} suite @param {readonly string[]} above the titles of the suites that hold it @returns {Failure[]} */
function failuresWithin(suite, above) {
  const titles = [...above, suite.title]
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'unexpected' || test.status === 'flaky')
      .map((/** @type {any} */ test) => {
        const errors = test.results.flatMap((/** @type {any} */ result) => result.errors)
        // The first title is the file's own.
        return failure(`${spec.file}:${spec.line}`, [...titles.slice(1), spec.title].join(' › '), errors.map((/** @type {any} */ error) => error.message).join('\n'))
      }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => failuresWithin(inner, titles))]
}

/** @param {string} file @param {string} test @param {string | undefined} message @returns {Failure} */
const failure = (file, test, message) => ({ file, test, message: stripVTControlCharacters(message ?? '') })

/**
 * The failures again, short, below everything else, where whoever reads only the end of a long output finds them.
 * @param {readonly { name: string, counts: Counts }[]} results
 * @param {string} root folder that file names are shown from
 * @returns {readonly string[]} lines; none where nothing failed
 */
export function failureLines(results, root) {
  const [mostFailures, mostLines, mostColumns] = [20, 16, 240]
  const all = results.flatMap(({ name, counts }) => (counts.failures ?? []).map((one) => ({ tier: name, ...one })))
  const shown = all.slice(0, mostFailures).flatMap(({ tier, file, test, message }) => [
    `✗ ${[tier, file.replace(`${root}/`, ''), test].filter((part) => part !== '').join(' · ')}`,
    ...message.replaceAll(`${root}/`, '').split('\n').slice(0, mostLines).map((line) => `    ${line.slice(0, mostColumns)}`),
  ])
  return all.length > mostFailures ? [...shown, `… and ${all.length - mostFailures} more`] : shown
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
