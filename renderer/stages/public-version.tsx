/** A public version of the last signed version: what is withheld is ticked, the rest still verifies. */
import { useState } from 'react'
import { isFieldId } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { partValues, seedOf } from '../../shared/plan/redaction.ts'
import type { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { answerText } from '../../shared/words/answer.ts'
import { partLabel } from '../../shared/words/part-name.ts'
import { useApp, useOpenPlan, useUi } from '../state/app-context.tsx'
import { languageFor } from '../state/ui-store.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import css from './public-version.module.css'

export function PublicVersion({ version }: { readonly version: number }) {
  const text = useText()
  const plan = useOpenPlan()
  const { client, knowledge } = useApp()
  const settings = useUi((store) => store.settings)
  const [signed, setSigned] = useState<SignedPlan | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const tell = (fault: { readonly code: string; readonly detail: string }): void => {
    showToast({ state: 'blocking', title: text.wordOr(`fault.${fault.code}`) })
  }
  const open = async (): Promise<void> => {
    const answer = await client['plan.version']({ id: plan.id, version })
    if (!answer.ok) return tell(answer.problem)
    if (seedOf(answer.value) === null) return void showToast({ state: 'advisory', title: text.word('public.old') })
    setTicked(new Set())
    setSigned(answer.value)
  }
  const save = async (): Promise<void> => {
    const language = languageFor(settings, navigator.language)
    const answer = await client['plan.exportPublic']({ id: plan.id, version, withhold: [...ticked], language })
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    showToast({ state: 'ok', title: text.word('sign.saved'), detail: `${answer.value.path}, ${text.bytes(answer.value.bytes)}` })
    setSigned(null)
  }
  const tick = (key: string, on: boolean): void => {
    const next = new Set(ticked)
    if (on) next.add(key)
    else next.delete(key)
    setTicked(next)
  }
  return (
    <>
      <Button size="small" onPress={() => void open()}>
        {text.word('public.chooseShort')}
      </Button>
      <Dialog title={text.word('public.choose')} isOpen={signed !== null} onOpenChange={(shown) => shown || setSigned(null)} width="wide">
        {signed === null ? null : (
          <Stack>
            <p>{text.word('public.detail')}</p>
            <DataTable
              caption={text.word('public.table')}
              dense
              maxHeight="24rem"
              rows={rowsOf(signed, knowledge, text)}
              rowKey={(row) => row.pointer}
              rowName={(row) => row.name}
              ticked={ticked}
              onTick={tick}
              columns={[
                { key: 'part', name: text.word('public.part'), rowHeader: true, width: '42%', cell: (row) => row.name },
                { key: 'value', name: text.word('public.value'), cell: (row) => <span className={css['value']}>{row.value}</span> },
              ]}
            />
            <SmallPrint>{text.word('public.assessment')}</SmallPrint>
            <Row align="between">
              <span role="status">{text.word('public.count', { count: ticked.size })}</span>
              <Button variant="primary" onPress={() => void save()}>
                {text.word('public.save')}
              </Button>
            </Row>
          </Stack>
        )}
      </Dialog>
    </>
  )
}

type PartRow = { readonly pointer: string; readonly name: string; readonly value: string }

/** Answers by their question, then the plan's other entries. The assessment follows from the choice and is not listed. */
function rowsOf(signed: SignedPlan, knowledge: Knowledge, text: Text): readonly PartRow[] {
  const speech = { locale: text.locale, word: (id: string, values = {}) => text.say({ id, values: { ...values } }) }
  return [...partValues(signed)]
    .filter(([pointer]) => pointer.startsWith('/plan/'))
    .map(([pointer, value]) => {
      const [, , table = '', key = ''] = pointer.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      if (table === 'answers' && isFieldId(key)) {
        const answer = typeof value === 'object' && value !== null && 'value' in value ? value.value : value
        return { pointer, name: text.word(`field.${key}.label`), value: short(answerText(key, answer, knowledge, speech)) }
      }
      return { pointer, name: partLabel(pointer, speech.word), value: short(leavesOf(value).join(', ')) }
    })
    .toSorted((left, right) => rank(left) - rank(right))
}

/** What an entry says, without its braces. */
function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf)
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  return typeof value === 'string' && value !== '' ? [value] : []
}

function short(value: string): string {
  return value.length > 120 ? `${value.slice(0, 119)}…` : value
}

function rank({ pointer }: PartRow): number {
  return pointer.startsWith('/plan/answers/') ? 0 : 1
}
