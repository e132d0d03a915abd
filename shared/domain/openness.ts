/**
 * What is really open about a model: who may do what with it, its class in the Model Openness Framework, the checklist
 * of the Open Source AI Definition, and whether the provider could rely on Art. 53(2) of the EU AI Act. Computed from
 * published components and their licenses. Null is "not found in the evidence": it never counts as published, and never
 * as withheld.
 */
import type { MofClass, OpennessPack, OpennessRecord } from './openness-pack.ts'
import type { Citation, Confidence } from './vocabulary.ts'

/** A grant of the weights' license: yes, no, or the words that limit it. */
export type Grant = { readonly value: boolean | string | null; readonly clause: string }

/** The few facts about the license of the weights that openness rests on. */
export type WeightsLicense = {
  readonly id: string
  readonly category: string
  readonly osiApproved: boolean | null
  readonly use: Grant
  readonly modify: Grant
  readonly distribute: Grant
  /** Clauses that limit who, where, how much or what for. */
  readonly limits: readonly { readonly text: string; readonly clause: string }[]
}

export type OpennessSubject = {
  readonly record: OpennessRecord | null
  readonly license: WeightsLicense | null
  /** Whether the catalog names a place where the weights can be downloaded; null where it does not say. */
  readonly weightsPublished: boolean | null
}

export type Published = boolean | 'partial' | null

export type ComponentState = {
  readonly component: string
  readonly released: Published
  /** Whether its license is open for its type; null where that is not known. */
  readonly open: boolean | null
  readonly license: string | null
  readonly detail: string | null
}

export const rights = ['inspect', 'run', 'host-locally', 'modify', 'redistribute', 'retrain', 'audit-data'] as const

/** Who holds a right. `in-part` means that only a part of what is needed was published. */
export type Holder = 'everyone' | 'under-conditions' | 'in-part' | 'maker-only' | 'not-known'

export type Right = {
  readonly right: (typeof rights)[number]
  readonly holder: Holder
  /** Components the right needs, as far as they decided. */
  readonly components: readonly ComponentState[]
  /** What the license says; null where no grant is needed or the license is not known. */
  readonly grant: Grant | null
  readonly limits: WeightsLicense['limits']
}

export type MofGap = {
  readonly mofClass: MofClass
  readonly component: string
  readonly reason: 'missing' | 'in-part' | 'not-open' | 'not-known' | 'license-not-known'
}

export type MofResult = {
  /** The best class that is fully met; III is the lowest. */
  readonly mofClass: MofClass | null
  /** `unclassified`: a component of class III is missing. `not-known`: none is, but some were not found. */
  readonly state: 'classified' | 'unclassified' | 'not-known'
  /** What each class that is not met lacks. */
  readonly gaps: readonly MofGap[]
}

export type CheckState = 'met' | 'not-met' | 'not-known'

export type Check<Id extends string> = { readonly id: Id; readonly state: CheckState }

export type OpennessLabel =
  | 'open-source-ai'
  | 'open-model'
  | 'open-weights-permissive'
  | 'open-weights-conditional'
  | 'closed'

export type Openness = {
  readonly family: string | null
  readonly label: OpennessLabel | null
  readonly components: readonly ComponentState[]
  readonly rights: readonly Right[]
  readonly mof: MofResult
  readonly osaid: {
    readonly state: CheckState
    readonly checks: readonly Check<'parameters' | 'code' | 'data-information' | 'freedoms'>[]
  }
  /** Relief for the provider of the model. It relieves nobody who deploys it. */
  readonly euExemption: {
    readonly state: CheckState
    readonly checks: readonly Check<'license-rights' | 'public-parameters' | 'no-monetization' | 'not-systemic'>[]
  }
  readonly confidence: Confidence
  readonly sources: readonly Citation[]
}

const weights = 'model-parameters-final'

export function assessOpenness(subject: OpennessSubject, pack: OpennessPack): Openness {
  const components = pack.definitions.mof.components.map(({ id }) => stateOf(id, subject))
  const mof = mofOf(components, pack)
  const checks = osaidChecks(components, subject, pack)
  const osaid = { state: all(checks.map(({ state }) => state)), checks }
  return {
    family: subject.record?.family ?? null,
    label: labelOf(find(components, weights), subject.license, mof, osaid.state),
    components,
    rights: rights.map((right) => rightOf(right, components, subject.license)),
    mof,
    osaid,
    euExemption: euExemptionOf(components, subject.license, pack),
    confidence: subject.record?.confidence ?? 'unverified',
    sources: subject.record?.sources ?? [],
  }
}

