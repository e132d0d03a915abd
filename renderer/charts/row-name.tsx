import { inTwoLines } from './text-width.ts'

/** The name of a row beside its bar, in two lines where one is too narrow. `y` is the middle of the row. */
export function RowName({ name, y, room }: { readonly name: string; readonly y: number; readonly room: number }) {
  const one = inTwoLines(name, room, 14)
  if (one.length === 1)
    return (
      <text x="0" y={y + 5} style={{ fontSize: 14, fill: 'var(--ink)' }}>
        {name}
      </text>
    )
  const [first = '', second = ''] = inTwoLines(name, room, 12.5)
  return (
    <text x="0" y={y} style={{ fontSize: 12.5, fill: 'var(--ink)' }}>
      <tspan x="0" y={y - 3}>
        {first}
      </tspan>
      <tspan x="0" y={y + 11}>
        {second}
      </tspan>
    </text>
  )
}
