/** The license of a model: verdict, rules that fired or wait, what it demands and when, its terms, its text's sources. */
import type { FiredRule, PendingRule } from '../../shared/domain/license.ts'
import type { LicenseTerm } from '../../shared/domain/license-pack.ts'
import { changeMessage, metMessage } from '../../shared/plan/model/license-words.ts'
import type { ModelLicense } from '../../shared/plan/stages/model.ts'
import { useText, type Text } from '../text/words.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { verdictTone, verdictWords } from './license-verdict.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

const effectTones = { prohibited: 'stop', review: 'warn', condition: 'none' } as const

export function ModelLicenseDetail({ license }: { readonly license: ModelLicense }) {
  const text = useText()
  const knowledge = usePlanKnowledge()
  // Two conditions of one text can ask for the same answer.
  const changes = [...new Set(license.changes.map((change) => text.say(changeMessage(change))))]
  const entry = knowledge.licenses.licenses.find((one) => one.id === license.id)
  return (
    <Stack gap="loose">
      <Stack gap="tight">
        <Row>
          <StatusChip tone={verdictTone(license.verdict, license.confidence === 'unverified')}>{text.word(verdictWords[license.verdict])}</StatusChip>
          <span>{license.name ?? text.word('modelScreen.licenseNotKnown')}</span>
          {license.grade === null ? null : (
            <StatusChip tone={license.confidence === 'unverified' ? 'warn' : 'none'}>
              {text.word(`license.grade.${license.grade}`)}
            </StatusChip>
          )}
        </Row>
        {entry === undefined ? null : <p>{text.word(`license.category.${entry.category}`)}</p>}
        <SmallPrint>{text.word('modelScreen.quoted')}</SmallPrint>
      </Stack>
      <Rules license={license} />
      {changes.length === 0 ? null : (
        <div>
          <h3>{text.word('finding.remedies')}</h3>
          <ul>
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <h3>{text.word('modelScreen.duties')}</h3>
        {license.duties.length === 0 ? (
          <p>{text.word('modelScreen.noDuties')}</p>
        ) : (
          <DataTable
            caption={text.word('modelScreen.duties')}
            captionHidden
            dense
            rows={license.duties}
            rowKey={(duty) => `${duty.id} ${duty.clause} ${duty.trigger}`}
            columns={[
              { key: 'text', name: text.word('modelScreen.duty'), rowHeader: true, cell: (duty) => duty.text },
              { key: 'trigger', name: text.word('modelScreen.trigger'), cell: (duty) => duty.trigger },
              { key: 'clause', name: text.word('modelScreen.clause'), cell: (duty) => duty.clause },
            ]}
          />
        )}
      </div>
      {license.terms === null ? null : <Terms terms={license.terms} />}
      {entry === undefined ? null : (
        <div>
          <h3>{text.word('finding.sources')}</h3>
          <SourceList
            sources={entry.sources.map(({ title, locator, url, date, confidence }) => ({ title, locator, url, date, confidence }))}
          />
        </div>
      )}
    </Stack>
  )
}

/** Rules that fired with the facts that fired them, and rules that wait for an answer. */
function Rules({ license }: { readonly license: ModelLicense }) {
  const text = useText()
  const rows: readonly { readonly entry: FiredRule | PendingRule; readonly needs: readonly string[] }[] = [
    ...license.fired.map((entry) => ({ entry, needs: [] })),
    ...license.pending.map((entry) => ({ entry, needs: entry.needs })),
  ]
  return (
    <div>
      <h3>{text.word('modelScreen.rules')}</h3>
      {rows.length === 0 ? (
        <p>{text.word('modelScreen.noRules')}</p>
      ) : (
        <DataTable
          caption={text.word('modelScreen.rules')}
          captionHidden
          dense
          rows={rows}
          rowKey={({ entry }) => entry.rule.id}
          columns={[
            { key: 'rule', name: text.word('modelScreen.rule'), rowHeader: true, cell: ({ entry }) => entry.rule.text },
            {
              key: 'effect',
              name: text.word('modelScreen.effect'),
              cell: ({ entry }) => (
                <StatusChip tone={effectTones[entry.rule.effect]}>{text.word(`license.effect.${entry.rule.effect}`)}</StatusChip>
              ),
            },
            { key: 'clause', name: text.word('modelScreen.clause'), cell: ({ entry }) => entry.rule.clause },
            { key: 'because', name: text.word('modelScreen.because'), cell: ({ entry, needs }) => because(entry, needs, text) },
          ]}
        />
      )}
    </div>
  )
}

function because(entry: FiredRule | PendingRule, needs: readonly string[], text: Text): string {
  const met = entry.because.map((one) => text.say(metMessage(one)))
  const waits =
    needs.length === 0
      ? []
      : [text.word('modelScreen.waitsFor', { facts: { terms: needs.map((fact) => `license.fact.${fact}`) } })]
  const all = [...met, ...waits]
  return all.length === 0 ? text.word('modelScreen.always') : all.join(' ')
}

function Terms({ terms }: { readonly terms: NonNullable<ModelLicense['terms']> }) {
  const text = useText()
  const names = ['indemnity', 'termination', 'governingLaw', 'revocable', 'remoteRestriction', 'unilateralUpdate'] as const
  return (
    <div>
      <h3>{text.word('modelScreen.terms')}</h3>
      <KeyValue
        shape="wide"
        items={names.map((name) => ({
          key: name,
          label: text.word(`license.terms.${name}`),
          value: termText(terms[name], text),
        }))}
      />
    </div>
  )
}

function termText({ value, clause }: LicenseTerm, text: Text): string {
  if (value === null) return text.word('modelScreen.notKnown')
  const said = typeof value === 'boolean' ? text.word(value ? 'license.yes' : 'license.no') : value
  return `${said} (${clause})`
}
