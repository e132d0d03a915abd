/** Reads a file as evidence: the main process asks for it and hashes it; this shows how far it is and stops it. */
import { Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { EvidenceProgress, ReadEvidence } from '../../shared/contract.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import css from './weights-card.module.css'

/** How often the progress is asked for, in milliseconds. */
const every = 250

export type EvidenceReading = {
  readonly busy: boolean
  readonly progress: EvidenceProgress | null
  /** The file could not be read. */
  readonly failed: boolean
  /** Null when nothing was chosen, when it was stopped, or when the file cannot be read. */
  readonly read: () => Promise<ReadEvidence | null>
  readonly stop: () => void
}

export function useEvidence(): EvidenceReading {
  const { client } = useApp()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const [progress, setProgress] = useState<EvidenceProgress | null>(null)
  useEffect(() => {
    if (!busy) return undefined
    const look = async (): Promise<void> => {
      const answer = await client['evidence.progress'](null)
      if (answer.ok) setProgress(answer.value)
    }
    const timer = setInterval(() => void look(), every)
    return () => clearInterval(timer)
  }, [busy, client])
  return {
    busy,
    failed,
    progress: busy ? progress : null,
    read: async () => {
      setFailed(false)
      setProgress(null)
      setBusy(true)
      const answer = await client['evidence.read'](null)
      setBusy(false)
      if (!answer.ok) setFailed(true)
      return answer.ok ? answer.value : null
    },
    stop: () => void client['evidence.cancel'](null),
  }
}

/** Nothing for a file that is read at once. */
export function EvidenceRunning({ reading: { progress, stop } }: { readonly reading: EvidenceReading }) {
  const text = useText()
  if (progress === null) return null
  const { bytes, bytesOfAll, name } = progress
  return (
    <div className={css['running']} role="group" aria-label={text.word('dutiesScreen.hashing')}>
      <progress className={css['bar']} value={bytes} max={Math.max(1, bytesOfAll)} aria-label={text.word('dutiesScreen.hashing')} />
      <p>{text.word('dutiesScreen.hashingOf', { name, bytes: { bytes }, total: { bytes: bytesOfAll } })}</p>
      <Button icon={Square} size="small" onPress={stop}>
        {text.word('weights.cancel')}
      </Button>
    </div>
  )
}
