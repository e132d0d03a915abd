/** Comments beside a stage: a reviewer writes them on a copy, the planner reads and answers them. */
import { MessageSquarePlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { sections } from '../../shared/plan/field.ts'
import { fieldIds, fields } from '../../shared/plan/fields.ts'
import { reviewedStages, type ReviewComment } from '../../shared/plan/review-file.ts'
import { placeWord } from '../../shared/plan/review-state.ts'
import type { CommentLine, ReviewCopy } from '../../shared/plan/review-view.ts'
import { useApp, useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import type { StageName } from '../state/location.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import css from './board.module.css'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { useReviews } from './reviews.ts'

type Place = ReviewComment['place']

/** The sections that a stage answers, so that a comment on a section stands beside its questions. */
function placesOf(stage: StageName): readonly Place[] {
  const asked = new Set(fieldIds.filter((id) => fields[id].stage === stage).map((id) => fields[id].section))
  return [stage, ...sections.filter((section) => asked.has(section))]
}

/** Where a comment on a section is shown: with the first stage that asks something in it, else with the review. */
export function stageOfPlace(place: Place): StageName {
  const stage = reviewedStages.find((name) => name === place)
  return stage ?? reviewedStages.find((name) => placesOf(name).includes(place)) ?? 'review'
}

function placeName(place: Place, text: Text): string {
  return /^P\d/.test(place) ? `${place} ${text.wordOr(placeWord(place))}` : text.word('reviews.wholeStage')
}

export function CommentsCard({ stage }: { readonly stage: StageName }) {
  const plan = useOpenPlan()
  if (plan.copy === null) return <ReceivedComments stage={stage} plan={plan.id} versions={plan.versions.length} />
  return (
    <>
      <SaidBefore stage={stage} copy={plan.copy} />
      <DraftComments stage={stage} copy={plan.copy} />
    </>
  )
}

function DraftComments({ stage, copy }: { readonly stage: StageName; readonly copy: ReviewCopy }) {
  const text = useText()
  const tell = useTellFault()
  const { client, now, planStore } = useApp()
  const person = useUi((store) => store.settings.person)
  const [place, setPlace] = useState<Place>(stage)
  const [name, setName] = useState(person)
  const [words, setWords] = useState('')
  const mine = copy.draft.filter((comment) => stageOfPlace(comment.place) === stage)
  const keep = async (draft: readonly ReviewComment[]): Promise<void> => {
    const answer = await client['review.keepDraft']({ digest: copy.summary.digest, comments: [...draft] })
    if (answer.ok) planStore.getState().showCopy({ ...copy, draft: [...draft] })
    else tell(answer.problem)
  }
  const add = async (): Promise<void> => {
    await keep([...copy.draft, { place, text: words.trim().normalize('NFC'), by: name.trim().normalize('NFC'), at: now() }])
    setWords('')
  }
  return (
    <Card title={text.word('reviews.commentsOn', { place: text.word(`stage.${stage}`) })} aside={mine.length === 0 ? null : <span>{text.number(mine.length)}</span>}>
      <Stack>
        {mine.map((comment) => (
          <div key={`${comment.place} ${comment.at}`} className={css['comment']}>
            <Row align="between">
              <strong>{placeName(comment.place, text)}</strong>
              <StatusChip tone="note">{text.word('reviews.notHandedOver')}</StatusChip>
            </Row>
            <p className={css['text']}>{comment.text}</p>
            <Row>
              <Button size="small" variant="quiet" icon={Trash2} onPress={() => void keep(copy.draft.filter((other) => other !== comment))}>
                {text.word('reviews.removeComment')}
              </Button>
            </Row>
          </div>
        ))}
        <Combo
          label={text.word('reviews.section')}
          items={placesOf(stage).map((id) => ({ id, name: placeName(id, text) }))}
          value={place}
          onChange={(id) => setPlace(placesOf(stage).find((one) => one === id) ?? stage)}
        />
        <PlainTextField label={text.word('reviews.write')} value={words} onChange={setWords} multiline maxLength={4000} />
        {person === '' ? <PlainTextField label={text.word('about.person')} value={name} onChange={setName} maxLength={200} /> : null}
        <Row>
          <Button icon={MessageSquarePlus} isDisabled={words.trim() === '' || name.trim() === ''} onPress={() => void add()}>
            {text.word('reviews.add')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

/** What a reviewer finds said already, with the planner's answers. */
function SaidBefore({ stage, copy }: { readonly stage: StageName; readonly copy: ReviewCopy }) {
  const text = useText()
  const shown = copy.comments.filter(({ place }) => stageOfPlace(place) === stage)
  if (shown.length === 0) return null
  return (
    <Card title={text.word('reviews.said')} aside={<span>{text.number(shown.length)}</span>}>
      {shown.map((comment) => (
        <div key={comment.id} className={css['comment']}>
          <CommentHead comment={comment} />
          <Replies comment={comment} />
        </div>
      ))}
    </Card>
  )
}

/** What was said, by whom, and how sure that is. */
function CommentHead({ comment }: { readonly comment: CommentLine }) {
  const text = useText()
  const { kind, place, person, confirmedBy, quotedOnly } = comment
  return (
    <>
      <Row align="between">
        <strong>{kind === 'condition' ? text.word('reviews.condition') : placeName(place, text)}</strong>
        <StatusChip tone={person === null ? 'note' : 'ok'}>
          {person !== null
            ? text.word('reviews.confirmedPerson', { name: person })
            : text.word(quotedOnly ? 'reviews.quoted' : confirmedBy.length > 0 ? 'reviews.confirmedKey' : 'reviews.unconfirmed')}
        </StatusChip>
      </Row>
      <p className={css['text']}>{comment.text}</p>
      <p className={css['quiet']}>{text.word('reviews.by', { name: comment.by, at: text.instant(comment.at), version: comment.version })}</p>
    </>
  )
}

/** Signed answers, each with whose key it is. */
function Replies({ comment, except }: { readonly comment: CommentLine; readonly except?: (reply: CommentLine['replies'][number]) => boolean }) {
  const text = useText()
  return comment.replies
    .filter((reply) => except?.(reply) !== true)
    .map((reply) => (
      <div key={`${reply.at} ${reply.keyId} ${reply.text}`} className={css['reply']}>
        <p className={css['text']}>{reply.text}</p>
        <p className={css['quiet']}>
          {text.word(reply.person !== null ? 'reviews.replyBy' : reply.byAuthor ? 'reviews.replyAuthor' : 'reviews.replyKey', {
            name: reply.person ?? reply.by,
            at: text.instant(reply.at),
          })}
        </p>
      </div>
    ))
}

function ReceivedComments({ stage, plan, versions }: { readonly stage: StageName; readonly plan: string; readonly versions: number }) {
  const text = useText()
  const { reviews, again } = useReviews(plan, versions)
  const shown = (reviews?.comments ?? []).filter(({ place }) => stageOfPlace(place) === stage)
  if (shown.length === 0) return null
  const open = shown.filter(({ answer }) => answer === null).length
  return (
    <Card
      title={text.word('reviews.commentsOn', { place: text.word(`stage.${stage}`) })}
      aside={<StatusChip tone={open === 0 ? 'ok' : 'warn'}>{text.word('reviews.open.count', { count: open })}</StatusChip>}
    >
      {shown.map((comment) => (
        <ReceivedComment key={comment.id} comment={comment} onAnswered={again} />
      ))}
    </Card>
  )
}

function ReceivedComment({ comment, onAnswered }: { readonly comment: CommentLine; readonly onAnswered: () => void }) {
  const text = useText()
  const tell = useTellFault()
  const { client, now } = useApp()
  const person = useUi((store) => store.settings.person)
  const title = usePlanStore((store) => store.open?.document.plan.answers['organization.name']?.by ?? '')
  const [words, setWords] = useState(comment.answer?.text ?? '')
  const [editing, setEditing] = useState(false)
  const { answer } = comment
  const save = async (): Promise<void> => {
    const by = person === '' ? title : person
    const saved = await client['review.answer']({
      comment: comment.id,
      answer: words.trim() === '' ? null : { text: words.trim().normalize('NFC'), by: by === '' ? comment.by : by, at: now() },
    })
    if (!saved.ok) return tell(saved.problem)
    setEditing(false)
    onAnswered()
  }
  const isSame = (reply: CommentLine['replies'][number]): boolean => answer !== null && reply.text === answer.text && reply.by === answer.by && reply.at === answer.at
  const handedOver = comment.replies.some(isSame)
  return (
    <div className={css['comment']}>
      <CommentHead comment={comment} />
      <Replies comment={comment} except={isSame} />
      {answer === null || editing ? (
        <>
          <PlainTextField label={text.word('reviews.answer')} value={words} onChange={setWords} multiline maxLength={4000} />
          <Row>
            <Button size="small" isDisabled={words.trim() === '' && answer === null} onPress={() => void save()}>
              {text.word('reviews.saveAnswer')}
            </Button>
          </Row>
        </>
      ) : (
        <div className={css['reply']}>
          <p className={css['text']}>{answer.text}</p>
          <p className={css['quiet']}>{text.word('reviews.answered', { name: answer.by, at: text.instant(answer.at) })}</p>
          {handedOver ? <p className={css['quiet']}>{text.word('reviews.handedOver')}</p> : null}
          <Button size="small" variant="text" onPress={() => setEditing(true)}>
            {text.word('reviews.changeAnswer')}
          </Button>
        </div>
      )}
    </div>
  )
}
