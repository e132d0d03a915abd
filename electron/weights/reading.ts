/** A quick look at a folder of weights: headers, licenses, a signature, and files that must not be used. Reads no data. */
import path from 'node:path'
import { utf8Text } from '../../shared/base/bytes.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import type { HeaderFacts, StatedLicense } from '../../shared/domain/weights/header.ts'
import type { RefusedFile } from '../../shared/domain/weights.ts'
import { cardLicense, ggufFacts, isConfig, safetensorsFacts } from './facts.ts'
import { listFolder, type FolderFile, type FolderProblem } from './folder.ts'
import type { Config } from './geometry.ts'
import { readGguf, type GgufHeader } from './gguf.ts'
import { pickleReason } from './pickle.ts'
import { indexFits, readIndex, readSafetensors, type SafetensorsHeader, type SafetensorsIndex } from './safetensors.ts'
import { openFile, readSmallFile, type ByteSource } from './source.ts'

export type FolderReading = {
  readonly files: readonly FolderFile[]
  readonly headers: readonly HeaderFacts[]
  readonly refused: readonly RefusedFile[]
  /** Path of a file with an OpenSSF Model Signing signature, null where there is none. */
  readonly signature: string | null
}

/** Looks at every file once. Later sets beyond 64 are left out: no folder of one model has as many. */
export async function readFolder(folder: string): Promise<Result<FolderReading, FolderProblem>> {
  const root = path.resolve(folder)
  const listed = await listFolder(root)
  if (!listed.ok) return listed
  const names = listed.value.map((file) => file.path)
  const refused: RefusedFile[] = []
  for (const name of names) {
    const reason = await pickleReason(path.join(root, name))
    if (reason !== null) refused.push({ path: name, reason })
  }
  const headers = [...(await ggufSets(root, names, refused)), ...(await safetensorsSets(root, names, refused))]
  const license = await licenseInCard(root, names)
  return ok({
    files: listed.value,
    headers: headers.slice(0, 64).map((facts) => ({ ...facts, license: facts.license ?? license })),
    refused: refused.slice(0, 1000),
    signature: names.find((name) => /^(?:[^/]*\.)?(?:sig|sigstore(?:\.json)?)$/.test(name)) ?? null,
  })
}

/** Opens one file and reads its header; what is wrong with it goes to `refused`. */
async function headerOf<Header>(
  root: string,
  name: string,
  read: (source: ByteSource) => Promise<Result<Header, string>>,
  refused: RefusedFile[],
): Promise<Header | null> {
  const opened = await openFile(path.join(root, name))
  if (!opened.ok) {
    refused.push({ path: name, reason: opened.problem })
    return null
  }
  try {
    const header = await read(opened.value)
    if (header.ok) return header.value
    refused.push({ path: name, reason: header.problem })
    return null
  } finally {
    await opened.value.close()
  }
}

/** `name-00002-of-00005.gguf` is the second part of five. */
const partOfSet = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i

async function ggufSets(root: string, names: readonly string[], refused: RefusedFile[]): Promise<readonly HeaderFacts[]> {
  const sets = new Map<string, { name: string; header: GgufHeader | null }[]>()
  for (const name of names.filter((one) => /\.gguf$/i.test(one))) {
    const [, prefix, , all] = partOfSet.exec(name) ?? []
    const set = prefix === undefined ? name : `${prefix}-of-${all}`
    const header = await headerOf(root, name, readGguf, refused)
    sets.set(set, [...(sets.get(set) ?? []), { name, header }])
  }
  return [...sets.values()].flatMap((parts): HeaderFacts[] => {
    const headers = parts.flatMap(({ header }) => (header === null ? [] : [header]))
    if (headers.length < parts.length) return []
    if (!isWholeSet(headers)) {
      refused.push(...parts.map(({ name }) => ({ path: name, reason: 'set-incomplete' })))
      return []
    }
    const facts = ggufFacts(parts.map(({ name }) => name), headers)
    return facts === null ? [] : [facts]
  })
}

/** Parts lie in the order of their names; each says its place, and the first how many tensors all have together. */
function isWholeSet(parts: readonly GgufHeader[]): boolean {
  const [first] = parts
  const count = first?.values.get('split.count')
  if (count === undefined || count === 1 || count === 0) return parts.length === 1
  const tensors = parts.reduce((all, part) => all + part.tensors.length, 0)
  return (
    count === parts.length &&
    parts.every((part, at) => part.values.get('split.no') === at && part.values.get('split.count') === count) &&
    first?.values.get('split.tensors.count') === tensors
  )
}

/** Each folder's safetensors files are one set: of one file, or as its index lists them. */
async function safetensorsSets(root: string, names: readonly string[], refused: RefusedFile[]): Promise<readonly HeaderFacts[]> {
  const facts: HeaderFacts[] = []
  const folders = new Set(names.filter((name) => /\.safetensors$/i.test(name)).map((name) => path.posix.dirname(name)))
  for (const folder of folders) {
    const own = names.filter((name) => path.posix.dirname(name) === folder)
    const config = await configIn(root, own)
    const files = own.filter((name) => /\.safetensors$/i.test(name))
    const headers = new Map<string, SafetensorsHeader>()
    for (const file of files) {
      const header = await headerOf(root, file, readSafetensors, refused)
      if (header !== null) headers.set(file, header)
    }
    const indexName = own.find((name) => /\.safetensors\.index\.json$/i.test(name))
    const index = indexName === undefined ? null : await indexIn(root, indexName, refused)
    const listed = index === null ? [] : index.files.map((file) => (folder === '.' ? file : `${folder}/${file}`))
    if (index !== null && indexName !== undefined) {
      const parts = new Map(listed.flatMap((file): [string, SafetensorsHeader][] => {
        const header = headers.get(file)
        return header === undefined ? [] : [[path.posix.basename(file), header]]
      }))
      if (parts.size === listed.length && indexFits(index, parts)) {
        const set = safetensorsFacts(listed, [...parts.values()], config)
        if (set !== null) facts.push(set)
      } else refused.push({ path: indexName, reason: 'set-incomplete' })
    }
    for (const [file, header] of headers)
      if (!listed.includes(file)) {
        const single = safetensorsFacts([file], [header], config)
        if (single !== null) facts.push(single)
      }
  }
  return facts
}

async function indexIn(root: string, name: string, refused: RefusedFile[]): Promise<SafetensorsIndex | null> {
  const bytes = await readSmallFile(path.join(root, name), 64 * 1024 * 1024)
  const index = bytes === null ? fail('too-long') : readIndex(bytes)
  if (index.ok) return index.value
  refused.push({ path: name, reason: index.problem })
  return null
}

async function configIn(root: string, names: readonly string[]): Promise<Config | null> {
  const name = names.find((one) => path.posix.basename(one) === 'config.json')
  return name === undefined ? null : readConfig(path.join(root, name))
}

/** A configuration file, or null where it is missing, too long or not strict JSON. */
export async function readConfig(file: string): Promise<Config | null> {
  const bytes = await readSmallFile(file, 4 * 1024 * 1024)
  const json = bytes === null ? null : parseStrictJson(bytes)
  return json?.ok === true && isConfig(json.value) ? json.value : null
}

async function licenseInCard(root: string, names: readonly string[]): Promise<StatedLicense | null> {
  if (!names.includes('README.md')) return null
  const bytes = await readSmallFile(path.join(root, 'README.md'), 1024 * 1024)
  const text = bytes === null ? null : utf8Text(bytes)
  return text?.ok === true ? cardLicense(text.value) : null
}
