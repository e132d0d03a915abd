/** What the license of a model demands of this plan: words to use, every duty with its clause, families of terms, legal position. */
import type { Obligation } from '../../shared/domain/license/obligations.ts'
import type { FamilyOutcome, LegalTerm } from '../../shared/domain/license/terms.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { licenseDuties } from '../../shared/plan/model/license-duties.ts'
import { downstreamOf } from '../../shared/plan/model/openness-findings.ts'
import { modelOf } from '../../shared/plan/stages/model.ts'
import { useText, type Text } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import css from './license-cards.module.css'
import { verdictTone, verdictWords } from './license-verdict.ts'
import { PlanField } from './plan-field.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const stateTones = { applies: 'note', open: 'warn', 'does-not-apply': 'none', check: 'warn' } as const

export type LicenseObligationsCardProps = {
  readonly model: string | null
  readonly facts: Facts
  /** Fields are offered only for the model of the plan. */
  readonly withFields?: boolean
}

export function LicenseObligationsCard({ model: id, facts, withFields = true }: LicenseObligationsCardProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const model = id === null ? null : modelOf(id, knowledge)
  const duties = model === null ? null : licenseDuties(model, facts, knowledge)
  if (duties === null)
    return (
      <Card title={text.word('licenseDuties.title')}>
        <p>{text.word(model === null ? 'licenseDuties.noModel' : 'modelScreen.licenseNotKnown')}</p>
      </Card>
    )
  const { license, obligations, families, terms } = duties
  const naming = obligations.some(({ kind, state }) => kind === 'naming' && state !== 'does-not-apply')
  return (
    <Card title={text.word('licenseDuties.title')} aside={<span>{license.name}</span>}>
      <Stack gap="loose">
        <SmallPrint>{text.word('licenseDuties.quoted')}</SmallPrint>
        <Words obligations={obligations} />
        {naming && withFields ? <PlanField id="license.derivedName" /> : null}
        <Duties obligations={obligations} />
        <Families families={families} toConfirm={license.confidence === 'unverified'} />
        <Terms terms={terms} />
        <Downstream facts={facts} withFields={withFields} />
      </Stack>
    </Card>
  )
}

const spoken = new Set<Obligation['kind']>(['attribution', 'statement', 'notice', 'naming'])

/** Lines, notices and names of duties that apply or may apply, ready to use. */
function Words({ obligations }: { readonly obligations: readonly Obligation[] }) {
  const text = useText()
  const shown = obligations.filter(({ kind, state }) => spoken.has(kind) && state !== 'does-not-apply')
  if (shown.length === 0) return null
  return (
    <div>
      <h3>{text.word('licenseDuties.texts')}</h3>
      <Stack>
        {shown.map((duty) => (
          <div key={duty.id}>
            <Row>
              <strong>{text.word(`licenseDuties.kind.${duty.kind}`)}</strong>
              <span>({duty.clause ?? text.word('licenseDuties.clauseNotKnown')})</span>
              <State duty={duty} text={text} />
            </Row>
            <Wording duty={duty} text={text} />
          </div>
        ))}
      </Stack>
    </div>
  )
}

function Wording({ duty: { wording, kind, followed }, text }: { readonly duty: Obligation; readonly text: Text }) {
  if (wording === null) return <p>{text.word('licenseDuties.takeFromText')}</p>
  const notes = [
    text.word(wording.basis === 'required' ? 'licenseDuties.required' : 'licenseDuties.composed') + '.',
    ...(wording.texts.length > 1 ? [text.word('licenseDuties.oneOf')] : []),
    ...(wording.complete ? [] : [text.word('licenseDuties.incomplete')]),
    ...(wording.missing.length === 0
      ? []
      : [text.word('licenseDuties.missing', { names: { terms: wording.missing.map((name) => `licenseDuties.name.${name}`) } })]),
    ...(followed === null
      ? []
      : [text.word(followed ? 'licenseDuties.nameFollows' : 'licenseDuties.nameDoesNotFollow')]),
  ]
  return (
    <>
      {kind === 'naming' ? <p>{text.word('licenseDuties.beginsWith')}</p> : null}
      {wording.texts.map((line) => (
        <blockquote key={line} className={css['words']}>
          {line}
        </blockquote>
      ))}
      <SmallPrint>{notes.join(' ')}</SmallPrint>
    </>
  )
}

function State({ duty, text }: { readonly duty: Obligation; readonly text: Text }) {
  const facts = { terms: duty.needs.map((fact) => `license.fact.${fact}`) }
  return (
    <StatusChip tone={stateTones[duty.state]}>
      {duty.state === 'open'
        ? text.word('licenseDuties.state.open', { facts })
        : text.word(`licenseDuties.state.${duty.state}`)}
    </StatusChip>
  )
}

