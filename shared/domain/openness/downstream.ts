/**
 * Who changes a general-purpose model becomes the provider of the change when its training takes more than a third of
 * the compute of the original (Commission guidelines of 18 July 2025 on the scope of the obligations for providers of
 * general-purpose AI models; recital 109 of the EU AI Act). The relief of Art. 53(2) is then a question for them too.
 */
import { toInteger } from '../vocabulary.ts'

/** Compute in units of 10^18 floating-point operations. Null is not known. */
export type FineTuning = {
  readonly fineTunes: boolean | null
  readonly baseCompute: number | null
  readonly fineTuneCompute: number | null
}

export type DownstreamTest = {
  /** `above`: more than a third. Exactly a third is `below`. `no-change`: the model is not fine-tuned. */
  readonly state: 'no-change' | 'below' | 'above' | 'not-known'
  /** Compute of the change against the original, in hundredths of a percent; null where either is not known. */
  readonly shareBasisPoints: number | null
}

export function downstreamTest({ fineTunes, baseCompute, fineTuneCompute }: FineTuning): DownstreamTest {
  if (fineTunes === false) return { state: 'no-change', shareBasisPoints: null }
  if (fineTunes === null || baseCompute === null || fineTuneCompute === null || baseCompute <= 0)
    return { state: 'not-known', shareBasisPoints: null }
  return {
    state: fineTuneCompute * 3 > baseCompute ? 'above' : 'below',
    shareBasisPoints: toInteger((fineTuneCompute / baseCompute) * 10_000),
  }
}
