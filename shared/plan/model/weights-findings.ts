/**
 * What the files on disk say against the plan: other files than recorded, files of another model, another quantization,
 * another license, files that must not be used, a signature that does not hold.
 */
import type { Model } from '../../domain/model-pack.ts'
import { quantizationByName } from '../../domain/quantization-pack.ts'
import { message, type Citation, type Finding, type Message, type Reason, type Remedy } from '../../domain/vocabulary.ts'
import { isSame, type RefusedFile, type WeightsRecheck, type WeightsRecord } from '../../domain/weights.ts'
import type { HeaderFacts } from '../../domain/weights/header.ts'
import type { FieldId, Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { compareLicense } from './license-strings.ts'

/** The files of the chosen model, as a plan records them. */
export type PlanWeights = {
  readonly intake?: WeightsRecord | undefined
  readonly recheck?: WeightsRecheck | undefined
}

/** What findings rest on, without the list of files: the digest stands for it. */
export function weightsInputs(weights: PlanWeights | undefined): unknown {
  if (weights?.intake === undefined) return null
  const { manifest, ...rest } = weights.intake
  return { ...rest, digest: manifest.digest, files: manifest.files.length, recheck: weights.recheck ?? null }
}

export function checkWeights(weights: PlanWeights | undefined, facts: Facts, knowledge: Knowledge): readonly Finding[] {
  const record = weights?.intake
  if (record === undefined) return []
  const model = knowledge.models.models.find(({ id }) => id === facts['model.id']) ?? null
  return [
    ...changedFiles(record, weights?.recheck),
    ...record.refused.map((file) => refusedFile(record, file)),
    ...signature(record),
    ...(model === null ? [] : aboutModel(record, model, facts, knowledge)),
  ]
}

type Draft = {
  readonly id: string
  readonly rule: string
  readonly level: Finding['level']
  readonly headline: Message
  readonly because: readonly Reason[]
  readonly remedies: readonly Remedy[]
  readonly sources?: readonly Citation[]
  readonly confirm?: boolean
  readonly field?: FieldId
}

function finding({ id, sources = [], confirm = false, field = 'model.id', because, remedies, ...draft }: Draft): Finding {
  const result: Reason = { step: 'result', message: draft.headline, field: null }
  return { id: `model/weights/${id}`, stage: 'model', ...draft, because: [...because, result], sources: [...sources], remedies: [...remedies], field, confirm }
}

const fact = (said: Message): Reason => ({ step: 'fact', message: said, field: null })
const planned = (said: Message, field: FieldId): Reason => ({ step: 'requirement', message: said, field })
const doThis = (id: string): Remedy => ({ message: message(id), field: null, value: null })

function changedFiles(record: WeightsRecord, recheck: WeightsRecheck | undefined): readonly Finding[] {
  if (recheck === undefined || recheck.against !== record.manifest.digest || isSame(recheck.difference)) return []
  const { missing, changed, extra } = recheck.difference
  return [
    finding({
      id: 'changed',
      rule: 'M-WEIGHTS-DIGEST',
      level: 'blocking',
      headline: message('weights.digestChanged', { folder: record.folder }),
      because: [
        fact(message('weights.recorded', { files: record.manifest.files.length, digest: record.manifest.digest })),
        fact(message('weights.found', { missing: missing.length, changed: changed.length, extra: extra.length })),
      ],
      remedies: [doThis('weights.checkSource'), doThis('weights.readAgain')],
    }),
  ]
}

const unsafe: ReadonlySet<string> = new Set(['pickle', 'pickle-ending'])

function refusedFile(record: WeightsRecord, { path, reason }: RefusedFile): Finding {
  const runsCode = unsafe.has(reason)
  return finding({
    id: `refused/${path}`,
    rule: runsCode ? 'M-WEIGHTS-PICKLE' : 'M-WEIGHTS-HEADER',
    level: 'advisory',
    headline: message(runsCode ? 'weights.unsafeFile' : 'weights.brokenFile', { path }),
    because: [
      fact(message('weights.fileRefused', { folder: record.folder, path, reason: { term: `weights.refused.${reason}` } })),
    ],
    remedies: [doThis(runsCode ? 'weights.removeFile' : 'weights.replaceFile')],
  })
}

function signature(record: WeightsRecord): readonly Finding[] {
  const check = record.signature
  if (check === null || check.result !== 'invalid') return []
  return [
    finding({
      id: 'signature',
      rule: 'M-WEIGHTS-SIGNATURE',
      level: 'blocking',
      headline: message('weights.signatureInvalid', { folder: record.folder }),
      because: [
        fact(message('weights.signatureSaid', { file: check.file, reason: { term: `weights.signature.${check.reason}` } })),
      ],
      remedies: [doThis('weights.checkSource')],
    }),
  ]
}

function aboutModel(record: WeightsRecord, model: Model, facts: Facts, knowledge: Knowledge): readonly Finding[] {
  if (record.model !== model.id) return [otherModel(record, model, knowledge)]
  return record.headers
    .filter(({ languageModel }) => languageModel)
    .flatMap((header) => [
      ...geometry(header, model),
      ...parameters(header, model),
      ...quantization(header, facts, knowledge),
      ...license(header, model, knowledge),
    ])
}

function otherModel(record: WeightsRecord, model: Model, knowledge: Knowledge): Finding {
  const recorded = knowledge.models.models.find(({ id }) => id === record.model)?.name ?? record.model ?? '–'
  return finding({
    id: 'other-model',
    rule: 'M-WEIGHTS-MODEL',
    level: 'unknown',
    headline: message('weights.ofOtherModel', { recorded, model: model.name }),
    because: [
      planned(message('weights.planNames', { model: model.name }), 'model.id'),
      fact(message('weights.recordedFor', { folder: record.folder, recorded })),
    ],
    remedies: [doThis('weights.readAgain')],
  })
}

const nameOf = (header: HeaderFacts): string => header.files[0] ?? ''

/** Sources of one fact of the model, and whether any of them was more than a recollection. */
function sourcesOf(model: Model, facts: readonly string[]): { readonly sources: readonly Citation[]; readonly verified: boolean } {
  const sources = model.provenance
    .filter(({ fields }) => fields.length === 0 || fields.some((field) => facts.includes(field)))
    .map(({ source }) => source)
  return { sources, verified: sources.some(({ confidence }) => confidence !== 'unverified') }
}

/** Layers and width are the same in every format and for every quantization of a model. */
function geometry(header: HeaderFacts, model: Model): readonly Finding[] {
  const known = model.architecture ?? model.partialGeometry
  const { sources, verified } = sourcesOf(model, ['architecture', 'partialGeometry'])
  return (['layers', 'hidden'] as const).flatMap((what): Finding[] => {
    const found = header[what]
    const expected = known?.[what] ?? null
    if (found === null || expected === null || found === expected) return []
    const term = { term: `weights.what.${what}` }
    return [
      finding({
        id: `${what}/${nameOf(header)}`,
        rule: 'M-WEIGHTS-ARCHITECTURE',
        // An unverified figure of the catalog is no proof against the files.
        level: verified ? 'blocking' : 'advisory',
        headline: message('weights.architectureDiffers', { model: model.name, found, what: term, expected }),
        because: [
          planned(message('weights.architectureKnown', { model: model.name, expected, what: term }), 'model.id'),
          fact(message('weights.architectureSaid', { file: nameOf(header), found, what: term })),
        ],
        remedies: [doThis('weights.readAgain')],
        sources,
        confirm: !verified,
      }),
    ]
  })
}

/** Image readers, guessing layers and scales beside packed weights make up to a tenth of a file. */
const tolerance = 10

function parameters(header: HeaderFacts, model: Model): readonly Finding[] {
  const found = header.parameters
  const candidates = [model.parameters.total, model.parameters.totalPublished].flatMap((one) => (one === null ? [] : [one]))
  const [expected] = candidates
  if (found === null || expected === undefined) return []
  if (candidates.some((one) => Math.abs(found - one) * tolerance <= one)) return []
  const { sources, verified } = sourcesOf(model, ['parameters.total', 'parameters.totalPublished'])
  return [
    finding({
      id: `parameters/${nameOf(header)}`,
      rule: 'M-WEIGHTS-PARAMETERS',
      level: 'advisory',
      headline: message('weights.parametersDiffer', { found, expected, model: model.name }),
      because: [
        planned(message('weights.parametersKnown', { model: model.name, expected }), 'model.id'),
        fact(message('weights.parametersSaid', { file: nameOf(header), found })),
      ],
      remedies: [doThis('weights.readAgain')],
      sources,
      confirm: !verified,
    }),
  ]
}

/** Only names that the pack knows can contradict the plan. */
function quantization(header: HeaderFacts, facts: Facts, knowledge: Knowledge): readonly Finding[] {
  const wanted = facts['model.quantization']
  if (wanted === null || header.quantization === null) return []
  const known = quantizationByName(knowledge.quantizations, header.quantization, header.format)
  if (known === null || known.id === wanted) return []
  const found = known.id
  return [
    finding({
      id: `quantization/${nameOf(header)}`,
      rule: 'M-WEIGHTS-QUANTIZATION',
      level: 'advisory',
      headline: message('weights.quantizationDiffers', { planned: wanted, found }),
      because: [
        planned(message('weights.quantizationPlanned', { planned: wanted }), 'model.quantization'),
        fact(message('weights.quantizationSaid', { file: nameOf(header), found })),
      ],
      remedies: [{ message: message('weights.useFound', { found }), field: 'model.quantization', value: found }],
      field: 'model.quantization',
    }),
  ]
}

function license(header: HeaderFacts, model: Model, knowledge: Knowledge): readonly Finding[] {
  const stated = header.license
  if (stated === null) return []
  const known = knowledge.licenses.licenses.find(({ id }) => id === model.license) ?? null
  // Without a license in the catalog the license engine already asks for one.
  if (known === null) return []
  const { result, found } = compareLicense(stated, known, knowledge.licenses.licenses)
  if (result === 'same') return []
  const differs = result === 'differs'
  return [
    finding({
      id: `license/${nameOf(header)}`,
      rule: 'M-WEIGHTS-LICENSE',
      level: differs ? 'advisory' : 'unknown',
      headline: message(differs ? 'weights.licenseDiffers' : 'weights.licenseNotComparable', { found, expected: known.name }),
      because: [
        planned(message('weights.licenseKnown', { model: model.name, expected: known.name }), 'model.id'),
        fact(message('weights.licenseSaid', { found })),
      ],
      remedies: [doThis('weights.checkLicense')],
      sources: sourcesOf(model, ['license']).sources,
      confirm: true,
    }),
  ]
}
