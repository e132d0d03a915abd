/** Hardware: where the model runs, how many devices, and what must be left over. */
import { choice, entry, number, text, yesNo } from '../field.ts'

const at = (section: 'P12' | 'P13', required = false) => ({ section, stage: 'hardware', required }) as const

export const hardwareFields = {
  /** The machine the probe looked at, or an entry of the catalog. */
  'hardware.source': choice(at('P12', true), ['this-machine', 'catalog']),
  /** Key of the machine in the plan's table; not answered, it is the machine Homeport runs on. */
  'hardware.machine': text(at('P12'), 200),
  'hardware.accelerator': entry(at('P12'), 'accelerators'),
  /** Devices in one node. */
  'hardware.count': number(at('P12'), 'count', 1, 1024),
  /** Equal nodes, each with its own copy of the model. */
  'hardware.nodes': number(at('P12', true), 'count', 1, 10_000),
  /** Memory of a processor in the catalog, which has none of its own. */
  'hardware.memory': number(at('P12'), 'bytes', 1, 1_000_000_000_000_000),
  /** Share of usable memory that the plan keeps free. */
  'hardware.reserve': number(at('P13'), 'basis-points', 0, 9_000),
  'hardware.cacheType': choice(at('P13'), ['f16', 'fp8', 'q8_0', 'q5_1', 'q5_0', 'q4_1', 'q4_0', 'iq4_nl']),
  /** The service must carry its peak with one device, or one node, out of order. */
  'hardware.survivesOneFailure': yesNo(at('P13', true)),
} as const
