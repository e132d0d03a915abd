/** Sentences on how certain speeds are, the same on the screen and in the report. */
import { promptGroup, type Basis, type SpeedBand } from '../../domain/capacity.ts'
import { message, type Message } from '../../domain/vocabulary.ts'

/** Null where the first token is as certain as the answer, which says so itself. */
export function firstTokenCertainty(firstToken: SpeedBand | null, perPerson: SpeedBand | null): Message | null {
  if (firstToken === null) return null
  if (firstToken.group === promptGroup) return message('hardwareScreen.basis.processor-prompt')
  return firstToken.basis === perPerson?.basis
    ? null
    : message('hardwareScreen.firstTokenBasis', { basis: { term: `splits.basis.${firstToken.basis}` } })
}

/** Null in plans that were signed before sizing said so. */
export function sizingCertainty({ speedBasis }: { readonly speedBasis?: Basis }): Message | null {
  if (speedBasis === undefined) return null
  return speedBasis === 'vendor'
    ? message('sizingScreen.certaintyLowest')
    : message('sizingScreen.certainty', { basis: { term: `splits.basis.${speedBasis}` } })
}
