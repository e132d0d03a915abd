/** How the chosen model runs: the model itself by name, its number format, its engine. Formats are those that it can have. */
import { useMemo } from 'react'
import type { Engine } from '../../shared/domain/engine-pack.ts'
import type { Model } from '../../shared/domain/model-pack.ts'
import type { Quantization } from '../../shared/domain/quantization-pack.ts'
import { quantizationFor } from '../../shared/plan/capacity-run.ts'
import type { FieldId, Facts } from '../../shared/plan/fields.ts'
import { deployedWeights } from '../../shared/plan/hardware/deployment.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { quantizationName } from '../../shared/words/answer.ts'
import { useText, type Text } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import type { ComboItem } from '../ui/combo.tsx'
import { PlanField } from './plan-field.tsx'
import css from './question-cards.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

export const runFields = ['model.id', 'model.quantization', 'model.engine'] as const satisfies readonly FieldId[]

export function ModelRun({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const model = knowledge.models.models.find((one) => one.id === facts['model.id']) ?? null
  const engine = knowledge.engines.engines.find((one) => one.id === facts['model.engine']) ?? null
  const options = useMemo(
    () => ({
      models: knowledge.models.models.map((one) => ({ id: one.id, name: one.name, detail: one.developer.name })),
      quantizations: model === null ? null : quantizationsOf(model, engine, knowledge, text),
      engines: model === null ? null : enginesOf(model, knowledge, text),
    }),
    [model, engine, knowledge, text],
  )
  return (
    <Card title={text.word('modelScreen.run')}>
      <div className={css['questions']}>
        <PlanField id="model.id" options={options.models} />
        <PlanField id="model.engine" {...(options.engines === null ? {} : { options: options.engines })} />
        <PlanField id="model.quantization" {...(options.quantizations === null ? {} : { options: options.quantizations })} />
      </div>
    </Card>
  )
}

/** Formats that the engine (or any) serves this model in, published ones first, each with the size of its weights. */
function quantizationsOf(model: Model, engine: Engine | null, knowledge: Knowledge, text: Text): readonly ComboItem[] {
  const engines = engine === null ? knowledge.engines.engines : [engine]
  const pack = knowledge.quantizations
  const published = new Set(
    model.files.flatMap((file) =>
      engines.flatMap((one) => {
        const found = one.formats.includes(file.format)
          ? quantizationFor(pack, file.quantization, one, model.nativePrecision)
          : null
        return found === null ? [] : [found.id]
      }),
    ),
  )
  // An engine may serve a model in another format than the one asked for; only those it takes by name are offered.
  const served = (one: Quantization): boolean =>
    engines.some((each) => quantizationFor(pack, one.id, each, model.nativePrecision)?.id === one.id)
  return pack.quantizations
    .filter(served)
    .toSorted((left, right) => Number(published.has(right.id)) - Number(published.has(left.id)))
    .map((one) => ({ id: one.id, name: quantizationName(one.id, knowledge, text.wordOr), detail: formatDetail(one, model, published.has(one.id), knowledge, text) }))
}

function formatDetail(one: Quantization, model: Model, published: boolean, knowledge: Knowledge, text: Text): string {
  const weights = deployedWeights({ model, quantization: one }, knowledge)
  const size =
    weights === null
      ? text.word('modelScreen.sizeNotKnown')
      : text.word('modelScreen.weights', { size: { bytes: Math.round(weights.total) } })
  const format = one.format === 'gguf' ? 'GGUF' : 'safetensors'
  return [format, size, ...(published ? [text.word('modelScreen.published')] : [])].join(', ')
}

function enginesOf(model: Model, knowledge: Knowledge, text: Text): readonly ComboItem[] {
  const oldest: Readonly<Record<string, string | undefined>> = {
    vllm: model.engineVersions.vllm,
    'llama.cpp': model.engineVersions.llamaCpp,
    ollama: model.engineVersions.ollama,
  }
  const formats = (engine: Engine): boolean =>
    knowledge.quantizations.quantizations.some(
      (one) => quantizationFor(knowledge.quantizations, one.id, engine, model.nativePrecision) !== null,
    )
  return knowledge.engines.engines.filter(formats).map((engine) => {
    const version = oldest[engine.id]
    return {
      id: engine.id,
      name: engine.name,
      detail: version === undefined ? text.word('modelScreen.versionNotNamed') : text.word('modelScreen.fromVersion', { version }),
    }
  })
}
