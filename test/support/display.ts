/** A virtual X display, for the few tests that need a real window. */
import { spawn } from 'node:child_process'

export type VirtualDisplay = { readonly name: string; readonly stop: () => void }

/** Starts Xvfb on a free display number. @throws when Xvfb is not installed */
export function startVirtualDisplay(): Promise<VirtualDisplay> {
  return new Promise((resolve, reject) => {
    // Xvfb writes the number it took to file descriptor 3.
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    child.on('error', reject)
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    child.stdio[3]?.once('data', (chunk: Buffer) =>
      resolve({ name: `:${chunk.toString('utf8').trim()}`, stop: () => void child.kill() }),
    )
  })
}
