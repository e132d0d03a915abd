/**
 * The open plan. The page decides and assesses at once with the same functions as the main process, sends the command,
 * and compares digests when main has decided too. There is no second store of truth: this is a mirror of what main has,
 * plus the commands it has not answered yet.
 */
import { create } from 'zustand'
import { fail, type Result } from '../../shared/base/result.ts'
import type { Client, Fault, OpenedPlan, SignedVersion } from '../../shared/contract.ts'
import { makeAssessor, type Assessment } from '../../shared/plan/assess.ts'
import type { ReviewCopy } from '../../shared/plan/review-view.ts'
import { signedAssessment } from '../../shared/plan/signed-plan.ts'
import type { Change, Command } from '../../shared/plan/command.ts'
import { decide, newDocument, planDigest, type Document, type Refusal } from '../../shared/plan/decide.ts'
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
  /** Set for a signed version that is here to be reviewed: it is shown as it was signed and never changed. */
  readonly copy: ReviewCopy | null
}

export type PlanStore = {
  readonly open: OpenPlan | null
  readonly save: SaveState
  readonly show: (opened: OpenedPlan) => void
  /** Shows a signed version for review. */
  readonly showCopy: (copy: ReviewCopy) => void
  readonly close: () => void
  /** Applies a change at once and sends it. The refusal, if any, is for the field that asked. */
  readonly dispatch: (change: Change) => Result<null, Refusal>
  readonly undo: () => Result<null, Refusal>
  readonly redo: () => Result<null, Refusal>
  /** Waits until every command sent so far was answered. */
  readonly settled: () => Promise<void>
  readonly setVersions: (versions: readonly SignedVersion[]) => void
}

/** A command on its way, with the digest that main must come to. */
type Outgoing = { readonly id: string; readonly command: Command; readonly digest: string }

/** Faults of the disk that may be gone a moment later. What was decided meanwhile is kept and sent again. */
function mayPass(fault: Fault): boolean {
  return fault.code === 'disk-full' || fault.code === 'not-writable'
}

/** Milliseconds until a refused save is tried again. */
const retryAfter = 3000

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
  const waiting: Outgoing[] = []
  let running: Promise<void> = Promise.resolve()
  let retrying = false
  /** Revision of each plan that main confirmed last. Outlives the plan's screen: what was decided is still sent. */
  const confirmed = new Map<string, number>()

  return create<PlanStore>((set, get) => {
    const opened = (plan: OpenedPlan): OpenPlan => ({
      id: plan.document.plan.id,
      document: plan.document,
      assessment: assess(plan.document.plan),
      revision: plan.revision,
      versions: plan.versions,
      copy: null,
    })

    /** Takes main's copy when the mirror can no longer be trusted. Nothing that main confirmed is lost. */
    const reload = async (id: string): Promise<void> => {
      const answer = await client['plan.open'](id)
      if (!answer.ok) return
      confirmed.set(id, answer.value.revision)
      if (get().open?.id === id) set({ open: opened(answer.value) })
    }

    /** Sends one command. False: the disk refused it for now, and it must be sent again before any later one. */
    const transmit = async ({ id, command, digest }: Outgoing): Promise<boolean> => {
      const answer = await client['plan.apply']({ id, revision: confirmed.get(id) ?? 0, command })
      if (!answer.ok && mayPass(answer.problem)) {
        set({ save: { kind: 'failed', fault: answer.problem } })
        return false
      }
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
      if (fault === null) return true
      set({ save: { kind: 'failed', fault } })
      await reload(id)
      return true
    }

    /** Sends what waits, in order, and says "saved" when nothing waits any more. */
    const flush = async (): Promise<void> => {
      let next = waiting[0]
      while (next !== undefined) {
        if (!(await transmit(next))) {
          retryLater()
          return
        }
        waiting.shift()
        next = waiting[0]
      }
      const { save } = get()
      if (save.kind === 'saving' || (save.kind === 'failed' && mayPass(save.fault))) set({ save: { kind: 'saved', at: now() } })
    }

    const retryLater = (): void => {
      if (retrying) return
      retrying = true
      setTimeout(() => {
        retrying = false
        running = running.then(flush)
      }, retryAfter)
    }

    const send = (outgoing: Outgoing): void => {
      waiting.push(outgoing)
      running = running.then(flush)
    }

    const perform = (change: Command['do']): Result<null, Refusal> => {
      const current = get().open
      if (current === null) return fail({ code: 'nothing-to-undo' })
      if (current.copy !== null) return fail({ code: 'for-review' })
      const command: Command = { do: change, by: person(), at: now() }
      const decided = decide(current.document, command)
      if (!decided.ok) return decided
      if (decided.value === current.document) return { ok: true, value: null }
      const { plan } = decided.value
      set({
        open: { ...current, document: decided.value, assessment: assess(plan) },
        save: { kind: 'saving' },
      })
      send({ id: current.id, command, digest: planDigest(plan) })
      return { ok: true, value: null }
    }

    return {
      open: null,
      save: { kind: 'saved', at: null },
      show: (plan) => {
        confirmed.set(plan.document.plan.id, plan.revision)
        set({ open: opened(plan), save: { kind: 'saved', at: null } })
      },
      showCopy: (copy) =>
        set({
          open: {
            id: copy.plan.id,
            document: newDocument(copy.plan),
            assessment: copy.assessment === null ? assess(copy.plan) : signedAssessment(copy.assessment),
            revision: 0,
            versions: [],
            copy,
          },
          save: { kind: 'saved', at: null },
        }),
      close: () => set({ open: null, save: { kind: 'saved', at: null } }),
      dispatch: perform,
      undo: () => perform({ type: 'undo' }),
      redo: () => perform({ type: 'redo' }),
      settled: () => running,
      setVersions: (versions) => {
        const current = get().open
        if (current !== null) set({ open: { ...current, versions } })
      },
    }
  })
}
