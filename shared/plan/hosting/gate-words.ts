/** How the gates of the jurisdiction engine are said: their words, the values in them, and their sources. */
import { classificationOf, type Gate, type GateFactId } from '../../domain/jurisdiction/gates.ts'
import type { JurisdictionResult } from '../../domain/jurisdiction.ts'
import type { HostingFactId, HouseRule } from '../../domain/jurisdiction/facts.ts'
import { houseRulePrefix } from '../../domain/jurisdiction/house-rules.ts'
import { message, type Citation, type Message, type MessageValue } from '../../domain/vocabulary.ts'
import { fields, type FieldId } from '../fields.ts'
import { hostingFields, type HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'

/** What a gate was checked on. */
export type GateContext = {
  readonly reading: HostingReading
  readonly result: JurisdictionResult
  readonly knowledge: Knowledge
}

/** The words of each gate, by its code, and the field of the requirement behind it. */
const gateWords: Readonly<Record<string, { readonly slug: string; readonly requirement: FieldId | null }>> = {
  'B-CLASS': { slug: 'classification', requirement: 'data.classification' },
  'B-CERT': { slug: 'certificate', requirement: 'data.classification' },
  'B-RESIDENCY': { slug: 'residency', requirement: 'require.dataCountries' },
  'B-META-RESIDENCY': { slug: 'metadataResidency', requirement: 'require.metadataCountries' },
  'B-FOREIGN-ACCESS': { slug: 'foreignAccess', requirement: 'require.noForeignAccess' },
  'B-DISRUPTION': { slug: 'disruption', requirement: 'require.noForeignDisruption' },
  'B-KEY-CUSTODY': { slug: 'keyCustody', requirement: 'require.minimumKeyCustody' },
  'B-STAFF-CITIZENSHIP': { slug: 'staffCitizenship', requirement: 'require.staffCitizenship' },
  'B-STAFF-CLEARANCE': { slug: 'staffClearance', requirement: 'require.staffClearance' },
  'B-STAFF-LOCATION': { slug: 'staffLocation', requirement: 'require.staffCountries' },
  'B-SUPPORT': { slug: 'support', requirement: 'require.supportCountries' },
  'B-AIRGAP': { slug: 'airGap', requirement: 'service.airGapped' },
  'B-SEAL': { slug: 'seal', requirement: 'require.minimumSeal' },
  'B-CADA': { slug: 'assurance', requirement: 'require.assuranceLevel' },
  'B-TRANSFER': { slug: 'transfer', requirement: 'data.personal' },
  'B-HOUSE': { slug: 'houseRule', requirement: null },
}

export function wordsOf(code: string): { readonly slug: string; readonly requirement: FieldId | null } {
  return gateWords[code.split(':')[0] ?? code] ?? { slug: 'other', requirement: null }
}

/** The field that asks for a fact; none where a list of certificates is only marked. */
export function fieldOf(id: GateFactId): readonly FieldId[] {
  if (id === 'classification') return ['data.classification']
  if (id === 'personal') return ['data.personal']
  return id === 'certsComplete' || id === 'certsNotHeld' ? [] : [hostingFields[id]]
}

/** The words of one gate: without a stated classification it is not known what the classification asks. */
export function slugOf(gate: Pick<Gate, 'code'>, classification: string | null): string {
  const { slug } = wordsOf(gate.code)
  return gate.code === 'B-CLASS' && classification === null ? 'classificationUnstated' : slug
}

/** What is said of countries whose laws were not read: about access, or about stopping the service. */
export function unlistedMessage({ code, unlisted = [] }: Pick<Gate, 'code' | 'unlisted'>): Message | null {
  if (unlisted.length === 0) return null
  const id = code === 'B-DISRUPTION' ? 'hostingScreen.unlistedDisruption' : 'hostingScreen.unlisted'
  return message(id, { countries: { countries: [...unlisted] } })
}

/** The house rule behind a gate, or null for every other gate. */
export function houseRuleOf(code: string, { houseRules }: Pick<Knowledge, 'houseRules'>): HouseRule | null {
  return code.startsWith(houseRulePrefix) ? (houseRules.find(({ id }) => houseRulePrefix + id === code) ?? null) : null
}

/** What is required, in one sentence. */
export function requirementMessage(
  gate: Pick<Gate, 'code'>,
  stated: { readonly seal: number | null; readonly classification: string | null },
  knowledge: Knowledge,
): Message {
  const rule = houseRuleOf(gate.code, knowledge)
  if (rule !== null) return message('jurisdiction.requiredHouse', { name: rule.name })
  return message(`jurisdiction.required.${slugOf(gate, stated.classification)}`, { required: stated.seal ?? 0 })
}

export function valuesOf(gate: Gate, context: GateContext): Record<string, MessageValue> {
  const { requirements, hosting } = context.reading.facts
  switch (wordsOf(gate.code).slug) {
    case 'classification':
      return {
        level: classificationOf(context.reading.facts, context.knowledge)?.level ?? context.reading.facts.data.classification ?? '',
        option: hosting.optionType === null ? '' : { term: `field.hosting.optionType.option.${hosting.optionType}` },
      }
    case 'houseRule':
      return { name: houseRuleOf(gate.code, context.knowledge)?.name ?? '' }
    case 'certificate':
      return { certificates: { list: gate.code.slice('B-CERT:'.length).split('|') } }
    case 'residency':
    case 'metadataResidency':
    case 'staffLocation':
    case 'transfer':
      return { countries: { countries: [...gate.offending] } }
    case 'support':
      return {
        countries: { countries: gate.offending.filter((one) => one !== 'escalation') },
        escalates: gate.offending.includes('escalation') ? 1 : 0,
        outside: gate.offending.filter((one) => one !== 'escalation').length,
      }
    case 'seal':
      return { ceiling: context.result.ceilings.overall ?? 0, required: requirements.minSeal ?? 0, criteria: { list: [...gate.offending] } }
    case 'assurance':
      return { ceiling: context.result.cada.ceiling ?? 0, required: requirements.cadaLevel ?? 0 }
    default:
      return {}
  }
}

/** A fact's value as the form shows it. */
export function valueOf(field: FieldId, value: HostingReading['facts']['hosting'][HostingFactId]): MessageValue {
  const spec = fields[field]
  if (typeof value === 'boolean') return { term: value ? 'jurisdiction.yes' : 'jurisdiction.no' }
  if (typeof value === 'number') return value
  if (value === null) return { term: 'jurisdiction.none' }
  if (Array.isArray(value)) {
    if (value.length === 0) return { term: 'jurisdiction.none' }
    return spec.kind === 'countries' ? { countries: [...value] } : { list: [...value] }
  }
  if (spec.kind === 'country') return { country: value }
  if (spec.kind !== 'choice') return value
  const options: readonly string[] = spec.options
  return options.includes(value) ? { term: `field.${field}.option.${value}` } : value
}

export function sourcesFor(gate: Gate, context: GateContext): Citation[] {
  const { knowledge, reading } = context
  const classification = classificationOf(reading.facts, knowledge)
  switch (wordsOf(gate.code).slug) {
    case 'classification':
    case 'certificate':
      return classification === null
        ? []
        : [
            citation(classification.scheme, classification.level, knowledge.classifications.asOf, classification.confidence),
            ...classification.sources,
          ]
    case 'seal':
      return frameworkSources(knowledge)
    case 'assurance': {
      const { cada } = knowledge.sovereignty
      return [citation(cada.instrument, 'Annex II', knowledge.sovereignty.asOf, cada.confidence), ...cada.sources]
    }
    case 'transfer': {
      const adequacy = knowledge.jurisdictions.areas
        .filter((area) => gate.offending.includes(area.code))
        .flatMap((area) => area.adequacy.sources)
      const once = adequacy.filter((one, index) => adequacy.findIndex((other) => other.url === one.url) === index)
      return [citation('Regulation (EU) 2016/679', 'Art. 44-49', knowledge.jurisdictions.asOf, 'derived'), ...once]
    }
    default:
      return []
  }
}

export function frameworkSources(knowledge: Knowledge): Citation[] {
  const { csf } = knowledge.sovereignty
  return [citation('EU Cloud Sovereignty Framework', csf.editions?.number ?? csf.version, knowledge.sovereignty.asOf, 'derived'), ...csf.sources]
}

export function citation(title: string, locator: string | null, date: string, confidence: Citation['confidence']): Citation {
  return { title, locator, date, confidence }
}
