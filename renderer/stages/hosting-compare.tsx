/** The plan's hosting beside up to three others, under the same requirements. */
import { useMemo, useState } from 'react'
import type { Facts } from '../../shared/plan/fields.ts'
import { assessHosting, assessProvider, type HostingView } from '../../shared/plan/stages/hosting.ts'
import { usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Switch } from '../ui/switch.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import css from './hosting-gates.module.css'
import { openDataRoutes } from './hosting-picture.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

const most = 3

type Side = { readonly id: string; readonly name: string; readonly view: HostingView; readonly isPlan: boolean }
type Cell = { readonly said: string; readonly tone: Tone | null }
type Aspect = { readonly key: string; readonly name: string; readonly cells: readonly Cell[] }

export function HostingCompare({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [others, setOthers] = useState<readonly string[]>([])
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const chosen = facts['hosting.provider']
  const sides = useMemo((): readonly Side[] => {
    const name = (id: string): string => knowledge.providers.providers.find((one) => one.id === id)?.name ?? id
    const own = assessHosting(facts, knowledge).view
    const compared = others.filter((id) => id !== chosen).flatMap((id): readonly Side[] => {
      const view = assessProvider(id, facts, knowledge)
      return view === null ? [] : [{ id, name: name(id), view, isPlan: false }]
    })
    if (own === null || (own.provider === null && own.optionType === null)) return compared
    const title = chosen === null ? text.word('hostingScreen.ownAnswers') : name(chosen)
    return [{ id: chosen ?? '', name: title, view: own, isPlan: true }, ...compared]
  }, [others, chosen, facts, knowledge, text])
  const aspects = aspectsOf(sides, text).filter(
    ({ cells }) => !onlyDifferent || new Set(cells.map(({ said }) => said)).size > 1,
  )
  const columns: readonly Column<Aspect>[] = [
    { key: 'aspect', name: text.word('hostingScreen.aspect'), rowHeader: true, cell: ({ name }) => name },
    ...sides.map((side, place): Column<Aspect> => ({
      key: side.id,
      width: `${String(Math.floor(78 / sides.length))}%`,
      name: (
        <span className={css['side']}>
          {side.name}
          {side.isPlan ? <StatusChip tone="note">{text.word('modelScreen.inPlan')}</StatusChip> : null}
        </span>
      ),
      cell: ({ cells }) => <Said cell={cells[place]} />,
    })),
  ]
  return (
    <Card title={text.word('hostingScreen.compare')} aside={text.word('hostingScreen.compareHint')}>
      <Stack>
        {others.length >= most ? null : (
          <Combo
            key={others.join(' ')}
            adds
            label={text.word('hostingScreen.addOther')}
            items={knowledge.providers.providers
              .filter((one) => one.id !== chosen && !others.includes(one.id))
              .map((one) => ({ id: one.id, name: one.name, detail: text.word(`field.hosting.optionType.option.${one.optionType}`) }))}
            value={null}
            onChange={(id) => {
              if (id !== null) setOthers([...others, id])
            }}
          />
        )}
        {sides.every((side) => side.isPlan) ? null : (
          <>
            <Row>
              <Switch label={text.word('hostingScreen.onlyDifferent')} isSelected={onlyDifferent} onChange={setOnlyDifferent} />
            </Row>
            <DataTable
              caption={text.word('hostingScreen.compare')}
              captionHidden
              rows={aspects}
              rowKey={({ key }) => key}
              columns={columns}
            />
            <Row>
              {sides.flatMap((side) =>
                side.isPlan
                  ? []
                  : [
                      <Button
                        key={`use ${side.id}`}
                        size="small"
                        onPress={() => dispatch({ type: 'answer.set', field: 'hosting.provider', value: side.id, basis: 'self-declared' })}
                      >
                        {text.word('hostingScreen.use', { name: side.name })}
                      </Button>,
                      <Button
                        key={`remove ${side.id}`}
                        size="small"
                        variant="quiet"
                        onPress={() => setOthers(others.filter((id) => id !== side.id))}
                      >
                        {text.word('answer.remove', { what: side.name })}
                      </Button>,
                    ],
              )}
            </Row>
            <SmallPrint>{text.word('hostingScreen.compareNote')}</SmallPrint>
          </>
        )}
      </Stack>
    </Card>
  )
}

function Said({ cell }: { readonly cell: Cell | undefined }) {
  if (cell === undefined) return null
  return cell.tone === null ? cell.said : <StatusChip tone={cell.tone}>{cell.said}</StatusChip>
}

function aspectsOf(sides: readonly Side[], text: Text): readonly Aspect[] {
  const aspect = (key: string, cellOf: (view: HostingView) => Cell): Aspect => ({
    key,
    name: text.wordOr(`hostingScreen.aspect.${key}`),
    cells: sides.map(({ view }) => cellOf(view)),
  })
  const plain = (said: string): Cell => ({ said, tone: null })
  const counted = (count: number, bad: Tone): Cell => ({ said: text.number(count), tone: count > 0 ? bad : 'ok' })
  // No route found is only good news where no fact is missing.
  const routes = ({ unknownFields }: HostingView, count: number, bad: Tone): Cell =>
    count === 0 && unknownFields.length > 0 ? { said: text.word('hostingScreen.noneFound'), tone: 'note' } : counted(count, bad)
  const profiles = sides[0]?.view.seal.scores ?? []
  return [
    aspect('kind', ({ optionType }) =>
      plain(optionType === null ? text.word('modelScreen.notKnown') : text.wordOr(`field.hosting.optionType.option.${optionType}`, optionType)),
    ),
    aspect('blocked', ({ blockingIssues }) => counted(blockingIssues.length, 'stop')),
    aspect('open', ({ gates }) => counted(gates.filter(({ outcome }) => outcome === 'unknown').length, 'note')),
    aspect('data', (view) => routes(view, openDataRoutes(view.picture).length, 'stop')),
    aspect('service', (view) => routes(view, view.exposures.filter(({ obtains }) => obtains === 'disruption').length, 'warn')),
    aspect('ceiling', ({ seal }) => plain(seal.overall === null ? text.word('modelScreen.notKnown') : `SEAL-${String(seal.overall)}`)),
    aspect('governing', ({ seal }) => plain(seal.governing.length === 0 ? '–' : text.list(seal.governing))),
    ...profiles.map(({ profile }): Aspect => ({
      key: profile,
      name: text.word('hostingScreen.profile', { profile }),
      cells: sides.map(({ view }) => plain(scoreOf(view, profile, text))),
    })),
    aspect('missing', ({ unknownFields }) => counted(unknownFields.length, 'note')),
  ]
}

function scoreOf(view: HostingView, profile: string, text: Text): string {
  const score = view.seal.scores.find((one) => one.profile === profile)
  if (score === undefined) return text.word('modelScreen.notKnown')
  return text.word('hostingScreen.score', {
    score: { basisPoints: Math.round(score.hundredThousandths / 1000) },
    answered: score.answered,
    criteria: score.criteria,
  })
}
