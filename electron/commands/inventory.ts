/** `inventory`: machines from what administrators have. `courier`: the scripts that carry facts from a server. */
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { mergeMachines } from '../../shared/domain/machine/merge.ts'
import type { InventoryRefusal } from '../../shared/domain/machine/inventory.ts'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import { writeFileSafely } from '../files.ts'
import { courierScripts } from '../inventory/scripts.ts'
import { largestInventory } from '../inventory/decode.ts'
import { readInventories, type InventoryFile } from '../inventory/inventory.ts'
import { readSmallFile } from '../weights/source.ts'
import { UsageError, type CliCommand } from './command.ts'
import { describeMachine } from './probe.ts'

const mostFiles = 64

export const inventoryCommand: CliCommand = {
  name: 'inventory',
  usage: 'inventory FILE... [--merge]                machines from nvidia-smi, rocm-smi, lshw, dmidecode, kubectl, Redfish, CSV, courier',
  options: { merge: { type: 'boolean' } },
  run: async ({ values, positionals }) => {
    if (positionals.length === 0) throw new UsageError('name at least one file')
    if (positionals.length > mostFiles) throw new UsageError(`at most ${mostFiles} files at once`)
    const files: InventoryFile[] = []
    for (const file of positionals) files.push(await fileOf(file))
    const readings = await readInventories(files, new Date().toISOString())
    if (!readings.ok) throw new UsageError(describeRefusal(readings.problem))
    const all = readings.value.flatMap(({ machines }) => machines)
    const [first, ...more] = all
    const machines = values['merge'] === true && first !== undefined ? [more.reduce(mergeMachines, first)] : all
    return {
      exitCode: readings.value.some(({ seal }) => seal === 'altered') ? 1 : 0,
      json: { readings: readings.value.map(({ format, files: names, seal }) => ({ format, files: names, seal })), machines },
      text: [
        ...readings.value.map(({ format, files: names, seal }) => `${names.join(', ')}: ${format}, digest ${seal}`),
        ...machines.map((machine) => `\n${nameOf(machine)}\n${describeMachine(machine)}`),
      ].join('\n'),
    }
  },
}

export const courierCommand: CliCommand = {
  name: 'courier',
  usage: 'courier --out DIR                          save the scripts that read a server without a network',
  options: { out: { type: 'string' } },
  run: async ({ values, resources }) => {
    const folder = values['out']
    if (typeof folder !== 'string' || folder === '') throw new UsageError('say where with --out DIR')
    await mkdir(folder, { recursive: true }).catch(() => undefined)
    const written: string[] = []
    for (const { name } of Object.values(courierScripts)) {
      const file = path.join(folder, name)
      const saved = await writeFileSafely(file, await readFile(path.join(resources, 'courier', name)))
      if (!saved.ok) throw new UsageError(`${file} cannot be written (${saved.problem.code})`)
      written.push(file)
    }
    return { exitCode: 0, json: { files: written }, text: written.join('\n') }
  },
}

async function fileOf(file: string): Promise<InventoryFile> {
  const bytes = await readSmallFile(file, largestInventory)
  if (bytes === null) throw new UsageError(`${path.basename(file)} cannot be read: it is missing, no regular file, or larger than 16 MB`)
  return { name: path.basename(file), bytes }
}

const reasons: Readonly<Record<InventoryRefusal['code'], string>> = {
  empty: 'is empty',
  'too-large': 'is larger than 16 MB',
  unreadable: 'cannot be read',
  'not-text': 'is not text',
  'unknown-format': 'has none of the forms that Homeport reads; docs/inventory.md lists them',
  'broken-json': 'is broken JSON',
  'broken-xml': 'is broken XML',
  'broken-table': 'is a broken table',
  entities: 'defines entities of its own',
  'too-deep': 'is nested too deep',
  'too-many': 'holds more than Homeport reads',
  duplicate: 'says something twice',
  'bad-value': 'holds a value that cannot be right',
  'no-machine': 'names no machine',
}

function describeRefusal({ file, code, line, column, field }: InventoryRefusal): string {
  const place = [line === null ? [] : [`line ${line}, column ${column ?? 1}`], field === null ? [] : [field]].flat().join(', ')
  return `${file} ${reasons[code]}${place === '' ? '' : ` (${place})`}`
}

function nameOf(machine: MachineFacts): string {
  return machine.label ?? machine.processor.name.value ?? machine.devices[0]?.name.value ?? 'machine'
}
