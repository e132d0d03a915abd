/**
 * Everything that the page, or whoever takes it over, must not be able to do. Each part is denied for every session and
 * every document that will ever exist in this process. Each denial is tested twice: with a stand-in for Electron in
 * test/shell/security.test.ts, and from inside the page in test/app/security.spec.ts.
 */
import type { App, CommandLine, Session, WebContents } from 'electron'
import { pageOrigin } from './protocol.ts'

/** Copying text to the clipboard. Nothing else is granted. */
export const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** A host name that can never be resolved (RFC 6761). */
const nowhere = 'nowhere.invalid'

/** Schemes that are answered with a refusal before Chromium looks at the network or the disk. */
export const refusedSchemes = ['file', 'http', 'https', 'ftp'] as const

const flags = [
  'disable-background-networking',
  'disable-breakpad',
  'disable-component-update',
  'disable-default-apps',
  'disable-domain-reliability',
  'disable-quic',
  'disable-sync',
  'dns-prefetch-disable',
  'no-first-run',
  'no-pings',
] as const

const disabledFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
  'WebBluetooth',
  'WebUSB',
] as const

/** Chromium switches against traffic of its own. Before `ready`. Features that a test driver disabled stay disabled. */
export function hardenCommandLine(commandLine: CommandLine): void {
  for (const flag of flags) commandLine.appendSwitch(flag)
  const given = commandLine.getSwitchValue('disable-features').split(',')
  const features = new Set([...given, ...disabledFeatures].filter((feature) => feature !== ''))
  commandLine.appendSwitch('disable-features', [...features].join(','))
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Whether a session of the page may ask for an address at all. The address is parsed, never compared as a prefix. */
export function isAllowedAddress(address: string, packaged: boolean): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return false
  if (!packaged && url.protocol === 'devtools:') return true
  return `${url.protocol}//${url.host}` === pageOrigin
}

/** Denies a session every permission, device, download, address and check-up of its own. */
export function denySession(session: Session, isAllowed: (address: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(grantedPermissions.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => grantedPermissions.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses)
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault()
    answer(null)
  })
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault()
    answer('')
  })
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault()
    answer()
  })
  session.on('file-system-access-restricted', (_event, _details, answer) => answer('deny'))
  session.on('will-download', (event) => event.preventDefault())

  allowOnly(session, isAllowed)
  for (const scheme of refusedSchemes) session.protocol.handle(scheme, () => new Response(null, { status: 403 }))
  session.setCertificateVerifyProc((_request, answer) => answer(-2))
  void session.setProxy({ mode: 'fixed_servers', proxyRules: `${nowhere}:9`, proxyBypassRules: '<-loopback>' })

  // Chromium fetches dictionaries over the network as soon as there is a text field.
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerDictionaryDownloadURL(`https://${nowhere}/`)
}

/** Cancels every request of a session but those for allowed addresses. A later call replaces the rule. */
export function allowOnly(session: Session, isAllowed: (address: string) => boolean): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }))
}

/** Denies a document to navigate, open windows, hold guests, choose devices and go around the dead proxy. */
export function denyContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault()
    answer('')
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/** Arms every session and document of this process, now and later. Call once, before `ready`. */
export function denyEverything(app: App): void {
  app.on('session-created', (session) => denySession(session, (address) => isAllowedAddress(address, app.isPackaged)))
  app.on('web-contents-created', (_event, contents) => denyContents(contents))
  app.on('certificate-error', (event, _contents, _address, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  app.on('select-client-certificate', (event, _contents, _address, _list, answer) => {
    event.preventDefault()
    answer()
  })
  app.on('login', (event) => event.preventDefault())
  app.on('open-file', (event) => event.preventDefault())
  app.on('open-url', (event) => event.preventDefault())
  app.once('ready', () => app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' }))
}
