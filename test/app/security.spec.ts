/** What the page cannot do in real Electron, tried from inside the page. */
/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page must bring everything along */
import { expect, test, type Page } from '@playwright/test'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from '../support/launch.ts'

const address = 'app://homeport/index.html'

/** What the page collects while it is attacked. */
type Probe = { violations: string[] }

let launched: Launched
let page: Page

test.beforeAll(async () => {
  launched = await launchApp()
  page = launched.page
})
test.afterAll(() => launched.close())

test.beforeEach(async () => {
  await page.reload()
  await page.locator('#root > *').first().waitFor()
})

/** Violations of the content security policy that an action in the page provokes, as `directive blocked`. */
async function violationsOf(action: () => unknown): Promise<string[]> {
  await page.evaluate(() => {
    const probe: Probe = { violations: [] }
    Object.assign(globalThis, { probe })
    document.addEventListener('securitypolicyviolation', (event) => {
      probe.violations.push(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
  await page.evaluate(action)
  const read = () => page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.violations)
  await expect.poll(async () => (await read()).length).toBeGreaterThan(0)
  return read()
}

test('a start provokes no violation, no error and no request but for files of the page', async () => {
  const problems: string[] = []
  const requests: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
  page.on('pageerror', (error) => void problems.push(error.message))
  page.on('request', (request) => void requests.push(request.url()))
  await page.addInitScript(() => {
    const probe: Probe = { violations: [] }
    Object.assign(globalThis, { startProbe: probe })
    document.addEventListener('securitypolicyviolation', (event) => {
      probe.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    })
  })
  await page.reload()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => (globalThis as unknown as { startProbe: Probe }).startProbe.violations)).toEqual([])
  expect(problems).toEqual([])
  expect(requests.length).toBeGreaterThan(1)
  expect(requests.filter((url) => !url.startsWith('app://homeport/'))).toEqual([])
})

test.describe('Node and Electron', () => {
  test('are not in the page', async () => {
    const names = ['require', 'process', 'Buffer', 'module', 'global', '__dirname', 'electron', 'ipcRenderer', 'setImmediate']
    expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([])
    expect(await page.evaluate(() => Object.getOwnPropertyNames(window.homeport))).toEqual(['invoke'])
  })

  test('cannot be reached through what the page changes in its own world', async () => {
    const outcome = await page.evaluate(async () => {
      let stolen = 0
      const steal = (): never => {
        stolen += 1
        throw new Error('stolen')
      }
      // Not `bind`: with that one changed, this Electron ends the page's process. Closed as well, but no answer.
      const prototypes = [Function.prototype, Array.prototype]
      const saved = prototypes.map((prototype) => [prototype, Object.getOwnPropertyDescriptors(prototype)] as const)
      Object.assign(Function.prototype, { call: steal, apply: steal })
      Object.assign(Array.prototype, { map: steal, push: steal, slice: steal })
      const answer = window.homeport.invoke('settings.read', null)
      for (const [prototype, descriptors] of saved) Object.defineProperties(prototype, descriptors as PropertyDescriptorMap)
      return { answer: await answer, stolen }
    })
    expect(outcome).toMatchObject({ answer: { ok: true }, stolen: 0 })
  })

  test('the one function cannot be replaced', async () => {
    const outcome = await page.evaluate(() => {
      const { invoke } = window.homeport
      try {
        Object.assign(window.homeport, { invoke: () => 'replaced' })
      } catch {
        // Frozen: this is what we want.
      }
      return window.homeport.invoke === invoke
    })
    expect(outcome).toBe(true)
  })

  test('answer no channel that the contract lacks', async () => {
    for (const channel of ['plan.nothing', '', 'toString', '../plan.list', 'ELECTRON_BROWSER_REQUIRE']) {
      const outcome = await page.evaluate(async (name) => {
        try {
          return await (window.homeport.invoke as (channel: string, value: unknown) => Promise<unknown>)(name, null)
        } catch (error) {
          return String(error)
        }
      }, channel)
      expect(outcome).toContain('No handler registered')
    }
  })

  test('are out of reach of the preload script too, which runs sandboxed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'homeport-preload-'))
    const preload = path.join(folder, 'preload.js')
    writeFileSync(
      preload,
      `const refused = (name) => { try { require(name); return false } catch { return true } }
       require('electron').contextBridge.exposeInMainWorld('seen', {
         sandboxed: process.sandboxed, isolated: process.contextIsolated,
         refused: ['fs', 'child_process', 'net', 'node:os'].filter(refused),
       })`,
    )
    const seen = await launched.app.evaluate(async ({ BrowserWindow }, { file, url }) => {
      const [window] = BrowserWindow.getAllWindows()
      const contents = window!.webContents as unknown as { getLastWebPreferences: () => Electron.WebPreferences }
      const copy = new BrowserWindow({ show: false, webPreferences: { ...contents.getLastWebPreferences(), preload: file, offscreen: true } })
      await copy.loadURL(url)
      const value: unknown = await copy.webContents.executeJavaScript('window.seen')
      copy.destroy()
      return value
    }, { file: preload, url: address })
    expect(seen).toEqual({ sandboxed: true, isolated: true, refused: ['fs', 'child_process', 'net', 'node:os'] })
    rmSync(folder, { recursive: true })
  })

  test('the page is a process of its own that the kernel confines, where Chromium may do so', async () => {
    test.skip(process.platform !== 'linux', 'seccomp is Linux')
    const [pid, isOff] = await launched.app.evaluate(({ app, BrowserWindow }) => [
      BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
      app.commandLine.hasSwitch('no-sandbox'),
    ] as const)
    test.skip(isOff, 'started with --no-sandbox, as root must')
    expect(/^Seccomp:\s*(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]).toBe('2')
  })
})

test.describe('the content security policy blocks and reports', () => {
  const attempts: [string, RegExp, () => unknown][] = [
    ['fetch', /^connect-src https:\/\/example\.org/, () => fetch('https://example.org/').catch(() => null)],
    ['fetch of its own origin', /^connect-src app/, () => fetch('index.html').catch(() => null)],
    ['XMLHttpRequest', /^connect-src/, () => {
      const request = new XMLHttpRequest()
      request.open('GET', 'https://example.org/')
      request.send()
    }],
    ['WebSocket', /^connect-src wss:/, () => void new WebSocket('wss://example.org/')],
    ['EventSource', /^connect-src/, () => void new EventSource('https://example.org/')],
    ['a beacon', /^connect-src/, () => void navigator.sendBeacon('https://example.org/', 'x')],
    ['an image', /^img-src https:/, () => void (new Image().src = 'https://example.org/a.png')],
    ['an image in its address', /^img-src data/, () => void (new Image().src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=')],
    ['a font', /^font-src/, () => void new FontFace('x', 'url(https://example.org/a.woff2)').load().catch(() => null)],
    ['a frame', /^frame-src/, () => {
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org/'
      document.body.append(frame)
    }],
    ['an object', /^(object-src|trusted-types|require-trusted-types-for)/, () => {
      const object = document.createElement('embed')
      try {
        object.src = 'https://example.org/a.swf'
      } catch {
        // Refused already by Trusted Types.
      }
      document.body.append(object)
    }],
    ['a worker', /^(worker-src|require-trusted-types-for)/, () => {
      try {
        void new Worker('data:text/javascript,1')
      } catch {
        // Refused already by Trusted Types.
      }
    }],
    ['another style sheet', /^style-src/, () => {
      const link = document.createElement('link')
      link.rel = 'stylesheet'
      link.href = 'https://example.org/a.css'
      document.head.append(link)
    }],
    ['an inline style', /^style-src-elem inline/, () => {
      const style = document.createElement('style')
      style.textContent = 'p { color: red }'
      document.head.append(style)
    }],
    ['a style attribute', /^style-src-attr inline/, () => document.body.setAttribute('style', 'color: red')],
    ['a base address', /^base-uri/, () => {
      const base = document.createElement('base')
      base.href = 'https://example.org/'
      document.head.append(base)
    }],
    ['a form', /^form-action/, () => {
      const form = document.createElement('form')
      form.action = 'https://example.org/'
      document.body.append(form)
      form.submit()
    }],
    ['markup as text', /^require-trusted-types-for/, () => {
      try {
        document.body.innerHTML = '<img src=x>'
      } catch {
        // Reported as well.
      }
    }],
    ['a Trusted Types policy', /^trusted-types/, () => {
      const types = (globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } }).trustedTypes
      try {
        types.createPolicy('default', { createHTML: (text: string) => text })
      } catch {
        // Reported as well.
      }
    }],
    ['a script from elsewhere', /^(script-src|require-trusted-types-for)/, () => {
      const script = document.createElement('script')
      try {
        script.src = 'https://example.org/a.js'
      } catch {
        // Refused already by Trusted Types.
      }
      document.head.append(script)
    }],
    ['an inline handler', /^(script-src-attr|require-trusted-types-for)/, () => {
      try {
        document.body.setAttribute('onclick', 'window.attacked = 1')
      } catch {
        // Refused already by Trusted Types.
      }
    }],
    ['a module in its address', /^script-src/, () => {
      const load = (name: string): Promise<unknown> => import(/* @vite-ignore */ name)
      return load('https://example.org/a.js').catch(() => null)
    }],
  ]
  for (const [name, expected, action] of attempts) {
    test(name, async () => {
      expect(await violationsOf(action)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
      expect(page.url()).toBe(address)
    })
  }

  test('text as code', async () => {
    // The test driver's own evaluation is exempt from the policy, a timer in the page is not.
    const seen = await violationsOf(() =>
      new Promise<void>((resolve) => {
        setTimeout(() => {
          try {
            const make = Function
            Object.assign(globalThis, { attacked: make('return 1')() as unknown })
          } catch {
            // This is what we want.
          }
          resolve()
        })
      }),
    )
    expect(seen).toEqual(expect.arrayContaining([expect.stringMatching(/^(script-src|require-trusted-types-for)/)]))
    expect(await page.evaluate(() => 'attacked' in globalThis)).toBe(false)
  })
})

test.describe('the page stays', () => {
  const target = 'https://example.org/'
  const attempts: [string, () => unknown][] = [
    ['location.href', () => void (location.href = 'https://example.org/')],
    ['location.href to a file', () => void (location.href = 'file:///etc/passwd')],
    ['location.href to data', () => void (location.href = 'data:text/html,attacked')],
    ['location.href to script', () => {
      try {
        location.href = 'javascript:document.body.append("attacked")'
      } catch {
        // Refused by Trusted Types.
      }
    }],
    ['location.replace to another file of its own', () => location.replace('app://homeport/other.html')],
    ['location.assign to another host of the scheme', () => location.assign('app://print/1.html')],
    ['location.reload', () => location.reload()],
    ['a meta refresh', () => {
      const meta = document.createElement('meta')
      meta.httpEquiv = 'refresh'
      meta.content = '0;url=https://example.org/'
      document.head.append(meta)
    }],
    ['a form', () => {
      const form = document.createElement('form')
      form.action = 'https://example.org/'
      document.body.append(form)
      form.requestSubmit()
    }],
    ['an unknown scheme', () => void (location.href = 'mailto:someone@example.org')],
  ]
  for (const [name, action] of attempts) {
    test(`after ${name}`, async () => {
      await page.evaluate(() => Object.assign(globalThis, { stillHere: true }))
      await page.evaluate(action)
      await page.waitForTimeout(250)
      expect(page.url()).toBe(address)
      expect(await page.evaluate(() => 'stillHere' in globalThis)).toBe(true)
      expect(await page.locator('body').textContent()).not.toContain('attacked')
    })
  }

  const clicks: [string, string | undefined, Parameters<Page['click']>[1]][] = [
    ['a click on a link', undefined, {}],
    ['a click on a link to a new window', '_blank', {}],
    ['a middle click', undefined, { button: 'middle' }],
    ['a click with Shift', undefined, { modifiers: ['Shift'] }],
    ['a click with Control', undefined, { modifiers: ['Control'] }],
  ]
  for (const [name, linkTarget, options] of clicks) {
    test(`after ${name}`, async () => {
      await page.evaluate(
        ({ href, to }) => {
          const link = document.createElement('a')
          link.href = href
          link.target = to ?? ''
          link.textContent = 'elsewhere'
          link.id = 'elsewhere'
          document.body.prepend(link)
        },
        { href: target, to: linkTarget },
      )
      await page.click('#elsewhere', { ...options, force: true, noWaitAfter: true })
      await page.waitForTimeout(250)
      expect(page.url()).toBe(address)
      expect(launched.app.windows()).toHaveLength(1)
    })
  }

  test('and opens no window', async () => {
    for (const url of [target, 'about:blank', '', address, 'file:///etc/passwd'])
      expect(await page.evaluate((to) => window.open(to) === null, url)).toBe(true)
    expect(launched.app.windows()).toHaveLength(1)
  })

  test('and holds no guest', async () => {
    await page.evaluate(() => {
      const guest = document.createElement('webview')
      guest.setAttribute('src', 'app://homeport/index.html')
      document.body.append(guest)
    })
    await page.waitForTimeout(250)
    expect(await launched.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getType()))).toEqual([
      expect.stringMatching(/^(window|offscreen)$/),
    ])
  })

  test('and downloads nothing', async () => {
    const started = page.waitForEvent('download', { timeout: 400 }).then(() => true, () => false)
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['x']))
      link.download = 'x.txt'
      document.body.append(link)
      link.click()
    })
    expect(await started).toBe(false)
  })

  test('and a frame in it has no way out', async () => {
    expect(
      await page.evaluate(() => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        return frame.contentWindow !== null && 'homeport' in frame.contentWindow
      }),
    ).toBe(false)
  })
})

