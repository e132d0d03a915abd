/** Time-stamping authorities of the tests, made by openssl in a folder: a root, good and odd authorities, and their answers. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const settings = `
[tsa]
default_tsa = answering
[answering]
dir = .
serial = ./serial
crypto_device = builtin
default_policy = 1.3.6.1.4.1.55555.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[older]
serial = ./serial
crypto_device = builtin
default_policy = 1.3.6.1.4.1.55555.1
digests = sha256
ess_cert_id_alg = sha1
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = CA:FALSE
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
[strange]
extendedKeyUsage = critical,timeStamping
1.3.6.1.4.1.55555.9 = critical,ASN1:NULL
[servers]
extendedKeyUsage = critical,timeStamping,serverAuth
`

export type TestTsa = {
  readonly openssl: (...args: readonly string[]) => string
  /** PEM of a certificate, by name. */
  readonly pem: (name: string) => Uint8Array
  readonly file: (name: string) => Uint8Array
  readonly write: (name: string, bytes: Uint8Array | string) => void
  /** Issues a certificate: `[name].pem` and `[name].key`. */
  readonly issue: (name: string, form: string, issuer: string | null, more?: readonly string[], key?: readonly string[]) => void
  /** The authority's answer to a request. */
  readonly answer: (request: Uint8Array, signer: string, chain?: string, section?: string) => Uint8Array
}

export const rsaKey = ['rsa:2048'] as const
export const ecKeys = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] as const

export function testTsa(folder: string): TestTsa {
  const openssl: TestTsa['openssl'] = (...args) => execFileSync('openssl', [...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  const write: TestTsa['write'] = (name, bytes) => writeFileSync(path.join(folder, name), bytes)
  const file: TestTsa['file'] = (name) => new Uint8Array(readFileSync(path.join(folder, name)))
  write('tsa.cnf', settings)
  write('serial', '01\n')
  const issue: TestTsa['issue'] = (name, form, issuer, more = ['-days', '30'], key = ecKeys) => {
    const request = ['req', '-newkey', ...key, '-nodes', '-keyout', `${name}.key`, '-subj', `/O=Test/CN=Authority ${name}`]
    openssl(...request, '-out', `${name}.csr`)
    const by = issuer === null ? ['-signkey', `${name}.key`] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, ...more, '-extfile', 'tsa.cnf', '-extensions', form, '-out', `${name}.pem`)
  }
  return {
    openssl,
    write,
    file,
    pem: (name) => file(`${name}.pem`),
    issue,
    answer: (request, signer, chain, section = 'answering') => {
      write('in.tsq', request)
      const args = ['-config', 'tsa.cnf', '-section', section, '-queryfile', 'in.tsq', '-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-sha256']
      openssl('ts', '-reply', ...args, ...(chain === undefined ? [] : ['-chain', `${chain}.pem`]), '-out', 'out.tsr')
      return file('out.tsr')
    },
  }
}
