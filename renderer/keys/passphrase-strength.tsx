/** How long a passphrase would stand up to guessing, said in words and shown as a bar. It never leaves the page. */
import { useEffect, useState } from 'react'
import { useText } from '../text/words.tsx'
import css from './passphrase-strength.module.css'

type Score = 0 | 1 | 2 | 3 | 4
type Estimate = (passphrase: string, personal: readonly string[]) => Score

/** The lists of known passphrases are large and needed on two screens only: they are loaded when first asked for. */
let loading: Promise<Estimate> | null = null

function loadEstimate(): Promise<Estimate> {
  loading ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }]) => {
    const factory = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
    // Longer ones take long to take apart and are good enough in their first hundred characters.
    return (passphrase, personal) => {
      const { score } = factory.check(passphrase.slice(0, 100), [...personal])
      // The library keeps what it took apart last until it takes something else apart.
      factory.check('', [])
      return score
    }
  })
  return loading
}

/** `personal`: what an attacker would try first, such as the signer's name. */
export function PassphraseStrength({ passphrase, personal }: { readonly passphrase: string; readonly personal: string }) {
  const text = useText()
  const [estimate, setEstimate] = useState<Estimate | null>(null)
  useEffect(() => {
    let shown = true
    void loadEstimate().then((loaded) => {
      if (shown) setEstimate(() => loaded)
    })
    return () => {
      shown = false
    }
  }, [])
  if (estimate === null || passphrase === '') return null
  const score = estimate(passphrase, [personal, 'homeport'])
  const words = text.word(`keys.strength.${score}`)
  return (
    <div className={css['strength']}>
      <div className={css['bar']} aria-hidden data-score={score}>
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-filled={step <= score || undefined} />
        ))}
      </div>
      <p role="status">
        {text.word('keys.strength')}: {words}
      </p>
    </div>
  )
}
