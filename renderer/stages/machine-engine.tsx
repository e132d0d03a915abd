/** Models that really ran on this machine: a file through llama.cpp, when the planner starts it. */
import { FolderCog, Play, Square } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import type { EngineProgress } from '../../shared/plan/machine-view.ts'
import type { MachineFacts, ModelRun } from '../../shared/domain/machine.ts'
import { thisMachineKey } from '../../shared/plan/machines.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { ErrorState } from '../ui/states.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import css from './weights-card.module.css'

/** How often the progress is asked for, in milliseconds. */
const every = 500

export function EngineRuns({ machine }: { readonly machine: MachineFacts }) {
  const text = useText()
  const runs = machine.runs ?? []
  return (
    <Disclosure title={text.word('engineRun.title')} openAtFirst={runs.length > 0}>
      <Stack>
        <p>{text.word('engineRun.intro')}</p>
        {runs.length === 0 ? null : <RunTable runs={runs} />}
        <Runner />
      </Stack>
    </Disclosure>
  )
}

function Runner() {
  const text = useText()
  const { client } = useApp()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [program, setProgram] = useState<string | null>(null)
  const [progress, setProgress] = useState<EngineProgress | null>(null)
  const [problem, setProblem] = useState<NonNullable<EngineProgress['problem']> | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const running = progress?.state === 'running'

  useEffect(() => {
    let stays = true
    void client['engine.find'](null).then((answer) => {
      if (stays && answer.ok) setProgram(answer.value?.name ?? null)
    })
    return () => {
      stays = false
    }
  }, [client])

  const look = useCallback(async (): Promise<void> => {
    const answer = await client['engine.progress'](null)
    if (!answer.ok) {
      setProgress(null)
      return setFault(answer.problem)
    }
    const { state, run } = answer.value
    setProgress(state === 'running' ? answer.value : null)
    setProblem(answer.value.problem)
    if (state === 'done' && run !== null) dispatch({ type: 'machine.ran', key: thisMachineKey, run })
  }, [client, dispatch])

  useEffect(() => {
    if (!running) return undefined
    const timer = setInterval(() => void look(), every)
    return () => clearInterval(timer)
  }, [running, look])

  const choose = async (): Promise<void> => {
    const answer = await client['engine.choose'](null)
    setFault(answer.ok ? null : answer.problem)
    if (!answer.ok || answer.value === null) return
    if ('problem' in answer.value) return setProblem(answer.value.problem)
    setProblem(null)
    setProgram(answer.value.name)
  }
  const run = async (): Promise<void> => {
    const answer = await client['engine.run']({ model: valueOf(plan, 'model.id') })
    setFault(answer.ok ? null : answer.problem)
    if (!answer.ok || answer.value === null) return
    if ('problem' in answer.value) return setProblem(answer.value.problem)
    setProblem(null)
    await look()
  }
  return (
    <>
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
      {problem === null ? null : problem === 'canceled' ? (
        <p role="status">{text.word('engineRun.canceled')}</p>
      ) : (
        <ErrorState what={text.word(`engineRun.problem.${problem}`)} />
      )}
      {running ? (
        <div className={css['running']}>
          {progress.all === 0 ? (
            <progress className={css['bar']} aria-label={text.word('engineRun.running', { file: progress.file })} />
          ) : (
            <progress className={css['bar']} value={progress.done} max={progress.all} aria-label={text.word('engineRun.running', { file: progress.file })} />
          )}
          <p role="status">
            {text.word('engineRun.running', { file: progress.file })}
            {progress.all === 0 ? null : ` ${text.word('engineRun.step', { done: progress.done, all: progress.all })}`}
          </p>
          <Button icon={Square} size="small" onPress={() => void client['engine.cancel'](null)}>
            {text.word('engineRun.cancel')}
          </Button>
        </div>
      ) : (
        <Row>
          {program === null ? <span>{text.word('engineRun.noProgram')}</span> : null}
          <Button changes icon={FolderCog} onPress={() => void choose()}>
            {text.word('engineRun.chooseProgram')}
          </Button>
          {program === null ? null : (
            <Button changes icon={Play} onPress={() => void run()}>
              {text.word('engineRun.chooseModel')}
            </Button>
          )}
        </Row>
      )}
    </>
  )
}

function RunTable({ runs }: { readonly runs: readonly ModelRun[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text.word('engineRun.title')}
      captionHidden
      dense
      rows={runs}
      rowKey={(run) => `${run.takenAt} ${run.file}`}
      columns={[
        { key: 'file', name: text.word('engineRun.file'), rowHeader: true, cell: ({ file, description }) => <TwoLines first={file} second={description ?? ''} /> },
        { key: 'when', name: text.word('engineRun.when'), cell: ({ takenAt, program, build }) => <TwoLines first={text.instant(takenAt)} second={`${program}${build === null ? '' : ` ${build}`}`} /> },
        { key: 'on', name: text.word('engineRun.on'), cell: ({ backend, device, processor }) => <TwoLines first={device ?? processor ?? text.word('report.notKnown')} second={backend ?? ''} /> },
        { key: 'prompt', name: text.word('engineRun.prompt'), align: 'end', cell: ({ promptSpeed }) => (promptSpeed === null ? text.word('report.notKnown') : text.speed(promptSpeed)) },
        { key: 'answer', name: text.word('engineRun.answer'), align: 'end', cell: ({ answerSpeed }) => text.speed(answerSpeed) },
      ]}
    />
  )
}
