/** The keys on this computer, with the way to where their cards are handed out. */
import { KeyRound } from 'lucide-react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { KeySummary } from '../../shared/contract.ts'
import css from './board.module.css'
import { useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Fingerprint, Stack } from '../ui/page.tsx'

/** Cards are handed out where the keys are. */
export function OwnKeysCard({ keys }: { readonly keys: readonly KeySummary[] }) {
  const text = useText()
  const go = useUi((store) => store.go)
  return (
    <Card
      title={text.word('board.ownKeys')}
      aside={
        <Button size="small" icon={KeyRound} onPress={() => go({ screen: 'keys' })}>
          {text.word('board.toKeys')}
        </Button>
      }
      foot={text.word('board.ownKeysDetail')}
    >
      {keys.length === 0 ? (
        <p>{text.word('reviews.needKey')}</p>
      ) : (
        <Stack gap="tight">
          {keys.map((key) => (
            <div key={key.keyId} className={css['who']}>
              <p className={css['name']}>{key.name}</p>
              <Fingerprint>{fingerprintOf(key.keyId)}</Fingerprint>
            </div>
          ))}
        </Stack>
      )}
    </Card>
  )
}
