/**
 * The account's keyring in real Electron: a pretended one is refused, and a real GNOME Keyring wraps a key and gives it
 * back. Where no GNOME Keyring is installed this says so and checks the refusal only.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sandbox } from '../../scripts/setup/electron.mjs'
import { runtimeRecord } from '../../scripts/setup/paths.mjs'
import { findCommand } from '../../scripts/setup/tools.mjs'
import { buildEntry } from '../support/build-entry.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-account-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const [daemon, session] = [findCommand('gnome-keyring-daemon'), findCommand('dbus-run-session')]
const hasKeyring = daemon !== undefined && session !== undefined
if (!hasKeyring) console.warn('SKIPPED: no GNOME Keyring here, so no key was put under a real one (apt-get install gnome-keyring dbus)')

let entry = ''
beforeAll(async () => {
  entry = path.dirname(await buildEntry('test/support/keyring-check.ts'))
  // An application of its own: a folder that names its first module.
  writeFileSync(path.join(entry, 'package.json'), '{"name":"keyring-check","main":"first.cjs"}')
  writeFileSync(path.join(entry, 'first.cjs'), "void import('./main.mjs')\n")
}, 60_000)

/** What the check prints on an account with a home of its own, below a shell command that prepares the session. */
function check(name: string, prepare: string, desktop: string): unknown {
  const runtimeHere: { executable: string; dist: string; version: string; source: string } = JSON.parse(readFileSync(runtimeRecord, 'utf8'))
  const { executable } = runtimeHere
  const [home, runtime] = [path.join(root, name), path.join(root, `${name}-runtime`)]
  for (const folder of [home, runtime]) mkdirSync(folder, { mode: 0o700 })
  const program = path.join(root, `${name}.sh`)
  const args = [...sandbox(runtimeHere).switches, '--ozone-platform=headless', '--disable-gpu', '--disable-dev-shm-usage', `--user-data-dir=${path.join(home, 'data')}`, entry]
  writeFileSync(program, `${prepare}\nexec ${[executable, ...args].map((part) => `'${part}'`).join(' ')}\n`)
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: runtime, XDG_CURRENT_DESKTOP: desktop, HOMEPORT_KEYRING_CHECK: path.join(home, 'keys') }
  const [run = '', ...more] = desktop === 'GNOME' ? [session ?? '', '--', 'sh', program] : ['sh', program]
  const { stdout } = spawnSync(run, more, { env, encoding: 'utf8', timeout: 60_000 })
  return JSON.parse(/^KEYRING (.*)$/m.exec(stdout)?.[1] ?? 'null')
}

test('a system without a keyring is not pretended to have one', { timeout: 90_000 }, () => {
  expect(check('plain', '', 'none')).toEqual({
    state: { usable: false, why: 'basic-text' },
    wrapped: 'no-keyring',
    listed: null,
    opened: 'ok',
    wrong: 'wrong-passphrase',
    without: 'ok',
    taken: 'ok',
    after: 'ok',
  })
})

test.runIf(hasKeyring)('GNOME Keyring takes a key in beside its passphrase and gives it back', { timeout: 90_000 }, () => {
  const prepare = `printf 'keyring' | '${daemon ?? ''}' --unlock --components=secrets >/dev/null 2>&1`
  expect(check('gnome', prepare, 'GNOME')).toEqual({
    state: { usable: true, name: 'gnome_libsecret' },
    wrapped: 'ok',
    listed: 'gnome_libsecret',
    opened: 'ok',
    wrong: 'wrong-passphrase',
    // The same file without the account's keyring, with the right passphrase.
    without: 'keyring-lost',
    taken: 'ok',
    after: 'ok',
  })
})
