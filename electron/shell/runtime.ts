/** Which Electron this is. Only the official one may be released, so About and every test report say it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, z } from '../../shared/base/schema.ts'
import { About } from '../../shared/contract.ts'

/** What set-up writes about the runtime that it chose for this checkout. */
const Record = z.object({ executable: z.string(), source: About.shape.runtime })

/** A checkout that runs in another Electron than set-up chose, or in one of unknown origin, is an override. */
export function runtimeOrigin(packaged: boolean, executable: string, modules: string): About['runtime'] {
  if (packaged) return 'packaged'
  try {
    const record = parse(Record, JSON.parse(readFileSync(path.join(modules, '.homeport-runtime.json'), 'utf8')))
    return record.ok && path.resolve(record.value.executable) === executable ? record.value.source : 'override'
  } catch {
    return 'override'
  }
}
