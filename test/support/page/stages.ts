/** Gives the answers of one stage as a planner would, each in its own control, in the order of a list. */
import { expect } from '@playwright/test'
import { fields, type FieldId } from '../../../shared/plan/fields.ts'
import { hostingOf, type HostingPartName } from './hosting.ts'
import { modelOf } from './model.ts'
import { obligationsOf } from './obligations.ts'
import { questionsOf, type GivenAnswer } from './questions.ts'
import type { HomeportWindow } from './window.ts'
import { containing } from './words.ts'

export type Given = readonly (readonly [FieldId, GivenAnswer])[]

/** The stages that ask, but the requirements. */
export type LaterStage = 'model' | 'hardware' | 'hosting' | 'obligations' | 'costs'

export async function fillStage(window: HomeportWindow, stage: LaterStage | 'requirements', given: Given): Promise<void> {
  await window.openStage(stage)
  const questions = questionsOf(window)
  if (stage === 'obligations') await obligationsOf(window).openQuestions()
  else if (stage !== 'model' && stage !== 'hosting') await questions.unfold()
  let part: HostingPartName | null = null
  for (const [field, value] of given.filter(([id]) => fields[id].stage === stage)) {
    if (stage === 'hosting' && part !== partOf(field)) {
      part = partOf(field)
      await hostingOf(window).openPart(part)
      if (part === 'facts') await questions.unfold()
    }
    if (field === 'hardware.source') await window.main.getByText(window.word('hardwareScreen.target'), { exact: true }).click()
    else if (field === 'model.id') await modelOf(window).choose(String(value))
    // The licenses of these models ask for none of these, so the form does not.
    else if (!field.startsWith('license.')) await questions.answer(field, value)
  }
  await window.saved()
}

/** The part of the hosting stage that asks the question. */
function partOf(field: FieldId): HostingPartName {
  return field === 'hosting.provider' || field === 'hosting.optionType' || field === 'hosting.region' ? 'where' : 'facts'
}

/** Topic by topic, each left by the button that leads to the next one. */
export async function fillTopics(window: HomeportWindow, topics: readonly (readonly [name: 'who' | 'purpose' | 'data' | 'load' | 'demands', ids: readonly FieldId[]])[], given: Given): Promise<void> {
  const { main, word } = window
  await window.openStage('requirements')
  const questions = questionsOf(window)
  // Its first word, whatever stands before the colon in the language.
  const next = containing(word('requirementsScreen.next', { topic: '' }).split(/\s/)[0] ?? '')
  for (const [name, ids] of topics) {
    const topic = main.getByRole('region', { name: word(`group.requirements.${name}`), exact: true })
    await expect(topic.getByRole('button', { expanded: true }).first()).toBeVisible()
    for (const [field, value] of given) if (ids.includes(field)) await questions.answer(field, value)
    await topic.getByRole('button', { name: next }).click()
  }
  const named = new Set(topics.flatMap(([, ids]) => ids))
  for (const [field, value] of given) if (fields[field].stage === 'requirements' && !named.has(field)) await questions.answer(field, value)
  await window.saved()
}
