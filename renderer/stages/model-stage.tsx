/** Model: which version of which weights, whether its license allows the plan, what is open about it, and why this one. */
import { useMemo, useState } from 'react'
import { fieldIds, fields } from '../../shared/plan/fields.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { AfterPaint } from './after-paint.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import { ModelAlternatives } from './model-alternatives.tsx'
import { ModelCatalog } from './model-catalog.tsx'
import { ModelCompare } from './model-compare.tsx'
import { decidingFor, openNeeds } from './model-deciding.ts'
import { ModelDetail } from './model-detail.tsx'
import { useModelMemory } from './model-memory.ts'
import { ModelRun, runFields } from './model-run.tsx'
import { useModelRows } from './model-rows.ts'
import { ModelVerdict } from './model-verdict.tsx'
import { QuestionCards } from './question-cards.tsx'
import { StagePage } from './stage-page.tsx'

const later = fieldIds.filter((id) => id.startsWith('model.contingency'))

export function ModelStage() {
  const { document, assessment } = useOpenPlan()
  const facts = useMemo(() => factsOf(document.plan), [document.plan])
  const rows = useModelRows(facts)
  const { table: memory } = useModelMemory(facts, document.plan.machines['machine'] ?? null)
  const { target } = assessment.hardware
  const chosen = facts['model.id']
  const [opened, setOpened] = useState<string | null>(null)
  const current = opened ?? chosen
  const open = openNeeds(facts)
  const usable = useMemo(
    () => rows.filter((row) => decidingFor(row, { memory, hasHardware: target !== null, isOpen: open.length > 0 }).rank < 2).length,
    [rows, memory, target, open.length],
  )
  // Only what the license of the chosen model asks; the rest of the license questions decide nothing here.
  const asked = assessment.model.asks.filter((id) => fields[id].stage === 'model')
  const unasked = fieldIds.filter((id) => id.startsWith('license.') && !asked.includes(id))
  return (
    <StagePage stage="model" verdict={<ModelVerdict usable={usable} open={open} />}>
      <ModelCatalog
        rows={rows}
        memory={memory}
        hasHardware={target !== null}
        facts={facts}
        chosen={chosen}
        current={current}
        onOpen={setOpened}
      />
      <AfterPaint>
        {current === null ? null : <ModelDetail key={current} model={current} facts={facts} memory={memory.get(current)} />}
        {current === null ? null : <EvidenceCard key={`evidence ${current}`} model={current} facts={facts} />}
        <ModelRun facts={facts} />
        <QuestionCards
          stage="model"
          groups={{ license: asked, why: ['model.reason'], later }}
          elsewhere={[...runFields, ...unasked]}
        />
        <ModelCompare facts={facts} />
        <ModelAlternatives />
      </AfterPaint>
    </StagePage>
  )
}
