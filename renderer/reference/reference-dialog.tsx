/** Where a law, criterion, scheme or certificate was read, its status and its date. */
import type { ReactNode } from 'react'
import { lawNameIn } from '../../shared/plan/hosting/law-name.ts'
import { referenceOf, statusConfidenceWord, statusWord, type Reference, type ReferenceCriterion } from '../../shared/plan/hosting/reference.ts'
import { useApp } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'

export function ReferenceDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { knowledge } = useApp()
  const reference = referenceOf(id, knowledge)
  return reference === null ? null : <Opened reference={reference} onClose={onClose} />
}

/** What a reader calls it. */
export function referenceTitle({ id, name, otherNames, criterion }: Reference, text: Text): string {
  if (criterion !== undefined) return `${id} · ${text.wordOr(`field.criterion.${id}.label`)}`
  const named = name === null ? id : lawNameIn({ name, otherNames }, text.language)
  return text.wordOr(`field.hosting.certificates.option.${id}`, text.wordOr(`ownHosting.reference.name.${id}`, named))
}

function Opened({ reference, onClose }: { readonly reference: Reference; readonly onClose: () => void }) {
  const text = useText()
  const { id, area, authority, version, versionSaid, statusReading, statusConfidence, statusText, rule, caveat, asOf, confidence, sources, criterion } = reference
  const said = (wording: string | null) => (wording === null ? null : <span lang="en">{wording}</span>)
  return (
    <Dialog title={referenceTitle(reference, text)} isOpen onOpenChange={(open) => !open && onClose()} width="wide">
      <Stack>
        <KeyValue
          shape="wide"
          // What nobody recorded of this kind of thing is left out; status, date and confidence are always said.
          items={[
            ...(criterion === undefined ? [] : criterionItems(id, criterion, said(rule), text)),
            { key: 'status', label: text.word('hostingScreen.status'), value: text.wordOr(statusWord(reference)) },
            {
              key: 'statusConfidence',
              label: text.word('ownHosting.reference.statusRead'),
              value: statusConfidence === null ? null : text.wordOr(statusConfidenceWord(statusConfidence)),
            },
            { key: 'statusHow', label: text.word('ownHosting.reference.statusHow'), value: statusReading?.how[text.language] ?? null },
            { key: 'statusAsOf', label: text.word('ownHosting.reference.statusAsOf'), value: statusReading === undefined ? null : text.day(statusReading.asOf) },
            { key: 'statusText', label: text.word('ownHosting.reference.statusText'), value: said(statusText) },
            { key: 'area', label: text.word('hostingScreen.country'), value: area === null ? null : text.country(area) },
            { key: 'authority', label: text.word('ownHosting.reference.authority'), value: said(authority) },
            { key: 'version', label: text.word('ownHosting.reference.version'), value: versionSaid === undefined ? said(version) : text.say(versionSaid) },
            { key: 'rule', label: text.word('ownHosting.reference.rule'), value: criterion === undefined ? said(rule) : null },
            { key: 'caveat', label: text.word('ownHosting.reference.caveat'), value: said(caveat) },
            { key: 'asOf', label: text.word('ownHosting.reference.asOf'), value: text.day(asOf) },
            { key: 'read', label: text.word('ownHosting.reference.read'), value: text.word(`source.${confidence}`) },
          ].filter(({ value }) => value !== null)}
        />
        {statusReading === undefined ? null : (
          <div>
            <h4>{text.word('ownHosting.reference.statusSources')}</h4>
            <SourceList sources={statusReading.sources} />
          </div>
        )}
        <div>
          {statusReading === undefined ? null : <h4>{text.word('ownHosting.reference.textSources')}</h4>}
          <SourceList sources={sources} />
        </div>
        <SmallPrint>{text.word('app.notLegalAdvice')}</SmallPrint>
      </Stack>
    </Dialog>
  )
}

function criterionItems(id: string, { objective, answers }: ReferenceCriterion, wording: ReactNode, text: Text) {
  return [
    { key: 'objective', label: text.word('chart.objective'), value: `${objective} ${text.wordOr(`hostingScreen.objective.${objective}`)}` },
    { key: 'wording', label: text.word('hostingScreen.wording'), value: wording },
    {
      key: 'answers',
      label: text.word('ownHosting.reference.answers'),
      value: (
        <ul>
          {answers.map(({ index, seal }) => (
            <li key={index}>
              {text.wordOr(`field.criterion.${id}.option.${String(index)}`)}
              {text.colon} SEAL-{seal}
            </li>
          ))}
        </ul>
      ),
    },
  ]
}
