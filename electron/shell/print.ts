/**
 * Prints a document to a tagged PDF with outline. The window is hidden, runs no script, and lives in a session of its
 * own that can load nothing but the document.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import type { ServiceParts } from '../services.ts'
import { answerHeaders, pageScheme, refusal } from './protocol.ts'
import { printPolicy } from './policy.ts'
import { allowOnly } from './security.ts'

type PrintPdf = NonNullable<ServiceParts['printPdf']>

const origin = 'app://print'

export type PrintParts = {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow
  /** A session in memory, of its own. Asked for once. */
  readonly openSession: () => Session
}

/** Title and language of the file come from the document: `<title>` and `<html lang>`. */
export function makePrinter({ create, openSession }: PrintParts): PrintPdf {
  const waiting = new Map<string, string>()
  let session: Session | null = null
  let count = 0

  const serve = (): Session => {
    const opened = openSession()
    allowOnly(opened, (address) => waiting.has(address) || address.startsWith('data:'))
    opened.protocol.handle(pageScheme.scheme, (request) => {
      const html = waiting.get(request.url)
      if (html === undefined || request.method !== 'GET') return refusal(404)
      return new Response(html, { headers: answerHeaders('text/html; charset=utf-8', printPolicy) })
    })
    return opened
  }

  return async (html, options) => {
    session ??= serve()
    count += 1
    const address = `${origin}/${count}.html`
    waiting.set(address, html)
    const window = create({
      show: false,
      webPreferences: {
        session,
        sandbox: true,
        contextIsolation: true,
        javascript: false,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
        offscreen: true,
      },
    })
    try {
      await window.loadURL(address)
      const pdf = await window.webContents.printToPDF({
        pageSize: 'A4',
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
        displayHeaderFooter: true,
        headerTemplate: headOf(options.head ?? ['', '']),
        footerTemplate: footerOf(options.footer),
      })
      return settleMetadata(pdf, options.at)
    } finally {
      waiting.delete(address)
      window.destroy()
    }
  }
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** One line of small print at the head or foot of each page, as wide as the text. Long names are cut, not wrapped. */
const lineOf = (left: string, right: string, edge: string): string =>
  `<div style="box-sizing:border-box;width:100%;min-width:0;margin:0 18mm;padding:1.5mm 0;display:flex;justify-content:space-between;gap:8mm;` +
  `border-${edge}:0.6px solid #45505d;font:8px 'Source Sans 3','Liberation Sans',Arial,sans-serif;color:#45505d">` +
  `<span style="flex:1 1 20%;min-width:0;${cut}">${left}</span><span style="flex:0 1 auto;max-width:75%;min-width:0;${cut}">${right}</span></div>`

const cut = 'overflow:hidden;text-overflow:ellipsis;white-space:nowrap'

const headOf = ([left, right]: readonly [string, string]): string =>
  left === '' && right === '' ? '<span></span>' : lineOf(escapeHtml(left), escapeHtml(right), 'bottom')

/** Chromium fills the elements of these two classes with the numbers of the page. */
const footerOf = (text: string): string =>
  lineOf(escapeHtml(text), '<span class="pageNumber"></span> / <span class="totalPages"></span>', 'top')

/**
 * Gives the file the date `at` (ISO 8601 in UTC) instead of the clock's, so that the same document prints to the same
 * bytes, and our name as creator instead of the browser's. A PDF counts offsets in bytes, so lengths are kept.
 */
export function settleMetadata(pdf: Uint8Array, at: string): Uint8Array {
  const date = `D:${at.slice(0, 19).replaceAll(/[-T:]/g, '')}+00'00'`
  const text = Buffer.from(pdf)
    .toString('latin1')
    .replaceAll(/\/(CreationDate|ModDate) \(D:\d{14}[+-]\d{2}'\d{2}'\)/g, (_all, name: string) => `/${name} (${date})`)
    .replace(/\/Creator \(((?:\\.|[^\\()])*)\)/, (all, creator: string) =>
      creator.length < creatorName.length ? all : `/Creator (${creatorName.padEnd(creator.length)})`,
    )
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

const creatorName = 'Homeport'
