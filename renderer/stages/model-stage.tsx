/** Model: which version of which weights, whether its license allows the plan, what is open about it, and why this one. */
import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { fieldIds, fields } from '../../shared/plan/fields.ts'
import { chosenMachine } from '../../shared/plan/machines.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { AfterPaint } from './after-paint.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import { LicenseObligationsCard } from './license-obligations-card.tsx'
import { LicenseTextCard } from './license-text-card.tsx'
import { ModelAlternatives } from './model-alternatives.tsx'
import { ModelCatalog } from './model-catalog.tsx'
import { ModelCompare } from './model-compare.tsx'
import { decidingFor, openNeeds } from './model-deciding.ts'
import { ModelDetail } from './model-detail.tsx'
import { useModelMemory } from './model-memory.ts'
import { ModelRun, runFields } from './model-run.tsx'
import { useModelRows } from './model-rows.ts'
import { ModelVerdict } from './model-verdict.tsx'
import { OwnModelDialog } from './own-model-dialog.tsx'
import { QuestionCards } from './question-cards.tsx'
import { ReleaseWatchCard } from './release-watch-card.tsx'
import { StagePage } from './stage-page.tsx'
import { WeightsCard } from './weights-card.tsx'

/** Asked on cards of their own: the awaited release, and what fine-tuning would make of the plan. */
const onCards = fieldIds.filter((id) => id.startsWith('model.contingency') || /^model\.(base|fineTune)Compute$/.test(id))

export function ModelStage() {
  const { document, assessment } = useOpenPlan()
  const facts = useMemo(() => factsOf(document.plan), [document.plan])
  const rows = useModelRows(facts)
  const { table: memory } = useModelMemory(facts, chosenMachine(document.plan))
  const { target } = assessment.hardware
  const chosen = facts['model.id']
  const [opened, setOpened] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const text = useText()
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
    <StagePage
      stage="model"
      verdict={<ModelVerdict usable={usable} open={open} />}
      actions={
        <Button changes icon={Plus} onPress={() => setAdding(true)}>
          {text.word('ownModel.title')}
        </Button>
      }
    >
      <OwnModelDialog isOpen={adding} onOpenChange={setAdding} onAdded={setOpened} />
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
        <LicenseObligationsCard model={current} facts={facts} withFields={current === chosen} />
        <ModelRun facts={facts} />
        <QuestionCards
          stage="model"
          groups={{ license: asked, why: ['model.reason'] }}
          elsewhere={[...runFields, ...unasked, ...onCards]}
        />
        <LicenseTextCard facts={facts} />
        <WeightsCard />
        <ReleaseWatchCard facts={facts} />
        <ModelCompare facts={facts} />
        <ModelAlternatives />
      </AfterPaint>
    </StagePage>
  )
}
