/** Screening under the AI Act: one question for each prohibited practice, then those that decide the class. */
import { choices, yesNo } from '../field.ts'

const at = { section: 'P4', stage: 'obligations', required: false } as const

export const screeningFields = {
  /** Article 5(1)(a) to (h), then (ba) and (bb), which apply from 2 December 2026. */
  'screening.manipulation': yesNo(at),
  'screening.vulnerability': yesNo(at),
  'screening.socialScoring': yesNo(at),
  'screening.crimePrediction': yesNo(at),
  'screening.faceScraping': yesNo(at),
  'screening.workEmotions': yesNo(at),
  'screening.biometricTraits': yesNo(at),
  'screening.liveIdentification': yesNo(at),
  'screening.intimateImages': yesNo(at),
  /** Article 6(1): a product of Annex I, or its safety component, that a third party assesses. */
  'screening.product': yesNo(at),
  /** Article 6(3): who profiles persons is never exempt. */
  'screening.profiling': yesNo(at),
  'screening.exceptions': choices(at, ['narrow-task', 'improves-result', 'detects-patterns', 'preparatory']),
  'screening.significantRisk': yesNo(at),
} as const
