/** Takes in the files that reviewers hand back, in any order, and shows what contradicts. */
import { Inbox } from 'lucide-react'
import type { PlanReviews } from '../../shared/plan/review-view.ts'
import { useApp, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { StateWord } from '../ui/state-icon.tsx'
import { showToast } from '../ui/toast.tsx'
import { useTellFault } from '../keys/use-tell-fault.ts'

export function ImportReviewCard({ conflicts, onImported }: { readonly conflicts: PlanReviews['conflicts']; readonly onImported: () => void }) {
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
