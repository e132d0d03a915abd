/** `redact`: a public version of a bundle, in which chosen parts are withheld and the rest still verifies. */
import path from 'node:path'
import { utf8Text } from '../../shared/base/bytes.ts'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import { pointerStep } from '../../shared/base/canonical.ts'
import { isFieldId } from '../../shared/plan/fields.ts'
import { partValues, withheldWith } from '../../shared/plan/redaction.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { languageOf } from '../../shared/words/format.ts'
import { readBundlePath } from '../export/bundle.ts'
import { publicBundle } from '../export/public.ts'
import { writeFileSafely } from '../files.ts'
import { UsageError, type CliCommand } from './command.ts'
import { optional, required } from './load.ts'

export const redactCommand: CliCommand = {
  name: 'redact',
  usage:
    'redact BUNDLE --withhold FIELD|POINTER [--withhold …] --out FILE.homeport [--language en|de|fr]   a public version: the rest still verifies',
  options: { withhold: { type: 'string', multiple: true }, out: { type: 'string' }, language: { type: 'string' } },
  run: async (input) => {
    const [place, ...more] = input.positionals
    if (place === undefined || more.length > 0) throw new UsageError('name one bundle')
    const bundle = await readBundlePath(place)
    if (!bundle.ok) throw new UsageError(`${place} is no bundle of a whole plan (${bundle.problem.code} ${bundle.problem.name})`)
    const { content } = bundle.value
    const verification = verifyContent(content, { trust: null, knowledge: null, assess: null, log: null, warnings: [] })
    const fault = verification.checks.find((check) => check.result === 'fail')
    if (fault !== undefined) throw new UsageError(`${place} is not what was signed (${fault.code ?? ''}); nothing was written`)
    const text = textOf(content.plan)
    const document: unknown = JSON.parse(text)
    const values = partValues(document)
    const chosen = new Set(asked(input.values['withhold']).map((name) => pointerOf(name, values)))
    const keys = content.keys.flatMap((bytes) => {
      const key = publicKeyOfPem(textOf(bytes))
      return key.ok ? [key.value] : []
    })
    const language = languageOf(optional(input, 'language') ?? 'en')
    const parts = { plan: text, envelopes: content.envelopes.map(textOf), keys, log: content.log ?? null, language }
    const bytes = await publicBundle(parts, chosen, input.resources)
    if (bytes === null) throw new UsageError(`${place} was signed without a seed, so what is withheld could be guessed; sign the plan again`)
    const out = path.resolve(required(input, 'out'))
    const written = await writeFileSafely(out, bytes)
    if (!written.ok) throw new UsageError(`${out} cannot be written (${written.problem.code})`)
    const withheld = [...withheldWith(chosen, [...values.keys()])].toSorted()
    const shown = values.size - withheld.length
    return {
      exitCode: 0,
      json: { out, shown, withheld },
      text: [
        `${out}: ${shown} parts shown, ${withheld.length} withheld`,
        ...withheld.map((pointer) => `  ${pointer}`),
        'The statements still show the names of all parts, signers and conditions, and the names and digests of model files.',
      ].join('\n'),
    }
  },
}

function asked(given: CliInputValue): readonly string[] {
  const names = Array.isArray(given) ? given.filter((item) => typeof item === 'string') : []
  if (names.length === 0) throw new UsageError('give --withhold at least once: a field such as organization.name, or a JSON Pointer')
  return names
}

type CliInputValue = string | boolean | (string | boolean)[] | undefined

function pointerOf(name: string, values: ReadonlyMap<string, unknown>): string {
  const pointer = name.startsWith('/') ? name : isFieldId(name) ? `/plan/answers${pointerStep(name)}` : ''
  if (!values.has(pointer)) throw new UsageError(`the plan has no part "${name}"`)
  return pointer
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Text(bytes)
  if (!text.ok) throw new Error('verified content is UTF-8')
  return text.value
}
