/** All word tables of each language. A table's ids begin with the name of its domain, so none can hide another. */
import type { Language } from './format.ts'
import { assuranceWords, assuranceWordsDe, assuranceWordsFr } from './assurance.ts'
import { assuranceQuestionWords, assuranceQuestionWordsDe, assuranceQuestionWordsFr } from './assurance-questions.ts'
import { assuranceScreenWords, assuranceScreenWordsDe, assuranceScreenWordsFr } from './screen-assurance.ts'
import { fieldsAssuranceWords, fieldsAssuranceWordsDe, fieldsAssuranceWordsFr } from './fields-assurance.ts'
import { boardWords, boardWordsDe, boardWordsFr } from './board.ts'
import { boardChangeWords, boardChangeWordsDe, boardChangeWordsFr } from './board-changes.ts'
import { boardFaultWords, boardFaultWordsDe, boardFaultWordsFr } from './board-faults.ts'
import { reviewsWords, reviewsWordsDe, reviewsWordsFr } from './reviews.ts'
import { continuityWords, continuityWordsDe, continuityWordsFr } from './continuity.ts'
import { continuityEventWords, continuityEventWordsDe, continuityEventWordsFr } from './continuity-events.ts'
import { layerWords, layerWordsDe, layerWordsFr } from './layers.ts'
import { fieldsContinuityWords, fieldsContinuityWordsDe, fieldsContinuityWordsFr } from './fields-continuity.ts'
import { continuityScreenWords, continuityScreenWordsDe, continuityScreenWordsFr } from './screen-continuity.ts'
import { alternativesScreenWords, alternativesScreenWordsDe, alternativesScreenWordsFr } from './screen-alternatives.ts'
import { rehearsalScreenWords, rehearsalScreenWordsDe, rehearsalScreenWordsFr } from './screen-rehearsal.ts'
import { capacityWords, capacityWordsDe, capacityWordsFr } from './capacity.ts'
import { evaluationWords, evaluationWordsDe, evaluationWordsFr } from './evaluation.ts'
import { comparisonScreenWords, comparisonScreenWordsDe, comparisonScreenWordsFr } from './screen-comparison.ts'
import { evaluationTaskWords, evaluationTaskWordsDe, evaluationTaskWordsFr } from './evaluation-tasks.ts'
import { fieldsHardwareWords, fieldsHardwareWordsDe, fieldsHardwareWordsFr } from './fields-hardware.ts'
import { knowledgeWords, knowledgeWordsDe, knowledgeWordsFr } from './knowledge.ts'
import { logWords, logWordsDe, logWordsFr } from './log.ts'
import { machineWords, machineWordsDe, machineWordsFr } from './machine.ts'
import { changesWords, changesWordsDe, changesWordsFr } from './changes.ts'
import { machineInventoryWords, machineInventoryWordsDe, machineInventoryWordsFr } from './machine-inventory.ts'
import { criteriaOwnershipWords, criteriaOwnershipWordsDe, criteriaOwnershipWordsFr } from './criteria-ownership.ts'
import { criteriaOperationWords, criteriaOperationWordsDe, criteriaOperationWordsFr } from './criteria-operation.ts'
import { criteriaSecurityWords, criteriaSecurityWordsDe, criteriaSecurityWordsFr } from './criteria-security.ts'
import { criteriaScreenWords, criteriaScreenWordsDe, criteriaScreenWordsFr } from './screen-criteria.ts'
import { hostingNameWords, hostingNameWordsDe, hostingNameWordsFr } from './hosting-names.ts'
import { ownHostingWords, ownHostingWordsDe, ownHostingWordsFr } from './own-hosting.ts'
import { costWords, costWordsDe, costWordsFr } from './cost.ts'
import { fieldsCostsWords, fieldsCostsWordsDe, fieldsCostsWordsFr } from './fields-costs.ts'
import { fieldsHostingWords, fieldsHostingWordsDe, fieldsHostingWordsFr } from './fields-hosting.ts'
import { fieldsOperationWords, fieldsOperationWordsDe, fieldsOperationWordsFr } from './fields-operation.ts'
import { fieldsCertificatesWords, fieldsCertificatesWordsDe, fieldsCertificatesWordsFr } from './fields-certificates.ts'
import { fieldsObligationsWords, fieldsObligationsWordsDe, fieldsObligationsWordsFr } from './fields-obligations.ts'
import { fieldsClassificationWords, fieldsClassificationWordsDe, fieldsClassificationWordsFr } from './fields-classification.ts'
import { fieldsRequirementsWords, fieldsRequirementsWordsDe, fieldsRequirementsWordsFr } from './fields-requirements.ts'
import { fieldsLoadWords, fieldsLoadWordsDe, fieldsLoadWordsFr } from './fields-load.ts'
import { fieldsPurposeWords, fieldsPurposeWordsDe, fieldsPurposeWordsFr } from './fields-purpose.ts'
import { fieldsScreeningWords, fieldsScreeningWordsDe, fieldsScreeningWordsFr } from './fields-screening.ts'
import { fieldsRecordWords, fieldsRecordWordsDe, fieldsRecordWordsFr } from './fields-record.ts'
import { obligationsScreeningWords, obligationsScreeningWordsDe, obligationsScreeningWordsFr } from './obligations-screening.ts'
import { dutiesScreenWords, dutiesScreenWordsDe, dutiesScreenWordsFr } from './screen-duties.ts'
import { interfaceWords, interfaceWordsDe, interfaceWordsFr } from './interface.ts'
import { verdictWords, verdictWordsDe, verdictWordsFr } from './verdicts.ts'
import { chartWords, chartWordsDe, chartWordsFr } from './charts.ts'
import { jurisdictionWords, jurisdictionWordsDe, jurisdictionWordsFr } from './jurisdiction.ts'
import { costsScreenWords, costsScreenWordsDe, costsScreenWordsFr } from './screen-costs.ts'
import { keysWords, keysWordsDe, keysWordsFr } from './keys.ts'
import { menuWords, menuWordsDe, menuWordsFr } from './menu.ts'
import { obligationsWords, obligationsWordsDe, obligationsWordsFr } from './obligations.ts'
import { publicWords, publicWordsDe, publicWordsFr } from './public.ts'
import { reportWords, reportWordsDe, reportWordsFr } from './report.ts'
import { reportChapterWords, reportChapterWordsDe, reportChapterWordsFr } from './report-chapters.ts'
import { requirementsWords, requirementsWordsDe, requirementsWordsFr } from './requirements.ts'
import { screenWords, screenWordsDe, screenWordsFr } from './screens.ts'
import { aboutWords, aboutWordsDe, aboutWordsFr } from './about.ts'
import { overviewWords, overviewWordsDe, overviewWordsFr } from './overview.ts'
import { homeWords, homeWordsDe, homeWordsFr } from './home.ts'
import { deviceWords, deviceWordsDe, deviceWordsFr } from './devices.ts'
import { fleetWords, fleetWordsDe, fleetWordsFr } from './fleet.ts'
import { splitWords, splitWordsDe, splitWordsFr } from './splits.ts'
import { energyWords, energyWordsDe, energyWordsFr } from './energy.ts'
import { optionWords, optionWordsDe, optionWordsFr } from './options.ts'
import { sizingWords, sizingWordsDe, sizingWordsFr } from './sizing.ts'
import { timeWords, timeWordsDe, timeWordsFr } from './time.ts'
import { keyringWords, keyringWordsDe, keyringWordsFr } from './keyring.ts'
import { tokensWords, tokensWordsDe, tokensWordsFr } from './tokens.ts'
import { verifyWords, verifyWordsDe, verifyWordsFr } from './verify.ts'
import { verifyFaultWords, verifyFaultWordsDe, verifyFaultWordsFr } from './verify-faults.ts'
import { fieldsModelWords, fieldsModelWordsDe, fieldsModelWordsFr } from './fields-model.ts'
import { licenseWords, licenseWordsDe, licenseWordsFr } from './license.ts'
import { licenseDutiesWords, licenseDutiesWordsDe, licenseDutiesWordsFr } from './license-duties.ts'
import { releaseWords, releaseWordsDe, releaseWordsFr } from './release.ts'
import { modelWords, modelWordsDe, modelWordsFr } from './model.ts'
import { opennessWords, opennessWordsDe, opennessWordsFr } from './openness.ts'
import { reviewWords, reviewWordsDe, reviewWordsFr } from './review.ts'
import { dutiesCostsWords, dutiesCostsWordsDe, dutiesCostsWordsFr } from './screen-duties-costs.ts'
import { hardwareScreenWords, hardwareScreenWordsDe, hardwareScreenWordsFr } from './screen-hardware.ts'
import { hostingScreenWords, hostingScreenWordsDe, hostingScreenWordsFr } from './screen-hosting.ts'
import { gatesScreenWords, gatesScreenWordsDe, gatesScreenWordsFr } from './screen-gates.ts'
import { exposureScreenWords, exposureScreenWordsDe, exposureScreenWordsFr } from './screen-exposure.ts'
import { modelScreenWords, modelScreenWordsDe, modelScreenWordsFr } from './screen-model.ts'
import { weightsWords, weightsWordsDe, weightsWordsFr } from './weights.ts'
import { ownModelWords, ownModelWordsDe, ownModelWordsFr } from './own-model.ts'
import { weightsFaultWords, weightsFaultWordsDe, weightsFaultWordsFr } from './weights-faults.ts'

