/** Under which names the laws, criteria, schemes and certificates of the packs stand in sentences. */
import type { Named } from '../../base/named-pieces.ts'
import type { Knowledge } from '../knowledge.ts'
import { briefLaw, lawNames, shortLaw } from './law-name.ts'
import { frameworkIds } from './reference.ts'

type Called = Pick<Named, 'name' | 'language'>

/** By what else our own words and the texts of the packs call them. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  'US-SCA-CLOUD': ['CLOUD Act', 'US CLOUD Act', 'Stored Communications Act'],
  'US-FISA702': ['FISA 702', 'FISA s.702', 'FISA Section 702', 'Section 702', 'RISAA'],
  'US-EO12333': ['Executive Order 12333', 'EO 12333'],
  'UK-IPA': ['Investigatory Powers Act 2016', 'Investigatory Powers Act'],
  'CN-NIL': ['National Intelligence Law'],
  'AU-TOLA': ['TOLA'],
  CSF: ['EU Cloud Sovereignty Framework', 'Cloud Sovereignty Framework'],
  CADA: ['Cloud and AI Development Act', 'CADA'],
  EUCS: ['EUCS'],
  'SECNUMCLOUD-3.2': ['SecNumCloud'],
  'BSI-C5': ['BSI C5', 'C5'],
  'BSI-C3A': ['C3A'],
  'GAIA-X': ['Gaia-X'],
  'FEDRAMP-DOD': ['FedRAMP'],
  'AU-IRAP-HCF': ['IRAP'],
  ISMAP: ['ISMAP'],
  ENS: ['ENS'],
  HDS: ['HDS'],
  'CCCS-PBMM': ['PBMM'],
  'VS-NFD': ['VS-NfD approval'],
  'IT-GRUNDSCHUTZ': ['IT-Grundschutz'],
  'ISO-27001': ['ISO 27001'],
}

/** The same of names that belong to a language. */
const calledIn: Readonly<Record<string, readonly Called[]>> = {
  gdpr: [
    { name: 'GDPR', language: 'en' },
    { name: 'DSGVO', language: 'de' },
    { name: 'RGPD', language: 'fr' },
  ],
  'eu-ai-act': [
    { name: 'AI Act', language: 'en' },
    { name: 'KI-Verordnung', language: 'de' },
  ],
}

/** Ids that are words or codes of something else in running text. */
const ambiguous: readonly string[] = ['CH']

/**
 * Every name with what it stands for, in the reader's language; the names of the sources beside them. Of a name that two
 * have, the first counts.
 * @param wordOr the reader's word of an id, or the second argument where there is none
 */
export function referenceNames(knowledge: Knowledge, wordOr: (id: string, otherwise: string) => string): readonly Named[] {
  const { jurisdictions, obligations, providers, sovereignty } = knowledge
  const called = (id: string, ...names: readonly Called[]): readonly Named[] => [
    ...[...names, ...(alsoCalled[id] ?? []).map((name) => ({ name })), ...(calledIn[id] ?? [])].map((one) => ({ ...one, id, exact: false })),
    ...(ambiguous.includes(id) ? [] : [{ id, name: id, exact: true }]),
  ]
  const certificate = (id: string, ...names: readonly Called[]): readonly Named[] =>
    called(id, { name: wordOr(`field.hosting.certificates.option.${id}`, id) }, ...names)
  return [
    ...jurisdictions.laws.flatMap((law) => lawNames(law).flatMap(({ name, language }) => called(law.id, ...[name, shortLaw(name), briefLaw(name)].map((one) => ({ name: one, language }))))),
    ...jurisdictions.areas.flatMap(({ shieldLaws }) => shieldLaws.flatMap(({ id, citation, otherNames }) => called(id, ...lawNames({ name: citation, otherNames })))),
    ...sovereignty.csf.objectives.flatMap(({ criteria }) => criteria.map(({ id }) => ({ id, name: id, exact: true }))),
    ...frameworkIds.flatMap((id) => called(id)),
    ...sovereignty.schemes.flatMap(({ id }) => certificate(id)),
    ...providers.certifications.flatMap(({ id, name }) => certificate(id, { name, language: 'en' })),
    ...obligations.regimes.flatMap(({ id, title, otherNames }) =>
      called(id, ...lawNames({ name: title, otherNames }), { name: wordOr(`lawScreen.regime.${id}`, title) }),
    ),
  ]
}
