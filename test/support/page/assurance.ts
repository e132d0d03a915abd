/** The tables of the obligations stage: evaluations, signals, risks, and who answers for the duties. */
import { expect, type Locator } from '@playwright/test'
import type { EvaluationEntry, RiskEntry, SignalEntry } from '../../../shared/plan/assurance/entries.ts'
import { formatLanguage, formatNumber, localeOf } from '../../../shared/words/format.ts'
import type { HomeportWindow } from './window.ts'
import { containing, wordAt } from './words.ts'

export type AssuranceScreen = {
  readonly addEvaluation: (entry: EvaluationEntry) => Promise<void>
  readonly addSignal: (entry: SignalEntry) => Promise<void>
  /** Says what is done about a risk of the register, found by its title. */
  readonly treat: (title: string, entry: RiskEntry) => Promise<void>
  /** Adds a risk of the planner's own. */
  readonly addRisk: (entry: RiskEntry) => Promise<void>
  /** One name and one day for all duties that lack them. */
  readonly assignDuties: (owner: string, due: string) => Promise<void>
}

export function assuranceOf({ page, main, language, word }: HomeportWindow): AssuranceScreen {
  const locale = localeOf(language)
  const dialog = page.getByRole('dialog')
  const card = (name: string): Locator => main.getByRole('region', { name, exact: true })
  const type = (label: string, value: string | null): Promise<void> =>
    value === null ? Promise.resolve() : dialog.getByRole('textbox', { name: label, exact: true }).fill(value)
  const mark = (name: string): Promise<void> => dialog.getByText(name, { exact: true }).click()
  const number = (value: number | null, scale = 1): string | null => (value === null ? null : formatNumber(value / scale, locale, { maximumFractionDigits: 2 }))
  const pick = async (label: string, name: string): Promise<void> => {
    const box = dialog.getByRole('combobox', { name: label, exact: true })
    const found = page.getByRole('option', { name, exact: true }).first()
    await expect(async () => {
      await box.fill(name)
      await expect(found).toBeVisible({ timeout: 1000 })
    }).toPass()
    await found.click()
  }
  /** A sentence whatever number it says. */
  const counted = (id: 'dutiesScreen.assign' | 'dutiesScreen.assignDo'): RegExp => new RegExp(containing(word(id, { count: 99 })).source.replace('99', String.raw`\d+`))
  const save = async (): Promise<void> => {
    await dialog.getByRole('button', { name: word('assuranceScreen.save'), exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  const grade = (label: string, scale: 'likelihood' | 'impact', value: number | null): Promise<void> =>
    value === null ? Promise.resolve() : pick(label, `${String(value)} ${wordAt(`assurance.${scale}.${String(value)}`, language)}`)
  const riskParts = async ({ acceptedUntil, impact, likelihood, measures, owner, residualImpact, residualLikelihood, treatment }: RiskEntry): Promise<void> => {
    await grade(word('assuranceScreen.likelihood'), 'likelihood', likelihood)
    await grade(word('assuranceScreen.impact'), 'impact', impact)
    if (treatment !== null) await mark(word(`assurance.treatment.${treatment}`))
    await type(word('assuranceScreen.measures'), measures)
    await grade(word('assuranceScreen.residualLikelihood'), 'likelihood', residualLikelihood)
    await grade(word('assuranceScreen.residualImpact'), 'impact', residualImpact)
    await type(word('assuranceScreen.owner'), owner)
    await type(word('assuranceScreen.until'), acceptedUntil)
    await save()
  }

  return {
    addEvaluation: async (entry) => {
      await card(word('assuranceScreen.evaluations')).getByRole('button', { name: word('assuranceScreen.addEvaluation'), exact: true }).click()
      await type(word('assuranceScreen.task'), entry.task)
      if (entry.language !== null) await pick(word('assuranceScreen.language'), formatLanguage(entry.language, locale))
      await type(word('assuranceScreen.metric'), entry.metric)
      if (entry.testSet.kind === 'own') {
        await type(word('assuranceScreen.setName'), entry.testSet.name)
        await type(word('assuranceScreen.setSize'), number(entry.testSet.size))
      }
      await mark(word(`assuranceScreen.kind.${entry.kind}`))
      await type(word('assuranceScreen.threshold'), number(entry.threshold, 100))
      await type(word(`assuranceScreen.margin.${entry.kind}`), number(entry.margin, 100))
      for (const topic of entry.redTeam) await mark(word(`assurance.topic.${topic}`))
      await type(word('assuranceScreen.decidedBy'), entry.decidedBy)
      await type(word('assuranceScreen.due'), entry.due)
      await save()
    },
    addSignal: async (entry) => {
      await card(word('assuranceScreen.signals')).getByRole('button', { name: word('assuranceScreen.addSignal'), exact: true }).click()
      await pick(word('assuranceScreen.signal'), word(`assurance.signal.${entry.kind}`))
      await type(word('assuranceScreen.signalName'), entry.name)
      await type(word('assuranceScreen.signalThreshold'), entry.threshold)
      await type(word('assuranceScreen.every'), number(entry.everyDays))
      await type(word('assuranceScreen.who'), entry.who)
      for (const action of entry.actions) await mark(word(`assurance.action.${action}`))
      await save()
    },
    treat: async (title, entry) => {
      await card(word('assuranceScreen.risks')).getByRole('button', { name: word('assuranceScreen.changeThis', { name: title }), exact: true }).click()
      await riskParts(entry)
    },
    addRisk: async (entry) => {
      await card(word('assuranceScreen.risks')).getByRole('button', { name: word('assuranceScreen.addRisk'), exact: true }).click()
      await type(word('assuranceScreen.riskName'), entry.title)
      await riskParts(entry)
    },
    assignDuties: async (owner, due) => {
      const duties = card(word('report.duties'))
      await duties.getByRole('button', { name: counted('dutiesScreen.assign') }).click()
      await duties.getByRole('textbox', { name: word('dutiesScreen.assignOwner'), exact: true }).fill(owner)
      await duties.getByRole('textbox', { name: word('dutiesScreen.assignDue'), exact: true }).fill(due)
      await duties.getByRole('button', { name: counted('dutiesScreen.assignDo') }).click()
    },
  }
}
