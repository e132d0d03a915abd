/** Filters of the model table, and which of them leaves nothing over. */
import type { Facts } from '../../shared/plan/fields.ts'
import type { MemoryTable } from './model-memory.ts'
import type { ModelRow } from './model-rows.ts'

export const filterIds = ['license', 'languages', 'needs', 'weights', 'memory'] as const
export type FilterId = (typeof filterIds)[number]

export type Filtering = { readonly on: ReadonlySet<FilterId>; readonly search: string }

export const noFiltering: Filtering = { on: new Set(), search: '' }

/** Filters that can say something about this plan: without hardware no model fits, without languages all speak them. */
export function filtersFor(facts: Facts, hasHardware: boolean): readonly FilterId[] {
  return filterIds.filter((id) => {
    if (id === 'languages') return (facts['service.languages'] ?? []).length > 0
    if (id === 'needs') return facts['load.contextTokens'] !== null || (facts['service.modalities'] ?? []).length > 0
    return id !== 'memory' || hasHardware
  })
}

const passes: Record<FilterId, (row: ModelRow, memory: MemoryTable) => boolean> = {
  license: ({ suitability: { verdict, confirm } }) =>
    !confirm && (verdict === 'allowed' || verdict === 'allowed with conditions'),
  languages: ({ suitability }) => suitability.language === null,
  needs: ({ suitability }) => suitability.context === null && suitability.modality === null,
  weights: ({ openness }) =>
    openness.components.some((one) => one.component === 'model-parameters-final' && one.released === true),
  memory: ({ model }, memory) => memory.get(model.id)?.fits === true,
}

/** Each word that was typed must be in the name, the maker, the license or the country's name. */
function matches(row: ModelRow, search: string, countryName: (code: string) => string): boolean {
  const { model, licenseName } = row
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return true
  const place = countryName(model.developer.country)
  const about = `${model.name} ${model.developer.name} ${model.developer.legalName} ${licenseName ?? ''} ${place}`.toLowerCase()
  return words.every((word) => about.includes(word))
}

export type FilterInput = {
  readonly rows: readonly ModelRow[]
  readonly memory: MemoryTable
  readonly countryName: (code: string) => string
}

export function filterRows({ rows, memory, countryName }: FilterInput, { on, search }: Filtering): readonly ModelRow[] {
  return rows.filter((row) => [...on].every((id) => passes[id](row, memory)) && matches(row, search, countryName))
}

/** Dropping which filter brings back the most models; `search` is one of them. Null when no single one brings any. */
export function strongestFilter(
  input: FilterInput,
  filtering: Filtering,
): { readonly filter: FilterId | 'search'; readonly back: number } | null {
  const without = (dropped: FilterId): Filtering => ({
    ...filtering,
    on: new Set([...filtering.on].filter((id) => id !== dropped)),
  })
  const tried = [
    ...[...filtering.on].map((filter) => ({ filter, back: filterRows(input, without(filter)).length })),
    ...(filtering.search.trim() === ''
      ? []
      : [{ filter: 'search' as const, back: filterRows(input, { ...filtering, search: '' }).length }]),
  ]
  const [best] = tried.toSorted((left, right) => right.back - left.back)
  return best === undefined || best.back === 0 ? null : best
}
