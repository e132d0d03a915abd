/**
 * A key on paper, for the board: whose key it is, its fingerprint to compare, and the public key as a QR code and as
 * text. Nothing on it is secret.
 */
import { generate } from 'lean-qr'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import { formatInstant, localeOf, type Language } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { html } from '../export/html.ts'
import type { KeySummary } from './keys.ts'

/** Light around the code that readers need, in modules (ISO/IEC 18004). */
const quietZone = 4

const style = `
@page { size: A4; margin: 20mm }
body { font: 11pt/1.5 sans-serif; color: #16191d }
main { border: 1px solid #5c636b; border-radius: 6px; padding: 10mm; max-width: 150mm }
h1 { font: 600 18pt/1.2 serif; margin: 0 0 2mm }
dt { color: #4a5159; font-size: 9.5pt; margin-top: 3mm }
dd { margin: 0 }
code { font: 600 13pt/1.5 monospace; overflow-wrap: anywhere }
pre { font: 8.5pt/1.4 monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 4mm 0 0 }
svg { width: 52mm; height: 52mm; float: right; margin: 0 0 4mm 8mm }
.what { color: #4a5159; font-size: 9.5pt; clear: both }
`

export function keyCard(key: KeySummary, language: Language): string {
  const word = (id: string): string => say(catalogOf(language), { id, values: {} })
  const { path, side } = codeOf(key.publicKeyPem)
  const page = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${word('keys.card')}: ${key.name}</title><style>STYLE</style></head>
<body><main>
<svg viewBox="0 0 ${side} ${side}" role="img" aria-label="${word('keys.card.code')}"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>
<h1>${key.name}</h1>
<dl>
<dt>${word('keys.fingerprint')}</dt><dd><code>${fingerprintOf(key.keyId)}</code></dd>
<dt>${word('keys.algorithm')}</dt><dd>${word(`keys.algorithm.${key.algorithm}`)}</dd>
<dt>${word('keys.madeOn')}</dt><dd>${formatInstant(key.createdAt, localeOf(language), 'day')}</dd>
</dl>
<p class="what">${word('keys.card.what')}</p>
<pre>${key.publicKeyPem}</pre>
</main></body></html>`
  return page.toString().replace('STYLE', () => style)
}

/** A QR code as one path of unit squares, with its quiet zone. */
function codeOf(text: string): { readonly path: string; readonly side: number } {
  const code = generate(text)
  const squares: string[] = []
  for (let row = 0; row < code.size; row += 1)
    for (let column = 0; column < code.size; column += 1)
      if (code.get(column, row)) squares.push(`M${column + quietZone} ${row + quietZone}h1v1h-1z`)
  return { path: squares.join(''), side: code.size + 2 * quietZone }
}
