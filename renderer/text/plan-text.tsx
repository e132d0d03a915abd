/** Text that the planner wrote, marked with its language so that it is spoken and hyphenated as such. */
import { useOpenPlan } from '../state/app-context.tsx'
import css from './plan-text.module.css'

export function PlanText({ children }: { readonly children: string }) {
  const { language } = useOpenPlan().document.plan
  return (
    <span lang={language} className={css['own']}>
      {children}
    </span>
  )
}
