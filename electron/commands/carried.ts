/**
 * Countersigning with a key that lives in ssh-keygen or minisign: the bytes to sign go out as a file, and the tool's
 * signature comes back as another.
 */
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { publicKeyOfText, readSignature } from '../../shared/base/carrier.ts'
import { envelopeText, type PublicKey } from '../../shared/base/envelope.ts'
import { parse } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { parseStatement, statementBytes, type Act } from '../../shared/plan/statement.ts'
import { UsageError, type CommandInput } from './command.ts'
import { optional, readTextFile, required } from './load.ts'
import { timeOf } from './signing-key.ts'

export const carriedOptions = {
  'prepare': { type: 'string' },
  'public-key': { type: 'string' },
  'statement': { type: 'string' },
  'signature': { type: 'string' },
} as const

async function namedKey(input: CommandInput): Promise<PublicKey> {
  const file = required(input, 'public-key')
  const key = publicKeyOfText(await readTextFile(file))
  if (!key.ok) throw new UsageError(`${file} holds no public key in PEM, of OpenSSH (Ed25519, P-256, P-384) or of minisign`)
  return key.value
}

/** The statement that another tool is to sign. */
export async function preparedStatement(input: CommandInput, text: string, act: Pick<Act, 'version' | 'role' | 'decision' | 'conditions'>): Promise<Uint8Array> {
  const { keyId, algorithm } = await namedKey(input)
  const json = parseStrictJson(text)
  const document = json.ok ? parse(SignedPlan, json.value) : null
  if (algorithm === 'ML-DSA-65' || document?.ok !== true) throw new UsageError('--public-key must be Ed25519, P-256 or P-384')
  return statementBytes(text, document.value, {
    ...act,
    claimedTime: timeOf(input),
    clock: { highWater: null, behind: false },
    signer: { keyId, algorithm, name: required(input, 'name'), title: null },
    auditLog: null,
    modelFiles: {},
  })
}

/** The envelope of a statement that another tool signed. Null where `--signature` names none. */
export async function carriedEnvelope(input: CommandInput): Promise<{ readonly envelope: string; readonly key: PublicKey } | null> {
  const file = optional(input, 'signature')
  if (file === null) return null
  const key = await namedKey(input)
  const payload = utf8Bytes(await readTextFile(required(input, 'statement')))
  const statement = parseStatement(payload)
  if (!statement.ok) throw new UsageError(`--statement is not one that --prepare wrote (${statement.problem.code} ${statement.problem.path})`)
  if (statement.value.predicate.signer.keyId !== key.keyId) throw new UsageError('--statement names another key than --public-key')
  const signature = readSignature(await readTextFile(file), payload, key)
  if (!signature.ok) throw new UsageError(`${file}: ${sentences[signature.problem]} (${signature.problem})`)
  return { envelope: envelopeText({ payload, signatures: [{ keyId: key.keyId, signature: signature.value }] }), key }
}

const sentences = {
  E_SIG_INVALID: 'does not fit the statement and the key, or was changed',
  E_NAMESPACE: 'was made for something else; sign again with ssh-keygen -Y sign -n ai-deployment-plan@v1',
  E_SIG_FORM: 'is no signature of ssh-keygen -Y sign, of minisign -S, or in base64',
} as const
