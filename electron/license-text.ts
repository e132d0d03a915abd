/** License texts: those that ship with Homeport, held against their digests, and files that the planner chooses. */
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sha256Hex } from '../shared/base/digest.ts'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { Fault, Output } from '../shared/contract.ts'
import { licenseTextLimit, textDigests, type TextDigests } from '../shared/domain/license/text.ts'
import type { LicensePack } from '../shared/domain/license-pack.ts'
import { safeFileName } from './files.ts'
import type { Services } from './services.ts'

export type TextProblem = 'empty' | 'too-large' | 'not-text' | 'unreadable'

/** The digests of a file that should be a license text. Reads no more than a license text can be long. */
export async function digestsOfFile(file: string): Promise<Result<TextDigests, TextProblem>> {
  const bytes = await firstBytes(file, licenseTextLimit + 1).catch(() => null)
  return bytes === null ? fail('unreadable') : textDigests(bytes)
}

async function firstBytes(file: string, most: number): Promise<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    if (!(await handle.stat()).isFile()) throw new Error('not a file')
    const buffer = new Uint8Array(most)
    let filled = 0
    while (filled < most) {
      const { bytesRead } = await handle.read(buffer, filled, most - filled, null)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.subarray(0, filled)
  } finally {
    await handle.close()
  }
}

/** The text that ships for an SPDX id. Null where none does; a text whose digest differs from the pack's is refused. */
export async function shippedText(
  resources: string,
  pack: Pick<LicensePack, 'bundledTexts'>,
  spdx: string,
): Promise<Result<string | null, 'changed'>> {
  const entry = pack.bundledTexts.find((text) => text.spdx === spdx)
  if (entry === undefined) return ok(null)
  const bytes = await readFile(path.join(resources, entry.file)).catch(() => null)
  if (bytes === null || sha256Hex(bytes) !== entry.sha256) return fail('changed')
  return ok(bytes.toString('utf8'))
}

/** `license.text` */
export async function bundledLicenseText(
  services: Services,
  spdx: string,
): Promise<Result<Output<'license.text'>, Fault>> {
  const loaded = await services.knowledge()
  if (!loaded.ok) return loaded
  const text = await shippedText(services.resources, loaded.value.knowledge.licenses, spdx)
  if (!text.ok) return fail({ code: 'broken-file', detail: spdx })
  return text.value === null ? fail({ code: 'not-found', detail: spdx }) : ok({ text: text.value })
}

/** `license.readText` */
export async function readLicenseText(services: Services): Promise<Result<Output<'license.readText'>, Fault>> {
  const file = await services.dialogs.openFile({
    title: 'licenseDuties.attach',
    // License files have all kinds of endings, and often none.
    kinds: [{ name: 'licenseDuties.text', extensions: ['*'] }],
  })
  if (file === null) return ok(null)
  const digests = await digestsOfFile(file)
  if (!digests.ok) return fail({ code: 'broken-file', detail: digests.problem })
  const { bytes, sha256, sha256NormalizedWhitespace, sha256WithoutCopyright } = digests.value
  return ok({
    name: safeFileName(path.basename(file)),
    bytes,
    digest: `sha256:${sha256}`,
    normalized: `sha256:${sha256NormalizedWhitespace}`,
    withoutCopyright: `sha256:${sha256WithoutCopyright}`,
  })
}
