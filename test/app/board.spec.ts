/**
 * A plan and its board as they meet it: an author and three reviewers, each on a computer of their own, with nothing
 * between them but files in a folder. One rejects, the plan is changed, signed again, and approved.
 */
import { expect, test, type Locator } from '@playwright/test'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { questionsOf } from '../support/page/questions.ts'
import { passphrase, signOf } from '../support/page/sign.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'
import { commandLine } from '../support/shipped.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-board-'))
const stick = mkdtempSync(path.join(root, 'stick-'))

type Seat = { readonly launched: Launched; readonly window: HomeportWindow; readonly name: string }
const seats = new Map<string, Seat>()
const people = { author: 'Jana Köhler', officer: 'Carl Winter', protector: 'Dora Schutz', architect: 'Ada Bau' } as const
type Who = keyof typeof people
const offices = { officer: 'chief-information-security-officer', protector: 'data-protection-officer', architect: 'architect' } as const

test.describe.configure({ mode: 'serial' })
test.afterAll(async () => {
  for (const { launched } of seats.values()) await launched.close()
  rmSync(root, { recursive: true, force: true })
})

/** One computer at a time, as on one stick that goes from hand to hand. */
async function at(who: Who): Promise<Seat> {
  for (const [other, seat] of seats) {
    if (other === who) return seat
    await seat.launched.close()
    seats.delete(other)
  }
  const launched = await launchApp({ userData: path.join(root, who), env: { HOMEPORT_DIALOG_ANSWER: stick } })
  const seat = { launched, window: windowOf(launched.page), name: people[who] }
  seats.set(who, seat)
  return seat
}

/** What the next dialog for a file answers. */
const hand = ({ launched }: Seat, file: string): Promise<void> =>
  launched.app.evaluate((_electron, to) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = to
  }, file)

const fileOf = (part: string): string => {
  const found = readdirSync(stick).filter((name) => name.endsWith(part))
  expect(found, part).toHaveLength(1)
  return path.join(stick, found[0] ?? '')
}
const button = ({ window }: Seat, name: string, within: Locator = window.main): Locator => within.getByRole('button', { name, exact: true })
const field = ({ window }: Seat, name: string, within: Locator = window.main): Locator => within.getByRole('textbox', { name, exact: true })

async function openBoard(seat: Seat): Promise<void> {
  await seat.window.openPlace('board')
  await expect(seat.window.heading).toHaveText(seat.window.word('board.title'))
}

/** Makes a key and saves its card on the stick. */
async function makeCard(seat: Seat): Promise<void> {
  const { window, name } = seat
  // The board sends whoever looks for their key there to the keys.
  await openBoard(seat)
  await button(seat, window.word('board.toKeys')).click()
  await button(seat, window.word('keys.create')).first().click()
  const dialog = window.dialog(window.word('keys.create'))
  await field(seat, window.word('sign.keyName'), dialog).fill(name)
  await field(seat, window.word('sign.newPassphrase'), dialog).fill(passphrase)
  await field(seat, window.word('sign.passphraseAgain'), dialog).fill(passphrase)
  await button(seat, window.word('sign.makeKey'), dialog).click()
  await expect(dialog).toBeHidden()
  await button(seat, window.word('keys.actions', { name })).click()
  await window.page.getByRole('menuitem', { name: window.word('keys.publish.board'), exact: true }).click()
  await expect.poll(() => readdirSync(stick).some((file) => file.includes(name))).toBe(true)
  await window.closeMessages()
}

test('three reviewers make keys and hand over their cards', async () => {
  for (const who of ['officer', 'protector', 'architect'] as const) await makeCard(await at(who))
})

let fingerprint = ''
test('the author sets up the board, adds everybody by card, and signs it', async () => {
  const seat = await at('author')
  const { window } = seat
  await makeCard(seat)
  fingerprint = (await window.main.locator('code').first().textContent()) ?? ''
  await openBoard(seat)
  await field(seat, window.word('board.organization')).fill('Staatsministerium')
  await button(seat, window.word('board.create')).click()
  await expect(window.main).toContainText(window.word('board.noPersons'))
  for (const who of ['author', 'officer', 'protector', 'architect'] as const) {
    await hand(seat, fileOf(`${people[who]} key.txt`))
    await button(seat, window.word('board.addPerson')).click()
    const dialog = window.dialog(window.word('board.addPerson'))
    await expect(field(seat, window.word('board.personName'), dialog)).toHaveValue(people[who])
    await dialog.getByText(window.word('board.compared')).click()
    await dialog.getByText(window.word(`board.role.${who === 'author' ? 'author' : offices[who]}`), { exact: true }).click()
    await button(seat, window.word('board.add'), dialog).click()
    await expect(dialog).toBeHidden()
  }
  // The same card again is not taken twice.
  await button(seat, window.word('board.addPerson')).click()
  const again = window.dialog(window.word('board.addPerson'))
  await again.getByText(window.word('board.compared')).click()
  await expect(button(seat, window.word('board.add'), again)).toBeDisabled()
  await window.page.keyboard.press('Escape')
  // The third requirement: an architect.
  await button(seat, window.word('board.addRequirement')).click()
  const requirement = window.page.getByRole('dialog')
  await requirement.getByText(window.word('board.role.architect'), { exact: true }).click()
  await button(seat, window.word('board.add'), requirement).click()
  await field(seat, window.word('sign.passphrase')).fill(passphrase)
  await button(seat, window.word('board.sign', { version: 1 })).click()
  await expect(window.messages).toContainText(window.word('board.signed', { version: 1 }))
  await hand(seat, stick)
  await button(seat, window.word('board.export')).click()
  await expect.poll(() => readdirSync(stick).some((file) => file.endsWith('.homeport-board'))).toBe(true)
})

