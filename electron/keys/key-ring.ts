/** Keys as the application uses them: problems become faults with words, and a private key never leaves this file. */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Input, KeySummary } from '../../shared/contract.ts'
import type { Signer } from '../signing.ts'
import { keysIn, type KeyProblem, type UnlockedKey } from './keys.ts'

export type KeyRing = {
  readonly list: () => Promise<readonly KeySummary[]>
  readonly create: (request: Input<'keys.create'>) => Promise<Result<KeySummary, Fault>>
  /** Opens a key for one signature. */
  readonly signer: (keyId: string, passphrase: string) => Promise<Result<Signer, Fault>>
}

export function keyRingIn(folder: string): KeyRing {
  const keys = keysIn(folder)
  return {
    list: keys.list,
    create: async (request) => {
      const created = await keys.create(request)
      return created.ok ? created : fail(faultOf(created.problem, folder))
    },
    signer: async (keyId, passphrase) => {
      const unlocked = await keys.unlock(keyId, passphrase)
      return unlocked.ok ? ok(signerOf(unlocked.value)) : fail(faultOf(unlocked.problem, folder))
    },
  }
}

/** An unlocked key as a signer of statements. */
export function signerOf(key: UnlockedKey): Signer {
  return { key: key.summary, sign: (message) => Promise.resolve(ok(key.sign(message))) }
}

function faultOf(problem: KeyProblem, folder: string): Fault {
  switch (problem) {
    case 'wrong-passphrase':
    case 'not-found':
    case 'disk-full':
      return { code: problem, detail: '' }
    case 'not-writable':
      return { code: 'not-writable', detail: folder }
    default:
      return { code: 'broken-file', detail: problem }
  }
}
