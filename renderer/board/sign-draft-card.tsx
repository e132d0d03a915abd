/** Signs the next version of a board with a root key. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { KeySummary } from '../../shared/contract.ts'
import { keyIdOf } from '../../shared/plan/board-changes.ts'
import type { BoardOverview } from '../../shared/plan/board-view.ts'
import { ChangeList } from './change-list.tsx'
import { SignForm } from './sign-form.tsx'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Stack } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'

export function SignDraftCard(props: {
  readonly overview: BoardOverview
  readonly keys: readonly KeySummary[]
  readonly onOverview: (overview: BoardOverview) => void
  readonly onDiscard: () => void
}) {
  const { overview, keys, onOverview, onDiscard } = props
  const text = useText()
  const { client, now } = useApp()
  const [keyId, setKeyId] = useState<string | null>(null)
  const { draft, changes, fault } = overview
  if (draft === null) return null
  const roots = new Set([...draft.document.root.keys, ...(overview.inUse?.document.root.keys ?? [])].map(keyIdOf))
  const able = keys.filter((key) => roots.has(key.keyId))
  return (
    <Card
      title={text.word('board.sign', { version: draft.document.version })}
      tone="warn"
      foot={
        <Button size="small" variant="quiet" icon={Trash2} onPress={onDiscard}>
          {text.word('board.discard')}
        </Button>
      }
    >
      <Stack>
        <ChangeList changes={changes} />
        {fault === null ? null : <p role="alert">{text.say(fault)}</p>}
        <SignForm
          keys={able}
          keyId={keyId ?? able[0]?.keyId ?? null}
          onKey={setKeyId}
          label={text.word('board.sign', { version: draft.document.version })}
          isDisabled={fault !== null}
          onSign={async (chosen, passphrase) => {
            const answer = await client['board.sign']({ keyId: chosen, passphrase, at: now() })
            if (!answer.ok) return answer.problem
            const { inUse, have, need, overview: next } = answer.value
            showToast(
              inUse
                ? { state: 'ok', title: text.word('board.signed', { version: draft.document.version }) }
                : { state: 'advisory', title: text.word('board.moreSignatures', { have, need }) },
            )
            onOverview(next)
            return null
          }}
        />
      </Stack>
    </Card>
  )
}
