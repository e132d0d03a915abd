/** The `accelerators` pack: graphics processors, accelerators, systems on a chip and processors with their figures. */
import { packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Provenance } from './vocabulary.ts'

const Count = z.int().check(z.minimum(1))
const Country = z.string().check(z.regex(/^[A-Z]{2}$/))
const Text = z.string().check(z.minLength(1), z.maxLength(1200))

export const Accelerator = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/)),
  name: Text,
  vendor: z.nullable(Text),
  vendorCountry: Country,
  vendorParentCountry: z.nullable(Country),
  kind: z.enum(['gpu', 'asic', 'soc', 'cpu']),
  formFactor: z.enum(['OAM', 'PCIe', 'SXM', 'SoC', 'socket', 'superchip']),
  releaseYear: z.nullable(Count),
  /** Bytes of the largest configuration, with a gigabyte read as 10^9. Null for processors. */
  memory: z.nullable(Count),
  /** Bytes a driver reported. */
  memoryReported: z.nullable(Count),
  memoryLayout: z.nullable(
    z.strictObject({ channels: z.nullable(Count), megatransfers: z.nullable(Count), type: Text }),
  ),
  cores: z.nullable(Count),
  /** True when it works in the computer's own memory. */
  unifiedMemory: z.boolean(),
  /** Bytes per second, in theory. */
  bandwidth: z.nullable(Count),
  /** Dense operations by number format, in 10^9 per second. */
  operations: z.strictObject({
    float16: z.nullable(Count),
    float8: z.nullable(Count),
    integer8: z.nullable(Count),
    float4: z.nullable(Count),
  }),
  /** Watts. */
  power: z.nullable(Count),
  /** Link to other devices, bytes per second in both directions together and in one. */
  interconnect: z.nullable(z.strictObject({ bandwidth: Count, perDirection: Count, type: z.nullable(Text) })),
  exportControl: z.nullable(Text),
  availabilityNote: z.nullable(Text),
  note: z.nullable(Text),
  provenance: z.array(Provenance),
})
export type Accelerator = Infer<typeof Accelerator>

export const AcceleratorPack = z.strictObject({
  ...packHead,
  pack: z.literal('accelerators'),
  accelerators: z
    .array(Accelerator)
    .check(z.refine((list) => new Set(list.map((entry) => entry.id)).size === list.length, 'holds an id twice')),
})
export type AcceleratorPack = Infer<typeof AcceleratorPack>
