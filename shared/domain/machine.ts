/**
 * What is known about one computer. Every fact says where it was read and how far it can be trusted, so that a planner
 * can check it and correct it. A null value is unknown.
 */
import { z, type Infer, type Schema } from '../base/schema.ts'

/**
 * `measured` by running something, `reported` by the system or a driver, `derived` from other facts here, `corrected` by
 * a person, `unknown` when nothing could be read.
 */
export const FactConfidence = z.enum(['measured', 'reported', 'derived', 'corrected', 'unknown'])
export type FactConfidence = Infer<typeof FactConfidence>

/** A value, the file or command it was read from, and its confidence. */
export type MachineFact<Value> = {
  readonly value: Value | null
  readonly origin: string
  readonly confidence: FactConfidence
}

const fact = <S extends Schema>(value: S) =>
  z
    .strictObject({
      value: z.nullable(value),
      origin: z.string().check(z.maxLength(200)),
      confidence: FactConfidence,
    })
    .check(z.refine(unknownMeansNoValue, 'is unknown with a value, or known without one'))

function unknownMeansNoValue(entry: { readonly value?: unknown; readonly confidence: FactConfidence }): boolean {
  return (entry.value === null) === (entry.confidence === 'unknown')
}

/** Text from hardware and drivers: short, and without characters that could disguise it. */
const Name = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^\p{Cc}\p{Cf}]*$/u))
const Bytes = z.int().check(z.minimum(0))
const Count = z.int().check(z.minimum(0), z.maximum(1_000_000))

const ProcessorFacts = z.strictObject({
  name: fact(Name),
  /** As Node names it: x64, arm64. */
  architecture: fact(Name),
  sockets: fact(Count),
  cores: fact(Count),
  threads: fact(Count),
  /** Those that matter for inference, such as avx2, avx512f, amx_int8, asimddp, i8mm. */
  instructionSets: fact(z.array(Name).check(z.maxLength(200))),
})

const MemoryFacts = z.strictObject({
  total: fact(Bytes),
  available: fact(Bytes),
  /** Memory this process may use when a container or a control group limits it. */
  limit: fact(Bytes),
  kind: fact(Name),
  /** Million transfers per second of one module. */
  megatransfers: fact(Count),
  modules: fact(Count),
  /** Bytes per second that reading from memory reaches. */
  bandwidth: fact(Bytes),
})

const DiskFacts = z.strictObject({
  name: Name,
  model: fact(Name),
  size: fact(Bytes),
  /** Space an ordinary user may still fill, on the file system that holds Homeport's data; unknown for other disks. */
  free: fact(Bytes),
  kind: fact(z.enum(['solid-state', 'rotating'])),
})

const DeviceFacts = z.strictObject({
  name: fact(Name),
  vendor: fact(Name),
  memory: fact(Bytes),
  /** True when the device uses the computer's own memory. */
  unifiedMemory: fact(z.boolean()),
  driver: fact(Name),
  /** PCI address, or the driver's own number. Tells two equal cards apart. */
  address: fact(Name),
})
export type DeviceFacts = Infer<typeof DeviceFacts>

export const MachineFacts = z.strictObject({
  schema: z.literal('homeport/machine/1'),
  takenAt: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/)),
  system: fact(z.enum(['linux', 'windows', 'macos', 'other'])),
  release: fact(Name),
  /** Kind of virtual machine or container, `none` when it is neither. */
  virtualization: fact(Name),
  processor: ProcessorFacts,
  memory: MemoryFacts,
  disks: z.array(DiskFacts).check(z.maxLength(256)),
  /** Graphics processors and other accelerators. Empty when none was found. */
  devices: z.array(DeviceFacts).check(z.maxLength(256)),
  /** What could not be read and why: the origin and a code. */
  gaps: z
    .array(
      z.strictObject({
        origin: z.string().check(z.maxLength(200)),
        code: z.enum(['not-found', 'denied', 'timeout', 'failed', 'not-understood']),
      }),
    )
    .check(z.maxLength(256)),
})
export type MachineFacts = Infer<typeof MachineFacts>

export function known<Value>(
  value: Value,
  origin: string,
  confidence: FactConfidence = 'reported',
): MachineFact<Value> {
  return { value, origin, confidence }
}

export function unknown<Value>(origin: string): MachineFact<Value> {
  return { value: null, origin, confidence: 'unknown' }
}
