/** Answer once: how far the plan answers each record, assessment and framework, what is missing, and who can answer it. */
import { FileDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ExportFormat, Fault } from '../../shared/contract.ts'
import type { Regime } from '../../shared/domain/regime-pack.ts'
import type { RegimeCoverage, RequirementCoverage } from '../../shared/domain/regimes.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { fields, isFieldId } from '../../shared/plan/fields.ts'
import { assessCoverage, conditionMessage, isCounted, whoCanAnswer } from '../../shared/plan/record/coverage.ts'
import { registerProblems } from '../../shared/plan/record/dutch-register.ts'
import { useApp, useOpenPlan, usePlanStore, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import css from './coverage-card.module.css'
import { PlanField } from './plan-field.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

type Row = { readonly regime: Regime; readonly coverage: RegimeCoverage }

/** The coverage of every regime for the open plan. */
export function useCoverage(): readonly Row[] {
  const { document, assessment } = useOpenPlan()
  const knowledge = usePlanKnowledge()
  const { obligations } = assessment
  return useMemo(() => {
    const parts = { ...document.plan, duties: obligations.day === null ? null : obligations.duties }
    const coverage = new Map(assessCoverage(factsOf(document.plan), parts, knowledge).map((one) => [one.id, one]))
    return knowledge.regimes.regimes.flatMap((regime) => {
      const found = coverage.get(regime.id)
      return found === undefined ? [] : [{ regime, coverage: found }]
    })
  }, [document.plan, obligations, knowledge])
}

const standingTones = { required: 'warn', wanted: 'note', open: 'note', offered: 'none', 'not-applicable': 'none' } as const

export function CoverageCard({ rows }: { readonly rows: readonly Row[] }) {
  const text = useText()
  const counted = rows.filter(({ coverage }) => isCounted(coverage))
  const [current, setCurrent] = useState<string | null>(null)
  const open = counted.find(({ regime }) => regime.id === current) ?? null
  const columns: readonly Column<Row>[] = [
    {
      key: 'regime',
      name: text.word('regimes.regime'),
      rowHeader: true,
      cell: ({ regime }) => (
        <span className={css['name']}>
          <Button variant="text" onPress={() => setCurrent(regime.id === current ? null : regime.id)}>
            {regime.name}
          </Button>
          <span className={css['title']}>{regime.title[text.language]}</span>
        </span>
      ),
    },
    {
      key: 'why',
      name: text.word('regimes.standing'),
      cell: ({ coverage }) => (
        <StatusChip tone={standingTones[coverage.standing]}>{text.word(`regimes.standing.${coverage.standing}`)}</StatusChip>
      ),
    },
    { key: 'bar', name: text.word('regimes.answered'), width: '38%', cell: ({ coverage }) => <Bar coverage={coverage} /> },
  ]
  return (
    <Card title={text.word('regimes.title')} flush>
      <p className={css['lead']}>{text.word('regimes.lead')}</p>
      <DataTable
        caption={text.word('regimes.title')}
        captionHidden
        columns={columns}
        rows={counted}
        rowKey={({ regime }) => regime.id}
        rowName={({ regime }) => regime.name}
        current={current}
        onOpen={({ regime }) => setCurrent(regime.id)}
        empty={<EmptyState title={text.word('regimes.none')}>{text.word('regimes.noneDetail')}</EmptyState>}
      />
      <div className={css['detail']}>
        {open === null ? null : <RegimeDetail key={open.regime.id} {...open} />}
        <PlanField id="publication.templates" />
        <Save format="coverage" />
      </div>
    </Card>
  )
}

function Bar({ coverage }: { readonly coverage: RegimeCoverage }) {
  const text = useText()
  const all = coverage.complete + coverage.missing
  return (
    <span className={css['bar']}>
      <span className={css['track']} aria-hidden>
        <span className={css['fill']} style={{ width: `${String(coverage.share / 100)}%` }} />
      </span>
      <span className={css['figure']}>{text.word('regimes.ofAll', { complete: coverage.complete, all })}</span>
    </span>
  )
}

function RegimeDetail({ regime, coverage }: Row) {
  const text = useText()
  const { regimes } = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const states = new Map(coverage.requirements.map((one) => [one.id, one]))
  const missing = regime.requirements.filter(({ id }) => states.get(id)?.state === 'missing')
  const title = (id: string): string => regime.requirements.find((one) => one.id === id)?.title[text.language] ?? id
  return (
    <Card level={3} title={`${regime.name}, ${regime.edition}`}>
      <Stack>
        <p>
          {text.word('regimes.missing', { count: coverage.missing })}{' '}
          {coverage.notApplicable === 0 ? null : text.word('regimes.notAsked', { count: coverage.notApplicable })}
        </p>
        {missing.length === 0 ? null : (
          <DataTable
            caption={text.word('regimes.whatMissing')}
            dense
            rows={missing}
            rowKey={({ id }) => id}
            columns={[
              { key: 'what', name: text.word('regimes.requirement'), rowHeader: true, cell: ({ id, reference }) => `${title(id)} (${reference})` },
              { key: 'open', name: text.word('regimes.open'), cell: ({ id }) => <OpenAnswers requirement={states.get(id)} /> },
              { key: 'who', name: text.word('regimes.who'), cell: ({ id }) => <Who requirement={states.get(id)} /> },
            ]}
          />
        )}
        <Disclosure title={text.word('regimes.all')} level={4}>
          <DataTable
            caption={text.word('regimes.all')}
            captionHidden
            dense
            maxHeight="26rem"
            rows={regime.requirements}
            rowKey={({ id }) => id}
            columns={[
              { key: 'what', name: text.word('regimes.requirement'), rowHeader: true, cell: ({ id, reference }) => `${title(id)} (${reference})` },
              {
                key: 'state',
                name: text.word('regimes.state'),
                cell: ({ id }) => {
                  const one = states.get(id)
                  if (one === undefined) return null
                  return (
                    <span>
                      {text.word(`regimes.state.${one.state}`)}
                      {one.because === null ? null : <SmallPrint>{text.say(conditionMessage(one.because))}</SmallPrint>}
                    </span>
                  )
                },
              },
            ]}
          />
        </Disclosure>
        {regime.id === 'nl-register' ? (
          <>
            <RegisterProblems problems={registerProblems(plan)} />
            <Save format="register" />
          </>
        ) : null}
        {regime.note === null ? null : (
          <SmallPrint>
            <span lang="en">{regime.note}</span>
          </SmallPrint>
        )}
        <SmallPrint>{text.word('regimes.confidence', { day: { day: regimes.asOf } })}</SmallPrint>
        <SourceList sources={regime.sources} />
      </Stack>
    </Card>
  )
}

function OpenAnswers({ requirement }: { readonly requirement: RequirementCoverage | undefined }) {
  const text = useText()
  const goToStage = useUi((store) => store.goToStage)
  if (requirement === undefined) return null
  return (
    <Row>
      {requirement.missingFields.map((field) =>
        isFieldId(field) ? (
          <Button key={field} size="small" onPress={() => goToStage(fields[field].stage, field)}>
            {text.wordOr(`field.${field}.label`)}
          </Button>
        ) : null,
      )}
      {requirement.missingParts.map((part) => (
        <span key={part}>{text.word(`regimes.part.${part}`)}</span>
      ))}
    </Row>
  )
}

function Who({ requirement }: { readonly requirement: RequirementCoverage | undefined }) {
  const text = useText()
  if (requirement === undefined) return null
  return text.list(whoCanAnswer(requirement).map((one) => text.word(`regimes.answerer.${one}`)))
}

function RegisterProblems({ problems }: { readonly problems: ReturnType<typeof registerProblems> }) {
  const text = useText()
  if (problems.length === 0) return null
  return (
    <Note tone="warn">
      <p>{text.word('regimes.registerProblems')}</p>
      <ul>
        {problems.map((problem) => (
          <li key={text.say(problem)}>{text.say(problem)}</li>
        ))}
      </ul>
    </Note>
  )
}

/** Saves what the plan gives as a file, from the draft as it stands. */
function Save({ format }: { readonly format: Extract<ExportFormat, 'coverage' | 'register'> }) {
  const text = useText()
  const { client } = useApp()
  const id = useOpenPlan().document.plan.id
  const settled = usePlanStore((store) => store.settled)
  const [fault, setFault] = useState<Fault | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    setFault(null)
    await settled()
    const answer = await client['plan.export']({ id, version: null, format, language: text.language })
    setBusy(false)
    if (!answer.ok) setFault(answer.problem)
  }
  return (
    <div>
      <Button icon={FileDown} isDisabled={busy} onPress={() => void save()}>
        {text.word(format === 'register' ? 'regimes.saveRegister' : 'regimes.save')}
      </Button>
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
    </div>
  )
}
