/** Builds `dist/verifier/`: the script and the style of the page in each packet that verifies it. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { root } from './setup/paths.mjs'

// The hint is for a loader that Vite does not use yet.
process.env['VITE_CONFIG_NATIVE_IGNORE_WARNING'] = 'true'
await build({ configFile: path.join(root, 'vite.verifier.config.ts'), logLevel: 'warn' })
const script = readFileSync(path.join(root, 'dist', 'verifier', 'verifier.js'), 'utf8')
// The script stands inside the page: it must not be able to end its own element.
if (/<\/script|<!--/i.test(script)) throw new Error('the verifier script holds text that would end its element')
const styles = ['renderer/style/tokens.css', 'renderer/verifier/verifier.css'].map((name) => readFileSync(path.join(root, name), 'utf8'))
writeFileSync(path.join(root, 'dist', 'verifier', 'verifier.css'), styles.join('\n'))
