/** Further machines of a plan, beside its main ones: other types that serve the same model. */
import { z, type Infer } from '../base/schema.ts'
import { isPlainText } from '../base/text.ts'

export const FleetMachine = z.strictObject({
  /** What the planner calls it, such as the rack or the room. */
  name: z.string().check(
    z.minLength(1),
    z.maxLength(120),
    z.refine<string>((text) => isPlainText(text, false), 'holds characters that cannot be signed'),
  ),
  /** An entry of the accelerators pack, or an own device of the plan. */
  accelerator: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:+-]{0,119}$/)),
  /** Devices in one machine, and machines of this type. */
  count: z.int().check(z.minimum(1), z.maximum(1024)),
  machines: z.int().check(z.minimum(1), z.maximum(10_000)),
  /** Bytes of the machine where its devices work in the computer's memory and the plan knows better than the catalog. */
  memory: z.nullable(z.int().check(z.minimum(1), z.maximum(1_000_000_000_000_000))),
})
export type FleetMachine = Infer<typeof FleetMachine>

/** A plan's further machines, by key. */
export type Fleet = Readonly<Record<string, FleetMachine>>

export const mainMachines = 'main'
