/** Models that were considered and not taken, each with its reason: a board asks for them. */
import { useState } from 'react'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { WhenEditable } from '../ui/editable.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { DataTable } from '../ui/table.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function ModelAlternatives() {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [model, setModel] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const rows = Object.entries(plan.alternatives).map(([id, alternative]) => ({
    id,
    name: knowledge.models.models.find((one) => one.id === id)?.name ?? alternative.model,
    reason: alternative.reason,
  }))
  const chosen = plan.answers['model.id']?.value
  return (
    <Card title={text.word('modelScreen.alternatives')}>
      <Stack>
        {rows.length === 0 ? (
          <p>{text.word('modelScreen.noAlternatives')}</p>
        ) : (
          <DataTable
            caption={text.word('modelScreen.alternatives')}
            captionHidden
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: 'model', name: text.word('modelScreen.column.model'), rowHeader: true, cell: ({ name }) => name },
              { key: 'reason', name: text.word('modelScreen.reason'), cell: (row) => row.reason },
              {
                key: 'remove',
                name: text.word('home.actions'),
                cell: ({ id, name }) => (
                  <Button
                    changes
                    size="small"
                    aria-label={text.word('answer.remove', { what: name })}
                    onPress={() => dispatch({ type: 'alternative.remove', model: id })}
                  >
                    {text.word('modelScreen.remove')}
                  </Button>
                ),
              },
            ]}
          />
        )}
        <WhenEditable>
          <Combo
            // A fresh box after each entry: it forgets what was typed.
            key={rows.length}
            label={text.word('modelScreen.alternative')}
            items={knowledge.models.models
              .filter((one) => one.id !== chosen)
              .map((one) => ({ id: one.id, name: one.name, detail: one.developer.name }))}
            value={model}
            onChange={setModel}
          />
          <PlainTextField
            label={text.word('modelScreen.whyNot')}
            hint={text.word('modelScreen.whyNotHint')}
            value={reason}
            onChange={setReason}
            maxLength={4000}
            multiline
          />
          <Row align="end">
            <Button
              isDisabled={model === null || reason.trim() === ''}
              onPress={() => {
                if (model === null) return
                dispatch({ type: 'alternative.record', model, alternative: { model, reason: reason.trim() } })
                setModel(null)
                setReason('')
              }}
            >
              {text.word('modelScreen.record')}
            </Button>
          </Row>
        </WhenEditable>
      </Stack>
    </Card>
  )
}
