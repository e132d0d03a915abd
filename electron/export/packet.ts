/**
 * The packet: one HTML file that shows the signed plan and verifies its signatures in any browser, offline. Data stands
 * in it as base64, the script and the style are allowed by their hashes alone.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { base64Of, utf8Bytes } from '../../shared/base/bytes.ts'
import { pemOf, type PublicKey } from '../../shared/base/envelope.ts'
import type { LogEvidence } from '../../shared/plan/log/proof.ts'
import type { Language } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { logEntries, timeEntries } from './bundle-parts.ts'
import { html, Markup } from './html.ts'

export type PacketInput = {
  /** Exact text of `plan.json`. */
  readonly plan: string
  /** Exact text of `public.json`: then it stands in the place of the plan. */
  readonly public?: string
  /** Exact text of each DSSE envelope. */
  readonly envelopes: readonly string[]
  readonly keys: readonly PublicKey[]
  /** What shows that the signer's log holds the signing, where there is a log. */
  readonly log?: LogEvidence | null
  /** Time tokens by the number of the statement they are about. */
  readonly times?: ReadonlyMap<number, Uint8Array>
  readonly language: Language
}

/** The built verifier and the faces it is set in. */
export type PacketParts = {
  readonly script: string
  readonly style: string
  /** `@font-face` rules with data addresses. */
  readonly fonts: string
}

const here = path.dirname(fileURLToPath(import.meta.url))

/** Reads the built verifier: beside `dist/main/` in a build, in `dist/` of the checkout otherwise. */
export async function readPacketParts(fonts: string): Promise<PacketParts> {
  const folder = ['../verifier', '../../dist/verifier', '../dist/verifier']
    .map((relative) => path.resolve(here, relative))
    .find((candidate) => existsSync(path.join(candidate, 'verifier.js')))
  if (folder === undefined) throw new Error('dist/verifier is missing: run "npm run build"')
  const [script, style] = await Promise.all([
    readFile(path.join(folder, 'verifier.js'), 'utf8'),
    readFile(path.join(folder, 'verifier.css'), 'utf8'),
  ])
  return { script, style, fonts }
}

/** The page as HTML text. The same input and parts give the same bytes. */
export function packetHtml(input: PacketInput, parts: PacketParts): string {
  const catalog = catalogOf(input.language)
  const word = (id: string): string => say(catalog, { id, values: {} })
  const style = `${parts.fonts}\n${parts.style}`
  const files: readonly (readonly [string, Uint8Array])[] = [
    input.public === undefined ? ['plan.json', utf8Bytes(input.plan)] : ['public.json', utf8Bytes(input.public)],
    ...input.envelopes.map((envelope, index) => [`statements/${index + 1}.dsse.json`, utf8Bytes(envelope)] as const),
    ...input.keys.map((key) => [`keys/${key.keyId}.pem`, utf8Bytes(pemOf(key))] as const),
    ...[...logEntries(input.log ?? null), ...timeEntries(input.times)].map(({ name, bytes }) => [name, bytes] as const),
  ]
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(parts.script)}`,
    `style-src ${hashSource(style)}`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const page = html`<!doctype html>
<html lang="${input.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${word('report.kind')}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header class="brand"><strong>Homeport</strong><span>${word('report.kind')}</span></header>
<p id="waiting" role="status">${word('verify.page.checking')}</p>
<noscript>${word('verify.page.no-script')}</noscript>
<main id="sheet"></main>
<aside id="panel" aria-label="${word('verify.page.signatures')}"></aside>
${files.map(([name, bytes]) => html`<script type="application/octet-stream" data-name="${name}">${base64Of(bytes)}</script>
`)}<script>${new Markup(parts.script)}</script>
</body>
</html>
`
  return page.toString()
}

/** How a content security policy names one exact text. */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
