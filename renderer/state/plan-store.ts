/**
 * The open plan. The page decides and assesses at once with the same functions as the main process, sends the command,
 * and compares digests when main has decided too. There is no second store of truth: this is a mirror of what main has,
 * plus the commands it has not answered yet.
 */
import { create } from 'zustand'
import { fail, type Result } from '../../shared/base/result.ts'
import type { Client, Fault, OpenedPlan, SignedVersion } from '../../shared/contract.ts'
import { makeAssessor, type Assessment } from '../../shared/plan/assess.ts'
import type { Change, Command } from '../../shared/plan/command.ts'
import { decide, planDigest, type Document, type Refusal } from '../../shared/plan/decide.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly fault: Fault }

export type OpenPlan = {
  readonly id: string
  readonly document: Document
  readonly assessment: Assessment
  /** Revision that main confirmed last. */
  readonly revision: number
  readonly versions: readonly SignedVersion[]
}

export type PlanStore = {
  readonly open: OpenPlan | null
  readonly save: SaveState
  readonly show: (opened: OpenedPlan) => void
  readonly close: () => void
  /** Applies a change at once and sends it. The refusal, if any, is for the field that asked. */
  readonly dispatch: (change: Change) => Result<null, Refusal>
  readonly undo: () => Result<null, Refusal>
  readonly redo: () => Result<null, Refusal>
  /** Waits until every command sent so far was answered. */
  readonly settled: () => Promise<void>
  readonly setVersions: (versions: readonly SignedVersion[]) => void
}

export type PlanStoreParts = {
  readonly client: Client
  readonly knowledge: Knowledge
  /** Now, as ISO text in UTC. */
  readonly now: () => string
  /** Who answers, for the record beside each answer. */
  readonly person: () => string
}

export function makePlanStore({ client, knowledge, now, person }: PlanStoreParts) {
  const assess = makeAssessor(knowledge)
  /** Commands go to main one after the other, each for the revision that the one before it made. */
  let queue: Promise<void> = Promise.resolve()
  /** Revision of each plan that main confirmed last. Outlives the plan's screen: what was decided is still sent. */
  const confirmed = new Map<string, number>()

  return create<PlanStore>((set, get) => {
    const opened = (plan: OpenedPlan): OpenPlan => ({
      id: plan.document.plan.id,
      document: plan.document,
      assessment: assess(plan.document.plan),
      revision: plan.revision,
      versions: plan.versions,
    })

    /** Takes main's copy when the mirror can no longer be trusted. Nothing that main confirmed is lost. */
    const reload = async (id: string): Promise<void> => {
      const answer = await client['plan.open'](id)
      if (!answer.ok) return
      confirmed.set(id, answer.value.revision)
      if (get().open?.id === id) set({ open: opened(answer.value) })
    }

    const transmit = async (id: string, command: Command, digest: string): Promise<void> => {
      const answer = await client['plan.apply']({ id, revision: confirmed.get(id) ?? 0, command })
      const fault: Fault | null = !answer.ok
        ? answer.problem
        : answer.value.digest === digest
          ? null
          : { code: 'internal', detail: 'digest' }
      if (answer.ok) {
        confirmed.set(id, answer.value.revision)
        const current = get().open
        if (current?.id === id) set({ open: { ...current, revision: answer.value.revision } })
      }
      if (fault === null) return
      set({ save: { kind: 'failed', fault } })
      await reload(id)
    }

    const send = (id: string, command: Command, digest: string): void => {
      const mine = queue.then(() => transmit(id, command, digest))
      queue = mine
      void mine.then(() => {
        // Only the last command's answer says that everything is saved.
        if (queue === mine && get().save.kind === 'saving') set({ save: { kind: 'saved', at: now() } })
      })
    }

    const perform = (change: Command['do']): Result<null, Refusal> => {
      const current = get().open
      if (current === null) return fail({ code: 'nothing-to-undo' })
      const command: Command = { do: change, by: person(), at: now() }
      const decided = decide(current.document, command)
      if (!decided.ok) return decided
      if (decided.value === current.document) return { ok: true, value: null }
      const { plan } = decided.value
      set({
        open: { ...current, document: decided.value, assessment: assess(plan) },
        save: { kind: 'saving' },
      })
      send(current.id, command, planDigest(plan))
      return { ok: true, value: null }
    }

    return {
      open: null,
      save: { kind: 'saved', at: null },
      show: (plan) => {
        confirmed.set(plan.document.plan.id, plan.revision)
        set({ open: opened(plan), save: { kind: 'saved', at: null } })
      },
      close: () => set({ open: null, save: { kind: 'saved', at: null } }),
      dispatch: perform,
      undo: () => perform({ type: 'undo' }),
      redo: () => perform({ type: 'redo' }),
      settled: () => queue,
      setVersions: (versions) => {
        const current = get().open
        if (current !== null) set({ open: { ...current, versions } })
      },
    }
  })
}
