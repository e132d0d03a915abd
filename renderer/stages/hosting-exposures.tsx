/** Every exposure route with its law, the way through, what it obtains, and where that was read. */
import { useState } from 'react'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { cutOffBy } from '../../shared/plan/hosting/routes.ts'
import { lawNameIn } from '../../shared/plan/hosting/law-name.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import type { ExposureRow, HostingView } from '../../shared/plan/stages/hosting.ts'
import { useUi } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { SourceList } from '../ui/sources.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const obtainTones: Record<ExposureRow['obtains'], Tone> = {
  plaintext: 'stop',
  plaintext_in_use: 'stop',
  keys_only: 'warn',
  metadata: 'warn',
  disruption: 'warn',
  vuln_disclosure: 'warn',
  ciphertext: 'ok',
  none: 'ok',
}

const order: readonly ExposureRow['obtains'][] = [
  'plaintext',
  'plaintext_in_use',
  'keys_only',
  'metadata',
  'disruption',
  'vuln_disclosure',
  'ciphertext',
  'none',
]

export function HostingExposures({ view }: { readonly view: HostingView }) {
  const text = useText()
  const [current, setCurrent] = useState<string | null>(null)
  const rows = view.exposures.toSorted(
    (left, right) => order.indexOf(left.obtains) - order.indexOf(right.obtains) || byCodeUnit(left.law, right.law),
  )
  const open = rows.find((row) => keyOf(row) === current) ?? null
  return (
    <Card title={text.word('hostingScreen.exposures')} flush aside={text.word('hostingScreen.exposureCount', { count: rows.length })}>
      <DataTable
        caption={text.word('hostingScreen.exposureTable')}
        captionHidden
        rows={rows}
        rowKey={keyOf}
        current={current}
        onOpen={(row) => setCurrent(keyOf(row) === current ? null : keyOf(row))}
        maxHeight="34rem"
        empty={text.word('hostingScreen.noExposures')}
        columns={[
          { key: 'law', name: text.word('hostingScreen.law'), rowHeader: true, cell: (row) => lawNameIn(row, text.language) },
          { key: 'country', name: text.word('hostingScreen.country'), cell: (row) => text.country(row.country) },
          {
            key: 'basis',
            name: text.word('hostingScreen.through'),
            cell: (row) => text.list(row.basis.map((basis) => text.word(`jurisdiction.basis.${basis}`))),
          },
          {
            key: 'obtains',
            name: text.word('hostingScreen.obtains'),
            cell: (row) => {
              const shut = cutOffBy(view.picture, row)
              return (
                <>
                  <StatusChip tone={shut === null ? obtainTones[row.obtains] : 'ok'}>{text.word(`jurisdiction.obtains.${row.obtains}`)}</StatusChip>
                  {shut === null ? null : <SmallPrint>{text.word(`hostingScreen.closedBy.${shut}`)}</SmallPrint>}
                </>
              )
            },
          },
          {
            key: 'confidence',
            name: text.word('hostingScreen.confidence'),
            cell: (row) => text.word(`jurisdiction.confidence.${row.confidence}`),
          },
        ]}
      />
      {(view.unlisted ?? []).length === 0 ? null : (
        <Note tone="note">{text.word('hostingScreen.unlisted', { countries: { countries: [...(view.unlisted ?? [])] } })}</Note>
      )}
      {open === null ? null : <ExposureDetail key={current} row={open} />}
    </Card>
  )
}

function keyOf(row: ExposureRow): string {
  return `${row.law} ${row.country} ${row.obtains} ${row.basis.join(' ')}`
}

function ExposureDetail({ row }: { readonly row: ExposureRow }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const goToStage = useUi((store) => store.goToStage)
  const said = (sentence: string | null) => (sentence === null ? null : <Referenced>{sentence}</Referenced>)
  return (
    <Card level={3} title={<Referenced>{lawNameIn(row, text.language)}</Referenced>}>
      <Stack>
        <KeyValue
          shape="wide"
          items={[
            { key: 'citation', label: text.word('hostingScreen.law'), value: said(row.citation) },
            { key: 'status', label: text.word('hostingScreen.status'), value: said(row.statusText ?? text.word(`hostingScreen.legal.${row.legalStatus}`)) },
            { key: 'asOf', label: text.word('ownHosting.reference.asOf'), value: text.day(knowledge.jurisdictions.asOf) },
            { key: 'lawConfidence', label: text.word('hostingScreen.lawRead'), value: text.word(`source.${row.lawConfidence}`) },
            { key: 'gag', label: text.word('hostingScreen.gag'), value: text.word(row.gagCapable ? 'answer.yes' : 'hostingScreen.gagNone') },
            { key: 'why', label: text.word('finding.why'), value: said(whySaid(row.why, knowledge, text)) },
          ]}
        />
        <div>
          <h4>{text.word('hostingScreen.chain')}</h4>
          <ol>
            {row.chain.map((link) => (
              <li key={link.role}>
                {text.word(link.entity === null ? 'jurisdiction.link' : 'jurisdiction.linkNamed', {
                  role: { term: `jurisdiction.role.${link.role}` },
                  country: { country: link.country },
                  entity: link.entity ?? '',
                })}{' '}
                <Button variant="text" onPress={() => goToStage('hosting', link.field)}>
                  {text.wordOr(`field.${link.field}.label`)}
                </Button>
              </li>
            ))}
          </ol>
        </div>
        <SourceList sources={row.sources} />
        <SmallPrint>{text.word('app.notLegalAdvice')}</SmallPrint>
      </Stack>
    </Card>
  )
}

/** The row of the decision model that gave the result, in the reader's language. */
function whySaid(why: string | null, { sovereignty }: Knowledge, text: Text): string | null {
  const row = sovereignty.decisionModel.obtains.find((one) => one.text === why)
  return row === undefined ? why : text.wordOr(`jurisdiction.why.${row.id}`, row.text)
}
