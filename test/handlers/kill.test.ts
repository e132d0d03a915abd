import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../electron/database/schema.ts'
import { openDatabase } from '../../electron/database/sqlite.ts'
import { plansIn } from '../../electron/database/plans.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { buildEntry } from '../support/build-entry.ts'

const rounds = 50
const id = '00000000-0000-4000-8000-00000000dead'
let folder = ''
let program = ''

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-kill-'))
  program = await buildEntry('test/support/save-loop.ts')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Lets the program save for a while after its first answer, kills it, and returns the last revision it said was saved. */
function saveUntilKilled(file: string, afterMilliseconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, file, id], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    let armed = false
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (armed) return
      armed = true
      setTimeout(() => child.kill('SIGKILL'), afterMilliseconds)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.on('exit', (_code, signal) => {
      const said = output.split('\n').slice(0, -1)
      if (signal === 'SIGKILL') resolve(Number(said.at(-1)))
      else reject(new Error(`ended by itself: ${errors}`))
    })
  })
}

describe('killing the process while it saves', () => {
  it(`loses no change that was answered as saved, in ${rounds} rounds`, { timeout: 240_000 }, async () => {
    const file = path.join(folder, 'homeport.db')
    let before = 0
    for (let round = 0; round < rounds; round += 1) {
      // 1 to 40 ms, spread over the rounds, so that the kill meets every part of a save.
      const said = await saveUntilKilled(file, 1 + ((round * 17) % 40))
      expect(said).toBeGreaterThan(before)
      const opened = await openDatabase(file)
      if (!opened.ok) throw new Error(`round ${round}: ${opened.problem}`)
      expect((await migrate(opened.value, file)).ok).toBe(true)
      const stored = await plansIn(opened.value).open(id)
      const [check] = await opened.value.all('PRAGMA integrity_check')
      await opened.value.close()
      if (!stored.ok) throw new Error(`round ${round}: ${stored.problem.code}`)
      expect(check?.['integrity_check']).toBe('ok')
      // What was said is there; at most the one save under way is there as well.
      expect(stored.value.revision).toBeGreaterThanOrEqual(said)
      expect(stored.value.revision).toBeLessThanOrEqual(said + 1)
      expect(valueOf(stored.value.document.plan, 'load.users')).toBe(stored.value.revision)
      before = stored.value.revision
    }
  })
})
