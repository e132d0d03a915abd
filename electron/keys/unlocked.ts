/**
 * Keys in use: unlocked once, for several signatures, and locked again after a time without one. Nothing but memory holds
 * them, and what a key can do is all that is held, never its passphrase.
 */
import type { Signer } from '../signing.ts'

export type UnlockedKeys = {
  /** Holds a key and starts its time anew. */
  readonly hold: (signer: Signer) => void
  /** The key, whose time starts anew; null when it is locked. */
  readonly use: (keyId: string) => Signer | null
  readonly ids: () => readonly string[]
  readonly lock: (keyId: string) => void
  readonly lockAll: () => void
}

/** Milliseconds without a signature after which a key locks itself. */
export const idleTime = 5 * 60 * 1000

/** Runs something later, and gives the way to stop it. */
export type Later = (run: () => void, milliseconds: number) => () => void

const later: Later = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds)
  // An unlocked key must not keep the application from quitting.
  timer.unref()
  return () => clearTimeout(timer)
}

export function unlockedKeys(after: Later = later): UnlockedKeys {
  const held = new Map<string, { readonly signer: Signer; readonly stop: () => void }>()
  const lock = (keyId: string): void => {
    held.get(keyId)?.stop()
    held.delete(keyId)
  }
  const hold = (signer: Signer): void => {
    const { keyId } = signer.key
    lock(keyId)
    held.set(keyId, { signer, stop: after(() => held.delete(keyId), idleTime) })
  }
  return {
    hold,
    use: (keyId) => {
      const signer = held.get(keyId)?.signer ?? null
      if (signer !== null) hold(signer)
      return signer
    },
    ids: () => [...held.keys()],
    lock,
    lockAll: () => {
      for (const keyId of held.keys()) lock(keyId)
    },
  }
}
