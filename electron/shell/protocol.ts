/**
 * The scheme `app`. The page's files are listed once at start; a request is answered only when its whole address is in
 * that list. No path is ever joined, decoded or normalized, so there is nothing to traverse.
 */
import type { CustomScheme, Protocol } from 'electron'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pagePolicy } from './policy.ts'

/** Origin of the page. Nothing else may call the main process. */
export const pageOrigin = 'app://homeport'
export const pageAddress = `${pageOrigin}/index.html`

/**
 * Not set, on purpose: `supportFetchAPI` and `corsEnabled` (the page reads nothing over the scheme, and another origin
 * must not), `bypassCSP`, `allowServiceWorkers`, `stream`.
 */
export const pageScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, codeCache: true },
}

/** Whole address of each file of the page, with the place of the file on disk. */
export type PageFiles = ReadonlyMap<string, string>

/** Lists every file below the folder of the built page. */
export async function listPageFiles(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return new Map(
    files.map((file) => [
      [pageOrigin, ...path.relative(folder, file).split(path.sep).map(encodeURIComponent)].join('/'),
      file,
    ]),
  )
}

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
])

/** Headers that every answer of ours carries, also a refusal. */
export const answerHeaders = (contentType: string, policy: string): Record<string, string> => ({
  'Content-Type': contentType,
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
})

/** An answer without content: 404, 405 and their kind. */
export const refusal = (status: number): Response =>
  new Response(null, { status, headers: answerHeaders('text/plain; charset=utf-8', pagePolicy) })

/** Answers one request for a file of the page. */
export async function answerPageRequest(
  request: { readonly url: string; readonly method: string },
  files: PageFiles,
  read: (file: string) => Promise<Uint8Array> = (file) => readFile(file),
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
  const file = files.get(request.url)
  if (file === undefined) return refusal(404)
  const contentType = contentTypes.get(path.extname(file))
  if (contentType === undefined) return refusal(404)
  const bytes = await read(file).catch(() => null)
  if (bytes === null) return refusal(404)
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers: answerHeaders(contentType, pagePolicy) })
}

/** Serves the page in a session. */
export function servePage(protocol: Pick<Protocol, 'handle'>, files: PageFiles): void {
  protocol.handle(pageScheme.scheme, (request) => answerPageRequest(request, files))
}
