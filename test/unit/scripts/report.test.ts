import { describe, expect, it } from 'vitest'
import { closingLine, countsOfPlaywright, countsOfVitest, failureLines, sum, table } from '../../../scripts/test/report.mjs'

describe('counting', () => {
  it('counts a file that could not be loaded as a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}, {}, {}] },
      ],
    }
    expect(countsOfVitest(report)).toMatchObject({ passed: 3, failed: 2, skipped: 2 })
  })

  it('counts a flaky test and an error outside of tests as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }
    expect(countsOfPlaywright(report)).toMatchObject({ passed: 5, failed: 3, skipped: 2 })
  })
})

describe('the end of a run', () => {
  it('names skipped tests only when there are any', () => {
    const counts = [
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0, note: 'exit code 1' },
    ]
    expect(closingLine(sum(counts))).toBe('5 passed, 1 failed')
    expect(closingLine(sum([...counts, { passed: 0, failed: 0, skipped: 4 }]))).toBe('5 passed, 1 failed, 4 skipped')
  })

  it('repeats what failed, with what the runner said of it, from whichever runner', () => {
    const unit = {
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [
        { name: '/home/me/homeport/test/unit/broken.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        {
          name: '/home/me/homeport/test/unit/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'adds', failureMessages: [] },
            { status: 'failed', fullName: 'adds more', failureMessages: ['\u001b[31mexpected 3\u001b[39m\nto be 4'] },
          ],
        },
      ],
    }
    const app = {
      stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
      errors: [],
      suites: [
        {
          title: 'app/b.spec.ts',
          specs: [{ title: 'opens', file: 'app/b.spec.ts', line: 3, tests: [{ status: 'expected', results: [{ errors: [] }] }] }],
          suites: [
            {
              title: 'the page',
              specs: [{ title: 'stays', file: 'app/b.spec.ts', line: 9, tests: [{ status: 'unexpected', results: [{ errors: [{ message: 'it went' }] }] }] }],
            },
          ],
        },
      ],
    }
    const results = [
      { name: 'unit', counts: countsOfVitest(unit) },
      { name: 'app', counts: countsOfPlaywright(app) },
    ]
    expect(failureLines(results, '/home/me/homeport')).toEqual([
      '✗ unit · test/unit/broken.test.ts · the file itself',
      '    no such module',
      '✗ unit · test/unit/a.test.ts · adds more',
      '    expected 3',
      '    to be 4',
      '✗ app · app/b.spec.ts:9 · the page › stays',
      '    it went',
    ])
  })

  it('repeats twenty failures and counts the others', () => {
    const failures = Array.from({ length: 23 }, (_, place) => ({ file: 'a', test: `${place}`, message: Array(40).fill('x').join('\n') }))
    const lines = failureLines([{ name: 'unit', counts: { passed: 0, failed: 23, skipped: 0, failures } }], '/')
    expect(lines).toHaveLength(20 * 17 + 1)
    expect(lines.at(-1)).toBe('… and 3 more')
  })

  it('lines up the figures', () => {
    const text = table([
      { name: 'unit', seconds: 1.25, counts: { passed: 120, failed: 0, skipped: 0 } },
      { name: 'packaged', seconds: 10, counts: { passed: 3, failed: 1, skipped: 0, note: 'exit code 1' } },
    ])
    expect(text.split('\n')).toEqual([
      'tier      passed  failed  skipped  seconds',
      'unit         120       0        0      1.3',
      'packaged       3       1        0     10.0  exit code 1',
    ])
  })
})
