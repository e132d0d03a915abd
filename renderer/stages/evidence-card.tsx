/** What was published about a model for this plan's tasks and languages. It stands beside the choice and enters no score. */
import { FlaskConical } from 'lucide-react'
import { useMemo } from 'react'
import { comparisonIn, evidenceFor, type Evidence, type EvidenceGap, type EvidenceGroup } from '../../shared/domain/evaluation.ts'
import type { Model } from '../../shared/domain/model-pack.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { blankEvaluation } from '../../shared/plan/assurance/evaluations.ts'
import { needOf } from '../../shared/plan/model/evidence.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { StateWord } from '../ui/state-icon.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { freeKey } from './assurance-dialog.tsx'
import css from './evidence-card.module.css'
import { EvidencePicture, MeasuredBy } from './evidence-picture.tsx'
import { directionOf, evaluatedName, figure, intervalOf, languageOf, pairName, taskName, versionName } from './evidence-words.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

export type EvidenceCardProps = { readonly model: string; readonly facts: Facts }

export function EvidenceCard({ model: id, facts }: EvidenceCardProps) {
  const knowledge = usePlanKnowledge()
  const model = knowledge.models.models.find((one) => one.id === id)
  return model === undefined ? null : <EvidenceOf model={model} facts={facts} />
}

