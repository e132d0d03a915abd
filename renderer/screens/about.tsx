/** What runs here: versions, where this Electron comes from, where plans are kept, and who is at this computer. */
import { useState } from 'react'
import { useApp, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { PageHead } from '../ui/page.tsx'

const versions = ['homeport', 'electron', 'chromium', 'node', 'sqlite', 'system'] as const

export function About() {
  const text = useText()
  const { about } = useApp()
  return (
    <>
      <PageHead title={text.word('about.title')} lead={text.word('about.lead')} />
      <Card title={text.word('about.you')}>
        <PersonField />
      </Card>
      <Card title={text.word('about.versions')}>
        <KeyValue
          shape="wide"
          items={[
            ...versions.map((name) => ({ key: name, label: text.word(`about.${name}`), value: about[name] })),
            {
              key: 'runtime',
              label: text.word('about.runtime'),
              value: text.word(`about.runtime.${about.runtime}`),
            },
            { key: 'folder', label: text.word('about.dataFolder'), value: <code>{about.dataFolder}</code> },
          ]}
        />
      </Card>
      <Card title={text.word('about.promise')} foot={text.word('about.license')}>
        <p>{text.word('about.promiseDetail')}</p>
      </Card>
    </>
  )
}

/** The name that stands beside answers. Kept when the field is left. */
function PersonField() {
  const text = useText()
  const person = useUi((store) => store.settings.person)
  const choose = useUi((store) => store.choose)
  const [typed, setTyped] = useState(person)
  return (
    <PlainTextField
      label={text.word('about.person')}
      hint={text.word('about.personHint')}
      value={typed}
      onChange={setTyped}
      onBlur={() => choose({ person: typed.trim().normalize('NFC') })}
      maxLength={200}
    />
  )
}
