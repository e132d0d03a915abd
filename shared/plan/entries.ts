/** The entries of packs that answers can name. */
import type { EntryPack } from './field.ts'
import type { Knowledge } from './knowledge.ts'

/** Every entry that a field of this pack can name. */
export function entriesOf(pack: EntryPack, knowledge: Knowledge): readonly { readonly id: string; readonly name: string }[] {
  switch (pack) {
    case 'models':
      return knowledge.models.models
    case 'accelerators':
      return knowledge.accelerators.accelerators
    case 'providers':
      return knowledge.providers.providers
    case 'classifications':
      return knowledge.classifications.classifications.map((entry) => ({ id: entry.id, name: `${entry.level} (${entry.scheme})` }))
    case 'engines':
      return knowledge.engines.engines
    case 'quantizations':
      return knowledge.quantizations.quantizations
    case 'release-watch':
      return knowledge['release-watch'].cases.map((entry) => ({ id: entry.id, name: entry.closedModel ?? entry.id }))
    case 'licenses':
      return knowledge.licenses.licenses
  }
}
