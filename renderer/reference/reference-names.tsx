/** The names that open a reference, in the reader's language, for every screen under it. */
import { useMemo, type ReactNode } from 'react'
import { splitAt } from '../../shared/base/named-pieces.ts'
import { referenceNames } from '../../shared/plan/hosting/names.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { NamesProvider } from '../ui/referenced.tsx'
import { ReferenceDialog } from './reference-dialog.tsx'

export function ReferenceNames({ children }: { readonly children: ReactNode }) {
  const text = useText()
  const { knowledge } = useApp()
  const names = useMemo(() => ({ split: splitAt(referenceNames(knowledge, text.wordOr)), Reference: ReferenceDialog }), [knowledge, text])
  return <NamesProvider names={names}>{children}</NamesProvider>
}
