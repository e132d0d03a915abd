/** Elements made of text only, and words in the language of the page. */
import type { Message } from '../../shared/domain/vocabulary.ts'
import { languageOf, localeOf } from '../../shared/words/format.ts'
import { say, type catalogOf } from '../../shared/words/say.ts'

type Part = Node | string | null

/** An element with a class, holding text and other elements. Nothing is ever parsed as markup. */
export function element(tag: keyof HTMLElementTagNameMap, className: string, ...parts: readonly Part[]): HTMLElement {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  made.append(...parts.filter((part) => part !== null))
  return made
}

/** A table of rows whose first cell names the row. Without a head it needs a label. */
export function table(label: string, head: readonly string[], rows: readonly (readonly Part[])[]): HTMLElement {
  const body = rows.map(([name = '', ...cells]) => {
    const title = element('th', '', name)
    title.setAttribute('scope', 'row')
    return element('tr', '', title, ...cells.map((cell) => element('td', '', cell)))
  })
  const made = element('table', '', element('tbody', '', ...body))
  if (head.length === 0) made.setAttribute('aria-label', label)
  else {
    const cells = head.map((text) => {
      const cell = element('th', '', text)
      cell.setAttribute('scope', 'col')
      return cell
    })
    made.prepend(element('thead', '', element('tr', '', ...cells)))
  }
  return made
}

export type Speech = {
  readonly locale: string
  readonly say: (message: Message) => string
  readonly word: (id: string, values?: Message['values']) => string
}

export function speechIn(catalog: ReturnType<typeof catalogOf>): Speech {
  return {
    locale: localeOf(languageOf(catalog.locale)),
    say: (message) => say(catalog, message),
    word: (id, values = {}) => say(catalog, { id, values }),
  }
}

const svg = 'http://www.w3.org/2000/svg'
const shapes = {
  pass: 'M20 6 9 17l-5-5',
  fail: 'M18 6 6 18M6 6l12 12',
  'not-checkable': 'M12 17v.01M9.1 9a3 3 0 1 1 4.3 2.7c-.9.5-1.4 1-1.4 2.3',
} as const

/** A sign beside words that say the same; screen readers skip it. */
export function sign(kind: keyof typeof shapes): Element {
  const icon = document.createElementNS(svg, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('class', `sign ${kind}`)
  icon.setAttribute('aria-hidden', 'true')
  const shape = document.createElementNS(svg, 'path')
  shape.setAttribute('d', shapes[kind])
  icon.append(shape)
  return icon
}
