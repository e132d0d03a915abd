/** Shown instead of the application when it cannot start: what happened, what was kept, what to do. */
import type { Fault } from '../../shared/contract.ts'
import { useText } from '../text/words.tsx'
import { ErrorState } from '../ui/states.tsx'

export function StartFault({ fault }: { readonly fault: Fault }) {
  const text = useText()
  return (
    <main>
      <h1>{text.word('start.failed')}</h1>
      <ErrorState
        what={text.word(`fault.${fault.code}`, { detail: fault.detail })}
        kept={text.word('start.kept')}
      />
    </main>
  )
}
