/**
 * The costs as a workbook with live formulas: whoever changes a price or a quantity sees the total change. The formulas
 * restate the steps of the engine in the same order with the same rounding, so that both give the same figures.
 */
import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import type { CostPart, CostTotal, Range } from '../../shared/domain/cost/cost.ts'
import type { CostsAssessment } from '../../shared/plan/stages/costs.ts'
import type { Speech } from './report/speech.ts'
import { looksLikeFormula } from './spreadsheet-text.ts'

export type WorkbookInput = {
  readonly title: string
  readonly costs: CostsAssessment
  /** People who use the service; null where not known. */
  readonly users: number | null
}

type Cell = CellObject | null
const ends = ['low', 'likely', 'high'] as const satisfies readonly (keyof Range)[]

/** Null where there is no total to work out: no currency or no horizon. */
export async function costWorkbook(input: WorkbookInput, speech: Speech): Promise<Uint8Array | null> {
  const { cost } = input.costs
  if (cost === null) return null
  const sheets = [
    { data: costSheet(cost, input, speech), sheet: speech.word('workbook.costs'), columns: widths([30, 13, 12, 12, 12, 14, 14, 14, 9, 11, 11, 10, 16, 16, 16, 18, 60]), stickyRowsCount: headRow },
    ...(cost.discountBasisPoints === null ? [] : [{ data: presentSheet(cost, cost.discountBasisPoints, speech), sheet: speech.word('workbook.present'), columns: widths([30, 16, 16, 16]) }]),
  ]
  return new Uint8Array(await writeExcelFile(sheets).toBuffer())
}

const widths = (all: readonly number[]) => all.map((width) => ({ width }))

/** Rows of the first sheet, from 1: the terms, then the head of the parts. */
const horizonRow = 3
const tokensRow = 5
const usersRow = 6
const headRow = 8
const firstPart = headRow + 1

/**
 * A text is a text: a spreadsheet must not take what somebody wrote for a formula, not even after it was saved as CSV.
 */
function text(value: string, look: Partial<CellObject> = {}): Cell {
  return { type: String, value: looksLikeFormula(value) ? `’${value}` : value, wrap: true, alignVertical: 'top', ...look }
}
const strong = (value: string): Cell => text(value, { fontWeight: 'bold' })
const figure = (value: number, format: string): Cell => ({ type: Number, value, format, alignVertical: 'top' })
const formula = (value: string, format: string, look: Partial<CellObject> = {}): Cell => ({ type: 'Formula', value, format, alignVertical: 'top', ...look })

const plain = '#,##0.###'
const money = '#,##0.00'
const price = '#,##0.000000'
const factor = '0.000000'

function costSheet(cost: CostTotal, { title, costs, users }: WorkbookInput, speech: Speech): SheetData {
  const word = (id: string): string => speech.word(id)
  const last = firstPart + cost.parts.length - 1
  const total = last + 1
  const sumOf = (column: string): Cell => formula(`=SUM(${column}${firstPart}:${column}${last})`, money, { fontWeight: 'bold', topBorderStyle: 'thin' })
  const columnsOfEnds = ['M', 'N', 'O'] as const
  const per = (divisor: string): Cell[] => columnsOfEnds.map((column) => formula(`=ROUND(${column}${total}/${divisor},2)`, money))
  const { hosted } = costs
  return [
    [text(title, { fontWeight: 'bold', fontSize: 14, wrap: false })],
    [text(word('workbook.what'), { wrap: false })],
    [strong(word('workbook.horizon')), figure(cost.horizonMonths, '0')],
    [strong(word('workbook.currency')), text(cost.currency)],
    [strong(word('costsScreen.tokensPerYear')), costs.tokensPerYear === null ? text(word('report.notKnown')) : figure(costs.tokensPerYear, '#,##0')],
    [strong(word('workbook.users')), users === null ? text(word('report.notKnown')) : figure(users, '#,##0')],
    [],
    heads(speech).map(strong),
    ...cost.parts.map((part, index) => partRow(part, firstPart + index, speech)),
    [
      strong(word(cost.total === null ? 'workbook.known' : 'workbook.total')),
      ...Array.from({ length: 11 }, () => null),
      ...columnsOfEnds.map(sumOf),
    ],
    ...(cost.total === null || costs.tokensPerYear === null
      ? []
      : [[strong(word('costsScreen.perMillionLabel')), ...Array.from({ length: 11 }, () => null), ...per(`FLOOR(B${tokensRow}*B${horizonRow}/12,1)*1000000`)]]),
    ...(cost.total === null || users === null
      ? []
      : [[strong(word('costsScreen.perUserMonth')), ...Array.from({ length: 11 }, () => null), ...per(`(B${usersRow}*B${horizonRow})`)]]),
    ...(hosted === null || costs.tokensPerYear === null || cost.total === null
      ? []
      : [
          [strong(word('workbook.hostedPrice')), ...Array.from({ length: 11 }, () => null), ...ends.map((end) => figure(hosted.price.micros[end] / 1_000_000, price))],
          [
            strong(word('costsScreen.volume')),
            ...Array.from({ length: 11 }, () => null),
            ...ends.map((_, place) => {
              // The plan's low end against the dearest offer, and the other way round.
              const [own, other] = [columnsOfEnds[place] ?? 'N', columnsOfEnds[2 - place] ?? 'N']
              const hostedRow = total + 1 + (costs.tokensPerYear === null ? 0 : 1) + (users === null ? 0 : 1)
              return formula(`=ROUNDUP(${own}${total}/${other}${hostedRow},0)`, '#,##0')
            }),
          ],
        ]),
  ]
}

