/** Sign and export: keys, signatures, verification, files. */
import { expect, type Locator } from '@playwright/test'
import type { ExportFormat } from '../../../shared/contract.ts'
import type { HomeportWindow } from './window.ts'
import { containing } from './words.ts'

export const passphrase = 'vier gruene Stuehle am Fluss'

export type SignScreen = {
  readonly versions: Locator
  readonly makeKey: (name: string) => Promise<void>
  /** Signs and waits until the version stands in the list. */
  readonly sign: (version: number) => Promise<void>
  readonly verify: (version: number) => Promise<Locator>
  /** Saves an export and returns the path that Homeport says. */
  readonly save: (format: ExportFormat) => Promise<string>
  readonly saveButton: (format: ExportFormat) => Locator
}

export function signOf(window: HomeportWindow): SignScreen {
  const { page, main, messages, word } = window
  const versions = main.getByRole('listitem').filter({ has: page.getByRole('button', { name: containing(word('sign.verify')) }) })
  const field = (name: string): Locator => main.getByRole('textbox', { name, exact: true })
  const press = (name: string): Promise<void> => main.getByRole('button', { name, exact: true }).click()
  const saveButton = (format: ExportFormat): Locator =>
    main.getByRole('button', { name: word('export.save', { what: word(`export.${format}`) }), exact: true })
  return {
    versions,
    saveButton,
    makeKey: async (name) => {
      await field(word('sign.keyName')).fill(name)
      await field(word('sign.newPassphrase')).fill(passphrase)
      await field(word('sign.passphraseAgain')).fill(passphrase)
      await press(word('sign.makeKey'))
      await expect(field(word('sign.passphrase'))).toBeVisible()
    },
    sign: async (version) => {
      await field(word('sign.passphrase')).fill(passphrase)
      await press(word('sign.signAsAuthor'))
      await expect(versions.first()).toContainText(word('report.version', { version }))
      const signed = main.getByRole('heading', { name: word('sign.signed', { version }) })
      await expect(signed.or(main.getByRole('heading', { name: word('reviews.standing.open', { version }) }))).toBeVisible()
    },
    verify: async (version) => {
      await press(word('sign.verifyVersion', { version }))
      const dialog = window.dialog(word('sign.verification'))
      await expect(dialog.getByRole('table', { name: containing(word('verification.checks')) })).toBeVisible()
      return dialog
    },
    save: async (format) => {
      await window.closeMessages()
      await saveButton(format).click()
      const saved = messages.getByText(/, .*\d.[kM]?B$/)
      await expect(saved).toBeVisible({ timeout: 20_000 })
      await expect(saveButton(format)).toBeEnabled()
      return ((await saved.textContent()) ?? '').replace(/, [^,]*$/, '')
    },
  }
}
