/** The organization's own rules for its hosting: what each says, where it stands, and whether this hosting meets it. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { houseRulePrefix } from '../../shared/domain/jurisdiction/house-rules.ts'
import { conditionMessage } from '../../shared/plan/hosting/house-words.ts'
import type { OwnHouseRule } from '../../shared/plan/own-hosting.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Row } from '../ui/page.tsx'
import { StateIcon, type State } from '../ui/state-icon.tsx'
import { HouseRuleDialog } from './house-rule-dialog.tsx'
import css from './house-rules.module.css'

const states = { met: 'ok', blocked: 'blocking', unknown: 'unknown', idle: 'none' } as const satisfies Record<string, State>

export function HostingHouseRules({ view }: { readonly view: HostingView }) {
  const text = useText()
  const { plan } = useOpenPlan().document
  const [edited, setEdited] = useState<OwnHouseRule | 'new' | null>(null)
  const rules = Object.values(plan.houseRules ?? {})
  return (
    <Card
      title={text.word('houseRule.title')}
      aside={
        <Button changes icon={Plus} size="small" onPress={() => setEdited('new')}>
          {text.word('houseRule.add')}
        </Button>
      }
    >
      {rules.length === 0 ? (
        <p>{text.word('houseRule.none')}</p>
      ) : (
        <ul className={css['rules']}>
          {rules.map((own) => (
            <li key={own.rule.id}>
              <OneRule own={own} view={view} onEdit={() => setEdited(own)} />
            </li>
          ))}
        </ul>
      )}
      {edited === null ? null : <HouseRuleDialog edited={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Card>
  )
}

type OneRuleProps = { readonly own: OwnHouseRule; readonly view: HostingView; readonly onEdit: () => void }

function OneRule({ own: { rule, source }, view, onEdit }: OneRuleProps) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const outcome = view.gates.find((gate) => gate.code === houseRulePrefix + rule.id)?.outcome ?? 'idle'
  const said = (conditions: typeof rule.requires): string => text.list(conditions.map((one) => text.say(conditionMessage(one))))
  return (
    <>
      <StateIcon state={states[outcome]} />
      <div>
        <b>{rule.name}</b> <span className={css['quiet']}>{text.word(`houseRule.${outcome}`)}</span>
        <p>
          {rule.applies.length === 0 ? text.word('houseRule.always') : text.word('houseRule.when', { conditions: said(rule.applies) })}
          {text.colon} {said(rule.requires)}
        </p>
        {source === '' ? null : <p className={css['quiet']}>{source}</p>}
        <Row>
          <Button changes variant="text" onPress={onEdit}>
            {text.word('houseRule.edit', { name: rule.name })}
          </Button>
          <Button changes variant="text" onPress={() => dispatch({ type: 'houseRule.remove', rule: rule.id })}>
            {text.word('houseRule.remove', { name: rule.name })}
          </Button>
        </Row>
      </div>
    </>
  )
}
