/** The sources of a report: each is listed once, at the end, with its date and grade, and cited by its number. */
import type { Citation } from '../../../shared/domain/vocabulary.ts'
import { formatDay } from '../../../shared/words/format.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import { joined, quote, type Speech } from './speech.ts'
import type { Chapter } from './table.ts'

export type Sources = {
  /** Numbers of these sources, for the reader; a source that was not cited before gets the next one. */
  readonly cite: (citations: readonly Citation[]) => readonly number[]
  readonly all: () => readonly Citation[]
}

/** A new, empty list. Sources are numbered in the order in which the report cites them. */
export function newSources(): Sources {
  const numbers = new Map<string, number>()
  const all: Citation[] = []
  const numberOf = (citation: Citation): number => {
    const { title, locator = null, url = null, date = null, confidence } = citation
    const key = JSON.stringify([title, locator, url, date, confidence])
    const known = numbers.get(key)
    if (known !== undefined) return known
    all.push(citation)
    numbers.set(key, all.length)
    return all.length
  }
  return {
    cite: (citations) => [...new Set(citations.map(numberOf))].toSorted((left, right) => left - right),
    all: () => all,
  }
}

/** A dash between word joiners: no line ends within "3–5". */
const unbroken = '\u2060–\u2060'

/** "Sources 3–5, 9", or null where there is none. */
export function cited(citations: readonly Citation[], sources: Sources, speech: Speech): Markup | null {
  const numbers = sources.cite(citations)
  if (numbers.length === 0) return null
  return html`<span class="cited">${speech.word('report.sourceNumbers', { count: numbers.length, numbers: ranges(numbers).replaceAll('–', unbroken) })}</span>`
}

/** 1, 2, 3, 7 as "1–3, 7". */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

export function sourcesChapter(sources: Sources, speech: Speech): Chapter | null {
  const all = sources.all()
  if (all.length === 0) return null
  const entries = all.map((citation) => html`<li>${citationText(citation, speech)}</li>`)
  return {
    title: speech.word('report.sources'),
    body: html`<p class="note">${speech.word('report.sourcesLead')}</p><ol class="sources">${entries}</ol>`,
  }
}

/** A source as text. Addresses are printed and never linked: the report opens nothing. */
function citationText(citation: Citation, speech: Speech): HtmlPart {
  const { title, locator, url, date, confidence } = citation
  const parts: HtmlPart[] = [quote(title, speech)]
  if (locator) parts.push(quote(locator, speech))
  if (date) parts.push(formatDay(date, speech.locale, 'medium'))
  if (url) parts.push(html`<span class="address">${url}</span>`)
  parts.push(html`<strong>${speech.word(`confidence.${confidence}`)}</strong>`)
  return joined(parts, ' · ')
}
