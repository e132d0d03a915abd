import { List, Table2, ChartNoAxesColumn } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useScrolls } from '../ui/use-scrolls.ts'
import css from './chart-frame.module.css'

export type ChartFrameProps = {
  readonly title: string
  /** What the picture shows, in one sentence. Spoken with the picture; shown when `findingShown`. */
  readonly finding: string
  readonly findingShown?: boolean
  readonly picture: ReactNode
  /** The same facts as a table or list. It can be reached without seeing the picture. */
  readonly twin: ReactNode
  readonly twinKind?: 'table' | 'list'
  readonly legend?: ReactNode
  /** Under the picture: where the numbers come from. */
  readonly note?: ReactNode | undefined
  readonly level?: 2 | 3
  /** The picture needs its room: in a narrow window it scrolls in its own region. */
  readonly scrolls?: boolean
  /** The picture has parts of its own that the keyboard reaches: it is a group, not an image. */
  readonly interactive?: boolean
  /** Without a card around it, inside a verdict. */
  readonly bare?: boolean
}

/** A picture and its twin in words. What is printed is the picture with its sentence. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, finding, findingShown = false, picture, twin, twinKind = 'table', legend, note, level = 2, bare = false, scrolls = false, interactive = false } = props
  const text = useText()
  const [asTwin, setAsTwin] = useState(false)
  const toggle = (
    <Button variant="text" icon={asTwin ? ChartNoAxesColumn : twinKind === 'list' ? List : Table2} onPress={() => setAsTwin(!asTwin)}>
      {text.word(asTwin ? 'table.asPicture' : twinKind === 'list' ? 'table.asList' : 'table.asTable')}
    </Button>
  )
  const content = (
    <>
      {findingShown ? <p className={css['finding']}>{finding}</p> : null}
      {asTwin ? (
        twin
      ) : (
        <Picture label={`${title}. ${finding}`} name={title} scrolls={scrolls} interactive={interactive}>
          {picture}
        </Picture>
      )}
      {note === undefined ? null : <p className={css['note']}>{note}</p>}
    </>
  )
  if (bare)
    return (
      <div>
        <div className={css['bare']}>{content}</div>
        <div className={css['strip']}>
          {asTwin ? null : legend}
          <span className={css['end']}>{toggle}</span>
        </div>
      </div>
    )
  return (
    <Card
      title={title}
      level={level}
      flush
      aside={
        <>
          {asTwin ? null : legend}
          {toggle}
        </>
      }
    >
      <div className={asTwin ? css['twin'] : css['body']}>{content}</div>
    </Card>
  )
}

type PictureProps = {
  readonly label: string
  readonly name: string
  readonly scrolls: boolean
  readonly interactive: boolean
  readonly children: ReactNode
}

function Picture({ label, name, scrolls, interactive, children }: PictureProps) {
  const [ref, overflows] = useScrolls<HTMLDivElement>()
  return (
    <div
      ref={ref}
      className={scrolls ? css['region'] : css['picture']}
      {...(scrolls && overflows && !interactive ? { role: 'group', 'aria-label': name, tabIndex: 0 } : {})}
    >
      <div role={interactive ? 'group' : 'img'} aria-label={label}>
        {children}
      </div>
    </div>
  )
}

export type LegendItem = { readonly key: string; readonly label: string; readonly mark: LegendMark }
export type LegendMark = 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'hatch' | 'stop-line' | 'ok-dash' | 'plain-line' | 'unknown-dash' | 'limit' | 'need-dash'

/** What the marks mean, for those that have no label of their own in the picture. */
export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul className={css['legend']}>
      {items.map(({ key, label, mark }) => (
        <li key={key}>
          <LegendShape mark={mark} />
          {label}
        </li>
      ))}
    </ul>
  )
}

const lines: Partial<Record<LegendMark, { readonly stroke: string; readonly width: number; readonly dash?: string }>> = {
  'stop-line': { stroke: 'var(--stop)', width: 3 },
  'ok-dash': { stroke: 'var(--ok)', width: 2, dash: '5 4' },
  'unknown-dash': { stroke: 'var(--accent)', width: 2, dash: '1.5 3.5' },
  'need-dash': { stroke: 'var(--stop)', width: 1.6, dash: '5 3' },
  'plain-line': { stroke: 'var(--line-strong)', width: 2 },
}

function LegendShape({ mark }: { readonly mark: LegendMark }) {
  const line = lines[mark]
  if (line !== undefined) return <Line {...line} />
  if (mark === 'limit')
    return (
      <svg width="5" height="14" aria-hidden>
        <path d="M2.5 0v14" stroke="var(--ink)" strokeWidth="2.5" />
      </svg>
    )
  return (
    <svg width="11" height="11" aria-hidden>
      {mark === 'hatch' ? (
        <>
          <rect x="0.5" y="0.5" width="10" height="10" rx="1.5" fill="var(--surface)" stroke="var(--line-strong)" />
          <path d="M1 7 7 1M3 10l7-7M7 10l3-3" stroke="var(--line-strong)" strokeWidth="1" />
        </>
      ) : (
        <rect width="11" height="11" rx="2" fill={`var(--${mark})`} />
      )}
    </svg>
  )
}

function Line({ stroke, width, dash }: { readonly stroke: string; readonly width: number; readonly dash?: string }) {
  return (
    <svg width="26" height="8" aria-hidden>
      <path d="M0 4h26" stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
    </svg>
  )
}
