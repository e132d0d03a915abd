/** The board: its trust store in use, the draft of the next version, and the keys on this computer. */
import { Download, Pencil, Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { nextVersion } from '../../shared/plan/board-draft.ts'
import type { BoardOffer, BoardOverview } from '../../shared/plan/board-view.ts'
import type { BoardDocument } from '../../shared/plan/board.ts'
import { BoardVerdict } from '../board/board-verdict.tsx'
import { CreateBoardCard } from '../board/create-board-card.tsx'
import { PersonsCard } from '../board/persons-card.tsx'
import { SignDraftCard } from '../board/sign-draft-card.tsx'
import { RootsCard } from '../board/roots-card.tsx'
import { RolesCard } from '../board/roles-card.tsx'
import { OwnKeysCard } from '../board/own-keys-card.tsx'
import { LeaveBoardButton } from '../board/leave-board-button.tsx'
import { OfferDialog } from '../board/offer-dialog.tsx'
import { useOwnKeys } from '../board/own-keys.ts'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { PolicyView } from '../board/policy-view.tsx'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Columns, PageHead, Row, Stack } from '../ui/page.tsx'
import { Skeleton } from '../ui/states.tsx'
import { showToast } from '../ui/toast.tsx'
import { Verdict } from '../ui/verdict.tsx'

export function BoardScreen() {
  const text = useText()
  const tell = useTellFault()
  const { client, now } = useApp()
  const [overview, setOverview] = useState<BoardOverview | null>(null)
  const [offer, setOffer] = useState<BoardOffer | null>(null)
  const { keys, reload } = useOwnKeys()
  useEffect(() => {
    let shown = true
    void client['board.read'](null).then((answer) => {
      if (!shown) return
      if (answer.ok) setOverview(answer.value)
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, tell])

  const keep = async (document: BoardDocument | null): Promise<void> => {
    const answer = await client['board.keepDraft'](document)
    if (answer.ok) setOverview(answer.value)
    else tell(answer.problem)
  }
  const importStore = async (): Promise<void> => {
    const answer = await client['board.import']({ at: now() })
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value)
      showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    else setOffer(answer.value)
  }
  const save = async (): Promise<void> => {
    const answer = await client['board.export'](null)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value !== null) showToast({ state: 'ok', title: text.word('sign.saved'), detail: answer.value.path })
  }

  const inUse = overview?.inUse ?? null
  const draft = overview?.draft ?? null
  const document = draft?.document ?? inUse?.document ?? null
  const importButton = (
    <Button icon={Upload} onPress={() => void importStore()}>
      {text.word('board.import')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={text.word('board.title')}
        lead={text.word('board.lead')}
        {...(document === null
          ? {}
          : {
              actions: (
                <>
                  {importButton}
                  {inUse === null && (draft?.signedBy.length ?? 0) === 0 ? null : (
                    <Button icon={Download} onPress={() => void save()}>
                      {text.word('board.export')}
                    </Button>
                  )}
                </>
              ),
            })}
      />
      {overview === null || keys === null ? (
        <Skeleton lines={5} height="16rem" />
      ) : document === null ? (
        <>
          <Verdict state="unknown" headline={text.word('board.noneHeadline')} detail={text.word('board.noneDetail')} action={importButton} />
          <Columns>
            <CreateBoardCard keys={keys} onMade={reload} onCreate={(made) => void keep(made)} />
            <Stack>
              <OwnKeysCard keys={keys} />
            </Stack>
          </Columns>
        </>
      ) : (
        <>
          <BoardVerdict overview={overview} />
          {draft === null && inUse !== null ? (
            <Row>
              <Button variant="primary" icon={Pencil} onPress={() => void keep(nextVersion(inUse.document, now()))}>
                {text.word('board.change')}
              </Button>
            </Row>
          ) : null}
          <Columns shape="wide-first">
            <Stack>
              <PersonsCard document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              <Card title={text.word('board.policy')}>
                <PolicyView document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              </Card>
            </Stack>
            <Stack>
              {draft === null ? null : <SignDraftCard overview={overview} keys={keys} onOverview={setOverview} onDiscard={() => void keep(null)} />}
              <RootsCard document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              <RolesCard document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              <OwnKeysCard keys={keys} />
              {inUse === null || draft !== null ? null : <LeaveBoardButton onLeft={setOverview} />}
            </Stack>
          </Columns>
        </>
      )}
      {offer === null ? null : (
        <OfferDialog
          offer={offer}
          onClose={() => setOffer(null)}
          onAccepted={(accepted) => {
            setOverview(accepted)
            setOffer(null)
          }}
        />
      )}
    </>
  )
}
