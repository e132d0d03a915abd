/** The layers of the AI stack as one weakest-link view, with a table twin that holds every fact. */
import { holds, type Layer, type Layers, type Party } from '../../shared/plan/hosting/layers.ts'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { FourCells } from '../charts/four-cells.tsx'
import { lawNameIn, shortLaw } from '../../shared/plan/hosting/law-name.ts'
import { useOpenPlan } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { FieldLink } from './field-link.tsx'
import css from './hosting-layers.module.css'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function HostingLayers() {
  const text = useText()
  const { continuity } = useOpenPlan().assessment
  const lawNames = useLawNames()
  // Plans signed before they were worked out have none.
  if (continuity === undefined) return null
  const { layers } = continuity
  const finding = layersFinding(layers, text)
  return (
    <ChartFrame
      title={text.word('layers.title')}
      finding={finding}
      findingShown
      interactive
      note={text.word('layers.note')}
      picture={
        <ol className={css['stack']}>
          <li className={css['heads']}>
            <span className={css['facts']}>
              {briefHeads.map((head) => (
                <span key={head}>{text.word(head)}</span>
              ))}
            </span>
          </li>
          {layers.layers.map((layer) => (
            <Band key={layer.id} layer={layer} weakest={layers.weakest.includes(layer.id)} lawNames={lawNames} />
          ))}
        </ol>
      }
      twin={<LayerTable layers={layers.layers} lawNames={lawNames} />}
    />
  )
}

export function layersFinding({ layers, weakest, open }: Layers, text: Text): string {
  const [first, ...others] = weakest
  const named = (ids: readonly Layer['id'][]): string => text.list(ids.map((id) => text.word(`continuity.part.${id}`)))
  const layer = layers.find(({ id }) => id === first)
  return [
    layer === undefined
      ? text.word('layers.findingNone')
      : text.word('layers.finding', {
          layer: { term: `continuity.part.${layer.id}` },
          why: { term: `layer.why.${layer.reason}` },
        }),
    ...(others.length === 0 ? [] : [text.word('layers.also', { layers: named(others) })]),
    ...(open.length === 0 ? [] : [text.word('layers.open', { count: open.length, layers: named(open) })]),
  ].join(' ')
}

type BandProps = { readonly layer: Layer; readonly weakest: boolean; readonly lawNames: LawNames }

function Band({ layer, weakest, lawNames }: BandProps) {
  const text = useText()
  return (
    <li className={weakest ? css['weakest'] : css['band']}>
      <span className={css['name']}>{text.word(`continuity.part.${layer.id}`)}</span>
      <FourCells
        level={layer.hold === null ? null : holds.indexOf(layer.hold) + 1}
        color={weakest ? (layer.hold === 'dependent' ? 'var(--stop)' : 'var(--warn)') : 'var(--c1)'}
        className={css['cells']}
      />
      <span className={css['hold']}>{text.word(`layer.hold.${layer.hold ?? 'unknown'}`)}</span>
      <span className={css['why']}>{text.wordOr(`layer.why.${layer.reason}`)}</span>
      <span className={css['facts']}>
        {briefFacts(layer, lawNames, text).map(({ key, said }) => (
          <span key={key}>
            <Referenced>{said}</Referenced>
          </span>
        ))}
      </span>
    </li>
  )
}

type LawNames = (layer: Layer) => string

/** Names of the laws that reach a layer; none found is only said where no fact is missing. */
function useLawNames(): LawNames {
  const text = useText()
  const { jurisdictions } = usePlanKnowledge()
  return (layer) =>
    layer.laws.length > 0
      ? text.list(layer.laws.map((id) => lawNameIn(jurisdictions.laws.find((law) => law.id === id) ?? { name: id }, text.language)))
      : text.word(layer.missing.length > 0 ? 'layers.lawOpen' : 'layers.lawNone')
}

const briefHeads = ['layers.owner', 'layers.operator', 'layers.place', 'layers.law'] as const

/** Owner, operator, place and law in short; the table has the names in full. */
function briefFacts(layer: Layer, lawNames: LawNames, text: Text) {
  const party = (one: Party | null): string => (one?.self === true ? text.word('layers.self') : partyText(one, text))
  return [
    { key: 'owner', said: party(layer.owner) },
    { key: 'operator', said: party(layer.operator) },
    { key: 'place', said: placesText(layer.places, text) },
    { key: 'law', said: shortLaw(lawNames(layer)) },
  ] as const
}

function LayerTable({ layers, lawNames }: { readonly layers: readonly Layer[]; readonly lawNames: LawNames }) {
  const text = useText()
  return (
    <DataTable
      caption={text.word('layers.title')}
      captionHidden
      dense
      rows={layers}
      rowKey={({ id }) => id}
      columns={[
        { key: 'layer', name: text.word('layers.layer'), rowHeader: true, cell: ({ id }) => text.word(`continuity.part.${id}`) },
        {
          key: 'hold',
          name: text.word('layers.hold'),
          cell: ({ hold }) => (
            <StatusChip tone={hold === null ? 'note' : hold === 'dependent' ? 'stop' : hold === 'kept' ? 'warn' : 'ok'}>
              {text.word(`layer.hold.${hold ?? 'unknown'}`)}
            </StatusChip>
          ),
        },
        { key: 'owner', name: text.word('layers.owner'), cell: ({ owner }) => partyText(owner, text) },
        { key: 'operator', name: text.word('layers.operator'), cell: ({ operator }) => partyText(operator, text) },
        { key: 'place', name: text.word('layers.place'), cell: ({ places }) => placesText(places, text) },
        { key: 'law', name: text.word('layers.law'), cell: (layer) => <Referenced>{lawNames(layer)}</Referenced> },
        {
          key: 'why',
          name: text.word('layers.why'),
          width: '24%',
          cell: ({ reason, missing }) => (
            <>
              {text.wordOr(`layer.why.${reason}`)}
              {missing.map((field) => (
                <span key={field}>
                  {' '}
                  <FieldLink field={field} />
                </span>
              ))}
            </>
          ),
        },
      ]}
    />
  )
}

function partyText(party: Party | null, text: Text): string {
  if (party === null) return text.word('layers.gap')
  const countries = party.countries.map((code) => text.country(code))
  const name = party.self ? (party.name ?? text.word('layers.self')) : party.name
  if (name === null) return countries.length === 0 ? text.word('layers.gap') : text.list(countries)
  return party.self || countries.length === 0 ? name : text.word('layers.party', { name, countries: { list: countries } })
}

function placesText(places: readonly string[] | null, text: Text): string {
  return places === null || places.length === 0 ? text.word('layers.gap') : text.list(places.map((code) => text.country(code)))
}
