/** Takes in the files that reviewers hand back, in any order, and shows what contradicts. */
import { Inbox, PenLine } from 'lucide-react'
import { useState } from 'react'
import type { PlanReviews } from '../../shared/plan/review-view.ts'
import { useApp, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { StateWord } from '../ui/state-icon.tsx'
import { showToast } from '../ui/toast.tsx'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { useOwnKeys } from './own-keys.ts'
import { SignForm } from './sign-form.tsx'

export function ImportReviewCard(props: { readonly conflicts: PlanReviews['conflicts']; readonly unsigned: number; readonly onImported: () => void }) {
  const { conflicts, unsigned, onImported } = props
  const text = useText()
  const tell = useTellFault()
  const { client, planStore } = useApp()
  const plan = usePlanStore((store) => store.open?.id ?? null)
  const read = async (): Promise<void> => {
    const answer = await client['review.import'](null)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value)
      return void showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    const { version, newComments, newDecisions } = answer.value
    const nothing = newComments + newDecisions === 0
    showToast({
      state: nothing ? 'advisory' : 'ok',
      title: nothing ? text.word('reviews.known') : text.word('reviews.imported', { comments: newComments, decisions: newDecisions, version }),
    })
    onImported()
    if (plan === null) return
    const opened = await client['plan.open'](plan)
    if (opened.ok) planStore.getState().setVersions(opened.value.versions)
  }
  return (
    <Card title={text.word('reviews.comments')}>
      <Stack>
        <Row>
          <Button icon={Inbox} onPress={() => void read()}>
            {text.word('reviews.import')}
          </Button>
        </Row>
        {unsigned === 0 || plan === null ? null : <SignAnswers plan={plan} count={unsigned} onSigned={onImported} />}
        {conflicts.length === 0 ? null : (
          <>
            <h3>{text.word('reviews.conflicts')}</h3>
            {conflicts.map(({ version, message }) => (
              <p key={`${String(version)} ${text.say(message)}`}>
                <StateWord state="advisory">{text.say(message)}</StateWord>
              </p>
            ))}
          </>
        )}
      </Stack>
    </Card>
  )
}

/** Answers reach the reviewers only signed: otherwise anybody could have written them. */
function SignAnswers({ plan, count, onSigned }: { readonly plan: string; readonly count: number; readonly onSigned: () => void }) {
  const text = useText()
  const { client, now } = useApp()
  const { keys } = useOwnKeys()
  const [open, setOpen] = useState(false)
  const [keyId, setKeyId] = useState<string | null>(null)
  return (
    <>
      <p>{text.word('reviews.answersOpen', { count })}</p>
      <Row>
        <Button icon={PenLine} onPress={() => setOpen(true)}>
          {text.word('reviews.signAnswers')}
        </Button>
      </Row>
      <Dialog title={text.word('reviews.signAnswers')} isOpen={open} onOpenChange={setOpen}>
        <SignForm
          keys={keys ?? []}
          keyId={keyId ?? keys?.[0]?.keyId ?? null}
          onKey={setKeyId}
          label={text.word('reviews.signAnswers')}
          onSign={async (chosen, passphrase) => {
            const answer = await client['review.signReplies']({ plan, keyId: chosen, passphrase, at: now() })
            if (!answer.ok) return answer.problem
            setOpen(false)
            showToast({ state: 'ok', title: text.word('reviews.answersSigned', { count: answer.value.count }) })
            onSigned()
            return null
          }}
        />
      </Dialog>
    </>
  )
}
