/** A machine, and a device, of which nothing is known yet. */
import { unknown, type DeviceFacts, type MachineFacts } from '../machine.ts'

/** Every fact unknown, with the place where it would have stood. */
export function blankMachine(origin: string, takenAt: string): MachineFacts {
  return {
    schema: 'homeport/machine/1',
    takenAt,
    system: unknown(origin),
    release: unknown(origin),
    virtualization: unknown(origin),
    processor: {
      name: unknown(origin),
      architecture: unknown(origin),
      sockets: unknown(origin),
      cores: unknown(origin),
      threads: unknown(origin),
      instructionSets: unknown(origin),
    },
    memory: {
      total: unknown(origin),
      available: unknown(origin),
      limit: unknown(origin),
      kind: unknown(origin),
      megatransfers: unknown(origin),
      modules: unknown(origin),
      bandwidth: unknown(origin),
    },
    disks: [],
    devices: [],
    gaps: [],
  }
}

export function blankDevice(origin: string): DeviceFacts {
  return {
    name: unknown(origin),
    vendor: unknown(origin),
    memory: unknown(origin),
    unifiedMemory: unknown(origin),
    driver: unknown(origin),
    address: unknown(origin),
  }
}
