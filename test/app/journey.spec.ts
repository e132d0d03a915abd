/**
 * The whole path: from nothing through all eight stages to a signed plan, over a restart, to files that strangers can
 * verify and that nobody can change unnoticed.
 */
import { expect, test } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ExportFormat } from '../../shared/contract.ts'
import { isFieldId, type FieldId } from '../../shared/plan/fields.ts'
import type { Evaluations, Risks, Signals } from '../../shared/plan/assurance/entries.ts'
import { launchApp, root, type Launched } from '../support/launch.ts'
import { assuranceOf } from '../support/page/assurance.ts'
import { homeOf } from '../support/page/home.ts'
import { obligationsOf } from '../support/page/obligations.ts'
import { questionsOf, type GivenAnswer } from '../support/page/questions.ts'
import { reviewOf } from '../support/page/review.ts'
import { signOf } from '../support/page/sign.ts'
import { fillStage } from '../support/page/stages.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'
import { wordAt } from '../support/page/words.ts'
import { commandLine, forge, foreignVerifier, keyFile, openssl, pythonScript, shellScript, unpack } from '../support/shipped.ts'

/** Answers as a ministry would give them. Each is typed, ticked or chosen in its own control. */
const ministry: {
  readonly answers: Record<string, { value?: GivenAnswer; unknown?: true }>
  readonly evaluations: Evaluations
  readonly signals: Signals
  readonly risks: Risks
} = JSON.parse(
  readFileSync(path.join(root, 'examples/ministry.json'), 'utf8'),
)
const given = Object.entries(ministry.answers).flatMap(([field, answer]): [FieldId, GivenAnswer][] => {
  const value = answer.value ?? null
  // A list without entries cannot be given in the form.
  return isFieldId(field) && !(Array.isArray(value) && value.length === 0) ? [[field, value]] : []
})
const title = String(ministry.answers['identity.title']?.value)
const formats: readonly ExportFormat[] = ['bundle', 'packet', 'pdf', 'report', 'json']

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-journey-'))
const userData = path.join(folder, 'data')
const exports = mkdtempSync(path.join(folder, 'exports-'))
const saved = new Map<ExportFormat, string>()
const bundle = (): string => saved.get('bundle') ?? ''
const plan = (): {
  plan: { answers: Record<string, { value: unknown }>; decisions: object; duties: object; evaluations: Evaluations; signals: Signals; risks: Risks }
} =>
  JSON.parse(readFileSync(saved.get('json') ?? '', 'utf8'))

let launched: Launched
let window: HomeportWindow
const start = async (): Promise<void> => {
  launched = await launchApp({ userData, env: { HOMEPORT_DIALOG_ANSWER: exports } })
  window = windowOf(launched.page)
}

/** What the next dialog for a file answers: a file, or the folder to save into. */
const answerDialogs = (answer: string): Promise<void> =>
  launched.app.evaluate((_electron, to) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = to
  }, answer)

test.describe.configure({ mode: 'serial' })
test.beforeAll(start)
test.afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a new plan begins with nothing filled in', async () => {
  await expect(window.main.getByText(window.word('home.empty'))).toBeVisible()
  await homeOf(window).startPlan()
  await expect(window.main.getByRole('textbox').first()).toHaveValue('')
})

for (const stage of ['requirements', 'model', 'hardware', 'hosting', 'obligations', 'costs'] as const)
  test(`${stage}: every answer is given in its control`, async () => {
    // Up to a hundred questions, each of which is typed or chosen.
    test.setTimeout(240_000)
    await fillStage(window, stage, given)
  })

test('obligations: evaluations, signals and risks are entered in their tables', async () => {
  test.setTimeout(240_000)
  await window.openStage('obligations')
  const assurance = assuranceOf(window)
  for (const entry of Object.values(ministry.evaluations)) await assurance.addEvaluation(entry)
  for (const entry of Object.values(ministry.signals)) await assurance.addSignal(entry)
  for (const [id, entry] of Object.entries(ministry.risks))
    await (entry.title === null ? assurance.treat(wordAt(`assurance.risk.${id.split('/')[1] ?? ''}`, 'en'), entry) : assurance.addRisk(entry))
  await window.saved()
})

const owner = 'Fortbildungsreferat'
test('obligations: a duty gets an owner', async () => {
  await window.openStage('obligations')
  const duties = obligationsOf(window)
  const duty = (await duties.rows.first().textContent()) ?? ''
  await duties.setOwner(duty, owner)
  await window.saved()
})

