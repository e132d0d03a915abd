/** Hardware: does it fit, how fast, for how many; on this machine or on a target from the catalog. */
import { Cpu, List, Server } from 'lucide-react'
import { useState } from 'react'
import { basisName } from '../../shared/domain/capacity.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { MemoryBar } from '../charts/memory-bar.tsx'
import { SpeedCurve, type SpeedPoint } from '../charts/speed-curve.tsx'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { useEditable } from '../ui/editable.tsx'
import { Button } from '../ui/button.tsx'
import { Columns, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { Verdict } from '../ui/verdict.tsx'
import { DeviceCatalogDialog } from './device-catalog.tsx'
import { EnergyCard } from './energy-card.tsx'
import { FleetCard } from './fleet-card.tsx'
import { HardwareOptions } from './hardware-options.tsx'
import { noTrial, usePreview, type Trial } from './hardware-preview.ts'
import { SplitBars, SplitsCard, useSplits } from './hardware-splits.tsx'
import { HardwareWhatIf } from './hardware-what-if.tsx'
import { HardwareWorking } from './hardware-working.tsx'
import { MachineCard } from './machine-card.tsx'
import { MachinesCard } from './machines-card.tsx'
import { FoldedQuestions, QuestionCard, QuestionCards } from './question-cards.tsx'
import { GrowthCard, SizingCard } from './sizing-card.tsx'
import { StagePage } from './stage-page.tsx'
import { useQuestionTarget } from './use-question-target.ts'

/** Asked right under the pictures that they change. */
const targetFields = [
  'hardware.accelerator',
  'hardware.count',
  'hardware.nodes',
  'hardware.memory',
  'hardware.reserve',
  'hardware.cacheType',
  'hardware.survivesOneFailure',
] as const

const groups = {
  load: ['sizing.peakHourShare', 'sizing.burst', 'sizing.maximumWait', 'sizing.waitShare', 'sizing.variation'],
  machines: ['sizing.nodesPerCopy', 'sizing.nodeLink', 'sizing.secondModel', 'sizing.idleWatts'],
} as const

export function HardwareStage() {
  const text = useText()
  const plan = useOpenPlan()
  const dispatch = usePlanStore((store) => store.dispatch)
  const { energy, fleet, memory, sizing } = plan.assessment.hardware
  const [isBrowsing, setBrowsing] = useState(false)
  const [trial, setTrial] = useState(noTrial)
  const source = valueOf(plan.document.plan, 'hardware.source')
  const { place, visit } = useQuestionTarget('hardware.source')
  return (
    <StagePage
      stage="hardware"
      verdict={<HardwareVerdict />}
      actions={
        <div ref={place} data-target={visit !== null || undefined}>
          <SegmentedControl
            label={text.wordOr('field.hardware.source.label')}
            labelHidden
            value={source}
            isDisabled={!useEditable()}
            onChange={(value) =>
              dispatch({ type: 'answer.set', field: 'hardware.source', value, basis: 'self-declared' })
            }
            segments={[
              { value: 'this-machine', label: text.word('hardwareScreen.thisMachine'), icon: Cpu },
              { value: 'catalog', label: text.word('hardwareScreen.target'), icon: Server },
            ]}
          />
        </div>
      }
    >
      <Pictures trial={trial} onTry={setTrial} />
      {source === 'this-machine' ? (
        <>
          <MachineCard />
          <MachinesCard />
          <FoldedQuestions title={text.word('group.hardware.target')} ids={targetFields} />
        </>
      ) : (
        <QuestionCard
          title={text.word('group.hardware.target')}
          ids={targetFields}
          aside={
            <Button size="small" icon={List} onPress={() => setBrowsing(true)}>
              {text.word('deviceCatalog.open')}
            </Button>
          }
        />
      )}
      {sizing === null && energy === null ? null : (
        <Columns>
          {sizing === null ? null : <SizingCard sizing={sizing} />}
          {energy === null ? null : <EnergyCard energy={energy} />}
        </Columns>
      )}
      {memory === null && fleet === null ? null : <FleetCard fleet={fleet} />}
      {source === 'this-machine' ? null : <MachinesCard />}
      <DeviceCatalogDialog isOpen={isBrowsing} onOpenChange={setBrowsing} />
      <QuestionCards stage="hardware" groups={groups} elsewhere={[...targetFields, 'hardware.source', 'hardware.machine']} folded />
    </StagePage>
  )
}

/** Memory and speed in pictures, with the what-if beside them: what is tried is drawn. Nothing is drawn that is not known. */
function Pictures({ trial, onTry }: { readonly trial: Trial; readonly onTry: (trial: Trial) => void }) {
  const text = useText()
  const plan = useOpenPlan()
  const preview = usePreview(trial)
  const { concurrency, curve, memory, sizing, target } = preview.result
  const ways = useSplits(preview)
  const nothingBeside = curve.length === 0 && sizing === null
  // Whoever reviews a signed version reads what was signed.
  const editable = useEditable()
  const whatIf = !editable ? null : <HardwareWhatIf trial={trial} preview={preview} onTry={onTry} wide={nothingBeside} />
  if (memory === null || target === null || concurrency === null) return preview.isChanged ? whatIf : null
  const titled = (title: string): string => (preview.isChanged ? text.word('whatIf.titled', { title }) : title)
  const cards = target.count
  const common = {
    title: titled(text.word('hardwareScreen.memory', { count: cards, name: target.name })),
    finding: fitSentence(memory.fits, memory.margin, text),
    ...(target.nodes > 1 ? { note: text.word('hardwareScreen.perNode', { nodes: target.nodes }) } : {}),
  }
  const [planned] = ways
  return (
    <>
      {planned !== undefined && planned.devices.length > 1 ? (
        <SplitBars {...common} way={planned} totalBytes={target.memoryPerDevice} />
      ) : (
        <MemoryBar
          {...common}
          cards={cards}
          totalBytes={target.memoryPerDevice * cards}
          usableBytes={memory.usable}
          parts={[
            { key: 'weights', label: text.word('hardwareScreen.weights'), bytes: memory.weights - memory.host },
            { key: 'cache', label: text.word('hardwareScreen.cache'), bytes: memory.keyValueCache },
            { key: 'runtime', label: text.word('hardwareScreen.runtime'), bytes: memory.buffers + memory.runtime },
          ]}
        />
      )}
      <HardwareOptions onTry={onTry} />
      {nothingBeside ? (
        whatIf
      ) : (
        <Columns shape="wide-first">
          <Stack>
            {curve.length === 0 ? null : (
              <SpeedCurve
                title={titled(text.word('hardwareScreen.speed'))}
                points={speedPoints(preview.result, target.nodes, concurrency.needed)}
                needed={valueOf(plan.document.plan, 'load.minimumSpeed')}
                memoryPeople={concurrency.byMemory}
                people={concurrency.needed}
                finding={speedSentence(preview.result, text)}
                note={basisNote(preview.result, text)}
              />
            )}
            {sizing === null ? null : <GrowthCard sizing={sizing} title={titled(text.word(sizing.fleet === undefined ? 'sizingScreen.growth' : 'sizingScreen.growthInAll'))} />}
          </Stack>
          {whatIf}
        </Columns>
      )}
      {ways.length > 1 ? <SplitsCard ways={ways} /> : null}
    </>
  )
}

/**
 * The curve is of one node; people spread evenly over all of them. Where the plan stands, people who cannot be split are
 * counted: the figure there is the one that the verdict names.
 */
function speedPoints({ curve, perPerson }: Assessed, nodes: number, people: number): readonly SpeedPoint[] {
  const points = curve.map(({ concurrency, low, likely, high }) => ({ people: concurrency * nodes, low, likely, high }))
  if (perPerson === null) return points
  const { low, likely, high } = perPerson
  return [...points.filter((point) => point.people !== people), { people, low, likely, high }].toSorted((left, right) => left.people - right.people)
}

type Text = ReturnType<typeof useText>
type Plan = ReturnType<typeof useOpenPlan>
type Assessed = Plan['assessment']['hardware']

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
  return perPerson === null ? '' : text.word(`hardwareScreen.basis.${basisName(perPerson)}`)
}

const speedFindings = {
  'hardware/too-slow': 'slow',
  'hardware/maybe-too-slow': 'maybeSlow',
  'hardware/speed-unmeasured': 'unmeasured',
} as const

/** Whether it fits and, where the plan asks for a speed and all people are on one kind of machine, whether it is fast enough. */
function headlineOf({ findings, hardware }: Plan['assessment'], minimum: number | null, text: Text): string {
  const { fleet, memory, perPerson } = hardware
  if (memory === null) return text.word('hardwareScreen.unknown')
  if (!memory.fits || fleet !== null || perPerson === null || minimum === null) return fitSentence(memory.fits, memory.margin, text)
  const found = Object.entries(speedFindings).find(([id]) => findings.some((finding) => finding.id === id))
  return text.word(`hardwareScreen.fits.${found?.[1] ?? 'fast'}`, { size: text.bytes(memory.margin) })
}

function HardwareVerdict() {
  const text = useText()
  const { assessment, document } = useOpenPlan()
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
      headline={headlineOf(assessment, valueOf(document.plan, 'load.minimumSpeed'), text)}
      detail={`${speedSentence(assessment.hardware, text)} ${limit}`}
      working={<HardwareWorking />}
    />
  )
}
