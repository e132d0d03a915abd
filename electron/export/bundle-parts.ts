/** Parts that a bundle and a packet share: the evidence of the audit log and the time tokens. */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { LogEvidence } from '../../shared/plan/log/proof.ts'
import type { ZipEntry, ZipFault } from './zip.ts'

export type BundleFault = { readonly code: ZipFault['code'] | 'E_MISSING' | 'E_DERIVED' | 'E_REPLIES' | 'E_UNREADABLE'; readonly name: string }

/** The files of the log's evidence: all three or none. */
export function logEntries(log: LogEvidence | null): readonly ZipEntry[] {
  if (log === null) return []
  const { head, proof, key } = log
  return [
    { name: 'log/head.dsse.json', bytes: head },
    { name: 'log/proof.json', bytes: proof },
    { name: 'log/key.pem', bytes: key },
  ]
}

export function logOf(files: ReadonlyMap<string, Uint8Array>): Result<LogEvidence | null, BundleFault> {
  const [head, proof, key] = [files.get('log/head.dsse.json'), files.get('log/proof.json'), files.get('log/key.pem')]
  if (head === undefined && proof === undefined && key === undefined) return ok(null)
  if (head === undefined) return fail({ code: 'E_MISSING', name: 'log/head.dsse.json' })
  if (proof === undefined) return fail({ code: 'E_MISSING', name: 'log/proof.json' })
  if (key === undefined) return fail({ code: 'E_MISSING', name: 'log/key.pem' })
  return ok({ head, proof, key })
}

export const timeName = /^times\/([1-9]\d?)\.tsr$/

/** The time tokens, each named by the number of its statement. */
export function timeEntries(times: ReadonlyMap<number, Uint8Array> | undefined): readonly ZipEntry[] {
  return [...(times ?? [])].toSorted(([left], [right]) => left - right).map(([number, bytes]) => ({ name: `times/${number}.tsr`, bytes }))
}

/** A token belongs to a statement that is there. */
export function timesOf(files: ReadonlyMap<string, Uint8Array>, statements: number): Result<ReadonlyMap<number, Uint8Array>, BundleFault> {
  const times = new Map<number, Uint8Array>()
  for (const [name, bytes] of files) {
    const number = Number(timeName.exec(name)?.[1] ?? 0)
    if (number > statements) return fail({ code: 'E_NAME', name })
    if (number > 0) times.set(number, bytes)
  }
  return ok(times)
}
