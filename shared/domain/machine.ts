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

const Moment = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/))

/**
 * A value that a person put in the place of what the probe had said. `value` is null where the person says that it is
 * not known; it is parsed as its fact is, each time that it is put in place.
 */
export const MachineCorrection = z.strictObject({
  value: z.nullable(z.json()),
  said: z.strictObject({
    value: z.nullable(z.json()),
    origin: z.string().check(z.maxLength(200)),
    confidence: FactConfidence,
  }),
  by: Name,
  at: Moment,
})
export type MachineCorrection = Infer<typeof MachineCorrection>

/** Runs of one kernel: the best and all, so that a reader sees how steady they were. */
const MeasuredRate = z.strictObject({
  /** Bytes or operations per second of all threads together. */
  best: z.int().check(z.minimum(1)),
  runs: z.array(z.int().check(z.minimum(1))).check(z.minLength(1), z.maxLength(20)),
  /** (best - worst) / best in hundredths of a percent. */
  spread: z.int().check(z.minimum(0), z.maximum(10_000)),
})
export type MeasuredRate = Infer<typeof MeasuredRate>

/** What can make a measurement worth less: other load, a battery, buffers that the cache may hold. */
export const MeasurementWarning = z.enum(['unsteady', 'on-battery', 'power-unknown', 'small-buffers'])
export type MeasurementWarning = Infer<typeof MeasurementWarning>

/** A micro-benchmark of this machine: WebAssembly kernels with vectors of 128 bits in one thread per core. */
export const MachineMeasurement = z.strictObject({
  takenAt: Moment,
  /** Name of the processor it was taken on, null when the probe does not know it. */
  processor: z.nullable(Name),
  threads: Count.check(z.minimum(1)),
  bytesPerThread: Bytes,
  /** Bytes per second of reading from memory. */
  bandwidth: MeasuredRate,
  /** 32-bit floating-point operations per second; a multiplication with an addition counts as two. */
  float32: z.nullable(MeasuredRate),
  /** 8-bit integer operations per second, null where the runtime has no such instruction. */
  integer8: z.nullable(MeasuredRate),
  warnings: z.array(MeasurementWarning).check(z.maxLength(10)),
})
export type MachineMeasurement = Infer<typeof MachineMeasurement>

/** One real run of a model's file through llama.cpp on the machine. */
export const ModelRun = z.strictObject({
  takenAt: Moment,
  /** Entry of the catalog the planner ran it for, null when none is chosen. */
  model: z.nullable(Name),
  /** Name and length of the file. */
  file: Name,
  bytes: Bytes,
  /** What the program says the file is, such as "llama 3B Q4_K - Medium". */
  description: z.nullable(Name),
  program: Name,
  build: z.nullable(Name),
  /** What computed, as the program names it: `CPU`, `CUDA`, `Metal,BLAS`. Missing in plans of before. */
  backend: z.optional(z.nullable(Name)),
  /** The card or the processor that computed, as the program names it. */
  device: z.optional(z.nullable(Name)),
  processor: z.nullable(Name),
  threads: z.nullable(Count),
  promptTokens: Count,
  answerTokens: Count,
  /** Thousandths of a token per second. */
  promptSpeed: z.nullable(z.int().check(z.minimum(1))),
  answerSpeed: z.int().check(z.minimum(1)),
  /** Standard deviation of the answer's speed, thousandths of a token per second; null when it ran once. */
  answerDeviation: z.nullable(z.int().check(z.minimum(0))),
})
export type ModelRun = Infer<typeof ModelRun>

/** Where the facts of a machine come from that the probe did not look at itself. */
export const MachineSource = z.strictObject({
  format: z.enum([
    'courier',
    'homeport',
    'nvidia-smi',
    'rocm-smi',
    'lshw',
    'dmidecode',
    'kubernetes',
    'redfish',
    'csv',
  ]),
  files: z.array(Name).check(z.minLength(1), z.maxLength(64)),
  /** SHA-256 of what was read, in the order of the files. */
  digests: z.array(z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))).check(z.minLength(1), z.maxLength(64)),
  /** Whether the digest inside a courier's inventory is that of its contents; `none` where it holds none. */
  seal: z.enum(['intact', 'altered', 'none']),
  importedAt: Moment,
})
export type MachineSource = Infer<typeof MachineSource>

/** The path of a fact or of a part of one: `memory.total`, `devices.0.memory`. */
export const FactPath = z.string().check(z.regex(/^[a-z]{1,20}(\.\d{1,3})?(\.[a-zA-Z]{1,20})?$/))

export const MachineFacts = z.strictObject({
  schema: z.literal('homeport/machine/1'),
  takenAt: Moment,
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
  /** What the planner calls it. Missing for the machine Homeport runs on, as in plans of before. */
  label: z.optional(Name),
  /** Missing where the probe looked itself. */
  source: z.optional(MachineSource),
  /** By path of the fact. The facts above stay as they were read. */
  corrections: z.optional(z.record(FactPath, MachineCorrection)),
  measurement: z.optional(MachineMeasurement),
  runs: z.optional(z.array(ModelRun).check(z.maxLength(50))),
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

/** A value that was read, or that there was none. */
export function factOf<Value>(value: Value | null, origin: string, confidence: FactConfidence = 'reported'): MachineFact<Value> {
  return value === null ? unknown(origin) : known(value, origin, confidence)
}
