import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  denyContents,
  denyEverything,
  denySession,
  hardenCommandLine,
  isAllowedAddress,
} from '../../electron/shell/security.ts'
import { fake, fakeEvent } from '../support/fake-electron.ts'

type Answer = (...args: readonly unknown[]) => unknown

function deniedSession(isAllowed: (address: string) => boolean = () => false) {
  const session = fake<Electron.Session>({}, ['webRequest', 'protocol'])
  denySession(session.it, isAllowed)
  const handler = (method: string): Answer => session.calls(method)[0]?.[0] as Answer
  return { ...session, handler }
}

/** Every permission that the typed Electron knows, read from its own declaration. */
const permissions = [
  ...new Set(
    [...readFileSync('node_modules/electron/electron.d.ts', 'utf8').matchAll(/setPermission(?:Request|Check)Handler\(.*permission: ([^,]+),/g)]
      .flatMap(([, union]) => [...(union ?? '').matchAll(/'([^']+)'/g)])
      .map(([, name]) => name ?? ''),
  ),
]

describe('permissions', () => {
  test('the table below covers what Electron can ask for', () => {
    expect(permissions.length).toBeGreaterThan(40)
    expect(permissions).toEqual(expect.arrayContaining(['geolocation', 'notifications', 'media', 'usb', 'hid', 'serial', 'midi']))
  })

  test.each([...permissions, 'a permission of the future', ''])('%s', (permission) => {
    const { handler } = deniedSession()
    const granted = permission === 'clipboard-sanitized-write'
    const answers: unknown[] = []
    handler('setPermissionRequestHandler')({}, permission, (answer: unknown) => answers.push(answer), {})
    expect(answers).toEqual([granted])
    expect(handler('setPermissionCheckHandler')({}, permission, 'app://homeport', {})).toBe(granted)
  })
})

describe('devices', () => {
  test('no device is ever permitted', () => {
    const { handler } = deniedSession()
    for (const deviceType of ['hid', 'serial', 'usb']) expect(handler('setDevicePermissionHandler')({ deviceType })).toBe(false)
    expect(handler('setUSBProtectedClassesHandler')({ protectedClasses: ['audio', 'hid'] })).toEqual(['audio', 'hid'])
  })

  test('a screen cannot be captured and a device cannot be paired', () => {
    const { handler } = deniedSession()
    const answers: unknown[] = []
    handler('setDisplayMediaRequestHandler')({}, (answer: unknown) => answers.push(answer))
    handler('setBluetoothPairingHandler')({}, (answer: unknown) => answers.push(answer))
    expect(answers).toEqual([null, { confirmed: false }])
  })

  test.each([
    ['select-hid-device', [{}], [null]],
    ['select-serial-port', [[{ portId: 'a' }], {}], ['']],
    ['select-usb-device', [{}], []],
  ])('%s chooses none', (name, details, expected) => {
    const { emit } = deniedSession()
    const event = fakeEvent()
    const answers: unknown[][] = []
    emit(name, event, ...details, (...args: unknown[]) => answers.push(args))
    expect(event.prevented).toBe(true)
    expect(answers).toEqual([expected])
  })

  test('Bluetooth chooses none', () => {
    const contents = fake<Electron.WebContents>()
    denyContents(contents.it)
    const event = fakeEvent()
    const answers: unknown[] = []
    contents.emit('select-bluetooth-device', event, [{ deviceId: 'a' }], (id: unknown) => answers.push(id))
    expect([event.prevented, answers]).toEqual([true, ['']])
  })

  test('restricted folders stay closed', () => {
    const { emit } = deniedSession()
    const answers: unknown[] = []
    emit('file-system-access-restricted', {}, {}, (answer: unknown) => answers.push(answer))
    expect(answers).toEqual(['deny'])
  })
})

describe('the network', () => {
  const allowed = [
    'app://homeport/index.html',
    'app://homeport/assets/a.js',
  ]
  const refused = [
    'app://homeport.evil/index.html',
    'app://homeportevil/index.html',
    'app://homeport:80/index.html',
    'app://evil/?next=app://homeport/',
    'app://user@homeport/',
    'app://user:secret@homeport/',
    'app://print/1.html',
    'apps://homeport/',
    'http://localhost/',
    'https://example.org/app://homeport/',
    'https://homeport/',
    'ws://homeport/',
    'wss://example.org/',
    'ftp://homeport/',
    'file:///etc/passwd',
    'file://homeport/etc/passwd',
    'data:text/html,hello',
    'blob:app://homeport/0',
    'filesystem:app://homeport/temporary/x',
    'javascript:alert(1)',
    'about:blank',
    'chrome://gpu/',
    'chrome-extension://abc/',
    'view-source:app://homeport/index.html',
    '',
    '//homeport/',
    'not an address',
  ]

  test.each(allowed)('%s may be asked for', (address) => {
    expect([isAllowedAddress(address, true), isAllowedAddress(address, false)]).toEqual([true, true])
  })
  test.each(refused)('%s may not', (address) => {
    expect([isAllowedAddress(address, true), isAllowedAddress(address, false)]).toEqual([false, false])
  })
  test('developer tools load in a checkout only', () => {
    const address = 'devtools://devtools/bundled/inspector.html'
    expect([isAllowedAddress(address, true), isAllowedAddress(address, false)]).toEqual([false, true])
  })

  test('a request that is not allowed is canceled', () => {
    const { calls } = deniedSession((address) => address === 'app://homeport/index.html')
    const [listener] = calls('webRequest.onBeforeRequest')[0] as [Answer]
    const outcome = (url: string): unknown => {
      let answer: unknown
      listener({ url }, (given: unknown) => (answer = given))
      return answer
    }
    expect(outcome('app://homeport/index.html')).toEqual({ cancel: false })
    expect(outcome('https://example.org/')).toEqual({ cancel: true })
  })

  test('file, http, https and ftp are answered with a refusal', async () => {
    const { calls } = deniedSession()
    expect(calls('protocol.handle').map(([scheme]) => scheme)).toEqual(['file', 'http', 'https', 'ftp'])
    for (const [, handler] of calls('protocol.handle')) {
      const response = (handler as () => Response)()
      expect([response.status, await response.text()]).toEqual([403, ''])
    }
  })

  test('the proxy is dead, for the loopback too, and no certificate is trusted', () => {
    const { calls, handler } = deniedSession()
    expect(calls('setProxy')).toEqual([
      [{ mode: 'fixed_servers', proxyRules: 'nowhere.invalid:9', proxyBypassRules: '<-loopback>' }],
    ])
    const answers: unknown[] = []
    handler('setCertificateVerifyProc')({ hostname: 'example.org' }, (answer: unknown) => answers.push(answer))
    expect(answers).toEqual([-2])
  })

  test('the spell checker neither runs nor fetches', () => {
    const { calls } = deniedSession()
    expect(calls('setSpellCheckerEnabled')).toEqual([[false]])
    expect(calls('setSpellCheckerLanguages')).toEqual([[[]]])
    expect(calls('setSpellCheckerDictionaryDownloadURL')).toEqual([['https://nowhere.invalid/']])
  })

  test('nothing is downloaded', () => {
    const { emit } = deniedSession()
    const event = fakeEvent()
    emit('will-download', event, {}, {})
    expect(event.prevented).toBe(true)
  })

  test('switches keep Chromium itself quiet, and keep what a test driver disabled', () => {
    const commandLine = fake<Electron.CommandLine>({ getSwitchValue: () => 'GivenByDriver,Translate' })
    hardenCommandLine(commandLine.it)
    const switches = new Map(commandLine.calls('appendSwitch').map(([name, value]) => [name, value]))
    for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync', 'no-pings', 'disable-breakpad', 'dns-prefetch-disable', 'disable-quic'])
      expect(switches.has(name)).toBe(true)
    expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
    expect(switches.get('force-webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp')
    const features = String(switches.get('disable-features')).split(',')
    expect(features).toEqual(expect.arrayContaining(['GivenByDriver', 'Translate', 'MediaRouter', 'OptimizationHints']))
    expect(new Set(features).size).toBe(features.length)
  })
})

describe('documents', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('%s is prevented', (name) => {
    const contents = fake<Electron.WebContents>()
    denyContents(contents.it)
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://homeport/index.html', 'about:blank', '']) {
      const event = { ...fakeEvent(), url }
      const prevented: string[] = []
      contents.emit(name, { ...event, preventDefault: () => prevented.push(url) }, url)
      expect(prevented).toEqual([url])
    }
  })

  test('no window opens', () => {
    const contents = fake<Electron.WebContents>()
    denyContents(contents.it)
    const [handler] = contents.calls('setWindowOpenHandler')[0] as [Answer]
    for (const url of ['app://homeport/index.html', 'https://example.org/', 'about:blank', ''])
      expect(handler({ url, disposition: 'new-window' })).toEqual({ action: 'deny' })
  })

  test('WebRTC cannot go around the dead proxy', () => {
    const contents = fake<Electron.WebContents>()
    denyContents(contents.it)
    expect(contents.calls('setWebRTCIPHandlingPolicy')).toEqual([['disable_non_proxied_udp']])
  })
})

describe('the application', () => {
  test('arms every session and every document that is ever made', () => {
    const app = fake<Electron.App>({ isPackaged: true })
    denyEverything(app.it)
    for (let count = 0; count < 2; count++) {
      const session = fake<Electron.Session>({}, ['webRequest', 'protocol'])
      const contents = fake<Electron.WebContents>()
      app.emit('session-created', session.it)
      app.emit('web-contents-created', {}, contents.it)
      expect(session.calls('setPermissionRequestHandler')).toHaveLength(1)
      expect(contents.calls('setWindowOpenHandler')).toHaveLength(1)
      expect(contents.events()).toEqual(expect.arrayContaining(['will-navigate', 'will-redirect', 'will-attach-webview']))
    }
  })

  test('trusts no certificate, gives none, signs in nowhere, opens nothing it is sent', () => {
    const app = fake<Electron.App>({ isPackaged: true })
    denyEverything(app.it)
    const answers: unknown[][] = []
    const answer = (...args: unknown[]) => answers.push(args)
    const raise = (name: string, ...args: unknown[]): boolean => {
      const event = fakeEvent()
      app.emit(name, event, ...args)
      return event.prevented
    }
    expect(raise('certificate-error', {}, 'https://example.org', 'error', {}, answer)).toBe(true)
    expect(raise('select-client-certificate', {}, 'https://example.org', [{}], answer)).toBe(true)
    expect(raise('login', {}, {}, {}, answer)).toBe(true)
    expect(raise('open-file', '/etc/passwd')).toBe(true)
    expect(raise('open-url', 'homeport://x')).toBe(true)
    expect(answers).toEqual([[false], []])
  })

  test('asks no name server of its own', () => {
    const app = fake<Electron.App>({ isPackaged: true })
    denyEverything(app.it)
    app.emit('ready')
    expect(app.calls('configureHostResolver')).toEqual([[{ enableBuiltInResolver: false, secureDnsMode: 'off' }]])
  })
})
