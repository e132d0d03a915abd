/**
 * The inventory that the courier scripts write: what they read on a server, as text, under the digest of it all. The same
 * parsers that look at this machine read it.
 */
import { digestOf } from '../../shared/base/digest.ts'
import { ok } from '../../shared/base/result.ts'
import { parse, z } from '../../shared/base/schema.ts'
import type { JsonValue } from '../../shared/base/strict-json.ts'
import { MachineFacts, type MachineSource } from '../../shared/domain/machine.ts'
import { mergeMachines } from '../../shared/domain/machine/merge.ts'
import { blankMachine } from '../../shared/domain/machine/blank.ts'
import { probeWith } from '../probe/probe.ts'
import type { Looking, Reading } from '../probe/run.ts'
import { cleanName } from '../probe/text.ts'
import { memoryModules, tablesOf } from './dmidecode.ts'
import { originIn, refuse, type Imported } from './refused.ts'

export const courierSchema = 'homeport/courier/1'

const Courier = z.object({
  schema: z.literal(courierSchema),
  digest: z.string().check(z.maxLength(100)),
  inventory: z.object({
    takenAt: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)),
    host: z.string().check(z.maxLength(1000)),
    system: z.enum(['linux', 'darwin', 'win32']),
    architecture: z.string().check(z.maxLength(100)),
    readings: z
      .array(
        z.union([
          z.object({ name: z.string().check(z.maxLength(300)), text: z.string() }),
          z.object({ name: z.string().check(z.maxLength(300)), names: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(4096)) }),
          z.object({ name: z.string().check(z.maxLength(300)), gap: z.enum(['not-found', 'denied', 'timeout', 'failed', 'not-understood']) }),
        ]),
      )
      .check(z.maxLength(10_000)),
  }),
})

/** Whether the digest in the file is of the bytes that follow it, up to the last brace. */
export function sealOf(text: string): MachineSource['seal'] {
  const plain = text.replace(/^\uFEFF/, '')
  const found = /^\{"schema":"homeport\/courier\/1",\n"digest":"(sha256:[0-9a-f]{64}|none)",\n"inventory":\n/.exec(plain)
  if (found === null) return /"digest"\s*:\s*"sha256:/.test(plain) ? 'altered' : 'none'
  if (found[1] === 'none') return 'none'
  const end = plain.lastIndexOf('\n}')
  const body = plain.slice(found[0].length, end)
  return digestOf(body) === found[1] && /^\n\}\s*$/.test(plain.slice(end)) ? 'intact' : 'altered'
}

export async function readCourier(file: string, value: JsonValue): Promise<Imported> {
  const courier = parse(Courier, value)
  if (!courier.ok) return refuse('bad-value', { field: courier.problem.path })
  const { takenAt, host, system, architecture, readings } = courier.value.inventory
  const texts = new Map(readings.flatMap((one) => ('text' in one ? [[one.name, one.text] as const] : [])))
  const gaps = new Map(readings.flatMap((one) => ('gap' in one ? [[one.name, one.gap] as const] : [])))
  const folders = new Map(readings.flatMap((one) => ('names' in one ? [[one.name, one.names] as const] : [])))
  const reading = (name: string): Promise<Reading> => {
    const text = texts.get(name)
    return Promise.resolve(text === undefined ? { gap: { origin: name, code: gaps.get(name) ?? 'not-found' } } : { text })
  }
  const looking: Looking = {
    readText: reading,
    runProgram: ({ name }) => reading(name),
    listFolder: (folder) => Promise.resolve(folders.get(folder) ?? []),
  }
  const looked = await probeWith(looking, system, architectureOf(architecture), takenAt)
  const modules = texts.get('dmidecode')
  const blank = blankMachine(file, takenAt)
  // What the kernel may use counts for the amount; the tables of the firmware know the modules.
  const machine = modules === undefined ? looked : mergeMachines(looked, { ...blank, memory: { ...blank.memory, ...memoryModules(tablesOf(modules).filter(({ type }) => type === 17), 'dmidecode') } })
  const label = cleanName(host)
  const told = withOrigins(machine, (origin) => originIn(file, origin))
  if (told === null) return refuse('bad-value', { field: 'inventory' })
  return ok([label === null ? told : { ...told, label }])
}

/** As Node names it. */
function architectureOf(name: string): string {
  if (/^(x86_64|amd64|x64)$/i.test(name)) return 'x64'
  return /^(aarch64|arm64)$/i.test(name) ? 'arm64' : (cleanName(name) ?? 'unknown')
}

/** A machine whose facts all name their origin in another way. */
export function withOrigins(machine: MachineFacts, rename: (origin: string) => string): MachineFacts | null {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change)
    if (typeof value !== 'object' || value === null) return value
    const isFact = 'origin' in value && 'confidence' in value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, isFact && name === 'origin' ? rename(String(member)) : change(member)]),
    )
  }
  const parsed = parse(MachineFacts, change(machine))
  return parsed.ok ? parsed.value : null
}
