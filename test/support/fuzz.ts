/**
 * Random mutations of a valid bundle. Whatever a mutation does, the bundle must not count as valid, unless nothing of
 * what is verified was changed: the file byte for byte, or a file that another program packed anew around the same bytes,
 * which is said by a warning.
 */
import { base64Of, equalBytes, utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { sha256Hex } from '../../shared/base/digest.ts'
import { envelopeText, preAuthentication } from '../../shared/base/envelope.ts'
import { headOf, leafHash } from '../../shared/base/merkle.ts'
import { entryText } from '../../shared/plan/log/entry.ts'
import { logHeadBytes, logHeadType } from '../../shared/plan/log/head.ts'
import { logProof } from '../../shared/plan/log/proof.ts'
import { parseTrust } from '../../shared/plan/trust.ts'
import { verifyContent, type BundleContent } from '../../shared/plan/verify.ts'
import { readBundle, writeBundle } from '../../electron/export/bundle.ts'
import { writeZip, type ZipEntry } from '../../electron/export/zip.ts'
import { repliesText, replyBytes } from '../../shared/plan/reply.ts'
import { statementBytes } from '../../shared/plan/statement.ts'
import { answerOf, minisignSignature, sshSignature } from './carriers.ts'
import { author, informed, reviewer, seededKey, signBytes, signedText, testAct, testDocument } from './signed.ts'

const document = { ...testDocument(), seed: 'a5'.repeat(32) }
const plan = canonicalJson(document)
const planDigest = `sha256:${sha256Hex(plan)}`

function logOf(...facts: readonly Parameters<typeof entryText>[0][]) {
  const rows: { entry: string; leaf: string }[] = []
  for (const fact of facts) {
    const entry = entryText(fact, rows.at(-1)?.leaf ?? null)
    rows.push({ entry, leaf: leafHash(utf8Bytes(entry)) })
  }
  return rows
}
const keyAdded = { event: 'key-added', at: '2026-11-23T09:00:00Z', keyId: author.public.keyId } as const
const signed = { event: 'signed', at: '2026-11-23T14:41:00Z', keyId: author.public.keyId, plan: document.plan.id, planDigest, version: 1 } as const
const log = logOf(keyAdded, signed)
const auditLog = headOf([log[0]!.leaf])
const installation = seededKey(9)
const headPayload = logHeadBytes(headOf(log.map(({ leaf }) => leaf)), '2026-11-24T00:00:00Z')
const headSignature = signBytes(installation, preAuthentication(headPayload, logHeadType))

const tools = { shell: utf8Bytes('#!/bin/sh\n'), python: utf8Bytes('#\n'), readme: utf8Bytes('README\n') }
/** Approvals whose signatures other tools made. */
const [ssh, mini] = [seededKey(21), seededKey(22)]
function carried(key: typeof ssh, sign: (key: typeof ssh, payload: Uint8Array) => Uint8Array): string {
  const payload = statementBytes(plan, document, testAct(key, { role: 'ethics', decision: 'approve' }))
  return envelopeText({ payload, signatures: [{ keyId: key.public.keyId, signature: sign(key, payload) }] })
}
const answer = answerOf(document.plan.id, planDigest)
const replies = [{ keyId: author.public.keyId, reply: answer, signature: base64Of(signBytes(author, replyBytes(answer))) }]
const signers = [author, reviewer, ssh, mini]
/** What is mutated: a plan with a seed, its author, three approvals by different tools, the proof of the log, and an answer. */
export const fuzzBundle = writeBundle(
  {
    plan,
    envelopes: [
      signedText(document, author, { auditLog }),
      signedText(document, reviewer, { role: 'ethics', decision: 'approve' }),
      carried(ssh, sshSignature),
      carried(mini, minisignSignature),
    ],
    keys: signers.map((key) => key.public),
    replies,
    log: {
      head: utf8Bytes(envelopeText({ payload: headPayload, signatures: [{ keyId: installation.public.keyId, signature: headSignature }] }, logHeadType)),
      proof: utf8Bytes(logProof(log, planDigest, [auditLog])),
      key: utf8Bytes(installation.pem),
    },
    packet: '<!doctype html>',
    language: 'en',
    reportHtml: null,
    reportPdf: null,
  },
  tools,
)

const person = (name: string, key: typeof author, roles: readonly string[]) => ({ person: name, name, roles, publicKey: key.pem, validFrom: null, validUntil: null, revokedAt: null })
const trust = parseTrust(
  utf8Bytes(JSON.stringify({ schema: 'homeport/trust/1', version: 1, organization: 'B', required: [{ role: 'ethics', persons: 3 }], keys: [person('a', author, []), person('r', reviewer, ['ethics']), person('s', ssh, ['ethics']), person('m', mini, ['ethics'])] })),
)
if (!trust.ok) throw new Error(trust.problem.code)
const options = { ...informed, trust: trust.value }

const whole = readBundle(fuzzBundle)
if (!whole.ok) throw new Error(whole.problem.code)
const original: BundleContent = whole.value.content
/** Every entry, to mutate one and pack it again with a right checksum. */
const entries: readonly ZipEntry[] = [
  { name: 'plan.json', bytes: original.plan },
  ...original.envelopes.map((bytes, index) => ({ name: `statements/${index + 1}.dsse.json`, bytes })),
  ...signers.map((key) => ({ name: `keys/${key.public.keyId}.pem`, bytes: utf8Bytes(key.pem) })),
  { name: 'replies.json', bytes: utf8Bytes(repliesText(replies)) },
  { name: 'log/head.dsse.json', bytes: original.log!.head },
  { name: 'log/proof.json', bytes: original.log!.proof },
  { name: 'log/key.pem', bytes: original.log!.key },
]

/** Mulberry32: the same numbers on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Random = ReturnType<typeof randomFrom>

const telling = [0x00, 0x01, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2b, 0x2d, 0x2c, 0x30, 0x39, 0x5c, 0x7b, 0x7f, 0x80, 0xc0, 0xed, 0xf8, 0xff]

/** One random change, sometimes of several bytes; it may by chance change nothing. */
function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length)
  const length = 1 + random(Math.min(24, bytes.length))
  const other = random(bytes.length)
  const next = Uint8Array.from(bytes)
  switch (random(10)) {
    case 0:
      next[at]! ^= 1 << random(8)
      return next
    case 1:
      next[at] = random(256)
      return next
    case 2:
      next[at] = telling[random(telling.length)]!
      return next
    case 3:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)])
    case 4:
      return Uint8Array.from([...bytes.subarray(0, at), telling[random(telling.length)]!, ...bytes.subarray(at)])
    case 5:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(other, other + length), ...bytes.subarray(at)])
    case 6:
      return bytes.slice(0, at)
    case 7:
      next.copyWithin(at, other, other + length)
      return next
    case 8:
      for (let index = at; index < Math.min(at + length, next.length); index += 1) next[index] = random(256)
      return next
    default: {
      const swap = next[at]!
      next[at] = next[other]!
      next[other] = swap
      return next
    }
  }
}

