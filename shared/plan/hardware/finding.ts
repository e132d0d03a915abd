/** Builds findings of the hardware stage and the steps of their reasons. */
import { message, type Citation, type Finding, type Reason, type Remedy } from '../../domain/vocabulary.ts'
import type { FieldId } from '../fields.ts'
import type { Deployment } from './deployment.ts'

export function finding(
  name: string,
  ruleId: string,
  level: Finding['level'],
  rest: {
    readonly sources?: readonly Citation[]
    readonly confirm?: boolean
    readonly headline: Finding['headline']
    readonly because: readonly Reason[]
    readonly remedies?: readonly Remedy[]
    readonly field: FieldId | null
  },
): Finding {
  return {
    id: `hardware/${name}`,
    rule: ruleId,
    stage: 'hardware',
    level,
    headline: rest.headline,
    because: [...rest.because],
    sources: [...(rest.sources ?? [])],
    remedies: [...(rest.remedies ?? [])],
    field: rest.field,
    confirm: rest.confirm ?? false,
  }
}

export function requirement(text: Reason['message'], field: FieldId): Reason {
  return { step: 'requirement', message: text, field }
}
export function fact(text: Reason['message'], field: FieldId | null): Reason {
  return { step: 'fact', message: text, field }
}
export function rule(text: Reason['message']): Reason {
  return { step: 'rule', message: text, field: null }
}
export function result(text: Reason['message']): Reason {
  return { step: 'result', message: text, field: null }
}

/** The answer that names the devices. */
export function targetField(deployment: Deployment): FieldId {
  return deployment.target.source === 'catalog' ? 'hardware.accelerator' : 'hardware.source'
}

/** A number of copies' homes as the answer that gives them: where several nodes share a copy, each home is that many. */
export function useNodes({ target }: Deployment, homes: number): Remedy {
  const nodes = homes * (target.nodesPerCopy ?? 1)
  return { message: message('capacity.useNodes', { nodes }), field: 'hardware.nodes', value: nodes }
}
