/** The model stage: the table of models and the detail of one. */
import { expect, type Locator } from '@playwright/test'
import { entryName } from '../../../shared/words/answer.ts'
import { knowledge } from '../knowledge.ts'
import type { HomeportWindow } from './window.ts'

export type ModelScreen = {
  readonly table: Locator
  readonly row: (id: string) => Locator
  /** Opens a model's detail from its row and takes the model into the plan. */
  readonly choose: (id: string) => Promise<void>
}

export function modelOf({ page, main, word }: HomeportWindow): ModelScreen {
  const table = main.getByRole('table', { name: word('modelScreen.table') })
  const nameOf = (id: string): string => entryName('models', id, knowledge)
  const row = (id: string): Locator =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader').getByText(nameOf(id), { exact: true }) })
  return {
    table,
    row,
    choose: async (id) => {
      await row(id).click()
      await expect(main.getByRole('heading', { name: nameOf(id), exact: true })).toBeVisible()
      await main.getByRole('button', { name: word('modelScreen.choose'), exact: true }).click()
      await expect(row(id)).toContainText(word('modelScreen.inPlan'))
    },
  }
}
