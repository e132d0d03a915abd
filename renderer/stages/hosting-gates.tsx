/** What the plan, the classification of its data and the organization's own rules ask: met, blocked or open, and what clears it. */
import { useMemo } from 'react'
import type { Gate } from '../../shared/domain/jurisdiction/gates.ts'
import { message, type Message } from '../../shared/domain/vocabulary.ts'
import type { Facts, FieldId } from '../../shared/plan/fields.ts'
import { fieldOf, requirementMessage, unlistedMessage, valueOf, wordsOf } from '../../shared/plan/hosting/gate-words.ts'
import { lawNameIn } from '../../shared/plan/hosting/law-name.ts'
import { hostingFields, readHosting } from '../../shared/plan/hosting-facts.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { StateIcon, type State } from '../ui/state-icon.tsx'
import { FieldLink } from './field-link.tsx'
import css from './hosting-gates.module.css'
import { ReferenceButton } from './hosting-reference.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const states = { met: 'ok', blocked: 'blocking', unknown: 'unknown' } as const satisfies Record<Gate['outcome'], State>

export function HostingGates({ facts, view }: { readonly facts: Facts; readonly view: HostingView }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  return (
    <Card title={text.word('hostingScreen.gates')}>
      {view.gates.length === 0 ? (
        <p>{text.word('hostingScreen.noGates')}</p>
      ) : (
        <ul className={css['gates']}>
          {view.gates.map((gate) => {
            // What is missing is named below, each with its own way to the question.
            const asked = wordsOf(gate.code).requirement
            const requirement = asked !== null && gate.missing.flatMap(fieldOf).includes(asked) ? null : asked
            const certificates = gate.code.startsWith('B-CERT:') ? gate.code.slice('B-CERT:'.length).split('|') : null
            return (
              <li key={gate.code}>
                <StateIcon state={states[gate.outcome]} />
                <span>
                  <b>{text.word(`hostingScreen.gate.${gate.outcome}`)}</b>{' '}
                  <Referenced>{text.say(requirementMessage(gate, { seal: view.seal.required, classification: facts['data.classification'] }, knowledge))}</Referenced>
                  {certificates === null
                    ? null
                    : certificates.map((certificate, place) => (
                        <span key={certificate}>
                          {place === 0 ? ' ' : ', '}
                          <ReferenceButton id={certificate} />
                        </span>
                      ))}
                  {requirement === null ? null : (
                    <>
                      {certificates === null ? ' ' : '\u00A0· '}
                      <FieldLink field={requirement} />
                    </>
                  )}
                  {gate.outcome === 'blocked' ? <Why gate={gate} facts={facts} view={view} /> : null}
                  {gate.outcome === 'unknown' ? <Missing gate={gate} /> : null}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

/** What would have to be known, each a way to its question. */
function Missing({ gate }: { readonly gate: Gate }) {
  const text = useText()
  const missing = [...new Set(gate.missing.flatMap(fieldOf))]
  const unlisted = unlistedMessage(gate)
  if (missing.length === 0 && unlisted === null) return null
  return (
    <span className={css['why']}>
      {unlisted === null ? null : <span>{text.say(unlisted)}</span>}
      {missing.length === 0 ? null : <span>
        {text.word('hostingScreen.gateMissing')}
        {missing.map((field, place) => (
          <span key={field}>
            {place === 0 ? ' ' : ', '}
            <FieldLink field={field} />
          </span>
        ))}
      </span>}
    </span>
  )
}

/** The facts that block, with their values, and the single answers that would clear it. */
function Why({ gate, facts, view }: { readonly gate: Gate; readonly facts: Facts; readonly view: HostingView }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { changes } = useOpenPlan().assessment.hosting
  const reading = useMemo(() => readHosting(facts, knowledge), [facts, knowledge])
  const said = (id: string, field: FieldId, value: Parameters<typeof valueOf>[1]): Message =>
    message(id, { field: { term: `field.${field}.label` }, value: valueOf(field, value) })
  // A gate on routes is blocked by laws: each with the way through, rather than every fact that was looked at.
  const routes = view.exposures
    .filter(({ law }) => gate.offending.includes(law))
    .map((row) => `${lawNameIn(row, text.language)}${text.colon} ${text.list(row.basis.map((one) => text.word(`jurisdiction.basis.${one}`)))}`)
  const values = gate.facts.flatMap((id): readonly string[] => {
    if (id === 'certsComplete' || id === 'certsNotHeld') return []
    const value = reading.facts.hosting[id]
    return value === null ? [] : [text.say(said('hostingScreen.change', hostingFields[id], value))]
  })
  const because = routes.length > 0 ? routes : values
  const clearing = changes
    .filter(({ clears }) => clears.includes(gate.code))
    .flatMap(({ change: { fact, value } }) =>
      fact === 'certsComplete' || fact === 'certsNotHeld' ? [] : [text.say(said('hostingScreen.change', hostingFields[fact], value))],
    )
  return (
    <span className={css['why']}>
      {because.length === 0 ? null : <span>
          <Referenced>{text.word('hostingScreen.gateFacts', { facts: because.join(`${text.semicolon} `) })}</Referenced>
        </span>}
      <span>
        <Referenced>
          {clearing.length === 0
            ? text.word('hostingScreen.clearedByNone')
            : text.word('hostingScreen.clearedBy', { changes: clearing.join(`${text.semicolon} `) })}
        </Referenced>
      </span>
    </span>
  )
}
