/** Where a law, scheme, certificate or framework that a screen names was read, its legal status and the day of the data. */
import type { Citation, Confidence, LegalStatus } from '../../domain/vocabulary.ts'
import type { Knowledge } from '../knowledge.ts'

export type Reference = {
  readonly id: string
  /** Name in the source, or null where the reader's own words name it (`field.hosting.certificates.option.<id>`). */
  readonly name: string | null
  readonly area: string | null
  readonly authority: string | null
  readonly version: string | null
  /** Null where nothing was recorded. */
  readonly legalStatus: LegalStatus | null
  /** How the status is known: read with the text, or concluded by us from what the sources say. Null without a status. */
  readonly statusConfidence: Confidence | null
  readonly statusText: string | null
  /** What it asks, in the words of the data. */
  readonly rule: string | null
  /** Disagreements between sources and what must be checked before use. */
  readonly caveat: string | null
  /** Day of the data. */
  readonly asOf: string
  readonly confidence: Confidence
  readonly sources: readonly Citation[]
}

/** Beside the ids of laws, schemes and certificates: the framework, the proposed act and the scheme not adopted. */
export const frameworkIds = ['CSF', 'CADA', 'EUCS'] as const

export function referenceOf(id: string, knowledge: Knowledge): Reference | null {
  return ofFramework(id, knowledge) ?? ofLaw(id, knowledge) ?? ofScheme(id, id, knowledge) ?? ofCertificate(id, knowledge)
}

function ofFramework(id: string, { sovereignty }: Knowledge): Reference | null {
  const { csf, cada, eucs, asOf } = sovereignty
  const nothing = { id, area: 'EU', statusConfidence: 'derived' as const, authority: null, version: null, statusText: null, rule: null, caveat: null, asOf }
  if (id === 'CSF')
    return {
      ...nothing,
      name: 'EU Cloud Sovereignty Framework',
      authority: csf.publisher,
      version: csf.version,
      legalStatus: 'adopted',
      caveat: csf.urlsNote,
      confidence: 'derived',
      sources: csf.sources,
    }
  if (id === 'CADA')
    return {
      ...nothing,
      name: cada.instrument,
      legalStatus: cada.legalStatus,
      statusText: cada.statusText,
      rule: cada.ceilingRule,
      caveat: cada.interpretive,
      confidence: cada.confidence,
      sources: cada.sources,
    }
  if (id !== 'EUCS') return null
  return {
    ...nothing,
    name: 'European Cybersecurity Certification Scheme for Cloud Services',
    legalStatus: eucs.legalStatus,
    statusText: eucs.statusText,
    caveat: eucs.conflict,
    confidence: eucs.confidence,
    sources: eucs.sources,
  }
}

function ofLaw(id: string, { jurisdictions }: Knowledge): Reference | null {
  const law = jurisdictions.laws.find((one) => one.id === id)
  if (law === undefined) return null
  return {
    id,
    name: law.name,
    area: law.area,
    authority: null,
    version: law.citation,
    legalStatus: law.status,
    statusConfidence: law.confidence,
    statusText: law.statusText,
    rule: law.note,
    caveat: null,
    asOf: jurisdictions.asOf,
    confidence: law.confidence,
    sources: law.sources,
  }
}

function ofScheme(id: string, scheme: string, { sovereignty }: Knowledge): Reference | null {
  const found = sovereignty.schemes.find((one) => one.id === scheme)
  if (found === undefined) return null
  const caveat = [found.note, found.conflict].filter((text) => text !== null).join(' ')
  return {
    id,
    name: null,
    area: found.area,
    authority: found.authority,
    version: found.version,
    legalStatus: found.legalStatus,
    // No source states it in these words: law and procurement rules in use are in force, guidance and labels are adopted.
    statusConfidence: 'derived',
    statusText: found.legalHook,
    rule: found.rule ?? found.test ?? found.evaluation,
    caveat: caveat === '' ? null : caveat,
    asOf: sovereignty.asOf,
    confidence: found.confidence,
    sources: found.sources,
  }
}

/** A certificate takes status and sources of the scheme it belongs to; without one, nobody has located a source. */
function ofCertificate(id: string, knowledge: Knowledge): Reference | null {
  const certificate = knowledge.providers.certifications.find((one) => one.id === id)
  if (certificate === undefined) return null
  const scheme = certificate.framework === null ? null : ofScheme(id, certificate.framework, knowledge)
  return {
    ...(scheme ?? {
      area: null,
      authority: null,
      version: null,
      legalStatus: null,
      statusConfidence: null,
      statusText: null,
      rule: null,
      caveat: null,
      confidence: 'unverified',
      sources: [],
      asOf: knowledge.providers.asOf,
    }),
    id,
    name: certificate.name,
  }
}
