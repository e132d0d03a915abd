/** What would make it fit: changes that were tried, cheapest first, each to be tried in the pictures or kept at once. */
import { useDeferredValue, useMemo } from 'react'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import type { Fleet } from '../../shared/plan/fleet-machine.ts'
import { isSettled, optionsFor, type Option, type OptionPrice } from '../../shared/plan/sizing/options.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { chosenMachine } from '../../shared/plan/machines.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Row } from '../ui/page.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { noTrial, type Trial } from './hardware-preview.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

/** More than a reader compares. */
const shownAtMost = 14

export function HardwareOptions({ onTry }: { readonly onTry: (trial: Trial) => void }) {
  const { assessment, document } = useOpenPlan()
  const { hardware } = assessment
  const facts = useMemo(() => factsOf(document.plan), [document.plan])
  const machine = useMemo(() => chosenMachine(document.plan), [document.plan])
  if (hardware.target === null || hardware.memory === null || isSettled(hardware)) return null
  return <Options facts={facts} machine={machine} fleet={document.plan.fleet} onTry={onTry} />
}

type OptionsProps = {
  readonly facts: Facts
  readonly machine: MachineFacts | null
  readonly fleet: Fleet | undefined
  readonly onTry: (trial: Trial) => void
}

function Options({ facts, machine, fleet, onTry }: OptionsProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const dispatch = usePlanStore((store) => store.dispatch)
  // Hundreds of deployments are tried: the page is painted first.
  const tried = useDeferredValue(facts, null)
  const options = useMemo(
    () => (tried === null ? null : optionsFor(tried, machine, knowledge, fleet)),
    [tried, machine, knowledge, fleet],
  )
  return (
    <Card title={text.word('optionsScreen.title')} flush aside={text.word('optionsScreen.order')} foot={text.word('optionsScreen.note')}>
      <DataTable
        caption={text.word('optionsScreen.title')}
        captionHidden
        dense
        maxHeight="26rem"
        rows={(options ?? []).slice(0, shownAtMost)}
        rowKey={({ id }) => id}
        empty={text.word(options === null ? 'optionsScreen.working' : 'optionsScreen.none')}
        columns={[
          {
            key: 'change',
            name: text.word('optionsScreen.change'),
            rowHeader: true,
            cell: (option) => <TwoLines first={text.say(option.message)} second={effectOf(option, text)} />,
          },
          { key: 'price', name: text.word('optionsScreen.price'), align: 'end', cell: ({ price }) => priceWords(price, text) },
          {
            key: 'do',
            name: text.word('optionsScreen.do'),
            width: '1%',
            cell: ({ answers, message }) => (
              <Row wraps={false}>
                <Button
                  changes
                  size="small"
                  aria-label={text.word('optionsScreen.tryThis', { what: text.say(message) })}
                  onPress={() => onTry({ answers, oneFails: false })}
                >
                  {text.word('optionsScreen.try')}
                </Button>
                <Button
                  changes
                  size="small"
                  aria-label={text.word('optionsScreen.keepThis', { what: text.say(message) })}
                  onPress={() => {
                    // What was tried before is no longer a preview of anything.
                    if (dispatch({ type: 'answers.set', answers: { ...answers }, basis: 'self-declared' }).ok) onTry(noTrial)
                  }}
                >
                  {text.word('optionsScreen.keep')}
                </Button>
              </Row>
            ),
          },
        ]}
      />
    </Card>
  )
}

function effectOf({ result: { memory, perPerson } }: Option, text: Text): string {
  const fits = memory === null ? '' : text.word('hardwareScreen.fits', { size: text.bytes(memory.margin) })
  return perPerson === null ? fits : `${fits} ${text.word('optionsScreen.each', { speed: text.speed(perPerson.likely) })}`
}

function priceWords(price: OptionPrice, text: Text): string {
  if (price.kind !== 'known') return text.word(`optionsScreen.price.${price.kind}`)
  const money = (cents: number): string => text.money(cents, price.currency)
  const range = price.low === price.high ? money(price.likely) : text.word('optionsScreen.range', { low: money(price.low), high: money(price.high) })
  return price.confirm ? `${range} ${text.word('optionsScreen.confirm')}` : range
}
