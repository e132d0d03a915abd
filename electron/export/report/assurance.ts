/** Evaluation, monitoring, risks and exit, and the questions that a board will ask. */
import { byCodeUnit } from '../../../shared/domain/vocabulary.ts'
import type { Assurance } from '../../../shared/plan/assurance/assurance.ts'
import type { EvaluationEntry } from '../../../shared/plan/assurance/entries.ts'
import { sampleValues, type SampleNeed } from '../../../shared/plan/assurance/evaluations.ts'
import { questionsShown } from '../../../shared/plan/assurance/questions.ts'
import type { Risk } from '../../../shared/plan/assurance/risks.ts'
import { html, type HtmlPart } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { dayText, inLanguage } from './speech.ts'
import { table, type Chapter } from './table.ts'

/** None in plans that were signed before this was worked out. */
export function assuranceChapters(report: Report): readonly Chapter[] {
  const { assessment, speech } = report
  const assurance = assessment.assurance
  if (assurance === undefined) return []
  return [
    { title: speech.word('assuranceScreen.questions'), body: questions(report, assurance) },
    {
      title: speech.word('report.assurance'),
      body: [
        html`<h3>${speech.word('assuranceScreen.evaluations')}</h3>`,
        evaluations(report, assurance) ?? html`<p>${speech.word('report.assuranceNone')}</p>`,
        html`<h3>${speech.word('assuranceScreen.signals')}</h3>`,
        signals(report) ?? html`<p>${speech.word('report.assuranceNone')}</p>`,
        html`<h3>${speech.word('assuranceScreen.risks')}</h3>`,
        risks(report, assurance),
        html`<h3>${speech.word('assuranceScreen.exit')}</h3>`,
        exit(report, assurance),
      ],
    },
  ]
}

function questions({ speech }: Report, { questions: all }: Assurance): HtmlPart {
  return table(
    null,
    [
      {
        name: speech.word('assuranceScreen.question'),
        as: 'wide',
        cell: ({ id }) => html`${speech.word(`question.${id}`)}<span class="under">${speech.word(`question.${id}.why`)}</span>`,
      },
      { name: speech.word('assuranceScreen.state'), as: 'narrow', cell: ({ state }) => speech.word(`assurance.answer.${state}`) },
      { name: speech.word('assuranceScreen.answeredBy'), cell: ({ field }) => speech.word(`field.${field}.label`) },
    ],
    all.slice(0, questionsShown),
  )
}

function evaluations(report: Report, { samples }: Assurance): HtmlPart {
  const { plan, speech } = report
  const own = (text: string): HtmlPart => inLanguage(text, plan.language, speech)
  const rows = samples.flatMap((need): readonly (SampleNeed & { readonly of: EvaluationEntry })[] => {
    const of = plan.evaluations?.[need.entry]
    return of === undefined ? [] : [{ ...need, of }]
  })
  return table(
    null,
    [
      {
        name: speech.word('assuranceScreen.task'),
        as: 'wide',
        cell: ({ of, ...need }) => html`${own(of.task)}<span class="under">${speech.word(`assurance.sample.${of.kind}`, sampleValues(of, need))}</span>`,
      },
      { name: speech.word('assuranceScreen.set'), cell: ({ of: { testSet } }) => setCell(testSet, report) },
      { name: speech.word('assuranceScreen.cases'), as: 'number', cell: ({ total }) => total },
      {
        name: speech.word('assuranceScreen.decidedBy'),
        cell: ({ of }) => html`${of.decidedBy === null ? speech.word('report.noOwner') : own(of.decidedBy)}<span class="under">${dayText(of.due, speech, 'medium')}</span>`,
      },
    ],
    rows,
  )
}

