/** The obligations stage: the table of duties and the record of one. */
import { expect, type Locator } from '@playwright/test'
import { questionsOf } from './questions.ts'
import type { HomeportWindow } from './window.ts'

export type ObligationsScreen = {
  readonly rows: Locator
  readonly row: (title: string) => Locator
  /** Shows every question of the stage: those that nothing asks, and those that are folded. */
  readonly openQuestions: () => Promise<void>
  readonly setOwner: (title: string, owner: string) => Promise<void>
}

export function obligationsOf(window: HomeportWindow): ObligationsScreen {
  const { page, main, word } = window
  const table = main.getByRole('table', { name: word('report.duties') })
  const row = (title: string): Locator => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title, exact: true }) })
  return {
    openQuestions: async () => {
      await main.getByText(word('groups.showAll'), { exact: true }).click()
      await questionsOf(window).unfold()
    },
    rows: table.getByRole('rowheader'),
    row,
    setOwner: async (title, owner) => {
      await row(title).getByRole('button', { name: title, exact: true }).click()
      const field = main.getByRole('textbox', { name: word('report.owner'), exact: true })
      await field.fill(owner)
      await field.blur()
      await expect(row(title)).toContainText(owner)
    },
  }
}
