/** What the command line asks of the application. Chromium reads the same words, so some of them are refused. */

/** Switches that a person, a desktop or a test may give to the packaged application. */
const allowedSwitches: ReadonlySet<string> = new Set([
  'class',
  'disable-dev-shm-usage',
  'disable-gpu',
  'enable-logging',
  'force-device-scale-factor',
  'lang',
  'log-file',
  'log-level',
  'log-net-log',
  'no-sandbox',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'user-data-dir',
])

/** Switches that are refused even from a checkout: each takes one of our walls down. */
const dangerousSwitches: ReadonlySet<string> = new Set([
  'allow-file-access-from-files',
  'allow-insecure-localhost',
  'allow-running-insecure-content',
  'browser-subprocess-path',
  'disable-site-isolation-trials',
  'disable-web-security',
  'gpu-launcher',
  'ignore-certificate-errors',
  'js-flags',
  'load-extension',
  'no-zygote',
  'ppapi-plugin-launcher',
  'proxy-pac-url',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'renderer-cmd-prefix',
  'single-process',
  'unsafely-disable-devtools-self-xss-warnings',
  'unsafely-treat-insecure-origin-as-secure',
  'utility-cmd-prefix',
])

export type Launch = {
  /** Words after `cli`, or null when the window is wanted. */
  readonly cli: readonly string[] | null
  /** Names of switches that stop the start. */
  readonly refused: readonly string[]
}

/**
 * Reads `process.argv`. A packaged application is `[executable, …]`; from a checkout the folder of the application
 * stands in between, and a test driver may add `-r module`. What follows `cli` belongs to the command.
 */
export function readArguments(argv: readonly string[], packaged: boolean): Launch {
  const switches: string[] = []
  let folderSeen = packaged
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '-r' && !packaged) index += 1
    else if (word.startsWith('-')) switches.push(switchName(word))
    else if (!folderSeen) folderSeen = true
    else return { cli: word === 'cli' ? argv.slice(index + 1) : null, refused: refusedOf(switches, packaged) }
  }
  return { cli: null, refused: refusedOf(switches, packaged) }
}

const switchName = (word: string): string => word.replace(/^-+/, '').split('=')[0]?.toLowerCase() ?? ''

const refusedOf = (switches: readonly string[], packaged: boolean): string[] =>
  switches.filter((name) => (packaged ? !allowedSwitches.has(name) : dangerousSwitches.has(name)))

/** Switches that let Chromium run without a display. */
export const headlessSwitches = ['--ozone-platform=headless', '--disable-gpu'] as const

/** Whether a window could be shown. Only Linux can be without a display. */
export const hasDisplay = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
