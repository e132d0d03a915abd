/** Hardware: does it fit, how fast, for how many; on this machine or on a target from the catalog. */
import { Cpu, Server } from 'lucide-react'
import { valueOf } from '../../shared/plan/plan.ts'
import { MemoryBar } from '../charts/memory-bar.tsx'
import { SpeedCurve } from '../charts/speed-curve.tsx'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Columns } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { HardwareWhatIf } from './hardware-what-if.tsx'
import { HardwareWorking } from './hardware-working.tsx'
import { MachineCard } from './machine-card.tsx'
import { MachinesCard } from './machines-card.tsx'
import { QuestionCards } from './question-cards.tsx'
import { StagePage } from './stage-page.tsx'

const groups = {
  target: [
    'hardware.accelerator',
    'hardware.count',
    'hardware.nodes',
    'hardware.memory',
    'hardware.reserve',
    'hardware.cacheType',
    'hardware.survivesOneFailure',
  ],
} as const

export function HardwareStage() {
  const text = useText()
  const plan = useOpenPlan()
  const dispatch = usePlanStore((store) => store.dispatch)
  const source = valueOf(plan.document.plan, 'hardware.source')
  return (
    <StagePage
      stage="hardware"
      verdict={<HardwareVerdict />}
      actions={
        <SegmentedControl
          label={text.wordOr('field.hardware.source.label')}
          labelHidden
          value={source}
          onChange={(value) =>
            dispatch({ type: 'answer.set', field: 'hardware.source', value, basis: 'self-declared' })
          }
          segments={[
            { value: 'this-machine', label: text.word('hardwareScreen.thisMachine'), icon: Cpu },
            { value: 'catalog', label: text.word('hardwareScreen.target'), icon: Server },
          ]}
        />
      }
    >
      <Pictures />
      {source === 'this-machine' ? <MachineCard /> : null}
      {source === 'this-machine' || Object.keys(plan.document.plan.machines).length > 0 ? <MachinesCard /> : null}
      <QuestionCards stage="hardware" groups={groups} elsewhere={['hardware.source', 'hardware.machine']} />
    </StagePage>
  )
}

/** Memory and speed in pictures, with the what-if beside them. Nothing is drawn that is not known. */
function Pictures() {
  const text = useText()
  const plan = useOpenPlan()
  const { concurrency, curve, memory, target } = plan.assessment.hardware
  if (memory === null || target === null || concurrency === null) return null
  const cards = target.count
  return (
    <>
      <MemoryBar
        title={text.word('hardwareScreen.memory', { count: cards, name: target.name })}
        cards={cards}
        totalBytes={target.memoryPerDevice * cards}
        usableBytes={memory.usable}
        parts={[
          { key: 'weights', label: text.word('hardwareScreen.weights'), bytes: memory.weights },
          { key: 'cache', label: text.word('hardwareScreen.cache'), bytes: memory.keyValueCache },
          { key: 'runtime', label: text.word('hardwareScreen.runtime'), bytes: memory.buffers + memory.runtime },
        ]}
        finding={fitSentence(memory.fits, memory.margin, text)}
        {...(target.nodes > 1 ? { note: text.word('hardwareScreen.perNode', { nodes: target.nodes }) } : {})}
      />
      <Columns shape="wide-first">
        {curve.length === 0 ? null : (
          <SpeedCurve
            title={text.word('hardwareScreen.speed')}
            // The curve is of one node; people spread evenly over all of them.
            points={curve.map((point) => ({ people: point.concurrency * target.nodes, ...point }))}
            needed={valueOf(plan.document.plan, 'load.minimumSpeed')}
            memoryPeople={concurrency.byMemory}
            people={concurrency.needed}
            finding={speedSentence(plan.assessment.hardware, text)}
            note={basisNote(plan.assessment.hardware, text)}
          />
        )}
        <HardwareWhatIf />
      </Columns>
    </>
  )
}

type Text = ReturnType<typeof useText>
type Assessed = ReturnType<typeof useOpenPlan>['assessment']['hardware']

function fitSentence(fits: boolean, margin: number, text: Text): string {
  const size = text.bytes(margin < 0 ? -margin : margin)
  return text.word(fits ? 'hardwareScreen.fits' : 'hardwareScreen.short', { size })
}

function speedSentence({ concurrency, perPerson }: Assessed, text: Text): string {
  if (perPerson === null || concurrency === null) return text.word('hardwareScreen.noSpeed')
  return text.word('hardwareScreen.each', {
    likely: text.speed(perPerson.likely),
    low: text.speed(perPerson.low),
    high: text.speed(perPerson.high),
    people: concurrency.needed,
  })
}

function basisNote({ perPerson }: Assessed, text: Text): string {
  return perPerson === null ? '' : text.word(`hardwareScreen.basis.${perPerson.basis}`)
}

function HardwareVerdict() {
  const text = useText()
  const { assessment } = useOpenPlan()
  const { concurrency, memory, target } = assessment.hardware
  if (target === null || memory === null || concurrency === null) {
    const first = assessment.findings.find((finding) => finding.stage === 'hardware')
    return (
      <Verdict
        state="unknown"
        headline={text.word('hardwareScreen.unknown')}
        {...(first === undefined ? {} : { detail: text.say(first.headline) })}
      />
    )
  }
  const { advisory, blocking, unknown } = assessment.stages.hardware
  const limit = text.word('hardwareScreen.limit', { people: concurrency.byMemory })
  return (
    <Verdict
      state={blocking > 0 ? 'blocking' : unknown > 0 ? 'unknown' : advisory > 0 ? 'advisory' : 'ok'}
      headline={fitSentence(memory.fits, memory.margin, text)}
      detail={`${speedSentence(assessment.hardware, text)} ${limit}`}
      working={<HardwareWorking />}
    />
  )
}
