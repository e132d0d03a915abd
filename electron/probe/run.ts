/**
 * The only two ways the probe looks at the machine: reading a file and running a program. Programs are named by their
 * full path and get fixed arguments; there is no shell, no inherited environment and no input from anybody.
 */
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, open } from 'node:fs/promises'

export type Gap = {
  readonly origin: string
  readonly code: 'not-found' | 'denied' | 'timeout' | 'failed' | 'not-understood'
}

/** What was read, or why nothing was. */
export type Reading = { readonly text: string } | { readonly gap: Gap }

export type Program = {
  /** Name in origins and gaps. */
  readonly name: string
  /** Where it may be, in order. */
  readonly paths: readonly string[]
  readonly arguments: readonly string[]
  /** Some programs need longer than others before they say anything. */
  readonly milliseconds?: number
  /** What it printed counts though it failed: `sysctl` fails where it does not know one of the names. */
  readonly tellsThoughFailed?: boolean
}

/** Both, so that tests can put recorded outputs in their place. */
export type Looking = {
  readonly readText: (file: string) => Promise<Reading>
  readonly runProgram: (program: Program) => Promise<Reading>
  readonly listFolder: (folder: string) => Promise<readonly string[]>
}

const textLimit = 4 * 1024 * 1024
const timeLimit = 8000

/** Text of a file of the system, at most 4 MiB. Files in /proc and /sys say nothing about their length. */
export async function readText(file: string): Promise<Reading> {
  try {
    const handle = await open(file, 'r')
    try {
      const buffer = Buffer.alloc(textLimit)
      let length = 0
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, textLimit - length)
        length += bytesRead
        if (bytesRead === 0 || length === textLimit) break
      }
      return { text: buffer.toString('utf8', 0, length) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { gap: { origin: file, code: codeOf(error) } }
  }
}

/** Output of a program, at most 4 MiB, within 8 seconds unless it is given longer. */
export async function runProgram(program: Program, milliseconds = program.milliseconds ?? timeLimit): Promise<Reading> {
  const file = await firstExecutable(program.paths)
  if (file === null) return { gap: { origin: program.name, code: 'not-found' } }
  return new Promise((resolve) => {
    const child = execFile(
      file,
      [...program.arguments],
      {
        timeout: milliseconds,
        maxBuffer: textLimit,
        env: environment(),
        windowsHide: true,
        killSignal: 'SIGKILL',
        cwd: rootFolder(),
      },
      (error, output) => {
        const told = program.tellsThoughFailed === true && error?.killed !== true && typeof error?.code === 'number' && output !== ''
        if (error === null || told) resolve({ text: output })
        else resolve({ gap: { origin: program.name, code: error.killed === true ? 'timeout' : codeOf(error) } })
      },
    )
    // A program that waits for input gets its end at once.
    child.stdin?.end()
  })
}

async function firstExecutable(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return path
  }
  return null
}

/** Nothing of the user's: only what programs of the system need to find their own parts. */
export function environment(): Record<string, string> {
  if (process.platform === 'win32') return { SystemRoot: 'C:\\Windows', PATH: 'C:\\Windows\\System32' }
  return { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', LANG: 'C' }
}

function rootFolder(): string {
  return process.platform === 'win32' ? 'C:\\Windows' : '/'
}

function codeOf(error: unknown): Gap['code'] {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'not-found'
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'failed'
}
