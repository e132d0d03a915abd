/** The costs: parts with their ranges and where each figure is from, then use, energy and the hosted alternative. */
import type { CostPart, CostTotal, Range } from '../../../shared/domain/cost/cost.ts'
import type { Citation } from '../../../shared/domain/vocabulary.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { pairs, table, type Chapter } from './table.ts'

export function costsChapter(report: Report): Chapter {
  const { assessment, speech } = report
  const { cost } = assessment.costs
  return {
    title: speech.word('report.costs'),
    body: cost === null ? html`<p>${speech.word('costsScreen.noTerms')}</p>` : [partsOf(cost, report), usePart(cost, report)],
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

function ratesOf(part: CostPart): readonly Citation[] {
  return part.exchanged.flatMap((rate) => rate.sources)
}

function usePart(cost: CostTotal, { assessment, sources, speech }: Report): Markup | null {
  const { tokensPerYear, utilization, perMillionTokens, energy, hosted, breakEven } = assessment.costs
  const money = (cents: number) => ({ cents, currency: cost.currency })
  const share = (basisPoints: number) => ({ basisPoints })
  const rows: (readonly [HtmlPart, HtmlPart])[] = []
  const add = (word: string, value: HtmlPart): void => void rows.push([speech.word(word), value])
  if (tokensPerYear !== null) add('costsScreen.tokensPerYear', speech.word('report.size', { size: tokensPerYear }))
  if (utilization !== null)
    add('costsScreen.utilization', speech.word('costsScreen.range', { likely: share(utilization.likely), low: share(utilization.low), high: share(utilization.high) }))
  if (perMillionTokens !== null)
    add('costsScreen.perMillionLabel', speech.word('costsScreen.range', { likely: money(perMillionTokens.likely), low: money(perMillionTokens.low), high: money(perMillionTokens.high) }))
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
