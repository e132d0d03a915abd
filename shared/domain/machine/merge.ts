/** Facts of one machine from several readings: the first that knows a fact says it. */
import type { DeviceFacts, MachineFact, MachineFacts } from '../machine.ts'

/** `more` fills what `first` does not know. Devices are taken from the reading that knows more of them. */
export function mergeMachines(first: MachineFacts, more: MachineFacts): MachineFacts {
  return {
    ...first,
    system: either(first.system, more.system),
    release: either(first.release, more.release),
    virtualization: either(first.virtualization, more.virtualization),
    processor: mergeGroup(first.processor, more.processor),
    memory: mergeGroup(first.memory, more.memory),
    disks: first.disks.length > 0 ? first.disks : more.disks,
    devices: mergeDevices(first.devices, more.devices),
    gaps: [...first.gaps, ...more.gaps].slice(0, 256),
  }
}

function either<Value>(first: MachineFact<Value>, more: MachineFact<Value>): MachineFact<Value> {
  return first.confidence === 'unknown' ? more : first
}

function mergeGroup<Group extends { readonly [name: string]: MachineFact<unknown> }>(first: Group, more: Group): Group {
  const merged: Group = { ...more }
  for (const [name, fact] of Object.entries(first)) if (fact.confidence !== 'unknown') Object.assign(merged, { [name]: fact })
  return merged
}

/** The tool of a maker tells the memory of each device; a list of parts of the machine often tells names only. */
function mergeDevices(first: readonly DeviceFacts[], more: readonly DeviceFacts[]): DeviceFacts[] {
  const known = (devices: readonly DeviceFacts[]): number => devices.filter(({ memory }) => memory.value !== null).length
  const best = known(more) > known(first) || (first.length === 0 && more.length > 0) ? more : first
  const other = best === first ? more : first
  const vendors = new Set(best.map(({ vendor }) => vendor.value))
  return [...best, ...other.filter(({ vendor, memory }) => memory.value !== null && !vendors.has(vendor.value))].slice(0, 256)
}
