/** Says on every stage of a copy that it is one, and whether its verdicts are the signed ones. */
import { Eye } from 'lucide-react'
import type { ReviewCopy } from '../../shared/plan/review-view.ts'
import { useText } from '../text/words.tsx'
import { Note } from '../ui/card.tsx'
import { Row } from '../ui/page.tsx'

export function ReviewBanner({ copy }: { readonly copy: ReviewCopy }) {
  const text = useText()
  return (
    <Note tone={copy.assessment === null || copy.notes.length > 0 ? 'warn' : 'note'}>
      <Row>
        <Eye size={17} strokeWidth={1.9} aria-hidden />
        <span>{text.word('reviews.readOnly', { version: copy.summary.version })}</span>
      </Row>
      {copy.assessment === null ? <p>{text.word('reviews.otherData')}</p> : null}
      {copy.notes.map((note) => (
        <p key={note.id}>{text.say(note)}</p>
      ))}
    </Note>
  )
}
