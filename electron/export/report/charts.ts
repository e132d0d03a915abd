/**
 * The two pictures of the report, drawn for print: labels stand beside what they name, patterns tell parts apart without
 * color, and the same figures stand in a table next to each.
 */
import { html, type Markup } from '../html.ts'

/** Units of the drawing; the page scales it to the width of the text. */
const width = 680

export type BarPart = {
  readonly name: string
  readonly size: string
  readonly bytes: number
  readonly fill: 'weights' | 'cache' | 'buffers' | 'runtime' | 'free'
}

/** Parts of memory to scale, with a mark where the usable memory ends. `label` says what the picture shows. */
export function memoryBar(
  label: string,
  parts: readonly BarPart[],
  limit: { readonly bytes: number; readonly name: string },
): Markup {
  const whole = Math.max(limit.bytes, parts.reduce((sum, part) => sum + part.bytes, 0), 1)
  const x = (bytes: number): number => round((bytes / whole) * (width - 2) + 1)
  let from = 0
  const drawn = parts.map((part) => {
    const start = from
    from += part.bytes
    return { ...part, start: x(start), end: x(from) }
  })
  // Every part gets a label; those that are too narrow to hold theirs are named in a row below.
  const named = drawn.map((part) => ({ ...part, inside: part.end - part.start > textWidth(`${part.name} ${part.size}`) + 14 }))
  const below = named.filter((part) => !part.inside)
  const end = x(limit.bytes)
  return html`<div class="picture"><svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${below.length > 0 ? 79 : 60}">
${patterns}
${named.map(
  (part) => html`<rect class="part ${part.fill}" x="${part.start}" y="20" width="${round(Math.max(part.end - part.start, 0.5))}" height="30"/>${
    part.inside
      ? html`<text class="${part.fill === 'weights' ? 'onDark' : 'onLight'}" x="${part.start + 7}" y="39">${part.name} ${part.size}</text>`
      : null
  }`,
)}
<path class="limit" d="M${end} 12V56"/>
<text x="${end}" y="8" text-anchor="end">${limit.name}</text>
${below.map((part, index) => {
  const at = 1 + below.slice(0, index).reduce((sum, before) => sum + textWidth(`${before.name} ${before.size}`) + 34, 0)
  return html`<rect class="part ${part.fill}" x="${round(at)}" y="65" width="10" height="10"/><text x="${round(at + 16)}" y="74">${part.name} ${part.size}</text>`
})}
</svg></div>`
}

export type LevelRow = {
  readonly code: string
  readonly name: string
  /** Null: no criterion is determined. */
  readonly level: number | null
  readonly required: number | null
}

/** Levels 0 to 4 for each objective, as bars with the required level as a mark. */
export function levelBars(label: string, rows: readonly LevelRow[], words: { readonly notKnown: string; readonly required: string }): Markup {
  const left = 286
  const step = (width - left - 92) / 4
  const top = 20
  const height = 22
  const x = (level: number): number => round(left + level * step)
  const bottom = top + rows.length * height
  const hasRequired = rows.some((row) => row.required !== null)
  return html`<div class="picture"><svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${bottom + (hasRequired ? 22 : 6)}">
${patterns}
${[0, 1, 2, 3, 4].map((level) => html`<path class="grid" d="M${x(level)} ${top - 4}V${bottom}"/><text x="${x(level)}" y="${top - 8}" text-anchor="middle">${level}</text>`)}
${rows.map((row, index) => {
  const y = top + index * height
  return html`<text x="0" y="${y + 15}"><tspan class="strong">${row.code}</tspan> ${row.name}</text>${
    row.level === null
      ? html`<rect class="part free" x="${x(0)}" y="${y + 5}" width="${round(4 * step)}" height="12"/>`
      : html`<rect class="part weights" x="${x(0)}" y="${y + 5}" width="${round(Math.max(row.level * step, 1))}" height="12"/>`
  }${row.required === null ? null : html`<path class="limit" d="M${x(row.required)} ${y + 2}V${y + 20}"/>`}<text class="strong" x="${x(4) + 8}" y="${y + 15}">${
    row.level === null ? words.notKnown : String(row.level)
  }</text>`
})}
${hasRequired ? html`<path class="limit" d="M${x(0) + 2} ${bottom + 6}V${bottom + 18}"/><text x="${x(0) + 10}" y="${bottom + 16}">${words.required}</text>` : null}
</svg></div>`
}

/** The hatching of what is free or not known. Several pictures may bring it: its name means the same in each. */
const patterns = html`<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><path d="M0 0V6" stroke="#8b939c" stroke-width="1.4"/></pattern></defs>`

/** Width of a label at the pictures' text size, generously. */
const textWidth = (text: string): number => text.length * 6.2

const round = (value: number): number => Math.round(value * 10) / 10
