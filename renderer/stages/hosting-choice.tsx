/** Where it runs: common ways of hosting beside each other, and every provider of the reference data by name. */
import { useMemo } from 'react'
import { openRoutes } from '../../shared/plan/hosting/routes.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { hostingFields, readHosting } from '../../shared/plan/hosting-facts.ts'
import { isOwnProvider } from '../../shared/plan/own-hosting.ts'
import { type HostingView, assessProvider, isOpen } from '../../shared/plan/stages/hosting.ts'
import { usePlanStore } from '../state/app-context.tsx'
import { providerName } from '../../shared/words/answer.ts'
import { useText, type Text } from '../text/words.tsx'
import { PlanInputs } from '../ui/editable.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { RadioCards } from '../ui/radio-cards.tsx'
import { HostingOwnEntries } from './hosting-own-entries.tsx'
import { contradicted, KnownFromData } from './hosting-questions.tsx'
import { PlanField } from './plan-field.tsx'
import css from './question-cards.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function HostingChoice({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const dispatch = usePlanStore((store) => store.dispatch)
  const chosen = facts['hosting.provider']
  const reading = useMemo(() => readHosting(facts, knowledge), [facts, knowledge])
  const contradictions = useMemo(() => contradicted(facts, knowledge), [facts, knowledge])
  const options = useMemo(
    () =>
      knowledge.providers.providers.map((provider) => ({
        id: provider.id,
        name: providerName(provider.id, knowledge, text.wordOr),
        detail: text.word(`field.hosting.optionType.option.${provider.optionType}`),
      })),
    [knowledge, text],
  )
  const cards = useMemo(
    () =>
      knowledge.providers.providers
        .filter((provider) => provider.archetype || provider.id === chosen || isOwnProvider(provider.id))
        .map((provider) => {
          const view = assessProvider(provider.id, facts, knowledge)
          const ceiling = view?.seal.overall ?? null
          return {
            value: provider.id,
            title: providerName(provider.id, knowledge, text.wordOr),
            detail:
              ceiling === null
                ? text.word('hostingScreen.ceilingUnknown')
                : text.word('hostingScreen.ceiling', {
                    ceiling,
                    answered: view?.seal.answers.length ?? 0,
                    criteria: view?.seal.scores[0]?.criteria ?? 0,
                  }),
            aside: view === null ? null : routesSaid(view, text),
          }
        }),
    [chosen, facts, knowledge, text],
  )
  return (
    <Card title={text.word('hostingScreen.where')}>
      <Stack>
        <PlanInputs>
          <RadioCards
            label={text.word('hostingScreen.ways')}
            value={chosen}
            onChange={(value) => dispatch({ type: 'answer.set', field: 'hosting.provider', value, basis: 'self-declared' })}
            cards={cards}
          />
        </PlanInputs>
        <SmallPrint>{text.word('hostingScreen.waysHint')}</SmallPrint>
        <HostingOwnEntries />
        {contradictions.length === 0 ? null : (
          <Note tone="warn">
            <p>
              {text.word('hostingScreen.differCount', { count: contradictions.length })}
            </p>
            <Button
              changes
              variant="text"
              onPress={() => {
                for (const { fact } of contradictions) dispatch({ type: 'answer.clear', field: hostingFields[fact] })
              }}
            >
              {text.word('hostingScreen.takeEntry')}
            </Button>
          </Note>
        )}
        <div className={css['questions']}>
          <PlanField id="hosting.provider" options={options} />
          <div>
            <PlanField id="hosting.optionType" />
            <KnownFromData field="hosting.optionType" reading={reading} contradictions={contradictions} />
          </div>
          <PlanField id="hosting.region" />
        </div>
      </Stack>
    </Card>
  )
}

/** Open routes; where facts are missing that could open one, what is found is not all: not known is not none. */
function routesSaid(view: HostingView, text: Text): string {
  const { picture, unknownFields, unlisted = [] } = view
  const count = openRoutes(picture, 'clear').length
  if (count === 0 && unknownFields.length === 0 && unlisted.length > 0)
    return text.word('hostingScreen.routesUnlisted', { countries: { countries: [...unlisted] } })
  if (!isOpen(view)) return text.word('hostingScreen.routes', { count })
  return count === 0
    ? text.word('hostingScreen.routesOpen', { count: unknownFields.length })
    : text.word('hostingScreen.routesAtLeast', { count })
}
