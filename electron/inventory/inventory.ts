/** Reads inventories of any form: decides by the contents, never by the name, and says what it found or why not. */
import { digestOf } from '../../shared/base/digest.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse } from '../../shared/base/schema.ts'
import type { JsonValue } from '../../shared/base/strict-json.ts'
import { MachineFacts, type MachineSource } from '../../shared/domain/machine.ts'
import { InventoryReading, type InventoryRefusal } from '../../shared/domain/machine/inventory.ts'
import { cleanName, isObject, listOf, textMember } from '../probe/text.ts'
import { courierSchema, readCourier, sealOf } from './courier.ts'
import { decodeText } from './decode.ts'
import { isDmidecode, readDmidecode } from './dmidecode.ts'
import { readJson } from './json.ts'
import { isKubernetes, readKubernetes } from './kubernetes.ts'
import { readLshw } from './lshw.ts'
import { readNvidia, readRocm } from './makers.ts'
import { isRedfish, readRedfish } from './redfish.ts'
import { refuse, type Imported, type Refused } from './refused.ts'
import { isTable, readTable } from './table.ts'

export type InventoryFile = { readonly name: string; readonly bytes: Uint8Array }

type Format = MachineSource['format']
type Recognized = { readonly format: Format; readonly text: string; readonly value: JsonValue }

/** Files of other machines, read one by one; files of Redfish are read together, since a system lies in several. */
export async function readInventories(files: readonly InventoryFile[], at: string): Promise<Result<readonly InventoryReading[], InventoryRefusal>> {
  const readings: InventoryReading[] = []
  const redfish: { readonly file: string; readonly value: JsonValue; readonly digest: string }[] = []
  for (const { name, bytes } of files) {
    const file = fileName(name)
    const decoded = decodeText(bytes)
    if (!decoded.ok) return fail({ file, ...decoded.problem })
    const recognized = recognize(decoded.value)
    if (!recognized.ok) return fail({ file, ...recognized.problem })
    const { format, text, value } = recognized.value
    const digest = digestOf(bytes)
    if (format === 'redfish') {
      redfish.push({ file, value, digest })
      continue
    }
    const machines = await readAs(format, file, text, value, at)
    const seal = format === 'courier' ? sealOf(decoded.value) : 'none'
    const reading = machines.ok ? finished(machines.value, { format, files: [file], digests: [digest], seal, importedAt: at }) : machines
    if (!reading.ok) return fail({ file, ...reading.problem })
    readings.push(reading.value)
  }
  if (redfish.length > 0) {
    const machines = readRedfish(redfish, at)
    const source = { format: 'redfish', files: redfish.map(({ file }) => file), digests: redfish.map(({ digest }) => digest), seal: 'none', importedAt: at } as const
    const reading = machines.ok ? finished(machines.value, source) : machines
    if (!reading.ok) return fail({ file: redfish[0]?.file ?? 'Redfish', ...reading.problem })
    readings.push(reading.value)
  }
  return ok(readings)
}

/** The last border: what importers made must be facts like any others. */
function finished(machines: readonly MachineFacts[], source: MachineSource): Result<InventoryReading, Refused> {
  const { format, files, seal } = source
  const parsed = parse(InventoryReading, { format, files, seal, machines: machines.map((machine) => ({ ...machine, source })) })
  return parsed.ok ? parsed : refuse('bad-value', { field: parsed.problem.path })
}

function recognize(text: string): Result<Recognized, Refused> {
  const start = withoutWarnings(text)
  if (start.startsWith('<')) return ok({ format: 'nvidia-smi', text: start, value: null })
  const json = start
  if (/^[[{]/.test(json)) {
    const value = severalObjects(json) ?? readJson(json)
    if (!value.ok) return value
    const format = formatOf(value.value)
    return format === null ? refuse('unknown-format') : ok({ format, text: json, value: value.value })
  }
  if (isDmidecode(text)) return ok({ format: 'dmidecode', text, value: null })
  return isTable(text) ? ok({ format: 'csv', text, value: null }) : refuse('unknown-format')
}

/** What the tools print before and behind the document, such as that they ran without an administrator's rights. */
function withoutWarnings(text: string): string {
  const lines = text.trim().split(/\r?\n/)
  const isWarning = (line: string | undefined): boolean => line !== undefined && /^\s*(?:$|(?:[a-z][a-z_-]*: )?(?:WARNING|ERROR)\b)/i.test(line)
  let first = 0
  while (first < lines.length - 1 && isWarning(lines[first])) first += 1
  let last = lines.length - 1
  while (last > first && isWarning(lines[last])) last -= 1
  return lines.slice(first, last + 1).join('\n').trim()
}

/** Older versions of `lshw -json -class memory` print objects with commas between them and no list around them. */
function severalObjects(json: string): Result<JsonValue, Refused> | null {
  if (!json.startsWith('{') || !/^\s{0,40}\},?\s{0,40}\{/m.test(json)) return null
  const value = readJson(`[${json.replace(/,\s*$/, '').replaceAll(/^(\s{0,40}\})(\s{0,40}\{)/gm, '$1,$2')}]`)
  return value.ok && formatOf(value.value) === 'lshw' && !readJson(json).ok ? value : null
}

function formatOf(value: JsonValue): Format | null {
  const schema = textMember(value, 'schema')
  if (schema === courierSchema) return 'courier'
  if (schema === 'homeport/machine/1') return 'homeport'
  if (isKubernetes(value)) return 'kubernetes'
  if (isObject(value) && Object.keys(value).some((name) => /^card\d+$/.test(name))) return 'rocm-smi'
  if (isRedfish(value)) return 'redfish'
  const roots = listOf(value).filter(isObject)
  return roots.some((root) => typeof root['id'] === 'string' && typeof root['class'] === 'string') ? 'lshw' : null
}

function readAs(format: Exclude<Format, 'redfish'>, file: string, text: string, value: JsonValue, at: string): Imported | Promise<Imported> {
  switch (format) {
    case 'courier':
      return readCourier(file, value)
    case 'homeport': {
      const facts = parse(MachineFacts, value)
      return facts.ok ? ok([facts.value]) : refuse('bad-value', { field: facts.problem.path })
    }
    case 'nvidia-smi':
      return readNvidia(file, text, at)
    case 'rocm-smi':
      return readRocm(file, text, at)
    case 'lshw':
      return readLshw(file, value, at)
    case 'dmidecode':
      return readDmidecode(file, text, at)
    case 'kubernetes':
      return readKubernetes(file, value, at)
    case 'csv':
      return readTable(file, text, at)
  }
}

function fileName(name: string): string {
  return cleanName(name.split(/[\\/]/).at(-1)) ?? 'inventory'
}
