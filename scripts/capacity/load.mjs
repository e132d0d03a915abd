/** Loads the engine's own sources and packs for scripts that fit or check it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runnerImport } from 'vite'
import { root } from '../setup/paths.mjs'

/** @param {string} file below `resources` @returns {any} */
export const readResource = (file) => JSON.parse(readFileSync(path.join(root, 'resources', file), 'utf8'))

/** The packs that capacity rests on, and a way to import a TypeScript file of this repository. */
export async function capacitySources() {
  /** @param {string} file @returns {Promise<any>} */
  const source = async (file) =>
    (await runnerImport(path.join(root, file), { root, configFile: false, logLevel: 'error' })).module
  const packs = Object.fromEntries(
    ['models', 'accelerators', 'engines', 'quantizations', 'capacity-fit'].map((name) => [name, readResource(`packs/${name}.json`)]),
  )
  return { packs, source }
}
