/** The catalog with its search and filters. Nothing is filtered until the planner asks for it. */
import { SearchX } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Facts } from '../../shared/plan/fields.ts'
import { OpennessLegend } from '../charts/openness-squares.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { EmptyState } from '../ui/states.tsx'
import { decidingFor, openNeeds, type DecidingContext } from './model-deciding.ts'
import { filterRows, filtersFor, noFiltering, strongestFilter, type FilterId, type Filtering } from './model-filter.ts'
import type { MemoryTable } from './model-memory.ts'
import type { ModelRow } from './model-rows.ts'
import css from './model-table.module.css'
import { ModelTable } from './model-table.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export type ModelCatalogProps = {
  readonly rows: readonly ModelRow[]
  readonly memory: MemoryTable
  readonly facts: Facts
  readonly hasHardware: boolean
  readonly chosen: string | null
  readonly current: string | null
  readonly onOpen: (model: string) => void
}

const noLanguages: readonly string[] = []

export function ModelCatalog({ rows, memory, facts, hasHardware, chosen, current, onOpen }: ModelCatalogProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const [filtering, setFiltering] = useState<Filtering>(noFiltering)
  // Typing must not wait for 148 rows.
  const applied = useDeferredValue(filtering)
  const offered = filtersFor(facts, hasHardware)
  const input = useMemo(() => ({ rows, memory, countryName: text.country }), [rows, memory, text])
  const shown = useMemo(() => filterRows(input, applied), [input, applied])
  const isOpen = openNeeds(facts).length > 0
  const drawn = useDeferredValue(shown, firstOf(shown, { memory, hasHardware, isOpen }))
  const languages = facts['service.languages'] ?? noLanguages
  const set = (id: FilterId, on: boolean): void => {
    const next = new Set(filtering.on)
    if (on) next.add(id)
    else next.delete(id)
    setFiltering({ ...filtering, on: next })
  }
  return (
    <Card
      title={text.word('modelScreen.catalog')}
      flush
      aside={<span role="status">{text.word('modelScreen.shown', { count: shown.length, total: rows.length })}</span>}
    >
      <div className={css['tools']}>
        <div className={css['search']}>
          <PlainTextField
            label={text.word('modelScreen.search')}
            type="search"
            value={filtering.search}
            onChange={(search) => setFiltering({ ...filtering, search })}
            maxLength={120}
          />
        </div>
        <div className={css['filters']}>
          <FilterChips
            label={text.word('modelScreen.filters')}
            chips={offered.map((id) => ({ id, label: filterName(id, languages, text), isOn: filtering.on.has(id) }))}
            onToggle={(id, on) => {
              const known = offered.find((one) => one === id)
              if (known !== undefined) set(known, on)
            }}
          />
        </div>
      </div>
      {shown.length === 0 ? (
        <NothingLeft
          strongest={strongestFilter(input, applied)}
          languages={languages}
          onDrop={(filter) => (filter === 'search' ? setFiltering({ ...filtering, search: '' }) : set(filter, false))}
          onDropAll={() => setFiltering(noFiltering)}
        />
      ) : (
        <ModelTable
          rows={drawn}
          memory={memory}
          hasHardware={hasHardware}
          isOpen={isOpen}
          languages={languages}
          chosen={chosen}
          current={current}
          onOpen={onOpen}
        />
      )}
      <div className={css['legend']}>
        {hasHardware ? (
          <span className={css['limit']}>
            <svg width="5" height="14" aria-hidden>
              <path d="M2.5 0v14" stroke="var(--ink)" strokeWidth="2.5" />
            </svg>
            {text.word('modelScreen.limitMark')}
          </span>
        ) : null}
        <OpennessLegend />
        <span>{text.word('modelScreen.opennessOrder')}</span>
        <span>{text.word('modelScreen.asOf', { day: { day: knowledge.models.asOf } })}</span>
      </div>
    </Card>
  )
}

/** What stands on top of the table, so that the first picture need not wait for the rest. */
function firstOf(rows: readonly ModelRow[], context: DecidingContext): readonly ModelRow[] {
  const rank = (row: ModelRow): number => decidingFor(row, context).rank
  return rows.toSorted((left, right) => rank(left) - rank(right)).slice(0, 16)
}

function filterName(id: FilterId, languages: readonly string[], text: Text): string {
  return text.word(`modelScreen.filter.${id}`, { languages: { list: languages.map(text.languageName) } })
}

/** Nothing passes: says which filter to drop first, and what that brings back. */
function NothingLeft(props: {
  readonly strongest: ReturnType<typeof strongestFilter>
  readonly languages: readonly string[]
  readonly onDrop: (filter: FilterId | 'search') => void
  readonly onDropAll: () => void
}) {
  const { strongest, languages, onDrop, onDropAll } = props
  const text = useText()
  const name =
    strongest === null
      ? ''
      : strongest.filter === 'search'
        ? text.word('modelScreen.search')
        : filterName(strongest.filter, languages, text)
  return (
    <EmptyState
      icon={SearchX}
      title={text.word('modelScreen.nothingLeft')}
      actions={
        <>
          {strongest === null ? null : (
            <Button onPress={() => onDrop(strongest.filter)}>{text.word('modelScreen.drop', { name })}</Button>
          )}
          <Button variant="quiet" onPress={onDropAll}>
            {text.word('modelScreen.dropAll')}
          </Button>
        </>
      }
    >
      {strongest === null
        ? text.word('modelScreen.nothingLeftAll')
        : text.word('modelScreen.nothingLeftDetail', { name, count: strongest.back })}
    </EmptyState>
  )
}
