/** All devices of the reference data and the plan's own: sorted, filtered, each figure with where it was read. */
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Accelerator } from '../../shared/domain/accelerator-pack.ts'
import { hardwarePrice, type FoundHardwarePrice } from '../../shared/domain/cost/prices.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { isOwn } from '../../shared/plan/own-model.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, TwoLines, type Column } from '../ui/table.tsx'
import { OwnAcceleratorDialog } from './own-accelerator-dialog.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

const filters = ['gpu', 'asic', 'soc', 'cpu', 'priced', 'own'] as const
type Filter = (typeof filters)[number]

export function DeviceCatalogDialog({ isOpen, onOpenChange }: { readonly isOpen: boolean; readonly onOpenChange: (open: boolean) => void }) {
  return isOpen ? <OpenCatalog onOpenChange={onOpenChange} /> : null
}

type DeviceRow = { readonly device: Accelerator; readonly price: FoundHardwarePrice | null }

function rowsOf(knowledge: Knowledge): readonly DeviceRow[] {
  return knowledge.accelerators.accelerators.map((device) => ({
    device,
    price: hardwarePrice(knowledge['hardware-prices'], device.id),
  }))
}

function OpenCatalog({ onOpenChange }: { readonly onOpenChange: (open: boolean) => void }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [search, setSearch] = useState('')
  const [on, setOn] = useState<ReadonlySet<Filter>>(new Set())
  const [current, setCurrent] = useState<string | null>(valueOf(plan, 'hardware.accelerator'))
  const [isAdding, setAdding] = useState(false)
  const all = rowsOf(knowledge)
  const shown = all.filter((row) => passes(row, on) && matches(row.device, search))
  const open = all.find(({ device }) => device.id === current) ?? null
  const choose = (device: Accelerator): void => {
    dispatch({ type: 'answer.set', field: 'hardware.accelerator', value: device.id, basis: 'self-declared' })
    dispatch({ type: 'answer.set', field: 'hardware.source', value: 'catalog', basis: 'self-declared' })
    onOpenChange(false)
  }
  return (
    <>
      <Dialog title={text.word('deviceCatalog.title')} isOpen onOpenChange={onOpenChange} width="full">
        <Stack>
          <PlainTextField label={text.word('deviceCatalog.search')} type="search" value={search} onChange={setSearch} maxLength={120} />
          <Row align="between">
            <FilterChips
              label={text.word('deviceCatalog.filters')}
              chips={filters.map((id) => ({ id, label: text.word(`deviceCatalog.filter.${id}`), isOn: on.has(id) }))}
              onToggle={(id, isOn) => {
                const filter = filters.find((one) => one === id)
                if (filter === undefined) return
                setOn(new Set(isOn ? [...on, filter] : [...on].filter((one) => one !== filter)))
              }}
            />
            <Button changes icon={Plus} onPress={() => setAdding(true)}>
              {text.word('deviceCatalog.addOwn')}
            </Button>
          </Row>
          <p role="status">{text.word('deviceCatalog.shown', { count: shown.length, total: all.length })}</p>
          <DataTable
            caption={text.word('deviceCatalog.title')}
            captionHidden
            dense
            maxHeight="22rem"
            columns={columnsFor(text)}
            rows={shown}
            rowKey={({ device }) => device.id}
            current={current}
            onOpen={({ device }) => setCurrent(device.id)}
            sortedBy={{ column: 'name', direction: 'ascending' }}
            empty={text.word('deviceCatalog.empty')}
          />
          {open === null ? null : (
            <DeviceDetail
              row={open}
              onChoose={() => choose(open.device)}
              onRemove={() => {
                dispatch({ type: 'ownAccelerator.remove', accelerator: open.device.id })
                setCurrent(null)
              }}
            />
          )}
        </Stack>
      </Dialog>
      <OwnAcceleratorDialog isOpen={isAdding} onOpenChange={setAdding} onAdded={setCurrent} />
    </>
  )
}

/** Kinds are alternatives; the others must hold besides. */
function passes({ device, price }: DeviceRow, on: ReadonlySet<Filter>): boolean {
  const kinds = (['gpu', 'asic', 'soc', 'cpu'] as const).filter((kind) => on.has(kind))
  return (
    (kinds.length === 0 || kinds.includes(device.kind)) &&
    (!on.has('priced') || price !== null) &&
    (!on.has('own') || isOwn(device.id))
  )
}

function matches(device: Accelerator, search: string): boolean {
  const about = `${device.name} ${device.vendor ?? ''} ${device.id}`.toLowerCase()
  return search.toLowerCase().split(/\s+/).every((word) => about.includes(word))
}

