import { parseDate, type CalendarDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components'
import { useText } from '../../text/words.tsx'
import { cx } from '../class-names.ts'
import type { ControlProps } from './field-control.tsx'
import { FaultText, FieldFace } from './field-face.tsx'
import css from './field.module.css'

/** A calendar day: typed part by part in the reader's order, or taken from a calendar. */
export function DayControl({ face, value, isDisabled, error, onChange, onClear }: ControlProps) {
  const text = useText()
  return (
    <DatePicker<CalendarDate>
      className={css['field'] ?? ''}
      value={typeof value === 'string' ? dayOf(value) : null}
      onChange={(day) => (day === null ? onClear() : onChange(day.toString()))}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      shouldForceLeadingZeros
    >
      <FieldFace {...face} />
      <Group className={cx(css['box'], css['date'])}>
        <DateInput className={css['dateInput'] ?? ''}>{(segment) => <DateSegment segment={segment} className={css['dateSegment'] ?? ''} />}</DateInput>
        <Button className={css['dateOpen'] ?? ''} aria-label={text.word('answer.calendar')}>
          <CalendarDays size={16} strokeWidth={1.9} aria-hidden />
        </Button>
      </Group>
      <FaultText>{error}</FaultText>
      <Popover className={css['popover'] ?? ''} offset={4}>
        <Dialog className={css['calendar'] ?? ''} aria-label={face.label}>
          <Calendar>
            <header className={css['calendarHead']}>
              <Button slot="previous" aria-label={text.word('answer.previousMonth')}>
                <ChevronLeft size={17} aria-hidden />
              </Button>
              <Heading className={css['calendarTitle'] ?? ''} />
              <Button slot="next" aria-label={text.word('answer.nextMonth')}>
                <ChevronRight size={17} aria-hidden />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className={css['day'] ?? ''} />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

function dayOf(text: string): CalendarDate | null {
  try {
    return parseDate(text)
  } catch {
    return null
  }
}
