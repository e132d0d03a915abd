/** What would change it: single answers that clear a requirement, each tried with the same engine and kept on demand. */
import { useMemo, useState } from 'react'
import { openRoutes } from '../../shared/plan/hosting/routes.ts'
import { valueOf, wordsOf } from '../../shared/plan/hosting/gate-words.ts'
import { hostingFields } from '../../shared/plan/hosting-facts.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import type { Cleared } from '../../shared/plan/hosting/what-if.ts'
import { assessHosting, type HostingView } from '../../shared/plan/stages/hosting.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { useEditable } from '../ui/editable.tsx'
import { NamedBeside, Referenced } from '../ui/referenced.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './hosting-gates.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function HostingWhatIf({ facts, view }: { readonly facts: Facts; readonly view: HostingView }) {
  const text = useText()
  const { changes } = useOpenPlan().assessment.hosting
  const [tried, setTried] = useState<string | null>(null)
  const editable = useEditable()
  return (
    <Card title={text.word('hostingScreen.whatIf')} {...(changes.length === 0 || !editable ? {} : { aside: text.word('hostingScreen.notSaved') })}>
      {changes.length === 0 ? (
        <p>{text.word('hostingScreen.noChange')}</p>
      ) : (
        <ul className={css['changes']}>
          {changes.map((change) => {
            const key = JSON.stringify(change.change)
            return (
              <li key={key}>
                <Change
                  change={change}
                  facts={facts}
                  view={view}
                  isTried={tried === key}
                  onTry={(on) => setTried(on ? key : null)}
                />
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

type ChangeProps = {
  readonly change: Cleared
  readonly facts: Facts
  readonly view: HostingView
  readonly isTried: boolean
  readonly onTry: (on: boolean) => void
}

function Change({ change: { change, clears }, facts, view, isTried, onTry }: ChangeProps) {
  const text = useText()
  const editable = useEditable()
  const dispatch = usePlanStore((store) => store.dispatch)
  const field = change.fact === 'certsComplete' || change.fact === 'certsNotHeld' ? null : hostingFields[change.fact]
  if (field === null) return null
  const what = text.word('hostingScreen.change', {
    field: { term: `field.${field}.label` },
    value: valueOf(field, change.value),
  })
  const cleared = clears.map((code) => text.wordOr(`hostingScreen.gateName.${wordsOf(code).slug}`, code))
  return (
    <>
      {editable ? (
        <>
          <Switch label={what} isSelected={isTried} onChange={onTry} />
          <NamedBeside sentence={what} />
        </>
      ) : (
        <p>
          <b>
            <Referenced>{what}</Referenced>
          </b>{' '}
          <Referenced>{text.word('hostingScreen.wouldClear', { what: { list: cleared } })}</Referenced>
        </p>
      )}
      {isTried ? (
        <div className={css['effect']}>
          <Note tone="ok">
            <b>
              <Referenced>{text.word('hostingScreen.wouldClear', { what: { list: cleared } })}</Referenced>
            </b>{' '}
            <Effect facts={{ ...facts, [field]: change.value }} view={view} />
          </Note>
          <Button
            changes
            onPress={() => {
              const value = Array.isArray(change.value) ? [...change.value] : change.value
              dispatch({ type: 'answer.set', field, value, basis: 'assumed' })
              onTry(false)
            }}
          >
            {text.word('hostingScreen.keep')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** What else changes: routes and ceiling before and after, from the engine. */
function Effect({ facts, view }: { readonly facts: Facts; readonly view: HostingView }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const then = useMemo(() => assessHosting(facts, knowledge).view, [facts, knowledge])
  if (then === null) return null
  return (
    <span>
      {text.word('hostingScreen.effect', {
        routes: openRoutes(view.picture, 'clear').length,
        thenRoutes: openRoutes(then.picture, 'clear').length,
        ceiling: sealName(view.seal.overall, text),
        thenCeiling: sealName(then.seal.overall, text),
        blocked: then.blockingIssues.length,
      })}
    </span>
  )
}

function sealName(ceiling: number | null, text: Text): string {
  return ceiling === null ? text.word('modelScreen.notKnown') : `SEAL-${String(ceiling)}`
}
