/**
 * What a field of the plan is. The plan document is a flat table of answers; each field says which of the 28 sections
 * of the master plan (P1 to P28) it belongs to, which stage asks it, and what a value looks like. Forms, checks,
 * examples and reports are all driven from this one description.
 */
import { Day } from '../base/pack.ts'
import { z, type Schema } from '../base/schema.ts'
import { isPlainText } from '../base/text.ts'
import type { Stage } from '../domain/vocabulary.ts'

/** Sections of the master plan document, in the order a board reads them. */
export const sections = [
  'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12', 'P13', 'P14',
  'P15', 'P16', 'P17', 'P18', 'P19', 'P20', 'P21', 'P22', 'P23', 'P24', 'P25', 'P26', 'P27', 'P28',
] as const
export type Section = (typeof sections)[number]

/** What a number counts. Money is in hundredths, speed in thousandths, shares in hundredths of a percent. */
export type Unit =
  | 'count'
  | 'people'
  | 'tokens'
  | 'milli-tokens-per-second'
  | 'milliseconds'
  | 'bytes'
  | 'months'
  | 'years'
  | 'days'
  | 'hours-per-week'
  | 'watts'
  | 'cents'
  | 'cents-per-kilowatt-hour'
  | 'cents-per-million-tokens'
  | 'basis-points'
  /** Ten-thousandths of the plan's currency for one US dollar. */
  | 'exchange-rate'
  | 'level'

/** The packs whose entries an answer can name. */
export type EntryPack =
  | 'models'
  | 'accelerators'
  | 'providers'
  | 'classifications'
  | 'engines'
  | 'quantizations'
  | 'release-watch'
  | 'licenses'

export type FieldKind =
  | { readonly kind: 'text'; readonly maxLength: number; readonly multiline: boolean }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly unit: Unit }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  | { readonly kind: 'country' }
  | { readonly kind: 'countries' }
  | { readonly kind: 'languages' }
  | { readonly kind: 'day' }
  | { readonly kind: 'entry'; readonly pack: EntryPack }

export type FieldSpec<Kind extends FieldKind = FieldKind> = Kind & {
  readonly section: Section
  readonly stage: Stage
  /** A stage is not ready while a required field has neither a value nor an explicit "not known". */
  readonly required: boolean
}

/** The type of a field's value. */
export type KindValue<Kind extends FieldKind> = Kind extends { kind: 'number' }
  ? number
  : Kind extends { kind: 'yes-no' }
    ? boolean
    : Kind extends { kind: 'choice'; options: readonly (infer Option)[] }
      ? Option
      : Kind extends { kind: 'choices'; options: readonly (infer Option)[] }
        ? readonly Option[]
        : Kind extends { kind: 'countries' | 'languages' }
          ? readonly string[]
          : string

type Place = { readonly section: Section; readonly stage: Stage; readonly required?: boolean }

function place(at: Place): { section: Section; stage: Stage; required: boolean } {
  return { section: at.section, stage: at.stage, required: at.required ?? false }
}

export const text = (at: Place, maxLength = 200) =>
  ({ kind: 'text', maxLength, multiline: false, ...place(at) }) as const
export const prose = (at: Place, maxLength = 4000) =>
  ({ kind: 'text', maxLength, multiline: true, ...place(at) }) as const
export const number = (at: Place, unit: Unit, min: number, max: number) =>
  ({ kind: 'number', min, max, unit, ...place(at) }) as const
export const yesNo = (at: Place) => ({ kind: 'yes-no', ...place(at) }) as const
export const choice = <const Options extends readonly string[]>(at: Place, options: Options) =>
  ({ kind: 'choice', options, ...place(at) }) as const
export const choices = <const Options extends readonly string[]>(at: Place, options: Options) =>
  ({ kind: 'choices', options, ...place(at) }) as const
export const country = (at: Place) => ({ kind: 'country', ...place(at) }) as const
export const countries = (at: Place) => ({ kind: 'countries', ...place(at) }) as const
export const languages = (at: Place) => ({ kind: 'languages', ...place(at) }) as const
export const day = (at: Place) => ({ kind: 'day', ...place(at) }) as const
export const entry = <const Pack extends EntryPack>(at: Place, pack: Pack) =>
  ({ kind: 'entry', pack, ...place(at) }) as const

const Country = z.string().check(z.regex(/^[A-Z]{2}$/))
const Language = z.string().check(z.regex(/^[a-z]{2,3}$/))
const EntryId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:+-]{0,119}$/))

/** The schema of a field's value, built from its description. Lists hold each item once. */
export function valueSchema(spec: FieldKind): Schema {
  switch (spec.kind) {
    case 'text':
      return z.string().check(
        z.minLength(1),
        z.maxLength(spec.maxLength),
        z.refine((value) => isPlainText(value, spec.multiline), 'holds characters that cannot be signed'),
      )
    case 'number':
      return z.int().check(z.minimum(spec.min), z.maximum(spec.max))
    case 'yes-no':
      return z.boolean()
    case 'choice':
      return z.enum(spec.options)
    case 'choices':
      return unique(z.enum(spec.options))
    case 'country':
      return Country
    case 'countries':
      return unique(Country)
    case 'languages':
      return unique(Language)
    case 'day':
      return Day
    case 'entry':
      return EntryId
  }
}

function unique(item: Schema<string>): Schema {
  return z
    .array(item)
    .check(z.maxLength(200), z.refine((list) => new Set(list).size === list.length, 'holds an item twice'))
}
