/**
 * The picture of who can compel whom: authority, legal entity, role, what it reaches. Drawn from the plan's own facts;
 * the list beside it says the same in words and order.
 */
import type { JurisdictionFacts } from '../../domain/jurisdiction/facts.ts'
import type { JurisdictionResult } from '../../domain/jurisdiction.ts'
import type { Exposure, UnlistedPlace } from '../../domain/jurisdiction/exposure.ts'
import type { Basis } from '../../domain/jurisdiction/jurisdictions-pack.ts'
import type { Obtains } from '../../domain/jurisdiction/sovereignty-pack.ts'
import { survivesCutOff } from '../../domain/jurisdiction/gates.ts'
import { placeOf, type Region } from '../../domain/jurisdiction/region.ts'
import { byCodeUnit } from '../../domain/vocabulary.ts'

/** Columns of the picture, from left to right. */
export type NodeKind = 'authority' | 'entity' | 'role' | 'asset'

/** `prompts` are data in clear while they are used, `stored` data at rest, `service` that it goes on at all. */
export type Asset = 'prompts' | 'stored' | 'metadata' | 'keys' | 'service' | 'vulnerabilities'

export type PictureNode = {
  readonly id: string
  readonly kind: NodeKind
  /** Country of an authority or of where an entity is, null for roles and assets. */
  readonly country: string | null
  /** Name of an entity where one is known. */
  readonly name: string | null
  /** Laws of an authority that reach this hosting. */
  readonly laws: readonly string[]
  readonly role: Basis | null
  readonly asset: Asset | null
}

/**
 * `open` a foreign route to something in clear or to the service, `closed` one that a control shuts, `unknown` one through
 * a country of whose laws nothing is known, `domestic`.
 */
export type PathState = 'open' | 'closed' | 'unknown' | 'domestic'

/** What shuts a closed path: nothing is reached, ciphertext alone is, or the service runs on when it is cut off. */
export type Closing = 'no-reach' | 'encryption' | NonNullable<ReturnType<typeof survivesCutOff>>

export type PictureEdge = { readonly from: string; readonly to: string; readonly state: PathState }

/** One route from left to right, for the list. */
export type PicturePath = {
  readonly laws: readonly string[]
  readonly country: string
  readonly entity: string
  readonly role: Basis
  readonly asset: Asset
  readonly state: PathState
  /** Null for paths that are not closed. */
  readonly closedBy: Closing | null
}

export type Picture = {
  readonly nodes: readonly PictureNode[]
  readonly edges: readonly PictureEdge[]
  readonly paths: readonly PicturePath[]
}

/** Legal names of those who act in a role, where the plan or the pack knows them, and the country they are in. */
export type EntityName = { readonly country: string | null; readonly name: string }
export type EntityNames = { readonly operator: EntityName | null; readonly parent: EntityName | null }

/** What a route reaches, and what shuts it; null is an open path. */
const reached: Readonly<Record<Obtains, readonly (readonly [Asset, Closing | null])[]>> = {
  none: [['prompts', 'no-reach']],
  ciphertext: [
    ['prompts', 'encryption'],
    ['stored', 'encryption'],
  ],
  keys_only: [['keys', null]],
  metadata: [['metadata', null]],
  disruption: [['service', null]],
  vuln_disclosure: [['vulnerabilities', null]],
  plaintext_in_use: [
    ['prompts', null],
    ['stored', 'encryption'],
  ],
  plaintext: [
    ['prompts', null],
    ['stored', null],
  ],
}

export function drawPicture(
  facts: JurisdictionFacts,
  { exposures, unlisted }: Pick<JurisdictionResult, 'exposures' | 'unlisted'>,
  region: Region,
  names: EntityNames,
): Picture {
  const paths = [...foreignPaths(facts, exposures), ...unlisted.flatMap(unlistedPaths), ...domesticPaths(facts, region)]
  const merged = mergePaths(paths)
  const nodes = new Map<string, PictureNode>()
  const edges = new Map<string, PictureEdge>()
  for (const path of merged) {
    const [authority, entity, role, asset] = nodesOf(path)
    const laws = [...new Set([...(nodes.get(authority)?.laws ?? []), ...path.laws])].toSorted(byCodeUnit)
    put(nodes, { ...blank(authority, 'authority'), country: path.country, laws })
    put(nodes, { ...blank(entity, 'entity'), country: path.country, name: nameOf(path, names) })
    put(nodes, { ...blank(role, 'role'), role: path.role })
    put(nodes, { ...blank(asset, 'asset'), asset: path.asset })
    for (const [from, to] of [[authority, entity], [entity, role], [role, asset]] as const) {
      const id = `${from}>${to}`
      edges.set(id, { from, to, state: worse(edges.get(id)?.state, path.state) })
    }
  }
  return {
    nodes: [...nodes.values()].toSorted((left, right) => byCodeUnit(left.id, right.id)),
    edges: [...edges.values()].toSorted((left, right) => byCodeUnit(`${left.from}>${left.to}`, `${right.from}>${right.to}`)),
    paths: merged,
  }
}

