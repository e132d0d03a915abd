/** What the plan and the classification of its data ask of the hosting, and whether each is met, blocked or open. */
import type { Gate } from '../../shared/domain/jurisdiction/gates.ts'
import { wordsOf } from '../../shared/plan/hosting/gate-words.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { fields } from '../../shared/plan/fields.ts'
import { useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { StateIcon, type State } from '../ui/state-icon.tsx'
import css from './hosting-gates.module.css'

const states = { met: 'ok', blocked: 'blocking', unknown: 'unknown' } as const satisfies Record<Gate['outcome'], State>

export function HostingGates({ view }: { readonly view: HostingView }) {
  const text = useText()
  const goToStage = useUi((store) => store.goToStage)
  return (
    <Card title={text.word('hostingScreen.gates')}>
      {view.gates.length === 0 ? (
        <p>{text.word('hostingScreen.noGates')}</p>
      ) : (
        <ul className={css['gates']}>
          {view.gates.map((gate) => {
            const { slug, requirement } = wordsOf(gate.code)
            const certificates = gate.code.split(':')[1]?.split('|')
            return (
              <li key={gate.code}>
                <StateIcon state={states[gate.outcome]} />
                <span>
                  <b>{text.word(`hostingScreen.gate.${gate.outcome}`)}</b>{' '}
                  {text.say({ id: `jurisdiction.required.${slug}`, values: { required: view.seal.required ?? 0 } })}
                  {certificates === undefined ? '' : ` ${text.word('hostingScreen.oneOf', { certificates: { list: certificates } })}`}{' '}
                  {requirement === null ? null : (
                    <Button variant="text" onPress={() => goToStage(fields[requirement].stage, requirement)}>
                      {text.wordOr(`field.${requirement}.label`)}
                    </Button>
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
