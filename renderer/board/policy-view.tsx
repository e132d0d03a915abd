/** What a decision needs, in sentences; on a draft, a builder for them. */
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { BoardDocument, Requirement } from '../../shared/plan/board.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import css from './board.module.css'

type DecisionName = 'approved' | 'approvedWithConditions'

export function PolicyView({ document, onChange }: { readonly document: BoardDocument; readonly onChange: ((document: BoardDocument) => void) | null }) {
  const text = useText()
  const { policy } = document
  const set = (decision: DecisionName, requirements: readonly Requirement[]): void =>
    onChange?.({ ...document, policy: { ...policy, [decision]: [...requirements] } })
  return (
    <Stack>
      <p>{text.word('board.approvedNeeds')}</p>
      <Requirements decision="approved" document={document} onChange={onChange === null ? null : (list) => set('approved', list)} />
      {onChange === null ? (
        policy.approvedWithConditions.length === 0 ? (
          <p>{text.word('board.conditionalNone')}</p>
        ) : (
          <>
            <p>{text.word('board.conditionalNeeds')}</p>
            <Requirements decision="approvedWithConditions" document={document} onChange={null} />
          </>
        )
      ) : (
        <>
          <Checkbox
            label={text.word('board.conditionalSame')}
            isSelected={policy.approvedWithConditions.length > 0}
            onChange={(same) => set('approvedWithConditions', same ? policy.approved : [])}
          />
          {policy.approvedWithConditions.length === 0 ? null : (
            <>
              <p>{text.word('board.conditionalNeeds')}</p>
              <Requirements decision="approvedWithConditions" document={document} onChange={(list) => set('approvedWithConditions', list)} />
            </>
          )}
        </>
      )}
      <SmallPrint>{text.word('board.policyRules')}</SmallPrint>
    </Stack>
  )
}

function sentence({ roles, persons }: Requirement, document: BoardDocument, text: Text): string {
  const titles = roles.map((role) => document.roles[role] ?? role)
  return text.word(roles.length > 1 ? 'board.requirementOr' : 'board.requirement', { count: persons, roles: text.list(titles, 'disjunction') })
}

function Requirements(props: {
  readonly decision: DecisionName
  readonly document: BoardDocument
  readonly onChange: ((requirements: readonly Requirement[]) => void) | null
}) {
  const { decision, document, onChange } = props
  const text = useText()
  const [adding, setAdding] = useState(false)
  const list = document.policy[decision]
  return (
    <>
      <ul className={css['requirements']}>
        {list.map((requirement, at) => {
          const words = sentence(requirement, document, text)
          return (
            <li key={`${words} ${String(at)}`}>
              <span>{words}</span>
              {onChange === null ? null : (
                <Button
                  size="small"
                  variant="quiet"
                  icon={Trash2}
                  aria-label={text.word('board.removeRequirement', { what: words })}
                  isDisabled={decision === 'approved' && list.length === 1}
                  onPress={() => onChange(list.filter((_other, place) => place !== at))}
                >
                  {text.word('board.removePerson')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {onChange === null ? null : (
        <Row>
          <Button size="small" icon={Plus} onPress={() => setAdding(true)}>
            {text.word('board.addRequirement')}
          </Button>
        </Row>
      )}
      {adding && onChange !== null ? (
        <RequirementDialog
          document={document}
          decision={decision}
          onClose={() => setAdding(false)}
          onAdd={(requirement) => {
            onChange([...list, requirement])
            setAdding(false)
          }}
        />
      ) : null}
    </>
  )
}

/** More persons in one requirement are rare; several requirements say more. */
const counts = ['1', '2', '3', '4', '5'] as const

function RequirementDialog(props: {
  readonly document: BoardDocument
  readonly decision: DecisionName
  readonly onClose: () => void
  readonly onAdd: (requirement: Requirement) => void
}) {
  const { document, decision, onClose, onAdd } = props
  const text = useText()
  const [roles, setRoles] = useState<readonly string[]>([])
  const [persons, setPersons] = useState<(typeof counts)[number]>('1')
  return (
    <Dialog
      title={`${text.word(`board.decision.${decision}`)}${text.colon} ${text.word('board.addRequirement')}`}
      isOpen
      onOpenChange={(open) => open || onClose()}
      actions={
        <Row align="end">
          <Button onPress={onClose}>{text.word('app.cancel')}</Button>
          <Button variant="primary" isDisabled={roles.length === 0} onPress={() => onAdd({ roles: [...roles], persons: Number(persons) })}>
            {text.word('board.add')}
          </Button>
        </Row>
      }
    >
      <Stack>
        <SegmentedControl
          label={text.word('board.howMany')}
          segments={counts.map((value) => ({ value, label: text.number(Number(value)) }))}
          value={persons}
          onChange={setPersons}
        />
        <fieldset className={css['choices']}>
          <legend>{text.word('board.fromRoles')}</legend>
          {Object.entries(document.roles)
            .filter(([role]) => role !== 'author')
            .map(([role, title]) => (
              <Checkbox
                key={role}
                label={title}
                isSelected={roles.includes(role)}
                onChange={(chosen) => setRoles(chosen ? [...roles, role] : roles.filter((other) => other !== role))}
              />
            ))}
        </fieldset>
      </Stack>
    </Dialog>
  )
}
