/** The planner's keys as the contract speaks about them. */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Input, KeySummary } from '../../shared/contract.ts'
import type { Signer } from '../signing.ts'
import { keysIn, type KeyProblem, type UnlockedKey } from './keys.ts'

export type KeyService = {
  readonly list: () => Promise<readonly KeySummary[]>
  readonly create: (request: Input<'keys.create'>) => Promise<Result<KeySummary, Fault>>
  readonly signer: (keyId: string, passphrase: string) => Promise<Result<Signer, Fault>>
}

/** The keys in a folder, which is made when the first key is. */
export function keyService(folder: string): KeyService {
  const keys = keysIn(folder)
  const faultOf = (problem: KeyProblem): { readonly ok: false; readonly problem: Fault } =>
    fail({ code: faultCode(problem), detail: folder })
  return {
    list: keys.list,
    create: async (request) => {
      const created = await keys.create(request)
      return created.ok ? created : faultOf(created.problem)
    },
    signer: async (keyId, passphrase) => {
      const unlocked = await keys.unlock(keyId, passphrase)
      return unlocked.ok ? ok(signerOf(unlocked.value)) : faultOf(unlocked.problem)
    },
  }
}

export function signerOf(key: UnlockedKey): Signer {
  const sign: Signer['sign'] = (message) => Promise.resolve(ok(key.sign(message)))
  return { key: key.summary, sign }
}

function faultCode(problem: KeyProblem): Fault['code'] {
  switch (problem) {
    case 'wrong-passphrase':
    case 'not-found':
    case 'disk-full':
    case 'not-writable':
      return problem
    case 'needs-passphrase':
      return 'wrong-passphrase'
    default:
      return 'broken-file'
  }
}
