/** `npm start`: sets up what is missing, builds, opens Homeport; without a display, makes a signed plan instead. */
import './setup/check-node.mjs'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { electronEnvironment, hasDisplay, headlessSwitches, runProgram, sandbox } from './setup/electron.mjs'
import { root } from './setup/paths.mjs'
import { prepare } from './setup/prepare.mjs'

const runtime = await prepare(['electron'])
await build()
const { switches, because } = sandbox(runtime)
const env = electronEnvironment(runtime)

if (hasDisplay()) {
  if (because) console.error(`Chromium's sandbox is off: ${because}`)
  process.exit(await runProgram(runtime.executable, [...switches, root, ...process.argv.slice(2)], { cwd: root, env }))
}

const answers = path.join('examples', 'ministry.json')
console.log(`There is no display here, so no window can open. Homeport makes a plan from ${answers} instead.\n`)
const job = ['cli', 'plan', '--answers', answers, '--out', 'out', '--demo-key']
const code = await runProgram(runtime.executable, [...switches, ...headlessSwitches, root, ...job], { cwd: root, env })
if (code === 0 && existsSync(path.join(root, 'out'))) explainVerification()
process.exit(code)

function explainVerification() {
  console.log(`
The plan, its signature and its exports are in out/. To verify them without Homeport:`)
}
