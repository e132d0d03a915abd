/** Being led to one question: it comes into view with the focus on the control that takes its answer. */
import { useEffect, useRef, type RefObject } from 'react'
import type { FieldId } from '../../shared/plan/fields.ts'
import { useUi } from '../state/app-context.tsx'
import { here, type Location } from '../state/location.ts'
import { ownControl } from '../ui/fields/own-control.ts'

/** `visit` is a value of its own each time somebody is led there, and null while nobody is. */
export type QuestionTarget = { readonly place: RefObject<HTMLDivElement | null>; readonly visit: Location | null }

export function useQuestionTarget(id: FieldId): QuestionTarget {
  const place = useRef<HTMLDivElement>(null)
  const visit = useUi((store) => {
    const location = here(store.history)
    return location.screen === 'stage' && location.field === id ? location : null
  })
  useEffect(() => {
    if (visit === null || place.current === null) return
    place.current.scrollIntoView({ block: 'center' })
    const control = ownControl(place.current) ?? place.current
    control.focus()
  }, [visit])
  return { place, visit }
}