test('the plan is signed, and the screen says who is missing', async () => {
  const seat = await at('author')
  const { window } = seat
  await window.closeMessages()
  await window.openPlace('allPlans')
  await homeOf(window).openSample('ministry')
  await window.openStage('sign')
  await signOf(window).sign(1)
  await expect(window.main.getByRole('heading', { level: 2 }).first()).toContainText(window.word('reviews.standing.open', { version: 1 }))
  for (const who of ['officer', 'protector', 'architect'] as const)
    await expect(window.main).toContainText(window.word('reviews.missing', { names: people[who] }))
  await hand(seat, stick)
  await signOf(window).save('bundle')
  const bundle = fileOf('v1.homeport')
  // The command line judges by the same store: genuine, and not approved.
  expect(commandLine(bundle, '--trust', fileOf('.homeport-board'))).toMatchObject({ status: 1, code: 'E_THRESHOLD' })
})

type Vote = { readonly version: number; readonly decision: 'approve' | 'reject'; readonly comment?: string; /** What was answered to the comments on the first stage. */ readonly answered?: string }

async function review(who: 'officer' | 'protector' | 'architect', { version, decision, comment, answered }: Vote): Promise<void> {
  const seat = await at(who)
  const { window } = seat
  await openBoard(seat)
  if ((await button(seat, window.word('board.change')).count()) === 0) {
    await hand(seat, fileOf('.homeport-board'))
    await button(seat, window.word('board.import')).first().click()
    const offer = window.page.getByRole('dialog')
    // A fingerprint that does not belong to the file is not taken.
    await field(seat, window.word('board.typedFingerprint'), offer).fill('0000 1111 2222 3333 4444 5555 6666 7777 8888 9999')
    await button(seat, window.word('board.accept'), offer).click()
    await expect(offer).toContainText(window.word('board.fault.fingerprint'))
    await field(seat, window.word('board.typedFingerprint'), offer).fill(fingerprint)
    await button(seat, window.word('board.accept'), offer).click()
    await expect(offer).toBeHidden()
    await window.closeMessages()
  }
  await window.openPlace('allPlans')
  await hand(seat, fileOf(`v${version}.homeport`))
  await button(seat, window.word('reviews.open')).first().click()
  await expect(window.main).toContainText(window.word('reviews.readOnly', { version }))
  if (comment !== undefined) {
    await window.openStage('requirements')
    // Nothing of the plan can be changed: its answers are words, not controls.
    await expect(window.main.getByRole('textbox')).toHaveCount(2)
    await field(seat, window.word('reviews.write')).fill(comment)
    await field(seat, window.word('about.person')).fill(people[who])
    await button(seat, window.word('reviews.add')).click()
    await expect(window.main).toContainText(window.word('reviews.notHandedOver'))
    // Whatever would change the plan is not there on the other stages either.
    const changing = [['model', 'ownModel.title'], ['hardware', 'fleetScreen.add'], ['hosting', 'ownHosting.add'], ['hosting', 'houseRule.add']] as const
    for (const [stage, name] of changing) {
      await window.openStage(stage)
      await expect(window.main).toContainText(window.word('reviews.readOnly', { version }))
      await expect(button(seat, window.word(name))).toHaveCount(0)
      // Nor is anything tried on it: what is read is what was signed.
      for (const title of ['whatIf.title', 'toggles.title'] as const) await expect(window.main.getByRole('heading', { name: window.word(title), exact: true })).toHaveCount(0)
    }
  }
  if (answered !== undefined) {
    await window.openStage('requirements')
    await expect(window.main).toContainText(objection)
    await expect(window.main).toContainText(answered)
    await expect(window.main).toContainText(window.word('reviews.replyBy', { name: people.author, at: '' }).split(',')[0] ?? '')
  }
  await window.page.keyboard.press('Alt+8')
  await expect(window.heading).toHaveText(window.word('reviews.yourDecision'))
  await window.main.getByRole('radio', { name: window.word(`reviews.decision.${decision}`), exact: true }).check({ force: true })
  await hand(seat, stick)
  await field(seat, window.word('sign.passphrase')).fill(passphrase)
  await button(seat, window.word('reviews.signAndSave')).click()
  await expect(window.messages).toContainText(window.word('reviews.savedFile'))
  await window.closeMessages()
}

