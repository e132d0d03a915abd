/** Where the board stands: its store in use, a draft of the next version, or an expired one. */
import type { BoardOverview } from '../../shared/plan/board-view.ts'
import { useText } from '../text/words.tsx'
import { Verdict } from '../ui/verdict.tsx'

export function BoardVerdict({ overview }: { readonly overview: BoardOverview }) {
  const text = useText()
  const { inUse, draft } = overview
  if (draft !== null)
    return (
      <Verdict
        state="advisory"
        headline={text.word('board.draftHeadline', { version: draft.document.version })}
        detail={
          draft.signedBy.length > 0
            ? text.word('board.draftSigned', { have: draft.signedBy.length, need: draft.document.root.threshold })
            : text.word('board.signDetail')
        }
      />
    )
  if (inUse === null) return null
  const { document, expired } = inUse
  const day = { day: document.expiresAt.slice(0, 10) }
  if (expired) return <Verdict state="advisory" headline={text.word('board.expired', { day })} />
  return (
    <Verdict
      state="ok"
      headline={`${document.organization}${text.colon} ${text.word('board.inUse', { version: document.version, day })}`}
      detail={text.word('board.inUseDetail', { persons: Object.keys(document.persons).length, roots: document.root.keys.length, threshold: document.root.threshold })}
    />
  )
}
