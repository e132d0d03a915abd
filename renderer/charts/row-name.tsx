import { inTwoLines } from './text-width.ts'

/** The name of a row beside its bar, in two lines where one is too narrow. `y` is the middle of the row. */
export function RowName({ name, y, room }: { readonly name: string; readonly y: number; readonly room: number }) {
  const size = inTwoLines(name, room, 14).length === 1 ? 14 : 12.5
  const [first = '', second] = inTwoLines(name, room, size)
  if (second === undefined)
    return (
      <text x="0" y={y + size / 3} style={{ fontSize: size, fill: 'var(--ink)' }}>
        {first}
      </text>
    )
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
