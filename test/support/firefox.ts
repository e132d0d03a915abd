/**
 * Drives Firefox over its own remote protocol (Marionette: JSON behind its length, on a port of this machine), so that the
 * packet is seen by a second browser without another program to install.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Firefox = {
  /** Goes to an address and waits until it is loaded. */
  readonly open: (url: string) => Promise<void>
  /** Runs the body of a function in the page, in a world that pages cannot reach; what it returns comes back. */
  readonly run: (body: string, ...args: readonly unknown[]) => Promise<unknown>
  /** PNG of the whole page. */
  readonly picture: () => Promise<Buffer>
  /** PDF of the page as it is printed. */
  readonly print: () => Promise<Buffer>
  readonly version: string
  readonly close: () => Promise<void>
}

/** Nothing of Firefox's own may ask the network while a page is watched. */
const quiet = {
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'browser.aboutConfig.showWarning': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

/** Connects as soon as Firefox listens, and gives up after a minute. */
async function connected(port: number): Promise<Socket> {
  for (let tries = 0; tries < 240; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (open) return socket
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('Firefox did not start')
}

export async function openFirefox(executable: string, scheme: 'light' | 'dark' = 'light'): Promise<Firefox> {
  const profile = mkdtempSync(path.join(tmpdir(), 'homeport-firefox-'))
  const port = await freePort()
  const settings = { ...quiet, 'marionette.port': port, 'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1 }
  writeFileSync(path.join(profile, 'user.js'), Object.entries(settings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''))
  const program = spawn(executable, ['--headless', '--no-remote', '--profile', profile, '--marionette'], {
    stdio: 'ignore',
    // Firefox refuses a home folder of somebody else, and the tests may run as root.
    env: { ...process.env, HOME: profile, MOZ_HEADLESS_WIDTH: '1320', MOZ_HEADLESS_HEIGHT: '1000' },
  })
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()))
  const socket = await connected(port)
  const ask = asker(socket)
  const session = await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } })
  const version = JSON.stringify(session).match(/"browserVersion":"([^"]*)"/)?.[1] ?? ''
  return {
    version,
    open: async (url) => void (await ask('WebDriver:Navigate', { url })),
    run: async (body, ...args) => valueOf(await ask('WebDriver:ExecuteScript', { script: body, args, newSandbox: true })),
    picture: async () => Buffer.from(String(valueOf(await ask('WebDriver:TakeScreenshot', { full: true, hash: false }))), 'base64'),
    print: async () => Buffer.from(String(valueOf(await ask('WebDriver:Print', { background: true }))), 'base64'),
    close: async () => {
      await ask('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined)
      socket.destroy()
      const timer = setTimeout(() => program.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(timer)
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function valueOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : null
}

/** Messages are `LENGTH:JSON`; an answer is [1, number of the question, error, result]. */
function asker(socket: Socket): (name: string, parameters: object) => Promise<unknown> {
  let buffered = Buffer.alloc(0)
  let count = 0
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>()
  const take = (): void => {
    const colon = buffered.indexOf(':')
    const length = colon < 0 ? Number.NaN : Number(buffered.subarray(0, colon).toString())
    if (Number.isNaN(length) || buffered.length < colon + 1 + length) return
    const message: unknown = JSON.parse(buffered.subarray(colon + 1, colon + 1 + length).toString())
    buffered = buffered.subarray(colon + 1 + length)
    if (Array.isArray(message)) {
      const [, number, error, result] = message
      const question = waiting.get(Number(number))
      waiting.delete(Number(number))
      if (error === null) question?.resolve(result)
      else question?.reject(new Error(JSON.stringify(error)))
    }
    take()
  }
  socket.on('data', (data) => {
    buffered = Buffer.concat([buffered, data])
    take()
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed the connection'))
  })
  return (name, parameters) =>
    new Promise((resolve, reject) => {
      count += 1
      waiting.set(count, { resolve, reject })
      const text = JSON.stringify([0, count, name, parameters])
      socket.write(`${Buffer.byteLength(text)}:${text}`)
    })
}
