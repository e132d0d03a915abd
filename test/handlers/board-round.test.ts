/** The board and the review round trip through the contract: what the page can ask for, and what is refused. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import type { KeySummary } from '../../shared/contract.ts'
import { newBoard, personKey, withKey } from '../../shared/plan/board-draft.ts'
import type { BoardDocument } from '../../shared/plan/board.ts'
import { bundleLimits } from '../../electron/export/bundle.ts'
import { readZip, writeZip } from '../../electron/export/zip.ts'
import { rootKey, secondRoot, signedBoard } from '../support/board.ts'
import { testServices } from '../support/services.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-round-'))
const at = '2026-11-23T09:00:00Z'
const passphrase = 'correct horse battery staple'
const plan = '00000000-0000-4000-8000-000000000801'

function seat(name: string) {
  const answers: (string | null)[] = []
  return { answers, ...testServices(path.join(folder, name), answers) }
}
const seats = { author: seat('author'), dora: seat('dora') }
afterAll(async () => {
  for (const { close } of Object.values(seats)) await close()
  rmSync(folder, { recursive: true, force: true })
})

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}
const keyOf = ({ publicKeyPem }: KeySummary) => {
  const key = publicKeyOfPem(publicKeyPem)
  if (!key.ok) throw new Error(key.problem)
  return key.value
}
const file = (name: string): string => path.join(folder, name)

describe('a board and its reviewer', () => {
  it('is set up, imported, asked, and answers', { timeout: 120_000 }, async () => {
    const { author, dora } = seats
    const own = await value(author.handlers['keys.create']({ name: 'Jana Köhler', algorithm: 'Ed25519', passphrase, at }))
    const hers = await value(dora.handlers['keys.create']({ name: 'Dora Schutz', algorithm: 'Ed25519', passphrase, at }))
    dora.answers.push(file('dora.txt'))
    await value(dora.handlers['board.saveCard']({ keyId: hers.keyId }))
    author.answers.push(file('dora.txt'))
    const card = await value(author.handlers['board.readCard'](null))
    expect(card).toMatchObject({ keyId: hers.keyId, name: 'Dora Schutz', rotation: null })

    const empty = newBoard({ board: '00000000-0000-4000-8000-000000000802', organization: 'Ministry', at, root: { key: keyOf(own), name: 'Jana Köhler' }, roles: { author: 'Author', dpo: 'Data protection officer' } })
    const personOf = (key: KeySummary, roles: string[]) => ({ name: key.name, roles, signsWith: 'any' as const, keys: [personKey({ key: keyOf(key), name: key.name, rotation: null }, at)] })
    const document: BoardDocument = { ...empty, persons: { jana: personOf(own, ['author']), dora: personOf(hers, ['dpo']) } }
    // A draft that cannot be signed says why, and is kept.
    const broken = await value(author.handlers['board.keepDraft']({ ...document, policy: { approved: [{ roles: ['nobody'], persons: 1 }], approvedWithConditions: [] } }))
    expect(broken.fault).toMatchObject({ id: 'board.fault.schema' })
    await value(author.handlers['board.keepDraft'](document))
    expect(await author.handlers['board.sign']({ keyId: own.keyId, passphrase: 'wrong', at })).toMatchObject({ problem: { code: 'wrong-passphrase' } })
    expect(await value(author.handlers['board.sign']({ keyId: own.keyId, passphrase, at }))).toMatchObject({ inUse: true, have: 1, need: 1, overview: { draft: null, inUse: { document: { version: 1 } } } })
    author.answers.push(file('b.homeport-board'))
    await value(author.handlers['board.export'](null))

    // The first store needs a fingerprint that came another way; a store of somebody else does not get in later.
    dora.answers.push(file('b.homeport-board'))
    const offer = await value(dora.handlers['board.import']({ at }))
    if (offer === null || 'refused' in offer) throw new Error('no offer')
    expect(offer).toMatchObject({ first: true, kind: 'newer' })
    expect(await value(dora.handlers['board.accept']({ digest: offer.digest, fingerprint: hers.keyId, at }))).toEqual({ refused: { id: 'board.fault.fingerprint', values: {} } })
    expect(await value(dora.handlers['board.accept']({ digest: offer.digest, fingerprint: own.keyId, at }))).toMatchObject({ inUse: { document: { version: 1 } } })
    writeFileSync(file('thief.homeport-board'), signedBoard({ ...document, version: 2, root: { threshold: 1, keys: [{ ...document.root.keys[0]!, spki: Buffer.from(secondRoot.public.der).toString('base64'), name: 'Thief' }] } }, secondRoot))
    writeFileSync(file('other.homeport-board'), signedBoard({ ...document, board: '00000000-0000-4000-8000-000000000803', root: { threshold: 1, keys: [{ ...document.root.keys[0]!, spki: Buffer.from(rootKey.public.der).toString('base64') }] } }, rootKey))
    for (const [name, id] of [['thief', 'board.fault.root'], ['other', 'board.fault.other-board']] as const) {
      dora.answers.push(file(`${name}.homeport-board`))
      expect(await value(dora.handlers['board.import']({ at }))).toMatchObject({ refused: { id } })
    }

    const made = await value(author.handlers['plan.create']({ id: plan, language: 'de', at, example: 'ministry' }))
    const signed = await value(author.handlers['plan.sign']({ id: plan, revision: made.revision, keyId: own.keyId, passphrase, at: '2026-11-23T09:02:00Z' }))
    author.answers.push(file('p v1.homeport'))
    await value(author.handlers['plan.export']({ id: plan, version: 1, format: 'bundle', language: 'en' }))

    // The reviewer's copy: read as it was signed, commented on, decided.
    dora.answers.push(file('p v1.homeport'))
    const opened = await value(dora.handlers['review.openBundle']({ at }))
    if (opened === null || !('copy' in opened)) throw new Error('not opened')
    const { digest } = opened.copy
    expect(digest).toBe(signed.planDigest)
    const copy = await value(dora.handlers['review.open'](digest))
    expect(copy.assessment).not.toBeNull()
    expect(copy.standing).toMatchObject({ outcome: 'open', lines: [{ missing: [{ name: 'Dora Schutz' }] }] })
    await value(dora.handlers['review.keepDraft']({ digest, comments: [{ place: 'P5', text: 'Who deletes?', by: 'Dora Schutz', at }] }))
    const decide = (decision: 'approve' | 'reject', time: string) => dora.handlers['review.sign']({ digest, keyId: hers.keyId, passphrase, role: 'dpo', decision, conditions: [], at: time })
    // Canceled where to save: nothing was decided.
    dora.answers.push(null)
    expect(await value(decide('reject', '2026-11-23T10:00:00Z'))).toBeNull()
    expect((await value(dora.handlers['review.open'](digest))).standing.statements).toHaveLength(1)
    dora.answers.push(file('r.homeport-review'))
    await value(decide('reject', '2026-11-23T10:00:00Z'))

    author.answers.push(file('r.homeport-review'))
    expect(await value(author.handlers['review.import'](null))).toEqual({ version: 1, newComments: 1, newDecisions: 1, known: 0, conflicts: [] })
    author.answers.push(file('r.homeport-review'))
    expect(await value(author.handlers['review.import'](null))).toEqual({ version: 1, newComments: 0, newDecisions: 0, known: 2, conflicts: [] })
    const reviews = await value(author.handlers['review.read'](plan))
    expect(reviews.comments).toMatchObject([{ place: 'P5', person: 'Dora Schutz', answer: null }])
    expect(reviews.standings).toMatchObject([{ outcome: 'rejected' }])
    const [comment] = reviews.comments
    await value(author.handlers['review.answer']({ comment: comment!.id, answer: { text: 'The mail service.', by: 'Jana Köhler', at } }))

    // The answer is signed and goes out with the bundle; the reviewer finds it beside her comment, and once is enough.
    expect((await value(author.handlers['review.read'](plan))).unsignedAnswers).toBe(1)
    expect(await author.handlers['review.signReplies']({ plan, keyId: own.keyId, passphrase: 'wrong', at })).toMatchObject({ problem: { code: 'wrong-passphrase' } })
    expect(await value(author.handlers['review.signReplies']({ plan, keyId: own.keyId, passphrase, at }))).toEqual({ count: 1 })
    expect(await value(author.handlers['review.signReplies']({ plan, keyId: own.keyId, passphrase, at }))).toEqual({ count: 0 })
    expect((await value(author.handlers['review.read'](plan))).unsignedAnswers).toBe(0)
    author.answers.push(file('answered v1.homeport'))
    await value(author.handlers['plan.export']({ id: plan, version: 1, format: 'bundle', language: 'en' }))
    for (const name of ['answered v1.homeport', 'answered v1.homeport']) {
      dora.answers.push(file(name))
      expect(await value(dora.handlers['review.openBundle']({ at }))).toHaveProperty('copy')
      const answered = await value(dora.handlers['review.open'](digest))
      expect(answered.comments).toMatchObject([{ place: 'P5', text: 'Who deletes?', person: 'Dora Schutz', quotedOnly: false, answer: null, replies: [{ text: 'The mail service.', by: 'Jana Köhler', person: 'Jana Köhler', byAuthor: true }] }])
    }

    // The report of that version carries comment and answer; verification names the rejection.
    author.answers.push(file('report.html'))
    await value(author.handlers['plan.export']({ id: plan, version: 1, format: 'report', language: 'en' }))
    const report = readFileSync(file('report.html'), 'utf8')
    for (const part of ['Who deletes?', 'The mail service.', 'Dora Schutz']) expect(report.includes(part), part).toBe(true)
    const verification = await value(author.handlers['plan.verify']({ id: plan, version: 1 }))
    expect(verification.checks.map(({ id, result }) => [id, result]).filter(([, result]) => result !== 'pass')).toEqual([['policy', 'fail']])
    expect(verification.checks.find(({ id }) => id === 'policy')?.code).toBe('E_REJECTED')
    expect(verification.statements.map(({ person }) => person)).toEqual(['Jana Köhler', 'Dora Schutz'])
    expect(readdirSync(folder)).toContain('r.homeport-review')

    // A new key of hers: the one in the board vouches for it, and the board takes it in as its next version.
    const newer = await value(dora.handlers['keys.create']({ name: 'Dora Schutz', algorithm: 'Ed25519', passphrase, at }))
    dora.answers.push(file('rotation.txt'))
    expect(await dora.handlers['board.rotationCard']({ keyId: newer.keyId, next: hers.keyId, passphrase })).toMatchObject({ problem: { code: 'not-found' } })
    expect(await dora.handlers['board.rotationCard']({ keyId: hers.keyId, next: newer.keyId, passphrase: 'wrong' })).toMatchObject({ problem: { code: 'wrong-passphrase' } })
    await value(dora.handlers['board.rotationCard']({ keyId: hers.keyId, next: newer.keyId, passphrase }))
    author.answers.push(file('rotation.txt'))
    const rotated = await value(author.handlers['board.readCard'](null))
    if (rotated === null || 'refused' in rotated) throw new Error('no card')
    expect(rotated).toMatchObject({ keyId: newer.keyId, rotation: { from: hers.keyId } })
    const inUse = (await value(author.handlers['board.read'](null))).inUse?.document
    const dorasNew = withKey(inUse!.persons['dora']!, { key: keyOf(newer), name: rotated.name, rotation: rotated.rotation }, at)
    expect(dorasNew.keys).toMatchObject([{ replacedBy: newer.keyId, validUntil: at }, { rotation: { from: hers.keyId } }])
    await value(author.handlers['board.keepDraft']({ ...inUse!, version: 2, persons: { ...inUse!.persons, dora: dorasNew } }))
    expect(await value(author.handlers['board.sign']({ keyId: own.keyId, passphrase, at }))).toMatchObject({ inUse: true, overview: { inUse: { document: { version: 2 } } } })

    // Each side's log has what was taken in and signed there, once: the second import of the review changed nothing.
    const events = async ({ handlers }: typeof author) => (await value(handlers['log.read'](null))).entries.map(({ entry }) => entry?.event).toReversed()
    expect(await events(author)).toEqual(['key-added', 'trust-changed', 'signed', 'exported', 'imported', 'answered', 'exported', 'exported', 'trust-changed'])
    expect(await events(dora)).toEqual(['key-added', 'trust-changed', 'imported', 'decided', 'imported', 'key-added'])
    await value(dora.handlers['keys.remove'](hers.keyId))
    await value(dora.handlers['keys.restore'](hers.keyId))
    await value(dora.handlers['board.leave']({ at }))
    const later = await value(dora.handlers['log.read'](null))
    expect(later.faults).toEqual([])
    expect(later.entries.slice(0, 3).map(({ entry }) => entry?.event)).toEqual(['trust-changed', 'key-restored', 'key-removed'])
  })

  it('answers go to whoever gets the next version, conditions included, and two answers are both kept', { timeout: 120_000 }, async () => {
    const { author, dora } = seats
    const [own] = await value(author.handlers['keys.list'](null))
    const [v1] = (await value(author.handlers['plan.open'](plan))).versions
    const later = '2026-11-23T12:00:00Z'
    const said = async () => (await value(author.handlers['review.read'](plan))).comments
    const [comment] = await said()
    // Dora has two keys by now; the one that signed the comment decides again.
    const hers = (await value(dora.handlers['keys.list'](null))).find(({ keyId }) => keyId === comment!.confirmedBy[0])
    // A condition of hers, answered like a comment.
    dora.answers.push(file('p v1.homeport'), file('c.homeport-review'))
    await value(dora.handlers['review.openBundle']({ at }))
    await value(dora.handlers['review.sign']({ digest: v1!.planDigest, keyId: hers!.keyId, passphrase, role: 'dpo', decision: 'approve-with-conditions', conditions: ['Delete after 30 days'], at: later }))
    author.answers.push(file('c.homeport-review'))
    await value(author.handlers['review.import'](null))
    const condition = (await said()).find(({ kind }) => kind === 'condition')
    expect(condition).toMatchObject({ text: 'Delete after 30 days', place: 'review', by: hers!.name, answer: null })
    await value(author.handlers['review.answer']({ comment: condition!.id, answer: { text: 'It is in the contract now.', by: 'Jana Köhler', at: later } }))
    // The comment gets another answer after the first was handed over.
    await value(author.handlers['review.answer']({ comment: comment!.id, answer: { text: 'Our own archive.', by: 'Jana Köhler', at: later } }))
    // Signing the next version signs the answers with it.
    const { revision } = await value(author.handlers['plan.open'](plan))
    const second = await value(author.handlers['plan.sign']({ id: plan, revision, keyId: own!.keyId, passphrase, at: '2026-11-23T12:30:00Z' }))
    expect((await value(author.handlers['review.read'](plan))).unsignedAnswers).toBe(0)
    author.answers.push(file('p v2.homeport'))
    await value(author.handlers['plan.export']({ id: plan, version: 2, format: 'bundle', language: 'en' }))

    // On a computer that never saw version 1, the answers come with what they quote.
    const stranger = seat('newcomer')
    stranger.answers.push(file('p v2.homeport'))
    await value(stranger.handlers['review.openBundle']({ at: later }))
    const fresh = await value(stranger.handlers['review.open'](second.planDigest))
    expect(fresh.comments.map(({ kind, text, quotedOnly, replies }) => [kind, text, quotedOnly, replies.map((reply) => [reply.text, reply.byAuthor])])).toEqual([
      ['comment', 'Who deletes?', true, [['The mail service.', true], ['Our own archive.', true]]],
      ['condition', 'Delete after 30 days', true, [['It is in the contract now.', true]]],
    ])
    await stranger.close()
    // Hers keep their place; both answers stand beside her comment.
    dora.answers.push(file('p v2.homeport'))
    await value(dora.handlers['review.openBundle']({ at: later }))
    const copy = await value(dora.handlers['review.open'](second.planDigest))
    expect(copy.comments.map(({ version, quotedOnly, replies }) => [version, quotedOnly, replies.length])).toEqual([[1, false, 2], [1, false, 1]])
    // The planner is told that there are two.
    expect((await value(author.handlers['review.read'](plan))).conflicts).toMatchObject([{ version: 1, message: { id: 'reviews.conflict.decisions' } }, { version: 1, message: { id: 'reviews.conflict.reply' } }])

    // An answer that was changed on the way makes the bundle none.
    const entries = readZip(new Uint8Array(readFileSync(file('p v2.homeport'))), bundleLimits, () => true)
    if (!entries.ok) throw new Error(entries.problem.code)
    const changed = entries.value.map((entry) => (entry.name === 'replies.json' ? { ...entry, bytes: Buffer.from(Buffer.from(entry.bytes).toString().replace('Our own', 'Our old')) } : entry))
    writeFileSync(file('changed.homeport'), writeZip(changed))
    dora.answers.push(file('changed.homeport'))
    const refused = await value(dora.handlers['review.openBundle']({ at: later }))
    expect(refused).toMatchObject({ verification: { verdict: 'invalid' } })
    expect(JSON.stringify(refused)).toContain('E_REPLIES')
  })

  it('refuses a file that is no review, and one about a plan that is not here', async () => {
    const { author } = seats
    writeFileSync(file('x.homeport-review'), '{}')
    author.answers.push(file('x.homeport-review'))
    expect(await value(author.handlers['review.import'](null))).toMatchObject({ refused: { id: 'reviews.fault.schema' } })
    const stranger = seat('stranger')
    stranger.answers.push(file('r.homeport-review'))
    expect(await value(stranger.handlers['review.import'](null))).toMatchObject({ refused: { id: 'reviews.fault.unknown-plan' } })
    await stranger.close()
  })
})
