/**
 * Up to four models side by side for this plan. Every line shows its ground; nothing is added up. The reader may order
 * the columns by one line, hide what is equal, and record why an alternative is not taken.
 */
import { X } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { chosenMachine } from '../../shared/plan/machines.ts'
import { compareModels, mostCompared, orderedBy, type ModelComparison } from '../../shared/plan/model/compare.ts'
import type { Alternative } from '../../shared/plan/plan.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Hidden } from '../ui/hidden.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { Switch } from '../ui/switch.tsx'
import { EvidencePicture } from './evidence-picture.tsx'
import { pairName } from './evidence-words.ts'
import css from './model-compare.module.css'
import { CompareTable } from './model-compare-table.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const asAdded = 'as-added'

export function ModelCompare({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const chosen = facts['model.id']
  // The model of the plan and what was considered beside it, until the reader picks others.
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const [orderLine, setOrderLine] = useState(asAdded)
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const [noted, setNoted] = useState<string | null>(null)
  const models = picked ?? startOf(chosen, plan.alternatives)
  const shown = useComparison(models, facts, chosenMachine(plan))
  const line = shown.lines.find(({ id }) => id === orderLine)
  const order = line === undefined ? shown.models.map((_, place) => place) : orderedBy(line)
  const orderable = shown.lines.filter(({ cells }) => cells.some((cell) => cell.order !== null))
  const nameOf = (id: string): string => shown.models.find((model) => model.id === id)?.name ?? id
  return (
    <Card title={text.word('evaluation.compare')}>
      <Stack>
        <p>{text.word('evaluation.compareLead')}</p>
        <div className={css['tools']}>
          {models.length >= mostCompared ? (
            <p>{text.word('evaluation.full')}</p>
          ) : (
            <Combo
              key={models.join(' ')}
              adds
              label={text.word('evaluation.add')}
              items={knowledge.models.models
                .filter(({ id }) => !models.includes(id))
                .map(({ id, name, developer }) => ({ id, name, detail: developer.name }))}
              value={null}
              onChange={(id) => {
                if (id !== null) setPicked([...models, id])
              }}
            />
          )}
          {shown.models.length < 2 ? null : (
            <>
              <Combo
                label={text.word('evaluation.orderBy')}
                items={[
                  { id: asAdded, name: text.word('evaluation.orderAsAdded') },
                  ...orderable.map(({ id, name, group }) => ({ id, name: text.say(name), detail: text.word(`evaluation.group.${group}`) })),
                ]}
                value={orderLine}
                onChange={(id) => setOrderLine(id ?? asAdded)}
              />
              <Switch label={text.word('evaluation.onlyDifferent')} isSelected={onlyDifferent} onChange={setOnlyDifferent} />
            </>
          )}
        </div>
        {shown.models.length < 2 ? (
          <p>{text.word('evaluation.fewer')}</p>
        ) : (
          <>
            <CompareTable
              comparison={shown}
              order={order}
              onlyDifferent={onlyDifferent}
              head={({ id, name }) => (
                <IconButton
                  icon={X}
                  size="small"
                  label={text.word('evaluation.remove', { model: name })}
                  onPress={() => setPicked(models.filter((one) => one !== id))}
                />
              )}
              foot={({ id, name, chosen: isChosen }) =>
                isChosen ? null : (
                  <Stack gap="tight">
                    <Button
                      changes
                      size="small"
                      onPress={() => dispatch({ type: 'answer.set', field: 'model.id', value: id, basis: 'self-declared' })}
                    >
                      {text.word('evaluation.use', { model: name })}
                    </Button>
                    {plan.alternatives[id] === undefined ? (
                      <Button
                        changes
                        size="small"
                        variant="quiet"
                        aria-expanded={noted === id}
                        onPress={() => setNoted(noted === id ? null : id)}
                      >
                        {text.word('evaluation.consider')}
                        <Hidden>: {name}</Hidden>
                      </Button>
                    ) : (
                      <SmallPrint>{text.word('evaluation.considered', { reason: plan.alternatives[id].reason })}</SmallPrint>
                    )}
                  </Stack>
                )
              }
            />
            {noted === null || plan.alternatives[noted] !== undefined ? null : (
              <ReasonForm
                key={noted}
                name={nameOf(noted)}
                onRecord={(reason) => {
                  dispatch({ type: 'alternative.record', model: noted, alternative: { model: noted, reason } })
                  setNoted(null)
                }}
              />
            )}
            <Comparable shown={shown} />
          </>
        )}
      </Stack>
    </Card>
  )
}

function startOf(chosen: string | null, alternatives: Readonly<Record<string, Alternative>>): readonly string[] {
  const all = [...(chosen === null ? [] : [chosen]), ...Object.keys(alternatives)]
  return [...new Set(all)].slice(0, mostCompared)
}

/** The comparison follows an answer after it is on the screen, not before. */
function useComparison(models: readonly string[], facts: Facts, machine: MachineFacts | null): ModelComparison {
  const knowledge = usePlanKnowledge()
  const latest = useDeferredValue(facts)
  const key = models.join(' ')
  return useMemo(
    () => compareModels(key === '' ? [] : key.split(' '), latest, machine, knowledge),
    [key, latest, machine, knowledge],
  )
}

function ReasonForm({ name, onRecord }: { readonly name: string; readonly onRecord: (reason: string) => void }) {
  const text = useText()
  const [reason, setReason] = useState('')
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onRecord(reason.trim())
      }}
    >
      <PlainTextField
        label={text.word('evaluation.whyNot', { model: name })}
        hint={text.word('evaluation.whyNotHint')}
        value={reason}
        onChange={setReason}
        maxLength={4000}
        multiline
      />
      <Row align="end">
        <Button type="submit" isDisabled={reason.trim() === ''}>
          {text.word('evaluation.record')}
        </Button>
      </Row>
    </form>
  )
}

/** Figures that may stand side by side, and where there are none. */
function Comparable({ shown }: { readonly shown: ModelComparison }) {
  const text = useText()
  const { sets, incomparable, models } = shown
  return (
    <section>
      <h3 className={css['heading']}>{text.word('evaluation.setsTitle')}</h3>
      {sets.length === 0 ? (
        <p>{text.word('evaluation.setsNone')}</p>
      ) : (
        <EvidencePicture comparisons={sets} own={models.filter(({ chosen }) => chosen).map(({ id }) => id)} />
      )}
      {incomparable.length === 0 || sets.length === 0 ? null : (
        <SmallPrint>
          {text.word('evaluation.incomparable', { pairs: { list: incomparable.map((pair) => pairName(pair, text)) } })}
        </SmallPrint>
      )}
    </section>
  )
}
