/** `npm start` where there is no display: the plan it leaves verifies by the very commands that it prints. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const out = mkdtempSync(path.join(tmpdir(), 'homeport start-'))
let printed = ''
let status: number | null = null

beforeAll(() => {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', HOMEPORT_OUT: out }
  const run = spawnSync(process.execPath, ['scripts/start.mjs'], { cwd: root, env, encoding: 'utf8', timeout: 120_000 })
  printed = run.stdout
  status = run.status
}, 120_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe.runIf(process.platform === 'linux')('npm start without a display', () => {
  it('says so, and makes a signed plan with every export', () => {
    expect(status).toBe(0)
    expect(printed).toContain('There is no display here')
    const names = readdirSync(out)
    for (const ending of ['plan.json', '.html', '.packet.html', '.pdf', '.homeport', 'signer.pem']) {
      expect(names.some((name) => name.endsWith(ending)), ending).toBe(true)
    }
  })

  it('prints commands that verify the plan', () => {
    const commands = printed.split('\n').filter((line) => line.startsWith('  ') && /^ {2}(cd|sh|openssl) /.test(line))
    expect(commands).toHaveLength(5)
    const shell = spawnSync('sh', ['-e', '-c', commands.join('\n')], { cwd: root, encoding: 'utf8' })
    expect(shell.stderr).toBe('')
    expect(shell.status).toBe(0)
    expect(shell.stdout).toContain('GENUINE')
    expect(shell.stdout).toContain('Signature Verified Successfully')
  })

  it('leaves nothing of an earlier run beside it', () => {
    expect(readdirSync(out).filter((name) => name.endsWith('.homeport'))).toHaveLength(1)
    expect(existsSync(path.join(out, 'bundle', 'plan.json'))).toBe(true)
  })
})
