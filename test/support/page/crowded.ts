/** A plan whose exposure map has sixty legal entities: data in sixty countries, one operator in each. */
import type { Page } from '@playwright/test'
import type { Channel } from '../../../shared/contract.ts'
import { knowledge } from '../knowledge.ts'

export const entities = 60
export const crowdedTitle = 'Sixty entities'
const id = '00000000-0000-4000-8000-0000000000e6'

const abroad = knowledge.jurisdictions.areas.filter(({ code, eeaMember }) => code.length === 2 && code !== 'EU' && !eeaMember).map(({ code }) => code)
const more = ['DE', 'FR', 'NL', 'AT', 'PL', 'SE', 'FI', 'ES', 'IT', 'PT', 'BE', 'DK', 'IE', 'CZ', 'GR', 'HU', 'RO', 'BG', 'HR', 'SI', 'EE', 'LV', 'LT']

/** Browser and test runner name Hong Kong differently. The countries: those of the reference data that a Swiss organization does not trust, until there are sixty. */
export const countries = [...new Set([...abroad, ...more])].filter((code) => code !== 'CH' && code !== 'HK').slice(0, entities)

const at = (second: number): string => new Date(Date.UTC(2026, 10, 28, 10, 0, second)).toISOString().replace('.000Z', 'Z')

/** Makes it through the page's own way to main; the list of plans shows it after a reload. */
export async function createCrowdedPlan(page: Page, places: readonly string[] = countries): Promise<void> {
  const call = async (channel: Channel, value: unknown): Promise<void> => {
    const outcome: unknown = await page.evaluate(
      ([name, given]) => Reflect.get(window, 'homeport').invoke(name, given),
      [channel, value] as const,
    )
    if (!JSON.stringify(outcome).startsWith('{"ok":true')) throw new Error(`${channel}: ${JSON.stringify(outcome).slice(0, 200)}`)
  }
  await call('plan.create', { id, language: 'en', at: at(0), example: null })
  const answers = [
    ['identity.title', crowdedTitle],
    ['organization.country', 'CH'],
    ['hosting.computeOperator', 'provider'],
    ['hosting.keyCustody', 'hyok_external'],
    ['hosting.dataCountries', [...places]],
  ] as const
  for (const [revision, [field, value]] of answers.entries()) {
    const change = { type: 'answer.set', field, value, basis: 'self-declared' }
    await call('plan.apply', { id, revision, command: { do: change, by: 'Jana Köhler', at: at(revision + 1) } })
  }
  await page.reload()
}
