/** The license text: what is known of it, the text that ships, and the one that came with the weights. */
import { FileCheck2, FileX2 } from 'lucide-react'
import { useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import type { License } from '../../shared/domain/license-pack.ts'
import type { KnownText, TextMatch } from '../../shared/domain/license/text.ts'
import { licenseTextKey } from '../../shared/plan/decide.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { licenseDuties, type LicenseTextStanding } from '../../shared/plan/model/license-duties.ts'
import { modelOf } from '../../shared/plan/stages/model.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card, Note } from '../ui/card.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { ErrorState } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import css from './license-cards.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

const matchTones = {
  exact: 'ok',
  'white-space': 'ok',
  'copyright-line': 'ok',
  different: 'stop',
  'none-known': 'warn',
} as const satisfies Record<TextMatch, string>

/** For the model of the plan: the pinned text belongs to it. */
export function LicenseTextCard({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const model = facts['model.id'] === null ? null : modelOf(facts['model.id'], knowledge)
  const duties = model === null ? null : licenseDuties(model, facts, knowledge)
  if (duties === null)
    return (
      <Card title={text.word('licenseDuties.text')}>
        <p>{text.word(model === null ? 'licenseDuties.noModel' : 'modelScreen.licenseNotKnown')}</p>
      </Card>
    )
  const { license } = duties
  return (
    <Card title={text.word('licenseDuties.text')} aside={<span>{license.name}</span>}>
      <Stack gap="loose">
        <KeyValue
          shape="wide"
          items={[
            { key: 'version', label: text.word('licenseDuties.textVersion'), value: license.version === '-' ? null : license.version },
            { key: 'date', label: text.word('licenseDuties.textDate'), value: license.date },
            { key: 'address', label: text.word('licenseDuties.textAddress'), value: <span className={css['digest']}>{license.url}</span> },
          ]}
        />
        <Known known={duties.text.known} />
        <Attached license={license} standing={duties.text} />
      </Stack>
    </Card>
  )
}

function Known({ known }: { readonly known: readonly KnownText[] }) {
  const text = useText()
  const ships = known.find(({ file }) => file !== null)
  return (
    <div>
      <h3>{text.word('licenseDuties.textKnown')}</h3>
      {known.length === 0 ? (
        <p>{text.word('licenseDuties.textKnownNone')}</p>
      ) : (
        <ul className={css['rules']}>
          {known.map((one) => (
            <li key={`${one.document} ${one.sha256}`}>
              {one.document},{' '}
              {one.file === null
                ? text.word('licenseDuties.textReadAt', { place: one.readAt })
                : text.word('licenseDuties.textShips')}
              <br />
              <code className={css['digest']}>sha256:{one.sha256}</code>
            </li>
          ))}
        </ul>
      )}
      {ships === undefined ? null : <Shipped spdx={ships.document} />}
    </div>
  )
}

/** The text itself, fetched when somebody wants to read it. */
function Shipped({ spdx }: { readonly spdx: string }) {
  const text = useText()
  const { client } = useApp()
  const [shown, setShown] = useState<string | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const show = async (): Promise<void> => {
    const answer = await client['license.text'](spdx)
    if (answer.ok) setShown(answer.value.text)
    else setFault(answer.problem)
  }
  return (
    <>
      <Button size="small" onPress={() => (shown === null ? void show() : setShown(null))}>
        {text.word(shown === null ? 'licenseDuties.showText' : 'licenseDuties.hideText')}
      </Button>
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
      {shown === null ? null : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
        <div className={css['text']} role="region" aria-label={spdx} tabIndex={0} lang="en">
          {shown}
        </div>
      )}
    </>
  )
}

function Attached({ license, standing }: { readonly license: License; readonly standing: LicenseTextStanding }) {
  const text = useText()
  const { client, now, knowledge } = useApp()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [refused, setRefused] = useState<string | null>(null)
  const file = plan.evidence[licenseTextKey]
  const attach = async (): Promise<void> => {
    setRefused(null)
    const answer = await client['license.readText'](null)
    if (!answer.ok)
      return setRefused(text.wordOr(`licenseDuties.refused.${answer.problem.detail}`, text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail })))
    if (answer.value === null) return
    const { name, bytes, digest, normalized, withoutCopyright } = answer.value
    dispatch({
      type: 'licenseText.attach',
      license: license.id,
      evidence: { name, mediaType: 'text/plain', bytes, digest, addedAt: now() },
      normalized,
      withoutCopyright,
    })
  }
  const pinned = knowledge.licenses.licenses.find(({ id }) => id === standing.reliedOn)?.name
  return (
    <div>
      {file === undefined || standing.match === null ? (
        <p>{text.word('licenseDuties.notAttached')}</p>
      ) : (
        <Stack gap="tight">
          <Row>
            <StatusChip tone={matchTones[standing.match]}>{text.word(`licenseDuties.match.${standing.match}`)}</StatusChip>
          </Row>
          <p>
            {file.name}, {text.bytes(file.bytes)}, {text.instant(file.addedAt, 'day')}
            <br />
            <code className={css['digest']}>{file.digest}</code>
          </p>
          {pinned === undefined ? null : (
            <p>
              {text.word(standing.sameLicense === false ? 'licenseDuties.reliedOnOther' : 'licenseDuties.reliedOn', {
                license: pinned,
              })}
            </p>
          )}
        </Stack>
      )}
      {refused === null ? null : <Note tone="stop">{refused}</Note>}
      <Row>
        <Button changes icon={FileCheck2} onPress={() => void attach()}>
          {text.word(file === undefined ? 'licenseDuties.attach' : 'licenseDuties.attachOther')}
        </Button>
        {file === undefined ? null : (
          <Button changes icon={FileX2} variant="quiet" onPress={() => dispatch({ type: 'licenseText.detach' })}>
            {text.word('licenseDuties.detach')}
          </Button>
        )}
      </Row>
    </div>
  )
}
