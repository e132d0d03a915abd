/** `npm start`: sets up what is missing, builds, opens Homeport; without a display, makes a signed plan instead. */
import './setup/check-node.mjs'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { electronEnvironment, hasDisplay, headlessSwitches, runProgram, sandbox } from './setup/electron.mjs'
import { root } from './setup/paths.mjs'
import { prepare } from './setup/prepare.mjs'
import { unzip } from './setup/zip.mjs'

/** Where the plan goes when there is no display. */
const out = path.resolve(root, process.env['HOMEPORT_OUT'] ?? 'out')
const bundleEnding = '.homeport'

const runtime = await prepare(['electron'])
try {
  await build()
} catch (error) {
  console.error(`Homeport could not be built: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
const { switches, because } = sandbox(runtime)
const env = electronEnvironment(runtime)
process.exit(hasDisplay() ? await openWindow() : await makePlan())

function openWindow() {
  if (because) console.error(`Chromium's sandbox is off: ${because}`)
  return runProgram(runtime.executable, [...switches, root, ...process.argv.slice(2)], { cwd: root, env })
}

/** The headless main job: an example's answers to a signed plan with its exports. */
async function makePlan() {
  const answers = path.join('examples', 'ministry.json')
  console.log(`There is no display here, so no window can open. Homeport makes a plan from ${answers} instead.\n`)
  // What an earlier run left must not look like this one's.
  for (const name of existsSync(out) ? readdirSync(out) : []) if (name.endsWith(bundleEnding)) rmSync(path.join(out, name))
  const job = ['cli', 'plan', '--answers', answers, '--out', out, '--demo-key']
  const code = await runProgram(runtime.executable, [...switches, ...headlessSwitches, root, ...job], { cwd: root, env })
  const bundle = existsSync(out) ? readdirSync(out).find((name) => name.endsWith(bundleEnding)) : undefined
  if (bundle === undefined) return code === 0 ? 1 : code
  const unpacked = path.join(out, 'bundle')
  rmSync(unpacked, { recursive: true, force: true })
  mkdirSync(unpacked)
  await unzip(path.join(out, bundle), unpacked)
  explainVerification(unpacked)
  // 1 says that the plan has blocking findings: an honest result of this job, not a failure of it.
  return code === 1 ? 0 : code
}

/** @param {string} folder of the unpacked bundle */
function explainVerification(folder) {
  const [key = ''] = readdirSync(path.join(folder, 'keys'))
  console.log(`
Verify it without Homeport, with nothing but openssl:

  cd ${quoted(path.relative(process.cwd(), folder) || '.')}
  sh verify.sh

or step by step, in the same folder:

  openssl pkeyutl -verify -pubin -inkey keys/${key} -rawin -in statements/1.pae.bin -sigfile statements/1.sig
  openssl dgst -sha256 plan.json        # the digest that statements/1.pae.bin ends with
  openssl pkey -pubin -in keys/${key} -outform DER | openssl dgst -sha256        # the name of the key`)
}

/** For a shell, only when it needs to be. @param {string} text */
function quoted(text) {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
