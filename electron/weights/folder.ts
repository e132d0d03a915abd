/** The files of a folder of weights. Links and special files are refused: what is approved must lie there itself. */
import { lstat, opendir } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { byCodePoint, isPlainPath, maximalFiles } from '../../shared/domain/weights.ts'

export type FolderFile = {
  /** Below the folder, with `/`. */
  readonly path: string
  readonly bytes: number
  /** Changes when the file is written or replaced; empty where the system tells nothing. */
  readonly stamp: string
}

export type FolderProblem = {
  readonly code: 'not-found' | 'not-a-folder' | 'link' | 'special-file' | 'bad-name' | 'too-many' | 'too-deep' | 'empty' | 'not-readable'
  /** Below the folder, empty for the folder itself. */
  readonly path: string
}

const deepest = 16
/** The history of a copied repository, which no engine reads. At the top of the folder only. */
const leftOut = '.git'

/** All files in the order of their paths. */
export async function listFolder(root: string): Promise<Result<readonly FolderFile[], FolderProblem>> {
  const top = await lstat(root).catch(() => null)
  if (top === null) return fail({ code: 'not-found', path: '' })
  if (!top.isDirectory()) return fail({ code: 'not-a-folder', path: '' })
  const files: FolderFile[] = []
  const problem = await walk(root, '', 0, files).catch((): FolderProblem => ({ code: 'not-readable', path: '' }))
  if (problem !== null) return fail(problem)
  if (files.length === 0) return fail({ code: 'empty', path: '' })
  return ok(files.toSorted((left, right) => byCodePoint(left.path, right.path)))
}

async function walk(root: string, below: string, depth: number, files: FolderFile[]): Promise<FolderProblem | null> {
  if (depth > deepest) return { code: 'too-deep', path: below }
  for await (const entry of await opendir(path.join(root, below))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (name === leftOut) continue
    // A name that is not UTF-8 arrives with replacement characters and would name no file.
    if (!isPlainPath(name) || name.length > 1024 || name.includes('\uFFFD')) return { code: 'bad-name', path: below }
    const { size, mtimeNs, ctimeNs, ino, dev, ...kind } = await statOf(path.join(root, name))
    if (kind.link) return { code: 'link', path: name }
    if (kind.folder) {
      const problem = await walk(root, name, depth + 1, files)
      if (problem !== null) return problem
      continue
    }
    if (!kind.file) return { code: 'special-file', path: name }
    if (files.length >= maximalFiles) return { code: 'too-many', path: name }
    files.push({ path: name, bytes: Number(size), stamp: [size, mtimeNs, ctimeNs, ino, dev].join('-') })
  }
  return null
}

async function statOf(file: string) {
  const found = await lstat(file, { bigint: true })
  const { size, mtimeNs, ctimeNs, ino, dev } = found
  return { size, mtimeNs, ctimeNs, ino, dev, link: found.isSymbolicLink(), folder: found.isDirectory(), file: found.isFile() }
}

/** The stamp of one file now, or null where it is gone or no longer a file. */
export async function stampOf(file: string): Promise<string | null> {
  const found = await statOf(file).catch(() => null)
  if (found === null || !found.file) return null
  const { size, mtimeNs, ctimeNs, ino, dev } = found
  return [size, mtimeNs, ctimeNs, ino, dev].join('-')
}
