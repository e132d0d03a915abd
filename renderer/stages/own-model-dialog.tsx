/** Adds a model that the catalog does not have: by hand, or from its configuration or the header of its weights. */
import { FileSearch, X } from 'lucide-react'
import { useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import { modelsOf, ownModelId, ownModelOf, type ModelDraft } from '../../shared/plan/own-model.ts'
import { parseNumber } from '../../shared/words/format.ts'
import { countryCodes, languageCodes } from '../../shared/words/places.ts'
import { useApp, useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { ErrorState } from '../ui/states.tsx'
import css from './weights-card.module.css'

export type OwnModelDialogProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Called with the id of the model that was added. */
  readonly onAdded?: (id: string) => void
}

export function OwnModelDialog(props: OwnModelDialogProps) {
  // A dialog that opens again begins again.
  return props.isOpen ? <OpenDialog {...props} /> : null
}

type Answers = {
  readonly name: string
  readonly maker: string
  readonly country: string | null
  readonly license: string | null
  readonly languages: readonly string[]
  /** As typed. */
  readonly context: string
  readonly total: string
}

const unanswered: Answers = { name: '', maker: '', country: null, license: null, languages: [], context: '', total: '' }

function OpenDialog({ onOpenChange, onAdded }: OwnModelDialogProps) {
  const text = useText()
  const { client, knowledge } = useApp()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [answers, setAnswers] = useState(unanswered)
  const [draft, setDraft] = useState<ModelDraft | null>(null)
  const [refusal, setRefusal] = useState<{ readonly path: string; readonly reason: string } | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const change = (part: Partial<Answers>): void => setAnswers((current) => ({ ...current, ...part }))

  const readFile = async (): Promise<void> => {
    const answer = await client['model.import'](null)
    setFault(answer.ok ? null : answer.problem)
    if (!answer.ok || answer.value === null) return
    if ('refused' in answer.value) return setRefusal(answer.value.refused)
    const { draft: read } = answer.value
    setRefusal(null)
    setDraft(read)
    change({
      name: answers.name === '' ? (read.name ?? '') : answers.name,
      context: read.maxContext === null ? answers.context : text.number(read.maxContext),
    })
  }

  const context = countIn(answers.context, text)
  const total = countIn(answers.total, text)
  const named = answers.name.trim()
  const maker = answers.maker.trim()
  const ready = named !== '' && maker !== '' && context !== 'bad' && total !== 'bad'
  const add = (): void => {
    if (!ready) return
    const id = ownModelId(named, modelsOf(plan, knowledge).map((model) => model.id))
    const said = { ...answers, name: named, maker, maxContext: context, totalParameters: total }
    // Sources are shown in the plan's language, like every other free text of the plan.
    const entry = ownModelOf(id, said, draft, {
      hand: text.word('ownModel.source.hand'),
      file: text.word(`ownModel.source.${draft?.source.kind ?? 'hand'}`),
    })
    if (!dispatch({ type: 'ownModel.record', entry }).ok) return
    onOpenChange(false)
    onAdded?.(id)
  }

  return (
    <EntryDialog
      title={text.word('ownModel.title')}
      save={text.word('ownModel.add')}
      ready={ready}
      onSave={add}
      onClose={() => onOpenChange(false)}
    >
      <div className={css['fields']}>
        <p>{text.word('ownModel.intro')}</p>
        <div>
          <Button icon={FileSearch} onPress={() => void readFile()}>
            {text.word('ownModel.fromFile')}
          </Button>
        </div>
        {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
        {refusal === null ? null : <ErrorState what={`${refusal.path}: ${text.wordOr(`weights.refused.${refusal.reason}`, refusal.reason)}`} />}
        {draft === null ? null : <DraftNote draft={draft} />}
        <PlainTextField label={text.word('ownModel.name')} value={answers.name} onChange={(name) => change({ name })} maxLength={200} />
        <PlainTextField label={text.word('ownModel.maker')} value={answers.maker} onChange={(next) => change({ maker: next })} maxLength={200} />
        <div className={css['hinted']}>
          <Combo
            label={text.word('ownModel.country')}
            items={countryCodes.map((id) => ({ id, name: text.country(id) })).toSorted((left, right) => text.compare(left.name, right.name))}
            value={answers.country}
            onChange={(country) => change({ country })}
          />
          <p className={css['quiet']}>{text.word('ownModel.countryHint')}</p>
        </div>
        <div className={css['hinted']}>
          <Combo
            label={text.word('ownModel.license')}
            items={knowledge.licenses.licenses.map(({ id, name }) => ({ id, name }))}
            value={answers.license}
            onChange={(license) => change({ license })}
          />
          <p className={css['quiet']}>{text.word('ownModel.licenseHint')}</p>
        </div>
        <Languages chosen={answers.languages} onChange={(languages) => change({ languages })} />
        <PlainTextField
          label={text.word('ownModel.context')}
          hint={text.word('ownModel.contextHint')}
          value={answers.context}
          onChange={(next) => change({ context: next })}
          {...(context === 'bad' ? { error: text.word('ownModel.badNumber') } : {})}
        />
        <PlainTextField
          label={text.word('ownModel.total')}
          value={answers.total}
          onChange={(next) => change({ total: next })}
          {...(total === 'bad' ? { error: text.word('ownModel.badNumber') } : {})}
        />
      </div>
    </EntryDialog>
  )
}

function DraftNote({ draft }: { readonly draft: ModelDraft }) {
  const text = useText()
  const layers = draft.architecture?.layers ?? draft.partialGeometry?.layers ?? 0
  return (
    <Note tone={draft.architecture === null ? 'warn' : 'ok'}>
      <p role="status">{text.word('ownModel.fileRead', { file: draft.source.file ?? '', layers })}</p>
      <p>{text.word(draft.architecture === null ? 'ownModel.architecturePartial' : 'ownModel.architectureComplete')}</p>
    </Note>
  )
}

function Languages({ chosen, onChange }: { readonly chosen: readonly string[]; readonly onChange: (languages: readonly string[]) => void }) {
  const text = useText()
  const left = languageCodes.filter((code) => !chosen.includes(code)).map((id) => ({ id, name: text.languageName(id) }))
  return (
    <div className={css['fields']}>
      <Combo
        key={chosen.join(' ')}
        label={text.word('ownModel.languages')}
        items={left.toSorted((one, other) => text.compare(one.name, other.name))}
        value={null}
        adds
        onChange={(code) => code !== null && onChange([...chosen, code])}
      />
      {chosen.length === 0 ? null : (
        <div className={css['chosen']}>
          {chosen.map((code) => (
            <Button key={code} size="small" iconAfter={X} onPress={() => onChange(chosen.filter((one) => one !== code))} aria-label={text.word('ownModel.dropLanguage', { language: { language: code } })}>
              {text.languageName(code)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

/** A count from 1 on as the reader types it, null where nothing is typed. */
function countIn(typed: string, text: Text): number | null | 'bad' {
  if (typed.trim() === '') return null
  const value = parseNumber(typed, text.locale)
  return value !== null && Number.isSafeInteger(value) && value >= 1 ? value : 'bad'
}