function EvidenceOf({ model, facts }: { readonly model: Model; readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const pack = knowledge.evaluations
  const need = useMemo(() => needOf(model, facts, pack), [model, facts, pack])
  const evidence = useMemo(() => evidenceFor(model.id, need.languages, need.tasks, pack), [model, need, pack])
  const sets = useMemo(() => setsWithOthers(evidence, pack), [evidence, pack])
  const uses = need.unmeasured.map((tag) => text.wordOr(`field.purpose.tags.option.${tag}`, tag))
  return (
    <Card title={text.word('evaluation.title')} aside={text.word('evaluation.total', { count: evidence.total })}>
      <Stack>
        <p>{text.word('evaluation.lead', { model: model.name })}</p>
        {need.tasks.length === 0 || need.languages.length === 0 ? <p>{text.word('evaluation.needNothing')}</p> : null}
        <Gaps model={model} gaps={evidence.gaps} />
        {uses.length === 0 ? null : <StateWord state="unknown">{text.word('evaluation.unmeasuredUses', { uses: { list: uses } })}</StateWord>}
        {evidence.groups.length === 0 ? null : <Results model={model} groups={evidence.groups} />}
        {sets.length === 0 ? (
          evidence.groups.length === 0 ? null : <SmallPrint>{text.word('evaluation.alone')}</SmallPrint>
        ) : (
          <section>
            <h3 className={css['heading']}>{text.word('evaluation.picture')}</h3>
            <EvidencePicture comparisons={sets} own={[model.id]} />
          </section>
        )}
        <Weaknesses groups={evidence.groups} />
        <HeldBack model={model.id} />
        <SmallPrint>{text.word('evaluation.asOf', { day: { day: pack.asOf } })}</SmallPrint>
      </Stack>
    </Card>
  )
}

/** The sets in which the model stands with others, tasks in the plan's order, larger sets first. */
function setsWithOthers(evidence: Evidence, pack: Parameters<typeof comparisonIn>[1]) {
  const found = new Map(evidence.groups.flatMap(({ results }) => results.map(({ set }) => [set.id, set])))
  const tasks = evidence.groups.map(({ task }) => task)
  return [...found.values()]
    .filter(({ count }) => count > 1)
    .toSorted((left, right) => tasks.indexOf(left.task) - tasks.indexOf(right.task) || right.count - left.count || left.id - right.id)
    .flatMap(({ id }) => comparisonIn(id, pack) ?? [])
}

function Gaps({ model, gaps }: { readonly model: Model; readonly gaps: readonly EvidenceGap[] }) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const offered = text.word('evaluation.offerText', { model: model.name, gaps: { list: gaps.map((gap) => pairName(gap, text)) } })
  const { plan } = useOpenPlan().document
  if (gaps.length === 0) return null
  const entries = plan.evaluations ?? {}
  const task = (offered.length > 200 ? `${offered.slice(0, 199)}…` : offered).normalize('NFC')
  const languages = [...new Set(gaps.map(({ language }) => language))]
  const add = (): void => {
    dispatch({
      type: 'evaluation.record',
      id: freeKey('e', entries),
      entry: { ...blankEvaluation, task, metric: text.word('assurance.metric.share').normalize('NFC'), language: languages.length === 1 ? (languages[0] ?? null) : null },
    })
  }
  return (
    <section className={css['gaps']}>
      <h3 className={css['heading']}>{text.word('evaluation.gapsTitle')}</h3>
      <ul className={css['list']}>
        {gaps.map((gap) => (
          <li key={`${gap.task} ${gap.language ?? ''}`}>
            <StateWord state="unknown">
              <span className={css['task']}>{pairName(gap, text)}</span>
            </StateWord>
            {insteadOf(gap, text).map((said) => (
              <span key={said} className={css['instead']}>
                {said}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {Object.values(entries).some((entry) => entry.task === task) ? (
        <p role="status">{text.word('evaluation.offered')}</p>
      ) : (
        <Row>
          <Button
            changes
            icon={FlaskConical}
            onPress={add}
          >
            {text.word('evaluation.offer')}
          </Button>
        </Row>
      )}
    </section>
  )
}

function insteadOf({ maker, otherVersion, held }: EvidenceGap, text: Text): readonly string[] {
  return [
    ...(maker > 0 ? [text.word('evaluation.gapMaker', { count: maker })] : []),
    ...(otherVersion > 0 ? [text.word('evaluation.gapOther', { count: otherVersion })] : []),
    ...held.map(({ name, reason }) => text.word('evaluation.gapHeld', { names: name, reason })),
  ]
}

function Results({ model, groups }: { readonly model: Model; readonly groups: readonly EvidenceGroup[] }) {
  const text = useText()
  const rows = groups.flatMap(({ key, results }) => results.map(({ set, row }, place) => ({ key: `${key} ${String(place)}`, set, row })))
  return (
    <div className={css['table']}>
      <DataTable
        caption={text.word('evaluation.table', { model: model.name })}
        captionHidden
        dense
        maxHeight="26rem"
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'task',
            name: text.word('evaluation.column.task'),
            rowHeader: true,
            cell: ({ set }) => <TwoLines first={<span className={css['task']}>{taskName(set.task, text)}</span>} second={languageOf(set.language, text)} />,
          },
          {
            key: 'value',
            name: text.word('evaluation.column.value'),
            width: '9rem',
            cell: ({ set, row }) => (
              <TwoLines
                first={figure(row.value, text)}
                second={`${intervalOf(row, text)}; ${set.metric}, ${directionOf(set, text)}`}
              />
            ),
          },
          {
            key: 'by',
            name: text.word('evaluation.column.measuredBy'),
            cell: ({ row }) => <TwoLines first={<MeasuredBy row={row} />} second={row.source.publisher} />,
          },
          {
            key: 'benchmark',
            name: text.word('evaluation.column.benchmark'),
            cell: ({ set }) => (
              <TwoLines
                first={set.dataset === null ? set.benchmark.name : `${set.benchmark.name}, ${set.dataset}`}
                second={versionName(set, text)}
              />
            ),
          },
          {
            key: 'evaluated',
            name: text.word('evaluation.column.evaluated'),
            cell: ({ row }) => (
              <TwoLines
                first={<span className={css['name']}>{breakingAfterSlash(evaluatedName(row))}</span>}
                second={[row.quantization === null ? text.word('evaluation.noPrecision') : '', row.note ?? ''].filter((one) => one !== '').join('; ')}
              />
            ),
          },
          {
            key: 'source',
            name: text.word('evaluation.column.source'),
            cell: ({ row }) => <TwoLines first={row.source.title} second={`${text.day(row.source.date)}, ${row.source.license}`} />,
          },
        ]}
      />
    </div>
  )
}

/** A name such as "maker/model-7b" may break after its slash. */
function breakingAfterSlash(name: string) {
  return name.split('/').flatMap((part, place) => (place === 0 ? [part] : ['/', <wbr key={part} />, part]))
}

/** Each benchmark once: what it measures, and what a reader must know before trusting it. */
function Weaknesses({ groups }: { readonly groups: readonly EvidenceGroup[] }) {
  const text = useText()
  const benchmarks = [...new Map(groups.map(({ benchmark }) => [benchmark.id, benchmark])).values()]
  if (benchmarks.length === 0) return null
  return (
    <Disclosure title={text.word('evaluation.weaknesses')}>
      <ul className={css['benchmarks']}>
        {benchmarks.map(({ id, name, measures, weaknesses, url }) => (
          <li key={id}>
            <strong>{name}</strong>
            <p>{text.word('evaluation.measures', { what: measures })}</p>
            <p>{weaknesses}</p>
            <p className={css['url']}>{url}</p>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/** Results that exist but are not shipped, so that nobody takes their absence for a verdict. */
function HeldBack({ model }: { readonly model: string }) {
  const text = useText()
  const { held } = useApp().knowledge.evaluations
  const count = held.reduce((sum, { rows }) => sum + rows, 0)
  return (
    <Disclosure title={text.word('evaluation.heldTitle', { count })}>
      <Stack gap="tight">
        <p>{text.word('evaluation.heldLead')}</p>
        <DataTable
          caption={text.word('evaluation.heldTitle', { count })}
          captionHidden
          dense
          rows={held}
          rowKey={({ name }) => name}
          columns={[
            {
              key: 'name',
              name: text.word('evaluation.column.held'),
              rowHeader: true,
              cell: ({ name, url }) => <TwoLines first={name} second={<span className={css['url']}>{url}</span>} />,
            },
            { key: 'rows', name: text.word('evaluation.column.rows'), align: 'end', cell: ({ rows }) => text.number(rows) },
            {
              key: 'why',
              name: text.word('evaluation.column.why'),
              cell: ({ group, reason }) => <TwoLines first={text.word(`evaluation.held.${group}`)} second={reason} />,
            },
            {
              key: 'about',
              name: text.word('evaluation.column.aboutThis'),
              cell: ({ models }) => text.word(models.includes(model) ? 'evaluation.yes' : 'evaluation.no'),
            },
          ]}
        />
      </Stack>
    </Disclosure>
  )
}
