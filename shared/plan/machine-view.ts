/** What the page sees of a measurement, of a model's run, and of machines from a file. */
import { z, type Infer } from '../base/schema.ts'
import { MachineMeasurement, ModelRun } from '../domain/machine.ts'
import { InventoryReading, InventoryRefusal } from '../domain/machine/inventory.ts'

export const MeasureProgress = z.strictObject({
  state: z.enum(['running', 'done', 'stopped']),
  step: z.enum(['warming', 'read', 'float32', 'integer8']),
  done: z.int(),
  all: z.int(),
  /** Why it stopped. */
  problem: z.nullable(z.enum(['on-battery', 'canceled', 'no-memory', 'failed'])),
  measurement: z.nullable(MachineMeasurement),
})
export type MeasureProgress = Infer<typeof MeasureProgress>

/** Why a run could not be made. */
export const EngineProblem = z.enum(['not-a-program', 'not-a-model', 'comma', 'timeout', 'failed', 'not-understood', 'canceled'])

/** A run of a model on this machine. */
export const EngineProgress = z.strictObject({
  state: z.enum(['running', 'done', 'stopped']),
  /** Name of the model's file. */
  file: z.string(),
  /** Runs that are done, of all; all is 0 where the program does not say. */
  done: z.int(),
  all: z.int(),
  /** Why it stopped. */
  problem: z.nullable(EngineProblem),
  run: z.nullable(ModelRun),
})
export type EngineProgress = Infer<typeof EngineProgress>

/** Machines from a file or a pasted text, or why it was refused. */
export const ImportedInventory = z.union([
  z.strictObject({ reading: InventoryReading }),
  z.strictObject({ refused: InventoryRefusal }),
])
