/** JSON of others: strict, so that two readers cannot read two machines from it, with its faults in our words. */
import { type Result } from '../../shared/base/result.ts'
import { parseStrictJson, type JsonFaultCode, type JsonValue } from '../../shared/base/strict-json.ts'
import type { InventoryFault } from '../../shared/domain/machine/inventory.ts'
import { largestInventory } from './decode.ts'
import { placeAt, refuse, type Refused } from './refused.ts'

const limits = { maxBytes: largestInventory, maxDepth: 64, maxNodes: 1_000_000, values: 'any' } as const

const faults: Readonly<Record<JsonFaultCode, InventoryFault>> = {
  E_SIZE: 'too-large',
  E_BOM: 'not-text',
  E_UTF8: 'not-text',
  E_SYNTAX: 'broken-json',
  E_TRAILING: 'broken-json',
  E_DEPTH: 'too-deep',
  E_NODES: 'too-many',
  E_DUP: 'duplicate',
  E_PROTO: 'bad-value',
  E_NUM: 'bad-value',
  E_SURROGATE: 'bad-value',
  E_NFC: 'bad-value',
  E_CTRL: 'bad-value',
  E_BIDI: 'bad-value',
}

export function readJson(text: string): Result<JsonValue, Refused> {
  const parsed = parseStrictJson(text, limits)
  return parsed.ok ? parsed : refuse(faults[parsed.problem.code], placeAt(text, parsed.problem.at))
}
