/** Whether the focus is about to be put into a field by a link: its list stays shut then, because an open one hides the page from readers. */
import { createContext } from 'react'

export const QuietArrival = createContext(false)
