/** One model of the catalog in detail: why the verdict, what its license demands, what is open, what is known. */
import { Check } from 'lucide-react'
import { useMemo } from 'react'
import { isFieldId, type Facts } from '../../shared/plan/fields.ts'
import { assessModel } from '../../shared/plan/stages/model.ts'
import { usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FindingList } from '../ui/finding.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { ModelFacts } from './model-facts.tsx'
import { ModelLicenseDetail } from './model-license.tsx'
import { ModelOpenness } from './model-openness.tsx'
import type { ModelMemory } from '../../shared/plan/model/memory.ts'
import { useFindingActions } from './stage-page.tsx'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

export type ModelDetailProps = {
  readonly model: string
  readonly facts: Facts
  readonly memory: ModelMemory | null | undefined
}

export function ModelDetail({ model: id, facts, memory }: ModelDetailProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const dispatch = usePlanStore((store) => store.dispatch)
  const { onGo } = useFindingActions()
  const model = knowledge.models.models.find((one) => one.id === id)
  // The same engine that judges the plan's model, asked as if this one were chosen.
  const found = useMemo(() => assessModel({ ...facts, 'model.id': id }, knowledge), [facts, id, knowledge])
  if (model === undefined) return null
  const chosen = facts['model.id'] === id
  const { license, openness } = found
  return (
    <Card
      title={model.name}
      aside={
        chosen ? (
          <StatusChip tone="note" icon={Check}>
            {text.word('modelScreen.inPlan')}
          </StatusChip>
        ) : (
          <Button
            changes
            variant="primary"
            onPress={() => dispatch({ type: 'answer.set', field: 'model.id', value: id, basis: 'self-declared' })}
          >
            {text.word('modelScreen.choose')}
          </Button>
        )
      }
    >
      <Stack>
        <p>
          {text.word('modelScreen.maker', {
            maker: model.developer.legalName,
            country: { country: model.developer.country },
          })}
        </p>
        <Tabs
          label={model.name}
          items={[
            {
              id: 'why',
              label: text.word('modelScreen.tab.why'),
              content: (
                <Stack>
                  <MemorySentence memory={memory} />
                  {found.findings.length === 0 ? (
                    <p>{text.word('modelScreen.nothingAgainst')}</p>
                  ) : (
                    <FindingList
                      findings={found.findings.filter((finding) => !finding.id.startsWith('model/contingency/'))}
                      onGo={(field) => {
                        if (isFieldId(field)) onGo(field)
                      }}
                    />
                  )}
                </Stack>
              ),
            },
            {
              id: 'license',
              label: text.word('modelScreen.tab.license'),
              content: license === null ? null : <ModelLicenseDetail license={license} />,
            },
            {
              id: 'openness',
              label: text.word('modelScreen.tab.openness'),
              content: openness === null ? null : <ModelOpenness openness={openness} />,
            },
            { id: 'facts', label: text.word('modelScreen.tab.facts'), content: <ModelFacts model={model} /> },
          ]}
        />
      </Stack>
    </Card>
  )
}

/** What it takes, on what load, and which of that the plan does not say. */
function MemorySentence({ memory }: { readonly memory: ModelMemory | null | undefined }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  if (memory === undefined || memory === null) return null
  const { need, total, usable } = memory
  if (total === null)
    return <p>{text.word(`modelScreen.memoryProblem.${need.problem ?? 'architecture-unknown'}`)}</p>
  const assumed = need.assumed.map((what) => text.word(`modelScreen.assumed.${what}`))
  return (
    <div>
      <Row>
        <p>
          {text.word('modelScreen.memoryNeed', {
            total: { bytes: total },
            quantization: need.quantization,
            engine: engineByName(knowledge.engines, need.engine)?.name ?? need.engine,
            people: need.concurrency,
            tokens: need.contextTokens,
          })}{' '}
          {usable === null ? '' : text.word('modelScreen.memoryUsable', { usable: { bytes: usable } })}
        </p>
      </Row>
      {assumed.length === 0 ? null : (
        <SmallPrint>{text.word('modelScreen.memoryAssumed', { what: { list: assumed } })}</SmallPrint>
      )}
    </div>
  )
}