function stateOf(component: string, { record, license, weightsPublished }: OpennessSubject): ComponentState {
  const entry = record?.components.find((one) => one.component === component)
  const isWeights = component === weights
  return {
    component,
    released: entry?.released ?? (isWeights ? weightsPublished : null),
    // A license belongs to a version: what the catalog says of this version's weights goes before the family's record.
    open: isWeights && license !== null ? openForData(license) : (entry?.licenseOpen ?? null),
    license: isWeights && license !== null ? license.id : (entry?.license ?? null),
    detail: entry?.detail ?? null,
  }
}

/** Content licenses are open for data, though not for code. Texts that nobody has judged stay unknown. */
function openForData(license: WeightsLicense): boolean | null {
  if (license.category === 'open-content') return true
  return license.category === 'permissive-vendor-text' ? null : license.osiApproved
}

function find(components: readonly ComponentState[], id: string): ComponentState {
  const found = components.find(({ component }) => component === id)
  return found ?? { component: id, released: null, open: null, license: null, detail: null }
}

// Rights -------------------------------------------------------------------------------------------------------------

const needs = {
  inspect: [weights, 'model-architecture'],
  run: [weights, 'model-architecture'],
  'host-locally': [weights],
  modify: [weights],
  redistribute: [weights],
  retrain: ['training-code', 'data-preprocessing-code', 'datasets'],
  'audit-data': ['datasets'],
} as const satisfies Record<(typeof rights)[number], readonly string[]>

function rightOf(
  right: (typeof rights)[number],
  components: readonly ComponentState[],
  license: WeightsLicense | null,
): Right {
  const needed = needs[right].map((id) => find(components, id))
  const published = holderOfAll(needed.map(({ released }) => released))
  switch (right) {
    case 'inspect':
    case 'audit-data':
      return { right, holder: published, components: needed, grant: null, limits: [] }
    case 'retrain': {
      const licensed = holderOfAll(needed.map(({ open }) => open))
      return { right, holder: lesser(published, licensed), components: needed, grant: null, limits: [] }
    }
    default: {
      const grant = license === null ? null : grantOf(right, license)
      const limits = license?.limits ?? []
      return { right, holder: lesser(published, holderOfGrant(grant, limits)), components: needed, grant, limits }
    }
  }
}

function grantOf(right: 'run' | 'host-locally' | 'modify' | 'redistribute', license: WeightsLicense): Grant {
  return right === 'modify' ? license.modify : right === 'redistribute' ? license.distribute : license.use
}

function holderOfAll(states: readonly Published[]): Holder {
  if (states.includes(false)) return 'maker-only'
  if (states.includes(null)) return 'not-known'
  return states.includes('partial') ? 'in-part' : 'everyone'
}

function holderOfGrant(grant: Grant | null, limits: WeightsLicense['limits']): Holder {
  if (grant === null || grant.value === null) return 'not-known'
  if (grant.value === false) return 'maker-only'
  return grant.value === true && limits.length === 0 ? 'everyone' : 'under-conditions'
}

const fromLeast: readonly Holder[] = ['maker-only', 'not-known', 'in-part', 'under-conditions', 'everyone']

function lesser(left: Holder, right: Holder): Holder {
  return fromLeast.indexOf(left) <= fromLeast.indexOf(right) ? left : right
}

// Model Openness Framework -------------------------------------------------------------------------------------------

const classes: readonly MofClass[] = ['III', 'II', 'I']

function mofOf(components: readonly ComponentState[], pack: OpennessPack): MofResult {
  const paper = find(components, 'research-paper')
  const gaps = pack.definitions.mof.components.flatMap(({ id, mofClass, required }): MofGap[] => {
    if (!required) return []
    // The framework lets a research paper stand in for the technical report.
    if (id === 'technical-report' && paper.released === true && find(components, id).released !== true) return []
    const reason = gapOf(find(components, id))
    return reason === null ? [] : [{ mofClass, component: id, reason }]
  })
  const met = classes.filter((_, index) => gaps.every(({ mofClass }) => classes.indexOf(mofClass) > index))
  const lowest = gaps.filter(({ mofClass }) => mofClass === 'III')
  const mofClass = met.at(-1) ?? null
  const state = mofClass !== null ? 'classified' : lowest.every(isOpenQuestion) ? 'not-known' : 'unclassified'
  return { mofClass, state, gaps }
}

