/** The keyboard as its user has it: Tab until the focus is there, and proof that each stop is seen. */
import type { Locator, Page } from '@playwright/test'

/** Walks with Tab until the focus is where it should be; every stop on the way must show that it has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const wanted = await target.elementHandle()
  const stops: string[] = []
  for (let step = 0; step < 250; step++) {
    if (await page.evaluate((element) => element === document.activeElement, wanted)) return
    await page.keyboard.press('Tab')
    stops.push(await page.evaluate(focusSeen))
  }
  throw new Error(`Tab never reaches ${String(target)}; it walked over ${[...new Set(stops)].join(', ')}`)
}

/** By what the focused element, or one around it, shows that it has the focus. Throws where nothing shows it. */
function focusSeen(): string {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return 'nothing has the focus'
  const shows = (element: Element): string | null => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 ? 'outline' : boxShadow === 'none' ? null : 'shadow'
  }
  for (let element: Element | null = activeElement, level = 0; element !== null && level < 4; element = element.parentElement, level++) {
    const looks = shows(element)
    if (looks !== null) return looks
  }
  // A hidden input, whose visible stand-in shows the focus.
  if ([...(activeElement.closest('label')?.querySelectorAll('*') ?? [])].some((each) => shows(each) !== null)) return 'stand-in'
  throw new Error(`nothing shows that this has the focus: ${activeElement.outerHTML.slice(0, 200)}`)
}
