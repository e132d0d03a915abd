/** Which copy runs on which machine and devices, as an operator sets them up. */
import { valueOf } from '../../shared/plan/plan.ts'
import type { FleetAssessment } from '../../shared/plan/sizing/fleet.ts'
import { copiesMessage, deviceMessages, machinesMessage, placementsOf, type Placement } from '../../shared/plan/sizing/placement.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import css from './placement-table.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function PlacementTable({ fleet }: { readonly fleet: FleetAssessment }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const model = knowledge.models.models.find(({ id }) => id === valueOf(plan, 'model.id'))?.name ?? ''
  const rows = placementsOf(fleet)
  if (rows.length === 0) return null
  const columns: readonly Column<Placement>[] = [
    { key: 'copies', name: text.word('placement.copies'), rowHeader: true, cell: (row) => text.say(copiesMessage(row)) },
    { key: 'model', name: text.word('placement.model'), cell: (row) => (row.model === 'main' ? model : (fleet.second?.model ?? '')) },
    { key: 'machines', name: text.word('placement.machines'), cell: (row) => text.say(machinesMessage(row)) },
    { key: 'devices', name: text.word('placement.devices'), cell: (row) => text.list(deviceMessages(row).map((one) => text.say(one))) },
    { key: 'people', name: text.word('placement.people'), align: 'end', cell: ({ people }) => (people === null ? '–' : text.number(people)) },
  ]
  return (
    <div className={css['more']}>
      <Disclosure title={text.word('placement.title')}>
        <DataTable
          caption={text.word('placement.title')}
          captionHidden
          dense
          rows={rows}
          rowKey={({ group, machines, model: which }) => `${group.id} ${String(machines.first)} ${which}`}
          columns={columns}
        />
      </Disclosure>
    </div>
  )
}
