import * as fc from 'fast-check'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pagePolicy } from '../../electron/shell/policy.ts'
import { answerPageRequest, listPageFiles, pageScheme, servePage, type PageFiles } from '../../electron/shell/protocol.ts'
import { fake } from '../support/fake-electron.ts'

let folder = ''
let files: PageFiles = new Map()

beforeAll(async () => {
  const top = mkdtempSync(path.join(tmpdir(), 'homeport-protocol-'))
  folder = path.join(top, 'renderer')
  mkdirSync(path.join(folder, 'assets'), { recursive: true })
  writeFileSync(path.join(top, 'secret.html'), 'secret')
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(path.join(folder, 'assets', 'index-1.js'), 'export {}')
  writeFileSync(path.join(folder, 'assets', 'face.woff2'), 'font')
  writeFileSync(path.join(folder, 'assets', 'notes.exe'), 'no')
  writeFileSync(path.join(folder, 'assets', 'a b#c.css'), 'p{}')
  symlinkSync(path.join(top, 'secret.html'), path.join(folder, 'link.html'))
  files = await listPageFiles(folder)
})
afterAll(() => rmSync(path.dirname(folder), { recursive: true, force: true }))

const ask = (url: string, method = 'GET') => answerPageRequest({ url, method }, files)

describe('the scheme', () => {
  test('has three privileges and no other', () => {
    expect(pageScheme).toEqual({ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } })
  })

  test('is served by one handler', async () => {
    const protocol = fake<Electron.Protocol>()
    servePage(protocol.it, files)
    expect(protocol.calls('handle').map(([scheme]) => scheme)).toEqual(['app'])
    const handler = protocol.calls('handle')[0]?.[1] as (request: Request) => Promise<Response>
    expect((await handler(new Request('app://homeport/index.html'))).status).toBe(200)
  })
})

describe('a file of the page', () => {
  test.each([
    ['app://homeport/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://homeport/assets/index-1.js', 'text/javascript; charset=utf-8', 'export {}'],
    ['app://homeport/assets/face.woff2', 'font/woff2', 'font'],
    ['app://homeport/assets/a%20b%23c.css', 'text/css; charset=utf-8', 'p{}'],
  ])('%s', async (url, contentType, body) => {
    const response = await ask(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(contentType)
    expect(await response.text()).toBe(body)
  })

  test('HEAD has headers and no body', async () => {
    const response = await ask('app://homeport/index.html', 'HEAD')
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  test('that is gone from the disk is not found', async () => {
    const gone = new Map([['app://homeport/gone.js', path.join(folder, 'gone.js')]])
    expect((await answerPageRequest({ url: 'app://homeport/gone.js', method: 'GET' }, gone)).status).toBe(404)
  })
})

describe('anything else is refused', () => {
  test.each([
    'app://homeport',
    'app://homeport/',
    'app://homeport/.',
    'app://homeport/..',
    'app://homeport/../secret.html',
    'app://homeport/../index.html',
    'app://homeport/assets/../index.html',
    'app://homeport/%2e%2e/secret.html',
    'app://homeport/%2e%2e%2fsecret.html',
    'app://homeport/..%5csecret.html',
    'app://homeport/..\\secret.html',
    'app://homeport/assets\\index-1.js',
    'app://homeport/index.html%00',
    'app://homeport/%00',
    'app://homeport/index.html.',
    'app://homeport/index.html/',
    'app://homeport//index.html',
    'app://homeport/index.html?x',
    'app://homeport/INDEX.HTML',
    'app://homeport/index%2ehtml',
    'app://homeport/assets/',
    'app://homeport/assets/notes.exe',
    'app://homeport/link.html',
    'app://homeport./index.html',
    'app://homeport.evil/index.html',
    'app://homeport:1/index.html',
    'app://user@homeport/index.html',
    'app://print/index.html',
    'app:///index.html',
    'app:index.html',
    'APP://homeport/index.html',
    'file:///etc/passwd',
    'https://homeport/index.html',
    '',
    '__proto__',
  ])('%s', async (url) => {
    const response = await ask(url)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'get', ''])('method "%s"', async (method) => {
    expect((await ask('app://homeport/index.html', method)).status).toBe(405)
  })

  test('no address but a listed one is answered, however it is made', async () => {
    const part = fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '/', '%00', '\0', 'index.html', 'assets', 'app:', '//', 'homeport', '?', ';', ' ')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(part, fc.string()), { maxLength: 8 }), async (parts) => {
        const url = `app://homeport/${parts.join('')}`
        const { status } = await ask(url)
        expect(status === 200).toBe(files.has(url) && !url.endsWith('.exe'))
      }),
    )
  })
})

test('each answer, also a refusal, carries the policy and its kind', async () => {
  const answers = [await ask('app://homeport/index.html'), await ask('app://homeport/nothing'), await ask('app://homeport/', 'POST')]
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toBe(pagePolicy)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-type')).not.toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})
