/**
 * Models that the planner adds: in the form of the models pack, kept in the plan, and known to every stage of this plan
 * only. What a file's header says is derived from that file; what the planner says stays unverified until confirmed.
 */
import { z, type Infer } from '../base/schema.ts'
import { Model, patternsFit } from '../domain/model-pack.ts'
import type { Knowledge } from './knowledge.ts'

/** Begins every own model's id, so that none can stand for a model of the catalog. */
export const ownPrefix = 'own-'

export const OwnModelEntry = z.strictObject({
  model: Model.check(
    z.refine((model) => model.id.startsWith(ownPrefix), `must have an id that begins with ${ownPrefix}`),
    z.refine(patternsFit, 'has a layer pattern that does not fit the number of layers'),
    z.refine(isModest, 'claims a source that Homeport did not read'),
  ),
  /** `measured` where a file was read, `self-declared` where the planner typed it. */
  basis: z.enum(['self-declared', 'measured']),
  source: z.strictObject({
    kind: z.enum(['hand', 'config', 'gguf', 'safetensors']),
    /** Name of the file, null for a model entered by hand. */
    file: z.nullable(z.string().check(z.minLength(1), z.maxLength(255))),
  }),
})
export type OwnModelEntry = Infer<typeof OwnModelEntry>

/** An own model in a plan, with who added it and when. */
export const OwnModel = z.strictObject({
  ...OwnModelEntry.shape,
  by: z.string().check(z.minLength(1), z.maxLength(200)),
  at: z.string().check(z.maxLength(30)),
})
export type OwnModel = Infer<typeof OwnModel>

/** A planner's word is no verified source, and neither is a file's own claim about languages or license. */
function isModest(model: Model): boolean {
  return model.provenance.every(({ source }) => source.confidence === 'unverified' || source.confidence === 'derived')
}

/** A plan's own models, by id. */
export type WithModels = { readonly models?: Readonly<Record<string, OwnModel>> | undefined }

/** The catalog's models and the plan's own, for lists that show both. */
export function modelsOf(plan: WithModels, knowledge: Knowledge): readonly Model[] {
  return withOwnModels(knowledge, plan).models.models
}

/** Knowledge that also holds the plan's own models. The same value where the plan has none. */
export function withOwnModels(knowledge: Knowledge, plan: WithModels): Knowledge {
  const own = Object.values(plan.models ?? {}).map(({ model }) => model)
  if (own.length === 0) return knowledge
  const known = new Set(knowledge.models.models.map(({ id }) => id))
  const added = own.filter(({ id }) => !known.has(id))
  return { ...knowledge, models: { ...knowledge.models, models: [...knowledge.models.models, ...added] } }
}

export function isOwn(modelId: string): boolean {
  return modelId.startsWith(ownPrefix)
}

/** A free id for an own model of this name: Latin letters and digits, with a number where the name is taken. */
export function ownModelId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)
  const base = `${ownPrefix}${plain === '' ? 'model' : plain}`
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.includes(id)) return id
  }
}

/** What the planner says about an own model. Null is not known. */
export type OwnModelAnswers = {
  readonly name: string
  readonly maker: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  readonly license: string | null
  /** ISO 639-1. */
  readonly languages: readonly string[]
  readonly maxContext: number | null
  readonly totalParameters: number | null
}

const Count = z.nullable(z.int().check(z.minimum(1)))

/** What a file said about the model. Null is what it does not say. */
export const ModelDraft = z.strictObject({
  name: z.nullable(z.string().check(z.minLength(1), z.maxLength(300))),
  modalities: z.nullable(Model.shape.modalities),
  maxContext: Count,
  nativePrecision: Model.shape.nativePrecision,
  parameters: z.strictObject({ total: Count, active: Count }),
  architecture: Model.shape.architecture,
  partialGeometry: Model.shape.partialGeometry,
  source: OwnModelEntry.shape.source,
})
export type ModelDraft = Infer<typeof ModelDraft>

/** ISO 3166-1 has no code for it; the format of countries shows this one as not known. */
export const unknownCountry = 'XX'

/** An own model from a file and the planner's answers. Where both speak, the planner was shown the file's value first. */
export function ownModelOf(
  id: string,
  answers: OwnModelAnswers,
  draft: ModelDraft | null,
  sourceTitle: { readonly hand: string; readonly file: string },
): OwnModelEntry {
  const fromFile = ['architecture', 'partialGeometry', 'parameters.total', 'parameters.active', 'nativePrecision']
  const contextFromFile = draft !== null && draft.maxContext !== null && draft.maxContext === answers.maxContext
  const derived = [...fromFile, ...(contextFromFile ? ['maxContext'] : []), ...(draft?.modalities ? ['modalities'] : [])]
  const declared = [
    'developer.name', 'developer.country', 'license', 'languages', 'parameters.totalPublished',
    ...(contextFromFile ? [] : ['maxContext']), ...(draft?.modalities ? [] : ['modalities']),
  ]
  const country = answers.country ?? unknownCountry
  const model: Model = {
    id,
    name: answers.name,
    family: answers.maker,
    kind: 'decoder',
    variant: null,
    status: 'released',
    developer: { name: answers.maker, legalName: answers.maker, country, countries: [country] },
    releaseDate: null,
    license: answers.license,
    repository: null,
    opennessFamily: null,
    releaseWatch: [],
    modalities: draft?.modalities ?? { in: ['text'], out: ['text'] },
    languages: [...answers.languages],
    languagesBasis: answers.languages.length === 0 ? 'unknown' : 'listed',
    languagesClaimed: null,
    capabilities: { toolUse: null, structuredOutput: null, reasoning: null },
    knowledgeCutoff: null,
    maxContext: answers.maxContext,
    parameters: {
      total: draft?.parameters.total ?? null,
      active: draft?.parameters.active ?? null,
      totalPublished: answers.totalParameters,
      activePublished: null,
      differenceBasisPoints: null,
    },
    nativePrecision: draft?.nativePrecision ?? null,
    dtype: null,
    embeddingDimension: null,
    architecture: draft?.architecture ?? null,
    partialGeometry: draft?.partialGeometry ?? null,
    publishedConfiguration: null,
    engineVersions: {},
    vllmRecipe: null,
    files: [],
    artifacts: [],
    geometryNote: null,
    note: null,
    provenance: [
      { fields: declared, source: { title: sourceTitle.hand, confidence: 'unverified' } },
      ...(draft === null
        ? []
        : [{ fields: derived, source: { title: sourceTitle.file, locator: draft.source.file, confidence: 'derived' as const } }]),
    ],
  }
  return {
    model,
    basis: draft === null ? 'self-declared' : 'measured',
    source: draft === null ? { kind: 'hand', file: null } : draft.source,
  }
}
