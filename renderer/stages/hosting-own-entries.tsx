/** Providers and sites that the plan itself brings: added, changed and removed beside those of the reference data. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Provider } from '../../shared/domain/jurisdiction/providers-pack.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Row } from '../ui/page.tsx'
import { OwnProviderDialog } from './own-provider-dialog.tsx'

export function HostingOwnEntries() {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [edited, setEdited] = useState<Provider | 'new' | null>(null)
  const own = Object.values(plan.providers ?? {}).map(({ provider }) => provider)
  return (
    <>
      <Row>
        <Button changes icon={Plus} onPress={() => setEdited('new')}>
          {text.word('ownHosting.add')}
        </Button>
        {own.map((provider) => (
          <span key={provider.id}>
            <Button changes variant="text" onPress={() => setEdited(provider)}>
              {text.word('ownHosting.edit', { name: provider.name })}
            </Button>{' '}
            <Button changes variant="text" onPress={() => dispatch({ type: 'ownProvider.remove', provider: provider.id })}>
              {text.word('ownHosting.remove', { name: provider.name })}
            </Button>
          </span>
        ))}
      </Row>
      {edited === null ? null : (
        <OwnProviderDialog
          entry={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onAdded={(id) => dispatch({ type: 'answer.set', field: 'hosting.provider', value: id, basis: 'self-declared' })}
        />
      )}
    </>
  )
}
