/** What a card of the board's document takes. */
import type { BoardDocument } from '../../shared/plan/board.ts'

/** `onChange` null: only shown. */
export type EditProps = { readonly document: BoardDocument; readonly onChange: ((document: BoardDocument) => void) | null }
