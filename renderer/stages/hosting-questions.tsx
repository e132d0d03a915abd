/** The questions about the hosting. Where there is no answer, what the reference data says about it stands under it. */
import { useMemo } from 'react'
import type { Facts, FieldId } from '../../shared/plan/fields.ts'
import { valueOf } from '../../shared/plan/hosting/gate-words.ts'
import { hostingFields, readHosting, type HostingReading } from '../../shared/plan/hosting-facts.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import css from './hosting-gates.module.css'
import { QuestionCards } from './question-cards.tsx'

const groups = {
  operator: [
    'hosting.computeOperator',
    'hosting.operatorCountry',
    'hosting.parentCountry',
    'hosting.foreignControl',
    'hosting.separateLocalEntity',
    'hosting.groupEstablishments',
    'hosting.servicesOfferedIn',
    'hosting.requestPolicy',
  ],
  data: [
    'hosting.dataCountries',
    'hosting.metadataCountries',
    'hosting.residencyExceptions',
    'hosting.keyCustody',
    'hosting.keyHolderCountry',
    'hosting.inUseProtection',
    'hosting.transferTool',
    'hosting.dpfCertified',
  ],
  people: [
    'hosting.opsStaffCountries',
    'hosting.opsStaffCleared',
    'hosting.opsCitizenship',
    'hosting.supportCountries',
    'hosting.supportEscalationAbroad',
    'hosting.socCountries',
    'hosting.socEscalationAbroad',
    'hosting.vendorRemoteAccess',
  ],
  technology: [
    'hosting.network',
    'hosting.disconnectTested',
    'hosting.ringFenced',
    'hosting.hardwareVendorCountries',
    'hosting.softwareVendorCountries',
    'hosting.stackOrigin',
    'hosting.modelOrigin',
    'hosting.cutoffResilience',
    'hosting.dependencyGrade',
    'hosting.releaseControl',
    'hosting.openSourceGrade',
  ],
  certificates: ['hosting.certificates'],
} as const satisfies Record<string, readonly FieldId[]>

const asked: readonly FieldId[] = ['hosting.provider', 'hosting.optionType', 'hosting.region']

const isFact = (id: string): id is keyof typeof hostingFields => Object.hasOwn(hostingFields, id)

const factOf = new Map(Object.keys(hostingFields).filter(isFact).map((fact) => [hostingFields[fact], fact]))

export function HostingQuestions({ facts }: { readonly facts: Facts }) {
  const { knowledge } = useApp()
  const reading = useMemo(() => readHosting(facts, knowledge), [facts, knowledge])
  return (
    <QuestionCards
      stage="hosting"
      groups={groups}
      elsewhere={asked}
      below={(field) => <KnownFromData field={field} reading={reading} />}
    />
  )
}

/** What the entry of the provider, the model or the hardware says as long as the planner has said nothing. */
export function KnownFromData({ field, reading }: { readonly field: FieldId; readonly reading: HostingReading }) {
  const text = useText()
  const fact = factOf.get(field)
  if (fact === undefined) return null
  const origin = reading.origins[fact] ?? 'unknown'
  if (origin === 'answer' || origin === 'unknown') return null
  const value = valueOf(field, reading.facts.hosting[fact])
  return (
    <p className={css['origin']}>
      {text.word('hostingScreen.prefilled', { origin: { term: `jurisdiction.origin.${origin}` }, value })}
    </p>
  )
}
