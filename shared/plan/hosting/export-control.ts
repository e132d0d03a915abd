/** What the packs hold on export control for this plan: the laws, the country's position, the chosen accelerator. */
import type { Confidence, LegalStatus } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import { readHosting } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import type { NamedLaw } from './law-name.ts'

export type ExportControlFact = {
  readonly key: string
  /** A country, or null where `name` says what it is about. */
  readonly country: string | null
  readonly name: string
  /** What a law is called in other languages; null where the name is the same in all. */
  readonly law: NamedLaw | null
  /** Source language. */
  readonly position: string
  readonly status: LegalStatus | null
  readonly asOf: string
  readonly confidence: Confidence
}

export function exportControlFacts(facts: Facts, knowledge: Knowledge): readonly ExportControlFact[] {
  const { jurisdictions, accelerators } = knowledge
  const { hosting } = readHosting(facts, knowledge).facts
  const vendors = [...(hosting.hwVendorCountries ?? []), ...(hosting.swVendorCountries ?? [])]
  const laws = jurisdictions.laws
    .filter(({ effect, area }) => effect === 'disruption' && vendors.includes(area))
    .map((law): ExportControlFact => ({
      key: law.id,
      country: null,
      name: law.name,
      law,
      position: [law.citation, law.note].filter((part) => part !== null).join('. '),
      status: law.status,
      asOf: jurisdictions.asOf,
      confidence: law.confidence,
    }))
  const area = jurisdictions.areas.find(({ code }) => code === facts['organization.country'])
  const position = area?.exportControl ?? null
  const device = accelerators.accelerators.find(({ id }) => id === facts['hardware.accelerator'])
  const said = device?.exportControl ?? null
  return [
    ...laws,
    ...(area === undefined || position === null
      ? []
      : [
          {
            key: `area ${area.code}`,
            country: area.code,
            name: area.name,
            law: null,
            position: `${position.position} (${position.rule})`,
            status: null,
            asOf: jurisdictions.asOf,
            confidence: position.confidence,
          },
        ]),
    ...(device === undefined || said === null
      ? []
      : [
          {
            key: `device ${device.id}`,
            country: null,
            name: device.name,
            law: null,
            position: said,
            status: null,
            asOf: accelerators.asOf,
            confidence: device.provenance.find(({ fields }) => fields.includes('exportControl'))?.source.confidence ?? ('unverified' as const),
          },
        ]),
  ]
}
