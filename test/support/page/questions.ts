/** The questions of a stage: each answered through its own kind of control, found by its label. */
import { expect, type Locator } from '@playwright/test'
import type { FieldSpec } from '../../../shared/plan/field.ts'
import { fields, type FieldId } from '../../../shared/plan/fields.ts'
import { entryName, providerName } from '../../../shared/words/answer.ts'
import { formatCountry, formatLanguage, formatNumber, localeOf } from '../../../shared/words/format.ts'
import { catalogOf, say } from '../../../shared/words/say.ts'
import { toShown, unitShape } from '../../../shared/words/unit.ts'
import { knowledge } from '../knowledge.ts'
import type { HomeportWindow } from './window.ts'
import { containing, wordAt } from './words.ts'

/** A value as an answer file holds it; null says "not known". */
export type GivenAnswer = string | number | boolean | readonly string[] | null

export type Questions = {
  /** Gives an answer as a planner would: by typing, ticking or choosing. */
  readonly answer: (field: FieldId, given: GivenAnswer) => Promise<void>
  /** Opens every folded group of questions. */
  readonly unfold: () => Promise<void>
  /** The control that is typed into or holds the options. */
  readonly control: (field: FieldId) => Locator
}

export function questionsOf({ page, main, language, word }: HomeportWindow): Questions {
  const locale = localeOf(language)
  const label = (field: FieldId): string => wordAt(`field.${field}.label`, language)
  const option = (field: FieldId, value: string): string => wordAt(`field.${field}.option.${value}`, language)
  const named = (field: FieldId) => ({ name: label(field), exact: true })

  const control = (field: FieldId): Locator => {
    const spec: FieldSpec = fields[field]
    switch (spec.kind) {
      case 'text':
        return main.getByRole('textbox', named(field))
      case 'number':
        return spec.unit === 'level' ? main.getByRole('radiogroup', named(field)) : main.getByRole('textbox', named(field))
      case 'yes-no':
        return main.getByRole('radiogroup', named(field))
      case 'choice':
        // A folded list is a button whose name is its value and then its label.
        return spec.options.length <= 5
          ? main.getByRole('radiogroup', named(field))
          : main.getByRole('button', { name: new RegExp(`${containing(label(field)).source}$`) })
      case 'choices':
      case 'day':
        return main.getByRole('group', named(field))
      case 'country':
      case 'countries':
      case 'languages':
      case 'entry':
        return main.getByRole('combobox', named(field))
    }
  }

  /** Finds an entry of a long list by typing its name. */
  const pick = async (box: Locator, name: string): Promise<void> => {
    const found = page.getByRole('option', { name, exact: true }).first()
    // Scrolling closes the list, and with it what was typed is gone.
    await box.scrollIntoViewIfNeeded()
    await expect(async () => {
      await box.fill(name)
      await expect(found).toBeVisible({ timeout: 1000 })
    }).toPass()
    // Not within what is tried again: an entry that was chosen leaves the list.
    await found.click()
  }
  const mark = (group: Locator, name: string): Promise<void> => group.getByText(name, { exact: true }).click()

  const answerUnknown = async (field: FieldId): Promise<void> => {
    const { kind }: FieldSpec = fields[field]
    if (kind === 'yes-no' || kind === 'choice') return mark(control(field), word('answer.notKnown'))
    await main.getByRole('button', { name: `${word('answer.notKnown')}: ${label(field)}`, exact: true }).click()
  }

  const folded = main.locator('h2 > button[aria-expanded="false"]')
  const unfold = async (): Promise<void> => {
    while ((await folded.count()) > 0) await folded.first().click()
  }
  /** Questions that are asked in a folded group are not drawn. */
  const unfoldFor = async (at: Locator): Promise<void> => {
    await expect(at.or(folded).first()).toBeVisible()
    if ((await at.count()) === 0) await unfold()
  }

  return {
    control,
    unfold,
    answer: async (field, given) => {
      if (given === null) return answerUnknown(field)
      const value = String(given)
      const values = typeof given === 'object' ? given : []
      const spec: FieldSpec = fields[field]
      const at = control(field)
      await unfoldFor(at)
      switch (spec.kind) {
        case 'text':
          await at.fill(value)
          return at.blur()
        case 'number': {
          if (spec.unit === 'level') return mark(at, value)
          const { digits } = unitShape(spec.unit)
          await at.fill(formatNumber(toShown(Number(given), spec.unit), locale, { maximumFractionDigits: digits }))
          return at.blur()
        }
        case 'yes-no':
          return mark(at, word(given === true ? 'answer.yes' : 'answer.no'))
        case 'choice':
          if (spec.options.length <= 5) return mark(at, option(field, value))
          await at.click()
          return page.getByRole('option', { name: option(field, value), exact: true }).click()
        case 'choices':
          if (values.length === 0) return mark(at, word('answer.noneOfThese'))
          for (const each of values) await mark(at, option(field, each))
          return
        case 'day': {
          const parts = value.split('-')
          for (const [place, part] of [['year', 0], ['month', 1], ['day', 2]] as const) {
            await at.locator(`[role="spinbutton"][data-type="${place}"]`).click()
            await page.keyboard.type(parts[part] ?? '')
          }
          return
        }
        case 'country':
          return pick(at, formatCountry(value, locale))
        case 'countries':
          for (const code of values) await pick(at, formatCountry(code, locale))
          return
        case 'languages':
          for (const code of values) await pick(at, formatLanguage(code, locale))
          return
        case 'entry':
          // Ways of hosting are named in the reader's language.
          return pick(at, spec.pack === 'providers' ? providerName(value, knowledge, (id) => say(catalogOf(language), { id, values: {} })) : entryName(spec.pack, value, knowledge))
      }
    },
  }
}
