/** A reviewer's last step on a copy: what the board has so far, the own decision, and the file to hand back. */
import { useEffect, useState } from 'react'
import { keyIdOf } from '../../shared/plan/board-changes.ts'
import type { BoardOverview } from '../../shared/plan/board-view.ts'
import type { ReviewCopy } from '../../shared/plan/review-view.ts'
import type { Decision } from '../../shared/plan/statement.ts'
import { useOwnKeys } from '../board/own-keys.ts'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { NewKeyCard } from '../board/new-key-card.tsx'
import { SignForm } from '../board/sign-form.tsx'
import { standingState, StandingCard } from '../board/standing-card.tsx'
import { useApp, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Columns, PageHead, Stack } from '../ui/page.tsx'
import { RadioCards } from '../ui/radio-cards.tsx'
import { Skeleton } from '../ui/states.tsx'
import { showToast } from '../ui/toast.tsx'
import { Verdict } from '../ui/verdict.tsx'

const choices = ['approve', 'approve-with-conditions', 'reject', 'withdraw'] as const satisfies readonly Decision[]

export function DecideStage({ copy }: { readonly copy: ReviewCopy }) {
  const text = useText()
  const go = useUi((store) => store.go)
  const { standing } = copy
  return (
    <>
      <PageHead title={text.word('reviews.yourDecision')} lead={text.word('reviews.decideLead')} />
      <Verdict
        state={standingState(standing)}
        headline={text.word(`reviews.standing.${standing.outcome}`, { version: standing.version })}
        {...(standing.reason === null ? {} : { detail: text.say(standing.reason) })}
        {...(standing.outcome === 'no-board' ? { action: <Button onPress={() => go({ screen: 'board' })}>{text.word('board.import')}</Button> } : {})}
      />
      <Columns>
        <DecisionCard copy={copy} />
        <Stack>
          <StandingCard standing={standing} survives={null} />
        </Stack>
      </Columns>
    </>
  )
}

function DecisionCard({ copy }: { readonly copy: ReviewCopy }) {
  const text = useText()
  const tell = useTellFault()
  const { client, now, planStore, uiStore } = useApp()
  const { keys, reload } = useOwnKeys()
  const [board, setBoard] = useState<BoardOverview['inUse']>(null)
  const [keyId, setKeyId] = useState<string | null>(null)
  const [typedRole, setRole] = useState<string | null>(null)
  const [decision, setDecision] = useState<Decision | null>(null)
  const [conditions, setConditions] = useState('')
  useEffect(() => {
    let shown = true
    void client['board.read'](null).then((answer) => {
      if (!shown) return
      if (answer.ok) setBoard(answer.value.inUse)
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, tell])
  if (keys === null) return <Skeleton lines={4} />
  const chosen = keyId ?? keys[0]?.keyId ?? null
  if (chosen === null) return <NewKeyCard firstName={uiStore.getState().settings.person} onCancel={null} onMade={reload} />
  const person = Object.values(board?.document.persons ?? {}).find((one) => one.keys.some((key) => keyIdOf(key) === chosen))
  const granted = person?.roles.filter((role) => role !== 'author') ?? []
  const role = typedRole ?? (granted.length === 1 ? (granted[0] ?? '') : '')
  const list = conditions.split('\n').map((line) => line.trim().normalize('NFC')).filter((line) => line !== '')
  const conditional = decision === 'approve-with-conditions'
  const ready = decision !== null && /^[a-z][a-z0-9-]{0,63}$/.test(role) && role !== 'author' && conditional === list.length > 0
  return (
    <Card title={text.word('reviews.decide')} foot={text.word('reviews.withComments', { count: copy.draft.length })}>
      <Stack>
        <RadioCards
          label={text.word('reviews.decision')}
          value={decision}
          onChange={(value) => setDecision(choices.find((choice) => choice === value) ?? null)}
          cards={choices.map((value) => ({ value, title: text.word(`reviews.decision.${value}`) }))}
        />
        {conditional ? <PlainTextField label={text.word('reviews.conditions')} value={conditions} onChange={setConditions} multiline maxLength={4000} /> : null}
        {board === null ? (
          <PlainTextField label={text.word('reviews.role')} hint={text.word('reviews.roleHint')} value={role} onChange={setRole} maxLength={64} />
        ) : granted.length === 0 ? (
          <p>{text.word('reviews.noRole')}</p>
        ) : (
          <Combo
            label={text.word('reviews.role')}
            items={granted.map((id) => ({ id, name: board.document.roles[id] ?? id }))}
            value={role}
            onChange={(id) => setRole(id ?? '')}
          />
        )}
        <SignForm
          keys={keys}
          keyId={chosen}
          onKey={(id) => {
            setKeyId(id)
            setRole(null)
          }}
          label={text.word('reviews.signAndSave')}
          isDisabled={!ready}
          onSign={async (signer, passphrase) => {
            if (decision === null) return null
            const { digest } = copy.summary
            const answer = await client['review.sign']({ digest, keyId: signer, passphrase, role, decision, conditions: conditional ? list : [], at: now() })
            if (!answer.ok) return answer.problem
            if (answer.value === null) return null
            showToast({ state: 'ok', title: text.word('reviews.savedFile'), detail: answer.value.path })
            const opened = await client['review.open'](digest)
            if (opened.ok) planStore.getState().showCopy(opened.value)
            return null
          }}
        />
      </Stack>
    </Card>
  )
}
