/** HTML that is escaped by construction: whatever is put into a template is text, unless it is markup made here. */

/** Markup made by `html`. Nothing else can make one. */
export class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}

export type HtmlPart = string | number | Markup | null | readonly HtmlPart[]

/** A template: text is escaped, markup is kept, lists are joined, null is nothing. Use only between tags or in quotes. */
export function html(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Markup {
  const [first = '', ...rest] = literals
  return new Markup(first + rest.map((literal, index) => render(parts[index] ?? null) + literal).join(''))
}

function render(part: HtmlPart): string {
  if (part === null) return ''
  if (part instanceof Markup) return part.toString()
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return part.map(render).join('')
}

/**
 * Also makes visible what could make a text look like another one: marks that turn the direction of what follows become
 * their code, control characters become a replacement character.
 */
export function escapeHtml(text: string): string {
  return text
    .replaceAll(turning, (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase()}]`)
    .replaceAll(control, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Embeddings, overrides and isolates of the bidirectional algorithm. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is replaced here
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g
