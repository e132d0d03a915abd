/** Adds a device that the catalog does not have, with where its figures are from. */
import { useState } from 'react'
import type { Accelerator } from '../../shared/domain/accelerator-pack.ts'
import { ownAcceleratorOf } from '../../shared/plan/own-accelerator.ts'
import { ownModelId } from '../../shared/plan/own-model.ts'
import { parseNumber } from '../../shared/words/format.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Note } from '../ui/card.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Columns } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { Switch } from '../ui/switch.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export type OwnAcceleratorDialogProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onAdded?: (id: string) => void
}

export function OwnAcceleratorDialog(props: OwnAcceleratorDialogProps) {
  // A dialog that opens again begins again.
  return props.isOpen ? <OpenDialog {...props} /> : null
}

/** Figures as typed, and what one of the typed unit is in the plan's unit. */
const figures = {
  memory: 1_000_000_000,
  bandwidth: 1_000_000_000,
  float16: 1000,
  float8: 1000,
  integer8: 1000,
  link: 1_000_000_000,
  power: 1,
  price: 100,
} as const
type Figure = keyof typeof figures

const none: Readonly<Record<Figure, string>> = { memory: '', bandwidth: '', float16: '', float8: '', integer8: '', link: '', power: '', price: '' }

function OpenDialog({ onOpenChange, onAdded }: OwnAcceleratorDialogProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [name, setName] = useState('')
  const [maker, setMaker] = useState('')
  const [kind, setKind] = useState<Accelerator['kind']>('gpu')
  const [unified, setUnified] = useState(false)
  const [typed, setTyped] = useState(none)
  const [source, setSource] = useState('')
  const [isRefused, setRefused] = useState(false)
  const values = valuesOf(typed, text)
  const isBad = Object.values(values).includes('bad')
  const ready = name.trim() !== '' && source.trim() !== '' && !isBad && values.memory !== null
  const currency = plan.answers['costs.currency']?.value
  const add = (): void => {
    if (!ready) return
    const figure = (of: Figure): number | null => {
      const value = values[of]
      return value === 'bad' ? null : value
    }
    const cents = figure('price')
    const id = ownModelId(name.trim(), knowledge.accelerators.accelerators.map((one) => one.id)).replaceAll('.', '-')
    const entry = ownAcceleratorOf(id, {
      name: name.trim(),
      maker: maker.trim(),
      kind,
      unifiedMemory: unified,
      memory: figure('memory'),
      bandwidth: figure('bandwidth'),
      float16: figure('float16'),
      float8: figure('float8'),
      integer8: figure('integer8'),
      power: figure('power'),
      link: figure('link'),
      price: cents === null ? null : { cents, currency: typeof currency === 'string' ? currency : 'EUR', per: unified ? 'machine' : 'device' },
      source: source.trim(),
    })
    if (!dispatch({ type: 'ownAccelerator.record', entry }).ok) return setRefused(true)
    onOpenChange(false)
    onAdded?.(id)
  }
  const field = (of: Figure) => (
    <PlainTextField
      label={text.word(`ownDevice.${of}`)}
      value={typed[of]}
      onChange={(next) => setTyped({ ...typed, [of]: next })}
      maxLength={30}
      {...(values[of] === 'bad' ? { error: text.word('ownDevice.badNumber') } : {})}
    />
  )
  return (
    <EntryDialog
      title={text.word('ownDevice.title')}
      save={text.word('ownModel.add')}
      ready={ready}
      onSave={add}
      onClose={() => onOpenChange(false)}
    >
      <p>{text.word('ownDevice.intro')}</p>
      <Columns>
        <PlainTextField label={text.word('ownModel.name')} value={name} onChange={setName} maxLength={200} />
        <PlainTextField label={text.word('ownModel.maker')} value={maker} onChange={setMaker} maxLength={200} />
      </Columns>
      <SegmentedControl
        label={text.word('deviceCatalog.kind')}
        wide
        value={kind}
        onChange={setKind}
        segments={(['gpu', 'asic', 'soc', 'cpu'] as const).map((value) => ({ value, label: text.word(`deviceCatalog.kind.${value}`) }))}
      />
      <Switch label={text.word('ownDevice.unified')} detail={text.word('ownDevice.unifiedDetail')} isSelected={unified} onChange={setUnified} />
      <Columns>
        {field('memory')}
        {field('bandwidth')}
        {field('float16')}
        {field('float8')}
        {field('integer8')}
        {field('link')}
        {field('power')}
        {field('price')}
      </Columns>
      <PlainTextField label={text.word('ownDevice.source')} hint={text.word('ownDevice.sourceHint')} value={source} onChange={setSource} maxLength={400} />
      <Note tone="note">{text.word('ownDevice.marked')}</Note>
      {isRefused ? <Note tone="stop">{text.word('ownDevice.refused')}</Note> : null}
    </EntryDialog>
  )
}

type Values = Readonly<Record<Figure, number | null | 'bad'>>

function valuesOf(typed: Readonly<Record<Figure, string>>, text: Text): Values {
  const value = (of: Figure): number | null | 'bad' => {
    const words = typed[of].trim()
    if (words === '') return null
    const number = parseNumber(words, text.locale)
    if (number === null || number < 0 || (number === 0 && of !== 'price')) return 'bad'
    const whole = Math.round(number * figures[of])
    return Number.isSafeInteger(whole) && whole >= (of === 'price' ? 0 : 1) ? whole : 'bad'
  }
  return {
    memory: value('memory'),
    bandwidth: value('bandwidth'),
    float16: value('float16'),
    float8: value('float8'),
    integer8: value('integer8'),
    link: value('link'),
    power: value('power'),
    price: value('price'),
  }
}
