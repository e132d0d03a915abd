/**
 * Exposure routes, and the one place that counts them. A route is a way through one legal entity in one role, from the
 * authorities of one country to one kind of thing: data in clear, the service, or anything else. The laws that open it are
 * counted apart: several laws can use one route, and one law several routes.
 */
import { nodesOf, type Asset, type Picture, type PicturePath } from './picture.ts'

/** What a route leads to, worst first. */
export const reaches = ['clear', 'service', 'other'] as const
export type Reach = (typeof reaches)[number]

const reachOf: Readonly<Record<Asset, Reach>> = {
  prompts: 'clear',
  stored: 'clear',
  service: 'service',
  metadata: 'other',
  keys: 'other',
  vulnerabilities: 'other',
}

export type Route = Omit<PicturePath, 'asset'> & {
  readonly reach: Reach
  /** What it reaches, in the order of the picture; never empty. */
  readonly assets: readonly Asset[]
}

/** Every route of a picture in the order of its paths. Where a control shuts a part of one, that part is a route of its own. */
export function routesOf({ paths }: Pick<Picture, 'paths'>): readonly Route[] {
  const routes = new Map<string, Route>()
  for (const { asset, ...path } of paths) {
    const reach = reachOf[asset]
    const key = [path.country, path.entity, path.role, reach, path.state, path.closedBy ?? ''].join('/')
    const known = routes.get(key)
    routes.set(
      key,
      known === undefined
        ? { ...path, reach, assets: [asset] }
        : { ...known, assets: [...known.assets, asset], laws: [...known.laws, ...path.laws.filter((law) => !known.laws.includes(law))] },
    )
  }
  return [...routes.values()]
}

/** Foreign routes that nothing shuts, to one kind of thing. */
export function openRoutes(picture: Pick<Picture, 'paths'>, reach: Reach): readonly Route[] {
  return routesOf(picture).filter((route) => route.state === 'open' && route.reach === reach)
}

/** How many are open to each kind of thing, and how many ways through entities lie behind controls alone. */
export type RouteCounts = Readonly<Record<Reach, number>> & { readonly closed: number }

export function routeCounts(picture: Pick<Picture, 'paths'>): RouteCounts {
  const way = ({ country, entity, role }: Pick<Route, 'country' | 'entity' | 'role'>): string => `${country}/${entity}/${role}`
  const routes = routesOf(picture)
  const open = new Set(routes.filter(({ state }) => state === 'open').map(way))
  const closed = new Set(routes.filter(({ state }) => state === 'closed').map(way))
  return {
    clear: openRoutes(picture, 'clear').length,
    service: openRoutes(picture, 'service').length,
    other: openRoutes(picture, 'other').length,
    closed: [...closed].filter((one) => !open.has(one)).length,
  }
}

/** What keeps the service running against every route of a law of a country; null where one is open, or none is there. */
export function cutOffBy(picture: Pick<Picture, 'paths'>, law: { readonly law: string; readonly country: string }): 'air-gap' | 'disconnect-tested' | null {
  const paths = picture.paths.filter(({ country, laws }) => country === law.country && laws.includes(law.law))
  const [first] = paths
  if (first === undefined || paths.some(({ closedBy }) => closedBy !== first.closedBy)) return null
  return first.closedBy === 'air-gap' || first.closedBy === 'disconnect-tested' ? first.closedBy : null
}

/** The boxes of a route, from left to right; what it reaches comes last. */
export function nodesOfRoute(route: Route): readonly string[] {
  const { assets, ...rest } = route
  return [...new Set(assets.flatMap((asset) => nodesOf({ ...rest, asset })))]
}

/** The arrows of a route, as `from to`. */
export function arrowsOfRoute(route: Route): readonly string[] {
  const { assets, ...rest } = route
  return [
    ...new Set(
      assets.flatMap((asset) => {
        const ids = nodesOf({ ...rest, asset })
        return ids.slice(1).map((to, place) => `${ids[place] ?? ''} ${to}`)
      }),
    ),
  ]
}
