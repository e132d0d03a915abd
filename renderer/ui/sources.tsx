import type { Citation } from '../../shared/domain/vocabulary.ts'
import { useText } from '../text/words.tsx'
import { StatusChip } from './status-chip.tsx'
import type { Tone } from './state-icon.tsx'
import css from './sources.module.css'

const tones: Record<Citation['confidence'], Tone> = { verified: 'ok', vendor: 'none', derived: 'none', unverified: 'warn' }

/** Where facts were read: title, place in it, date, how far it can be trusted. Addresses are text: nothing is opened. */
export function SourceList({ sources }: { readonly sources: readonly Citation[] }) {
  const text = useText()
  if (sources.length === 0) return <p className={css['none']}>{text.word('source.none')}</p>
  return (
    <ul className={css['list']}>
      {sources.map((source, place) => (
        <li key={`${source.title} ${source.locator ?? ''} ${String(place)}`} className={css['source']}>
          <span className={css['words']}>
            <cite className={css['title']}>{source.title}</cite>
            {source.locator ? <span>, {source.locator}</span> : null}
            {source.date ? (
              <>
                {', '}
                <span className={css['date']}>{text.word('source.dated', { day: { day: source.date } })}</span>
              </>
            ) : null}
            {source.url ? <span className={css['url']}>{source.url}</span> : null}
          </span>
          <StatusChip tone={tones[source.confidence]}>{text.word(`source.${source.confidence}`)}</StatusChip>
        </li>
      ))}
    </ul>
  )
}
