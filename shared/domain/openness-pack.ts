/**
 * The openness pack: definitions of "open" and, for model families, which components were published. A component that
 * is null was not found in the evidence read; it is never taken as unpublished.
 */
import { Day, packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation, Confidence } from './vocabulary.ts'

const Text = z.string().check(z.minLength(1))
const OptionalText = z.nullable(Text)
const Id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/))
const Grade = z.enum(['text-read', 'read-in-part', 'reported-by-others', 'not-read'])

const DefinitionSource = z.strictObject({
  title: Text,
  locator: OptionalText,
  url: OptionalText,
  date: OptionalText,
  confidence: Confidence,
  read: z.boolean(),
  note: OptionalText,
  via: OptionalText,
})
const basis = { sources: z.array(DefinitionSource), confidence: Confidence, grade: Grade } as const

export const MofClass = z.enum(['I', 'II', 'III'])
export type MofClass = Infer<typeof MofClass>

/** A component of the Model Openness Framework and the class that first requires it. */
export const MofComponent = z.strictObject({
  id: Id,
  number: z.int(),
  name: Text,
  type: z.enum(['code', 'data', 'document']),
  mofClass: MofClass,
  required: z.boolean(),
  description: Text,
})
export type MofComponent = Infer<typeof MofComponent>

export const ComponentRecord = z.strictObject({
  component: Id,
  /** null: not found in the evidence read. */
  released: z.nullable(z.union([z.boolean(), z.literal('partial')])),
  detail: OptionalText,
  /** The license as the record names it. */
  license: OptionalText,
  /** Whether that license is open for this type of component; null where no license of its own is recorded. */
  licenseOpen: z.nullable(z.boolean()),
})
export type ComponentRecord = Infer<typeof ComponentRecord>

export const OpennessRecord = z.strictObject({
  family: Text,
  basis: z.enum(['model-openness-tool', 'maker-and-press']),
  record: OptionalText,
  recordDate: z.nullable(Day),
  producer: OptionalText,
  /** License of the weights, in the licenses pack. */
  licenseId: OptionalText,
  components: z.array(ComponentRecord),
  /** Whether a skilled person could build a substantially equivalent system from what is said about the data. */
  dataInformation: z.nullable(z.boolean()),
  sources: z.array(Citation).check(z.minLength(1)),
  note: OptionalText,
  confidence: Confidence,
  grade: Grade,
})
export type OpennessRecord = Infer<typeof OpennessRecord>

const Degree = z.enum(['open', 'partial', 'closed'])

const tables = z.strictObject({
  ...packHead,
  pack: z.literal('openness'),
  definitions: z.strictObject({
    osaid: z.strictObject({
      name: Text,
      freedoms: z.array(Text),
      elements: z.array(z.strictObject({ id: Id, text: Text })),
      appliesTo: Text,
      passRule: Text,
      ...basis,
    }),
    mof: z.strictObject({
      name: Text,
      classes: z.array(z.strictObject({ id: MofClass, name: Text })),
      components: z.array(MofComponent),
      countNote: Text,
      rules: z.array(Text),
      ...basis,
    }),
    index: z.strictObject({
      name: Text,
      dimensions: z.array(Text),
      predecessorDimensions: z.array(Text),
      /** Tenths of a point for each degree. */
      scaleTenths: z.strictObject({ open: z.int(), partial: z.int(), closed: z.int() }),
      note: Text,
      ...basis,
    }),
    euExemption: z.strictObject({
      name: Text,
      /** Whose duties the exemption lifts: the provider's, not those of who deploys the model. */
      relieves: Text,
      legalBasis: z.array(Text),
      tests: z.array(z.strictObject({ id: Id, text: Text, source: Text, confidence: Confidence })),
      stillDue: z.array(Text),
      relieved: z.array(Text),
      guidelines: z.strictObject({
        date: Day,
        binding: z.boolean(),
        /** Powers of ten of floating-point operations. */
        indicativeComputeExponent: z.int(),
        systemicComputeExponent: z.int(),
        disqualifyingTerms: z.array(Text),
        disqualifyingTermsGrade: Text,
        safetyTerms: Text,
        safetyTermsConfidence: Confidence,
      }),
      /** Whether a category of licenses gives the rights that Art. 53(2) asks for. */
      licenseLimb: z.array(
        z.strictObject({ category: Id, result: z.enum(['passes', 'uncertain', 'fails']), text: Text }),
      ),
      dates: z.strictObject({ obligations: Day, enforcement: Day, legacyModels: Day }),
      ...basis,
    }),
  }),
  labels: z.array(z.strictObject({ id: Id, text: Text })),
  /** Names of licenses in the records, and whether the Open Source Initiative approved them. */
  licenseNames: z.array(z.strictObject({ name: Text, spdx: OptionalText, osiApproved: z.boolean() })),
  records: z.array(OpennessRecord),
  /** The European index's predecessor of 2025: 14 dimensions, each open, partial or closed. */
  indexRecords: z.array(
    z.strictObject({
      project: Text,
      base: OptionalText,
      organization: Text,
      dimensions: z.record(z.string(), Degree),
      scoreTenths: z.int(),
      source: Text,
    }),
  ),
})

export const OpennessPack = tables.check((context) => {
  const { definitions, records, licenseNames } = context.value
  const components = new Set(definitions.mof.components.map((component) => component.id))
  const names = new Set(licenseNames.map((license) => license.name))
  const families = records.map((record) => record.family)
  const complain = (path: (string | number)[], message: string) =>
    context.issues.push({ code: 'custom', input: context.value, path, message })
  records.forEach((record, at) => {
    if (families.indexOf(record.family) < at) complain(['records', at, 'family'], 'stands twice')
    record.components.forEach((entry, index) => {
      const place = ['records', at, 'components', index]
      if (!components.has(entry.component)) complain([...place, 'component'], 'is no component of the framework')
      if (entry.license !== null && !names.has(entry.license)) complain([...place, 'license'], 'is not in licenseNames')
    })
  })
})
export type OpennessPack = Infer<typeof OpennessPack>
