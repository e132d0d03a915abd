/** The 48 criteria of the framework: derived where facts determine them, asked otherwise, with what each answer allows. */
import { useState } from 'react'
import type { FieldId } from '../../shared/plan/fields.ts'
import { isFieldId } from '../../shared/plan/fields.ts'
import { sealOf } from '../../shared/domain/jurisdiction/sovereignty.ts'
import type { Criterion } from '../../shared/domain/jurisdiction/sovereignty-pack.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { here } from '../state/location.ts'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Tabs } from '../ui/tabs.tsx'
import css from './hosting-criteria.module.css'
import { ReferenceButton } from './hosting-reference.tsx'
import { PlanField } from './plan-field.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function HostingCriteria({ view }: { readonly view: HostingView }) {
  const text = useText()
  const { csf } = usePlanKnowledge().sovereignty
  const target = useUi((store) => {
    const location = here(store.history)
    return location.screen === 'stage' ? location.field : null
  })
  const aimed = target?.startsWith('criterion.') === true ? target.slice('criterion.'.length, 'criterion.SOV-1'.length) : null
  const [chosen, setChosen] = useState<string | null>(null)
  const [followed, setFollowed] = useState<string | null>(null)
  // A finding that leads to a criterion opens its objective, once.
  if (aimed !== null && target !== followed) {
    setFollowed(target)
    setChosen(aimed)
  }
  const { seal } = view
  const declared = seal.answers.filter((row) => row.declared).length
  const selected = chosen ?? csf.objectives[0]?.code ?? ''
  return (
    <Card
      title={text.word('criteriaScreen.title')}
      aside={text.word('criteriaScreen.coverage', {
        answered: seal.answers.length,
        // Where answers contradict an entry, a criterion can be answered by one of them and open by the other.
        criteria: csf.objectives.reduce((sum, objective) => sum + objective.criteria.length, 0),
        derived: seal.answers.length - declared,
        declared,
      })}
    >
      <Stack>
        <SmallPrint>
          <ReferenceButton id="CSF" />
          {text.colon} {text.word('criteriaScreen.intro')} {seal.adapted ? text.word('criteriaScreen.adapted') : ''}
        </SmallPrint>
        <Tabs
          label={text.word('criteriaScreen.objectives')}
          selected={selected}
          onSelect={setChosen}
          items={csf.objectives.map((objective) => ({
            id: objective.code,
            label: text.word('criteriaScreen.tab', {
              name: text.wordOr(`hostingScreen.objective.${objective.code}`, objective.name),
              answered: seal.objectives.find(({ code }) => code === objective.code)?.answered ?? 0,
              criteria: objective.criteria.length,
            }),
            content: (
              <ul className={css['criteria']}>
                {objective.criteria.map((criterion) => (
                  <li key={criterion.id}>
                    <OneCriterion criterion={criterion} view={view} />
                  </li>
                ))}
              </ul>
            ),
          }))}
        />
      </Stack>
    </Card>
  )
}

function OneCriterion({ criterion, view }: { readonly criterion: Criterion; readonly view: HostingView }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const row = view.seal.answers.find((one) => one.criterion === criterion.id)
  const field = `criterion.${criterion.id}`
  if (!isFieldId(field)) return null
  const given = plan.answers[field]?.value ?? null
  if (row !== undefined && !row.declared)
    return (
      <div className={css['derived']}>
        <p className={css['label']}>
          <Referenced>{text.wordOr(`field.${field}.label`)}</Referenced>
        </p>
        <p className={css['id']}>
          <ReferenceButton id={criterion.id} label={criterion.id} /> <StatusChip tone="none">{text.word('criteriaScreen.derived')}</StatusChip>
        </p>
        <p>
          <Referenced>{text.wordOr(`field.${field}.option.${String(row.answer)}`)}</Referenced>
        </p>
        <Effect criterion={criterion} seal={row.seal} governs={row.governs} />
      </div>
    )
  return (
    <div>
      <PlanField id={field} />
      {row === undefined ? <Open criterion={criterion} field={field} given={given} view={view} /> : <Effect criterion={criterion} seal={row.seal} governs={row.governs} />}
    </div>
  )
}

function Effect({ criterion, seal, governs }: { readonly criterion: Criterion; readonly seal: number; readonly governs: boolean }) {
  const text = useText()
  return (
    <p className={css['effect']}>
      {criterion.sealInert ? text.word('criteriaScreen.inert') : text.word('criteriaScreen.allows', { seal })}{' '}
      {governs && !criterion.sealInert ? <StatusChip tone={seal < 2 ? 'stop' : 'warn'}>{text.word('criteriaScreen.governs')}</StatusChip> : null}
    </p>
  )
}

type OpenProps = { readonly criterion: Criterion; readonly field: FieldId; readonly given: unknown; readonly view: HostingView }

/** Why an answer does not count, or which facts would give one. */
function Open({ criterion, given, view }: OpenProps) {
  const text = useText()
  const pack = usePlanKnowledge().sovereignty
  if (typeof given === 'string' && sealOf(pack, criterion.id, Number(given)) !== null)
    return <p className={css['excluded']}>{text.word('criteriaScreen.excluded')}</p>
  const facts = view.seal.missing[criterion.id] ?? []
  return (
    <p className={css['effect']}>
      {criterion.sealInert ? `${text.word('criteriaScreen.inert')} ` : ''}
      {facts.length === 0 ? null : <Referenced>{text.word('criteriaScreen.waits', { facts: { terms: facts.map((one) => `field.${one}.label`) } })}</Referenced>}
    </p>
  )
}
