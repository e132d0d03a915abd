import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** The width of an element, so that a picture is drawn for it instead of being stretched: its words keep their size. */
export function useWidth<Element extends HTMLElement>(atFirst: number): readonly [RefObject<Element | null>, number] {
  const ref = useRef<Element>(null)
  const [width, setWidth] = useState(atFirst)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return undefined
    setWidth(Math.max(1, Math.round(element.clientWidth)))
    const observer = new ResizeObserver(() => setWidth(Math.max(1, Math.round(element.clientWidth))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
