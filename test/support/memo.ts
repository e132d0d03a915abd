/** Remembers what a pure function answered, so that a long fuzz run spends its time on inputs it has not seen. */
import { createHash } from 'node:crypto'
import type * as envelopes from '../../shared/base/envelope.ts'

const most = 20_000

/** The same function; `parts` are the bytes that its answer follows from. */
export function remembered<Args extends readonly unknown[], Answer>(
  run: (...args: Args) => Answer,
  parts: (...args: Args) => readonly (Uint8Array | string)[],
): (...args: Args) => Answer {
  const known = new Map<string, Answer>()
  return (...args) => {
    const hash = createHash('sha1')
    for (const part of parts(...args)) hash.update(part).update(`|${part.length}|`)
    const key = hash.digest('base64')
    if (known.has(key)) return known.get(key)!
    const answer = run(...args)
    if (known.size > most) known.clear()
    known.set(key, answer)
    return answer
  }
}

type Envelopes = typeof envelopes

/** The module of envelopes with its costly functions remembered: each signature and key is still checked once. */
export function rememberedEnvelopes(module: Envelopes): Envelopes {
  return {
    ...module,
    isSignedBy: remembered(module.isSignedBy, (key, message, signature) => [key.der, message, signature]),
    publicKeyOfPem: remembered(module.publicKeyOfPem, (pem) => [pem]),
  }
}
