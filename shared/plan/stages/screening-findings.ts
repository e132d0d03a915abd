/** What the screening under the AI Act finds: prohibited practices, and answers that contradict the class in the plan. */
import type { ObligationPack } from '../../domain/obligations-pack.ts'
import type { Practice, Screening } from '../../domain/obligations/screening.ts'
import { message, type Finding, type Reason } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import { classFields, practiceFields } from './obligation-facts.ts'
import type { PlannedDuty } from './obligation-findings.ts'

/** Article 5: a declared prohibited practice stops the plan; doubt, or a use that suggests one, has to be cleared. */
export function prohibitedFindings(
  facts: Facts,
  duties: readonly PlannedDuty[],
  screening: Screening,
  pack: ObligationPack,
): readonly Finding[] {
  const ban = duties.find((duty) => duty.id === 'EU-02')
  if (ban === undefined) return []
  const answer = facts['class.prohibitedPractice']
  const found = screening.practices.filter((practice) => practice.outcome === 'found')
  const cleared = answer === 'none' || (answer === null && screening.prohibited === 'none')
  const suspect = cleared ? suspectUses(facts, pack) : []
  const each = found.map((practice) => practiceFinding(practice, ban))
  const open = answer === 'none' && screening.prohibited === 'open' ? [practicesOpen(screening, ban)] : []
  // A practice that was found says more than the same again in general.
  const whole = answer === 'unsure' || suspect.length > 0 || (answer === 'yes' && found.length === 0)
  return [...each, ...(whole ? [wholeFinding(answer, suspect, ban)] : []), ...open]
}

/** "None found" is a conclusion, too. While a practice was not asked about, it is not known. */
function practicesOpen({ practices }: Screening, ban: PlannedDuty): Finding {
  const open = practices.filter((practice) => practice.outcome === 'open')
  const field = open[0] === undefined ? 'class.prohibitedPractice' : fieldOfPractice(open[0].id)
  return {
    id: 'obligations/practices-open',
    rule: ban.id,
    stage: 'obligations',
    level: 'unknown',
    headline: message('obligations.practicesOpen', { count: open.length }),
    because: open.map((practice): Reason => {
      const asked = fieldOfPractice(practice.id)
      return {
        step: 'fact',
        message: message('obligations.practiceOpen', {
          question: { term: `field.${asked}.label` },
          reference: practice.reference,
        }),
        field: asked,
      }
    }),
    sources: [...ban.sources],
    remedies: [{ message: message('obligations.answerScreening'), field, value: null }],
    field,
    confirm: false,
  }
}

/** Uses that suggest a prohibited practice: worth a second look whatever the answers say. */
function suspectUses(facts: Facts, pack: ObligationPack): readonly string[] {
  const tags: readonly string[] = facts['purpose.tags'] ?? []
  return pack.screening.uses.filter((use) => use.prohibited && tags.includes(use.tag)).map((use) => use.tag)
}

function wholeFinding(answer: Facts['class.prohibitedPractice'], suspect: readonly string[], ban: PlannedDuty): Finding {
  const declared = answer === 'yes'
  return {
    id: 'obligations/prohibited-practice',
    rule: ban.id,
    stage: 'obligations',
    // A ban that might not bind this organization, or not yet, is named but stops nothing.
    level: declared && ban.status === 'in-force' ? 'blocking' : declared || answer === 'unsure' ? 'unknown' : 'advisory',
    headline: message(declared ? 'obligations.prohibited' : 'obligations.maybeProhibited'),
    because: [
      ...(answer === null
        ? []
        : [
            {
              step: 'fact' as const,
              message: message('obligations.prohibitedAnswer', {
                answer: { term: `field.class.prohibitedPractice.option.${answer}` },
              }),
              field: 'class.prohibitedPractice',
            },
          ]),
      ...suspect.map((tag): Reason => ({
        step: 'fact',
        message: message('obligations.useSuggests', { use: { term: `field.purpose.tags.option.${tag}` } }),
        field: 'purpose.tags',
      })),
      { step: 'rule', message: message('obligations.article', { reference: ban.reference }), field: null },
    ],
    sources: [...ban.sources],
    remedies: [{ message: message('obligations.clearPractice'), field: null, value: null }],
    field: 'class.prohibitedPractice',
    confirm: ban.confidence === 'unverified',
  }
}

/** One practice that an answer admits. It stops the plan from the day of its ban on. */
function practiceFinding(practice: Practice, ban: PlannedDuty): Finding {
  const field = fieldOfPractice(practice.id)
  const binds = practice.inForce && ban.status === 'in-force'
  return {
    id: `obligations/practice/${practice.id}`,
    rule: ban.id,
    stage: 'obligations',
    level: binds ? 'blocking' : ban.status === 'depends' ? 'unknown' : 'advisory',
    headline: message(practice.inForce ? 'obligations.practiceFound' : 'obligations.practiceLater', {
      reference: practice.reference,
      from: { day: practice.from },
    }),
    because: [
      { step: 'fact', message: message('obligations.practiceAnswer', { question: { term: `field.${field}.label` } }), field },
      {
        step: 'rule',
        message: message('obligations.appliesFrom', { reference: practice.reference, from: { day: practice.from } }),
        field: null,
      },
    ],
    sources: [...practice.sources],
    remedies: [{ message: message('obligations.clearPractice'), field, value: null }],
    field,
    confirm: practice.sources.every((source) => source.confidence === 'unverified'),
  }
}

