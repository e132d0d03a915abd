/** What Homeport wrote into a row as JSON. A row that no longer holds it was changed from outside or is damaged. */
import { parse, type Infer, type Schema } from '../../shared/base/schema.ts'
import { StorageError } from './sqlite.ts'

/** The value of a stored text. Throws the storage's own error, which becomes a fault with words. */
export function storedValue<S extends Schema>(schema: S, text: unknown): Infer<S> {
  let value: unknown = null
  try {
    value = JSON.parse(String(text))
  } catch {
    throw new StorageError('broken-database')
  }
  const read = parse(schema, value)
  if (!read.ok) throw new StorageError('broken-database')
  return read.value
}
