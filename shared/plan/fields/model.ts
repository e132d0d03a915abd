/** Model: which version of which weights, why, what comes later, and what its license needs to know. */
import { day, entry, number, prose, yesNo } from '../field.ts'

const at = (section: 'P6' | 'P8' | 'P22', required = false) => ({ section, stage: 'model', required }) as const

const mostPeople = 100_000_000_000
/** US dollars, which the license texts use, in hundredths. */
const mostMoney = 1_000_000_000_000_000

export const modelFields = {
  'model.id': entry(at('P6', true), 'models'),
  'model.quantization': entry(at('P6', true), 'quantizations'),
  'model.engine': entry(at('P6', true), 'engines'),
  'model.reason': prose(at('P6')),

  /** A release that the plan waits for, and what happens when it does not come. */
  'model.contingencyRelease': entry(at('P22'), 'release-watch'),
  'model.contingencyLatestDay': day(at('P22')),
  'model.contingencyFallback': entry(at('P22'), 'models'),

  /** Facts that license rules ask for and the requirements do not give. Asked only where the license needs them. */
  'license.productionUse': yesNo(at('P8')),
  'license.willFineTune': yesNo(at('P8')),
  'license.distributesFineTuned': yesNo(at('P8')),
  'license.redistributesWeights': yesNo(at('P8')),
  'license.trainsOtherModels': yesNo(at('P8')),
  'license.otherModelSameFamily': yesNo(at('P8')),
  'license.otherModelDistributed': yesNo(at('P8')),
  'license.otherModelGeneralPurpose': yesNo(at('P8')),
  'license.otherModelCompetes': yesNo(at('P8')),
  'license.offersModelAsService': yesNo(at('P8')),
  'license.modelServiceBusiness': yesNo(at('P8')),
  'license.endUserOfProduct': yesNo(at('P8')),
  'license.usersOnReleaseDay': number(at('P8'), 'people', 0, mostPeople),
  'license.monthlyUsers': number(at('P8'), 'people', 0, mostPeople),
  'license.productMonthlyRevenue': number(at('P8'), 'cents', 0, mostMoney),
  'license.organizationMonthlyRevenue': number(at('P8'), 'cents', 0, mostMoney),
  'license.groupYearlyRevenue': number(at('P8'), 'cents', 0, mostMoney),
  'license.removesGuardrails': yesNo(at('P8')),
  'license.competesWithLicensor': yesNo(at('P8')),
  'license.registered': yesNo(at('P8')),
  'license.separateAgreement': yesNo(at('P8')),
  'license.patentSuit': yesNo(at('P8')),
  'license.lawfulBasis': yesNo(at('P8')),
  'license.canIndemnify': yesNo(at('P8')),
} as const
