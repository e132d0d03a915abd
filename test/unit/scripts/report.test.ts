import { describe, expect, it } from 'vitest'
import { closingLine, countsOfPlaywright, countsOfVitest, sum, table } from '../../../scripts/test/report.mjs'

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
    expect(countsOfVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 })
  })

  it('counts a flaky test and an error outside of tests as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }
    expect(countsOfPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 2 })
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
