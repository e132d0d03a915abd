/** Hashing model files against `sha256sum` on the same file: at least 80 % of its speed is wanted. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hashFile } from '../../electron/weights/hash.ts'
import { readManifest } from '../../electron/weights/manifest.ts'
import { report } from './figures.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-bench-weights-'))
const file = path.join(folder, 'model', 'weights.gguf')
const pieces = 64
const runs = 5

beforeAll(() => {
  mkdirSync(path.dirname(file))
  writeFileSync(file, '')
  for (let piece = 0; piece < pieces; piece++) appendFileSync(file, randomBytes(8 * 1024 * 1024))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function timed(run: () => unknown): Promise<number> {
  const begin = performance.now()
  await run()
  return performance.now() - begin
}

it.skipIf(process.platform === 'win32')('hashes 512 MiB beside sha256sum', async () => {
  const signal = new AbortController().signal
  const [own, whole, theirs]: [number[], number[], number[]] = [[], [], []]
  const expected = `sha256:${execFileSync('sha256sum', [file]).toString().slice(0, 64)}`
  // One after the other, so that a slow moment of the machine hits all of them.
  for (let run = 0; run < runs; run++) {
    theirs.push(await timed(() => execFileSync('sha256sum', [file])))
    own.push(await timed(async () => expect(await hashFile(file, { signal, onBytes: () => undefined })).toBe(expected)))
    whole.push(await timed(async () => expect((await readManifest(path.dirname(file))).ok).toBe(true)))
  }
  report('sha256sum of 512 MiB', 'ms', theirs)
  report('hash of 512 MiB', 'ms', own)
  report('manifest of a folder with 512 MiB', 'ms', whole)
}, 120_000)
