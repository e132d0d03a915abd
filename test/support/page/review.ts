/** The review: findings, and decisions about them. */
import { expect, type Locator } from '@playwright/test'
import type { HomeportWindow } from './window.ts'

export type ReviewScreen = {
  readonly findings: (level: 'blocking' | 'unknown' | 'advisory') => Locator
  readonly closed: Locator
  /** Accepts a finding and waits until it stands among the closed ones. Returns its headline. */
  readonly accept: (finding: Locator, reason: string) => Promise<string>
}

export function reviewOf({ page, main, word }: HomeportWindow): ReviewScreen {
  const articles = main.getByRole('article')
  const closed = articles.filter({ has: page.getByRole('button', { name: word('review.reopen'), exact: true }) })
  return {
    // The level is also the name of a mark inside each finding.
    findings: (level) =>
      articles
        .filter({ has: page.getByText(word(`level.${level}`), { exact: true }) })
        .filter({ has: page.getByRole('button', { name: word('review.decide'), exact: true }) }),
    closed,
    accept: async (finding, reason) => {
      const headline = (await finding.getByRole('heading').first().textContent()) ?? ''
      await finding.getByRole('button', { name: word('review.decide'), exact: true }).click()
      const open = main.getByRole('article', { name: headline, exact: true })
      await open.getByRole('textbox', { name: word('review.reason'), exact: true }).fill(reason)
      await open.getByRole('button', { name: word('review.record'), exact: true }).click()
      await expect(closed.filter({ hasText: headline })).toContainText(reason)
      return headline
    },
  }
}