function isOpenQuestion({ reason }: MofGap): boolean {
  return reason === 'not-known' || reason === 'license-not-known'
}

function gapOf({ released, open }: ComponentState): MofGap['reason'] | null {
  if (released === false) return 'missing'
  if (released === null) return 'not-known'
  if (released === 'partial') return 'in-part'
  return open === true ? null : open === false ? 'not-open' : 'license-not-known'
}

// Open Source AI Definition ------------------------------------------------------------------------------------------

function osaidChecks(
  components: readonly ComponentState[],
  { record, license }: OpennessSubject,
  pack: OpennessPack,
): Openness['osaid']['checks'] {
  const approved = ({ component, license: name, open }: ComponentState): boolean | null => {
    if (component === weights && license !== null) return license.osiApproved
    if (open === false) return false
    return pack.licenseNames.find((one) => one.name === name)?.osiApproved ?? null
  }
  const published = (id: string): CheckState => {
    const state = find(components, id)
    if (state.released === false || state.released === 'partial') return 'not-met'
    return state.released === null ? 'not-known' : checked(approved(state))
  }
  const parameters = published(weights)
  const data = find(components, 'datasets').released === true ? true : (record?.dataInformation ?? null)
  const grants = license === null ? [] : [license.use, license.modify, license.distribute]
  const freedoms: CheckState =
    license === null
      ? 'not-known'
      : license.osiApproved === true
        ? 'met'
        : grants.some(({ value }) => value !== true) || license.limits.length > 0
          ? 'not-met'
          : checked(license.osiApproved)
  return [
    { id: 'parameters', state: parameters },
    { id: 'code', state: all([published('training-code'), published('inference-code')]) },
    { id: 'data-information', state: checked(data) },
    { id: 'freedoms', state: freedoms },
  ]
}

function checked(value: boolean | null): CheckState {
  return value === null ? 'not-known' : value ? 'met' : 'not-met'
}

function all(states: readonly CheckState[]): CheckState {
  if (states.includes('not-met')) return 'not-met'
  return states.includes('not-known') ? 'not-known' : 'met'
}

// EU AI Act, Art. 53(2) ----------------------------------------------------------------------------------------------

function euExemptionOf(
  components: readonly ComponentState[],
  license: WeightsLicense | null,
  pack: OpennessPack,
): Openness['euExemption'] {
  const limb = pack.definitions.euExemption.licenseLimb.find(({ category }) => category === license?.category)?.result
  const published = ['model-parameters-final', 'model-architecture'].map((id) => find(components, id).released)
  const checks: Openness['euExemption']['checks'] = [
    { id: 'license-rights', state: limb === 'passes' ? 'met' : limb === 'fails' ? 'not-met' : 'not-known' },
    {
      id: 'public-parameters',
      state: published.includes(false) ? 'not-met' : published.every((one) => one === true) ? 'met' : 'not-known',
    },
    // No pack says whether the maker earns from the model or whether it carries systemic risk.
    { id: 'no-monetization', state: 'not-known' },
    { id: 'not-systemic', state: 'not-known' },
  ]
  return { state: all(checks.map(({ state }) => state)), checks }
}

function labelOf(
  { released }: ComponentState,
  license: WeightsLicense | null,
  mof: MofResult,
  osaid: CheckState,
): OpennessLabel | null {
  if (osaid === 'met') return 'open-source-ai'
  if (mof.mofClass !== null) return 'open-model'
  if (released === false) return 'closed'
  if (released !== true || license === null) return null
  if (license.osiApproved === true) return 'open-weights-permissive'
  const grants = [license.use, license.modify, license.distribute]
  const unlimited = license.limits.length === 0 && grants.every(({ value }) => value === true)
  return license.category === 'proprietary-service' ? 'closed' : unlimited ? null : 'open-weights-conditional'
}