test.describe('permissions', () => {
  test('are refused', async () => {
    const outcome = await page.evaluate(async () => {
      const named = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : 'refused')
      const attempt = (action: () => Promise<unknown>): Promise<string> => action().then(() => 'granted', named)
      const device = navigator as unknown as Record<string, { requestDevice?: (options: object) => Promise<unknown>; requestPort?: () => Promise<unknown> } | undefined>
      /** Some interfaces answer with an empty list instead of refusing. */
      const some = (chosen: unknown): unknown => {
        if (chosen === undefined || (Array.isArray(chosen) && chosen.length === 0)) throw new Error('none')
        return chosen
      }
      return {
        geolocation: await new Promise<string>((resolve) => {
          navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(`refused ${code}`))
        }),
        notification: await Notification.requestPermission(),
        camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await attempt(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await attempt(() => navigator.mediaDevices.getDisplayMedia()),
        midi: await attempt(() => navigator.requestMIDIAccess()),
        clipboard: await attempt(() => navigator.clipboard.readText()),
        wakeLock: await attempt(() => navigator.wakeLock.request()),
        usb: await attempt(async () => some(await device['usb']?.requestDevice?.({ filters: [] }))),
        hid: await attempt(async () => some(await device['hid']?.requestDevice?.({ filters: [] }))),
        serial: await attempt(async () => some(await device['serial']?.requestPort?.())),
        bluetooth: await attempt(async () => some(await device['bluetooth']?.requestDevice?.({ acceptAllDevices: true }))),
      }
    })
    expect(outcome.geolocation).toBe('refused 1')
    expect(outcome.notification).toBe('denied')
    const { geolocation: _geolocation, notification: _notification, ...others } = outcome
    for (const [name, result] of Object.entries(others)) expect(`${name} ${result}`).not.toBe(`${name} granted`)
  })

  test('are known to be refused before they are asked for', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage']
      const query = (name: string) => navigator.permissions.query({ name: name as PermissionName })
      return Promise.all(names.map(async (name) => [name, (await query(name)).state] as const))
    })
    for (const [name, state] of states) expect(`${name} ${state}`).toBe(`${name} denied`)
  })

  test('but text can be copied', async () => {
    await page.bringToFront()
    expect(await page.evaluate(() => navigator.permissions.query({ name: 'clipboard-write' as PermissionName }).then(({ state }) => state))).toBe('granted')
  })
})

