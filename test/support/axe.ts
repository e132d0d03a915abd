/** What axe finds on a page by the rules of WCAG 2.2 AA. */
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './launch.ts'

const source = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Violations as `rule: element` lines. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  // What was just measured, such as whether a table scrolls, is drawn in the next frames.
  await page.evaluate(() => new Promise<void>((resolve) => void setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())), 100)))
  // What fades in has not its colors yet.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)))
  const results = await page.evaluate((values): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
    return axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
  }, tags)
  return results.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
}
