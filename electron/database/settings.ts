/** Small choices of the person at this computer. A value that no longer parses counts as not set. */
import { parse } from '../../shared/base/schema.ts'
import { Settings } from '../../shared/contract.ts'
import type { Database } from './sqlite.ts'

export const defaultSettings: Settings = { language: 'system', theme: 'system', person: '' }

export async function readSettings(database: Database): Promise<Settings> {
  const [row] = await database.all('SELECT value FROM setting WHERE key = ?', 'settings')
  if (typeof row?.['value'] !== 'string') return defaultSettings
  const parsed = parse(Settings, jsonOrNull(row['value']))
  return parsed.ok ? parsed.value : defaultSettings
}

export async function writeSettings(database: Database, settings: Settings): Promise<void> {
  await database.transaction(() =>
    database.run(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      'settings',
      JSON.stringify(settings),
    ),
  )
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
