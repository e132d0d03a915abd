/** A what-if of the hardware screen: answers that are tried and never alter the plan until they are kept. */
import { useMemo } from 'react'
import { factsOf } from '../../shared/plan/facts.ts'
import { chosenMachine } from '../../shared/plan/machines.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import type { TriedAnswers } from '../../shared/plan/sizing/options.ts'
import { assessInstallation, type InstallationAssessment } from '../../shared/plan/stages/installation.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** Answers to try, and whether one device or node of what is planned is out of order. */
export type Trial = {
  readonly answers: TriedAnswers
  readonly oneFails: boolean
}

export const noTrial: Trial = { answers: {}, oneFails: false }

export type Preview = {
  readonly facts: Facts
  /** Only what differs from the plan. */
  readonly changed: Trial['answers']
  readonly isChanged: boolean
  readonly result: InstallationAssessment
}

/** What the hardware stage would say. Without a trial it is what the plan's assessment says already. */
export function usePreview(trial: Trial): Preview {
  const knowledge = usePlanKnowledge()
  const open = useOpenPlan()
  const { plan } = open.document
  const planned = useMemo(() => factsOf(plan), [plan])
  return useMemo(() => {
    const changed = differing(trial.answers, planned)
    const facts = withFailure({ ...planned, ...changed }, trial.oneFails)
    const isChanged = trial.oneFails || Object.keys(changed).length > 0
    const machine = chosenMachine(plan)
    const result = isChanged ? assessInstallation(facts, machine, knowledge, plan.fleet) : open.assessment.hardware
    return { facts, changed, isChanged, result }
  }, [trial, planned, plan, knowledge, open.assessment.hardware])
}

function differing(answers: Trial['answers'], planned: Facts): Trial['answers'] {
  const facts: Readonly<Record<string, unknown>> = planned
  return Object.fromEntries(Object.entries(answers).filter(([field, value]) => facts[field] !== value))
}

/** One node less where there are several, else one device less. */
function withFailure(facts: Facts, oneFails: boolean): Facts {
  if (!oneFails) return facts
  const nodes = facts['hardware.nodes'] ?? 1
  const count = facts['hardware.count'] ?? 1
  return nodes > 1 ? { ...facts, 'hardware.nodes': nodes - 1 } : { ...facts, 'hardware.count': Math.max(1, count - 1) }
}
