/** Tells of a fault in a message of its own. */
import { useCallback } from 'react'
import type { Fault } from '../../shared/contract.ts'
import { useText } from '../text/words.tsx'
import { showToast } from '../ui/toast.tsx'

export function useTellFault(): (fault: Fault) => void {
  const text = useText()
  return useCallback(
    ({ code, detail }) => showToast({ state: 'blocking', title: text.word(`fault.${code}`, { detail }) }),
    [text],
  )
}
