/** The machines of the plan in one table: what runs on each and why, whom it serves, and what one failure leaves. */
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { FleetAssessment, FleetGroup } from '../../shared/plan/sizing/fleet.ts'
import { usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Row, SmallPrint } from '../ui/page.tsx'
import { DataTable, TwoLines, type Column } from '../ui/table.tsx'
import { FleetDialog } from './fleet-dialog.tsx'
import { PlacementTable } from './placement-table.tsx'

export function FleetCard({ fleet }: { readonly fleet: FleetAssessment | null }) {
  const text = useText()
  const [editing, setEditing] = useState<string | null>(null)
  return (
    <Card
      title={text.word('fleetScreen.title')}
      flush={fleet !== null}
      aside={
        <Button changes icon={Plus} onPress={() => setEditing('new')}>
          {text.word('fleetScreen.add')}
        </Button>
      }
      {...(fleet === null ? {} : { foot: <Summary fleet={fleet} /> })}
    >
      {fleet === null ? (
        <SmallPrint>{text.word('fleetScreen.intro')}</SmallPrint>
      ) : (
        <>
          <FleetTable fleet={fleet} onEdit={setEditing} />
          <PlacementTable fleet={fleet} />
        </>
      )}
      {editing === null ? null : <FleetDialog id={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Card>
  )
}

function Summary({ fleet: { failure, people, slots } }: { readonly fleet: FleetAssessment }) {
  const text = useText()
  return (
    <span>
      {text.word('fleetScreen.total', { ...slots, people })}
      {failure === null ? null : ` ${text.word('fleetScreen.failure', { name: failure.lost, likely: failure.slots.likely })}`}
    </span>
  )
}

function FleetTable({ fleet, onEdit }: { readonly fleet: FleetAssessment; readonly onEdit: (id: string) => void }) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const columns: readonly Column<FleetGroup>[] = [
    {
      key: 'machine',
      name: text.word('fleetScreen.machine'),
      rowHeader: true,
      cell: ({ id, name, device, devices, machines }) => (
        <TwoLines
          first={`${text.number(machines)} × ${name}`}
          second={id === 'main' ? `${text.number(devices)} × ${device}, ${text.word('fleetScreen.main')}` : `${text.number(devices)} × ${device}`}
        />
      ),
    },
    { key: 'runs', name: text.word('fleetScreen.runs'), cell: (group) => <Runs group={group} second={fleet.second?.model ?? ''} text={text} /> },
    {
      key: 'memory',
      name: text.word('fleetScreen.memory'),
      align: 'end',
      cell: ({ memory }) =>
        memory === null ? '–' : text.word('fleetScreen.memoryOf', { used: text.bytes(memory.used), usable: text.bytes(memory.usable) }),
    },
    {
      key: 'places',
      name: text.word('fleetScreen.places'),
      align: 'end',
      cell: ({ slots: { low, likely, high } }) => <TwoLines first={text.number(likely)} second={low === high ? '' : `${text.number(low)}–${text.number(high)}`} />,
    },
    { key: 'people', name: text.word('fleetScreen.people'), align: 'end', cell: ({ people }) => text.number(people) },
    {
      key: 'speed',
      name: text.word('fleetScreen.speed'),
      align: 'end',
      cell: ({ perPerson }) => (perPerson === null ? '–' : text.speed(perPerson.likely)),
    },
    {
      key: 'do',
      name: text.word('fleetScreen.change'),
      width: '92px',
      cell: ({ id, name }) =>
        id === 'main' ? null : (
          <Row wraps={false}>
            <IconButton changes icon={Pencil} size="small" label={text.word('fleetScreen.changeThis', { name })} onPress={() => onEdit(id)} />
            <IconButton changes icon={Trash2} size="small" label={text.word('fleetScreen.removeThis', { name })} onPress={() => dispatch({ type: 'fleet.remove', id })} />
          </Row>
        ),
    },
  ]
  return (
    <DataTable
      caption={text.word('fleetScreen.title')}
      captionHidden
      dense
      rows={fleet.groups}
      // A second model splits a group in two.
      rowKey={({ id, memory }) => `${id}${(memory?.second ?? 0) > 0 ? '+' : ''}`}
      columns={columns}
    />
  )
}

function Runs({ group, second, text }: { readonly group: FleetGroup; readonly second: string; readonly text: Text }) {
  if (group.problem !== null) return text.word(`fleet.problem.${group.problem}`)
  const copies = text.word('fleetScreen.layout', { copies: group.copies, devices: group.devicesPerCopy })
  const both = (group.memory?.second ?? 0) > 0 ? `${copies} ${text.word('fleetScreen.withSecond', { model: second })}` : copies
  return <TwoLines first={both} second={text.word(group.id === 'main' ? 'fleetScreen.why.plan' : 'fleetScreen.why.most')} />
}