function fieldOfPractice(id: string): (typeof practiceFields)[keyof typeof practiceFields] {
  const found = Object.entries(practiceFields).find(([name]) => name === id)
  if (found === undefined) throw new Error('a test holds the practices of the pack against the fields')
  return found[1]
}

/** The class in the plan against what the guided questions and the uses say. */
export function classFindings(
  facts: Facts,
  duties: readonly PlannedDuty[],
  screening: Screening,
  pack: ObligationPack,
): readonly Finding[] {
  const rule = duties.find((duty) => duty.id === 'EU-04')
  const chosen = facts['class.euRisk']
  if (rule === undefined) return []
  const differs =
    chosen !== null && screening.riskClass !== null && chosen !== screening.riskClass
      ? [differsFinding(chosen, screening, screening.riskClass, rule)]
      : []
  const open = chosen === 'none' && screening.riskClass === null ? [openFinding(screening, rule)] : []
  return [...differs, ...open, ...suggestedFindings(facts, screening, rule, pack)]
}

function differsFinding(
  chosen: string,
  screening: Screening,
  found: string,
  rule: PlannedDuty,
): Finding {
  return {
    id: 'obligations/class-differs',
    rule: rule.id,
    stage: 'obligations',
    level: 'advisory',
    headline: message('obligations.classDiffers', {
      chosen: { term: `field.class.euRisk.option.${chosen}` },
      found: { term: `field.class.euRisk.option.${found}` },
    }),
    because: stepReasons(screening),
    sources: [...screening.sources],
    remedies: [{ message: message('obligations.takeOver'), field: 'class.euRisk', value: found }],
    field: 'class.euRisk',
    confirm: false,
  }
}

/** "Not high-risk" is a conclusion. While a question is open that could overturn it, it is not known. */
function openFinding(screening: Screening, rule: PlannedDuty): Finding {
  const open = screening.steps.filter((step) => step.meaning === 'open')
  const field = open[0] === undefined ? 'class.euRisk' : classFields[open[0].question]
  return {
    id: 'obligations/screening-open',
    rule: rule.id,
    stage: 'obligations',
    level: 'unknown',
    headline: message('obligations.screeningOpen', { count: open.length }),
    because: stepReasons(screening),
    sources: [...screening.sources],
    remedies: [{ message: message('obligations.answerScreening'), field, value: null }],
    field,
    confirm: false,
  }
}

export function stepReasons({ steps, riskClass }: Screening): Reason[] {
  return [
    ...steps.map((step): Reason => ({
      step: 'fact',
      message: message(`obligations.step.${step.meaning}`, {
        question: { term: `field.${classFields[step.question]}.label` },
        reference: step.reference,
      }),
      field: classFields[step.question],
    })),
    {
      step: 'result',
      message:
        riskClass === null
          ? message('obligations.classOpen')
          : message('obligations.classIs', { found: { term: `field.class.euRisk.option.${riskClass}` } }),
      field: null,
    },
  ]
}

/** A use that suggests a point of Annex III, while the plan says that the system is not high-risk. */
function suggestedFindings(
  facts: Facts,
  screening: Screening,
  rule: PlannedDuty,
  pack: ObligationPack,
): readonly Finding[] {
  const tags: readonly string[] = facts['purpose.tags'] ?? []
  // Where the questions already say "high-risk", that the class differs is said above.
  if ((facts['class.euRisk'] ?? screening.riskClass) !== 'none' || screening.riskClass === 'annex-iii') return []
  return pack.screening.uses
    .filter((use) => use.points.length > 0 && tags.includes(use.tag))
    .map((use): Finding => ({
      id: `obligations/screening/${use.tag}`,
      rule: rule.id,
      stage: 'obligations',
      level: 'advisory',
      headline: message('obligations.suggestsHighRisk', {
        use: { term: `field.purpose.tags.option.${use.tag}` },
        points: { list: [...use.points] },
      }),
      because: [
        {
          step: 'fact',
          message: message('obligations.useIs', { use: { term: `field.purpose.tags.option.${use.tag}` } }),
          field: 'purpose.tags',
        },
        { step: 'fact', message: message('obligations.classedNone'), field: 'class.euRisk' },
        {
          step: 'rule',
          message: message('obligations.annexPoint', { points: { list: [...use.points] } }),
          field: null,
        },
      ],
      sources: [...pack.screening.sources],
      remedies: [
        { message: message('obligations.classAnnex'), field: 'class.euRisk', value: 'annex-iii' },
        { message: message('obligations.classExempt'), field: 'class.euRisk', value: 'annex-iii-exempt' },
      ],
      field: 'class.euRisk',
      confirm: false,
    }))
}
