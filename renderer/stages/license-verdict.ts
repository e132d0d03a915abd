/** How a license verdict looks and is called. Its shape and word carry it, never the color alone. */
import type { LicenseVerdict } from '../../shared/domain/license.ts'
import type { Tone } from '../ui/state-icon.tsx'

export const verdictWords = {
  allowed: 'license.verdict.allowed',
  'allowed with conditions': 'license.verdict.conditions',
  'needs legal review': 'license.verdict.review',
  prohibited: 'license.verdict.prohibited',
} as const satisfies Record<LicenseVerdict, string>

const tones: Record<LicenseVerdict, Tone> = {
  allowed: 'ok',
  'allowed with conditions': 'ok',
  'needs legal review': 'warn',
  prohibited: 'stop',
}

/** A permission that rests on a text nobody has read is not shown as one. */
export function verdictTone(verdict: LicenseVerdict, toConfirm: boolean): Tone {
  return toConfirm && tones[verdict] === 'ok' ? 'note' : tones[verdict]
}
