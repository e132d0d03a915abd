/** The working behind the fit: every part of the memory in bytes, and what the speed rests on. */
import { firstTokenCertainty } from '../../shared/plan/hardware/certainty.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SmallPrint } from '../ui/page.tsx'

export function HardwareWorking() {
  const text = useText()
  const { firstToken, memory, perPerson, throughput, watts, weightsBasis } = useOpenPlan().assessment.hardware
  if (memory === null) return null
  const certainty = firstTokenCertainty(firstToken, perPerson)
  const exact = (bytes: number): string => text.word('hardwareScreen.exact', { size: text.bytes(bytes), bytes })
  const band = (range: { low: number; likely: number; high: number } | null, show: (value: number) => string) =>
    range === null
      ? null
      : text.word('hardwareScreen.band', { likely: show(range.likely), low: show(range.low), high: show(range.high) })
  return (
    <>
      <KeyValue
        shape="wide"
        items={[
          { key: 'weights', label: text.word('hardwareScreen.weights'), value: exact(memory.weights - memory.host) },
          { key: 'cache', label: text.word('hardwareScreen.cache'), value: exact(memory.keyValueCache) },
          { key: 'buffers', label: text.word('hardwareScreen.buffers'), value: exact(memory.buffers) },
          { key: 'runtime', label: text.word('hardwareScreen.runtime'), value: exact(memory.runtime) },
          ...(memory.host === 0 ? [] : [{ key: 'host', label: text.word('capacity.part.host'), value: exact(memory.host) }]),
          { key: 'total', label: text.word('chart.total'), value: exact(memory.total) },
          { key: 'usable', label: text.word('chart.usableName'), value: exact(memory.usable) },
          { key: 'fullest', label: text.word('hardwareScreen.fullest'), value: exact(memory.fullestDevice) },
          { key: 'person', label: text.word('hardwareScreen.perPerson'), value: band(perPerson, text.speed) },
          { key: 'together', label: text.word('hardwareScreen.together'), value: band(throughput, text.speed) },
          { key: 'first', label: text.word('hardwareScreen.firstToken'), value: band(firstToken, text.duration) },
          {
            key: 'watts',
            label: text.word('hardwareScreen.watts'),
            value: band(watts, (value) => text.word('hardwareScreen.wattsAre', { watts: value })),
          },
        ]}
      />
      {certainty === null ? null : <SmallPrint>{text.say(certainty)}</SmallPrint>}
      {weightsBasis === null ? null : <SmallPrint>{text.word(`hardwareScreen.weights.${weightsBasis}`)}</SmallPrint>}
    </>
  )
}
