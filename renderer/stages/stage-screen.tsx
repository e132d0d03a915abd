/** Which screen shows which stage. */
import type { ReactNode } from 'react'
import type { FieldId } from '../../shared/plan/fields.ts'
import type { StageName } from '../state/location.ts'
import { CostsStage } from './costs-stage.tsx'
import { HardwareStage } from './hardware-stage.tsx'
import { HostingStage } from './hosting-stage.tsx'
import { ModelStage } from './model-stage.tsx'
import { ObligationsStage } from './obligations-stage.tsx'
import { RequirementsStage } from './requirements-stage.tsx'
import { ReviewStage } from './review-stage.tsx'
import { SignStage } from './sign-stage.tsx'

const screens = {
  requirements: RequirementsStage,
  model: ModelStage,
  hardware: HardwareStage,
  hosting: HostingStage,
  obligations: ObligationsStage,
  costs: CostsStage,
  review: ReviewStage,
  sign: SignStage,
} as const satisfies Record<StageName, () => ReactNode>

export function StageScreen({ stage }: { readonly stage: StageName; readonly field: FieldId | null }) {
  const Screen = screens[stage]
  return <Screen key={stage} />
}
