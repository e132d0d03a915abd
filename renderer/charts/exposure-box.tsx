import { memo } from 'react'
import css from './chart.module.css'
import own from './exposure-graph.module.css'
import type { PlacedNode } from './exposure-layout.ts'

type ExposureBoxProps = {
  readonly box: PlacedNode
  readonly label: string
  readonly picked: boolean
  /** Tab stops here. */
  readonly stop: boolean
  readonly faded: boolean
}

const stateClass = { open: own['open'], unknown: own['unknown'], closed: undefined, domestic: undefined } as const

/** One box. It has no handlers of its own: the picture around it hears keys and clicks by `data-box`. */
export const ExposureBox = memo(function ExposureBox({ box, label, picked, stop, faded }: ExposureBoxProps) {
  const open = box.state === 'open'
  return (
    <g
      data-box={box.node.id}
      role="button"
      aria-pressed={picked}
      tabIndex={stop ? 0 : -1}
      className={[own['box'], stateClass[box.state], faded ? own['faded'] : undefined].filter((name) => name !== undefined).join(' ')}
      transform={`translate(${String(box.x)} ${String(box.y)})`}
    >
      {/* Names the box; what stands in it may be shortened. */}
      <title>{label}</title>
      <rect width={box.width} height={box.height} rx="5" />
      <text aria-hidden>
        {box.nameLines.map((line, place) => (
          <tspan key={`name ${String(place)}`} x="11" y={21 + place * 17} className={open ? `${css['name'] ?? ''} ${css['stop'] ?? ''}` : css['name']}>
            {line}
          </tspan>
        ))}
        {box.detailLines.map((line, place) => (
          <tspan key={`detail ${String(place)}`} x="11" y={19 + box.nameLines.length * 17 + place * 15}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
})
