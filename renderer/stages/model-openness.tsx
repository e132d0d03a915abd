/** What is really open about a model: five squares, who holds which right, framework class, and two checklists. */
import type { MofGap, Openness, Right } from '../../shared/domain/openness.ts'
import { OpennessList } from '../charts/openness-squares.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Columns, SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { opennessParts, releasedWord } from './openness-parts.ts'

const holderTones = {
  everyone: 'ok',
  'under-conditions': 'warn',
  'in-part': 'warn',
  'maker-only': 'stop',
  'not-known': 'note',
} as const satisfies Record<Right['holder'], Tone>

const checkTones = { met: 'ok', 'not-met': 'stop', 'not-known': 'note' } as const satisfies Record<string, Tone>

export function ModelOpenness({ openness }: { readonly openness: Openness }) {
  const text = useText()
  return (
    <Stack gap="loose">
      <Columns>
        <Stack>
          <h3>{text.word(`openness.label.${openness.label ?? 'not-known'}`)}</h3>
          <OpennessList parts={opennessParts(openness, text)} />
        </Stack>
        <Framework openness={openness} />
      </Columns>
      <div>
        <h3>{text.word('modelScreen.rights')}</h3>
        <DataTable
          caption={text.word('modelScreen.rights')}
          captionHidden
          dense
          rows={openness.rights}
          rowKey={({ right }) => right}
          columns={[
            { key: 'right', name: text.word('modelScreen.right'), rowHeader: true, cell: ({ right }) => text.word(`openness.right.${right}`) },
            {
              key: 'holder',
              name: text.word('modelScreen.holder'),
              cell: ({ holder }) => <StatusChip tone={holderTones[holder]}>{text.word(`openness.holder.${holder}`)}</StatusChip>,
            },
            { key: 'why', name: text.word('modelScreen.because'), cell: (right) => whyOf(right, text) },
          ]}
        />
      </div>
      <Columns>
        <Checklist title={text.word('openness.osaid')} group="osaid" {...openness.osaid} />
        <Stack gap="tight">
          <Checklist title={text.word('openness.eu')} group="eu" {...openness.euExemption} />
          <SmallPrint>{text.word('openness.eu.who')}</SmallPrint>
        </Stack>
      </Columns>
      <div>
        <h3>{text.word('finding.sources')}</h3>
        <SourceList sources={openness.sources} />
      </div>
    </Stack>
  )
}

/** The components that decide, and the clause that grants or limits. */
function whyOf({ components, grant, limits }: Right, text: Text): string {
  const parts = components.map(({ component, released }) =>
    text.word('modelScreen.partDetail', {
      component: { term: `openness.component.${component}` },
      released: { term: `openness.released.${releasedWord(released)}` },
    }),
  )
  const clauses = [
    ...(grant === null ? [] : [text.word('modelScreen.grant', { said: grantText(grant.value, text), clause: grant.clause })]),
    ...limits.map((limit) => `${limit.text} (${limit.clause})`),
  ]
  return [...parts, ...clauses].join(`${text.semicolon} `)
}

function grantText(value: boolean | string | null, text: Text): string {
  if (typeof value === 'string') return value
  return text.word(value === null ? 'modelScreen.notKnown' : value ? 'license.yes' : 'license.no')
}

function Framework({ openness }: { readonly openness: Openness }) {
  const text = useText()
  const { mofClass, state, gaps } = openness.mof
  const classes = (['III', 'II', 'I'] as const).filter((one) => gaps.some((gap) => gap.mofClass === one))
  return (
    <Stack>
      <h3>
        {text.word('openness.mof')}
        {text.colon} {text.word(`openness.mof.${mofClass ?? (state === 'unclassified' ? 'unclassified' : 'not-known')}`)}
      </h3>
      {classes.map((one) => (
        <div key={one}>
          <p>{text.word('modelScreen.classLacks', { name: { term: `openness.mof.${one}` } })}</p>
          <ul>
            {gaps
              .filter((gap) => gap.mofClass === one)
              .map((gap) => (
                <li key={gap.component}>{gapText(gap, text)}</li>
              ))}
          </ul>
        </div>
      ))}
    </Stack>
  )
}

function gapText(gap: MofGap, text: Text): string {
  return text.word('modelScreen.partDetail', {
    component: { term: `openness.component.${gap.component}` },
    released: { term: `openness.gap.${gap.reason}` },
  })
}

type CheckState = Openness['osaid']['state']

function Checklist(props: {
  readonly title: string
  readonly group: 'osaid' | 'eu'
  readonly state: CheckState
  readonly checks: readonly { readonly id: string; readonly state: CheckState }[]
}) {
  const { title, group, state, checks } = props
  const text = useText()
  return (
    <DataTable
      caption={`${title}${text.colon} ${text.word(`openness.state.${state}`)}`}
      dense
      rows={checks}
      rowKey={({ id }) => id}
      columns={[
        { key: 'check', name: text.word('verification.check'), rowHeader: true, cell: ({ id }) => text.wordOr(`openness.${group}.${id}`) },
        {
          key: 'state',
          name: text.word('verification.result'),
          cell: (check) => <StatusChip tone={checkTones[check.state]}>{text.word(`openness.state.${check.state}`)}</StatusChip>,
        },
      ]}
    />
  )
}
