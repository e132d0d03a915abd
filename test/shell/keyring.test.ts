/** Which keyrings count: only those that keep a secret. The system's own word for a pretended one is refused. */
import { expect, test } from 'vitest'
import { systemKeyring, type KeyringDoor } from '../../electron/shell/keyring.ts'

const ready = () => Promise.resolve()
type Backend = ReturnType<NonNullable<KeyringDoor['getSelectedStorageBackend']>>

/** A keyring that turns texts around. `later`: with the functions that Electron 46 has alone. */
function door(backend: Backend, { later = true, open = true } = {}): KeyringDoor & { readonly asked: string[] } {
  const asked: string[] = []
  const wrap = (text: string): Buffer => Buffer.from(text.split('').toReversed().join(''))
  const unwrap = (bytes: Buffer): string => bytes.toString().split('').toReversed().join('')
  const noted = <A, B>(name: string, work: (given: A) => B) => (given: A): B => {
    asked.push(name)
    return work(given)
  }
  return {
    asked,
    getSelectedStorageBackend: () => backend,
    ...(later
      ? {
          isAsyncEncryptionAvailable: () => Promise.resolve(open),
          encryptStringAsync: noted('wrap', (text: string) => Promise.resolve(wrap(text))),
          decryptStringAsync: noted('unwrap', (bytes: Buffer) => Promise.resolve({ result: unwrap(bytes), shouldReEncrypt: false })),
        }
      : { isEncryptionAvailable: () => open, encryptString: noted('wrap', wrap), decryptString: noted('unwrap', unwrap) }),
  }
}

test.each([
  ['linux', 'gnome_libsecret', { usable: true, name: 'gnome_libsecret' }],
  ['linux', 'kwallet', { usable: true, name: 'kwallet' }],
  ['linux', 'kwallet6', { usable: true, name: 'kwallet6' }],
  ['linux', 'basic_text', { usable: false, why: 'basic-text' }],
  ['linux', 'unknown', { usable: false, why: 'none' }],
  ['freebsd', 'unknown', { usable: false, why: 'none' }],
  ['darwin', 'unknown', { usable: true, name: 'keychain' }],
  ['win32', 'unknown', { usable: true, name: 'dpapi' }],
] as const)('on %s with %s', async (platform, backend, state) => {
  for (const later of [true, false]) {
    const electron = door(backend, { later })
    const keyring = systemKeyring(electron, platform, ready)
    expect(await keyring.state()).toEqual(state)
    const wrapped = await keyring.wrap('secret')
    if (!state.usable) {
      // A pretended keyring would have done both.
      expect([wrapped, await keyring.unwrap('dGVyY2Vz')]).toEqual([null, null])
      expect(electron.asked).toEqual([])
      continue
    }
    expect(wrapped).toBe(Buffer.from('terces').toString('base64'))
    expect(await keyring.unwrap(wrapped ?? '')).toBe('secret')
  }
})

test('a keyring that is closed, refuses or knows no function of ours gives nothing', async () => {
  for (const later of [true, false]) {
    const closed = systemKeyring(door('gnome_libsecret', { later, open: false }), 'linux', ready)
    expect(await closed.state()).toEqual({ usable: false, why: 'closed' })
    expect([await closed.wrap('x'), await closed.unwrap('eA==')]).toEqual([null, null])
  }
  const failing: KeyringDoor = { ...door('gnome_libsecret'), encryptStringAsync: () => Promise.reject(new Error('denied')), decryptStringAsync: () => Promise.reject(new Error('denied')) }
  const denied = systemKeyring(failing, 'linux', ready)
  expect([await denied.wrap('x'), await denied.unwrap('eA==')]).toEqual([null, null])
  expect(await systemKeyring({}, 'darwin', ready).state()).toEqual({ usable: false, why: 'closed' })
  const gone = { ...door('gnome_libsecret'), isAsyncEncryptionAvailable: () => Promise.reject(new Error('no bus')) }
  expect(await systemKeyring(gone, 'linux', ready).state()).toEqual({ usable: false, why: 'closed' })
})

test('is asked only after the application is ready', async () => {
  let isReady = false
  let release = (): void => undefined
  const starting = new Promise<void>((resolve) => {
    release = () => {
      isReady = true
      resolve()
    }
  })
  const electron = { ...door('gnome_libsecret'), getSelectedStorageBackend: (): Backend => (isReady ? 'gnome_libsecret' : 'unknown') }
  const asked = systemKeyring(electron, 'linux', () => starting).state()
  release()
  expect(await asked).toEqual({ usable: true, name: 'gnome_libsecret' })
})