const objection = 'Who deletes the letters after answering, and when?'
test('the data protection officer comments and rejects; the two others approve', async () => {
  await review('officer', { version: 1, decision: 'approve' })
  await review('protector', { version: 1, decision: 'reject', comment: objection })
  await review('architect', { version: 1, decision: 'approve' })
})

async function importReviews(seat: Seat, version: number, order: readonly ('officer' | 'protector' | 'architect')[]): Promise<void> {
  const { window } = seat
  for (const who of order) {
    await hand(seat, fileOf(`v${version} ${people[who]}.homeport-review`))
    await button(seat, window.word('reviews.import')).click()
    const comments = version === 1 && who === 'protector' ? 1 : 0
    await expect(window.messages).toContainText(window.word('reviews.imported', { comments, decisions: 1, version }))
    await window.closeMessages()
  }
}

test('the author takes the files in, in any order: rejected, with the comment beside the stage', async () => {
  const seat = await at('author')
  const { window } = seat
  await homeOf(window).rows.first().getByRole('button').click()
  await window.openStage('sign')
  await importReviews(seat, 1, ['architect', 'protector', 'officer'])
  await expect(window.main.getByRole('heading', { level: 2 }).first()).toContainText(window.word('reviews.standing.rejected', { version: 1 }))
  // Once more: nothing changes.
  await hand(seat, fileOf(`v1 ${people.protector}.homeport-review`))
  await button(seat, window.word('reviews.import')).click()
  await expect(window.messages).toContainText(window.word('reviews.known'))
  await window.closeMessages()
  await window.openStage('requirements')
  await expect(window.main).toContainText(objection)
  await expect(window.main).toContainText(window.word('reviews.confirmedPerson', { name: people.protector }))
  await field(seat, window.word('reviews.answer')).fill('The mail service does, after thirty days.')
  await button(seat, window.word('reviews.saveAnswer')).click()
  await expect(window.main).toContainText('after thirty days')
})

test('the plan is changed and signed again; the earlier signatures stay with version 1', async () => {
  const seat = await at('author')
  const { window } = seat
  await window.openStage('requirements')
  await questionsOf(window).answer('load.users', 900)
  await window.saved()
  await window.openStage('sign')
  await expect(window.main).toContainText(window.word('reviews.lapses', { count: 4, version: 1 }))
  await signOf(window).sign(2)
  await expect(window.main.getByRole('heading', { level: 2 }).first()).toContainText(window.word('reviews.standing.open', { version: 2 }))
  await hand(seat, stick)
  await signOf(window).save('bundle')
  // A decision on version 1 says nothing about version 2.
  await hand(seat, fileOf(`v1 ${people.officer}.homeport-review`))
  await button(seat, window.word('reviews.import')).click()
  await expect(window.messages).toContainText(window.word('reviews.known'))
  await expect(window.main.getByRole('heading', { level: 2 }).first()).toContainText(window.word('reviews.standing.open', { version: 2 }))
})

test('all three approve version 2', async () => {
  for (const who of ['architect', 'officer', 'protector'] as const) await review(who, { version: 2, decision: 'approve', answered: 'after thirty days' })
})

test('the board has approved: the application says so, and so does the command line', async () => {
  const seat = await at('author')
  const { window } = seat
  await homeOf(window).rows.first().getByRole('button').click()
  await window.openStage('sign')
  await importReviews(seat, 2, ['protector', 'officer', 'architect'])
  await expect(window.main.getByRole('heading', { level: 2 }).first()).toContainText(window.word('reviews.standing.approved', { version: 2 }))
  const dialog = await signOf(window).verify(2)
  await expect(dialog.getByRole('heading', { level: 2 }).last()).toContainText(window.word('verify.verdict.valid'))
  for (const name of Object.values(people)) await expect(dialog).toContainText(name)
  await expect(dialog).toContainText(window.word('verify.limits.complete'))
  await window.page.keyboard.press('Escape')
  rmSync(fileOf('v2.homeport'))
  await hand(seat, stick)
  await signOf(window).save('bundle')
  const store = fileOf('.homeport-board')
  const approved = commandLine(fileOf('v2.homeport'), '--trust', store)
  expect(approved.checks.filter((check) => check.result === 'fail')).toEqual([])
  expect(approved).toMatchObject({ status: 0, verdict: 'valid' })
  expect(commandLine(fileOf('v1.homeport'), '--trust', store)).toMatchObject({ status: 1, code: 'E_THRESHOLD' })
})