test('not one packet leaves, whoever asks', async () => {
  let connections = 0
  const server = createServer((_request, response) => response.writeHead(302, { location: 'https://example.org/' }).end())
  server.on('connection', () => (connections += 1))
  server.listen(0, '127.0.0.1')
  const socket = createSocket('udp4')
  socket.on('message', () => (connections += 1))
  socket.bind(0, '127.0.0.1')
  await Promise.all([once(server, 'listening'), once(socket, 'listening')])
  const web = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const stun = `127.0.0.1:${socket.address().port}`

  await page.evaluate(async ({ to, relay }) => {
    await fetch(`http://${to}/`, { mode: 'no-cors' }).catch(() => null)
    void (new Image().src = `http://${to}/a.png`)
    void new WebSocket(`ws://${to}/`)
    navigator.sendBeacon(`http://${to}/`)
    for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'icon']) {
      const link = document.createElement('link')
      link.rel = rel
      link.href = `http://${to}/`
      document.head.append(link)
    }
    location.href = `http://${to}/`
    const servers = [{ urls: `stun:${relay}` }, { urls: `turn:${relay}?transport=tcp`, username: 'x', credential: 'x' }]
    const connection = new RTCPeerConnection({ iceServers: servers })
    connection.createDataChannel('x')
    await connection.setLocalDescription(await connection.createOffer())
    await new Promise((resolve) => setTimeout(resolve, 1500))
    connection.close()
  }, { to: web, relay: stun })
  const inMain = await launched.app.evaluate(async ({ BrowserWindow, session, net }, to) => {
    const [window] = BrowserWindow.getAllWindows()
    const copy = new BrowserWindow({ show: false, webPreferences: { offscreen: true, sandbox: true } })
    const outcome = async (action: () => Promise<unknown>): Promise<string> => action().then(String, () => 'refused')
    const answers = [
      await outcome(() => copy.loadURL(`http://${to}/`).then(() => copy.webContents.executeJavaScript('document.body.textContent'))),
      await outcome(() => copy.loadURL('file:///etc/passwd').then(() => copy.webContents.executeJavaScript('document.body.textContent'))),
      await outcome(() => session.defaultSession.resolveHost('example.org')),
      await outcome(() => net.fetch(`http://${to}/`).then(({ status }) => `status ${status}`)),
    ]
    copy.destroy()
    return { answers, here: window?.webContents.getURL() }
  }, web)
  expect(inMain.here).toBe(address)
  for (const answer of inMain.answers) expect(['', 'refused', 'status 403']).toContain(answer)
  expect(connections).toBe(0)
  server.close()
  socket.close()
})
