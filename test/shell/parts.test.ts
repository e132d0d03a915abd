/** The small parts of the shell: menu, dialogs, starting once, quitting, printing, marks, runtime. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { menuWords, menuWordsDe } from '../../shared/words/menu.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { answeredDialogs, systemDialogs } from '../../electron/shell/dialogs.ts'
import { closeBeforeQuit, takeLock } from '../../electron/shell/lifecycle.ts'
import { startMarks } from '../../electron/shell/marks.ts'
import { menuTemplate } from '../../electron/shell/menu.ts'
import { makePrinter, settleMetadata } from '../../electron/shell/print.ts'
import { printPolicy } from '../../electron/shell/policy.ts'
import { runtimeOrigin } from '../../electron/shell/runtime.ts'
import { fake, fakeEvent } from '../support/fake-electron.ts'

type MenuPart = { readonly role?: string }

const roles = (platform: NodeJS.Platform, packaged: boolean): unknown[] =>
  menuTemplate(menuWords, platform, packaged).flatMap((item) => [
    item.role,
    ...((item.submenu as MenuPart[] | undefined) ?? []).map((part) => part.role),
  ])

describe('the menu', () => {
  test('has no reload and no developer tools in the package', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      expect(roles(platform, true)).not.toEqual(expect.arrayContaining(['reload']))
      expect(roles(platform, true)).not.toEqual(expect.arrayContaining(['toggleDevTools']))
      expect(roles(platform, true)).not.toEqual(expect.arrayContaining(['forceReload']))
      expect(roles(platform, true)).toEqual(expect.arrayContaining(['copy', 'paste', 'zoomIn', 'togglefullscreen']))
    }
    expect(roles('linux', false)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']))
  })
  test('runs nothing of its own: roles only', () => {
    for (const item of menuTemplate(menuWords, 'darwin', true).flatMap((top) => [top, ...(top.submenu as object[] | undefined ?? [])]))
      expect(item).not.toHaveProperty('click')
  })
  test('is in German too', () => {
    expect(menuTemplate(menuWordsDe, 'linux', true).map((item) => item.label)).toEqual(['Bearbeiten', 'Ansicht', 'Fenster'])
  })
})

describe('dialogs', () => {
  const kinds = [{ name: 'export.pdf' as const, extensions: ['pdf'] }, { name: '*' as const, extensions: ['*'] }]
  const german = (id: string): string => say(catalogOf('de'), { id, values: {} })
  const question = { title: 'export.pdf' as const, suggestedName: 'plan.pdf', kinds }

  test('ask in front of the window and answer with one path', async () => {
    const dialog = fake<Electron.Dialog>({
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: ['/a', '/b'] }),
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath: '/c.pdf' }),
    })
    const window = fake<Electron.BrowserWindow>()
    const dialogs = systemDialogs(dialog.it, () => window.it, german)
    expect(await dialogs.openFile({ title: 'home.verify', kinds })).toBe('/a')
    expect(await dialogs.saveFile(question)).toBe('/c.pdf')
    const [[parent, open]] = dialog.calls('showOpenDialog') as [[unknown, unknown]]
    const [[sameParent, save]] = dialog.calls('showSaveDialog') as [[unknown, unknown]]
    expect([parent === window.it, sameParent === window.it]).toEqual([true, true])
    // Titles and kinds speak the interface's language; a name that is no word stays.
    const filters = [{ name: 'Bericht, PDF', extensions: ['pdf'] }, { name: '*', extensions: ['*'] }]
    expect(open).toEqual({ title: 'Bündel prüfen', filters, properties: ['openFile'] })
    expect(save).toEqual({ title: 'Bericht, PDF', defaultPath: 'plan.pdf', filters })
  })
  test('answer null when the planner cancels, also without a window', async () => {
    const dialog = fake<Electron.Dialog>({
      showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
      showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    })
    const dialogs = systemDialogs(dialog.it, () => null, german)
    expect([await dialogs.openFile({ title: 'home.verify', kinds }), await dialogs.saveFile(question)]).toEqual([null, null])
  })
  test('of a test answer with a file, a folder, or a cancel', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'homeport-dialog-'))
    let answer: string | undefined
    const otherwise = { openFile: () => Promise.resolve('asked'), openFolder: () => Promise.resolve('asked'), saveFile: () => Promise.resolve('asked') }
    const dialogs = answeredDialogs(() => answer, (file) => file === folder, otherwise)
    expect(await dialogs.saveFile(question)).toBe('asked')
    expect(await dialogs.openFile({ title: 'home.verify', kinds })).toBe('asked')
    answer = folder
    expect(await dialogs.saveFile(question)).toBe(path.join(folder, 'plan.pdf'))
    answer = path.join(folder, 'x.pdf')
    expect([await dialogs.saveFile(question), await dialogs.openFile({ title: 'home.verify', kinds })]).toEqual([answer, answer])
    answer = ''
    expect([await dialogs.saveFile(question), await dialogs.openFile({ title: 'home.verify', kinds })]).toEqual([null, null])
    rmSync(folder, { recursive: true })
  })
})

describe('starting once', () => {
  test('the second process gets no lock', () => {
    const app = fake<Electron.App>({ requestSingleInstanceLock: () => false })
    expect(takeLock(app.it, () => null)).toBe(false)
    expect(app.events()).toEqual([])
  })
  test('the first shows its window and ignores the words of the second', () => {
    const app = fake<Electron.App>({ requestSingleInstanceLock: () => true })
    const window = fake<Electron.BrowserWindow>({ isMinimized: () => true })
    expect(takeLock(app.it, () => window.it)).toBe(true)
    app.emit('second-instance', {}, ['homeport', '--evil', '/etc/passwd'], '/', { evil: true })
    expect(window.methods()).toEqual(['isMinimized', 'restore', 'focus'])
  })
})

describe('quitting', () => {
  test.each([['closed', () => Promise.resolve()], ['failed to close', () => Promise.reject(new Error('busy'))]])(
    'waits until the database has %s, once',
    async (_name, end) => {
      const releases: (() => void)[] = []
      const gate = new Promise<void>((resolve) => releases.push(resolve))
      let closes = 0
      const app = fake<Electron.App>()
      closeBeforeQuit(app.it, async () => {
        closes += 1
        await gate
        return end()
      })
      app.emit('window-all-closed')
      expect(app.calls('quit')).toHaveLength(1)
      const [first, second] = [fakeEvent(), fakeEvent()]
      app.emit('will-quit', first)
      app.emit('will-quit', second)
      expect([first.prevented, second.prevented, closes]).toEqual([true, true, 1])
      expect(app.calls('quit')).toHaveLength(1)
      for (const release of releases) release()
      await vi.waitFor(() => expect(app.calls('quit')).toHaveLength(2))
      const last = fakeEvent()
      app.emit('will-quit', last)
      expect([last.prevented, closes]).toEqual([false, 1])
    },
  )
})

describe('printing', () => {
  const info = "/Title (x)\n/Creator (Mozilla/5.0 \\(X11\\) Chrome)\n/CreationDate (D:20301231235959+01'00')\n/ModDate (D:20301231235959-01'00')>>"
  const raw = new Uint8Array([...Buffer.from(`%PDF-1.4\n${info}\n`, 'latin1'), 0xff, 0x00, 0x80])

  test('gives the file its own date and creator and keeps every other byte in place', () => {
    const settled = settleMetadata(raw, '2026-11-23T14:32:05.123Z')
    expect(settled).toHaveLength(raw.length)
    const text = Buffer.from(settled).toString('latin1')
    expect(text).toContain("/CreationDate (D:20261123143205+00'00')")
    expect(text).toContain("/ModDate (D:20261123143205+00'00')")
    expect(text).toMatch(/\/Creator \(Homeport *\)\n/)
    expect(settled.slice(-3)).toEqual(new Uint8Array([0xff, 0x00, 0x80]))
  })

  function printer() {
    const session = fake<Electron.Session>({}, ['webRequest', 'protocol'])
    const made: { options: Electron.BrowserWindowConstructorOptions; window: ReturnType<typeof fake<Electron.BrowserWindow>>; contents: ReturnType<typeof fake<Electron.WebContents>> }[] = []
    let sessions = 0
    let refusesToLoad = false
    const printPdf = makePrinter({
      create: (options) => {
        const contents = fake<Electron.WebContents>({ printToPDF: () => Promise.resolve(Buffer.from(raw)) })
        const window = fake<Electron.BrowserWindow>({
          webContents: contents.it,
          loadURL: () => (refusesToLoad ? Promise.reject(new Error('failed')) : Promise.resolve()),
        })
        made.push({ options, window, contents })
        return window.it
      },
      openSession: () => {
        sessions += 1
        return session.it
      },
    })
    return { printPdf, made, session, sessions: () => sessions, failToLoad: () => void (refusesToLoad = true) }
  }
  const options = { footer: 'Plan <1> & "2"', at: '2026-11-23T14:32:05Z' }

  test('happens in a hidden window without script, in one session of its own', async () => {
    const { printPdf, made, session, sessions } = printer()
    await printPdf('<html>', options)
    await printPdf('<html>', options)
    expect([made.length, sessions()]).toEqual([2, 1])
    const { session: used, ...preferences } = made[0]?.options.webPreferences ?? {}
    expect(used === session.it).toBe(true)
    expect({ ...made[0]?.options, webPreferences: preferences }).toEqual({
      show: false,
      webPreferences: {
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
    for (const { window } of made) expect(window.calls('destroy')).toHaveLength(1)
  })

  test('makes a tagged file with outline, page numbers and an escaped footer', async () => {
    const { printPdf, made } = printer()
    await printPdf('<html>', options)
    const print = made[0]?.contents.calls('printToPDF')[0]?.[0] as Electron.PrintToPDFOptions
    expect(print).toMatchObject({ generateTaggedPDF: true, generateDocumentOutline: true, displayHeaderFooter: true, pageSize: 'A4' })
    expect(print.footerTemplate).toContain('Plan &lt;1&gt; &amp; &quot;2&quot;')
    expect(print.footerTemplate).toMatch(/class="pageNumber".*class="totalPages"/)
  })

  test('serves the document once under its own address, and nothing else', async () => {
    const { printPdf, made, session } = printer()
    const printing = printPdf('<html>secret</html>', options)
    const [, handler] = session.calls('protocol.handle')[0] as [string, (request: Request) => Response]
    const [listener] = session.calls('webRequest.onBeforeRequest').at(-1) as [(details: { url: string }, answer: (given: { cancel: boolean }) => void) => void]
    const isCanceled = (url: string): boolean => {
      let canceled = false
      listener({ url }, (given) => (canceled = given.cancel))
      return canceled
    }
    const address = String(made[0]?.window.calls('loadURL')[0]?.[0])
    const response = handler(new Request(address))
    expect(isCanceled(address)).toBe(false)
    expect(await response.text()).toBe('<html>secret</html>')
    expect(response.headers.get('content-security-policy')).toBe(printPolicy)
    for (const url of ['app://homeport/index.html', 'app://print/2.html', 'https://example.org/a.png', 'file:///etc/passwd']) {
      expect(isCanceled(url)).toBe(true)
      expect(handler(new Request(url)).status).toBe(404)
    }
    expect(handler(new Request(address, { method: 'POST' })).status).toBe(404)
    await printing
    expect(isCanceled(address)).toBe(true)
    expect(handler(new Request(address)).status).toBe(404)
  })

  test('closes its window also when it fails', async () => {
    const { printPdf, made, failToLoad } = printer()
    failToLoad()
    await expect(printPdf('<html>', options)).rejects.toThrow('failed')
    expect(made[0]?.window.calls('destroy')).toHaveLength(1)
  })
})

test('marks are one line, once, when the last phases are reached', () => {
  let time = 1000
  const lines: string[] = []
  const { mark } = startMarks(900, () => time, ['loaded', 'shown'], (line) => lines.push(line))
  mark('main')
  time = 1200.6
  mark('loaded')
  mark('main')
  expect(lines).toEqual([])
  mark('shown')
  mark('shown')
  mark('loaded')
  expect(lines).toEqual(['perf {"main":100,"loaded":301,"shown":301}'])
})

describe('the runtime', () => {
  const modules = mkdtempSync(path.join(tmpdir(), 'homeport-runtime-'))
  const record = (text: string): void => {
    mkdirSync(modules, { recursive: true })
    writeFileSync(path.join(modules, '.homeport-runtime.json'), text)
  }
  test('is what set-up chose, if it is that one which runs', () => {
    record(JSON.stringify({ dist: '/r', executable: '/r/electron', version: '33.2.1', source: 'registry', reason: '' }))
    expect(runtimeOrigin(false, '/r/electron', modules)).toBe('registry')
    expect(runtimeOrigin(false, '/other/electron', modules)).toBe('override')
    expect(runtimeOrigin(true, '/r/electron', modules)).toBe('packaged')
  })
  test('is never called official without a record', () => {
    for (const text of ['', '{}', '{"executable":"/r/electron","source":"trusted"}']) {
      record(text)
      expect(runtimeOrigin(false, '/r/electron', modules)).toBe('override')
    }
    rmSync(modules, { recursive: true })
    expect(runtimeOrigin(false, '/r/electron', modules)).toBe('override')
  })
})