const reason = 'Vor der Abnahme wird auf einem Leihgerät gemessen.'
test('review: an advisory finding is accepted with a reason', async () => {
  await window.openStage('review')
  const review = reviewOf(window)
  const open = review.findings('advisory')
  const before = await open.count()
  expect(before).toBeGreaterThan(0)
  await review.accept(open.first(), reason)
  await expect(open).toHaveCount(before - 1)
  // What blocks can only be fixed.
  await expect(review.findings('blocking')).toHaveCount(0)
})

test('sign: a key is made, the draft becomes version 1 and verifies', async () => {
  await window.openStage('sign')
  const sign = signOf(window)
  await expect(sign.saveButton('bundle')).toBeDisabled()
  await sign.makeKey('A. Reiter')
  await sign.sign(1)
  await expectVerified()
})

/** Everything that can be checked on this computer holds; only rules of a board are not known here. */
async function expectVerified(): Promise<void> {
  const dialog = await signOf(window).verify(1)
  await expect(dialog.getByRole('heading', { level: 2 }).last()).toContainText(window.word('verify.verdict.valid'))
  const result = (check: string) => dialog.getByRole('row').filter({ has: window.page.getByRole('rowheader', { name: check, exact: true }) })
  for (const id of ['bundle', 'canonical', 'schema', 'statements', 'digests', 'signatures', 'keys', 'knowledge', 'assessment', 'log'] as const)
    await expect(result(window.word(`verify.check.${id}`))).toContainText(window.word('verify.result.pass'))
  await expect(result(window.word('verify.check.policy'))).toContainText(window.word('verify.result.not-checkable'))
  await expect(dialog).toContainText('A. Reiter')
  await window.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

test('after quitting and starting again, plan and signed version are there', async () => {
  await launched.close()
  await start()
  const home = homeOf(window)
  await expect(home.rows).toHaveCount(1)
  await expect(home.row(title)).toContainText(window.word('home.lastSigned', { count: 1, day: '' }).split(',')[0] ?? '')
  await home.openPlan(title)
  await window.openStage('sign')
  await expectVerified()
})

test('everything is exported where the planner wants it', async () => {
  const sign = signOf(window)
  for (const format of formats) saved.set(format, await sign.save(format))
  for (const format of formats) expect(statSync(saved.get(format) ?? '').size, format).toBeGreaterThan(10_000)
  expect(readFileSync(saved.get('pdf') ?? '').subarray(0, 5).toString()).toBe('%PDF-')
  // No assertion on the whole text: its picture of a failure would be megabytes.
  expect(readFileSync(saved.get('report') ?? '', 'utf8').includes(title)).toBe(true)
  expect(readFileSync(saved.get('packet') ?? '', 'utf8').startsWith('<!doctype html>')).toBe(true)
})

test('what was signed is what was typed', () => {
  const { answers, decisions, duties, evaluations, risks, signals } = plan().plan
  const typed = given.filter(([field]) => !field.startsWith('license.'))
  expect(Object.fromEntries(typed.map(([field]) => [field, answers[field]?.value]))).toEqual(Object.fromEntries(typed))
  const withoutRule = (entries: Readonly<Record<string, { readonly suggestion: string | null }>>) => Object.values(entries).map((entry) => ({ ...entry, suggestion: null }))
  expect(Object.values(evaluations)).toEqual(withoutRule(ministry.evaluations))
  expect(Object.values(signals)).toEqual(withoutRule(ministry.signals))
  expect(risks).toEqual(ministry.risks)
  expect(Object.values(decisions)).toEqual([expect.objectContaining({ kind: 'accept', reason })])
  expect(Object.values(duties)).toEqual([expect.objectContaining({ owner })])
})

test('a stranger verifies the bundle with openssl, Python and the command line', () => {
  const unpacked = unpack(bundle(), folder)
  expect(openssl(unpacked)).toMatchObject({ status: 0, output: expect.stringContaining('Verified Successfully') })
  expect(shellScript(unpacked)).toMatchObject({ status: 0, output: expect.stringMatching(/^GENUINE/m) })
  expect(pythonScript(unpacked)).toMatchObject({ status: 0, output: expect.stringMatching(/^GENUINE/m) })
  expect(foreignVerifier(bundle())).toMatchObject({ verdict: 'genuine' })
  // Without a trust store nobody says whose key it is; with the key vouched for, nothing is left open but the policy.
  expect(commandLine(bundle())).toMatchObject({ status: 1, verdict: 'incomplete', code: null, changed: [] })
  const trusted = commandLine(bundle(), '--trust', path.join(unpacked, keyFile(unpacked)))
  expect(trusted.checks.filter((check) => check.result === 'fail')).toEqual([])
  expect(trusted.checks.find((check) => check.id === 'keys')?.result).toBe('pass')
  expect(trusted.checks.find((check) => check.id === 'assessment')?.result).toBe('pass')
  expect(commandLine(saved.get('packet') ?? '')).toMatchObject({ verdict: 'incomplete', code: null })
})

/** Twelve hundred people become nine thousand two hundred. */
function withMorePeople(bytes: Buffer): Buffer {
  const text = bytes.toString('utf8')
  const changed = text.replace(/("load\.users":\{[^{}]*"value":)1200/, '$19200')
  expect(changed === text).toBe(false)
  return Buffer.from(changed)
}

test('one changed answer is refused by all, and named', () => {
  const forged = forge(bundle(), 'plan.json', withMorePeople, path.join(folder, 'forged.homeport'))
  const unpacked = unpack(forged, folder)
  expect(shellScript(unpacked)).toMatchObject({ status: 1, output: expect.stringMatching(/^INVALID/m) })
  expect(pythonScript(unpacked)).toMatchObject({ status: 1, output: expect.stringMatching(/^INVALID/m) })
  expect(foreignVerifier(forged)).toMatchObject({ verdict: 'invalid', changed: ['/plan/answers/load.users'] })
  for (const place of [forged, unpacked])
    expect(commandLine(place)).toMatchObject({ status: 1, verdict: 'invalid', code: 'E_SUBJECT_DIGEST', changed: ['/plan/answers/load.users'] })
})

test('one changed byte is refused by all, wherever it stands', () => {
  for (const name of ['plan.json', 'statements/1.dsse.json', 'statements/1.sig', 'statements/1.pae.bin']) {
    const unpacked = unpack(bundle(), folder)
    const file = path.join(unpacked, name)
    const bytes = readFileSync(file)
    const at = name === 'statements/1.dsse.json' ? 200 : Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(commandLine(unpacked), name).toMatchObject({ status: 1, verdict: 'invalid' })
    // Each tool judges what it reads: openssl the signed bytes and the signature, the scripts plan and statement.
    const refusing = name.startsWith('statements/1.dsse') || name === 'plan.json' ? [shellScript, pythonScript] : [openssl]
    for (const verifier of refusing) expect(verifier(unpacked).status, `${name}: ${verifier.name}`).not.toBe(0)
  }
})

test('the application verifies the bundle, names the changed answer, and refuses a damaged file', async () => {
  const forged = forge(bundle(), 'plan.json', withMorePeople, path.join(folder, 'named.homeport'))
  const damaged = path.join(folder, 'damaged.homeport')
  const bytes = readFileSync(bundle())
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(damaged, bytes)
  expect(foreignVerifier(damaged).verdict).toBe('invalid')
  await window.openPlace('allPlans')
  for (const [file, verdict, saying] of [[bundle(), 'valid', ''], [forged, 'invalid', 'load.users'], [damaged, 'invalid', '']] as const) {
    await answerDialogs(file)
    const dialog = await homeOf(window).verifyBundle()
    await expect(dialog.getByRole('heading', { level: 2 }).last()).toContainText(window.word(`verify.verdict.${verdict}`))
    await expect(dialog).toContainText(saying)
    await window.page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
})

test('a change after signing starts a new draft; the signed version stays as it is', async () => {
  await answerDialogs(exports)
  const before = readFileSync(saved.get('json') ?? '')
  await homeOf(window).openPlan(title)
  await window.openStage('requirements')
  await questionsOf(window).answer('load.users', 1300)
  await window.saved()
  await window.openStage('review')
  const changes = window.page.getByRole('region', { name: window.word('changes.title', { version: 1 }) })
  const change = changes.getByRole('row').filter({ hasText: window.word('field.load.users.label') })
  await expect(change).toContainText('1,200')
  await expect(change).toContainText('1,300')
  await window.openStage('sign')
  await expectVerified()
  await signOf(window).save('json')
  expect(readFileSync(saved.get('json') ?? '').equals(before)).toBe(true)
})
