/** Model files: point at a folder or a drive, read digests and headers, take them into the plan, and check them again later. */
import { FolderOpen, KeyRound, ShieldCheck, Square } from 'lucide-react'
import { compareManifests, isSame, type WeightsRecheck, type WeightsRecord } from '../../shared/domain/weights.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { ErrorState } from '../ui/states.tsx'
import { useWeights } from './use-weights.ts'
import { DifferentFiles, WeightsHeaders, WeightsRefused, WeightsSignature } from './weights-facts.tsx'
import css from './weights-card.module.css'

export function WeightsCard() {
  const text = useText()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const weights = useWeights(valueOf(plan, 'model.id'))
  const { look, progress, record, problem, fault } = weights
  const intake = plan.weights?.intake
  const take = (): void => {
    if (record === null) return
    dispatch({ type: 'weights.record', record })
    weights.clear()
  }
  const recheck = (): void => {
    if (record === null || intake === undefined) return
    dispatch({ type: 'weights.recheck', recheck: recheckOf(intake, record) })
    weights.clear()
  }
  return (
    <Card
      title={text.word('weights.title')}
      aside={
        <Button changes icon={FolderOpen} isDisabled={progress?.state === 'running'} onPress={() => void weights.choose()}>
          {text.word(intake === undefined ? 'weights.choose' : 'weights.recheck')}
        </Button>
      }
    >
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
      {problem === null ? null : <ErrorState what={text.say({ id: `weights.problem.${problem.code}`, values: { path: problem.path } })} />}
      {intake === undefined && look === null ? <p>{text.word('weights.intro')}</p> : null}
      {look === null ? null : (
        <div className={css['reading']}>
          <KeyValue
            shape="wide"
            items={[
              { key: 'folder', label: text.word('weights.folder'), value: look.folder },
              { key: 'files', label: text.word('weights.files'), value: text.word('weights.fileCount', { count: look.files }) },
              { key: 'size', label: text.word('weights.size'), value: text.bytes(look.bytes) },
              ...(record === null ? [] : [{ key: 'digest', label: text.word('weights.digest'), value: <code>{record.manifest.digest}</code> }]),
            ]}
          />
          <WeightsRefused refused={look.refused} />
          {progress?.state === 'running' ? <Running progress={progress} onStop={() => void weights.cancel()} /> : null}
          {progress?.state === 'stopped' && progress.problem !== null ? (
            <p role="status">
              {progress.problem.code === 'canceled'
                ? text.word('weights.canceled')
                : text.say({ id: `weights.problem.${progress.problem.code}`, values: { path: progress.problem.path } })}
            </p>
          ) : null}
          {record === null || intake === undefined ? null : <Comparison intake={intake} record={record} />}
          {record?.signature ? <WeightsSignature check={record.signature} /> : null}
          <div className={css['actions']}>
            {record === null && progress?.state !== 'running' ? (
              <Button variant="primary" onPress={() => void weights.start()}>
                {text.word(progress === null ? 'weights.start' : 'weights.resume')}
              </Button>
            ) : null}
            {record?.signature ? (
              <Button icon={KeyRound} onPress={() => void weights.checkKey()}>
                {text.word('weights.key')}
              </Button>
            ) : null}
            {record === null || intake === undefined ? null : (
              <Button changes icon={ShieldCheck} variant="primary" onPress={recheck}>
                {text.word('weights.noteCheck')}
              </Button>
            )}
            {record === null ? null : (
              <Button changes {...(intake === undefined ? { variant: 'primary' as const } : {})} onPress={take}>
                {text.word(intake === undefined ? 'weights.record' : 'weights.replace')}
              </Button>
            )}
          </div>
          <WeightsHeaders headers={look.headers} />
        </div>
      )}
      {intake !== undefined && look === null ? (
        <Recorded intake={intake} recheck={plan.weights?.recheck} onForget={() => void dispatch({ type: 'weights.forget' })} />
      ) : null}
    </Card>
  )
}

function recheckOf(intake: WeightsRecord, record: WeightsRecord): WeightsRecheck {
  return {
    checkedAt: record.readAt,
    against: intake.manifest.digest,
    found: record.manifest.digest,
    difference: compareManifests(intake.manifest.files, record.manifest.files),
  }
}

function Running({ progress, onStop }: { readonly progress: NonNullable<ReturnType<typeof useWeights>['progress']>; readonly onStop: () => void }) {
  const text = useText()
  const { bytes, bytesOfAll, files, filesOfAll, path } = progress
  const said = text.word('weights.progress', { done: files, all: filesOfAll, bytes: { bytes }, total: { bytes: bytesOfAll } })
  return (
    <div className={css['running']}>
      <progress className={css['bar']} value={bytes} max={Math.max(1, bytesOfAll)} aria-label={text.word('weights.start')} />
      <p>{said}</p>
      <p className={css['quiet']}>
        <code>{path}</code>
      </p>
      <Button icon={Square} size="small" onPress={onStop}>
        {text.word('weights.cancel')}
      </Button>
    </div>
  )
}

function Comparison({ intake, record }: { readonly intake: WeightsRecord; readonly record: WeightsRecord }) {
  const text = useText()
  const { difference } = recheckOf(intake, record)
  const same = isSame(difference)
  return (
    <Note tone={same ? 'ok' : 'stop'}>
      <p role="status">{text.word(same ? 'weights.same' : 'weights.differs')}</p>
      <DifferentFiles {...difference} />
    </Note>
  )
}

function Recorded(props: { readonly intake: WeightsRecord; readonly recheck: WeightsRecheck | undefined; readonly onForget: () => void }) {
  const text = useText()
  const { intake, recheck, onForget } = props
  const { manifest, headers, refused, signature } = intake
  return (
    <div className={css['reading']}>
      <KeyValue
        shape="wide"
        items={[
          { key: 'folder', label: text.word('weights.folder'), value: intake.folder },
          { key: 'files', label: text.word('weights.files'), value: text.word('weights.fileCount', { count: manifest.files.length }) },
          { key: 'size', label: text.word('weights.size'), value: text.bytes(manifest.files.reduce((all, { bytes }) => all + bytes, 0)) },
          { key: 'digest', label: text.word('weights.digest'), value: <code>{manifest.digest}</code> },
          { key: 'readAt', label: text.word('weights.readAt'), value: text.instant(intake.readAt) },
          ...(recheck === undefined ? [] : [{ key: 'checkedAt', label: text.word('weights.checkedAt'), value: text.instant(recheck.checkedAt) }]),
        ]}
      />
      {recheck === undefined ? null : (
        <Note tone={isSame(recheck.difference) ? 'ok' : 'stop'}>
          <p>{text.word(isSame(recheck.difference) ? 'weights.same' : 'weights.differs')}</p>
          <DifferentFiles {...recheck.difference} />
        </Note>
      )}
      <WeightsRefused refused={refused} />
      {signature === null ? null : <WeightsSignature check={signature} />}
      <WeightsHeaders headers={headers} />
      <div className={css['actions']}>
        <Button changes variant="quiet" onPress={onForget}>
          {text.word('weights.remove')}
        </Button>
      </div>
    </div>
  )
}
