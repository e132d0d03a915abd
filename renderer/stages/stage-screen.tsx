/** Which screen shows which stage. */
import type { ReactNode } from 'react'
import type { FieldId } from '../../shared/plan/fields.ts'
import { CommentsCard } from '../board/comments-card.tsx'
import { ReviewBanner } from '../board/review-banner.tsx'
import { useOpenPlan } from '../state/app-context.tsx'
import type { StageName } from '../state/location.ts'
import { CostsStage } from './costs-stage.tsx'
import { DecideStage } from './decide-stage.tsx'
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
  const plan = useOpenPlan()
  const { copy } = plan
  if (copy !== null && stage === 'sign') return <DecideStage copy={copy} />
  const Screen = screens[stage]
  return (
    <>
      {copy === null ? null : <ReviewBanner copy={copy} />}
      <Screen key={stage} />
      <CommentsCard key={`comments ${stage}`} stage={stage} />
    </>
  )
}
