/** `npm run dev`: the page reloads as its source changes. Needs a display. */
import './setup/check-node.mjs'
import path from 'node:path'
import { electronEnvironment, hasDisplay, runProgram, sandbox } from './setup/electron.mjs'
import { modules, root } from './setup/paths.mjs'
import { prepare } from './setup/prepare.mjs'

const runtime = await prepare(['electron'])
if (!hasDisplay()) {
  console.error('There is no display here; npm run dev needs one.')
  process.exit(1)
}
const electronVite = path.join(modules, 'electron-vite', 'bin', 'electron-vite.js')
const args = [electronVite, 'dev', '--', ...sandbox(runtime).switches, ...process.argv.slice(2)]
process.exit(await runProgram(process.execPath, args, { cwd: root, env: electronEnvironment(runtime) }))
