/** This machine: probed by files and fixed commands; each fact says where it was read. */
import { ScanSearch } from 'lucide-react'
import { useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'

type Row = { readonly key: string; readonly name: string; readonly value: string | null; readonly origin: string; readonly confidence: string }

export function MachineCard() {
  const text = useText()
  const { client } = useApp()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const machine = plan.machines['machine']
  const probe = async (): Promise<void> => {
    setBusy(true)
    setFault(null)
    const answer = await client['machine.probe'](null)
    setBusy(false)
    if (!answer.ok) return setFault(answer.problem)
    dispatch({ type: 'machine.record', machine: answer.value })
    dispatch({ type: 'answer.set', field: 'hardware.source', value: 'this-machine', basis: 'measured' })
  }
  const button = (
    <Button icon={ScanSearch} isDisabled={busy} onPress={() => void probe()}>
      {text.word(machine === undefined ? 'machineScreen.probe' : 'machineScreen.again')}
    </Button>
  )
  return (
    <Card title={text.word('machineScreen.title')} aside={machine === undefined ? undefined : button} flush={machine !== undefined && !busy}>
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
      {busy ? (
        <Skeleton lines={6} height="14rem" />
      ) : machine === undefined ? (
        <EmptyState icon={ScanSearch} title={text.word('machineScreen.none')} actions={button}>
          {text.word('machineScreen.noneDetail')}
        </EmptyState>
      ) : (
        <DataTable
          caption={text.word('machineScreen.title')}
          captionHidden
          dense
          rows={rowsOf(machine, text)}
          rowKey={(row) => row.key}
          columns={[
            { key: 'name', name: text.word('report.fact'), rowHeader: true, cell: (row) => row.name },
            { key: 'value', name: text.word('report.value'), cell: (row) => row.value ?? text.word('report.notKnown') },
            { key: 'origin', name: text.word('report.origin'), cell: (row) => <code>{row.origin}</code> },
            {
              key: 'confidence',
              name: text.word('machineScreen.confidence'),
              cell: (row) => text.wordOr(`machine.confidence.${row.confidence}`, row.confidence),
            },
          ]}
        />
      )}
    </Card>
  )
}

type Fact = { readonly value: unknown; readonly origin: string; readonly confidence: string }

/** Every fact of the probe, in the order of its groups. Lists of things get a row for each fact of each thing. */
function rowsOf(machine: MachineFacts, text: Text): readonly Row[] {
  const rows: Row[] = []
  const visit = (path: readonly string[], value: unknown): void => {
    if (isFact(value)) {
      rows.push({
        key: path.join('.'),
        name: nameOf(path, text),
        value: shown(path.at(-1) ?? '', value.value, text),
        origin: value.origin,
        confidence: value.confidence,
      })
    } else if (Array.isArray(value)) value.forEach((item: unknown, index) => visit([...path, String(index + 1)], item))
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) visit([...path, name], member)
  }
  visit([], machine)
  return rows
}

function isFact(value: unknown): value is Fact {
  return typeof value === 'object' && value !== null && 'origin' in value && 'confidence' in value && 'value' in value
}

function nameOf(path: readonly string[], text: Text): string {
  const words = path.filter((part) => !/^\d+$/.test(part))
  const number = path.find((part) => /^\d+$/.test(part))
  const name = text.wordOr(`machine.${words.join('.')}`, words.join(' '))
  return number === undefined ? name : `${name} ${number}`
}

const byteNames: ReadonlySet<string> = new Set(['total', 'available', 'limit', 'memory', 'size', 'free', 'memoryFree', 'memoryUsed'])

function shown(name: string, value: unknown, text: Text): string | null {
  if (value === null) return null
  if (typeof value === 'number')
    return name === 'bandwidth' ? `${text.bytes(value)}/s` : byteNames.has(name) ? text.bytes(value) : text.number(value)
  if (typeof value === 'boolean') return text.word(value ? 'report.yes' : 'report.no')
  if (Array.isArray(value)) return text.list(value.map(String))
  return typeof value === 'string' ? value : JSON.stringify(value)
}
