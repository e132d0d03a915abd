/** What would lift the ceiling with the fewest changes, overall and by objective. */
import { stepMessages } from '../../shared/plan/hosting/lift-words.ts'
import type { Lift } from '../../shared/plan/hosting/lifts.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import css from './hosting-criteria.module.css'

export function HostingLifts() {
  const text = useText()
  const { lifts = [], view } = useOpenPlan().assessment.hosting
  const ceiling = view?.seal.overall ?? null
  const overall = lifts.find(({ objective }) => objective === null)
  const others = lifts.filter(({ objective }) => objective !== null)
  return (
    <Card title={text.word('criteriaScreen.lifts')} aside={text.word('criteriaScreen.liftsAside')}>
      {overall === undefined ? (
        <p>{text.word(ceiling === null || ceiling === 4 ? 'criteriaScreen.top' : 'criteriaScreen.unsettled')}</p>
      ) : (
        <Stack>
          <OneLift lift={overall} name={text.word('criteriaScreen.overall')} />
          <Disclosure title={text.word('criteriaScreen.byObjective')}>
            <div className={css['lifts']}>
              {others.map((lift) => (
                <OneLift
                  key={lift.objective}
                  lift={lift}
                  name={`${lift.objective ?? ''} ${text.wordOr(`hostingScreen.objective.${lift.objective ?? ''}`)}`}
                />
              ))}
            </div>
          </Disclosure>
        </Stack>
      )}
    </Card>
  )
}

function OneLift({ lift, name }: { readonly lift: Lift; readonly name: string }) {
  const text = useText()
  return (
    <div className={css['objective']}>
      <p>
        <b>{name}</b> {text.word('criteriaScreen.lift', { from: lift.from, to: lift.to, count: lift.steps.length })}
      </p>
      <ol className={css['steps']}>
        {lift.steps.map((step) => (
          <li key={step.criteria.map(({ criterion }) => criterion).join(' ')}>
            <Referenced>{stepMessages(step).map((one) => text.say(one)).join(' ')}</Referenced>
          </li>
        ))}
      </ol>
    </div>
  )
}
