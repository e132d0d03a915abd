/** The name of a law, scheme or certificate that opens where it was read, its status and its date. */
import { useState } from 'react'
import { referenceOf, type Reference } from '../../shared/plan/hosting/reference.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function ReferenceButton({ id, label }: { readonly id: string; readonly label?: string }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const [isOpen, setOpen] = useState(false)
  const reference = referenceOf(id, knowledge)
  const name = label ?? text.wordOr(`field.hosting.certificates.option.${id}`, reference?.name ?? id)
  if (reference === null) return name
  return (
    <>
      <Button variant="text" onPress={() => setOpen(true)}>
        {name}
      </Button>
      {isOpen ? <ReferenceDialog reference={reference} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function ReferenceDialog({ reference, onClose }: { readonly reference: Reference; readonly onClose: () => void }) {
  const text = useText()
  const { id, name, area, authority, version, legalStatus, statusConfidence, statusText, rule, caveat, asOf, confidence, sources } = reference
  return (
    <Dialog title={text.wordOr(`field.hosting.certificates.option.${id}`, name ?? id)} isOpen onOpenChange={(open) => !open && onClose()} width="wide">
      <Stack>
        <KeyValue
          shape="wide"
          items={[
            { key: 'status', label: text.word('hostingScreen.status'), value: legalStatus === null ? text.word('hostingScreen.held.unknown') : text.word(`hostingScreen.legal.${legalStatus}`) },
            {
              key: 'statusConfidence',
              label: text.word('ownHosting.reference.statusRead'),
              value: statusConfidence === null ? null : text.word(statusConfidence === 'derived' ? 'ownHosting.reference.statusOurs' : `source.${statusConfidence}`),
            },
            { key: 'statusText', label: text.word('ownHosting.reference.statusText'), value: statusText },
            { key: 'area', label: text.word('hostingScreen.country'), value: area === null ? null : text.country(area) },
            { key: 'authority', label: text.word('ownHosting.reference.authority'), value: authority },
            { key: 'version', label: text.word('ownHosting.reference.version'), value: version },
            { key: 'rule', label: text.word('ownHosting.reference.rule'), value: rule },
            { key: 'caveat', label: text.word('ownHosting.reference.caveat'), value: caveat },
            { key: 'asOf', label: text.word('ownHosting.reference.asOf'), value: text.day(asOf) },
            { key: 'read', label: text.word('ownHosting.reference.read'), value: text.word(`source.${confidence}`) },
          ]}
        />
        <SourceList sources={sources} />
        <SmallPrint>{text.word('app.notLegalAdvice')}</SmallPrint>
      </Stack>
    </Dialog>
  )
}