function setCell(set: EvaluationEntry['testSet'], { knowledge, plan, speech }: Report): HtmlPart {
  if (set.kind === 'none') return speech.word('assuranceScreen.set.none')
  if (set.kind === 'benchmark') return knowledge.evaluations.benchmarks.find(({ id }) => id === set.id)?.name ?? set.id
  const file = set.evidence === null ? undefined : plan.evidence[set.evidence]
  return html`${inLanguage(set.name, plan.language, speech)}${file === undefined ? null : html`<span class="under">${file.digest}</span>`}`
}

function signals({ plan, speech }: Report): HtmlPart {
  const own = (text: string): HtmlPart => inLanguage(text, plan.language, speech)
  return table(
    null,
    [
      { name: speech.word('assuranceScreen.signal'), as: 'wide', cell: ([, one]) => html`${own(one.name)}<span class="under">${speech.word(`assurance.signal.${one.kind}`)}</span>` },
      { name: speech.word('assuranceScreen.signalThreshold'), cell: ([, one]) => own(one.threshold) },
      {
        name: speech.word('assuranceScreen.who'),
        cell: ([, one]) =>
          html`${one.who === null ? speech.word('report.noOwner') : own(one.who)}<span class="under">${speech.word('assuranceScreen.everyDays', { days: one.everyDays })}</span>`,
      },
      { name: speech.word('assuranceScreen.actions'), cell: ([, one]) => one.actions.map((action) => speech.word(`assurance.action.${action}`)).join(', ') },
    ],
    Object.entries(plan.signals ?? {}).toSorted(([left], [right]) => byCodeUnit(left, right)),
  )
}

function risks({ plan, speech }: Report, { risks: all }: Assurance): HtmlPart {
  const own = (text: string): HtmlPart => inLanguage(text, plan.language, speech)
  const more = ({ findings }: Risk): HtmlPart => (findings.length < 2 ? null : ` (${speech.word('assuranceScreen.andMore', { count: findings.length - 1 })})`)
  return table(
    null,
    [
      {
        name: speech.word('assuranceScreen.risk'),
        as: 'wide',
        cell: (risk) =>
          html`${risk.origin === 'own' ? own(risk.entry?.title ?? '') : speech.say(risk.title)}${more(risk)}<span class="under">${speech.word(
            risk.contradiction ? 'assuranceScreen.contradiction' : `assuranceScreen.origin.${risk.origin}`,
          )}</span>${risk.entry === null || risk.entry.measures === '' ? null : html`<span class="under">${own(risk.entry.measures)}</span>`}`,
      },
      { name: speech.word('assuranceScreen.before'), as: 'number', cell: ({ grades }) => speech.word('assuranceScreen.grade', grades) },
      { name: speech.word('assuranceScreen.left'), as: 'number', cell: ({ residual }) => speech.word('assuranceScreen.grade', residual) },
      { name: speech.word('assuranceScreen.owner'), cell: ({ owner }) => (owner === null ? speech.word('report.noOwner') : own(owner)) },
      {
        name: speech.word('assuranceScreen.state'),
        as: 'narrow',
        cell: ({ state, until }) => html`${speech.word(`assurance.state.${state}`)}<span class="under">${dayText(until, speech, 'medium')}</span>`,
      },
    ],
    all,
    'small',
  )
}

function exit({ sources, speech }: Report, { exit: leaving }: Assurance): HtmlPart {
  const { parts, switching } = leaving
  return [
    html`<p>${speech.word('assuranceScreen.exitReady', { ready: parts.filter(({ state }) => state === 'ready').length, all: parts.length })}</p>`,
    table(
      null,
      [
        { name: speech.word('assuranceScreen.part'), cell: ({ id }) => speech.word(`assurance.exitPart.${id}`) },
        { name: speech.word('assuranceScreen.state'), cell: ({ state }) => speech.word(`assurance.exitState.${state}`) },
      ],
      parts,
    ),
    html`<p>${speech.word(`assuranceScreen.switching.${String(switching.applies)}`, { from: { day: switching.freeFrom } })} ${cited(switching.sources, sources, speech)}</p>`,
  ]
}
