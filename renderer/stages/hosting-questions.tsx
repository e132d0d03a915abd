/** The questions about the hosting. Where there is no answer, what the reference data says about it stands under it. */
import { useMemo } from 'react'
import { fieldIds, type Facts, type FieldId } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { contradictionsOf, type Contradiction } from '../../shared/plan/hosting/contradictions.ts'
import { valueOf } from '../../shared/plan/hosting/gate-words.ts'
import { hostingFields, readEntry, readHosting, type HostingReading } from '../../shared/plan/hosting-facts.ts'
import { useText } from '../text/words.tsx'
import { Referenced } from '../ui/referenced.tsx'
import css from './hosting-gates.module.css'
import { choiceFields } from './hosting-parts.ts'
import { ReferenceButton } from './hosting-reference.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'
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
    // Facts of their own: layers and rehearsals rest on them, and four criteria follow from them.
    'hosting.cutoffResilience',
    'hosting.dependencyGrade',
    'hosting.releaseControl',
    'hosting.openSourceGrade',
  ],
  certificates: ['hosting.certificates'],
  continuity: [
    'continuity.secondProvider',
    'continuity.changeOfControl',
    'continuity.contractUntil',
    'continuity.noticeDays',
    'continuity.staffCanRun',
    'continuity.ownBackup',
    'continuity.softwareKept',
    'continuity.spareDevices',
    'continuity.otherHardware',
    'continuity.escrow',
  ],
} as const satisfies Record<string, readonly FieldId[]>

const criteria: readonly FieldId[] = fieldIds.filter((id) => id.startsWith('criterion.'))
const asked: readonly FieldId[] = [...choiceFields, ...criteria]

const isFact = (id: string): id is keyof typeof hostingFields => Object.hasOwn(hostingFields, id)

const factOf = new Map(Object.keys(hostingFields).filter(isFact).map((fact) => [hostingFields[fact], fact]))

export function HostingQuestions({ facts }: { readonly facts: Facts }) {
  const knowledge = usePlanKnowledge()
  const contradictions = useMemo(() => contradicted(facts, knowledge), [facts, knowledge])
  const reading = useMemo(() => readHosting(facts, knowledge), [facts, knowledge])
  return (
    <QuestionCards
      stage="hosting"
      groups={groups}
      elsewhere={asked}
      folded
      below={(field) => (
        <>
          <KnownFromData field={field} reading={reading} contradictions={contradictions} />
          {field === 'hosting.certificates' ? <ChosenCertificates chosen={facts[field] ?? []} /> : null}
        </>
      )}
    />
  )
}

/** Boxes are ticked by their names; what is ticked can be opened here. */
function ChosenCertificates({ chosen }: { readonly chosen: readonly string[] }) {
  const text = useText()
  if (chosen.length === 0) return null
  return (
    <p className={css['origin']}>
      {text.word('hostingScreen.chosenCertificates')}
      {chosen.map((id, place) => (
        <span key={id}>
          {place === 0 ? ' ' : ', '}
          <ReferenceButton id={id} />
        </span>
      ))}
    </p>
  )
}

/** Answers that an entry contradicts, by the engine's own rule: they may speak of another provider. */
export function contradicted(facts: Facts, knowledge: Knowledge): readonly Contradiction[] {
  return contradictionsOf(readHosting(facts, knowledge), readEntry(facts, knowledge))
}

export type KnownFromDataProps = {
  readonly field: FieldId
  readonly reading: HostingReading
  readonly contradictions: readonly Contradiction[]
}

/** What the reference data says where the planner has said nothing, or something else. */
export function KnownFromData({ field, reading, contradictions }: KnownFromDataProps) {
  const text = useText()
  const fact = factOf.get(field)
  if (fact === undefined) return null
  const origin = reading.origins[fact] ?? 'unknown'
  const contradiction = contradictions.find((one) => one.fact === fact)
  if (contradiction !== undefined)
    return <p className={css['differs']}>
        <Referenced>{text.word('hostingScreen.differs', { value: valueOf(field, contradiction.entry) })}</Referenced>
      </p>
  if (origin === 'answer' || origin === 'unknown') return null
  const value = valueOf(field, reading.facts.hosting[fact])
  return (
    <p className={css['origin']}>
      <Referenced>{text.word('hostingScreen.prefilled', { origin: { term: `jurisdiction.origin.${origin}` }, value })}</Referenced>
    </p>
  )
}
