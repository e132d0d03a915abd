/** A passphrase that is chosen: typed twice, long enough, with its strength. */
import { useText } from '../text/words.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { PassphraseStrength } from './passphrase-strength.tsx'

/** Shorter ones are guessed too soon, whatever they are made of. */
const shortest = 12

export type Typed = { readonly passphrase: string; readonly again: string }

export const nothingTyped: Typed = { passphrase: '', again: '' }

export function isReady({ passphrase, again }: Typed): boolean {
  return passphrase.length >= shortest && again === passphrase
}

export function NewPassphrase(props: {
  readonly label: string
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
  /** What an attacker would try first. */
  readonly personal: string
}) {
  const text = useText()
  const { label, typed, onChange, personal } = props
  const { passphrase, again } = typed
  const short = passphrase !== '' && passphrase.length < shortest
  const differs = again !== '' && again !== passphrase
  return (
    <>
      <PlainTextField
        label={label}
        hint={text.word('sign.passphraseHint', { least: shortest })}
        value={passphrase}
        onChange={(value) => onChange({ ...typed, passphrase: value })}
        type="password"
        {...(short ? { error: text.word('sign.passphraseShort', { least: shortest }) } : {})}
      />
      <PassphraseStrength passphrase={passphrase} personal={personal} />
      <PlainTextField
        label={text.word('sign.passphraseAgain')}
        value={again}
        onChange={(value) => onChange({ ...typed, again: value })}
        type="password"
        {...(differs ? { error: text.word('sign.passphraseDiffers') } : {})}
      />
    </>
  )
}
