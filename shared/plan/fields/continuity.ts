/** Continuity: what is kept, agreed and tried out for the day on which somebody outside pulls out. */
import { choice, day, number, yesNo } from '../field.ts'

const at = (section: 'P22' | 'P23') => ({ section, stage: 'hosting', required: false }) as const

export const continuityFields = {
  /** Packages, container images, drivers and firmware in the organization's own store, enough to set up from nothing. */
  'continuity.softwareKept': yesNo(at('P22')),
  /** Accelerators in store beyond those in use. */
  'continuity.spareDevices': number(at('P22'), 'count', 0, 10_000),
  /** The model was run on accelerators of another maker, from another country. */
  'continuity.otherHardware': yesNo(at('P22')),
  /** Own staff, or a second firm, started and ran the service without the provider. */
  'continuity.staffCanRun': yesNo(at('P22')),
  /** A copy of data and configuration out of the provider's reach, from which the service was restored once. */
  'continuity.ownBackup': yesNo(at('P23')),
  'continuity.secondProvider': choice(at('P23'), ['none', 'named', 'contracted', 'tested']),
  /** What the contract gives when the provider is bought. */
  'continuity.changeOfControl': choice(at('P23'), ['none', 'notice', 'exit']),
  /** Source and build instructions of what is not open are deposited with a third party. */
  'continuity.escrow': yesNo(at('P23')),
  /** Days between an announcement and the end of the service, by contract. */
  'continuity.noticeDays': number(at('P23'), 'days', 0, 3650),
  'continuity.contractUntil': day(at('P23')),
} as const