function mutatedTimes(bytes: Uint8Array, times: number, random: Random): Uint8Array {
  return times === 0 || bytes.length === 0 ? bytes : mutatedTimes(mutated(bytes, random), times - 1, random)
}

/** Three of four change one entry and pack it with a right checksum, so that the change reaches the verifier. */
function mutation(random: Random): Uint8Array {
  if (random(4) === 0) return mutated(fuzzBundle, random)
  const chosen = random(entries.length)
  const times = 1 + random(3)
  return writeZip(
    entries.map(({ name, bytes }, index) => ({ name, bytes: index === chosen ? mutatedTimes(bytes, times, random) : bytes })),
  )
}

export type FuzzCount = { readonly runs: number; readonly refused: number; readonly same: number; readonly repacked: number; readonly wrong: readonly string[] }

/** Runs mutations and counts what became of them; `wrong` describes any that should not have been accepted or that threw. */
export function fuzz(seed: number, runs: number): FuzzCount {
  const random = randomFrom(seed)
  let [refused, same, repacked] = [0, 0, 0]
  const wrong: string[] = []
  for (let run = 0; run < runs; run += 1) {
    const bytes = mutation(random)
    try {
      const read = readBundle(bytes)
      const verification = read.ok ? verifyContent(read.value.content, { ...options, warnings: read.value.warnings }) : null
      if (!read.ok || verification?.verdict !== 'valid') refused += 1
      else if (!sameContent(read.value.content)) wrong.push(`${seed}/${run}: other content is valid`)
      else if (equalBytes(bytes, fuzzBundle) || isPackedAsOurs(bytes)) same += 1
      else if (read.value.warnings.some(({ code }) => code === 'W_REPACKED')) repacked += 1
      else wrong.push(`${seed}/${run}: another file is valid without a warning`)
    } catch (error) {
      wrong.push(`${seed}/${run}: ${error instanceof Error ? error.message : 'threw'}`)
    }
  }
  return { runs, refused, same, repacked, wrong }
}

/** The entries of the mutation, all as they were: nothing was changed after all. */
function isPackedAsOurs(bytes: Uint8Array): boolean {
  return equalBytes(bytes, unchanged)
}
const unchanged = writeZip(entries)

function sameContent(content: BundleContent): boolean {
  const { log: evidence } = content
  const pairs: readonly (readonly [Uint8Array | undefined, Uint8Array | undefined])[] = [
    [content.plan, original.plan],
    [utf8Bytes(canonicalJson([...(content.replies ?? [])])), utf8Bytes(canonicalJson([...(original.replies ?? [])]))],
    ...original.envelopes.map((bytes, index) => [content.envelopes[index], bytes] as const),
    [evidence?.head, original.log?.head],
    [evidence?.proof, original.log?.proof],
    [evidence?.key, original.log?.key],
  ]
  return (
    content.envelopes.length === original.envelopes.length &&
    content.keys.length === original.keys.length &&
    content.keys.every((key) => original.keys.some((known) => equalBytes(known, key))) &&
    pairs.every(([left, right]) => left !== undefined && right !== undefined && equalBytes(left, right))
  )
}
