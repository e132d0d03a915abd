export type FourCellsProps = {
  /** Cells filled, 0 to 4; null: not known, and all are dashed. */
  readonly level: number | null
  readonly color: string
  /** Where the plan's own requirement lies, 0 to 4. */
  readonly required?: number | null
  readonly className?: string | undefined
}

/** A level of four as a row of cells; the words beside it say the same. */
export function FourCells({ level, color, required = null, className }: FourCellsProps) {
  return (
    <svg className={className} style={{ display: 'block' }} width="98" height="18" aria-hidden>
      {[0, 1, 2, 3].map((cell) => {
        const filled = level !== null && level > cell
        return (
          <rect
            key={cell}
            x={0.75 + cell * 24.5}
            y="3"
            width="22"
            height="12"
            rx="1.5"
            fill={filled ? color : 'none'}
            stroke={filled ? color : 'var(--line-strong)'}
            strokeDasharray={level === null ? '2.5 2.5' : undefined}
          />
        )
      })}
      {required === null ? null : <path d={`M${String(Math.max(1.5, required * 24.5 - 0.75))} 0v18`} stroke="var(--ink)" strokeWidth="2.5" />}
    </svg>
  )
}