function heads(speech: Speech): readonly string[] {
  const word = (id: string): string => speech.word(id)
  const three = (id: string): readonly string[] => ends.map((end) => `${word(id)}, ${word(`report.${end}`)}`)
  return [
    word('report.costPart'),
    word('costsScreen.timing'),
    ...three('workbook.quantity'),
    ...three('workbook.price'),
    word('workbook.currency'),
    word('workbook.rate'),
    word('workbook.times'),
    word('workbook.residual'),
    ...three('workbook.cost'),
    word('report.basis'),
    word('finding.sources'),
  ]
}

function partRow(part: CostPart, row: number, speech: Speech): Cell[] {
  const { quantity, price: paid } = part
  const unknown = text(speech.word('report.notKnown'))
  const known = part.cents !== null
  const sources = part.sources.map(({ title, date }) => (date === null || date === undefined ? title : `${title} (${date})`))
  const missing = part.missing.map((id) => speech.word(`cost.input.${id}`))
  return [
    text(speech.word(`cost.part.${part.id}`)),
    text(speech.word(`cost.timing.${part.timing}`)),
    ...ends.map((end) => (quantity === null ? unknown : figure(quantity[end] / 1000, plain))),
    ...ends.map((end) => (paid === null ? unknown : figure(paid.micros[end] / 1_000_000, price))),
    text(paid?.currency ?? ''),
    figure(rateOf(part), factor),
    part.timing === 'yearly' ? formula(`=B${horizonRow}/12`, factor) : figure(1, factor),
    figure(part.residualBasisPoints / 10_000, '0.00%'),
    ...(['C', 'D', 'E'] as const).map((column, place) => {
      if (!known) return unknown
      const gross = `ROUND(${column}${row}*${['F', 'G', 'H'][place] ?? 'G'}${row}*J${row}*K${row},2)`
      return formula(`=${gross}-ROUND(${gross}*L${row},2)`, money)
    }),
    text(speech.word(part.basis === 'own' ? 'report.costBasis.own' : `cost.basis.${part.basis}`)),
    text(known ? sources.join('; ') : speech.word('costsScreen.partUnknown', { what: { list: missing } })),
  ]
}

/** The plan's currency for one unit of the price's currency. */
function rateOf({ exchanged, price: paid }: CostPart): number {
  let currency = paid?.currency
  let rate = 1
  for (const step of exchanged) {
    rate *= step.from === currency ? step.micros / 1_000_000 : 1_000_000 / step.micros
    currency = step.from === currency ? step.to : step.from
  }
  return rate
}

/** What the same payments are worth on the first day. */
function presentSheet(cost: CostTotal, discount: number, speech: Speech): SheetData {
  const costs = `'${speech.word('workbook.costs')}'`
  const years = Math.ceil(cost.horizonMonths / 12)
  const [rateAt, firstYear] = [2, 5]
  const lastYear = firstYear + years - 1
  const head = lastYear + 2
  const word = (id: string): string => speech.word(id)
  const weight: Readonly<Record<CostPart['timing'], string>> = { start: '1', yearly: `SUM($D$${firstYear}:$D$${lastYear})`, end: `(1/$C$${lastYear})` }
  const rows = cost.parts.map((part, index): Cell[] => {
    const row = firstPart + index
    return [
      text(word(`cost.part.${part.id}`)),
      ...(['C', 'D', 'E'] as const).map((column, place): Cell => {
        if (part.cents === null) return text(word('report.notKnown'))
        const worth = `${costs}!${column}${row}*${costs}!${['F', 'G', 'H'][place] ?? 'G'}${row}*${costs}!J${row}`
        return formula(`=ROUND(${worth}*(${weight[part.timing]}-${costs}!L${row}*${weight.end}),2)`, money)
      }),
    ]
  })
  const [from, to] = [head + 1, head + cost.parts.length]
  return [
    [strong(word('workbook.presentWhat'))],
    [strong(word('workbook.discount')), figure(discount / 10_000, '0.00%')],
    [],
    [strong(word('workbook.year')), strong(word('workbook.share')), strong(word('workbook.divisor')), strong(word('workbook.weight'))],
    ...Array.from({ length: years }, (_, index): Cell[] => {
      const row = firstYear + index
      return [
        figure(index + 1, '0'),
        formula(`=MIN(12,${costs}!$B$${horizonRow}-${index * 12})/12`, factor),
        formula(index === 0 ? `=1+$B$${rateAt}` : `=C${row - 1}*(1+$B$${rateAt})`, factor),
        formula(`=B${row}/C${row}`, factor),
      ]
    }),
    [],
    [strong(word('report.costPart')), ...ends.map((end) => strong(word(`report.${end}`)))],
    ...rows,
    [strong(word('workbook.total')), ...(['B', 'C', 'D'] as const).map((column) => formula(`=SUM(${column}${from}:${column}${to})`, money, { fontWeight: 'bold', topBorderStyle: 'thin' }))],
  ]
}
