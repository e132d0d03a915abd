/** The path in the package as it ships, with its hardened fuses, over the DevTools protocol: sample, change, sign, verify. */
import { expect, test } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchPackaged, runtime } from '../../support/launch.ts'
import { homeOf } from '../../support/page/home.ts'
import { questionsOf } from '../../support/page/questions.ts'
import { signOf } from '../../support/page/sign.ts'
import { windowOf } from '../../support/page/window.ts'

const title = 'Assistent für Schriftgut und Korrespondenz'

test('a sample is changed, signed, verified, and there again after a restart', async () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'homeport-packaged-'))
  const first = await launchPackaged({ userData })
  const window = windowOf(first.page)
  await homeOf(window).openSample('ministry')
  await window.openStage('requirements')
  await questionsOf(window).answer('load.users', 1300)
  await window.saved()
  await window.openStage('sign')
  const sign = signOf(window)
  await sign.makeKey('A. Reiter')
  await sign.sign(1)
  const dialog = await sign.verify(1)
  await expect(dialog.getByRole('heading', { level: 2 }).last()).toContainText(window.word('verify.verdict.valid'))
  await first.close()

  const second = await launchPackaged({ userData })
  const after = windowOf(second.page)
  await homeOf(after).openPlan(title)
  await after.openStage('requirements')
  await questionsOf(after).unfold()
  await expect(questionsOf(after).control('load.users')).toHaveValue('1,300')
  await after.openStage('sign')
  const again = await signOf(after).verify(1)
  await expect(again.getByRole('heading', { level: 2 }).last()).toContainText(after.word('verify.verdict.valid'))
  await second.close()
  rmSync(userData, { recursive: true, force: true })
})

test('About names the Electron that runs, and that it is packaged', async () => {
  const { page, close } = await launchPackaged()
  const window = windowOf(page)
  await window.openPlace('about')
  await expect(window.main).toContainText(runtime().version)
  await expect(window.main).toContainText(window.word('about.runtime.packaged'))
  await close()
})
