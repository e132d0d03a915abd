/** The questions about the hosting. Where there is no answer, what the reference data says about it stands under it. */
import { useMemo } from 'react'
import type { Facts, FieldId } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { valueOf } from '../../shared/plan/hosting/gate-words.ts'
import { hostingFields, readForProvider, readHosting, type HostingReading } from '../../shared/plan/hosting-facts.ts'
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
  const entry = useMemo(() => entryFor(facts, knowledge), [facts, knowledge])
  const reading = useMemo(() => readHosting(facts, knowledge), [facts, knowledge])
  return (
    <QuestionCards
      stage="hosting"
      groups={groups}
      elsewhere={asked}
      below={(field) => <KnownFromData field={field} reading={reading} entry={entry} />}
    />
  )
}

/** What the reference data alone says of the chosen provider; null where none is chosen. */
export function entryFor(facts: Facts, knowledge: Knowledge): HostingReading | null {
  const provider = knowledge.providers.providers.find((one) => one.id === facts['hosting.provider'])
  return provider === undefined ? null : readForProvider(provider, facts, knowledge)
}

/** Fields whose answer differs from what the provider's entry says: they may speak of another provider. */
export function differingFields(reading: HostingReading, entry: HostingReading | null): readonly FieldId[] {
  return [...factOf].flatMap(([field, fact]) => (entry !== null && differs(fact, reading, entry) ? [field] : []))
}

function differs(fact: keyof typeof hostingFields, reading: HostingReading, entry: HostingReading): boolean {
  if (reading.origins[fact] !== 'answer' || entry.origins[fact] !== 'provider') return false
  return JSON.stringify(reading.facts.hosting[fact]) !== JSON.stringify(entry.facts.hosting[fact])
}

export type KnownFromDataProps = {
  readonly field: FieldId
  readonly reading: HostingReading
  readonly entry: HostingReading | null
}

/** What the reference data says where the planner has said nothing, or something else. */
export function KnownFromData({ field, reading, entry }: KnownFromDataProps) {
  const text = useText()
  const fact = factOf.get(field)
  if (fact === undefined) return null
  const origin = reading.origins[fact] ?? 'unknown'
  if (entry !== null && differs(fact, reading, entry))
    return (
      <p className={css['differs']}>
        {text.word('hostingScreen.differs', { value: valueOf(field, entry.facts.hosting[fact]) })}
      </p>
    )
  if (origin === 'answer' || origin === 'unknown') return null
  const value = valueOf(field, reading.facts.hosting[fact])
  return (
    <p className={css['origin']}>
      {text.word('hostingScreen.prefilled', { origin: { term: `jurisdiction.origin.${origin}` }, value })}
    </p>
  )
}