const en = {
  ...logWords,
  ...publicWords,
  ...boardWords,
  ...boardChangeWords,
  ...boardFaultWords,
  ...reviewsWords,
  ...knowledgeWords,
  ...weightsWords,
  ...ownModelWords,
  ...weightsFaultWords,
  ...modelScreenWords,
  ...hostingScreenWords,
  ...gatesScreenWords,
  ...exposureScreenWords,
  ...continuityWords,
  ...continuityEventWords,
  ...layerWords,
  ...fieldsContinuityWords,
  ...continuityScreenWords,
  ...alternativesScreenWords,
  ...rehearsalScreenWords,
  ...hardwareScreenWords,
  ...sizingWords,
  ...optionWords,
  ...energyWords,
  ...assuranceWords,
  ...assuranceQuestionWords,
  ...assuranceScreenWords,
  ...fieldsAssuranceWords,
  ...fleetWords,
  ...splitWords,
  ...deviceWords,
  ...dutiesCostsWords,
  ...reviewWords,
  ...opennessWords,
  ...modelWords,
  ...licenseWords,
  ...licenseDutiesWords,
  ...releaseWords,
  ...fieldsModelWords,
  ...capacityWords,
  ...evaluationWords,
  ...comparisonScreenWords,
  ...evaluationTaskWords,
  ...fieldsHardwareWords,
  ...machineWords,
  ...changesWords,
  ...machineInventoryWords,
  ...criteriaOwnershipWords,
  ...criteriaOperationWords,
  ...criteriaSecurityWords,
  ...criteriaScreenWords,
  ...hostingNameWords,
  ...ownHostingWords,
  ...costWords,
  ...fieldsCostsWords,
  ...fieldsHostingWords,
  ...fieldsOperationWords,
  ...fieldsCertificatesWords,
  ...fieldsObligationsWords,
  ...fieldsClassificationWords,
  ...fieldsRequirementsWords,
  ...fieldsLoadWords,
  ...fieldsPurposeWords,
  ...fieldsScreeningWords,
  ...fieldsRecordWords,
  ...obligationsScreeningWords,
  ...dutiesScreenWords,
  ...interfaceWords,
  ...verdictWords,
  ...chartWords,
  ...jurisdictionWords,
  ...costsScreenWords,
  ...keysWords,
  ...menuWords,
  ...obligationsWords,
  ...reportWords,
  ...reportChapterWords,
  ...requirementsWords,
  ...screenWords,
  ...aboutWords,
  ...overviewWords,
  ...homeWords,
  ...timeWords,
  ...keyringWords,
  ...tokensWords,
  ...verifyWords,
  ...verifyFaultWords,
} as const

