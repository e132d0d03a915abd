/** Where a law, criterion, scheme, certificate or framework that a screen names was read, its status and the day of the data. */
import type { Citation, Confidence, LegalStatus, Message, OtherNames } from '../../domain/vocabulary.ts'
import type { Knowledge } from '../knowledge.ts'
import { frameworkVersion } from './framework-version.ts'

export type Reference = {
  readonly id: string
  /**
   * Name in the source, or null where the reader's own words name it: `field.hosting.certificates.option.<id>` for schemes,
   * `field.criterion.<id>.label` for criteria.
   */
  readonly name: string | null
  /** For a criterion: its objective, such as SOV-1, and the answers with the SEAL that each allows at most. */
  readonly criterion?: ReferenceCriterion
  /** What it is called in other languages: `lawNameIn` chooses. */
  readonly otherNames?: OtherNames
  readonly area: string | null
  readonly authority: string | null
  readonly version: string | null
  /** The version in words of the reader's language, where the data hold it in parts. */
  readonly versionSaid?: Message
  /** Null where nothing was recorded. */
  readonly legalStatus: LegalStatus | null
  /** Guidance, labels and certificates are no law: "adopted" means of them that they are published. */
  readonly isScheme?: boolean
  /** How the status is known: read with the text, or concluded by us from what the sources say. Null without a status. */
  readonly statusConfidence: Confidence | null
  /** How a status was read where that is recorded apart: the words of the data, the day, and the sources of the status alone. */
  readonly statusReading?: { readonly how: Readonly<Record<'en' | 'de' | 'fr', string>>; readonly asOf: string; readonly sources: readonly Citation[] }
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

export type ReferenceCriterion = {
  readonly objective: string
  /** Of an answer: `field.criterion.<id>.option.<index>` has its words. */
  readonly answers: readonly { readonly index: number; readonly seal: number }[]
}

/** Beside the ids of laws, schemes and certificates: the framework, the proposed act and the scheme not adopted. */
export const frameworkIds = ['CSF', 'CADA', 'EUCS'] as const

export function referenceOf(id: string, knowledge: Knowledge): Reference | null {
  return (
    ofFramework(id, knowledge) ??
    ofCriterion(id, knowledge) ??
    ofLaw(id, knowledge) ??
    ofShield(id, knowledge) ??
    ofScheme(id, id, knowledge) ??
    ofCertificate(id, knowledge) ??
    ofRegime(id, knowledge)
  )
}

/** The words of a status. */
export function statusWord({ legalStatus, isScheme = false }: Pick<Reference, 'legalStatus' | 'isScheme'>): string {
  if (legalStatus === null) return 'hostingScreen.held.unknown'
  return isScheme && legalStatus === 'adopted' ? 'hostingScreen.legal.published' : `hostingScreen.legal.${legalStatus}`
}

/** The words of how a status is known. Of a scheme a party to it may speak, who makes nothing. */
export function statusConfidenceWord(confidence: Confidence): string {
  if (confidence === 'derived') return 'ownHosting.reference.statusOurs'
  return confidence === 'vendor' ? 'ownHosting.reference.statusProvider' : `source.${confidence}`
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
      versionSaid: frameworkVersion(csf),
      isScheme: true,
      legalStatus: 'adopted',
      caveat: csf.urlsNote,
      confidence: 'derived',
      sources: csf.sources,
    }
  if (id === 'CADA')
    return {
      ...nothing,
      name: cada.instrument,
      version: cada.instrument,
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

/** A criterion has the version, sources and day of the framework that it belongs to. */
function ofCriterion(id: string, knowledge: Knowledge): Reference | null {
  const framework = ofFramework('CSF', knowledge)
  for (const { code, criteria } of knowledge.sovereignty.csf.objectives) {
    const found = criteria.find((one) => one.id === id)
    if (found !== undefined && framework !== null)
      return {
        ...framework,
        id,
        name: null,
        rule: found.description,
        criterion: { objective: code, answers: found.answers.map(({ index, seal }) => ({ index, seal })) },
      }
  }
  return null
}

/** A rule against orders from abroad. Whether it is in force stands in none of the sources. */
function ofShield(id: string, { jurisdictions }: Knowledge): Reference | null {
  for (const area of jurisdictions.areas) {
    const found = area.shieldLaws.find((one) => one.id === id)
    if (found !== undefined)
      return {
        id,
        name: found.citation,
        ...(found.otherNames === undefined ? {} : { otherNames: found.otherNames }),
        area: area.code,
        authority: null,
        version: found.citation,
        legalStatus: null,
        statusConfidence: null,
        statusText: null,
        rule: found.effect,
        caveat: null,
        asOf: jurisdictions.asOf,
        confidence: found.confidence,
        sources: found.sources,
      }
  }
  return null
}

/** A regime of duties. It has a status where all its duties have the same. */
function ofRegime(id: string, { obligations }: Knowledge): Reference | null {
  const regime = obligations.regimes.find((one) => one.id === id)
  if (regime === undefined) return null
  const statuses = new Set(obligations.obligations.filter((one) => one.regime === id).map((one) => one.legalStatus))
  const [status] = statuses.size === 1 ? statuses : []
  return {
    id,
    name: regime.title,
    ...(regime.otherNames === undefined ? {} : { otherNames: regime.otherNames }),
    area: regime.jurisdiction === 'INT' ? null : regime.jurisdiction,
    authority: null,
    version: null,
    legalStatus: status ?? null,
    statusConfidence: status === undefined ? null : 'derived',
    statusText: null,
    rule: regime.note,
    caveat: null,
    asOf: obligations.asOf,
    // As far as the weakest of its sources.
    confidence: regime.sources.length > 0 && regime.sources.every((one) => one.confidence === 'verified') ? 'verified' : 'unverified',
    sources: regime.sources,
  }
}

function ofLaw(id: string, { jurisdictions }: Knowledge): Reference | null {
  const law = jurisdictions.laws.find((one) => one.id === id)
  if (law === undefined) return null
  return {
    id,
    name: law.name,
    ...(law.otherNames === undefined ? {} : { otherNames: law.otherNames }),
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
  const reading = found.statusReading
  const caveat = [found.note, found.conflict].filter((text) => text !== null).join(' ')
  return {
    id,
    name: null,
    area: found.area,
    authority: found.authority,
    version: found.version,
    legalStatus: found.legalStatus,
    isScheme: true,
    // Data of before do not say how it was read: law and procurement rules in use are in force, guidance and labels adopted.
    statusConfidence: reading?.confidence ?? 'derived',
    ...(reading === undefined ? {} : { statusReading: { how: reading.how, asOf: reading.asOf, sources: reading.sources } }),
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
