/** The exposure map of a plan with sixty legal entities, drawn in real Electron: what the page works for one drawing. */
import { expect, test } from '@playwright/test'
import { launchApp } from '../support/launch.ts'
import { countries, createCrowdedPlan, crowdedTitle } from '../support/page/crowded.ts'
import { homeOf } from '../support/page/home.ts'
import { windowOf } from '../support/page/window.ts'
import { report } from './figures.ts'

test.setTimeout(240_000)

const drawings = 40
/** Of Chromium's main thread, in seconds of its own time: what other programs do meanwhile does not count. */
const parts = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration', 'TaskDuration'] as const

/** Every country brings an authority, a legal entity and a role: twenty make sixty boxes, sixty make sixty legal entities. */
for (const [size, places] of [['60 boxes', 20], ['60 legal entities, 183 boxes', 60]] as const)
  test(`draws ${size}`, async () => {
    const { page, close } = await launchApp()
    await createCrowdedPlan(page, countries.slice(0, places))
    const window = windowOf(page)
    await homeOf(window).openPlan(crowdedTitle)
    await window.openStage('hosting')
    const boxes = page.locator('svg [role=button][aria-pressed]')
    await expect(boxes.first()).toBeVisible()
    const client = await page.context().newCDPSession(page)
    await client.send('Performance.enable', { timeDomain: 'threadTicks' })
    const read = async (): Promise<readonly number[]> => {
      const { metrics } = await client.send('Performance.getMetrics')
      return parts.map((part) => metrics.find(({ name }) => name === part)?.value ?? 0)
    }
    // Laying out and drawing anew: another width moves every box and every arrow.
    const region = page.locator('svg:has([role=button][aria-pressed])').locator('xpath=..')
    const draw = (width: number): Promise<void> =>
      region.evaluate(
        (element, to) =>
          new Promise<void>((resolve) => {
            if (element instanceof HTMLElement) element.style.width = `${String(to)}px`
            requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
          }),
        width,
      )
    const samples: (readonly number[])[] = []
    for (let index = 0; index < drawings; index++) {
      const before = await read()
      await draw(700 + (index % 2) * 40 + index)
      const after = await read()
      samples.push(after.map((value, place) => (value - (before[place] ?? 0)) * 1000))
    }
    const of = (part: (typeof parts)[number]): readonly number[] => samples.slice(5).map((one) => one[parts.indexOf(part)] ?? 0)
    report(`draw an exposure map, ${size}`, 'ms', of('TaskDuration'))
    report('  of that script', 'ms', of('ScriptDuration'))
    report('  of that style and layout', 'ms', of('RecalcStyleDuration').map((value, index) => value + (of('LayoutDuration')[index] ?? 0)))
    await close()
  })
