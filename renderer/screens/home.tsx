/** All plans on this computer: start, open, duplicate, delete with undo. */
import { Copy, Eye, FilePlus2, Files, ShieldCheck, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Fault, PlanSummary } from '../../shared/contract.ts'
import { askingStages } from '../../shared/plan/assess.ts'
import type { Verification } from '../../shared/plan/verification.ts'
import { ReviewCopies } from '../board/review-copies.tsx'
import { useApp, useUi } from '../state/app-context.tsx'
import { languageFor } from '../state/ui-store.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Menu } from '../ui/menu.tsx'
import { PageHead } from '../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { VerificationView } from './verification-view.tsx'
import css from './home.module.css'

const samples = ['ministry', 'hospital', 'agency'] as const
const steps = [...askingStages, 'review', 'sign'] as const

export function Home() {
  const text = useText()
  const { client, newId, now, planStore } = useApp()
  const go = useUi((store) => store.go)
  const settings = useUi((store) => store.settings)
  const [plans, setPlans] = useState<readonly PlanSummary[] | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [verified, setVerified] = useState<Verification | null>(null)

  /** Grows when the list must be read again. */
  const [changes, setChanges] = useState(0)
  const refresh = (): void => setChanges((count) => count + 1)
  useEffect(() => {
    let shown = true
    const store = planStore.getState()
    store.close()
    // What was typed a moment ago on a plan is in the list only once it is saved.
    void store
      .settled()
      .then(() => client['plan.list'](null))
      .then((answer) => {
        if (!shown) return
        if (answer.ok) setPlans(answer.value)
        else setFault(answer.problem)
      })
    return () => {
      shown = false
    }
  }, [client, planStore, changes])

  const tell = (problem: Fault): void => {
    showToast({ state: 'blocking', title: text.word(`fault.${problem.code}`, { detail: problem.detail }) })
  }
  const open = async (id: string): Promise<void> => {
    await planStore.getState().settled()
    const answer = await client['plan.open'](id)
    if (!answer.ok) return tell(answer.problem)
    planStore.getState().show(answer.value)
    go({ screen: 'overview' })
  }
  const create = async (example: string | null): Promise<void> => {
    const answer = await client['plan.create']({
      id: newId(),
      language: languageFor(settings, navigator.language),
      at: now(),
      example,
    })
    if (!answer.ok) return tell(answer.problem)
    planStore.getState().show(answer.value)
    go(example === null ? { screen: 'stage', stage: 'requirements', field: null } : { screen: 'overview' })
  }
  const duplicate = async (plan: PlanSummary): Promise<void> => {
    const answer = await client['plan.duplicate']({
      id: plan.id,
      copy: newId(),
      at: now(),
    })
    if (!answer.ok) return tell(answer.problem)
    showToast({ state: 'ok', title: text.word('home.duplicated', { title: titleOf(plan) }) })
    refresh()
  }
  const restore = async (plan: PlanSummary): Promise<void> => {
    const answer = await client['plan.restore'](plan.id)
    if (!answer.ok) return tell(answer.problem)
    showToast({ state: 'ok', title: text.word('home.restored', { title: titleOf(plan) }) })
    refresh()
  }
  const remove = async (plan: PlanSummary): Promise<void> => {
    const answer = await client['plan.remove'](plan.id)
    if (!answer.ok) return tell(answer.problem)
    refresh()
    const close = showToast({
      state: 'advisory',
      title: text.word('home.deleted', { title: titleOf(plan) }),
      action: {
        label: text.word('home.restore'),
        onPress: () => {
          close()
          void restore(plan)
        },
      },
    })
  }
  const verify = async (): Promise<void> => {
    const answer = await client['bundle.verify'](null)
    if (!answer.ok) return tell(answer.problem)
    setVerified(answer.value)
  }

  const review = async (): Promise<void> => {
    const answer = await client['review.openBundle']({ at: now() })
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value)
      return void showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    if ('verification' in answer.value) return setVerified(answer.value.verification)
    await openCopy(answer.value.copy.digest)
  }
  const openCopy = async (digest: string): Promise<void> => {
    const opened = await client['review.open'](digest)
    if (!opened.ok) return tell(opened.problem)
    planStore.getState().showCopy(opened.value)
    go({ screen: 'overview' })
  }

  const titleOf = (plan: PlanSummary): string => (plan.title === '' ? text.word('home.untitled') : plan.title)
  const columns: readonly Column<PlanSummary>[] = [
    {
      key: 'title',
      name: text.word('home.planTitle'),
      rowHeader: true,
      cell: (plan) => (
        <Button variant="text" onPress={() => void open(plan.id)}>
          {titleOf(plan)}
        </Button>
      ),
      compare: (left, right) => text.compare(left.title, right.title),
    },
    {
      key: 'organization',
      name: text.word('home.organization'),
      cell: (plan) => plan.organization,
      compare: (left, right) => text.compare(left.organization, right.organization),
    },
    {
      key: 'signed',
      name: text.word('home.signed'),
      cell: (plan) =>
        plan.lastSignedAt === null
          ? text.word('home.notSigned')
          : text.word('home.lastSigned', { count: plan.signed, day: text.instant(plan.lastSignedAt, 'day') }),
    },
    {
      key: 'changed',
      name: text.word('home.changed'),
      cell: (plan) => text.instant(plan.changedAt),
      compare: (left, right) => (left.changedAt < right.changedAt ? -1 : 1),
    },
    {
      key: 'actions',
      name: text.word('home.actions'),
      align: 'end',
      cell: (plan) => (
        <span className={css['actions']}>
          <Button
            size="small"
            variant="quiet"
            icon={Copy}
            aria-label={`${text.word('home.duplicate')}: ${titleOf(plan)}`}
            onPress={() => void duplicate(plan)}
          >
            {text.word('home.duplicate')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            icon={Trash2}
            aria-label={`${text.word('home.delete')}: ${titleOf(plan)}`}
            onPress={() => void remove(plan)}
          >
            {text.word('home.delete')}
          </Button>
        </span>
      ),
    },
  ]

  const startButtons = (
    <>
      <Button variant="primary" icon={FilePlus2} onPress={() => void create(null)}>
        {text.word('home.new')}
      </Button>
      <Menu
        label={text.word('home.sample')}
        trigger={<Button icon={Files}>{text.word('home.sample')}</Button>}
        entries={samples.map((sample) => ({ id: sample, label: text.word(`home.sample.${sample}`) }))}
        onAction={(sample) => void create(sample)}
      />
      <Button icon={Eye} onPress={() => void review()}>
        {text.word('reviews.open')}
      </Button>
      <Button icon={ShieldCheck} onPress={() => void verify()}>
        {text.word('home.verify')}
      </Button>
    </>
  )

  return (
    <>
      <PageHead
        title={text.word('home.title')}
        lead={text.word('home.lead')}
        {...(plans === null || plans.length === 0 ? {} : { actions: startButtons })}
      />
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
      {plans === null ? (
        fault === null && <Skeleton lines={4} height="12rem" />
      ) : plans.length === 0 ? (
        <Card>
          <EmptyState icon={Files} title={text.word('home.empty')} actions={startButtons}>
            {text.word('home.emptyDetail')}
          </EmptyState>
        </Card>
      ) : (
        <Card title={text.word('home.table')} flush>
          <DataTable
            caption={text.word('home.table')}
            captionHidden
            columns={columns}
            rows={plans}
            rowKey={(plan) => plan.id}
            rowName={titleOf}
            sortedBy={{ column: 'changed', direction: 'descending' }}
          />
        </Card>
      )}
      <ReviewCopies key={changes} onOpen={(digest) => void openCopy(digest)} />
      <Card title={text.word('home.steps')}>
        <ol className={css['steps']}>
          {steps.map((step) => (
            <li key={step}>
              <strong>{text.word(`stage.${step}`)}</strong>
              <span>{text.word(`home.step.${step}`)}</span>
            </li>
          ))}
        </ol>
      </Card>
      <Dialog
        title={text.word('home.verify')}
        isOpen={verified !== null}
        onOpenChange={(shown) => shown || setVerified(null)}
        width="wide"
      >
        {verified === null ? null : <VerificationView verification={verified} />}
      </Dialog>
    </>
  )
}
