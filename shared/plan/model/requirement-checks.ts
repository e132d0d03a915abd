/** A model against the plan's requirements: languages, kinds of content, context, and whether it was released. */
import type { Model } from '../../domain/model-pack.ts'
import { message, type Citation, type Finding, type Message, type Reason } from '../../domain/vocabulary.ts'
import type { FieldId, Facts } from '../fields.ts'

type Check = {
  readonly id: string
  readonly rule: string
  readonly level: Finding['level']
  readonly headline: Message
  readonly requirement: Message | null
  readonly fact: Message
  readonly field: FieldId
  readonly sources: readonly Citation[]
  readonly confirm?: boolean
}

export function checkModel(model: Model, facts: Facts): readonly Finding[] {
  return [
    ...(facts['service.languages'] ?? []).flatMap((language) => checkLanguage(model, language)),
    ...(facts['service.modalities'] ?? []).flatMap((kind) => checkModality(model, kind)),
    ...checkContext(model, facts['load.contextTokens']),
    ...checkRelease(model),
  ].map(findingOf)
}

const needs = [
  ['service.languages', 'M-LANGUAGE'],
  ['service.modalities', 'M-MODALITY'],
  ['load.contextTokens', 'M-CONTEXT'],
] as const satisfies readonly (readonly [FieldId, string])[]

