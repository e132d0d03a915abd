/** What files of weights say about themselves, the files that must not be used, and the signature beside them. */
import type { RefusedFile } from '../../shared/domain/weights.ts'
import type { HeaderFacts } from '../../shared/domain/weights/header.ts'
import type { SignatureCheck } from '../../shared/domain/weights/signature.ts'
import { useText, type Text } from '../text/words.tsx'
import { Note } from '../ui/card.tsx'
import { KeyValue, type KeyValueItem } from '../ui/key-value.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import css from './weights-card.module.css'

export function WeightsHeaders({ headers }: { readonly headers: readonly HeaderFacts[] }) {
  const text = useText()
  if (headers.length === 0) return null
  return (
    <section className={css['part']}>
      <h3>{text.word('weights.headers')}</h3>
      {headers.map((header) => (
        <div key={header.files[0] ?? ''} className={css['set']}>
          <h4>
            <code>{header.files[0]}</code>
            {header.files.length > 1 ? <span> {text.word('weights.fileCount', { count: header.files.length })}</span> : null}
          </h4>
          <KeyValue shape="wide" items={factsOf(header, text)} />
        </div>
      ))}
    </section>
  )
}

function factsOf(header: HeaderFacts, text: Text): readonly KeyValueItem[] {
  const said = (key: 'name' | 'architecture' | 'layers' | 'hidden' | 'context' | 'parameters' | 'quantization', value: string | number | null): KeyValueItem => ({
    key,
    label: text.word(`weights.${key}`),
    value: value === null ? text.word('weights.notSaid') : typeof value === 'number' ? text.number(value) : value,
  })
  const { license } = header
  return [
    said('name', header.name),
    said('architecture', header.architecture),
    said('layers', header.layers),
    said('hidden', header.hidden),
    said('context', header.context),
    said('parameters', header.parameters),
    said('quantization', header.quantization),
    {
      key: 'license',
      label: text.word('weights.license'),
      value:
        license === null
          ? text.word('weights.notSaid')
          : `${[license.id, license.name].filter((one) => one !== null).join(', ') || (license.link ?? '')} (${text.word(`weights.licenseOrigin.${license.origin}`)})`,
    },
  ]
}

export function WeightsRefused({ refused }: { readonly refused: readonly RefusedFile[] }) {
  const text = useText()
  if (refused.length === 0) return null
  return (
    <Note tone="stop">
      <h3>{text.word('weights.refusedTitle')}</h3>
      <ul className={css['list']}>
        {refused.map(({ path, reason }) => (
          <li key={path}>
            <code>{path}</code> {text.wordOr(`weights.refused.${reason}`, reason)}
          </li>
        ))}
      </ul>
    </Note>
  )
}

const tones = { valid: 'ok', invalid: 'stop', 'not-checkable': 'warn' } as const

export function WeightsSignature({ check }: { readonly check: SignatureCheck }) {
  const text = useText()
  return (
    <section className={css['part']}>
      <h3>{text.word('weights.signatureTitle')}</h3>
      <p>
        <StatusChip tone={tones[check.result]}>{text.word(`weights.signature.${check.result}`)}</StatusChip>{' '}
        <code>{check.file}</code> {text.word(`weights.signature.${check.reason}`)}
      </p>
      <DifferentFiles {...check} />
      {check.leftOut.length === 0 ? null : <p>{text.word('weights.leftOutFiles', { paths: short(check.leftOut) })}</p>}
    </section>
  )
}

export function DifferentFiles(props: { readonly missing: readonly string[]; readonly changed: readonly string[]; readonly extra: readonly string[] }) {
  const text = useText()
  const lists = [
    ['weights.missingFiles', props.missing],
    ['weights.changedFiles', props.changed],
    ['weights.extraFiles', props.extra],
  ] as const
  return (
    <ul className={css['list']}>
      {lists.map(([word, paths]) => (paths.length === 0 ? null : <li key={word}>{text.word(word, { paths: short(paths) })}</li>))}
    </ul>
  )
}

/** The first few of many. */
function short(paths: readonly string[]): string {
  return paths.length <= 12 ? paths.join(', ') : `${paths.slice(0, 12).join(', ')}, … (${paths.length})`
}
