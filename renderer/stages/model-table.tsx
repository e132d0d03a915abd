/** The catalog as a table: one row a model, what is open about it, what it takes, and the verdict for this plan. */
import { memo, useMemo } from 'react'
import { OpennessSquares } from '../charts/openness-squares.tsx'
import { useText } from '../text/words.tsx'
import { cx } from '../ui/class-names.ts'
import { Hidden } from '../ui/hidden.tsx'
import { StateIcon, toneOf } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable, type Column } from '../ui/table.tsx'
import { decidingFor } from './model-deciding.ts'
import type { MemoryTable } from './model-memory.ts'
import type { ModelMemory } from '../../shared/plan/model/memory.ts'
import type { ModelRow } from './model-rows.ts'
import css from './model-table.module.css'
import { opennessParts } from './openness-parts.ts'
import { verdictTone, verdictWords } from './license-verdict.ts'

export type ModelTableProps = {
  readonly rows: readonly ModelRow[]
  readonly memory: MemoryTable
  /** Whether hardware is chosen, so that there is a limit to mark. */
  readonly hasHardware: boolean
  /** Whether a need of the plan is not answered. */
  readonly isOpen: boolean
  readonly languages: readonly string[]
  /** The model of the plan, and the one whose detail is open. */
  readonly chosen: string | null
  readonly current: string | null
  readonly onOpen: (model: string) => void
}

export const ModelTable = memo(function ModelTable(props: ModelTableProps) {
  const { rows, memory, hasHardware, isOpen, languages, chosen, current, onOpen } = props
  const text = useText()
  const columns = useMemo((): readonly Column<ModelRow>[] => {
    const verdict = (row: ModelRow) => decidingFor(row, { memory, hasHardware, isOpen })
    return [
      {
        key: 'model',
        name: text.word('modelScreen.column.model'),
        rowHeader: true,
        cell: ({ model }) => (
          <span className={css['name']}>
            <span className={model.id === current ? css['open'] : undefined}>{model.name}</span>
            {model.id === chosen ? <StatusChip tone="note">{text.word('modelScreen.inPlan')}</StatusChip> : null}
            <span className={css['maker']}>
              {model.developer.name}, {text.country(model.developer.country)}
            </span>
          </span>
        ),
        compare: (left, right) => text.compare(left.model.name, right.model.name),
      },
      {
        key: 'license',
        name: text.word('modelScreen.column.license'),
        cell: (row) => <LicenseCell row={row} />,
        compare: (left, right) => text.compare(left.licenseName ?? '', right.licenseName ?? ''),
      },
      {
        key: 'context',
        name: text.word('modelScreen.column.languages'),
        cell: (row) => <LanguageCell row={row} languages={languages} />,
        compare: (left, right) => (left.model.maxContext ?? 0) - (right.model.maxContext ?? 0),
      },
      {
        key: 'memory',
        name: text.word('modelScreen.column.memory'),
        cell: ({ model }) => <MemoryCell memory={memory.get(model.id)} />,
        compare: (left, right) => bytesOf(memory, left) - bytesOf(memory, right),
      },
      {
        key: 'verdict',
        name: text.word('modelScreen.column.verdict'),
        cell: (row) => {
          const { state, word, values } = verdict(row)
          return (
            <span className={cx(css['verdict'], css[toneOf(state)])}>
              <StateIcon state={state} size={18} />
              <span>{text.word(word, values)}</span>
            </span>
          )
        },
        compare: (left, right) =>
          verdict(left).rank - verdict(right).rank || text.compare(left.model.name, right.model.name),
      },
    ]
  }, [text, memory, hasHardware, isOpen, languages, chosen, current])
  return (
    <div className={css['frame']}>
      <DataTable
        caption={text.word('modelScreen.table')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ model }) => model.id}
        sortedBy={{ column: 'verdict', direction: 'ascending' }}
        current={current}
        onOpen={({ model }) => onOpen(model.id)}
        dense
        maxHeight="30rem"
      />
    </div>
  )
})

function bytesOf(memory: MemoryTable, { model }: ModelRow): number {
  return memory.get(model.id)?.total ?? Number.MAX_SAFE_INTEGER
}

const LicenseCell = memo(function LicenseCell({ row }: { readonly row: ModelRow }) {
  const text = useText()
  const { verdict } = row.suitability
  return (
    <span className={css['license']}>
      <OpennessSquares parts={opennessParts(row.openness, text)} />
      <StatusChip tone={verdictTone(verdict, row.suitability.confirm)}>{text.word(verdictWords[verdict])}</StatusChip>
      <span className={css['maker']}>{row.licenseName ?? text.word('modelScreen.licenseNotKnown')}</span>
    </span>
  )
})

const LanguageCell = memo(function LanguageCell(props: { readonly row: ModelRow; readonly languages: readonly string[] }) {
  const text = useText()
  const { model, suitability } = props.row
  const context =
    model.maxContext === null
      ? text.word('modelScreen.contextNotKnown')
      : text.word('modelScreen.contextTokens', { tokens: model.maxContext })
  return (
    <span className={css['license']}>
      <Languages {...props} />
      <span className={cx(css['maker'], suitability.context === 'blocking' && css['short'])}>{context}</span>
    </span>
  )
})

function Languages({ row: { model, suitability }, languages }: { readonly row: ModelRow; readonly languages: readonly string[] }) {
  const text = useText()
  if (languages.length === 0)
    return model.languages.length > 0
      ? text.word('modelScreen.languagesListed', { count: model.languages.length })
      : text.word('modelScreen.languagesNotKnown')
  const found = suitability.language
  if (found === null) return <StatusChip tone="ok">{text.word('modelScreen.languagesAll')}</StatusChip>
  if (found === 'unknown') return <StatusChip tone="note">{text.word('modelScreen.languagesNotKnown')}</StatusChip>
  const missing = languages.filter((language) => !model.languages.includes(language)).map(text.languageName)
  // Names need room to wrap, which a chip does not have.
  return <span className={css['missing']}>{text.word('modelScreen.languagesMissing', { languages: { list: missing } })}</span>
}

/** Where the limit stands in the little bar, of its 100 units. */
const limitAt = 58

const MemoryCell = memo(function MemoryCell({ memory }: { readonly memory: ModelMemory | null | undefined }) {
  const text = useText()
  if (memory === undefined) return <span className={css['maker']}>{text.word('modelScreen.memoryWait')}</span>
  if (memory === null || memory.total === null) return text.word('modelScreen.notKnown')
  const { total, usable, fits } = memory
  const size = text.bytes(total)
  if (usable === null) return size
  const width = Math.min(100, (total / Math.max(1, usable)) * limitAt)
  return (
    <span className={css['memory']}>
      <svg width="84" height="18" viewBox="0 0 100 18" preserveAspectRatio="none" aria-hidden>
        <rect y="5" width={width} height="8" fill={fits === true ? 'var(--c1)' : 'var(--c5)'} />
        <path d={`M${String(limitAt)} 0v18`} stroke="var(--ink)" strokeWidth="2" />
      </svg>
      <span>
        {size}
        <Hidden>{` ${text.word(fits === true ? 'modelScreen.memoryFits' : 'modelScreen.memoryShort')}`}</Hidden>
      </span>
    </span>
  )
})