/** The boxes of a route, from left to right. */
export function nodesOf(path: PicturePath): readonly [string, string, string, string] {
  return [
    `authority/${path.country}`,
    `entity/${path.entity}`,
    `role/${path.role}/${path.country}`,
    `asset/${path.asset}`,
  ]
}

/** A service that runs on without anybody abroad is not interrupted: the same rule as the gate's. */
function foreignPaths({ hosting }: JurisdictionFacts, exposures: readonly Exposure[]): readonly PicturePath[] {
  const cutOff = survivesCutOff(hosting)
  return exposures.flatMap((exposure) =>
    exposure.basis.flatMap((role) =>
      reachedThrough(role, exposure).map(([asset, shut]): PicturePath => {
        const closedBy = asset === 'service' ? cutOff : shut
        return {
          laws: [exposure.law],
          country: exposure.area,
          entity: `${entityRole(role)}/${exposure.area}`,
          role,
          asset,
          state: closedBy === null ? 'open' : 'closed',
          closedBy,
        }
      }),
    ),
  )
}

/** What a role leads to. Beside other ways in, a place of metadata is a way to metadata, and a holder of keys one to keys. */
function reachedThrough(role: Basis, { basis, obtains }: Exposure): (typeof reached)[Obtains] {
  if (role === 'metadata' && basis.length > 1) return reached.metadata
  const inClear = obtains === 'plaintext' || obtains === 'plaintext_in_use'
  return role === 'key_holder' && basis.length > 1 && !inClear ? reached.keys_only : reached[obtains]
}

/** Whoever operates, owns or keeps data in a country of whose laws the reference data hold none. */
function unlistedPaths({ country, basis }: UnlistedPlace): readonly PicturePath[] {
  return (['prompts', 'stored'] as const).map((asset) => ({
    laws: [],
    country,
    entity: `${entityRole(basis)}/${country}`,
    role: basis,
    asset,
    state: 'unknown',
    closedBy: null,
  }))
}

/** Operator and organization at home: a court there can order them, as everybody. */
function domesticPaths(facts: JurisdictionFacts, region: Region): readonly PicturePath[] {
  const { operatorCountry } = facts.hosting
  if (operatorCountry === null || placeOf(region, operatorCountry) !== 'inside') return []
  const path = (asset: Asset): PicturePath => ({
    laws: [],
    country: operatorCountry,
    entity: `operator/${operatorCountry}`,
    role: 'operator',
    asset,
    state: 'domestic',
    closedBy: null,
  })
  return [path('prompts'), path('stored')]
}

/** Routes that differ only in the law are one route with several laws; the more open state counts. */
function mergePaths(paths: readonly PicturePath[]): readonly PicturePath[] {
  const merged = new Map<string, PicturePath>()
  for (const path of paths) {
    const key = `${path.country}/${path.entity}/${path.role}/${path.asset}`
    const known = merged.get(key)
    const state = worse(known?.state, path.state)
    merged.set(key, {
      ...path,
      laws: [...new Set([...(known?.laws ?? []), ...path.laws])].toSorted(byCodeUnit),
      state,
      closedBy: state === 'closed' ? (path.closedBy ?? known?.closedBy ?? null) : null,
    })
  }
  return [...merged.entries()].toSorted(([left], [right]) => byCodeUnit(left, right)).map(([, path]) => path)
}

const order: readonly PathState[] = ['domestic', 'closed', 'unknown', 'open']

function worse(left: PathState | undefined, right: PathState): PathState {
  return left === undefined || order.indexOf(right) > order.indexOf(left) ? right : left
}

/** Places and vendors are no roles of a legal entity of their own: whoever holds data there is the operator. */
function entityRole(role: Basis): string {
  return role === 'data' || role === 'metadata' || role === 'offers_services' ? 'operator' : role
}

function nameOf(path: PicturePath, names: EntityNames): string | null {
  if (path.entity.startsWith('operator/')) return nameIn(names.operator, path.country)
  return path.entity.startsWith('parent/') ? nameIn(names.parent, path.country) : null
}

/** The entity's name, if it is the one in this country: another country speaks of another company. */
export function nameIn(entity: EntityName | null, country: string): string | null {
  return entity === null || (entity.country !== null && entity.country !== country) ? null : entity.name
}

function blank(id: string, kind: NodeKind): PictureNode {
  return { id, kind, country: null, name: null, laws: [], role: null, asset: null }
}

function put(nodes: Map<string, PictureNode>, node: PictureNode): void {
  nodes.set(node.id, node)
}
