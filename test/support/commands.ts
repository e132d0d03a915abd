/** Random commands for walks and property tests: valid ones mostly, refused ones too. */
import fc from 'fast-check'
import type { Command } from '../../shared/plan/command.ts'
import { fieldIds, fields, type FieldId } from '../../shared/plan/fields.ts'
import type { FieldSpec } from '../../shared/plan/field.ts'

const countries = ['DE', 'FR', 'US', 'NL', 'CH', 'GB', 'CN']
const languages = ['de', 'en', 'fr', 'nl', 'da']

/** A value that fits a field, or now and then one that does not. */
export function fieldValue(spec: FieldSpec, entries: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<unknown> {
  switch (spec.kind) {
    case 'text':
      return fc.stringMatching(/^[A-Za-zäöüß ,.]{1,40}$/)
    case 'number':
      return fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: spec.min, max: Math.min(spec.max, Number.MAX_SAFE_INTEGER) }) },
        { weight: 1, arbitrary: fc.constant(spec.min - 1) },
      )
    case 'yes-no':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...spec.options)
    case 'choices':
      return fc.uniqueArray(fc.constantFrom(...spec.options), { maxLength: 4 })
    case 'country':
      return fc.constantFrom(...countries)
    case 'countries':
      return fc.uniqueArray(fc.constantFrom(...countries), { maxLength: 3 })
    case 'languages':
      return fc.uniqueArray(fc.constantFrom(...languages), { maxLength: 3 })
    case 'day':
      return fc.constantFrom('2026-11-23', '2027-12-02', '2028-08-02')
    case 'entry': {
      const ids = entries[spec.pack] ?? []
      return ids.length === 0 ? fc.constant('nothing') : fc.constantFrom(...ids, 'no-such-entry')
    }
  }
}

/** One command. `entries` are the ids that entry fields may name, by pack. */
export function commandArbitrary(entries: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Command['do']> {
  const set = fc.constantFrom(...fieldIds).chain((field: FieldId) =>
    fc
      .oneof({ weight: 6, arbitrary: fieldValue(fields[field], entries) }, { weight: 1, arbitrary: fc.constant(null) })
      .map((value) => ({ type: 'answer.set', field, value, basis: 'self-declared' }) as Command['do']),
  )
  const clear = fc.constantFrom(...fieldIds).map((field): Command['do'] => ({ type: 'answer.clear', field }))
  const decideFinding = fc.constantFrom('hardware/too-slow', 'hosting/exposure/x').map(
    (finding): Command['do'] => ({
      type: 'finding.decide',
      finding,
      kind: 'accept',
      reason: 'Letters can wait one working day.',
      until: null,
    }),
  )
  const duty = fc.constantFrom('EU-01', 'EU-02').map(
    (id): Command['do'] => ({
      type: 'duty.record',
      duty: id,
      record: { owner: 'A. Reiter', due: '2027-03-01', state: 'open', evidence: [], note: '' },
    }),
  )
  return fc.oneof(
    { weight: 12, arbitrary: set },
    { weight: 2, arbitrary: clear },
    { weight: 2, arbitrary: decideFinding },
    { weight: 2, arbitrary: duty },
    { weight: 3, arbitrary: fc.constant<Command['do']>({ type: 'undo' }) },
    { weight: 2, arbitrary: fc.constant<Command['do']>({ type: 'redo' }) },
    { weight: 1, arbitrary: fc.constant<Command['do']>({ type: 'answer.clear', field: 'no.such.field' }) },
  )
}

/** ISO text of a moment some milliseconds after a fixed start, so that walks are the same on every run. */
export function momentAfter(milliseconds: number): string {
  return new Date(Date.UTC(2026, 10, 23, 9, 0, 0) + milliseconds).toISOString()
}
