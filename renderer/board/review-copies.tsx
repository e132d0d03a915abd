/** Signed plans that came in to be reviewed. */
import { Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CopySummary } from '../../shared/plan/review-view.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { useTellFault } from '../keys/use-tell-fault.ts'

export function ReviewCopies({ onOpen }: { readonly onOpen: (digest: string) => void }) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const [copies, setCopies] = useState<readonly CopySummary[]>([])
  const [reads, setReads] = useState(0)
  useEffect(() => {
    let shown = true
    void client['review.copies'](null).then((answer) => {
      if (!shown) return
      if (answer.ok) setCopies(answer.value)
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, tell, reads])
  const titleOf = (copy: CopySummary): string => (copy.title === '' ? text.word('home.untitled') : copy.title)
  const setRemoved = async (copy: CopySummary, removed: boolean): Promise<void> => {
    const answer = await client['review.remove']({ digest: copy.digest, removed })
    if (!answer.ok) return tell(answer.problem)
    setReads((count) => count + 1)
    if (!removed) return
    const close = showToast({
      state: 'advisory',
      title: text.word('reviews.removed', { title: titleOf(copy) }),
      action: {
        label: text.word('home.restore'),
        onPress: () => {
          close()
          void setRemoved(copy, false)
        },
      },
    })
  }
  if (copies.length === 0) return null
  return (
    <Card title={text.word('reviews.table')} flush>
      <DataTable
        caption={text.word('reviews.table')}
        captionHidden
        rows={copies}
        rowKey={(copy) => copy.digest}
        rowName={titleOf}
        columns={[
          {
            key: 'title',
            name: text.word('home.planTitle'),
            rowHeader: true,
            cell: (copy) => (
              <Button variant="text" onPress={() => onOpen(copy.digest)}>
                {titleOf(copy)}
              </Button>
            ),
          },
          { key: 'organization', name: text.word('home.organization'), cell: (copy) => copy.organization },
          { key: 'version', name: text.word('reviews.version'), align: 'end', cell: (copy) => text.number(copy.version) },
          { key: 'received', name: text.word('reviews.received'), cell: (copy) => text.instant(copy.importedAt, 'day') },
          {
            key: 'decided',
            name: text.word('reviews.yourDecision'),
            cell: (copy) =>
              copy.decided === null ? (
                text.word('reviews.notDecided')
              ) : (
                <StatusChip tone={copy.decided === 'reject' ? 'stop' : 'ok'}>{text.wordOr(`verify.decision.${copy.decided}`)}</StatusChip>
              ),
          },
          {
            key: 'actions',
            name: text.word('home.actions'),
            align: 'end',
            cell: (copy) => (
              <Button
                size="small"
                variant="quiet"
                icon={Trash2}
                aria-label={`${text.word('reviews.remove')}${text.colon} ${titleOf(copy)}, ${text.word('reviews.version')} ${text.number(copy.version)}`}
                onPress={() => void setRemoved(copy, true)}
              >
                {text.word('reviews.remove')}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  )
}
