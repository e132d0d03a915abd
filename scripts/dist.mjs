/**
 * `npm run dist`: the package that may be handed out, in `release/`. `--deb` also makes a Debian package of it.
 * Refuses every Electron but the pinned release: the registry's runtime is for development and tests.
 */
import './setup/check-node.mjs'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { makeDeb } from './package/deb.mjs'
import { pack } from './package/pack.mjs'
import { modules, root } from './setup/paths.mjs'
import { prepare } from './setup/prepare.mjs'

const runtime = await prepare([])
const pinned = JSON.parse(readFileSync(path.join(modules, 'electron', 'package.json'), 'utf8')).version
if (runtime.source === 'registry' || runtime.version !== pinned) {
  console.error(
    `A release is made with Electron ${pinned} from its official download; here is ${runtime.version} (${runtime.source}).\n` +
      'Set ELECTRON_MIRROR to a mirror of the official download, or ELECTRON_OVERRIDE_DIST_PATH to its unpacked folder.',
  )
  process.exit(1)
}
await build({ force: true })
const folder = await pack(runtime, path.join(root, 'release', `homeport-${process.platform}-${process.arch}`))
console.log(`The application is in ${path.relative(root, folder)}`)
if (process.argv.includes('--deb')) console.log(`The Debian package is ${path.relative(root, makeDeb(folder, path.join(root, 'release')))}`)