function Duties({ obligations }: { readonly obligations: readonly Obligation[] }) {
  const text = useText()
  if (obligations.length === 0) return <p>{text.word('licenseDuties.none')}</p>
  return (
    <DataTable
      caption={text.word('licenseDuties.title')}
      captionHidden
      dense
      rows={obligations}
      rowKey={(duty) => duty.id}
      columns={[
        {
          key: 'duty',
          name: text.word('licenseDuties.column.duty'),
          rowHeader: true,
          cell: (duty) => (
            <>
              <strong>{text.word(`licenseDuties.kind.${duty.kind}`)}</strong>
              <br />
              <span className={css['plain']}>{duty.text}</span>
            </>
          ),
        },
        { key: 'when', name: text.word('licenseDuties.column.when'), cell: (duty) => duty.trigger ?? '–' },
        {
          key: 'clause',
          name: text.word('licenseDuties.column.clause'),
          cell: (duty) => duty.clause ?? text.word('licenseDuties.clauseNotKnown'),
        },
        { key: 'state', name: text.word('licenseDuties.column.state'), cell: (duty) => <State duty={duty} text={text} /> },
      ]}
    />
  )
}

/** Conduct and scale stand apart: another person answers for each. */
function Families({ families, toConfirm }: { readonly families: readonly FamilyOutcome[]; readonly toConfirm: boolean }) {
  const text = useText()
  return (
    <div>
      <h3>{text.word('licenseDuties.families')}</h3>
      <Stack>
        {families.map((one) => (
          <div key={one.family}>
            <Row>
              <strong>{text.word(`licenseDuties.family.${one.family}`)}</strong>
              <StatusChip tone={verdictTone(one.verdict, toConfirm)}>{text.word(verdictWords[one.verdict])}</StatusChip>
            </Row>
            <FamilyRules outcome={one} />
          </div>
        ))}
      </Stack>
    </div>
  )
}

function FamilyRules({ outcome: { fired, pending, resting } }: { readonly outcome: FamilyOutcome }) {
  const text = useText()
  if (fired.length + pending.length + resting.length === 0) return <p>{text.word('licenseDuties.familyNone')}</p>
  const line = (rule: FamilyOutcome['resting'][number]) => (
    <li key={rule.id}>
      {rule.text} ({rule.clause})
    </li>
  )
  return (
    <>
      {fired.length + pending.length === 0 ? null : (
        <p>
          {text.list([
            ...(fired.length === 0 ? [] : [text.word('licenseDuties.familyFired', { count: fired.length })]),
            ...(pending.length === 0 ? [] : [text.word('licenseDuties.familyPending', { count: pending.length })]),
          ])}
        </p>
      )}
      {fired.length + pending.length === 0 ? null : <ul className={css['rules']}>{[...fired, ...pending].map(({ rule }) => line(rule))}</ul>}
      {resting.length === 0 ? null : (
        <Disclosure level={4} title={text.word('licenseDuties.familyResting', { count: resting.length })}>
          <ul className={css['rules']}>{resting.map(line)}</ul>
        </Disclosure>
      )}
    </>
  )
}

function Terms({ terms }: { readonly terms: readonly LegalTerm[] }) {
  const text = useText()
  return (
    <div>
      <h3>{text.word('licenseDuties.terms')}</h3>
      <KeyValue
        shape="wide"
        items={terms.map((term) => ({
          key: term.term,
          label: text.word(`licenseDuties.term.${term.term}`),
          value: termText(term, text),
        }))}
      />
    </div>
  )
}

function termText({ state, words, clause, confirm }: LegalTerm, text: Text): string {
  const said = state === 'stated' ? (words ?? '') : text.word(`licenseDuties.termState.${state}`)
  const cited = clause === null ? said : `${said} (${clause})`
  return confirm ? `${cited}; ${text.word('licenseDuties.confirm')}` : cited
}

/** Who fine-tunes enough becomes a provider: the test, with the answers it needs. */
function Downstream({ facts, withFields }: { readonly facts: Facts; readonly withFields: boolean }) {
  const text = useText()
  const test = downstreamOf(facts)
  const share = { basisPoints: test.shareBasisPoints ?? 0 }
  return (
    <div>
      <h3>{text.word('licenseDuties.downstream')}</h3>
      <p>{text.word('licenseDuties.downstreamWhy')}</p>
      <p>
        <strong>
          {test.state === 'below' || test.state === 'above'
            ? text.word(`licenseDuties.downstream.${test.state}`, { share })
            : text.word(`licenseDuties.downstream.${test.state}`)}
        </strong>
      </p>
      {withFields && facts['license.willFineTune'] !== false ? (
        <Stack>
          <PlanField id="license.willFineTune" />
          <PlanField id="model.baseCompute" />
          <PlanField id="model.fineTuneCompute" />
        </Stack>
      ) : null}
    </div>
  )
}
