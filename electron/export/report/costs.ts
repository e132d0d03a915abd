/** The costs: parts with their ranges and where each figure is from, then use, energy and the hosted alternative. */
import type { CostPart, CostTotal, Range } from '../../../shared/domain/cost/cost.ts'
import type { Citation } from '../../../shared/domain/vocabulary.ts'
import type { CostOption } from '../../../shared/plan/costs/options.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { pairs, table, type Chapter } from './table.ts'

export function costsChapter(report: Report): Chapter {
  const { assessment, speech } = report
  const { cost } = assessment.costs
  return {
    title: speech.word('report.costs'),
    body: cost === null ? html`<p>${speech.word('costsScreen.noTerms')}</p>` : [partsOf(cost, report), swingsOf(cost, report), optionsOf(cost, report), usePart(cost, report)],
  }
}

type Row = {
  readonly name: HtmlPart
  readonly timing: string
  readonly basis: HtmlPart
  readonly cents: Range | null
  readonly missing: readonly string[]
}

function partsOf(cost: CostTotal, report: Report): Markup {
  const { speech } = report
  const money = (cents: number): string => speech.word('report.size', { size: { cents, currency: cost.currency } })
  const row = (part: CostPart): Row => ({
    name: speech.word(`cost.part.${part.id}`),
    timing: speech.word(`cost.timing.${part.timing}`),
    basis: html`${speech.word(part.basis === 'own' ? 'report.costBasis.own' : `cost.basis.${part.basis}`)} ${cited([...part.sources, ...ratesOf(part)], report.sources, speech)}`,
    cents: part.cents,
    missing: part.missing,
  })
  const total: Row = {
    name: html`<strong>${speech.word(cost.total === null ? 'report.costKnown' : 'report.costTotal', { months: cost.horizonMonths })}</strong>`,
    timing: '',
    basis: '',
    cents: cost.total ?? cost.known,
    missing: [],
  }
  const figure = (pick: (range: Range) => number) => (one: Row): HtmlPart =>
    one.cents === null ? speech.word('report.notKnown') : money(pick(one.cents))
  return html`${table<Row>(
    speech.word('report.costTable', { months: cost.horizonMonths }),
    [
      {
        name: speech.word('report.costPart'),
        as: 'wide',
        cell: (one) =>
          one.missing.length === 0
            ? one.name
            : html`${one.name} <span class="under">${speech.word('costsScreen.partUnknown', {
                what: { terms: one.missing.map((id) => `cost.input.${id}`) },
              })}</span>`,
      },
      { name: speech.word('costsScreen.timing'), cell: (one) => one.timing },
      { name: speech.word('report.basis'), cell: (one) => one.basis },
      { name: speech.word('report.low'), as: 'number', cell: figure((range) => range.low) },
      { name: speech.word('report.likely'), as: 'number', cell: (one) => html`<strong>${figure((range) => range.likely)(one)}</strong>` },
      { name: speech.word('report.high'), as: 'number', cell: figure((range) => range.high) },
    ],
    [...cost.parts.map(row), total],
    'costs',
  )}
${
  cost.unknownParts.length === 0
    ? null
    : html`<p><strong>${speech.word('brief.costAtLeast', { likely: { cents: cost.known.likely, currency: cost.currency } })}</strong></p>`
}`
}

/** What moves the total most: each input alone at its low and high end. */
function swingsOf(cost: CostTotal, { assessment, speech }: Report): Markup | null {
  const { sensitivity } = assessment.costs
  // An assessment of an older Homeport has none.
  if (!sensitivity || sensitivity.swings.length === 0) return null
  const money = (cents: number): string => speech.word('report.size', { size: { cents, currency: cost.currency } })
  return html`<h3>${speech.word('costsScreen.tornado')}</h3>${table(
    speech.word('costsScreen.tornadoNote'),
    [
      {
        name: speech.word('report.costPart'),
        as: 'wide',
        cell: (swing) => speech.word(`costsScreen.swing.${swing.input}`, { part: { term: `cost.part.${swing.part}` } }),
      },
      { name: speech.word('report.low'), as: 'number', cell: (swing) => money(swing.low) },
      { name: speech.word('report.high'), as: 'number', cell: (swing) => money(swing.high) },
    ],
    sensitivity.swings.slice(0, 10),
    'swings',
  )}`
}