/** A need that the plan does not name was not checked, and that is no pass. */
export function missingNeeds(model: Model, facts: Facts): readonly Finding[] {
  return needs
    .filter(([field]) => facts[field] === null || isEmptyList(facts[field]))
    .map(([field, rule]): Finding => {
      const label = { term: `field.${field}.label` }
      const headline = message('model.needMissing', { model: model.name, field: label })
      return {
        id: `model/not-said/${field}`,
        rule,
        stage: 'model',
        level: 'unknown',
        headline,
        because: [{ step: 'requirement', message: headline, field }],
        sources: [],
        remedies: [{ message: message('model.sayNeed', { field: label }), field, value: null }],
        field,
        confirm: false,
      }
    })
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function findingOf(check: Check): Finding {
  const requirement: readonly Reason[] =
    check.requirement === null ? [] : [{ step: 'requirement', message: check.requirement, field: check.field }]
  return {
    id: `model/${check.id}`,
    rule: check.rule,
    stage: 'model',
    level: check.level,
    headline: check.headline,
    because: [
      ...requirement,
      { step: 'fact', message: check.fact, field: 'model.id' },
      { step: 'result', message: check.headline, field: null },
    ],
    sources: [...check.sources],
    remedies: [{ message: message('model.chooseAnother'), field: 'model.id', value: null }],
    field: 'model.id',
    confirm: check.confirm ?? false,
  }
}

/** Sources of one fact. A fact that only unverified sources support may not make a check pass. */
function sourcesFor(model: Model, fact: string): { readonly sources: readonly Citation[]; readonly verified: boolean } {
  const sources = model.provenance
    .filter(({ fields }) => fields.length === 0 || fields.includes(fact))
    .map(({ source }) => source)
  return { sources, verified: sources.some(({ confidence }) => confidence !== 'unverified') }
}

function checkLanguage(model: Model, language: string): readonly Check[] {
  const { sources, verified } = sourcesFor(model, 'languages')
  const named = model.languages.includes(language)
  if (named && verified) return []
  const values = { model: model.name, language: { language } }
  const common = {
    id: `language/${language}`,
    rule: 'M-LANGUAGE',
    requirement: message('model.languageNeeded', values),
    field: 'service.languages',
    sources,
  } as const
  if (named)
    return [
      {
        ...common,
        level: 'unknown',
        headline: message('model.languageUnconfirmed', values),
        fact: message('model.languageUnverified', values),
        confirm: true,
      },
    ]
  // Only a complete list from the maker says that a language is not among them.
  if (model.languagesBasis === 'listed' && verified)
    return [
      {
        ...common,
        level: 'advisory',
        headline: message('model.languageNotListed', values),
        fact: message('model.languagesListed', { model: model.name, count: model.languages.length }),
      },
    ]
  const claimed = model.languagesClaimed
  return [
    {
      ...common,
      level: 'unknown',
      headline: message('model.languageUnknown', values),
      fact:
        claimed === null
          ? message('model.languagesUnknown', { model: model.name })
          : message('model.languagesClaimed', { model: model.name, count: claimed }),
    },
  ]
}

function checkModality(model: Model, kind: 'text' | 'image' | 'audio' | 'video'): readonly Check[] {
  const { sources, verified } = sourcesFor(model, 'modalities')
  const takes = model.modalities.in.includes(kind)
  if (takes && verified) return []
  const values = { model: model.name, kind: { term: `model.kind.${kind}` } }
  return [
    {
      id: `modality/${kind}`,
      rule: 'M-MODALITY',
      level: takes ? 'unknown' : 'blocking',
      headline: message(takes ? 'model.modalityUnconfirmed' : 'model.modalityMissing', values),
      requirement: message('model.modalityNeeded', values),
      fact: message('model.modalitiesAre', {
        model: model.name,
        kinds: { terms: model.modalities.in.map((one) => `model.kind.${one}`) },
      }),
      field: 'service.modalities',
      sources,
      confirm: !verified,
    },
  ]
}

function checkContext(model: Model, needed: number | null): readonly Check[] {
  if (needed === null) return []
  const { sources, verified } = sourcesFor(model, 'maxContext')
  const most = model.maxContext
  if (most !== null && most >= needed && verified) return []
  const common = {
    id: 'context',
    rule: 'M-CONTEXT',
    requirement: message('model.contextNeeded', { needed }),
    field: 'load.contextTokens',
    sources,
  } as const
  if (most === null)
    return [
      {
        ...common,
        level: 'unknown',
        headline: message('model.contextUnknown', { model: model.name, needed }),
        fact: message('model.contextNotKnown', { model: model.name }),
      },
    ]
  const values = { model: model.name, most, needed }
  return [
    {
      ...common,
      level: most < needed ? 'blocking' : 'unknown',
      headline: message(most < needed ? 'model.contextTooShort' : 'model.contextUnconfirmed', values),
      fact: message('model.contextIs', values),
      confirm: !verified,
    },
  ]
}

function checkRelease(model: Model): readonly Check[] {
  const checks: Check[] = []
  const values = { model: model.name }
  const common = { requirement: null, field: 'model.id', sources: [] } as const
  if (model.status === 'pilot')
    checks.push({
      ...common,
      id: 'pilot',
      rule: 'M-RELEASED',
      level: 'advisory',
      headline: message('model.pilot', values),
      fact: message('model.statusPilot', values),
    })
  if (model.status === 'family-record')
    checks.push({
      ...common,
      id: 'family-record',
      rule: 'M-RELEASED',
      level: 'unknown',
      headline: message('model.familyRecord', values),
      fact: message('model.statusFamily', values),
    })
  if (!model.modalities.out.includes('text'))
    checks.push({
      ...common,
      id: 'no-text',
      rule: 'M-TEXT-OUT',
      level: 'blocking',
      headline: message('model.noText', values),
      fact: message('model.kindIs', { ...values, kind: { term: `model.type.${model.kind}` } }),
    })
  if (model.variant === 'base')
    checks.push({
      ...common,
      id: 'base-variant',
      rule: 'M-INSTRUCT',
      level: 'advisory',
      headline: message('model.baseVariant', values),
      fact: message('model.variantBase', values),
    })
  return checks
}

/** The license of a model is itself a fact with a source; one that nobody read is no ground for a permission. */
export function licenseAssignment(model: Model): readonly Finding[] {
  if (model.license === null) return []
  const { sources, verified } = sourcesFor(model, 'license')
  if (verified) return []
  const values = { model: model.name }
  return [
    findingOf({
      id: 'license/assignment',
      rule: 'M-LICENSE-SOURCE',
      level: 'unknown',
      headline: message('license.assignmentUnverified', values),
      requirement: null,
      fact: message('license.assignmentSource', values),
      field: 'model.id',
      sources,
      confirm: true,
    }),
  ]
}
