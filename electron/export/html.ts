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

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
