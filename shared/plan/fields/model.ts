/** Model: which version of which weights, why, what comes later, and what its license needs to know. */
import { day, entry, number, prose, text, yesNo } from '../field.ts'

const at = (section: 'P6' | 'P8' | 'P22', required = false) => ({ section, stage: 'model', required }) as const

/** `sha256:` and 64 digits. */
const digestLength = 71
/** A thousand times more than any model was trained with. */
const mostCompute = 1_000_000_000_000
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
  /** What has arrived: nothing of it is taken from a promise. */
  'model.contingencyWeights': yesNo(at('P22')),
  'model.contingencyLicense': entry(at('P22'), 'licenses'),
  'model.contingencyTextDigest': text(at('P22'), digestLength),

  /** The license text that the plan relied on, written when it is attached. Digests as plans write them. */
  'license.reliedOn': entry(at('P8'), 'licenses'),
  'license.textDigest': text(at('P8'), digestLength),
  'license.textNormalized': text(at('P8'), digestLength),
  'license.textWithoutCopyright': text(at('P8'), digestLength),
  /** The name of a changed model that is passed on: naming rules are about it. */
  'license.derivedName': text(at('P8'), 120),
  /** Training compute in 10^18 floating-point operations: more than a third makes a provider of who fine-tunes. */
  'model.baseCompute': number(at('P8'), 'count', 1, mostCompute),
  'model.fineTuneCompute': number(at('P8'), 'count', 0, mostCompute),

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
