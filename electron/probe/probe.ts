/** Looks at this machine. Every fact says where it was read; what could not be read is in the gaps. */
import { readdir } from 'node:fs/promises'
import { parse } from '../../shared/base/schema.ts'
import { known, MachineFacts, unknown } from '../../shared/domain/machine.ts'
import { probeLinux, type Found } from './linux.ts'
import { probeMacos } from './macos.ts'
import { readText, runProgram, type Looking } from './run.ts'
import { probeWindows } from './windows.ts'

const real: Looking = { readText, runProgram, listFolder }

/** The machine Homeport runs on. */
export async function probeMachine(): Promise<MachineFacts> {
  return probeWith(real, process.platform, process.arch, new Date().toISOString())
}

/** The same with given readings, platform and time. The result is parsed as anything from outside is. */
export async function probeWith(
  looking: Looking,
  platform: string,
  architecture: string,
  takenAt: string,
): Promise<MachineFacts> {
  const found = await probeFor(looking, platform, architecture)
  const parsed = parse(MachineFacts, { schema: 'homeport/machine/1', takenAt, ...found })
  if (!parsed.ok) throw new Error(`the probe made facts that do not fit their schema: ${parsed.problem.path}`)
  return parsed.value
}

function probeFor(looking: Looking, platform: string, architecture: string): Promise<Found> {
  switch (platform) {
    case 'linux':
      return probeLinux(looking, architecture)
    case 'darwin':
      return probeMacos(looking, architecture)
    case 'win32':
      return probeWindows(looking, architecture)
    default:
      return Promise.resolve(nothingFound(architecture))
  }
}

/** A system that the probe does not know: the planner enters the facts by hand. */
function nothingFound(architecture: string): Found {
  const none = 'no probe for this system'
  return {
    system: known('other', 'process.platform'),
    release: unknown(none),
    virtualization: unknown(none),
    processor: {
      name: unknown(none),
      architecture: known(architecture, 'process.arch'),
      sockets: unknown(none),
      cores: unknown(none),
      threads: unknown(none),
      instructionSets: unknown(none),
    },
    memory: {
      total: unknown(none),
      available: unknown(none),
      limit: unknown(none),
      kind: unknown(none),
      megatransfers: unknown(none),
      modules: unknown(none),
      bandwidth: unknown(none),
    },
    disks: [],
    devices: [],
    gaps: [],
  }
}

async function listFolder(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0))
}
