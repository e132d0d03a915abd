/** What the page sets on its own document: language, theme, and one marker for react-aria. */

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

/**
 * Two things of react-aria that the page's security policy forbids, done another way. Call once, before the first render.
 */
export function prepareDocument(): void {
  forbidInjectedStyles()
  clearAnnouncementsWithoutMarkup()
}

/**
 * It puts a `<style>` element into the head for touch screens unless an element with this id is there. `style-src 'self'`
 * refuses such an element and logs a fault, so the marker is set and the rule itself stands in base.css.
 */
function forbidInjectedStyles(): void {
  const id = 'react-aria-pressable-style'
  if (document.getElementById(id) !== null) return
  const marker = document.createElement('meta')
  marker.id = id
  document.head.append(marker)
}

/**
 * It empties its live regions by `innerHTML = ''`, which `require-trusted-types-for 'script'` answers with an exception
 * (in the middle of typing a date). The regions get a setter of their own as soon as they appear.
 */
function clearAnnouncementsWithoutMarkup(): void {
  const observer = new MutationObserver(() => {
    const announcer = document.querySelector('[data-live-announcer]')
    if (announcer === null) return
    observer.disconnect()
    for (const region of announcer.children)
      Object.defineProperty(region, 'innerHTML', {
        set() {
          region.replaceChildren()
        },
      })
  })
  observer.observe(document.body, { childList: true })
}

/** Says the page's language to assistive technology and to hyphenation. */
export function setDocumentLanguage(language: string): void {
  document.documentElement.lang = language
}

/**
 * Shows a theme. `system` follows the platform, which may ask for more contrast; the returned function stops following.
 */
export function showTheme(theme: Theme): () => void {
  const root = document.documentElement
  if (theme !== 'system') {
    root.dataset['theme'] = theme
    return () => {}
  }
  const contrast = matchMedia('(prefers-contrast: more)')
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const show = (): void => {
    root.dataset['theme'] = contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light'
  }
  show()
  contrast.addEventListener('change', show)
  dark.addEventListener('change', show)
  return () => {
    contrast.removeEventListener('change', show)
    dark.removeEventListener('change', show)
  }
}
