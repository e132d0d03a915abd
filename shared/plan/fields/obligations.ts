/** Obligations and assurance: the roles that decide which duties apply, and how the organization meets them. */
import { choice, choices, day, number, prose, text, yesNo, type Section } from '../field.ts'

const at = (section: Section, required = false) => ({ section, stage: 'obligations', required }) as const

const progress = ['not-needed', 'planned', 'in-progress', 'done'] as const

export const obligationsFields = {
  /** Roles under Regulation (EU) 2024/1689. `gpai-modifier` changed a model by more than a third of its training. */
  'role.aiAct': choices(at('P4', true), [
    'deployer',
    'provider',
    'importer',
    'distributor',
    'gpai-provider',
    'gpai-modifier',
  ]),
  'role.putsIntoService': yesNo(at('P4')),
  'role.integratesModel': yesNo(at('P9')),
  'role.openSourceExemption': yesNo(at('P9')),
  'role.dataProtection': choice(at('P10'), ['controller', 'joint-controller', 'processor', 'none']),
  'role.governmentLevel': choice(at('P2'), ['national', 'regional', 'local', 'other', 'none']),
  'role.publicService': yesNo(at('P2')),
  'role.buysAi': yesNo(at('P9')),

  'class.euRisk': choice(at('P4'), ['none', 'annex-iii', 'annex-iii-exempt', 'annex-i']),
  /** Points of Annex III of Regulation (EU) 2024/1689. */
  'class.annexPoints': choices(at('P4'), ['1', '2', '3', '4', '5a', '5b', '5c', '5d', '6', '7', '8']),
  'class.prohibitedPractice': choice(at('P4', true), ['none', 'unsure', 'yes']),
  'class.practices': choices(at('P4'), [
    'emotion-recognition',
    'biometric-categorisation',
    'post-remote-biometric-identification',
    'deep-fakes',
    'public-interest-text',
  ]),
  'class.usHighImpact': yesNo(at('P4')),
  'class.onlyDefence': yesNo(at('P4')),

  'system.inServiceFrom': day(at('P1')),
  'system.outputs': choices(at('P3', true), ['text', 'image', 'audio', 'video']),
  'system.interactsWith': choices(at('P3', true), ['staff', 'public']),
  'system.decisionRole': choice(at('P15', true), ['none', 'assists', 'decides']),

  'oversight.person': text(at('P15', true)),
  'oversight.means': prose(at('P15', true)),

  'risk.summary': prose(at('P16', true)),
  'risk.acceptedBy': text(at('P16')),

  'assessment.dataProtection': choice(at('P17', true), progress),
  'assessment.fundamentalRights': choice(at('P17'), progress),
  'assessment.equality': choice(at('P17'), progress),
  'assessment.references': prose(at('P17')),

  'evaluation.tasks': prose(at('P18', true)),
  'evaluation.thresholds': prose(at('P18', true)),
  'evaluation.testSets': prose(at('P18')),
  'evaluation.redTeam': prose(at('P18')),
  'evaluation.decidedBy': text(at('P18', true)),

  'security.access': prose(at('P19', true)),
  'security.controls': prose(at('P19')),
  'security.logRetentionDays': number(at('P19', true), 'days', 0, 36500),

  'monitoring.owner': text(at('P20', true)),
  'monitoring.signals': prose(at('P20', true)),
  'monitoring.triggers': prose(at('P20')),
  'monitoring.everyDays': number(at('P20'), 'days', 1, 3650),

  'incident.contact': text(at('P21', true)),
  'incident.path': prose(at('P21')),
  'complaint.path': prose(at('P21', true)),

  'fallback.mode': prose(at('P22', true)),
  'fallback.tested': yesNo(at('P22')),

  'exit.plan': prose(at('P23', true)),
  'exit.tested': yesNo(at('P23')),
  'exit.keepsWeights': yesNo(at('P23')),
  'exit.months': number(at('P23'), 'months', 0, 120),

  'training.plan': prose(at('P24', true)),

  'publication.channel': choice(at('P25', true), ['public-register', 'website', 'internal', 'none']),
  'publication.notice': prose(at('P25')),
  'publication.contact': text(at('P25')),

  'environment.measures': prose(at('P26')),
  /** Share of electricity from renewable sources. */
  'environment.renewableShare': number(at('P26'), 'basis-points', 0, 10_000),

  'accessibility.standard': choice(at('P27', true), ['en-301-549', 'wcag-2-2-aa', 'section-508', 'other', 'none']),
  'accessibility.tested': yesNo(at('P27')),

  'review.nextOn': day(at('P28', true)),
  'review.everyMonths': number(at('P28'), 'months', 1, 60),
} as const
