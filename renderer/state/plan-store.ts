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
      if (answer.ok && get().open?.id === id) set({ open: opened(answer.value) })
    }

    const send = (id: string, command: Command, digest: string): void => {
      queue = queue.then(async () => {
        const current = get().open
        if (current === null || current.id !== id) return
        const answer = await client['plan.apply']({ id, revision: current.revision, command })
        const after = get().open
        if (after === null || after.id !== id) return
        if (!answer.ok) {
          set({ save: { kind: 'failed', fault: answer.problem } })
          await reload(id)
          return
        }
        set({ open: { ...after, revision: answer.value.revision } })
        if (answer.value.digest !== digest) {
          set({ save: { kind: 'failed', fault: { code: 'internal', detail: 'digest' } } })
          await reload(id)
        }
      })
      const mine = queue
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
      show: (plan) => set({ open: opened(plan), save: { kind: 'saved', at: null } }),
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
