/** A publisher of reference data with keys of its own, as `scripts/publish-knowledge.mjs` serves one. */
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeRelease, makeRoot, signFile } from '../../scripts/publish-knowledge.mjs'
import { sha256Hex } from '../../shared/base/digest.ts'

export type PublisherKey = { readonly publicPem: string; readonly privatePem: string }

export function publisherKey(): PublisherKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

export type Release = { readonly version: number; readonly expires?: string; readonly packs: Readonly<Record<string, string>>; readonly roots?: readonly string[] }

export function publisher() {
  const folder = mkdtempSync(path.join(tmpdir(), 'homeport-publisher-'))
  const keys = [publisherKey(), publisherKey(), publisherKey()]
  const release = publisherKey()
  const root = (version: number, owners: readonly PublisherKey[], signers: readonly PublisherKey[], threshold = 2, releaser = release): string => {
    const out = path.join(folder, `${version}-${Math.random().toString(36).slice(2)}.root.json`)
    makeRoot({ version, expires: '2036-01-01', threshold, keys: owners.map((key) => key.publicPem), release: releaser.publicPem, out })
    for (const signer of signers) signFile(out, signer.privatePem)
    return out
  }
  const first = root(1, keys, keys.slice(0, 2))
  let sticks = 0
  return {
    folder,
    keys,
    release,
    root,
    first,
    fingerprint: sha256Hex(new Uint8Array(readFileSync(first))),
    stick: ({ version, expires = '2027-12-01', packs, roots = [first] }: Release, releaser: PublisherKey = release): string => {
      sticks += 1
      const [source, out] = [path.join(folder, `packs-${sticks}`), path.join(folder, `stick-${sticks}`)]
      mkdirSync(source, { recursive: true })
      for (const [name, text] of Object.entries(packs)) writeFileSync(path.join(source, `${name}.json`), text)
      makeRelease({ version, expires, packs: source, key: releaser.privatePem, roots, out })
      return out
    },
    copy: (stick: string): string => {
      sticks += 1
      const out = path.join(folder, `copy-${sticks}`)
      cpSync(stick, out, { recursive: true })
      return out
    },
  }
}
