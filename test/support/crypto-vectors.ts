/**
 * Published test vectors of every algorithm in use, by the platform's library and by ours. Runs in plain Node and inside
 * Electron, whose library is BoringSSL. Prints what came out.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, pbkdf2Sync, scryptSync, sign, verify } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { blake2b512, hexOf, hmacSha256, sha256Hex, sha512Bytes } from '../../shared/base/digest.ts'
import { base64Of } from '../../shared/base/bytes.ts'
import { isSignedBy, postQuantumKey, publicKeyOf, publicKeyOfPem } from '../../shared/base/envelope.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { commitment } from '../../shared/plan/redaction.ts'
import { checkUpdate } from '../../electron/knowledge/tuf.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const [, , stick = ''] = process.argv
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))

function derInteger(hex: string): string {
  const padded = Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? `00${hex}` : hex
  return `02${(padded.length / 2).toString(16).padStart(2, '0')}${padded}`
}
const derSignature = (r: string, s: string): Uint8Array => {
  const body = derInteger(r) + derInteger(s)
  return bytes(`30${(body.length / 2).toString(16).padStart(2, '0')}${body}`)
}

/** What the platform and what we say about a signature, and about the same with one bit changed. */
function said(hash: string | null, der: Uint8Array, message: Uint8Array, signature: Uint8Array): unknown {
  const pem = `-----BEGIN PUBLIC KEY-----\n${(base64Of(der).match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`
  const key = publicKeyOf(der)
  const spoiled = Uint8Array.from(signature)
  spoiled[spoiled.length - 1]! ^= 1
  return {
    platform: [verify(hash, message, createPublicKey(pem), signature), verify(hash, message, createPublicKey(pem), spoiled)],
    ours: key.ok ? [isSignedBy(key.value, message, signature), isSignedBy(key.value, message, spoiled)] : key.problem,
    pem: publicKeyOfPem(pem).ok,
  }
}

function postQuantum(): unknown {
  const key = postQuantumKey(Uint8Array.from({ length: 32 }, (_zero, index) => index))
  const message = new TextEncoder().encode('sample')
  const signature = key.sign(message, new Uint8Array(32))
  const spoiled = Uint8Array.from(signature)
  spoiled[2000]! ^= 1
  return {
    keyId: key.publicKey.keyId,
    signature: sha256Hex(signature),
    ours: [isSignedBy(key.publicKey, message, signature), isSignedBy(key.publicKey, message, spoiled), isSignedBy(key.publicKey, message, signature.subarray(1))],
  }
}

async function check(): Promise<Record<string, unknown>> {
  // RFC 8032, section 7.1, test 2.
  const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'
  const edPrivate = createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'), format: 'der', type: 'pkcs8' })
  const edPublic = new Uint8Array(createPublicKey(edPrivate).export({ type: 'spki', format: 'der' }))
  const edSignature = new Uint8Array(sign(null, Buffer.of(0x72), edPrivate))
  // RFC 6979, A.2.5 and A.2.6: the message "sample".
  const sample = new TextEncoder().encode('sample')
  const p256 = bytes(['3059301306072a8648ce3d020106082a8648ce3d03010703420004', '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6', '7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299'].join(''))
  const p384 = bytes(['3076301006072a8648ce3d020106052b8104002203620004', 'EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13', '8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720'].join(''))
  const small = bytes(`302a300506032b65700321000100${'00'.repeat(30)}`)
  const neutral = bytes(`01${'00'.repeat(63)}`)
  const smallKey = publicKeyOf(small)
  const cbc = createDecipheriv('aes-256-cbc', Buffer.alloc(32, 7), Buffer.alloc(16, 9))
  const gcm = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12))
  const sealed = Buffer.concat([gcm.update(Buffer.alloc(16)), gcm.final()])
  const first = readFileSync(path.join(stick, '1.root.json'))
  const trusted = { root: first, timestamp: null, snapshot: null, targets: null }
  const update = await checkUpdate(stick, trusted, '2026-11-28T00:00:00Z')
  const late = await checkUpdate(stick, trusted, '2036-11-28T00:00:00Z')
  return {
    sha256: [sha256Hex('abc'), createHash('sha256').update('abc').digest('hex')],
    // RFC 4231, test case 2.
    hmac: [hexOf(hmacSha256(new TextEncoder().encode('Jefe'), new TextEncoder().encode('what do ya want for nothing?'))), createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex')],
    ed25519: { signature: hexOf(edSignature), ...(said(null, edPublic, Uint8Array.of(0x72), edSignature) as object) },
    p256: said('sha256', p256, sample, derSignature('EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716', 'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8')),
    p384: said('sha384', p384, sample, derSignature('94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46', '99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8')),
    // Whatever the library says of such a key, we refuse it.
    // RFC 9881, appendix C: the seed 00 01 … 1f. Signed with fixed chance, so that both libraries must give the same bytes.
    mlDsa65: postQuantum(),
    // RFC 7693, appendix A, and FIPS 180-4.
    blake2b512: hexOf(blake2b512(new TextEncoder().encode('abc'))),
    sha512: [hexOf(sha512Bytes(new TextEncoder().encode('abc'))), createHash('sha512').update('abc').digest('hex')],
    smallOrder: [smallKey.ok ? isSignedBy(smallKey.value, sample, neutral) : smallKey.problem],
    // RFC 7914, section 11, and section 12, third vector.
    pbkdf2: pbkdf2Sync('passwd', 'salt', 1, 64, 'sha256').toString('hex'),
    scrypt: scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16, maxmem: 64 * 1024 * 1024 }).toString('hex'),
    argon2id: await argon2id({ password: 'password', salt: 'somesalt', parallelism: 1, iterations: 2, memorySize: 65_536, hashLength: 32, outputType: 'hex' }),
    // The GCM specification (McGrew and Viega), test case 14.
    gcm: [sealed.toString('hex'), gcm.getAuthTag().toString('hex')],
    cbc: Buffer.concat([cbc.update(Buffer.concat([Buffer.from(cbcSealed())])), cbc.final()]).toString(),
    tuf: [update.ok ? update.value.version : update.problem.code, late.ok ? 'accepted' : late.problem.code],
    commitment: commitment('2a'.repeat(32), '/plan/id', 'x'),
    canonical: canonicalJson({ b: 1e21, a: 0.000001, '\u20ac': [333_333_333.333_333_3] }),
  }
}

function cbcSealed(): Buffer {
  const cipher = createCipheriv('aes-256-cbc', Buffer.alloc(32, 7), Buffer.alloc(16, 9))
  return Buffer.concat([cipher.update('there and back'), cipher.final()])
}

void check().then((results) => process.stdout.write(JSON.stringify(results)))
