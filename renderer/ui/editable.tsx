/**
 * Whether what is shown may be changed. A signed version that is here to be reviewed is shown with the same screens as a
 * plan: buttons that would change it (`changes`) are not there, and inputs in `PlanInputs` show what was signed.
 */
import { createContext, useContext, type ReactNode } from 'react'
import css from './editable.module.css'

const Editable = createContext(true)

export function EditableProvider({ editable, children }: { readonly editable: boolean; readonly children: ReactNode }) {
  return <Editable.Provider value={editable}>{children}</Editable.Provider>
}

export function useEditable(): boolean {
  return useContext(Editable)
}

/** Inputs of the plan: read only where nothing may be changed. */
export function PlanInputs({ children }: { readonly children: ReactNode }) {
  return (
    <fieldset disabled={!useEditable()} className={css['inputs']}>
      {children}
    </fieldset>
  )
}

/** What only serves to change the plan, such as a form for a new entry. */
export function WhenEditable({ children }: { readonly children: ReactNode }) {
  return useEditable() ? children : null
}
