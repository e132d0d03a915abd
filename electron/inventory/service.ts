/** Imports inventories and saves the courier's script, for the page. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Handlers, Output } from '../../shared/contract.ts'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { writeFileSafely } from '../files.ts'
import { cleanName } from '../probe/text.ts'
import type { Dialogs } from '../services.ts'
import { openFile } from '../weights/source.ts'
import { largestInventory } from './decode.ts'
import { readInventories, type InventoryFile } from './inventory.ts'
import { courierScripts } from './scripts.ts'

export type InventoryHandlers = Pick<Handlers, 'inventory.open' | 'inventory.read' | 'courier.save'>

export function inventoryHandlers(parts: {
  readonly dialogs: Dialogs
  readonly resources: string
  readonly now: () => string
}): InventoryHandlers {
  const readingOf = async (file: InventoryFile): Promise<Output<'inventory.read'>> => {
    const readings = await readInventories([file], parts.now())
    if (!readings.ok) return { refused: readings.problem }
    const [reading] = readings.value
    return reading === undefined ? { refused: refused(file.name, 'no-machine') } : { reading }
  }

  return {
    'inventory.open': async () => {
      const file = await parts.dialogs.openFile({
        title: 'inventory.openTitle',
        kinds: [
          { name: 'inventory.fileKind', extensions: ['json', 'xml', 'txt', 'csv', 'tsv', 'log'] },
          { name: '*', extensions: ['*'] },
        ],
      })
      if (file === null) return ok(null)
      const name = path.basename(file)
      const opened = await openFile(file)
      if (!opened.ok) return ok({ refused: refused(name, 'unreadable') })
      try {
        if (opened.value.size > largestInventory) return ok({ refused: refused(name, 'too-large') })
        return ok(await readingOf({ name, bytes: await opened.value.read(0, largestInventory) }))
      } catch {
        return ok({ refused: refused(name, 'unreadable') })
      } finally {
        await opened.value.close()
      }
    },
    'inventory.read': async ({ name, text }) => ok(await readingOf({ name, bytes: utf8Bytes(text) })),
    'courier.save': async (system): Promise<Result<Output<'courier.save'>, Fault>> => {
      const { name, extension } = courierScripts[system]
      const to = await parts.dialogs.saveFile({
        title: 'inventory.courierTitle',
        suggestedName: name,
        kinds: [{ name: 'inventory.courierKind', extensions: [extension] }],
      })
      if (to === null) return ok(null)
      const bytes = await readFile(path.join(parts.resources, 'courier', name)).catch(() => null)
      if (bytes === null) return fail({ code: 'broken-file', detail: name })
      const saved = await writeFileSafely(to, bytes)
      if (!saved.ok) return fail({ code: saved.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: path.basename(to) })
      return ok({ name: path.basename(to) })
    },
  }
}

function refused(name: string, code: 'unreadable' | 'too-large' | 'no-machine') {
  return { file: cleanName(name) ?? 'inventory', code, line: null, column: null, field: null } as const
}
