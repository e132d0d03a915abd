/** Where things are, for every script. Plain Node, no dependency: runs before `npm ci`. */
import os from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')
export const modules = path.join(root, 'node_modules')

/** What set-up remembers about this checkout: which runtime it chose and why. */
export const runtimeRecord = path.join(modules, '.homeport-runtime.json')

/** Where downloads and compiled parts are kept between checkouts. */
export function cacheFolder() {
  const { HOMEPORT_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  if (HOMEPORT_CACHE) return HOMEPORT_CACHE
  if (process.platform === 'win32') return path.join(LOCALAPPDATA ?? os.homedir(), 'homeport', 'cache')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'homeport')
  return path.join(XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'homeport')
}
