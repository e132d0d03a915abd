import { useDeferredValue, type ReactNode } from 'react'

/** What lies below the fold, put there right after the first picture: a long screen opens as fast as a short one. */
export function AfterPaint({ children }: { readonly children: ReactNode }) {
  const shown = useDeferredValue(true, false)
  return shown ? children : null
}
