/** What if: another number format, engine, context, more people, other devices, one failing. A preview until it is kept. */
import { useMemo, type ReactNode } from 'react'
import { quantizationFor } from '../../shared/plan/capacity-run.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import type { TriedAnswers } from '../../shared/plan/sizing/options.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { quantizationName } from '../../shared/words/answer.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { Slider } from '../ui/slider.tsx'
import { Switch } from '../ui/switch.tsx'
import { noTrial, type Preview, type Trial } from './hardware-preview.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'
import css from './question-cards.module.css'

export type WhatIfProps = {
  readonly trial: Trial
  readonly preview: Preview
  readonly onTry: (trial: Trial) => void
  /** Nothing stands beside it: its controls stand beside each other. */
  readonly wide?: boolean
}

export function HardwareWhatIf({ trial, preview, onTry, wide = false }: WhatIfProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const open = useOpenPlan()
  const dispatch = usePlanStore((store) => store.dispatch)
  const { facts, isChanged, changed } = preview
  const change = (answers: TriedAnswers): void => onTry({ ...trial, answers: { ...trial.answers, ...answers } })
  const engine = facts['model.engine'] === null ? null : engineByName(knowledge.engines, facts['model.engine'])
  const model = knowledge.models.models.find(({ id }) => id === facts['model.id'])
  const formats = useMemo(
    () => knowledge.quantizations.quantizations.filter(({ format }) => engine === null || engine.formats.includes(format)),
    [knowledge, engine],
  )
  const limit = open.assessment.hardware.concurrency?.byMemory ?? 0
  const peak = facts['load.peakConcurrency'] ?? 1
  const most = Math.max(20, peak * 2, Math.min(limit + Math.ceil(limit / 5), 2000))
  const context = facts['load.contextTokens'] ?? 4096
  const keep = (): void => {
    if (dispatch({ type: 'answers.set', answers: { ...changed }, basis: 'self-declared' }).ok) onTry(noTrial)
  }
  const tryEngine = (id: string | null): void => {
    const next = knowledge.engines.engines.find((entry) => entry.id === id)
    if (next === undefined) return
    const format = facts['model.quantization'] ?? ''
    const reads = quantizationFor(knowledge.quantizations, format, next, model?.nativePrecision ?? null) !== null
    // An engine that cannot read the format is tried with the nearest one it reads.
    const instead = next.family === 'llama.cpp' ? 'Q8_0' : 'FP8'
    change({ 'model.engine': next.id, ...(reads ? {} : { 'model.quantization': instead }) })
  }
  return (
    <Card title={text.word('whatIf.title')} aside={text.word(isChanged ? 'whatIf.notKept' : 'whatIf.same')}>
      <Stack>
        <Controls wide={wide}>
          <Combo
            label={text.wordOr('field.model.quantization.label')}
            items={formats.map(({ id }) => ({ id, name: quantizationName(id, knowledge, text.wordOr) }))}
            value={facts['model.quantization']}
            onChange={(value) => value !== null && change({ 'model.quantization': value })}
          />
          <Combo
            label={text.wordOr('field.model.engine.label')}
            items={knowledge.engines.engines.map(({ id, name }) => ({ id, name }))}
            value={engine?.id ?? null}
            onChange={tryEngine}
          />
          <Slider
            label={text.word('chart.peopleAtOnce')}
            value={Math.min(peak, most)}
            onChange={(value) => change({ 'load.peakConcurrency': value })}
            min={1}
            max={most}
            {...(limit > 0 && limit <= most ? { limit: { at: limit, label: text.word('whatIf.limit', { people: limit }) } } : {})}
          />
          <Slider
            label={text.word('whatIf.context')}
            value={Math.min(context, contextMost(context))}
            onChange={(value) => change({ 'load.contextTokens': value })}
            min={1024}
            max={contextMost(context)}
            step={1024}
          />
          {facts['hardware.source'] === 'catalog' ? (
            <Slider
              label={text.wordOr('field.hardware.count.label')}
              value={facts['hardware.count'] ?? 1}
              onChange={(value) => change({ 'hardware.count': value })}
              min={1}
              max={Math.max(8, facts['hardware.count'] ?? 1)}
            />
          ) : null}
          <Switch
            label={text.word(`whatIf.fails.${lostOf(open.assessment.hardware.failure?.lost)}`)}
            detail={failureDetail(preview, trial, text)}
            isSelected={trial.oneFails}
            onChange={(oneFails) => onTry({ ...trial, oneFails })}
          />
        </Controls>
        <PreviewNote preview={preview} text={text} />
        <Row>
          <Button isDisabled={!isChanged} onPress={() => onTry(noTrial)}>
            {text.word('whatIf.discard')}
          </Button>
          <Button changes variant="primary" isDisabled={Object.keys(changed).length === 0} onPress={keep}>
            {text.word('whatIf.keep')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function Controls({ wide, children }: { readonly wide: boolean; readonly children: ReactNode }) {
  return wide ? <div className={css['questions']}>{children}</div> : <Stack>{children}</Stack>
}

function lostOf(lost: 'device' | 'node' | undefined): 'device' | 'node' {
  return lost ?? 'device'
}

/** Up to a power of two at least twice what is planned. */
function contextMost(tokens: number): number {
  let most = 16_384
  while (most < tokens * 2 && most < 1_048_576) most *= 2
  return most
}

function failureDetail({ result }: Preview, trial: Trial, text: Text): string {
  const room = result.concurrency?.byMemory
  if (!trial.oneFails || room === undefined) return text.word('whatIf.failsDetail')
  return text.word('hardwareScreen.limit', { people: room })
}

/** What would hold, in the words of the verdict. */
export function PreviewNote({ preview, text }: { readonly preview: Preview; readonly text: Text }) {
  const { memory, perPerson, concurrency, findings } = preview.result
  if (memory === null) {
    const [first] = findings
    return (
      <Note tone="note">
        {text.word('hardwareScreen.unknown')} {first === undefined ? null : text.say(first.headline)}
      </Note>
    )
  }
  const size = text.bytes(memory.margin < 0 ? -memory.margin : memory.margin)
  const blocks = findings.find(({ level }) => level === 'blocking')
  return (
    <div role="status">
      <Note tone={blocks === undefined ? 'ok' : 'stop'}>
        {text.word(memory.fits ? 'hardwareScreen.fits' : 'hardwareScreen.short', { size })}{' '}
        {perPerson === null || concurrency === null
          ? null
          : text.word('hardwareScreen.each', {
              likely: text.speed(perPerson.likely),
              low: text.speed(perPerson.low),
              high: text.speed(perPerson.high),
              people: concurrency.needed,
            })}
        {memory.fits && blocks !== undefined ? ` ${text.say(blocks.headline)}` : null}
      </Note>
    </div>
  )
}