/** The plan beside other ways to run the same model. */
function optionsOf(cost: CostTotal, { assessment, knowledge, speech }: Report): Markup | null {
  const { options } = assessment.costs
  if (!options || options.length < 2) return null
  const unknown = speech.word('report.notKnown')
  const money = (cents: number) => ({ cents, currency: cost.currency })
  const name = (option: CostOption): string =>
    speech.word(`costsScreen.option.${option.kind}`, {
      provider: knowledge.providers.providers.find(({ id }) => id === option.provider)?.name ?? option.provider ?? '',
    })
  return html`<h3>${speech.word('costsScreen.options')}</h3>${table<CostOption>(
    speech.word('report.optionsNote'),
    [
      { name: speech.word('costsScreen.option'), as: 'wide', cell: name },
      {
        name: speech.word('stage.costs'),
        cell: ({ total, known }) =>
          total === null
            ? speech.word('costsScreen.atLeastShort', { known: money(known.likely) })
            : speech.word('costsScreen.range', { likely: money(total.likely), low: money(total.low), high: money(total.high) }),
      },
      { name: speech.word('costsScreen.ceiling'), cell: ({ seal, openFacts }) => (seal === null ? unknown : openFacts === 0 ? `SEAL-${seal}` : speech.word('costsScreen.optionOpen', { option: `SEAL-${seal}`, count: openFacts })) },
      {
        name: speech.word('costsScreen.openRights'),
        cell: ({ openRights }) => (openRights === null ? unknown : speech.word('costsScreen.ofSeven', { count: openRights })),
      },
      { name: speech.word('costsScreen.frontier'), cell: ({ onFrontier }) => (onFrontier ? speech.word('report.yes') : '–') },
    ],
    options,
    'options',
  )}`
}

function ratesOf(part: CostPart): readonly Citation[] {
  return part.exchanged.flatMap((rate) => rate.sources)
}

function usePart(cost: CostTotal, { assessment, sources, speech }: Report): Markup | null {
  const { tokensPerYear, utilization, perMillionTokens, perUserMonth, energy, hosted, breakEven } = assessment.costs
  const money = (cents: number) => ({ cents, currency: cost.currency })
  const share = (basisPoints: number) => ({ basisPoints })
  const rows: (readonly [HtmlPart, HtmlPart])[] = []
  const add = (word: string, value: HtmlPart): void => void rows.push([speech.word(word), value])
  if (tokensPerYear !== null) add('costsScreen.tokensPerYear', speech.word('report.size', { size: tokensPerYear }))
  if (utilization !== null)
    add('costsScreen.utilization', speech.word('costsScreen.range', { likely: share(utilization.likely), low: share(utilization.low), high: share(utilization.high) }))
  if (perMillionTokens !== null)
    add('costsScreen.perMillionLabel', speech.word('costsScreen.range', { likely: money(perMillionTokens.likely), low: money(perMillionTokens.low), high: money(perMillionTokens.high) }))
  if (perUserMonth) add('costsScreen.perUserMonth', speech.word('costsScreen.range', { likely: money(perUserMonth.likely), low: money(perUserMonth.low), high: money(perUserMonth.high) }))
  if (energy !== null) {
    add('costsScreen.energy', speech.word('costsScreen.kilowattHours', { amount: thousandths(energy.wattHours.likely) }))
    if (energy.grams !== null)
      add('costsScreen.carbon', html`${speech.word('costsScreen.kilograms', { amount: thousandths(energy.grams.likely) })} ${cited(energy.sources, sources, speech)}`)
  }
  if (hosted !== null && breakEven?.hostedCents) {
    const offer = speech.word('report.size', { size: money(breakEven.hostedCents.likely) })
    add('costsScreen.hostedTotal', html`${offer} ${speech.word(`costsScreen.hostedBasis.${hosted.basis}`)} ${cited(hosted.sources, sources, speech)}`)
    add('costsScreen.pays', breakEven.month === null ? speech.word('costsScreen.paysNever') : speech.word('costsScreen.paysFrom', { month: breakEven.month }))
  }
  return rows.length === 0 ? null : html`<h3>${speech.word('costsScreen.use')}</h3>${pairs(null, rows)}`
}

const thousandths = (value: number): number => Math.round(value / 1000)
