/** Why an inventory is refused, and where. */
import { fail, type Result } from '../../shared/base/result.ts'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import type { InventoryFault, InventoryRefusal } from '../../shared/domain/machine/inventory.ts'

export type Refused = Omit<InventoryRefusal, 'file'>

/** What an importer gives: machines, or the reason. */
export type Imported = Result<readonly MachineFacts[], Refused>

export function refuse(code: InventoryFault, place: Partial<Omit<Refused, 'code'>> = {}): { readonly ok: false; readonly problem: Refused } {
  const { line = null, column = null, field = null } = place
  return fail({ code, line, column, field: field === null ? null : field.slice(0, 200) })
}

/** Line and column, from 1, of an offset in UTF-16 code units. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  const lines = before.split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** Origin of a fact: the file and the field it stood in. */
export function originIn(file: string, field: string): string {
  return `${file}: ${field}`.slice(0, 200)
}
