/** Stops using the board of this computer, after a question. */
import { useState } from 'react'
import type { BoardOverview } from '../../shared/plan/board-view.ts'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Row } from '../ui/page.tsx'

export function LeaveBoardButton({ onLeft }: { readonly onLeft: (overview: BoardOverview) => void }) {
  const text = useText()
  const tell = useTellFault()
  const { client, now } = useApp()
  const [asking, setAsking] = useState(false)
  const leave = async (): Promise<void> => {
    const answer = await client['board.leave']({ at: now() })
    if (answer.ok) onLeft(answer.value)
    else tell(answer.problem)
  }
  return (
    <>
      <Row>
        <Button variant="quiet" onPress={() => setAsking(true)}>
          {text.word('board.leave')}
        </Button>
      </Row>
      <Dialog
        title={text.word('board.leave')}
        isOpen={asking}
        onOpenChange={setAsking}
        role="alertdialog"
        actions={
          <Row align="end">
            <Button onPress={() => setAsking(false)}>{text.word('app.cancel')}</Button>
            <Button variant="danger" onPress={() => void leave()}>
              {text.word('board.leave')}
            </Button>
          </Row>
        }
      >
        <p>{text.word('board.leaveDetail')}</p>
      </Dialog>
    </>
  )
}