/** Ids that have words, known to the compiler. Messages of engines may name others; those are checked by a test. */
export type WordId = keyof typeof en

const de: Record<WordId, string> = {
  ...logWordsDe,
  ...publicWordsDe,
  ...boardWordsDe,
  ...boardChangeWordsDe,
  ...boardFaultWordsDe,
  ...reviewsWordsDe,
  ...knowledgeWordsDe,
  ...weightsWordsDe,
  ...ownModelWordsDe,
  ...weightsFaultWordsDe,
  ...modelScreenWordsDe,
  ...hostingScreenWordsDe,
  ...gatesScreenWordsDe,
  ...exposureScreenWordsDe,
  ...continuityWordsDe,
  ...continuityEventWordsDe,
  ...layerWordsDe,
  ...fieldsContinuityWordsDe,
  ...continuityScreenWordsDe,
  ...alternativesScreenWordsDe,
  ...rehearsalScreenWordsDe,
  ...hardwareScreenWordsDe,
  ...sizingWordsDe,
  ...optionWordsDe,
  ...energyWordsDe,
  ...assuranceWordsDe,
  ...assuranceQuestionWordsDe,
  ...assuranceScreenWordsDe,
  ...fieldsAssuranceWordsDe,
  ...fleetWordsDe,
  ...splitWordsDe,
  ...deviceWordsDe,
  ...dutiesCostsWordsDe,
  ...reviewWordsDe,
  ...opennessWordsDe,
  ...modelWordsDe,
  ...licenseWordsDe,
  ...licenseDutiesWordsDe,
  ...releaseWordsDe,
  ...fieldsModelWordsDe,
  ...capacityWordsDe,
  ...evaluationWordsDe,
  ...comparisonScreenWordsDe,
  ...evaluationTaskWordsDe,
  ...fieldsHardwareWordsDe,
  ...machineWordsDe,
  ...changesWordsDe,
  ...machineInventoryWordsDe,
  ...criteriaOwnershipWordsDe,
  ...criteriaOperationWordsDe,
  ...criteriaSecurityWordsDe,
  ...criteriaScreenWordsDe,
  ...hostingNameWordsDe,
  ...ownHostingWordsDe,
  ...costWordsDe,
  ...fieldsCostsWordsDe,
  ...fieldsHostingWordsDe,
  ...fieldsOperationWordsDe,
  ...fieldsCertificatesWordsDe,
  ...fieldsObligationsWordsDe,
  ...fieldsClassificationWordsDe,
  ...fieldsRequirementsWordsDe,
  ...fieldsLoadWordsDe,
  ...fieldsPurposeWordsDe,
  ...fieldsScreeningWordsDe,
  ...fieldsRecordWordsDe,
  ...obligationsScreeningWordsDe,
  ...dutiesScreenWordsDe,
  ...interfaceWordsDe,
  ...verdictWordsDe,
  ...chartWordsDe,
  ...jurisdictionWordsDe,
  ...costsScreenWordsDe,
  ...keysWordsDe,
  ...menuWordsDe,
  ...obligationsWordsDe,
  ...reportWordsDe,
  ...reportChapterWordsDe,
  ...requirementsWordsDe,
  ...screenWordsDe,
  ...aboutWordsDe,
  ...overviewWordsDe,
  ...homeWordsDe,
  ...timeWordsDe,
  ...keyringWordsDe,
  ...tokensWordsDe,
  ...verifyWordsDe,
  ...verifyFaultWordsDe,
}

