/** `probe`: the hardware of this machine, each fact with its origin. */
import type { MachineFact, MachineFacts } from '../../shared/domain/machine.ts'
import { probeMachine } from '../probe/probe.ts'
import type { CliCommand } from './command.ts'

export const probeCommand: CliCommand = {
  name: 'probe',
  usage: 'probe                                      the hardware of this machine, each fact with its origin',
  options: {},
  run: async () => {
    const facts = await probeMachine()
    return { exitCode: 0, json: facts, text: describe(facts) }
  },
}

function describe(facts: MachineFacts): string {
  const { processor, memory } = facts
  return [
    line('System', facts.release),
    line('Virtual machine', facts.virtualization),
    line('Processor', processor.name),
    line('Sockets', processor.sockets),
    line('Cores', processor.cores),
    line('Threads', processor.threads),
    line('Instruction sets', processor.instructionSets),
    line('Memory', memory.total, gigabytes),
    line('Memory limit', memory.limit, gigabytes),
    line('Memory free', memory.available, gigabytes),
    line('Memory speed', memory.megatransfers, (value) => `${String(value)} MT/s`),
    ...facts.disks.map((disk) => line(`Disk ${disk.name}`, disk.size, gigabytes)),
    ...facts.devices.flatMap((device, index) => [
      line(`Device ${index + 1}`, device.name),
      line(`Device ${index + 1} memory`, device.memory, gigabytes),
    ]),
    ...(facts.devices.length === 0 ? ['Devices: none found'] : []),
    ...facts.gaps.map((gap) => `not read: ${gap.origin} (${gap.code})`),
  ].join('\n')
}

function line<Value>(name: string, fact: MachineFact<Value>, write: (value: Value) => string = String): string {
  const value = fact.value === null ? 'not known' : write(fact.value)
  return `${name}: ${value}  [${fact.origin}]`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}