function columnsFor(text: Text): readonly Column<DeviceRow>[] {
  const unknown = text.word('deviceCatalog.notKnown')
  const figure = (
    key: 'memory' | 'bandwidth' | 'float16' | 'power' | 'price',
    of: (row: DeviceRow) => number | null,
    show: (value: number, row: DeviceRow) => string,
  ): Column<DeviceRow> => ({
    key,
    name: text.word(`deviceCatalog.${key}`),
    align: 'end',
    cell: (row) => {
      const value = of(row)
      return value === null ? <span aria-label={unknown}>–</span> : show(value, row)
    },
    // What is not known stands last when the largest are wanted, and first otherwise.
    compare: (left, right) => (of(left) ?? -1) - (of(right) ?? -1),
  })
  return [
    {
      key: 'name',
      name: text.word('deviceCatalog.device'),
      rowHeader: true,
      cell: ({ device }) => (
        <TwoLines
          first={
            <>
              {device.name} {isOwn(device.id) ? <StatusChip tone="note">{text.word('ownModel.mark')}</StatusChip> : null}
            </>
          }
          second={[device.vendor, text.word(`deviceCatalog.kind.${device.kind}`)].filter((part) => part !== null).join(', ')}
        />
      ),
      compare: (left, right) => text.compare(left.device.name, right.device.name),
    },
    figure('memory', ({ device }) => device.memory, (value) => text.bytes(value)),
    figure('bandwidth', ({ device }) => device.bandwidth, (value) => perSecond(value, text)),
    figure('float16', ({ device }) => device.operations.float16, (value) => text.number(value / 1000, { maximumFractionDigits: 1 })),
    figure('power', ({ device }) => device.power, (value) => text.word('hardwareScreen.wattsAre', { watts: value })),
    figure(
      'price',
      ({ price }) => price?.price.micros.likely ?? null,
      (value, { price }) => text.money(value / 10_000, price?.price.currency ?? 'USD'),
    ),
  ]
}

function perSecond(bytes: number, text: Text): string {
  return text.word('deviceCatalog.perSecond', { size: text.bytes(bytes) })
}

const detailFields = ['memory', 'memoryReported', 'bandwidth', 'float16', 'float8', 'integer8', 'float4', 'interconnect', 'power'] as const

function DeviceDetail({ row, onChoose, onRemove }: { readonly row: DeviceRow; readonly onChoose: () => void; readonly onRemove: () => void }) {
  const text = useText()
  const { device, price } = row
  const tera = (value: number | null): string | null =>
    value === null ? null : text.word('deviceCatalog.tera', { rate: text.number(value / 1000, { maximumFractionDigits: 1 }) })
  const values: Record<(typeof detailFields)[number], string | null> = {
    memory: device.memory === null ? null : text.bytes(device.memory),
    memoryReported: device.memoryReported === null ? null : text.bytes(device.memoryReported),
    bandwidth: device.bandwidth === null ? null : perSecond(device.bandwidth, text),
    float16: tera(device.operations.float16),
    float8: tera(device.operations.float8),
    integer8: tera(device.operations.integer8),
    float4: tera(device.operations.float4),
    interconnect:
      device.interconnect === null
        ? null
        : `${perSecond(device.interconnect.perDirection, text)}${device.interconnect.type === null ? '' : ` (${device.interconnect.type})`}`,
    power: device.power === null ? null : text.word('hardwareScreen.wattsAre', { watts: device.power }),
  }
  const rows = detailFields.filter((key) => values[key] !== null || ['memory', 'bandwidth', 'float16', 'power'].includes(key))
  return (
    <section aria-label={device.name}>
      <Stack>
        <Row align="between">
          <h3>{device.name}</h3>
          <Row>
            {isOwn(device.id) ? (
              <Button changes icon={Trash2} onPress={onRemove}>
                {text.word('deviceCatalog.remove')}
              </Button>
            ) : null}
            <Button changes variant="primary" onPress={onChoose}>
              {text.word('deviceCatalog.choose')}
            </Button>
          </Row>
        </Row>
        {isOwn(device.id) ? <SmallPrint>{text.word('ownDevice.marked')}</SmallPrint> : null}
        <DataTable
          caption={text.word('deviceCatalog.figures', { name: device.name })}
          captionHidden
          dense
          rows={rows}
          rowKey={(key) => key}
          columns={[
            { key: 'figure', name: text.word('deviceCatalog.figure'), rowHeader: true, cell: (key) => text.word(`deviceCatalog.${key}`) },
            { key: 'value', name: text.word('deviceCatalog.value'), align: 'end', cell: (key) => values[key] ?? text.word('deviceCatalog.notKnown') },
            { key: 'source', name: text.word('deviceCatalog.source'), cell: (key) => (values[key] === null ? null : <SourceList sources={sourcesFor(device, key)} />) },
          ]}
        />
        {price === null ? (
          <SmallPrint>{text.word('deviceCatalog.noPrice')}</SmallPrint>
        ) : (
          <>
            <KeyValue items={[{ key: 'price', label: text.word('deviceCatalog.price'), value: priceWords(price, text) }]} />
            <SourceList sources={price.sources} />
          </>
        )}
        {device.note === null && device.availabilityNote === null ? null : (
          <SmallPrint>{[device.note, device.availabilityNote].filter((one) => one !== null).join(' ')}</SmallPrint>
        )}
      </Stack>
    </section>
  )
}

function priceWords({ price, per, openEnded }: FoundHardwarePrice, text: Text): string {
  const { low, likely, high } = price.micros
  const money = (micros: number): string => text.money(micros / 10_000, price.currency)
  const range = low === high ? money(likely) : text.word('hardwareScreen.band', { likely: money(likely), low: money(low), high: money(high) })
  return `${range}${openEnded ? ` ${text.word('deviceCatalog.openEnded')}` : ''}, ${text.word(`deviceCatalog.per.${per}`)}`
}

/** Where the pack says that this figure was read. */
function sourcesFor(device: Accelerator, key: (typeof detailFields)[number]) {
  const names = key === 'interconnect' ? ['interconnect', 'interconnect.bandwidth'] : [key, `operations.${key}`]
  return device.provenance
    .filter(({ fields }) => fields.length === 0 || fields.some((field) => names.includes(field)))
    .map(({ source }) => source)
}
