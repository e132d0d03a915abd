/** Openness in five squares: what the openness engine found about weights, license, code, data and documentation. */
import type { Openness, Published, Right } from '../../shared/domain/openness.ts'
import type { OpennessPart } from '../charts/openness-squares.tsx'
import type { Text } from '../text/words.tsx'

type State = OpennessPart['state']

const components = {
  weights: ['model-parameters-final'],
  code: ['training-code', 'inference-code'],
  data: ['datasets'],
  documentation: ['model-card', 'technical-report', 'data-card'],
} as const satisfies Record<string, readonly string[]>

const order = ['weights', 'license', 'code', 'data', 'documentation'] as const

/** The five parts in their fixed order, with the words of the detail. */
export function opennessParts(openness: Openness, text: Text): readonly OpennessPart[] {
  return order.map((key) => {
    const label = text.word(`modelScreen.part.${key}`)
    if (key === 'license') return licensePart(openness, label, text)
    const found = openness.components.filter(({ component }) => components[key].some((one) => one === component))
    const detail = found
      .filter(({ released }) => released !== null)
      .map(({ component, released }) => {
        const term = { term: `openness.released.${releasedWord(released)}` }
        if (components[key].length === 1) return text.word(`openness.released.${releasedWord(released)}`)
        return text.word('modelScreen.partDetail', { component: { term: `openness.component.${component}` }, released: term })
      })
    return {
      key,
      label,
      state: together(found.map(({ released }) => released)),
      ...(detail.length === 0 ? {} : { detail: detail.join(`${text.semicolon} `) }),
    }
  })
}

/** Whether weights, license and the rest are free to use for everyone decides here; the verdict for the plan does not. */
function licensePart(openness: Openness, label: string, text: Text): OpennessPart {
  const rights = openness.rights.filter(({ right }) => ['host-locally', 'modify', 'redistribute'].includes(right))
  const state = worst(rights.map(licenseState))
  return { key: 'license', label, state, detail: text.word(`modelScreen.licensePart.${state}`) }
}

function licenseState({ holder }: Right): State {
  if (holder === 'everyone') return 'full'
  if (holder === 'under-conditions') return 'partial'
  return holder === 'maker-only' ? 'none' : 'unknown'
}

function worst(states: readonly State[]): State {
  return (['none', 'unknown', 'partial', 'full'] as const).find((state) => states.includes(state)) ?? 'unknown'
}

/** Full only if every component was published; empty only if none was. What was not found counts as neither. */
function together(released: readonly Published[]): State {
  if (released.length > 0 && released.every((one) => one === true)) return 'full'
  if (released.some((one) => one === true || one === 'partial')) return 'partial'
  return released.length > 0 && released.every((one) => one === false) ? 'none' : 'unknown'
}

/** The last part of the word `openness.released.*`. */
export function releasedWord(released: Published): 'yes' | 'partial' | 'no' | 'not-known' {
  if (released === null) return 'not-known'
  return released === 'partial' ? 'partial' : released ? 'yes' : 'no'
}
