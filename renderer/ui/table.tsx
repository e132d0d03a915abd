import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { Checkbox } from './checkbox.tsx'
import { cx } from './class-names.ts'
import css from './table.module.css'
import { useScrolls } from './use-scrolls.ts'

export type Column<Row> = {
  readonly key: string
  readonly name: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Names the row for assistive technology. Exactly one column. */
  readonly rowHeader?: boolean
  /** Figures stand at the end of their column. */
  readonly align?: 'start' | 'end'
  readonly width?: string
  /** Makes the column sortable: the order of two rows, rising. */
  readonly compare?: (left: Row, right: Row) => number
}

export type Sorting = { readonly column: string; readonly direction: 'ascending' | 'descending' }

export type DataTableProps<Row> = {
  /** What the table shows. Spoken, and shown unless `captionHidden`. */
  readonly caption: ReactNode
  readonly captionHidden?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** A row's plain name, for the words of its checkbox. */
  readonly rowName?: (row: Row) => string
  readonly sortedBy?: Sorting
  /** Rows ticked, such as a shortlist. */
  readonly ticked?: ReadonlySet<string>
  readonly onTick?: (key: string, ticked: boolean) => void
  /** The row whose detail is open, and what a press or Enter on a row does. */
  readonly current?: string | null
  readonly onOpen?: (row: Row) => void
  /** The row that somebody was led to: in view, marked, with the focus on what changes it. `visit` counts the times. */
  readonly target?: { readonly id: string | null; readonly visit: number }
  readonly dense?: boolean
  /** Fits its place by wrapping: its columns have the widths they say, and share what is left. */
  readonly fits?: boolean
  readonly maxHeight?: string
  readonly empty?: ReactNode
}

/**
 * A table with everything that assistive technology needs: caption, scopes, row header, sorting said by `aria-sort`.
 * It scrolls in its own region; arrow keys walk over rows that open.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden = false, columns, rows, rowKey, rowName, sortedBy, ticked, onTick } = props
  const { current = null, onOpen, target, dense = false, fits = false, maxHeight, empty } = props
  const text = useText()
  const [sorting, setSorting] = useState<Sorting | null>(sortedBy ?? null)
  const body = useRef<HTMLTableSectionElement>(null)
  const [region, scrolls] = useScrolls<HTMLDivElement>()
  const led = target?.id ?? null
  const visit = target?.visit ?? 0
  useEffect(() => {
    if (led === null) return
    const row = body.current?.querySelector<HTMLElement>('tr[data-target]')
    row?.scrollIntoView({ block: 'center' })
    // What changes a row stands in its last column.
    const control = row?.lastElementChild?.querySelector<HTMLElement>('button') ?? row?.querySelector<HTMLElement>('button, a, input')
    control?.focus()
  }, [led, visit])
  const shown = sorted(rows, columns, sorting)
  const first = shown[0] === undefined ? null : rowKey(shown[0])
  const stop = shown.some((row) => rowKey(row) === current) ? current : first

  return (
    <div
      ref={region}
      className={css['region']}
      // What scrolls must be reachable without a mouse, and have a name.
      {...(scrolls ? { role: 'group', tabIndex: 0, 'aria-label': typeof caption === 'string' ? caption : text.word('table.asTable') } : {})}
      style={maxHeight === undefined ? {} : { maxHeight }}
    >
      <table className={cx(css['table'], dense && css['dense'], fits && css['fits'])}>
        <caption className={captionHidden ? css['hidden'] : css['caption']}>{caption}</caption>
        <thead>
          <tr>
            {onTick === undefined ? null : (
              <th scope="col" className={css['tick']}>
                <span className={css['hidden']}>{text.word('answer.chosen')}</span>
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => walk(event, body.current)}>
          {shown.length === 0 ? (
            <tr>
              <td colSpan={columns.length + (onTick === undefined ? 0 : 1)} className={css['empty']}>
                {empty ?? text.word('table.empty')}
              </td>
            </tr>
          ) : null}
          {shown.map((row) => {
            const key = rowKey(row)
            const opens =
              onOpen === undefined
                ? {}
                : {
                    tabIndex: key === stop ? 0 : -1,
                    'data-row': key,
                    'aria-current': key === current ? ('true' as const) : undefined,
                    onClick: () => onOpen(row),
                    onKeyDown: (event: KeyboardEvent) => {
                      if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row)
                      if (event.key === ' ' && event.target === event.currentTarget && onTick !== undefined) {
                        event.preventDefault()
                        onTick(key, !(ticked?.has(key) ?? false))
                      }
                    },
                  }
            return (
              <tr key={key} className={cx(onOpen !== undefined && css['opens'], (key === current || key === led) && css['current'])} data-target={key === led || undefined} {...opens}>
                {onTick === undefined ? null : (
                  <td className={css['tick']} onClick={(event) => event.stopPropagation()}>
                    <Checkbox
                      label={text.word('table.select', { what: rowName?.(row) ?? key })}
                      labelHidden
                      isSelected={ticked?.has(key) ?? false}
                      onChange={(value) => onTick(key, value)}
                    />
                  </td>
                )}
                {columns.map((column) =>
                  column.rowHeader === true ? (
                    <th key={column.key} scope="row" className={cx(column.align === 'end' && css['end'])}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} className={cx(column.align === 'end' && css['end'])}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** A name and, quieter, what belongs to it. */
export function TwoLines({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }) {
  return (
    <span className={css['two']}>
      <span>{first}</span>
      <span className={css['second']}>{second}</span>
    </span>
  )
}

function Head<Row>(props: { readonly column: Column<Row>; readonly sorting: Sorting | null; readonly onSort: (sorting: Sorting) => void }) {
  const { column, sorting, onSort } = props
  const direction = sorting?.column === column.key ? sorting.direction : null
  const place = cx(column.align === 'end' && css['end'])
  const width = column.width === undefined ? {} : { width: column.width }
  if (column.compare === undefined)
    return (
      <th scope="col" className={place} style={width}>
        {column.name}
      </th>
    )
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <th scope="col" className={place} style={width} aria-sort={direction ?? 'none'}>
      <button
        type="button"
        className={cx(css['sort'], direction !== null && css['sorted'])}
        onClick={() => onSort({ column: column.key, direction: direction === 'ascending' ? 'descending' : 'ascending' })}
      >
        {column.name}
        <Arrow size={14} strokeWidth={2.1} aria-hidden />
      </button>
    </th>
  )
}

function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | null): readonly Row[] {
  const compare = columns.find((column) => column.key === sorting?.column)?.compare
  if (sorting === null || compare === undefined) return rows
  const sign = sorting.direction === 'ascending' ? 1 : -1
  return rows.toSorted((left, right) => sign * compare(left, right))
}

const steps: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowDown: (place, count) => Math.min(place + 1, count - 1),
  ArrowUp: (place) => Math.max(place - 1, 0),
  Home: () => 0,
  End: (_place, count) => count - 1,
}

/** Moves the focus over rows that open. */
function walk(event: KeyboardEvent, body: HTMLElement | null): void {
  const step = steps[event.key]
  if (step === undefined || body === null) return
  const rows = [...body.querySelectorAll<HTMLElement>('tr[data-row]')]
  const place = rows.findIndex((row) => row === event.target)
  if (place < 0) return
  event.preventDefault()
  rows[step(place, rows.length)]?.focus()
}
