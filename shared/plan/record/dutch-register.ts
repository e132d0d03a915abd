/**
 * An entry for the Dutch algorithm register (Algoritmeregister, publication standard 1.0.0) from the plan's answers: the
 * names, limits and values are those of the standard. Pure.
 */
import { message, type Message } from '../../domain/vocabulary.ts'
import type { FieldId } from '../fields.ts'
import { givenAnswer } from '../facts.ts'
import { valueOf, type Plan } from '../plan.ts'

type Entry = {
  readonly name: string
  readonly value: string
  /** The standard asks for fewer characters than this; null where it sets no limit. */
  readonly below: number | null
  /** Publication is refused while it is empty. */
  readonly demanded: boolean
  readonly form: 'text' | 'address' | 'contact'
}

const statuses = { idea: 'In ontwikkeling', pilot: 'In gebruik', production: 'In gebruik', retired: 'Buiten gebruik' } as const

const categories = { 'high-risk': 'Hoog-risico AI-systemen', impactful: 'Impactvolle algoritmes', other: 'Overige algoritmes' } as const

/** The members of the entry in the order of the standard. Line breaks become spaces, as the standard demands. */
function entriesOf(plan: Plan): readonly Entry[] {
  const say = (...ids: readonly FieldId[]): string =>
    ids
      .map((id) => givenAnswer(plan, id))
      .filter((value) => typeof value === 'string')
      .map((value) => value.replaceAll(/\s*\n\s*/g, ' ').trim())
      .filter((value) => value !== '')
      .join(' ')
  const month = (id: 'system.inServiceFrom' | 'system.endsOn'): string => valueOf(plan, id)?.slice(0, 7) ?? ''
  const phase = valueOf(plan, 'identity.phase')
  const category = valueOf(plan, 'publication.category')
  const entry = (name: string, value: string, below: number | null, demanded = false, form: Entry['form'] = 'text'): Entry => ({
    name,
    value,
    below,
    demanded,
    form,
  })
  return [
    entry('naam', say('identity.title'), 100, true),
    entry('korte_omschrijving', say('publication.summary'), 350, true),
    entry('organisatie', say('organization.name'), 100, true),
    entry('status', phase === null ? '' : statuses[phase], null, true),
    entry('begindatum', month('system.inServiceFrom'), null),
    entry('einddatum', month('system.endsOn'), null),
    entry('contactgegevens', say('publication.contact'), null, true, 'contact'),
    entry('link_publiekspagina', say('publication.page'), null, false, 'address'),
    entry('publicatiecategorie', category === null ? '' : categories[category], null, true),
    entry('doel_en_impact', say('purpose.summary', 'purpose.benefits', 'purpose.affected'), 2500),
    entry('afwegingen', say('purpose.alternatives', 'risk.proportionality'), 2500),
    entry('menselijke_tussenkomst', say('oversight.person', 'oversight.means'), 2500),
    entry('risicobeheer', say('risk.summary', 'monitoring.signals'), 2500),
    entry('wettelijke_basis', say('purpose.legalBasis'), 2500),
    entry('impacttoetsen', assessmentsOf(plan), null),
    entry('toelichting_impacttoetsen', say('assessment.references'), 2500),
    entry('gegevens', say('data.sources'), 2500),
    entry('technische_werking', say('system.description', 'system.limits'), 5000),
    entry('leverancier', say('supplier.name'), 200),
    entry('taal', 'nld', null, true),
    entry('schema', '1.0.0', null, true),
    entry('bron_id', say('identity.reference'), 100),
  ]
}

/** The names by which the register knows assessments that were made. */
function assessmentsOf(plan: Plan): string {
  const made = [
    ['assessment.dataProtection', 'DPIA'],
    ['assessment.fundamentalRights', 'FRIA'],
    ['assessment.equality', 'Gelijkebehandelingstoets'],
  ] as const
  return made.flatMap(([field, name]) => (valueOf(plan, field) === 'done' ? [name] : [])).join(', ')
}

/** The entry as JSON with two spaces. Empty members are left out, but those that the standard demands. */
export function registerJson(plan: Plan): string {
  const kept = entriesOf(plan).filter((entry) => entry.value !== '' || entry.demanded)
  return `${JSON.stringify(Object.fromEntries(kept.map(({ name, value }) => [name, value])), null, 2)}\n`
}

/** Why the register would refuse or cut the entry, in words. Nothing is shortened silently. */
export function registerProblems(plan: Plan): readonly Message[] {
  const language = plan.language === 'nl' ? [] : [message('regimes.register.notDutch')]
  return [...language, ...entriesOf(plan).flatMap(problemsOf)]
}

function problemsOf({ name, value, below, demanded, form }: Entry): readonly Message[] {
  if (value === '') return demanded ? [message('regimes.register.empty', { name })] : []
  // The register counts characters as readers do, not as memory does.
  const length = Array.from(value).length
  const tooLong = below !== null && length >= below ? [message('regimes.register.tooLong', { name, length, limit: below })] : []
  const isAddress = /^https:\/\/\S+\.\S+$/.test(value)
  const isMail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
  const wrong = form === 'text' || isAddress || (form === 'contact' && isMail) ? [] : [message('regimes.register.noAddress', { name })]
  return [...tooLong, ...wrong]
}
