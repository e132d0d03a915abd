import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

export type Draft = {
  readonly text: string
  /** Takes what was typed; hands it over after 300 ms without typing. */
  readonly type: (text: string) => void
  /** Hands over what was typed, at once. */
  readonly flush: () => void
}

/**
 * What is being typed, before it is an answer. It is handed over on leaving, after 300 ms without typing, and when the
 * control disappears: nothing that was typed is lost. `stored` is shown again whenever it changes from outside.
 */
export function useDraft(stored: string, handOver: (text: string) => void): Draft {
  const [text, setText] = useState(stored)
  const pending = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const receiver = useRef(handOver)
  useLayoutEffect(() => {
    receiver.current = handOver
  }, [handOver])

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const typed = pending.current
    pending.current = null
    if (typed !== null) receiver.current(typed)
  }, [])

  // Undo, another field or the other language changed the value: show it, unless somebody is typing.
  useEffect(() => {
    if (pending.current === null) setText(stored)
  }, [stored])

  useEffect(() => flush, [flush])

  const type = useCallback(
    (typed: string) => {
      setText(typed)
      pending.current = typed
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, 300)
    },
    [flush],
  )
  return { text, type, flush }
}
