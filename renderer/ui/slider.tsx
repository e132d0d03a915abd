import { useEffect, useRef } from 'react'
import { Label, Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'
import { useText } from '../text/words.tsx'
import css from './slider.module.css'

export type SliderProps = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min: number
  readonly max: number
  readonly step?: number
  /** A limit on the scale, with its words. */
  readonly limit?: { readonly at: number; readonly label: string }
  readonly isDisabled?: boolean
  /** How a value is said. Default: as a number. */
  readonly format?: (value: number) => string
}

/** A number by feel. Always beside a field or a figure that says it exactly. */
export function Slider({ label, value, onChange, min, max, step = 1, limit, isDisabled = false, format }: SliderProps) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // The library says the bare number; a day or a level has words.
    if (format !== undefined) input.current?.setAttribute('aria-valuetext', format(value))
  })
  const said = format ?? ((number: number) => text.number(number))
  const at = (number: number): string => `${String(((number - min) / (max - min)) * 100)}%`
  return (
    <AriaSlider
      className={css['slider'] ?? ''}
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={isDisabled}
      onChange={(changed) => onChange(typeof changed === 'number' ? changed : (changed[0] ?? value))}
    >
      <div className={css['head']}>
        <Label className={css['label'] ?? ''}>{label}</Label>
        <SliderOutput className={css['output'] ?? ''}>{format === undefined ? undefined : said(value)}</SliderOutput>
      </div>
      <SliderTrack className={css['track'] ?? ''}>
        <span className={css['rail']} />
        <span className={css['fill']} style={{ width: `calc(${at(value)} + 9px)` }} />
        {limit === undefined ? null : <span className={css['limit']} style={{ insetInlineStart: at(limit.at) }} />}
        <SliderThumb className={css['thumb'] ?? ''} inputRef={input} />
      </SliderTrack>
      <div className={css['scale']} aria-hidden>
        <span>{near(limit?.at, min, max - min) ? '' : said(min)}</span>
        {limit === undefined ? null : (
          <span className={css['limitLabel']} style={{ insetInlineStart: at(limit.at) }}>
            {limit.label}
          </span>
        )}
        <span>{near(limit?.at, max, max - min) ? '' : said(max)}</span>
      </div>
    </AriaSlider>
  )
}

/** Whether a limit's words would run into the words of an end of the scale. */
function near(limit: number | undefined, end: number, length: number): boolean {
  return limit !== undefined && Math.abs(limit - end) < length * 0.3
}
