/** What an imported file said about machines, or why it was refused. */
import { z, type Infer } from '../../base/schema.ts'
import { MachineFacts, MachineSource } from '../machine.ts'

const FileName = z.string().check(z.minLength(1), z.maxLength(200))

/** More machines than a planner chooses from. */
export const mostMachines = 500

export const InventoryFault = z.enum([
  'empty',
  'too-large',
  'unreadable',
  'not-text',
  'unknown-format',
  'broken-json',
  'broken-xml',
  'broken-table',
  'entities',
  'too-deep',
  'too-many',
  'duplicate',
  'bad-value',
  'no-machine',
])
export type InventoryFault = Infer<typeof InventoryFault>

/** The file, what is wrong, and where: a line and column from 1, a field, or neither where it is about the whole file. */
export const InventoryRefusal = z.strictObject({
  file: FileName,
  code: InventoryFault,
  line: z.nullable(z.int().check(z.minimum(1))),
  column: z.nullable(z.int().check(z.minimum(1))),
  field: z.nullable(z.string().check(z.maxLength(200))),
})
export type InventoryRefusal = Infer<typeof InventoryRefusal>

/** Machines as the planner may take them into the plan. */
export const InventoryReading = z.strictObject({
  format: MachineSource.shape.format,
  files: MachineSource.shape.files,
  seal: MachineSource.shape.seal,
  machines: z.array(MachineFacts).check(z.minLength(1), z.maxLength(mostMachines)),
})
export type InventoryReading = Infer<typeof InventoryReading>
