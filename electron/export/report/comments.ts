/** What reviewers said about the signed version, and what the planner answered. */
import { placeWord } from '../../../shared/plan/review-state.ts'
import { html } from '../html.ts'
import type { Report } from './input.ts'
import { momentText } from './speech.ts'
import { table, type Chapter } from './table.ts'

/** Null where nobody commented. */
export function commentsChapter({ comments = [], speech }: Report): Chapter | null {
  if (comments.length === 0) return null
  return {
    title: speech.word('reviews.report'),
    body: table(
      null,
      [
        { name: speech.word('reviews.reportAbout'), as: 'narrow', cell: ({ place }) => [place.startsWith('P') ? `${place} ` : null, speech.word(placeWord(place))] },
        {
          name: speech.word('reviews.reportComment'),
          as: 'wide',
          cell: ({ kind, text, by, at, person }) =>
            html`${kind === 'condition' ? html`<strong>${speech.word('reviews.condition')}</strong><br>` : null}<bdi>${text}</bdi><br><small><bdi>${person ?? by}</bdi>, ${momentText(at, speech)}${person === null ? html`, ${speech.word('reviews.unconfirmed')}` : null}</small>`,
        },
        {
          name: speech.word('reviews.reportAnswer'),
          as: 'wide',
          cell: ({ answer, replies }) => {
            const said = answer === null || replies.some(({ text, at }) => text === answer.text && at === answer.at) ? replies : [...replies, answer]
            if (said.length === 0) return speech.word('reviews.reportNone')
            return said.map(({ text, by, at }) => html`<p><bdi>${text}</bdi><br><small><bdi>${by}</bdi>, ${momentText(at, speech)}</small></p>`)
          },
        },
      ],
      comments,
    ),
  }
}
