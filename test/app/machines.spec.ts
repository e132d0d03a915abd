/** This machine is looked at, corrected and measured; others are imported by file and by paste; each step can be undone. */
import AxeBuilder from 'axe-core'
import { expect, test } from '@playwright/test'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchApp, root, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'

const fixture = (name: string): string => path.join(root, 'test', 'fixtures', 'inventory', name)

let launched: Launched
let window: HomeportWindow
let folder: string

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'homeport-machines-'))
  launched = await launchApp()
  window = windowOf(launched.page)
  await homeOf(window).openSample('ministry')
  await window.openStage('hardware')
  await window.main.getByText(window.word('hardwareScreen.thisMachine'), { exact: true }).first().click()
})
test.afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

const answerDialogs = (answer: string): Promise<void> =>
  launched.app.evaluate((_, to) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = to
  }, answer)

const button = (name: string) => window.main.getByRole('button', { name, exact: true })

test('the probe shows what it read, and a wrong fact is corrected, kept beside, and taken back', async () => {
  const { word, main, page } = window
  await button(word('machineScreen.probe')).first().click()
  const all = button(word('inventory.allFacts'))
  await all.click()
  const memory = main.getByRole('row').filter({ has: page.getByRole('rowheader', { name: word('machine.fact.memoryTotal'), exact: true }) })
  await expect(memory).toContainText('/proc/meminfo')
  await memory.getByRole('button', { name: word('inventory.correctFact', { fact: word('machine.fact.memoryTotal') }) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('plenty')
  await dialog.getByRole('button', { name: word('inventory.save') }).click()
  await expect(dialog).toContainText(word('inventory.value.bad'))
  await dialog.getByRole('textbox').fill('512')
  await dialog.getByRole('button', { name: word('inventory.save') }).click()
  await expect(memory).toContainText('512 GB')
  await expect(memory).toContainText('/proc/meminfo')
  await expect(memory).toContainText(word('machine.confidence.corrected'))
  await window.saved()
  await window.undo.click()
  await expect(memory).not.toContainText('512 GB')
  await window.redo.click()
  await memory.getByRole('button', { name: new RegExp(`^${word('inventory.takeBack')}`) }).click()
  await expect(memory).not.toContainText(word('machine.confidence.corrected'))
})

test('an accelerator that was not found is added', async () => {
  const { word, main, page } = window
  await button(word('inventory.addDevice')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: word('inventory.deviceName') }).fill('NVIDIA L4')
  await dialog.getByRole('textbox', { name: word('inventory.deviceMemory') }).fill('24')
  await dialog.getByRole('button', { name: word('inventory.save') }).click()
  await expect(main.getByRole('row', { name: new RegExp(`^${word('machine.fact.deviceMemory')} 1`) })).toContainText('24 GB')
  await window.undo.click()
  await window.undo.click()
})

test('measuring can be stopped, and gives figures that stay with the plan', async () => {
  const { word, main } = window
  await button(word('measure.start')).click()
  await button(word('measure.cancel')).click()
  await expect(main.getByText(word('measure.canceled'))).toBeVisible()
  await button(word('measure.start')).click()
  await expect(main.getByRole('row', { name: new RegExp(`^${word('measure.kernel.read')}`) })).toContainText('GB/s', { timeout: 30_000 })
  await expect(button(word('measure.again'))).toBeVisible()
  await window.saved()
})

test('a model runs through a program that stands for llama-bench: its progress is seen, it is stopped, and its speed stays', async () => {
  test.skip(process.platform === 'win32', 'the program is a shell script')
  const { word, main } = window
  const go = path.join(folder, 'go')
  const result = JSON.stringify([
    { build_commit: 'abc1234', build_number: 7000, backends: 'CPU', cpu_info: 'A processor', model_type: 'llama 1B Q8_0', n_threads: 2, n_prompt: 0, n_gen: 64, avg_ts: 23, stddev_ts: 0.2 },
  ])
  const program = path.join(folder, 'llama-bench')
  writeFileSync(
    program,
    [
      '#!/bin/sh',
      '[ "$1" = --help ] && { echo "  --progress   print test progress indicators"; exit 0; }',
      'echo "llama-bench: benchmark 1/2: prompt run 2/3" >&2',
      `while [ ! -e '${go}' ]; do sleep 0.1; done`,
      `echo '${result}'`,
    ].join('\n'),
  )
  chmodSync(program, 0o755)
  const model = path.join(folder, 'small.gguf')
  writeFileSync(model, 'GGUF and the rest')
  await button(word('engineRun.title')).click()
  await answerDialogs(program)
  await button(word('engineRun.chooseProgram')).click()
  await answerDialogs(model)
  await button(word('engineRun.chooseModel')).click()
  const bar = main.getByRole('progressbar', { name: word('engineRun.running', { file: 'small.gguf' }) })
  // Two of eight runs are done when the second for the prompt has ended the one before it.
  await expect(bar).toHaveAttribute('value', '2')
  await button(word('engineRun.cancel')).click()
  await expect(main.getByText(word('engineRun.canceled'))).toBeVisible()
  writeFileSync(go, '')
  await button(word('engineRun.chooseModel')).click()
  const row = main.getByRole('row', { name: /^small\.gguf/ })
  await expect(row).toContainText('7000 abc1234')
  await expect(row).toContainText('A processor')
  await expect(row).toContainText('23 tokens/s')
  await window.saved()
})

test('a file of another machine is read, chosen and planned for', async () => {
  const { word, main } = window
  await answerDialogs(fixture('nodes.json'))
  await button(word('inventory.open')).click()
  await main.getByText('gpu-01.example.internal').click()
  await button(word('inventory.take', { count: 1 })).click()
  const row = main.getByRole('row', { name: /^gpu-01\.example\.internal/ })
  await row.getByRole('button', { name: new RegExp(`^${word('inventory.planFor')}`) }).click()
  await expect(row).toContainText(word('inventory.chosen'))
  await expect(main.getByRole('heading', { name: 'gpu-01.example.internal' })).toBeVisible()
  await expect(window.plan).toContainText('H100')
})

test('a text is pasted; one that is hostile is refused with its place', async () => {
  const { word, main, page } = window
  const paste = async (text: string): Promise<void> => {
    await button(word('inventory.paste')).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(text)
    await dialog.getByRole('button', { name: word('inventory.read'), exact: true }).click()
  }
  await paste('<!DOCTYPE x [<!ENTITY a "a">]><nvidia_smi_log/>')
  await expect(main.getByRole('alert')).toContainText(word('inventory.place', { line: 1, column: 1 }))
  await paste(readFileSync(fixture('dmidecode.txt'), 'utf8'))
  await button(word('inventory.take', { count: 1 })).click()
  await expect(main.getByRole('row', { name: /^PowerEdge R7625/ })).toBeVisible()
})

test('the courier script is saved as it is', async () => {
  const { word, main, page } = window
  await answerDialogs(folder)
  await button(word('inventory.courier')).click()
  await page.getByRole('menuitem', { name: word('inventory.courier.linux') }).click()
  await expect(main.getByRole('status').filter({ hasText: 'homeport-courier.sh' })).toBeVisible()
  expect(readFileSync(path.join(folder, 'homeport-courier.sh'))).toEqual(readFileSync(path.join(root, 'resources', 'courier', 'homeport-courier.sh')))
})

test('nothing here is hard to use with assistive technology', async () => {
  const { page } = window
  await page.evaluate(AxeBuilder.source)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (context: string) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const found = await axe.run('main')
    return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])
  })
  expect(violations).toEqual([])
})
