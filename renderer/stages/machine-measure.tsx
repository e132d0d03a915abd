/** Measures the machine Homeport runs on, with progress and a way to stop. */
import { Gauge, Square } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import type { MeasureProgress } from '../../shared/plan/machine-view.ts'
import type { MachineFacts, MachineMeasurement } from '../../shared/domain/machine.ts'
import { measurementRows } from '../../shared/domain/machine/measured.ts'
import { thisMachineKey } from '../../shared/plan/machines.ts'
import { useApp, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/card.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { ErrorState } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import css from './weights-card.module.css'

/** How often the progress is asked for, in milliseconds. */
const every = 150

export function MachineMeasure({ machine }: { readonly machine: MachineFacts }) {
  const text = useText()
  const { client } = useApp()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [progress, setProgress] = useState<MeasureProgress | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const running = progress?.state === 'running'

  const look = useCallback(async (): Promise<void> => {
    const answer = await client['measure.progress'](null)
    if (!answer.ok) {
      setProgress(null)
      return setFault(answer.problem)
    }
    setProgress(answer.value)
    const { state, measurement } = answer.value
    if (state === 'done' && measurement !== null) {
      dispatch({ type: 'machine.measured', key: thisMachineKey, measurement })
      setProgress(null)
    }
  }, [client, dispatch])

  useEffect(() => {
    if (!running) return undefined
    const timer = setInterval(() => void look(), every)
    return () => clearInterval(timer)
  }, [running, look])

  const start = async (evenOnBattery: boolean): Promise<void> => {
    const answer = await client['measure.start']({ evenOnBattery })
    setFault(answer.ok ? null : answer.problem)
    if (answer.ok) await look()
  }
  const { measurement } = machine
  return (
    <section className={css['part']} aria-label={text.word('measure.title')}>
      <h3>{text.word('measure.title')}</h3>
      <Stack>
        {measurement === undefined ? <p>{text.word('measure.intro')}</p> : <Measured measurement={measurement} />}
        {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
        {running ? (
          <div className={css['running']}>
            <progress className={css['bar']} value={progress.done} max={Math.max(1, progress.all)} aria-label={text.word('measure.running')} />
            <p role="status">{text.word(`measure.step.${progress.step}`)}</p>
            <Button icon={Square} size="small" onPress={() => void client['measure.cancel'](null)}>
              {text.word('measure.cancel')}
            </Button>
          </div>
        ) : null}
        {progress?.state === 'stopped' && progress.problem !== null ? <Stopped problem={progress.problem} onGoOn={() => void start(true)} /> : null}
        {running ? null : (
          <Row>
            <Button changes icon={Gauge} onPress={() => void start(false)}>
              {text.word(measurement === undefined ? 'measure.start' : 'measure.again')}
            </Button>
          </Row>
        )}
      </Stack>
    </section>
  )
}

function Stopped({ problem, onGoOn }: { readonly problem: NonNullable<MeasureProgress['problem']>; readonly onGoOn: () => void }) {
  const text = useText()
  if (problem === 'canceled') return <p role="status">{text.word('measure.canceled')}</p>
  if (problem !== 'on-battery') return <ErrorState what={text.word(`measure.problem.${problem}`)} />
  return (
    <Note tone="warn">
      <p role="status">{text.word('measure.battery')}</p>
      <Button changes size="small" onPress={onGoOn}>
        {text.word('measure.evenOnBattery')}
      </Button>
    </Note>
  )
}

function Measured({ measurement }: { readonly measurement: MachineMeasurement }) {
  const text = useText()
  const { takenAt, processor, threads, bytesPerThread, warnings } = measurement
  return (
    <>
      <DataTable
        caption={text.word('measure.title')}
        captionHidden
        dense
        rows={measurementRows(measurement)}
        rowKey={({ kernel }) => kernel}
        columns={[
          { key: 'kernel', name: text.word('report.figure'), rowHeader: true, cell: ({ kernel }) => text.word(`measure.kernel.${kernel}`) },
          { key: 'best', name: text.word('measure.best'), align: 'end', cell: ({ best }) => text.say(best) },
          { key: 'spread', name: text.word('measure.spread'), align: 'end', cell: ({ spread }) => text.share(spread) },
        ]}
      />
      <SmallPrint>
        {text.word('measure.takenOn', {
          at: text.instant(takenAt),
          processor: processor ?? text.word('report.notKnown'),
          threads,
          bytes: { bytes: bytesPerThread },
        })}
      </SmallPrint>
      {warnings.length === 0 ? null : (
        <Note tone="warn">
          {warnings.map((warning) => (
            <p key={warning}>{text.word(`measure.warning.${warning}`)}</p>
          ))}
        </Note>
      )}
    </>
  )
}
