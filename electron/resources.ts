/** Where the knowledge packs lie: beside `electron/` in the source, two above `dist/main/` in a build and in the archive. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))

/** The folder with `lock.json` and `packs/`. An installation without it is broken. */
export function resourcesFolder(): string {
  const folder = ['../resources', '../../resources']
    .map((relative) => path.resolve(here, relative))
    .find((candidate) => existsSync(path.join(candidate, 'lock.json')))
  if (folder === undefined) throw new Error('resources/lock.json is missing from this installation')
  return folder
}
