/** The plan's hosting beside up to three others, under the same requirements. */
import { useMemo, useState } from 'react'
import { openRoutes } from '../../shared/plan/hosting/routes.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { entrySide, otherKinds, planSide, type Side } from '../../shared/plan/hosting/compare.ts'
import { type HostingView, isOpen } from '../../shared/plan/stages/hosting.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { providerName } from '../../shared/words/answer.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { Referenced } from '../ui/referenced.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Switch } from '../ui/switch.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import css from './hosting-gates.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

const most = 3

type Named = Side & { readonly name: string }
type Cell = { readonly said: string; readonly tone: Tone | null }
type Aspect = { readonly key: string; readonly name: string; readonly cells: readonly Cell[]; readonly differs: boolean }

export function HostingCompare({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [others, setOthers] = useState<readonly string[]>([])
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const chosen = facts['hosting.provider']
  const { assessment, document } = useOpenPlan()
  const hashed = document.plan.weights?.intake !== undefined
  const sides = useMemo((): readonly Named[] => {
    const name = (id: string): string => providerName(id, knowledge, text.wordOr)
    const plan = planSide(facts, hashed, knowledge)
    return [
      ...(plan === null ? [] : [{ ...plan, name: chosen === null ? text.word('hostingScreen.ownAnswers') : name(chosen) }]),
      ...others
        .filter((id) => id !== chosen)
        .flatMap((id): readonly Named[] => {
          const side = entrySide(id, facts, hashed, knowledge)
          return side === null ? [] : [{ ...side, name: name(id) }]
        }),
    ]
  }, [others, chosen, facts, hashed, knowledge, text])
  const { cost } = assessment.costs
  const total = cost === null || cost.total === null ? null : text.money(cost.total.likely, cost.currency)
  const aspects = aspectsOf(sides, total, text).filter(({ differs }) => !onlyDifferent || differs)
  const columns: readonly Column<Aspect>[] = [
    {
      key: 'aspect',
      name: text.word('hostingScreen.aspect'),
      rowHeader: true,
      cell: ({ name, differs }) => (
        <span className={css['aspect']}>
          {name}
          {differs ? <span className={css['differing']}>{text.word('compare.differs')}</span> : null}
        </span>
      ),
    },
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
        {others.length > 0 ? null : (
          <Row>
            <Button onPress={() => setOthers(otherKinds(facts, knowledge).slice(0, most))}>{text.word('compare.four')}</Button>
          </Row>
        )}
        {others.length >= most ? null : (
          <Combo
            key={others.join(' ')}
            adds
            label={text.word('hostingScreen.addOther')}
            items={knowledge.providers.providers
              .filter((one) => one.id !== chosen && !others.includes(one.id))
              .map((one) => ({ id: one.id, name: providerName(one.id, knowledge, text.wordOr), detail: text.word(`field.hosting.optionType.option.${one.optionType}`) }))}
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
            <div className={css['narrow']}>
              <DataTable
                caption={text.word('hostingScreen.compare')}
                captionHidden
                dense
                rows={aspects}
                rowKey={({ key }) => key}
                columns={columns}
              />
            </div>
            <Row>
              {sides.flatMap((side) =>
                side.isPlan
                  ? []
                  : [
                      <Button
                        changes
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
  return cell.tone === null ? <Referenced>{cell.said}</Referenced> : <StatusChip tone={cell.tone}>{cell.said}</StatusChip>
}

function aspectsOf(sides: readonly Named[], total: string | null, text: Text): readonly Aspect[] {
  const row = (key: string, name: string, cellOf: (side: Named) => Cell): Aspect => {
    const cells = sides.map(cellOf)
    return { key, name, cells, differs: new Set(cells.map(({ said }) => said)).size > 1 }
  }
  const aspect = (key: string, cellOf: (view: HostingView) => Cell): Aspect =>
    row(key, text.wordOr(`hostingScreen.aspect.${key}`), ({ view }) => cellOf(view))
  const plain = (said: string): Cell => ({ said, tone: null })
  const counted = (count: number, bad: Tone): Cell => ({ said: text.number(count), tone: count > 0 ? bad : 'ok' })
  // No route found is only good news where no fact is missing.
  const routes = (view: HostingView, count: number, bad: Tone): Cell =>
    count === 0 && isOpen(view) ? { said: text.word('hostingScreen.noneFound'), tone: 'note' } : counted(count, bad)
  const seal = (level: number | null): string => (level === null ? text.word('modelScreen.notKnown') : `SEAL-${String(level)}`)
  const first = sides[0]?.view.seal
  return [
    aspect('kind', ({ optionType }) =>
      plain(optionType === null ? text.word('modelScreen.notKnown') : text.wordOr(`field.hosting.optionType.option.${optionType}`, optionType)),
    ),
    aspect('blocked', ({ blockingIssues }) => counted(blockingIssues.length, 'stop')),
    aspect('open', ({ gates }) => counted(gates.filter(({ outcome }) => outcome === 'unknown').length, 'note')),
    aspect('data', (view) => routes(view, openRoutes(view.picture, 'clear').length, 'stop')),
    aspect('service', (view) => routes(view, openRoutes(view.picture, 'service').length, 'warn')),
    row('laws', text.word('compare.laws'), ({ view }) => plain(text.number(view.exposures.length))),
    row('suspension', text.word('compare.suspension'), ({ suspension }) =>
      suspension === null ? plain('–') : { said: standing(suspension.word, text), tone: tones[suspension.state] },
    ),
    aspect('ceiling', ({ seal: { overall } }) => plain(seal(overall))),
    ...(first?.objectives ?? []).map(({ code }): Aspect =>
      row(code, `${text.word('compare.objective', { code })} ${text.wordOr(`hostingScreen.objective.${code}`)}`, ({ view }) => {
        const objective = view.seal.objectives.find((one) => one.code === code)
        const { ceiling = null, required = null } = objective ?? {}
        return { said: seal(ceiling), tone: ceiling !== null && required !== null && ceiling < required ? 'stop' : null }
      }),
    ),
    aspect('governing', ({ seal: { governing } }) => plain(governing.length === 0 ? '–' : text.list(governing))),
    row('assurance', text.word('compare.assurance'), ({ view: { cada } }) =>
      plain(cada.ceiling === null ? text.word('modelScreen.notKnown') : text.number(cada.ceiling)),
    ),
    ...(first?.scores ?? []).map(({ profile }): Aspect =>
      row(profile, text.wordOr(`hostingScreen.weights.${profile}`, profile), ({ view }) => plain(scoreOf(view, profile, text))),
    ),
    row('cost', text.word('compare.cost'), ({ isPlan }) => plain(isPlan && total !== null ? total : text.word('compare.costUnknown'))),
    row('rent', text.word('compare.rent'), ({ rent }) =>
      plain(
        rent === null
          ? text.word('compare.costUnknown')
          : text.word('compare.rentOf', { price: { cents: rent.centsPerMonth, currency: rent.currency }, day: rent.date === null ? '–' : { day: rent.date } }),
      ),
    ),
    aspect('missing', ({ unknownFields }) => counted(unknownFields.length, 'note')),
  ]
}

const tones = { ok: 'ok', advisory: 'warn', blocking: 'stop', unknown: 'note' } as const

function standing(word: 'stands' | 'degraded' | 'fallen' | 'mayDegrade' | 'mayFall', text: Text): string {
  return text.word(`continuity.standing.${word}`)
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
