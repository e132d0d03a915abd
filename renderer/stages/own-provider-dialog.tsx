/** Adds a provider or a site that the reference data do not have, or changes one. */
import { useMemo, useState } from 'react'
import { certificates } from '../../shared/plan/fields/hosting.ts'
import { fields } from '../../shared/plan/fields.ts'
import { freeId, ownProviderOf, ownProviderPrefix, type OwnProviderAnswers } from '../../shared/plan/own-hosting.ts'
import type { Provider } from '../../shared/domain/jurisdiction/providers-pack.ts'
import { countryCodes } from '../../shared/words/places.ts'
import { useOpenPlan, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Combo } from '../ui/combo.tsx'
import { EntryDialog } from '../ui/entry-dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { PickMany } from '../ui/pick-many.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'
import css from './weights-card.module.css'

export type OwnProviderDialogProps = {
  /** The entry to change, or null to add one. */
  readonly entry: Provider | null
  readonly onClose: () => void
  /** Called with the id of an entry that was added. */
  readonly onAdded?: (id: string) => void
}

const unanswered: OwnProviderAnswers = {
  name: '',
  isSite: false,
  optionType: 'OT-NATIONAL',
  operator: '',
  operatorCountry: null,
  parent: '',
  parentCountry: null,
  computeOperator: 'provider',
  region: '',
  establishments: [],
  certificates: [],
  notes: '',
}

function answersOf(entry: Provider): OwnProviderAnswers {
  return {
    name: entry.name,
    isSite: entry.operator.isCustomer,
    optionType: entry.optionType,
    operator: entry.operator.isCustomer ? '' : entry.operator.legalEntity,
    operatorCountry: entry.operator.country,
    parent: entry.parent.isCustomer ? '' : entry.parent.name,
    parentCountry: entry.parent.country,
    computeOperator: entry.computeOperator,
    region: entry.regions[0] ?? '',
    establishments: entry.groupEstablishments,
    certificates: entry.certifications.map(({ id }) => id),
    notes: entry.notes ?? '',
  }
}

export function OwnProviderDialog({ entry, onClose, onAdded }: OwnProviderDialogProps) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  const { plan } = useOpenPlan().document
  const dispatch = usePlanStore((store) => store.dispatch)
  const [said, setSaid] = useState(() => (entry === null ? unanswered : answersOf(entry)))
  const change = (part: Partial<OwnProviderAnswers>): void => setSaid((current) => ({ ...current, ...part }))
  const countries = useMemo(
    () => countryCodes.map((id) => ({ id, name: text.country(id) })).toSorted((left, right) => text.compare(left.name, right.name)),
    [text],
  )
  const name = said.name.trim()
  const ready = name !== '' && (said.isSite || (said.operator.trim() !== '' && said.parent.trim() !== ''))

  const save = (): void => {
    if (!ready) return
    const taken = knowledge.providers.providers.map(({ id }) => id)
    const id = entry?.id ?? freeId(ownProviderPrefix, name, 'provider', taken)
    const organization = plan.answers['organization.name']?.value
    const own = typeof organization === 'string' ? organization : name
    const cleaned: OwnProviderAnswers = {
      ...said,
      name,
      operator: said.isSite ? own : said.operator.trim(),
      parent: said.isSite ? own : said.parent.trim(),
      region: said.region.trim(),
      notes: said.notes.trim(),
    }
    const names = Object.fromEntries(certificates.map((one) => [one, text.wordOr(`field.hosting.certificates.option.${one}`, one)]))
    const provider = ownProviderOf(id, cleaned, text.word('ownHosting.stated'), names)
    if (!dispatch({ type: 'ownProvider.record', entry: { provider } }).ok) return
    if (entry === null) onAdded?.(id)
    onClose()
  }

  return (
    <EntryDialog
      title={text.word('ownHosting.addTitle')}
      save={text.word('ownHosting.save')}
      ready={ready}
      onSave={save}
      onClose={onClose}
    >
      <div className={css['fields']}>
        <p>{text.word('ownHosting.intro')}</p>
        <SegmentedControl
          label={text.word('ownHosting.whose')}
          value={said.isSite ? 'site' : 'provider'}
          segments={[
            { value: 'site', label: text.word('ownHosting.site') },
            { value: 'provider', label: text.word('ownHosting.provider') },
          ]}
          onChange={(whose) =>
            change(
              whose === 'site'
                ? { isSite: true, optionType: 'OT-ONPREM', computeOperator: 'customer' }
                : { isSite: false, optionType: 'OT-NATIONAL', computeOperator: 'provider' },
            )
          }
        />
        <PlainTextField label={text.word('ownHosting.name')} value={said.name} onChange={(next) => change({ name: next })} maxLength={200} />
        <Combo
          label={text.word('ownHosting.kind')}
          items={fields['hosting.optionType'].options.map((id) => ({ id, name: text.word(`field.hosting.optionType.option.${id}`) }))}
          value={said.optionType}
          onChange={(id) => {
            const optionType = fields['hosting.optionType'].options.find((one) => one === id)
            if (optionType !== undefined) change({ optionType })
          }}
        />
        <SegmentedControl
          label={text.word('ownHosting.compute')}
          value={said.computeOperator ?? 'unknown'}
          segments={[
            { value: 'customer', label: text.word('field.hosting.computeOperator.option.customer') },
            { value: 'provider', label: text.word('field.hosting.computeOperator.option.provider') },
            { value: 'unknown', label: text.word('ownHosting.notKnown') },
          ]}
          onChange={(who) => change({ computeOperator: who === 'unknown' ? null : who })}
        />
        {said.isSite ? null : (
          <>
            <PlainTextField label={text.word('ownHosting.operator')} value={said.operator} onChange={(next) => change({ operator: next })} maxLength={200} />
            <Combo label={text.word('ownHosting.operatorCountry')} items={countries} value={said.operatorCountry} onChange={(id) => change({ operatorCountry: id })} />
            <PlainTextField
              label={text.word('ownHosting.parent')}
              hint={text.word('ownHosting.parentHint')}
              value={said.parent}
              onChange={(next) => change({ parent: next })}
              maxLength={200}
            />
            <Combo label={text.word('ownHosting.parentCountry')} items={countries} value={said.parentCountry} onChange={(id) => change({ parentCountry: id })} />
            <PickMany label={text.word('ownHosting.establishments')} items={countries} chosen={said.establishments} onChange={(establishments) => change({ establishments })} />
          </>
        )}
        <PlainTextField label={text.word('ownHosting.region')} value={said.region} onChange={(next) => change({ region: next })} maxLength={200} />
        <PickMany
          label={text.word('ownHosting.certificates')}
          hint={text.word('ownHosting.certificatesHint')}
          items={certificates.map((id) => ({ id, name: text.wordOr(`field.hosting.certificates.option.${id}`, id) }))}
          chosen={said.certificates}
          onChange={(next) => change({ certificates: next })}
        />
        <PlainTextField label={text.word('ownHosting.notes')} value={said.notes} onChange={(next) => change({ notes: next })} multiline maxLength={1000} />
      </div>
    </EntryDialog>
  )
}
