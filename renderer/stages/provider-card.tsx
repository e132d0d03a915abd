/** What the reference data knows about the chosen provider, with sources. Its free texts are shown, never read as facts. */
import type { Facts } from '../../shared/plan/fields.ts'
import { providerName } from '../../shared/words/answer.ts'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { SourceList } from '../ui/sources.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { ReferenceButton } from './hosting-reference.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const certificateTones: Readonly<Record<string, Tone>> = { held: 'ok', 'in-progress': 'warn', 'not-possible': 'stop' }

export function ProviderCard({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const provider = knowledge.providers.providers.find((one) => one.id === facts['hosting.provider'])
  if (provider === undefined) return null
  const { operator, parent, thirdPartyCard } = provider
  const owner = (name: string, country: string | null): string =>
    country === null ? name : text.word('modelScreen.maker', { maker: name, country: { country } })
  const said = (wording: string | null) => (wording === null ? null : <Referenced>{wording}</Referenced>)
  return (
    <Card
      title={providerName(provider.id, knowledge, text.wordOr)}
      aside={
        <StatusChip tone={provider.confidence === 'unverified' ? 'warn' : 'none'}>
          {text.word(`source.${provider.confidence}`)}
        </StatusChip>
      }
    >
      <Stack>
        <KeyValue
          shape="wide"
          items={[
            { key: 'operator', label: text.word('jurisdiction.role.operator'), value: owner(operator.legalEntity, operator.country) },
            { key: 'parent', label: text.word('jurisdiction.role.parent'), value: owner(parent.name, parent.country) },
            { key: 'ownership', label: text.word('hostingScreen.ownership'), value: said(provider.ownershipNote) },
            { key: 'regions', label: text.word('hostingScreen.regions'), value: provider.regions.length === 0 ? null : text.list(provider.regions) },
            { key: 'staff', label: text.word('hostingScreen.staff'), value: said(provider.opsStaff) },
            { key: 'keys', label: text.word('hostingScreen.keys'), value: said(provider.externalKeyManagement) },
            { key: 'airgap', label: text.word('hostingScreen.airgap'), value: said(provider.airgapOption) },
            { key: 'gpu', label: text.word('hostingScreen.gpu'), value: said(provider.gpuOfferings) },
          ]}
        />
        <SmallPrint>{text.word('hostingScreen.sourceWording')}</SmallPrint>
        {provider.certifications.length === 0 ? null : (
          <DataTable
            caption={text.word('hostingScreen.certificates')}
            dense
            rows={provider.certifications}
            rowKey={(one) => `${one.id} ${one.statusText}`}
            columns={[
              { key: 'name', name: text.word('hostingScreen.certificate'), rowHeader: true, cell: (one) => <ReferenceButton id={one.id} label={one.name} /> },
              {
                key: 'status',
                name: text.word('hostingScreen.status'),
                cell: (one) =>
                  // Only what is held and was read counts, for the engine and for the eye.
                  one.status === 'held' && one.confidence !== 'verified' ? (
                    <StatusChip tone="warn">{text.word('hostingScreen.held.reported')}</StatusChip>
                  ) : (
                    <StatusChip tone={certificateTones[one.status] ?? 'note'}>{text.word(`hostingScreen.held.${one.status}`)}</StatusChip>
                  ),
              },
              { key: 'text', name: text.word('hostingScreen.wording'), cell: (one) => <Referenced>{one.statusText}</Referenced> },
              { key: 'read', name: text.word('modelScreen.source'), cell: (one) => text.word(`source.${one.confidence}`) },
            ]}
          />
        )}
        {thirdPartyCard === null ? null : (
          <SmallPrint>
            <Referenced>{`${text.word('hostingScreen.thirdParty')} ${thirdPartyCard.caveat}`}</Referenced>
          </SmallPrint>
        )}
        {provider.notes === null ? null : (
          <SmallPrint>
            {/* In the words of the reference data, which are English. */}
            <span lang="en">
              <Referenced>{provider.notes}</Referenced>
            </span>
          </SmallPrint>
        )}
        <Disclosure title={text.word('modelScreen.allSources', { count: provider.sources.length })}>
          <SourceList sources={provider.sources} />
        </Disclosure>
      </Stack>
    </Card>
  )
}
