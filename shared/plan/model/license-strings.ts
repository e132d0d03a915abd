/**
 * License identifiers as model files write them, and the license of the catalog that each stands for. Only identifiers
 * that name exactly one version; the list of identifiers is Hugging Face's, which GGUF converters copy.
 */
import type { License } from '../../domain/license-pack.ts'
import type { StatedLicense } from '../../domain/weights/header.ts'

const catalogIds: Readonly<Record<string, string>> = {
  'apache-2.0': 'apache-2.0',
  mit: 'mit',
  'cc-by-4.0': 'cc-by-4.0',
  'cc-by-nc-4.0': 'cc-by-nc-4.0',
  llama2: 'llama-2',
  llama3: 'llama-3',
  'llama3.1': 'llama-3.1',
  'llama3.2': 'llama-3.2',
  'llama3.3': 'llama-3.3',
  llama4: 'llama-4',
  gemma: 'gemma-tou',
  'bigscience-openrail-m': 'bigscience-openrail-m',
  'bigscience-bloom-rail-1.0': 'bigscience-rail-1.0',
  'bigcode-openrail-m': 'bigcode-openrail-m',
  'apple-amlr': 'apple-amlr',
  'apple-ascl': 'apple-ascl',
}

/** Identifiers that say nothing about which license it is. */
const saysNothing: ReadonlySet<string> = new Set(['other', 'unknown'])

/** Licenses whose own text is that of another with additions, so that files often name the other. */
const builtOn: Readonly<Record<string, string>> = {
  apertus: 'apache-2.0',
  'yi-apache': 'apache-2.0',
  'internlm-apache': 'apache-2.0',
  'cohere-cc-by-nc-aup': 'cc-by-nc-4.0',
}

/**
 * Whether files and catalog name the same license. `not-comparable` where an identifier is unknown or says nothing: that
 * is neither agreement nor contradiction.
 */
export function compareLicense(
  stated: StatedLicense,
  license: License,
  licenses: readonly License[],
): { readonly result: 'same' | 'differs' | 'not-comparable'; readonly found: string } {
  const found = stated.id !== null && !saysNothing.has(stated.id.toLowerCase()) ? stated.id : (stated.name ?? stated.id ?? stated.link ?? '')
  const known = catalogIdOf(found, licenses)
  if (known === null) return { result: 'not-comparable', found }
  if (known === license.id) return { result: 'same', found }
  // The file names the text that the license is built on and leaves the additions unsaid.
  return { result: builtOn[license.id] === known ? 'not-comparable' : 'differs', found }
}

function catalogIdOf(text: string, licenses: readonly License[]): string | null {
  const plain = text.toLowerCase()
  if (Object.hasOwn(catalogIds, plain)) return catalogIds[plain] ?? null
  const named = licenses.filter(({ id, name, spdx }) => [id, name.toLowerCase(), spdx?.toLowerCase()].includes(plain))
  const [only] = named
  return named.length === 1 && only !== undefined ? only.id : null
}
