/** What-ifs with a name, alone or together: before and after by the engines, kept as one step or dropped. */
import { useMemo, useState } from 'react'
import { openRoutes } from '../../shared/plan/hosting/routes.ts'
import { wordsOf } from '../../shared/plan/hosting/gate-words.ts'
import {
  answersOf,
  isDone,
  keepCommand,
  previewOf,
  toggleIds,
  triedFacts,
  type Preview,
  type ToggleId,
} from '../../shared/plan/hosting/toggles.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { usePlanStore } from '../state/app-context.tsx'
import { providerName } from '../../shared/words/answer.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { Switch } from '../ui/switch.tsx'
import { DataTable } from '../ui/table.tsx'
import css from './hosting-gates.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

const details: Partial<Record<ToggleId, 'toggles.keysDetail' | 'toggles.enclaveDetail'>> = {
  keys: 'toggles.keysDetail',
  enclave: 'toggles.enclaveDetail',
}

export function HostingToggles({ facts, view }: { readonly facts: Facts; readonly view: HostingView }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [toggles, setToggles] = useState<readonly ToggleId[]>([])
  const [provider, setProvider] = useState<string | null>(null)
  const answers = useMemo(() => answersOf({ toggles, provider }, facts, knowledge), [toggles, provider, facts, knowledge])
  const preview = useMemo(
    () => (answers.length === 0 ? null : previewOf(view, triedFacts(answers, facts), knowledge)),
    [answers, view, facts, knowledge],
  )
  const drop = (): void => {
    setToggles([])
    setProvider(null)
  }
  return (
    <Card title={text.word('toggles.title')} aside={text.word('toggles.notSaved')}>
      <Stack>
        <ul className={css['changes']}>
          {toggleIds.map((id) => {
            const done = isDone(id, facts, knowledge)
            const detail = details[id]
            const under = done ? text.word('toggles.done') : detail === undefined ? null : text.word(detail)
            return (
              <li key={id}>
                <Switch
                  label={text.word(`toggles.${id}`)}
                  {...(under === null ? {} : { detail: under })}
                  isDisabled={done}
                  isSelected={!done && toggles.includes(id)}
                  onChange={(on) => setToggles(on ? [...toggles, id] : toggles.filter((one) => one !== id))}
                />
              </li>
            )
          })}
        </ul>
        {toggles.includes('provider') ? (
          <Combo
            label={text.word('toggles.whichProvider')}
            items={knowledge.providers.providers
              .filter(({ id }) => id !== facts['hosting.provider'])
              .map((one) => ({ id: one.id, name: providerName(one.id, knowledge, text.wordOr), detail: text.word(`field.hosting.optionType.option.${one.optionType}`) }))}
            value={provider}
            onChange={setProvider}
          />
        ) : null}
        {preview === null ? (
          <SmallPrint>{text.word('toggles.none')}</SmallPrint>
        ) : (
          <div role="status">
            <Stack>
              <Effect preview={preview} />
              <SmallPrint>
                {text.word('toggles.answers', {
                  count: answers.length,
                  fields: { list: answers.map(({ field }) => text.wordOr(`field.${field}.label`)) },
                })}
              </SmallPrint>
            </Stack>
          </div>
        )}
        {preview === null ? null : (
          <Row>
            <Button
              changes
              variant="primary"
              onPress={() => {
                dispatch(keepCommand(answers))
                drop()
              }}
            >
              {text.word('toggles.keep')}
            </Button>
            <Button variant="quiet" onPress={drop}>
              {text.word('toggles.discard')}
            </Button>
          </Row>
        )}
      </Stack>
    </Card>
  )
}

function Effect({ preview }: { readonly preview: Preview }) {
  const text = useText()
  const { clears, blocks } = preview
  const rows = rowsOf(preview, text).filter(({ before, after }) => before !== after)
  const names = (codes: readonly string[]): { list: string[] } => ({
    list: codes.map((code) => text.wordOr(`hostingScreen.gateName.${wordsOf(code).slug}`, code)),
  })
  return (
    <>
      <Note tone={blocks.length > 0 ? 'stop' : clears.length > 0 ? 'ok' : 'note'}>
        <b>
          {[
            ...(clears.length > 0 ? [text.word('toggles.clears', { what: names(clears) })] : []),
            ...(blocks.length > 0 ? [text.word('toggles.blocks', { what: names(blocks) })] : []),
            ...(rows.length === 0 ? [text.word('toggles.changesNothing')] : []),
          ].join(' ') || text.word('toggles.aspect')}
        </b>
      </Note>
      {rows.length === 0 ? null : (
        <DataTable
          caption={text.word('toggles.aspect')}
          captionHidden
          dense
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'aspect', name: text.word('toggles.aspect'), rowHeader: true, cell: ({ name }) => name },
            { key: 'before', name: text.word('toggles.before'), cell: ({ before }) => before },
            { key: 'after', name: text.word('toggles.after'), cell: ({ after }) => <b>{after}</b> },
          ]}
        />
      )}
    </>
  )
}

function rowsOf({ before, after, objectives }: Preview, text: Text) {
  const seal = (level: number | null): string => (level === null ? text.word('modelScreen.notKnown') : `SEAL-${String(level)}`)
  const row = (key: string, name: string, of: (view: HostingView) => string) => ({ key, name, before: of(before), after: of(after) })
  return [
    row('blocked', text.word('toggles.blocked'), ({ blockingIssues }) => text.number(blockingIssues.length)),
    row('routes', text.word('toggles.routes'), ({ picture }) => text.number(openRoutes(picture, 'clear').length)),
    row('service', text.word('toggles.service'), ({ picture }) =>
      text.number(openRoutes(picture, 'service').length),
    ),
    row('ceiling', text.word('toggles.ceiling'), (view) => seal(view.seal.overall)),
    ...objectives.map(({ code, before: was, after: then }) => ({ key: code, name: code, before: seal(was), after: seal(then) })),
    row('assurance', text.word('toggles.assurance'), ({ cada }) => (cada.ceiling === null ? '–' : text.number(cada.ceiling))),
    row('missing', text.word('toggles.missing'), ({ unknownFields }) => text.number(unknownFields.length)),
  ]
}
