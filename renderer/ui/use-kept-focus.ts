import { useEffect, type RefObject } from 'react'

/**
 * A button that is disabled while it works loses the focus to the page, where no key reaches its dialog any more. The
 * dialog takes the focus until the button can have it back.
 */
export function useKeptFocus(dialog: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = dialog
    if (current === null) return undefined
    let last: HTMLElement | null = null
    const remember = (event: FocusEvent): void => {
      if (event.target instanceof HTMLElement && event.target !== current) last = event.target
    }
    const keep = (): void => {
      const { activeElement } = document
      const isLost = activeElement === null || activeElement === document.body
      if (!current.isConnected || (!isLost && activeElement !== current) || newest() !== current) return
      const canHave = last !== null && last.isConnected && !last.matches(':disabled')
      if (canHave) last?.focus()
      else if (isLost) current.focus()
    }
    // Chromium takes the focus from what was disabled only when it draws the next picture.
    const observer = new MutationObserver(() => requestAnimationFrame(() => setTimeout(keep)))
    observer.observe(current, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] })
    current.addEventListener('focusin', remember)
    return () => {
      observer.disconnect()
      current.removeEventListener('focusin', remember)
    }
  }, [dialog])
}

/** A list or a second dialog that was opened from a dialog has the focus. */
function newest(): Element | undefined {
  return [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1)
}
