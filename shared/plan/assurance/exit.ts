/** Leaving: formats, a copy of the weights, a restore that was tried, the law on switching, cost and time. */
import { message, type Citation, type Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { assuranceFinding, byRule, fact } from './finding.ts'

/** Ways of hosting that are a service of another: a data processing service in the sense of Article 2(8) of the Data Act. */
const services: readonly string[] = ['OT-NATIONAL', 'OT-TR-PROVIDER', 'OT-PARTNER-SOV', 'OT-HYPER-SOV', 'OT-HYPER-REGION', 'OT-FOREIGN-CLOUD', 'OT-GOVREGION']
const ownSites: readonly string[] = ['OT-AIRGAP-OWN', 'OT-ONPREM', 'OT-COLO']

export type Switching = {
  /** Whether the rules on switching cover this plan; null where it is not known, such as for a state's own center. */
  readonly applies: boolean | null
  /** From this day switching itself is free of charge. */
  readonly freeFrom: string
  /** It is in force on the day of the assessment; null without a day. */
  readonly inForce: boolean | null
  readonly sources: readonly Citation[]
}

export type Exit = {
  /** Each thing that a way out needs: there, missing, or not known. */
  readonly parts: readonly { readonly id: ExitPart; readonly state: 'ready' | 'missing' | 'unknown'; readonly field: keyof typeof fieldOf }[]
  readonly switching: Switching
  readonly months: number | null
  /** Hundredths of the plan's currency. */
  readonly cost: number | null
}

const fieldOf = {
  'exit.plan': 'plan',
  'exit.formats': 'formats',
  'exit.escrow': 'escrow',
  'exit.tested': 'tested',
  'exit.restoredOn': 'restored',
  'exit.months': 'time',
  'costs.exit': 'cost',
} as const
export type ExitPart = (typeof fieldOf)[keyof typeof fieldOf]

export function assessExit(facts: Facts, knowledge: Knowledge): Exit {
  const day = facts['identity.assessedOn']
  const part = (field: keyof typeof fieldOf, missing: boolean): Exit['parts'][number] => ({
    id: fieldOf[field],
    field,
    state: facts[field] === null ? 'unknown' : missing ? 'missing' : 'ready',
  })
  const restored = facts['exit.restoredOn']
  return {
    parts: [
      part('exit.plan', false),
      part('exit.formats', facts['exit.formats']?.includes('none') === true || facts['exit.formats']?.length === 0),
      part('exit.escrow', facts['exit.escrow'] === 'none'),
      part('exit.tested', facts['exit.tested'] === false),
      part('exit.restoredOn', restored !== null && day !== null && restored > day),
      part('exit.months', false),
      part('costs.exit', false),
    ],
    switching: switchingOf(facts, knowledge),
    months: facts['exit.months'],
    cost: facts['costs.exit'],
  }
}

function switchingOf(facts: Facts, { obligations, operations }: Knowledge): Switching {
  const law = operations.dataActSwitching
  const country = facts['organization.country']
  const option = facts['hosting.optionType']
  const inUnion = country === null ? null : (obligations.groups['EU'] ?? []).includes(country)
  const isService = option === null ? null : services.includes(option) ? true : ownSites.includes(option) ? false : null
  const day = facts['identity.assessedOn']
  const source = operations.sources.find(({ id }) => id === law.source)
  return {
    applies: inUnion === false || isService === false ? false : inUnion === null || isService === null ? null : true,
    freeFrom: law.from,
    inForce: day === null ? null : law.from <= day,
    sources:
      source === undefined
        ? []
        : [{ title: source.title, url: source.url, date: source.date, confidence: law.confidence }],
  }
}

export function exitFindings(facts: Facts, { switching }: Exit): readonly Finding[] {
  const found: Finding[] = []
  if (facts['exit.escrow'] === 'none')
    found.push(
      assuranceFinding({
        id: 'exit-no-copy',
        rule: 'A-EXIT-COPY',
        headline: message('assurance.exit.noCopy'),
        because: [fact('assurance.answerOf', { question: { term: 'field.exit.escrow.label' } }, 'exit.escrow'), byRule('assurance.exit.noCopyRule')],
        remedy: message('assurance.exit.keepCopy'),
        field: 'exit.escrow',
      }),
    )
  if (facts['exit.formats']?.includes('none') === true)
    found.push(
      assuranceFinding({
        id: 'exit-no-format',
        rule: 'A-EXIT-FORMAT',
        headline: message('assurance.exit.noFormat'),
        because: [fact('assurance.answerOf', { question: { term: 'field.exit.formats.label' } }, 'exit.formats')],
        remedy: message('assurance.exit.useFormats'),
        field: 'exit.formats',
      }),
    )
  if (facts['exit.plan'] !== null && facts['exit.tested'] === false)
    found.push(
      assuranceFinding({
        id: 'exit-untested',
        rule: 'A-EXIT-TEST',
        headline: message('assurance.exit.untested'),
        because: [fact('assurance.answerOf', { question: { term: 'field.exit.tested.label' } }, 'exit.tested'), byRule('assurance.exit.untestedRule')],
        remedy: message('assurance.exit.test'),
        field: 'exit.tested',
      }),
    )
  // Article 25(2)(d): the notice that a customer must give is at most two months.
  const notice = facts['exit.noticeDays']
  if (switching.applies === true && notice !== null && notice > longestNotice)
    found.push(
      assuranceFinding({
        id: 'exit-notice-too-long',
        rule: 'A-EXIT-NOTICE',
        headline: message('assurance.exit.noticeTooLong', { days: notice }),
        because: [fact('assurance.answerOf', { question: { term: 'field.exit.noticeDays.label' } }, 'exit.noticeDays'), byRule('assurance.exit.noticeRule')],
        sources: [noticeSource],
        confirm: true,
        remedy: message('assurance.exit.shorten'),
        field: 'exit.noticeDays',
      }),
    )
  return found
}

/** The article was read in a law firm's summary, not in the Official Journal. */
const noticeSource: Citation = {
  title: 'Regulation (EU) 2023/2854 (Data Act), Article 25(2)(d): notice of at most two months',
  url: 'https://www.osborneclarke.com/insights/are-you-ready-data-act',
  date: '2025-08-13',
  confidence: 'unverified',
}

/** Two months in days, at their longest. */
const longestNotice = 62
