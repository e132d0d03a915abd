/** The vectors of docs/plan-format.md, asked of everybody who verifies without Homeport: all agree on good and bad. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { findPython } from '../../scripts/setup/tools.mjs'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-vectors-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const python = findPython() ?? 'python3'
const folder = path.resolve('docs', 'vectors')
const names = readdirSync(folder).filter((name) => name.endsWith('.homeport'))
const { bundles }: { bundles: Record<string, { verdict: string; code: string | null }> } = JSON.parse(readFileSync(path.join(folder, 'vectors.json'), 'utf8'))

test('every bundle has its answer', () => expect(names.toSorted()).toEqual(Object.keys(bundles).toSorted()))

test('the verifier written from the document answers as Homeport', { timeout: 300_000 }, () => {
  const said = spawnSync(python, ['test/packet/verifier.py', ...names.map((name) => path.join(folder, name))], { encoding: 'utf8' }).stdout
  const answers = said.trim().split('\n').map((line): { verdict: string } => JSON.parse(line))
  expect(answers.map(({ verdict }, index) => [names[index], verdict])).toEqual(names.map((name) => [name, bundles[name]!.verdict === 'invalid' ? 'invalid' : 'genuine']))
})

test.each(names)('%s by the scripts in it and the command line', { timeout: 120_000 }, async (name) => {
  const unpacked = path.join(root, name)
  execFileSync('unzip', ['-q', path.join(folder, name), '-d', unpacked])
  for (const script of ['verify.py', 'verify.sh']) cpSync(path.join('resources', 'bundle', script), path.join(unpacked, script))
  const run = (program: string, script: string) => spawnSync(program, [script], { cwd: unpacked, encoding: 'utf8' })
  const isBad = bundles[name]!.verdict === 'invalid'
  const byPython = run(python, 'verify.py')
  expect([byPython.status, byPython.stdout.trim().split('\n').at(-1)?.split(':')[0]]).toEqual(isBad ? [1, 'INVALID'] : [0, 'GENUINE'])
  const byShell = run('sh', 'verify.sh')
  // Public versions and the log are beyond a shell; it says so.
  if (name.includes('public')) expect(byShell.stdout).toContain('public version')
  else if (name.includes('bad-log')) expect(byShell.stdout).toContain('log: not checked')
  else if (name.includes('bad-reply')) expect(byShell.stdout).toContain('replies: not checked')
  else expect(byShell.status).toBe(isBad ? 1 : 0)
  let out = ''
  const words = ['verify', path.join(folder, name), '--trust', path.join(folder, 'author.pem'), '--json']
  await runCli(words, { printPdf: null }, { out: (text) => (out += text), error: (text) => (out += text) })
  const [result] = JSON.parse(out).results
  expect([result.verdict, result.code]).toEqual([bundles[name]!.verdict, bundles[name]!.code])
})
