/** Everything a verdict rests on: the packs with their date, limits and digest, and how verdicts are made. */
import { packNames } from '../../shared/plan/knowledge.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Fingerprint, PageHead, Stack } from '../ui/page.tsx'
import { KnowledgeUpdates } from './knowledge-updates.tsx'
import { DataTable } from '../ui/table.tsx'

export function Sources() {
  const text = useText()
  const { knowledge } = useApp()
  return (
    <>
      <PageHead title={text.word('sources.title')} lead={text.word('sources.lead')} />
      <Card title={text.word('sources.method')}>
        <Stack gap="tight">
          <p>{text.word('sources.methodDetail')}</p>
          <p>{text.word('report.notLegalAdvice')}</p>
        </Stack>
      </Card>
      <KnowledgeUpdates />
      <Card title={text.word('sources.packs')} flush>
        <DataTable
          caption={text.word('sources.packs')}
          captionHidden
          rows={packNames}
          rowKey={(name) => name}
          columns={[
            {
              key: 'pack',
              name: text.word('sources.pack'),
              rowHeader: true,
              cell: (name) => text.wordOr(`pack.${name}`, name),
              compare: (left, right) => text.compare(text.wordOr(`pack.${left}`), text.wordOr(`pack.${right}`)),
            },
            { key: 'asOf', name: text.word('sources.asOf'), width: '9rem', cell: (name) => text.day(knowledge[name].asOf) },
            {
              key: 'limits',
              name: text.word('sources.entries'),
              width: '40%',
              cell: (name) => (
                <Disclosure title={text.word('sources.showEntries')} level={3}>
                  <span lang="en">{knowledge[name].notice}</span>
                </Disclosure>
              ),
            },
            {
              key: 'digest',
              name: text.word('sources.digest'),
              width: '12rem',
              cell: (name) => <Fingerprint>{(knowledge.digests[name] ?? '').slice('sha256:'.length, 'sha256:'.length + 16)}</Fingerprint>,
            },
          ]}
        />
      </Card>
    </>
  )
}
