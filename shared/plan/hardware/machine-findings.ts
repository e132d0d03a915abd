/** What the facts of a machine themselves give: an inventory that was changed, and facts that a person said. */
import type { MachineCorrection, MachineFacts } from '../../domain/machine.ts'
import { message, type Finding, type MessageValue, type Reason } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import { fact, finding } from './finding.ts'

/** Findings about the machine, and those given with the facts behind them that were corrected or measured. */
export function withMachineFacts(findings: readonly Finding[], facts: Facts, machine: MachineFacts | null): readonly Finding[] {
  if (facts['hardware.source'] !== 'this-machine' || machine === null) return findings
  const reasons = [...correctedReasons(machine), ...measuredReasons(machine)]
  const explained = findings.map((one) => (resting.has(one.rule) ? { ...one, because: [...reasons, ...one.because] } : one))
  return machine.source?.seal === 'altered' ? [...explained, alteredFinding(machine)] : explained
}

/** Rules whose verdict rests on the memory or the speed of the machine. */
const resting: ReadonlySet<string> = new Set(['H-MEMORY', 'H-SPEED', 'H-FIRST-TOKEN', 'H-FAILURE'])

/** Facts that sizes and speeds rest on, by the end of their path. */
const names: Readonly<Record<string, string>> = {
  'memory.total': 'memoryTotal',
  'memory.limit': 'memoryLimit',
  'memory.bandwidth': 'memoryBandwidth',
}

function correctedReasons(machine: MachineFacts): readonly Reason[] {
  return Object.entries(machine.corrections ?? {})
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([path, correction]): readonly Reason[] => {
      const name = names[path] ?? (/^devices\.\d+\.memory$/.test(path) ? 'deviceMemory' : /^devices\.\d+\.name$/.test(path) ? 'device' : null)
      if (name === null) return []
      return [
        fact(
          message('capacity.factCorrected', {
            fact: { term: `machine.fact.${name}` },
            value: shown(correction.value),
            said: shown(correction.said.value),
            by: correction.by,
            day: { day: correction.at.slice(0, 10) },
          }),
          'hardware.source',
        ),
      ]
    })
}

function shown(value: MachineCorrection['value']): MessageValue {
  if (typeof value === 'number') return { bytes: value }
  return typeof value === 'string' ? value : { term: 'report.notKnown' }
}

/** The bandwidth of a processor; a device with memory of its own does not rest on it. */
function measuredReasons(machine: MachineFacts): readonly Reason[] {
  const { measurement, memory } = machine
  if (measurement === undefined || memory.bandwidth.confidence !== 'measured') return []
  if (machine.devices.some((device) => (device.memory.value ?? 0) > 0)) return []
  return [
    fact(
      message('capacity.bandwidthMeasured', { day: { day: measurement.takenAt.slice(0, 10) }, bandwidth: { bytes: measurement.bandwidth.best } }),
      'hardware.source',
    ),
  ]
}

function alteredFinding(machine: MachineFacts): Finding {
  const file = machine.source?.files[0] ?? ''
  return finding('inventory-altered', 'H-INVENTORY', 'advisory', {
    headline: message('capacity.inventoryAltered', { machine: machine.label ?? file }),
    because: [fact(message('capacity.inventoryAlteredWhy', { file }), 'hardware.machine')],
    field: 'hardware.machine',
    confirm: true,
  })
}
