/** The account's keyring through Electron's safeStorage, and only where a real one stands behind it. */
import type { SafeStorage } from 'electron'
import { linuxKeyrings, type Keyring } from '../keys/keyring.ts'

type KeyringState = Awaited<ReturnType<Keyring['state']>>

/** What this file needs of Electron. Versions from 46 on know the later functions only, earlier ones the first only. */
export type KeyringDoor = Partial<Pick<SafeStorage, 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>>

/** `ready`: the system can be asked only after the application is. */
export function systemKeyring(door: KeyringDoor, platform: NodeJS.Platform, ready: () => Promise<unknown>): Keyring {
  const isOpen = async (): Promise<boolean> => {
    await ready()
    if (door.isAsyncEncryptionAvailable !== undefined) return door.isAsyncEncryptionAvailable()
    // oxlint-disable-next-line typescript/no-deprecated -- all that versions before the later function have
    return door.isEncryptionAvailable?.() === true
  }
  const state = async (): Promise<KeyringState> => {
    await ready()
    const name = nameOf(platform, door.getSelectedStorageBackend?.())
    if (name === 'basic-text' || name === 'none') return { usable: false, why: name }
    return (await isOpen().catch(() => false)) ? { usable: true, name } : { usable: false, why: 'closed' }
  }
  const guarded = async (work: () => Promise<string>): Promise<string | null> => {
    // Whoever wraps asks again: the system may have changed, and a pretended keyring opens what it wrapped.
    if (!(await state()).usable) return null
    return work().catch(() => null)
  }
  return {
    state,
    wrap: (text) =>
      guarded(async () => {
        if (door.encryptStringAsync !== undefined) return (await door.encryptStringAsync(text)).toString('base64')
        // oxlint-disable-next-line typescript/no-deprecated -- as above
        return door.encryptString?.(text).toString('base64') ?? Promise.reject(new Error('no way to wrap'))
      }),
    unwrap: (wrapped) =>
      guarded(async () => {
        const bytes = Buffer.from(wrapped, 'base64')
        if (door.decryptStringAsync !== undefined) return (await door.decryptStringAsync(bytes)).result
        // oxlint-disable-next-line typescript/no-deprecated -- as above
        return door.decryptString?.(bytes) ?? Promise.reject(new Error('no way to unwrap'))
      }),
  }
}

/** On Linux, Electron says what it found; `basic_text` is a password in its source code. */
function nameOf(platform: NodeJS.Platform, backend: string | undefined): Extract<KeyringState, { usable: true }>['name'] | 'basic-text' | 'none' {
  if (platform === 'darwin') return 'keychain'
  if (platform === 'win32') return 'dpapi'
  if (backend === 'basic_text') return 'basic-text'
  return linuxKeyrings.find((name) => name === backend) ?? 'none'
}
