/**
 * Writes `resources/lock.json`: the SHA-256 of every file that ships as knowledge. With `--check` it changes nothing and
 * exits 1 when a file differs from the lock.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './setup/paths.mjs'

const resources = path.join(root, 'resources')
const lockFile = path.join(resources, 'lock.json')
/** Translations and icons are compiled into the program: they are code to a reader of a plan, not knowledge. */
const notKnowledge = /^(lock\.json$|locales\/|icons\/)/

const names = readdirSync(resources, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  .map((entry) => path.relative(resources, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
  .filter((name) => !notKnowledge.test(name))
  .toSorted((left, right) => (left < right ? -1 : 1))
const digest = (/** @type {string} */ name) =>
  `sha256:${createHash('sha256').update(readFileSync(path.join(resources, name))).digest('hex')}`
const files = Object.fromEntries(names.map((name) => [name, digest(name)]))

if (process.argv.includes('--check')) {
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).files
  const wrong = [...new Set([...Object.keys(files), ...Object.keys(locked)])].filter((name) => files[name] !== locked[name])
  for (const name of wrong) {
    const fault = locked[name] === undefined ? 'not in the lock' : files[name] === undefined ? 'missing' : 'changed'
    console.error(`resources/${name}: ${fault}`)
  }
  if (wrong.length > 0) {
    console.error('If the change is meant, run: npm run lock')
    process.exit(1)
  }
} else {
  writeFileSync(lockFile, JSON.stringify({ format: 1, files }, null, 1) + '\n')
  console.log(`${names.length} files locked in resources/lock.json`)
}
