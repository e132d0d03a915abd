/** The keys on this computer. */
import { useEffect, useState } from 'react'
import type { KeySummary } from '../../shared/contract.ts'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { useApp } from '../state/app-context.tsx'

/** Null while they are read. `reload` after one was made. */
export function useOwnKeys(): { readonly keys: readonly KeySummary[] | null; readonly reload: () => void } {
  const { client } = useApp()
  const tell = useTellFault()
  const [keys, setKeys] = useState<readonly KeySummary[] | null>(null)
  const [reads, setReads] = useState(0)
  useEffect(() => {
    let shown = true
    void client['keys.list'](null).then((answer) => {
      if (!shown) return
      if (answer.ok) setKeys(answer.value)
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, tell, reads])
  return { keys, reload: () => setReads((count) => count + 1) }
}
