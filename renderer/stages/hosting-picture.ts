/** From the hosting engine's picture to boxes, arrows and sentences in the reader's language. */
import { briefLaw, lawNameIn } from '../../shared/plan/hosting/law-name.ts'
import { nodesOf, type Picture, type PictureNode } from '../../shared/plan/hosting/picture.ts'
import { arrowsOfRoute, nodesOfRoute, reaches, routesOf, type Route } from '../../shared/plan/hosting/routes.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import type { ExposurePath } from '../charts/exposure-graph.tsx'
import type { ExposureEdge, ExposureNode } from '../charts/exposure-layout.ts'
import type { Text as WholeText } from '../text/words.tsx'

/** What the picture needs of the reader's language. */
type Text = Pick<WholeText, 'word' | 'wordOr' | 'country' | 'list' | 'language'>

export type DrawnPicture = {
  readonly nodes: readonly ExposureNode[]
  readonly edges: readonly ExposureEdge[]
  readonly paths: readonly ExposurePath[]
}

const columns = { authority: 'authority', entity: 'entity', role: 'role', asset: 'data' } as const

export function draw(picture: Picture, knowledge: Knowledge, text: Text): DrawnPicture {
  const names = new Map(knowledge.jurisdictions.laws.map((law) => [law.id, lawNameIn(law, text.language)]))
  const lawNames = (ids: readonly string[]): readonly string[] => ids.map((id) => names.get(id) ?? id)
  return {
    nodes: picture.nodes.map((node) => ({ id: node.id, column: columns[node.kind], ...labelOf(node, isUnlisted(node, picture), lawNames, text) })),
    edges: picture.edges,
    paths: routesOf(picture)
      .toSorted((left, right) => rank(left) - rank(right))
      .map((route, place) => ({
        key: String(place),
        state: route.state,
        sentence: sentenceOf(route, picture, lawNames, text),
        nodes: nodesOfRoute(route),
        arrows: arrowsOfRoute(route),
      })),
  }
}

/** Whether the reference data hold no law of the authority. */
function isUnlisted({ id }: PictureNode, { paths }: Picture): boolean {
  return paths.some((path) => path.state === 'unknown' && nodesOf(path)[0] === id)
}

function labelOf(
  { kind, id, country, name, laws, role, asset }: PictureNode,
  unlisted: boolean,
  lawNames: (ids: readonly string[]) => readonly string[],
  text: Text,
): { readonly name: string; readonly detail?: string } {
  const place = country === null ? '' : text.country(country)
  if (kind === 'authority') {
    // The shortest name stands for all: what follows a colon explains it, and the list has every name in full.
    const [first] = lawNames(laws).map(briefLaw).toSorted((left, right) => left.length - right.length)
    if (first === undefined) return { name: place, detail: text.word(unlisted ? 'hostingScreen.lawsUnlisted' : 'hostingScreen.courts') }
    return { name: place, detail: text.word('hostingScreen.laws', { first, count: laws.length }) }
  }
  if (kind === 'entity')
    return name === null
      ? { name: text.wordOr(`jurisdiction.role.${id.split('/')[1] ?? ''}`), detail: text.word('hostingScreen.unnamed', { place }) }
      : { name, detail: place }
  if (kind === 'role') return { name: text.wordOr(`jurisdiction.role.${role ?? ''}`) }
  return { name: text.wordOr(`jurisdiction.asset.${asset ?? ''}`) }
}

function sentenceOf(
  path: Route,
  picture: Picture,
  lawNames: (ids: readonly string[]) => readonly string[],
  text: Text,
): string {
  const entity = picture.nodes.find((node) => node.id === `entity/${path.entity}`)?.name ?? null
  const values = {
    country: { country: path.country },
    laws: { list: [...lawNames(path.laws)] },
    role: { term: `jurisdiction.role.${path.role}` },
    entity: entity ?? '',
    asset: { terms: path.assets.map((asset) => `jurisdiction.asset.${asset}`) },
  }
  if (path.state === 'unknown') return text.word(entity === null ? 'hostingScreen.pathUnlisted' : 'hostingScreen.pathUnlistedNamed', values)
  if (path.state === 'domestic') return text.word(entity === null ? 'hostingScreen.pathDomestic' : 'hostingScreen.pathDomesticNamed', values)
  const route = text.word(entity === null ? 'hostingScreen.path' : 'hostingScreen.pathNamed', values)
  return path.closedBy === null ? route : `${route} ${text.word(`hostingScreen.closedBy.${path.closedBy}`)}`
}

/** Worst first: this is how the list is read. */
function rank({ state, reach }: Route): number {
  return { open: 0, unknown: 10, closed: 20, domestic: 30 }[state] + reaches.indexOf(reach)
}
