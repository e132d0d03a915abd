/** Published vectors of every algorithm in use, inside the real Electron: BoringSSL must say what OpenSSL says. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { runtimeRecord } from '../../scripts/setup/paths.mjs'
import { buildEntry } from '../support/build-entry.ts'
import { publisher } from '../support/publisher.ts'

const house = publisher()
afterAll(() => rmSync(house.folder, { recursive: true, force: true }))

test('hashes, signatures, key derivation, ciphers and update metadata', { timeout: 120_000 }, async () => {
  const { executable }: { executable: string } = JSON.parse(readFileSync(runtimeRecord, 'utf8'))
  const stick = house.stick({ version: 4, packs: {} })
  const entry = await buildEntry('test/support/crypto-vectors.ts')
  const run = (program: string) => {
    const { stdout, stderr } = spawnSync(program, [entry, stick], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
    expect(stderr).toBe('')
    return JSON.parse(stdout)
  }
  const inElectron = run(executable)
  expect(inElectron).toEqual(run(process.execPath))
  const good = { platform: [true, false], ours: [true, false], pem: true }
  expect(inElectron).toEqual({
    sha256: Array.from({ length: 2 }, () => 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
    hmac: Array.from({ length: 2 }, () => '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
    ed25519: {
      ...good,
      signature: '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    },
    p256: good,
    p384: good,
    mlDsa65: {
      keyId: 'b8b62131bfbe84433efb2273d7f5b87f7a22854a2cfd366fc2aead86d837c52d',
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
      ours: [true, false, false],
    },
    blake2b512:
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    sha512: Array.from(
      { length: 2 },
      () => 'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    ),
    smallOrder: ['E_WEAK_KEY'],
    pbkdf2: '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
    scrypt: 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    argon2id: '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    gcm: ['cea7403d4d606b6e074ec5d3baf39d18', 'd0d1c8a799996bf0265b98b5d48ab919'],
    cbc: 'there and back',
    tuf: [4, 'E_EXPIRED'],
    // Worked out with Python's hmac and hashlib.
    commitment: 'f1d21be9ad663d4e5808bc72ca6e05eb2817b75920c5f3b2b5889f5639cbb93d',
    canonical: '{"a":0.000001,"b":1e+21,"\u20ac":[333333333.3333333]}',
  })
})
