/** Leaving: what a way out needs, the law on switching, and what it costs in money and time. */
import { valueOf } from '../../shared/plan/plan.ts'
import { fields } from '../../shared/plan/fields.ts'
import { useOpenPlan, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'

const tones = { ready: 'ok', missing: 'warn', unknown: 'note' } as const

export function ExitCard() {
  const text = useText()
  const { assessment, document } = useOpenPlan()
  const goToStage = useUi((store) => store.goToStage)
  const exit = assessment.assurance?.exit
  if (exit === undefined) return null
  const { switching } = exit
  const currency = valueOf(document.plan, 'costs.currency')
  const shown = { time: exit.months === null ? null : text.word('assuranceScreen.months', { months: exit.months }), cost: exit.cost === null || currency === null ? null : text.money(exit.cost, currency) }
  return (
    <Card title={text.word('assuranceScreen.exit')}>
      <Stack>
        <p>{text.word('assuranceScreen.exitReady', { ready: exit.parts.filter(({ state }) => state === 'ready').length, all: exit.parts.length })}</p>
        <DataTable
          caption={text.word('assuranceScreen.exit')}
          captionHidden
          dense
          rows={exit.parts}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'part',
              name: text.word('assuranceScreen.part'),
              rowHeader: true,
              cell: ({ id, field }) => (
                <Button variant="text" onPress={() => goToStage(fields[field].stage, field)}>
                  {text.word(`assurance.exitPart.${id}`)}
                </Button>
              ),
            },
            {
              key: 'state',
              name: text.word('assuranceScreen.state'),
              cell: ({ id, state }) => (
                <>
                  <StatusChip tone={tones[state]}>{text.word(`assurance.exitState.${state}`)}</StatusChip>
                  {id === 'time' || id === 'cost' ? <span> {shown[id]}</span> : null}
                </>
              ),
            },
          ]}
        />
        <SmallPrint>{text.word(`assuranceScreen.switching.${switching.applies === null ? 'null' : switching.applies ? 'true' : 'false'}`, { from: { day: switching.freeFrom } })}</SmallPrint>
        <SourceList sources={switching.sources} />
      </Stack>
    </Card>
  )
}
