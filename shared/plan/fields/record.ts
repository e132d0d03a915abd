/**
 * What public records, impact assessments and security frameworks ask beyond the verdicts: each question once, whoever
 * asks it. `resources/packs/regimes.json` says which regime needs which.
 */
import { choice, choices, day, prose, text, type Section } from '../field.ts'

const at = (section: Section) => ({ section, stage: 'obligations', required: false }) as const

const progress = ['not-needed', 'planned', 'in-progress', 'done'] as const

/** Regimes whose record the organization wants, although its duties do not name them. */
export const regimeIds = [
  'uk-atrs',
  'ca-aia',
  'eu-fria',
  'nist-ai-rmf',
  'us-m-25-21',
  'us-m-25-22',
  'nl-register',
  'nl-iama',
  'fr-anssi',
  'es-ens',
  'de-aic4',
  'de-c3a',
  'eu-csf',
  'iso-42001',
] as const

export const recordFields = {
  'identity.version': text(at('P1'), 80),
  'system.endsOn': day(at('P1')),

  'organization.team': text(at('P2')),
  /** What a duty in force without an owner or a date does to signing. */
  'duties.policy': choice(at('P2'), ['advises', 'blocks']),

  'purpose.benefits': prose(at('P3')),
  'purpose.limits': prose(at('P3')),
  'purpose.frequency': prose(at('P3')),
  'purpose.values': prose(at('P3')),
  'purpose.consulted': prose(at('P3')),
  'purpose.previousProcess': prose(at('P5')),

  /** Levels I to IV of the Canadian Algorithmic Impact Assessment. */
  'class.impactLevel': choice(at('P4'), ['1', '2', '3', '4']),

  'system.description': prose(at('P6')),
  'system.limits': prose(at('P6')),

  'supplier.name': text(at('P9')),
  'supplier.role': prose(at('P9')),
  'supplier.procurement': choice(at('P9'), ['none', 'open', 'restricted', 'framework', 'direct']),
  'supplier.dataAccess': prose(at('P9')),
  'supply.trainingData': prose(at('P9')),
  'supply.integrity': prose(at('P9')),

  'data.quality': prose(at('P10')),
  'data.sharing': prose(at('P10')),

  'system.decisions': prose(at('P15')),

  'risk.harms': prose(at('P16')),
  'risk.fairness': prose(at('P16')),
  'risk.rights': prose(at('P16')),
  'risk.proportionality': prose(at('P16')),
  'risk.reversibility': choice(at('P16'), ['easily', 'with-effort', 'hardly', 'not']),
  'risk.duration': choice(at('P16'), ['brief', 'months', 'years', 'lasting']),

  'assessment.reviewer': text(at('P17')),
  'assessment.notification': choice(at('P17'), progress),

  'security.category': choice(at('P19'), ['basic', 'medium', 'high']),
  'security.applicability': choice(at('P19'), progress),
  'security.audit': choice(at('P19'), progress),
  'security.autonomy': prose(at('P19')),
  'security.filters': prose(at('P19')),
  'security.separation': prose(at('P19')),

  'publication.summary': prose(at('P25'), 349),
  'publication.page': text(at('P25')),
  'publication.category': choice(at('P25'), ['high-risk', 'impactful', 'other']),
  'publication.workers': choice(at('P25'), progress),
  'publication.templates': choices(at('P25'), regimeIds),
} as const
