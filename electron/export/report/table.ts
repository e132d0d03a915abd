/** Tables and chapters as the report draws them: every table has heads with a scope. */
import { html, type HtmlPart, type Markup } from '../html.ts'

export type Column<Row> = {
  readonly name: string
  readonly cell: (row: Row) => HtmlPart
  /** `number` is set to the right; `narrow` and `wide` share the width otherwise. */
  readonly as?: 'number' | 'narrow' | 'wide'
}

/**
 * A table with a head that repeats on each page. The first column names the row. No caption where the heading right above
 * says it. Null without rows.
 */
export function table<Row>(caption: string | null, columns: readonly Column<Row>[], rows: readonly Row[], kind = ''): Markup | null {
  if (rows.length === 0) return null
  const [first, ...rest] = columns
  return html`<table${classOf(kind)}>${captionOf(caption)}<thead><tr>${columns.map(
    (column) => html`<th scope="col"${classOf(column.as)}>${column.name}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => html`<tr><th scope="row"${classOf(first?.as)}>${first?.cell(row) ?? null}</th>${rest.map(
      (column) => html`<td${classOf(column.as)}>${column.cell(row)}</td>`,
    )}</tr>`,
  )}</tbody></table>`
}

/** Names with what belongs to them. Null without rows. */
export function pairs(caption: string | null, rows: readonly (readonly [HtmlPart, HtmlPart])[], kind = ''): Markup | null {
  if (rows.length === 0) return null
  return html`<table${classOf('pairs', kind)}>${captionOf(caption)}<tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`
}

function classOf(...names: readonly (string | undefined)[]): Markup | null {
  const given = names.filter((name) => name !== undefined && name !== '')
  return given.length === 0 ? null : html` class="${given.join(' ')}"`
}

function captionOf(caption: string | null): Markup | null {
  return caption === null ? null : html`<caption>${caption}</caption>`
}

/** A part of the report under a heading of its own; the report numbers them. */
export type Chapter = { readonly title: string; readonly body: HtmlPart }

export function list(items: readonly HtmlPart[], kind = ''): Markup | null {
  return items.length === 0 ? null : html`<ul${classOf(kind)}>${items.map((item) => html`<li>${item}</li>`)}</ul>`
}
