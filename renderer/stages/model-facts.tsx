/** What is known about a model, each fact with where it was read. */
import type { Model } from '../../shared/domain/model-pack.ts'
import type { Citation, Confidence } from '../../shared/domain/vocabulary.ts'
import { useText, type Text } from '../text/words.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { SmallPrint, Stack } from '../ui/page.tsx'
import { SourceList } from '../ui/sources.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'

type Fact = { readonly key: string; readonly name: string; readonly value: string | null; readonly sources: readonly Citation[] }

const tones: Record<Confidence, Tone> = { verified: 'ok', vendor: 'none', derived: 'none', unverified: 'warn' }
const strongest: readonly Confidence[] = ['verified', 'derived', 'vendor', 'unverified']

export function ModelFacts({ model }: { readonly model: Model }) {
  const text = useText()
  const facts = factsOf(model, text)
  return (
    <Stack>
      <DataTable
        caption={text.word('modelScreen.tab.facts')}
        captionHidden
        dense
        rows={facts}
        rowKey={({ key }) => key}
        columns={[
          { key: 'fact', name: text.word('modelScreen.fact'), rowHeader: true, cell: ({ name }) => name },
          { key: 'value', name: text.word('modelScreen.value'), cell: ({ value }) => value ?? text.word('modelScreen.notKnown') },
          { key: 'source', name: text.word('modelScreen.source'), cell: (fact) => <Ground {...fact} /> },
        ]}
      />
      {model.note === null ? null : <SmallPrint>{model.note}</SmallPrint>}
      <Disclosure title={text.word('modelScreen.allSources', { count: model.provenance.length })}>
        <SourceList sources={model.provenance.map(({ source }) => source)} />
      </Disclosure>
    </Stack>
  )
}

/** The strongest source of a fact. Without one, nothing is claimed. */
function Ground({ value, sources }: Fact) {
  const text = useText()
  const best = strongest.flatMap((confidence) => sources.filter((source) => source.confidence === confidence))[0]
  if (value === null || best === undefined) return '–'
  return (
    <span>
      <StatusChip tone={tones[best.confidence]}>{text.word(`source.${best.confidence}`)}</StatusChip> {best.title}
    </span>
  )
}

function factsOf(model: Model, text: Text): readonly Fact[] {
  const { parameters, capabilities, modalities } = model
  const count = (value: number | null): string | null => (value === null ? null : text.number(value))
  const yesNo = (value: boolean | null): string | null => (value === null ? null : text.word(value ? 'answer.yes' : 'answer.no'))
  const fact = (key: string, value: string | null, ...fields: readonly string[]): Fact => ({
    key,
    name: text.wordOr(`modelScreen.fact.${key}`),
    value,
    sources: model.provenance
      .filter((entry) => entry.fields.length === 0 || entry.fields.some((one) => fields.some((field) => covers(one, field))))
      .map(({ source }) => source),
  })
  return [
    fact('maker', `${model.developer.legalName}, ${text.country(model.developer.country)}`, 'developer.legalName'),
    fact('release', model.releaseDate === null ? null : text.day(model.releaseDate), 'releaseDate'),
    fact('kind', text.wordOr(`model.type.${model.kind}`), 'modalities'),
    fact('variant', model.variant === null ? null : text.word(`modelScreen.variant.${model.variant}`), 'variant'),
    fact('license', model.license, 'license'),
    fact('total', count(parameters.total ?? parameters.totalPublished), parameters.total === null ? 'parameters.totalPublished' : 'parameters.total'),
    fact('active', count(parameters.active ?? parameters.activePublished), parameters.active === null ? 'parameters.activePublished' : 'parameters.active'),
    fact('context', count(model.maxContext), 'maxContext'),
    fact('languages', languagesOf(model, text), 'languages'),
    fact('takes', text.list(modalities.in.map((one) => text.wordOr(`model.kind.${one}`))), 'modalities'),
    fact('tools', yesNo(capabilities.toolUse), 'capabilities'),
    fact('structured', yesNo(capabilities.structuredOutput), 'capabilities'),
    fact('reasoning', capabilities.reasoning === null ? null : text.word(`modelScreen.reasoning.${capabilities.reasoning}`), 'capabilities'),
    fact('cutoff', model.knowledgeCutoff === null ? null : text.day(model.knowledgeCutoff), 'knowledgeCutoff'),
    fact('precision', model.nativePrecision, 'nativePrecision', 'dtype'),
    fact('repository', model.repository, 'repository'),
  ]
}

function languagesOf(model: Model, text: Text): string | null {
  if (model.languages.length > 0) return text.list(model.languages.map(text.languageName).toSorted(text.compare))
  return model.languagesClaimed === null ? null : text.word('modelScreen.languagesClaimed', { count: model.languagesClaimed })
}

/** A source for `parameters` covers `parameters.total`, and one for `capabilities.toolUse` says something of `capabilities`. */
function covers(named: string, field: string): boolean {
  return named === field || field.startsWith(`${named}.`) || named.startsWith(`${field}.`)
}
