/** What if: another number format, more people, one card less. Only a preview until it is kept. */
import { useMemo, useState } from 'react'
import { factsOf } from '../../shared/plan/facts.ts'
import { chosenMachine } from '../../shared/plan/machines.ts'
import { assessHardware } from '../../shared/plan/stages/hardware.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { Stack } from '../ui/page.tsx'
import { Slider } from '../ui/slider.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function HardwareWhatIf() {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const open = useOpenPlan()
  const dispatch = usePlanStore((store) => store.dispatch)
  const { plan } = open.document
  const facts = useMemo(() => factsOf(plan), [plan])
  const machine = chosenMachine(plan)
  const peakNow = facts['load.peakConcurrency'] ?? 1
  const [format, setFormat] = useState(facts['model.quantization'])
  const [people, setPeople] = useState(peakNow)
  const [count, setCount] = useState(facts['hardware.count'] ?? 1)
  const limit = open.assessment.hardware.concurrency?.byMemory ?? 0
  const most = Math.max(20, peakNow * 2, Math.min(limit + Math.ceil(limit / 5), 2000))
  const isChanged =
    format !== facts['model.quantization'] || people !== peakNow || count !== (facts['hardware.count'] ?? 1)
  const preview = useMemo(
    () =>
      assessHardware(
        { ...facts, 'model.quantization': format, 'load.peakConcurrency': people, 'hardware.count': count },
        machine,
        knowledge,
      ),
    [facts, format, people, count, machine, knowledge],
  )
  const keep = (): void => {
    if (format !== null && format !== facts['model.quantization'])
      dispatch({ type: 'answer.set', field: 'model.quantization', value: format, basis: 'self-declared' })
    if (people !== peakNow)
      dispatch({ type: 'answer.set', field: 'load.peakConcurrency', value: people, basis: 'self-declared' })
    if (count !== facts['hardware.count'])
      dispatch({ type: 'answer.set', field: 'hardware.count', value: count, basis: 'self-declared' })
  }
  const { memory, perPerson } = preview
  const margin = memory === null ? 0 : memory.margin
  return (
    <Card title={text.word('whatIf.title')} aside={text.word(isChanged ? 'whatIf.notKept' : 'whatIf.same')}>
      <Stack>
        <Combo
          label={text.wordOr('field.model.quantization.label')}
          items={knowledge.quantizations.quantizations.map(({ id, name }) => ({ id, name }))}
          value={format}
          onChange={setFormat}
        />
        <Slider
          label={text.word('chart.peopleAtOnce')}
          value={people}
          onChange={setPeople}
          min={1}
          max={most}
          {...(limit > 0 && limit <= most
            ? { limit: { at: limit, label: text.word('whatIf.limit', { people: limit }) } }
            : {})}
        />
        <Slider label={text.wordOr('field.hardware.count.label')} value={count} onChange={setCount} min={1} max={Math.max(8, count)} />
        <Note tone={memory === null ? 'note' : memory.fits ? 'ok' : 'stop'}>
          {memory === null
            ? text.word('hardwareScreen.unknown')
            : text.word(memory.fits ? 'hardwareScreen.fits' : 'hardwareScreen.short', {
                size: text.bytes(margin < 0 ? -margin : margin),
              })}{' '}
          {perPerson === null
            ? null
            : text.word('hardwareScreen.each', {
                likely: text.speed(perPerson.likely),
                low: text.speed(perPerson.low),
                high: text.speed(perPerson.high),
                people,
              })}
        </Note>
        <Button wide isDisabled={!isChanged} onPress={keep}>
          {text.word('whatIf.keep')}
        </Button>
      </Stack>
    </Card>
  )
}