const fr: Record<WordId, string> = {
  ...logWordsFr,
  ...publicWordsFr,
  ...boardWordsFr,
  ...boardChangeWordsFr,
  ...boardFaultWordsFr,
  ...reviewsWordsFr,
  ...knowledgeWordsFr,
  ...costsScreenWordsFr,
  ...keysWordsFr,
  ...menuWordsFr,
  ...fieldsScreeningWordsFr,
  ...fieldsRecordWordsFr,
  ...obligationsScreeningWordsFr,
  ...dutiesScreenWordsFr,
  ...interfaceWordsFr,
  ...verdictWordsFr,
  ...chartWordsFr,
  ...screenWordsFr,
  ...aboutWordsFr,
  ...overviewWordsFr,
  ...homeWordsFr,
  ...reportWordsFr,
  ...reviewWordsFr,
  ...requirementsWordsFr,
  ...timeWordsFr,
  ...keyringWordsFr,
  ...tokensWordsFr,
  ...verifyWordsFr,
  ...verifyFaultWordsFr,
  ...licenseWordsFr,
  ...modelWordsFr,
  ...opennessWordsFr,
  ...fieldsModelWordsFr,
  ...modelScreenWordsFr,
  ...jurisdictionWordsFr,
  ...hostingScreenWordsFr,
  ...gatesScreenWordsFr,
  ...exposureScreenWordsFr,
  ...continuityWordsFr,
  ...continuityEventWordsFr,
  ...layerWordsFr,
  ...fieldsContinuityWordsFr,
  ...continuityScreenWordsFr,
  ...alternativesScreenWordsFr,
  ...rehearsalScreenWordsFr,
  ...fieldsHostingWordsFr,
  ...fieldsOperationWordsFr,
  ...fieldsCertificatesWordsFr,
  ...fieldsRequirementsWordsFr,
  ...fieldsLoadWordsFr,
  ...fieldsPurposeWordsFr,
  ...fieldsObligationsWordsFr,
  ...fieldsClassificationWordsFr,
  ...obligationsWordsFr,
  ...fieldsCostsWordsFr,
  ...changesWordsFr,
  ...criteriaOwnershipWordsFr,
  ...criteriaOperationWordsFr,
  ...criteriaSecurityWordsFr,
  ...criteriaScreenWordsFr,
  ...hostingNameWordsFr,
  ...ownHostingWordsFr,
  ...costWordsFr,
  ...fieldsHardwareWordsFr,
  ...machineWordsFr,
  ...machineInventoryWordsFr,
  ...capacityWordsFr,
  ...hardwareScreenWordsFr,
  ...sizingWordsFr,
  ...optionWordsFr,
  ...energyWordsFr,
  ...assuranceWordsFr,
  ...assuranceQuestionWordsFr,
  ...assuranceScreenWordsFr,
  ...fieldsAssuranceWordsFr,
  ...fleetWordsFr,
  ...splitWordsFr,
  ...deviceWordsFr,
  ...dutiesCostsWordsFr,
  ...reportChapterWordsFr,
  ...licenseDutiesWordsFr,
  ...releaseWordsFr,
  ...evaluationWordsFr,
  ...comparisonScreenWordsFr,
  ...evaluationTaskWordsFr,
  ...weightsWordsFr,
  ...ownModelWordsFr,
  ...weightsFaultWordsFr,
}

export const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, de, fr }
