/** What the obligations stage finds, each with the conditions, the rule and the source behind it. */
import type { Duty, FiredTriple } from '../../domain/obligations.ts'
import { byCodeUnit, message, type Finding, type MessageValue, type Reason } from '../../domain/vocabulary.ts'
import type { FieldSpec } from '../field.ts'
import { fields, type Facts, type FieldId } from '../fields.ts'
import type { DutyRecord } from '../plan.ts'
import { factFields, isObligationFact } from './obligation-facts.ts'

/** A duty that binds, will bind or might bind, with what the plan says about it. */
export type PlannedDuty = Duty & { readonly record: DutyRecord | null }

/** What the organization lets a duty in force without an owner or a date do. It advises until somebody chooses. */
export type DutyPolicy = 'advises' | 'blocks' | null

/** What is missing for a duty that binds today: an owner, a date, a reason for setting it aside, evidence, time. */
export function dutyFindings(duty: PlannedDuty, day: string, policy: DutyPolicy): readonly Finding[] {
  const record = duty.record
  const finding = (
    kind: string,
    headline: Finding['headline'],
    remedy: Finding['headline'],
    level: Finding['level'] = 'advisory',
  ): Finding => ({
    id: `obligations/${kind}/${duty.id}`,
    rule: duty.id,
    stage: 'obligations',
    level,
    headline,
    because: [...dutyReasons(duty, day), ...(level === 'blocking' ? [policyReason] : [])],
    sources: [...duty.sources],
    remedies: [{ message: remedy, field: null, value: null }],
    field: null,
    entry: { table: 'duties', id: duty.id },
    confirm: duty.confidence === 'unverified',
  })
  const about = { duty: duty.id, title: duty.title }
  const level = policy === 'blocks' ? 'blocking' : 'advisory'
  if (record === null || record.owner === null)
    return [finding('unowned', message('obligations.unowned', about), message('obligations.nameOwner', about), level)]
  if (record.state === 'not-applicable')
    return record.note.trim() === ''
      ? [finding('set-aside', message('obligations.setAside', about), message('obligations.giveReason', about))]
      : []
  if (record.state === 'done')
    return record.evidence.length === 0 && record.note.trim() === ''
      ? [
          finding(
            'no-evidence',
            message('obligations.noEvidence', about),
            message('obligations.addEvidence', { evidence: duty.evidence }),
          ),
        ]
      : []
  if (record.due === null)
    return [finding('undated', message('obligations.undated', about), message('obligations.giveDate', about), level)]
  if (record.due < day)
    return [
      finding(
        'overdue',
        message('obligations.overdue', { ...about, due: { day: record.due } }),
        message('obligations.finishOrMove', { owner: record.owner }),
      ),
    ]
  return []
}

const policyReason: Reason = { step: 'requirement', message: message('obligations.policyBlocks'), field: 'duties.policy' }

function dutyReasons(duty: PlannedDuty, day: string): Reason[] {
  const from: Reason =
    duty.appliesFrom === null
      ? { step: 'rule', message: message('obligations.startNotRecorded', { reference: duty.reference }), field: null }
      : {
          step: 'rule',
          message: message('obligations.appliesFrom', { reference: duty.reference, from: { day: duty.appliesFrom } }),
          field: null,
        }
  return [
    ...duty.fired.map(tripleReason),
    from,
    { step: 'result', message: message('obligations.inForceOn', { duty: duty.id, day: { day } }), field: null },
  ]
}

/** A condition as the reader meets it: the question behind the fact, the comparison, the value. */
export function tripleReason(triple: FiredTriple): Reason {
  return {
    step: 'fact',
    message: message(`obligations.triple.${triple.outcome}`, {
      fact: { term: `obligations.fact.${triple.fact}` },
      operator: { term: `obligations.operator.${triple.operator}` },
      value: shownValue(triple),
    }),
    field: fieldOf(triple.fact),
  }
}

/** The value of a condition in the words of the field that answers it. */
function shownValue({ fact, operator, value }: FiredTriple): MessageValue {
  if (typeof value === 'boolean') return { term: `obligations.value.${String(value)}` }
  const items = typeof value === 'string' ? [value] : value
  if (operator === 'in-group' || operator === 'intersects-group')
    return { terms: items.map((group) => `obligations.group.${group}`) }
  const field = fieldOf(fact)
  const spec: FieldSpec | null = field === null ? null : fields[field]
  if (spec === null) return { list: [...items] }
  switch (spec.kind) {
    case 'country':
    case 'countries':
      return { countries: [...items] }
    case 'day':
      return typeof value === 'string' ? { day: value } : { list: [...items] }
    case 'choice':
    case 'choices':
      return { terms: items.map((item) => `field.${field}.option.${item}`) }
    default:
      return { list: [...items] }
  }
}

/** The question behind a fact of the conditions; null for a fact that no single question gives. */
export function fieldOf(fact: string): FieldId | null {
  return isObligationFact(fact) ? factFields[fact][0] : null
}

/** One finding for each question on which binding duties depend. */
export function unansweredFindings(binding: readonly PlannedDuty[]): readonly Finding[] {
  const open = binding.filter((duty) => duty.status === 'depends')
  const facts = [...new Set(open.flatMap((duty) => duty.unknownFacts))].toSorted(byCodeUnit)
  return facts.map((fact) => {
    const ids = open.filter((duty) => duty.unknownFacts.includes(fact)).map((duty) => duty.id)
    const field = fieldOf(fact)
    return {
      id: `obligations/unanswered/${fact}`,
      rule: 'O-UNANSWERED',
      stage: 'obligations',
      level: 'unknown',
      headline: message('obligations.unanswered', {
        fact: { term: `obligations.fact.${fact}` },
        count: ids.length,
        duties: { list: ids },
      }),
      because: [
        {
          step: 'fact',
          message: message('obligations.notAnswered', { fact: { term: `obligations.fact.${fact}` } }),
          field,
        },
        {
          step: 'rule',
          message: message('obligations.dependOnIt', { count: ids.length, duties: { list: ids } }),
          field: null,
        },
      ],
      sources: [],
      remedies: [
        { message: message('obligations.answer', { fact: { term: `obligations.fact.${fact}` } }), field, value: null },
      ],
      field,
      confirm: false,
    }
  })
}

/** The shortest span of six calendar months, February included, has 181 days. */
const sixMonths = 181

/** Article 26(6): logs of a high-risk system are kept at least six months. */
export function logFindings(facts: Facts, inForce: readonly PlannedDuty[]): readonly Finding[] {
  const duty = inForce.find(({ id }) => id === 'EU-09')
  const days = facts['security.logRetentionDays']
  if (duty === undefined || days === null || days >= sixMonths) return []
  return [
    {
      id: 'obligations/logs-too-short',
      rule: duty.id,
      stage: 'obligations',
      level: 'blocking',
      headline: message('obligations.logsTooShort', { days }),
      because: [
        { step: 'fact', message: message('obligations.logsKept', { days }), field: 'security.logRetentionDays' },
        { step: 'rule', message: message('obligations.article', { reference: duty.reference }), field: null },
      ],
      sources: [...duty.sources],
      remedies: [
        { message: message('obligations.keepLogs', { days: 184 }), field: 'security.logRetentionDays', value: 184 },
      ],
      field: 'security.logRetentionDays',
      confirm: duty.confidence === 'unverified',
    },
  ]
}
