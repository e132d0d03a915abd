/** Looks at this machine. Every fact says where it was read; what could not be read is in the gaps. */
import { readdir } from 'node:fs/promises'
import { parse } from '../../shared/base/schema.ts'
import { known, MachineFacts } from '../../shared/domain/machine.ts'
import { blankMachine } from '../../shared/domain/machine/blank.ts'
import { probeLinux, type Found } from './linux.ts'
import { probeMacos } from './macos.ts'
import { readText, runProgram, type Looking } from './run.ts'
import { probeWindows } from './windows.ts'

/** The machine itself. */
export const looking: Looking = { readText, runProgram, listFolder }

/** The machine Homeport runs on. */
export async function probeMachine(): Promise<MachineFacts> {
  return probeWith(looking, process.platform, process.arch, new Date().toISOString())
}

/** The same with given readings, platform and time. The result is parsed as anything from outside is. */
export async function probeWith(
  from: Looking,
  platform: string,
  architecture: string,
  takenAt: string,
): Promise<MachineFacts> {
  const found = await probeFor(from, platform, architecture)
  const parsed = parse(MachineFacts, { schema: 'homeport/machine/1', takenAt, ...found })
  if (!parsed.ok) throw new Error(`the probe made facts that do not fit their schema: ${parsed.problem.path}`)
  return parsed.value
}

function probeFor(from: Looking, platform: string, architecture: string): Promise<Found> {
  switch (platform) {
    case 'linux':
      return probeLinux(from, architecture)
    case 'darwin':
      return probeMacos(from, architecture)
    case 'win32':
      return probeWindows(from, architecture)
    default:
      return Promise.resolve(nothingFound(architecture))
  }
}

/** A system that the probe does not know: the planner enters the facts by hand. */
function nothingFound(architecture: string): Found {
  const { schema: _, takenAt: __, ...blank } = blankMachine('no probe for this system', '')
  return {
    ...blank,
    system: known('other', 'process.platform'),
    processor: { ...blank.processor, architecture: known(architecture, 'process.arch') },
  }
}

async function listFolder(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0))
}
