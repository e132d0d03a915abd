/** Signatures in the forms of ssh-keygen and minisign with keys of the tests, put together by hand from their descriptions. */
import { createHash } from 'node:crypto'
import { signBytes, type TestKey } from './signed.ts'

const block = (bytes: Uint8Array | string): Buffer => {
  const content = Buffer.from(bytes)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}

/** What an armored signature of `ssh-keygen -Y sign` holds, by an Ed25519 key (PROTOCOL.sshsig of OpenSSH). */
export function sshSignature(key: TestKey, payload: Uint8Array, namespace = 'ai-deployment-plan@v1'): Uint8Array {
  const magic = Buffer.from('SSHSIG')
  const digest = createHash('sha512').update(payload).digest()
  const signed = Buffer.concat([magic, block(namespace), block(''), block('sha512'), block(digest)])
  const publicKey = Buffer.concat([block('ssh-ed25519'), block(key.public.point)])
  const signature = Buffer.concat([block('ssh-ed25519'), block(signBytes(key, signed))])
  return new Uint8Array(Buffer.concat([magic, Buffer.from([0, 0, 0, 1]), block(publicKey), block(namespace), block(''), block('sha512'), block(signature)]))
}

/** What an envelope holds of minisign's signature over the BLAKE2b-512 of a payload. */
export function minisignSignature(key: TestKey, payload: Uint8Array): Uint8Array {
  const digest = createHash('blake2b512').update(payload).digest()
  return new Uint8Array(Buffer.concat([Buffer.from('ED'), signBytes(key, digest)]))
}

/** The planner's answer to a comment of a reviewer, about version 1 of a plan. */
export const answerOf = (plan: string, digest: string) => ({
  plan: { id: plan, version: 1, digest },
  quoted: { place: 'P5' as const, text: 'Who deletes?', by: 'Dora', at: '2026-11-24T08:00:00Z' },
  decision: null,
  text: 'The mail service.',
  by: 'Jana',
  at: '2026-11-24T09:00:00Z',
})
