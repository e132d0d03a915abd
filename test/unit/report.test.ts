/** The report of the three examples and of plans made to break it: complete, honest, escaped, well built. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { memoryBar } from '../../electron/export/report/charts.ts'
import { newSources, ranges } from '../../electron/export/report/sources.ts'
import { reportHtml, type ReportInput } from '../../electron/export/report.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { known, unknown, type MachineFacts } from '../../shared/domain/machine.ts'
import { assess } from '../../shared/plan/assess.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { emptyPlan, type Plan } from '../../shared/plan/plan.ts'
import { openSealed, sealPlan } from '../../shared/plan/signed-plan.ts'
import { words } from '../../shared/words/tables.ts'
import { knowledge } from '../support/knowledge.ts'
import { author } from '../support/signed.ts'

const examples = ['ministry', 'hospital', 'agency'] as const
const languages = ['en', 'de', 'fr'] as const
const emptyPlanSays = {
  en: ['The plan is not complete', 'Sections of the plan without any answer', 'Draft, not signed'],
  de: ['Der Plan ist unvollständig', 'Abschnitte des Plans ohne jede Angabe', 'Entwurf, nicht signiert'],
  fr: ['Le plan n’est pas complet', 'Sections du plan sans aucune réponse', 'Projet, non signé'],
} as const
const id = '0b3f6c1e-7d52-4a7e-9b0a-2f6f3f1f0a11'
const at = '2026-11-23T14:41:00Z'

function planOf(name: string): Plan {
  const answers = parseAnswers(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), knowledge)
  if (!answers.ok) throw new Error(answers.problem.reason)
  return planOfAnswers(answers.value, id, 'Jana Köhler', at, knowledge)
}

/** Through the signed text and back: what the report gets is what was signed. */
function inputOf(plan: Plan, change: Partial<ReportInput> = {}): ReportInput {
  const { text } = sealPlan(plan, assess(plan, knowledge))
  return {
    ...openSealed(text),
    digest: digestOf(text).slice('sha256:'.length),
    version: 1,
    signatures: [{ keyId: author.public.keyId, name: 'Jana Köhler', role: 'author', decision: 'author', claimedTime: at }],
    keys: [author.public],
    knowledge,
    language: 'en',
    ...change,
  }
}

const render = (plan: Plan, change: Partial<ReportInput> = {}): string => reportHtml(inputOf(plan, change), '')

/** What a reader sees, in one line. */
function textOf(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\s+/g, ' ')
}

function answered(plan: Plan, field: string, value: Plan['answers'][string]['value']): Plan {
  return { ...plan, answers: { ...plan.answers, [field]: { value, basis: 'self-declared', by: 'Jana Köhler', at } } }
}

describe.each(examples)('the report of %s', (name) => {
  const plan = planOf(name)

  test.each(languages)('is whole and well built in %s', (language) => {
    const html = render(plan, { language })
    expect(html).toContain(`<html lang="${language}">`)
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1))
    const chapters = [...html.matchAll(/<h2>(\d+) /g)].map(([, number]) => Number(number))
    expect(chapters).toEqual(chapters.map((_, index) => index + 1))
    for (const [table] of html.matchAll(/<table[\s\S]*?<\/table>/g)) {
      expect(table).toMatch(/<th scope="(row|col)"/)
      expect(table).not.toMatch(/<th (?!scope=)/)
    }
    for (const [, attributes] of html.matchAll(/<svg ([^>]*)>/g))
      expect(attributes).toMatch(/role="img" aria-label="[^"]{20,}"|aria-hidden="true"/)
    expect(html).not.toMatch(/<(figure|script|input|button|a|img|form|iframe)\b/)
    expect(html).not.toMatch(/ (href|src|on\w+|style)=/)
  })

  test.each(languages)('has words for everything in %s', (language) => {
    const text = textOf(render(plan, { language }))
    const dotted = text.match(/[a-z][\w-]*(?:\.[\w-]+)+/g) ?? []
    expect(dotted.filter((word) => Object.hasOwn(words.en, word) || /^(report|brief|field|openness|jurisdiction|obligations|capacity|cost)\./.test(word))).toEqual([])
    expect(text).not.toMatch(/undefined|\[object|NaN|\bnull\b/)
  })

  test('is a function of the signed text alone', () => {
    expect(render(plan)).toBe(render(plan))
    expect(render(plan)).not.toBe(render(plan, { language: 'de' }))
  })

  test('shows every finding, answer, duty, pack and source', () => {
    const { assessment } = inputOf(plan)
    const html = render(plan)
    const text = textOf(html)
    expect([...html.matchAll(/<div class="finding /g)]).toHaveLength(assessment.findings.length)
    expect([...html.matchAll(/<table class="pairs answers">[\s\S]*?<\/table>/g)].join('').match(/<tr>/g)).toHaveLength(Object.keys(plan.answers).length)
    for (const duty of assessment.obligations.duties) expect(text).toContain(duty.id)
    for (const digest of Object.values(plan.knowledge)) expect(text).toContain(digest.slice(7))
    for (const { name: law } of assessment.hosting.view?.exposures ?? []) expect(text).toContain(law)
    const list = /<ol class="sources">([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? ''
    const count = list.match(/<li>/g)?.length ?? 0
    const numbers = [...html.matchAll(/<span class="cited">Sources? ([^<]*)</g)].flatMap(([, cited]) => (cited ?? '').split(/[–,\s\u2060]+/u).map(Number))
    expect(new Set(numbers).size).toBeGreaterThan(3)
    expect(Math.max(...numbers)).toBe(count)
    expect(list.match(/<strong>(source read|maker’s claim|derived|not verified)<\/strong>/g)).toHaveLength(count)
  })

  test('shows no answer as an empty cell: an empty list is an answer', () => {
    expect(render(plan)).not.toMatch(/<td[^>]*>(<bdi[^>]*>)?\s*(<\/bdi>)?<\/td>(?!<td[^>]*>[^<]*<\/td><td class="number">)/)
    const emptied = answered(plan, 'class.practices', [])
    expect(textOf(render(emptied))).toContain(`${words.en['field.class.practices.label']} none`)
  })

  test('never shows a requirement as met that a finding calls not known', () => {
    const { assessment } = inputOf(plan)
    const rows = /<table class="requirements[\s\S]*?<\/table>/.exec(render(plan))?.[0] ?? ''
    const doubted = new Set(assessment.hosting.findings.filter((finding) => finding.level === 'unknown').map((finding) => finding.rule))
    const gates = assessment.hosting.view?.gates ?? []
    const results = [...rows.matchAll(/<tr><th scope="row"[\s\S]*?<strong>([^<]*)<\/strong>/g)].map(([, result]) => result)
    expect(results).toHaveLength(gates.length)
    gates.forEach((gate, index) => {
      if (doubted.has(gate.code.split(':')[0] ?? '')) expect(results[index]).not.toBe('Met')
    })
  })
})

/** Every open finding accepted by name. */
function allClosed(plan: Plan): Plan {
  const decision = { kind: 'accept', reason: 'Read and accepted by the board.', until: null, by: 'A. Reiter', at } as const
  return { ...plan, decisions: Object.fromEntries(assess(plan, knowledge).findings.map((finding) => [finding.id, decision])) }
}

describe('the verdict comes first', () => {
  const first = (html: string): string => textOf(/<h2>1 [\s\S]*?<h2>2 /.exec(html)?.[0] ?? '')

  test('a plan without open findings is put to approval, with what was closed', () => {
    const text = first(render(allClosed(planOf('ministry'))))
    expect(text).toContain('No finding is open.')
    expect(text).toContain('asked to approve the use of')
    expect(text).toMatch(/Closed by a named person: [1-9]/)
  })

  test('open findings are counted', () => {
    expect(first(render(planOf('hospital')))).toMatch(/Nothing blocks\. \d+ findings? (is|are) open\./)
  })

  test('a blocked plan says so, and is not put to approval', () => {
    const plan = answered(planOf('ministry'), 'service.budget', 1_000_00)
    const html = render(plan)
    expect(first(html)).toMatch(/\d+ findings? blocks? approval\./)
    expect(first(html)).not.toContain('asked to approve')
    expect(html.indexOf('Blocking: ')).toBeGreaterThan(-1)
  })

  test('an empty plan is incomplete, lists its gaps, and does not fail', () => {
    for (const language of languages) {
      const text = textOf(render(emptyPlan(id, at, 'en', knowledge.digests), { language, version: null, signatures: [], keys: [] }))
      for (const said of emptyPlanSays[language]) expect(text).toContain(said)
      expect(text).not.toContain('openssl pkeyutl')
    }
  })

  test('an answer of "not known" is a gap, and a section without answers is one too', () => {
    const plan = answered(planOf('ministry'), 'exit.tested', null)
    const gaps = textOf(/<h2>4 [\s\S]*?<h2>5 /.exec(render(plan))?.[0] ?? '')
    expect(gaps).toContain(words.en['field.exit.tested.label'])
    expect(gaps).toContain('P7 Openness and rights')
  })
})

describe('hostile text', () => {
  const hostile = '<script>alert(1)</script> "quoted" \u202Etxet\u2066 \u0007 &amp; ${x}'
  const plan = answered(answered(planOf('ministry'), 'identity.title', hostile), 'purpose.summary', hostile)
  const withDecision: Plan = {
    ...plan,
    decisions: { 'hosting/seal-not-evidenced': { kind: 'accept', reason: hostile, until: null, by: hostile, at } },
    alternatives: { one: { model: hostile, reason: hostile } },
    evidence: { file: { name: hostile, mediaType: 'text/plain', bytes: 1, digest: `sha256:${'0'.repeat(64)}`, addedAt: at } },
  }

  test('stays text wherever it stands', () => {
    // Text that can be signed holds none of this; the report relies on nothing before it.
    const html = render(planOf('ministry'), {
      plan: withDecision,
      signatures: [{ keyId: author.public.keyId, name: hostile, role: hostile, decision: 'approve', claimedTime: at }],
    })
    expect(html).not.toMatch(/<script/i)
    expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
    // oxlint-disable-next-line no-control-regex -- none may be left
    expect(html).not.toMatch(/[\u0000-\u0008]/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; [U+202E]txet[U+2066] \uFFFD &amp;amp; ${x}')
    expect([...html.matchAll(/<(\w+)/g)].every(([, name]) => /^(html|head|meta|title|style|body|header|main|section|h[1-4]|p|div|span|bdi|strong|code|ol|ul|li|table|caption|thead|tbody|tr|th|td|svg|defs|pattern|rect|path|text|tspan|circle)$/.test(name ?? ''))).toBe(true)
  })

  test('a decision for approval or rejection is never left out', () => {
    const html = render(planOf('ministry'), {
      signatures: [{ keyId: author.public.keyId, name: 'A. Reiter', role: 'data-protection', decision: 'reject', claimedTime: at }],
    })
    expect(textOf(html)).toMatch(/A\. Reiter , data-protection Rejects/)
  })
})

describe('parts', () => {
  test('the certificates that are asked for stand with their status and how it is known', () => {
    // The data of the ministry ask for C5 type 2; C5 is in force, which was read.
    const text = textOf(render(planOf('ministry')))
    expect(text).toMatch(/Schemes and certificates.*BSI C5 Type 2 attestation in force Source read Status read on 29 Nov 2026/)
  })

  test('data whose classification is not stated leave open which kinds of hosting are permitted', () => {
    const text = textOf(render(planOf('agency')))
    expect(text).toContain('The classification of the data decides which kinds of hosting are permitted. Not known')
    expect(text).toContain('Whether this kind of hosting is permitted cannot be said: no classification of the data is stated.')
  })

  test('paper is Letter for an organization in the United States and A4 elsewhere', () => {
    expect(render(planOf('agency'))).toContain('@page{size:Letter')
    expect(render(planOf('ministry'))).toContain('@page{size:A4')
  })

  test('memory is drawn to scale', () => {
    const part = (bytes: number, fill: 'weights' | 'cache' | 'free') => ({ name: fill, size: '', bytes, fill })
    const drawn = memoryBar('Memory', [part(50, 'weights'), part(30, 'cache'), part(20, 'free')], { bytes: 100, name: '100' }).toString()
    const widths = [...drawn.matchAll(/<rect class="part (\w+)" x="[\d.]+" y="20" width="([\d.]+)"/g)].map(([, fill, width]) => [fill, Number(width)])
    expect(widths).toEqual([['weights', 339], ['cache', 203.4], ['free', 135.6]])
    expect(drawn).toContain('<path class="limit" d="M679 12V56"/>')
  })

  test('what needs more than there is reaches past the mark of usable memory', () => {
    const drawn = memoryBar('Memory', [{ name: 'w', size: '', bytes: 200, fill: 'weights' }], { bytes: 100, name: '100' }).toString()
    expect(drawn).toContain('<path class="limit" d="M340 12V56"/>')
  })

  test('sources are numbered once, in the order in which they are cited', () => {
    const sources = newSources()
    const one = { title: 'One', confidence: 'verified' } as const
    const two = { title: 'Two', confidence: 'vendor', url: null } as const
    expect(sources.cite([one, two, one])).toEqual([1, 2])
    expect(sources.cite([{ ...two }, { title: 'Two', confidence: 'unverified' }])).toEqual([2, 3])
    expect(sources.all()).toHaveLength(3)
    expect([ranges([1, 2, 3, 7]), ranges([4]), ranges([1, 2])]).toEqual(['1–3, 7', '4', '1–2'])
  })

  test('a probed machine is shown with the origin of each fact, and what is not known as such', () => {
    const machine: MachineFacts = {
      schema: 'homeport/machine/1',
      takenAt: '2026-11-20T08:00:00Z',
      system: known('linux', 'uname'),
      release: known('6.1', 'uname -r'),
      virtualization: unknown('/sys/hypervisor'),
      processor: { name: known('EPYC 9354', '/proc/cpuinfo'), architecture: known('x64', 'node'), sockets: known(2, 'lscpu'), cores: known(64, 'lscpu'), threads: known(128, 'lscpu'), instructionSets: known(['avx2', 'avx512f'], '/proc/cpuinfo') },
      memory: { total: known(512_000_000_000, '/proc/meminfo'), available: unknown('/proc/meminfo'), limit: unknown('cgroup'), kind: unknown('dmidecode'), megatransfers: known(4800, 'dmidecode'), modules: unknown('dmidecode'), bandwidth: known(300_000_000_000, 'measured', 'measured') },
      disks: [{ name: 'nvme0n1', model: known('P5520', 'sysfs'), size: known(3_840_000_000_000, 'sysfs'), free: unknown('statfs'), kind: known('solid-state', 'sysfs') }],
      devices: [{ name: known('L40S', 'nvidia-smi'), vendor: known('NVIDIA', 'nvidia-smi'), memory: known(48_000_000_000, 'nvidia-smi'), unifiedMemory: known(false, 'nvidia-smi'), driver: known('560.35', 'nvidia-smi'), address: known('01:00.0', 'nvidia-smi') }],
      gaps: [{ origin: 'rocm-smi', code: 'not-found' }],
    }
    const text = textOf(render({ ...planOf('ministry'), machines: { machine } }))
    for (const part of ['Taken on 20 November 2026, 08:00 UTC', 'EPYC 9354 /proc/cpuinfo', '300 GB/s measured', 'Virtual machine not known /sys/hypervisor', 'L40S nvidia-smi', '4800 MT/s', 'rocm-smi is not there.'])
      expect(text).toContain(part)
  })

  test('the two commands are those of the bundle', () => {
    const text = textOf(render(planOf('ministry')))
    expect(text).toContain(`openssl pkeyutl -verify -pubin -inkey keys/${author.public.keyId}.pem -rawin -in statements/1.pae.bin -sigfile statements/1.sig`)
    expect(text).toContain('openssl dgst -sha256 plan.json')
  })

  test('times are in UTC, so that every machine makes the same report', () => {
    expect(textOf(render(planOf('ministry')))).toContain('Claimed time: 23 November 2026, 14:41 UTC')
  })
})

test.each(languages)('evaluations, signals, risks, exit and questions in %s, and none of it in a plan of before', (language) => {
  const plan = planOf('ministry')
  const said = textOf(render(plan, { language }))
  const table = words[language]
  for (const word of ['report.assurance', 'assuranceScreen.questions', 'question.works-here', 'assurance.exitPart.escrow', 'assurance.risk.lock-in'])
    expect(said).toContain(table[word]?.replaceAll(/\s+/g, ' '))
  expect(said).toContain('Nur zwei Personen beherrschen den Betrieb')
  expect(said).toContain('Mehr als 15 % in zwei Wochen nacheinander')
  const { assurance: _, ...before } = inputOf(plan).assessment
  const without = textOf(render(plan, { language, assessment: before }))
  expect(without).not.toContain(table['report.assurance'])
})

describe('screening and the law as of a day', () => {
  test('the report says the outcome with its reasons, and the conclusion of the plan', () => {
    const text = textOf(render(planOf('ministry')))
    expect(text).toContain('Screening: prohibited practices and high-risk use')
    // Article 5(1)(a) to (h) since 2 February 2025; (ba) and (bb), asked as one, from 2 December 2026, after the plan's day.
    expect(text.match(/Prohibited since 2 (February|Feb)/g)).toHaveLength(8)
    expect(text.match(/Prohibited from 2 (December|Dec)/g)).toHaveLength(1)
    expect(text).toContain('None found. All 9 questions are answered with no. Conclusion of the plan: ')
    expect(text).toContain('Not a product of Annex I.')
    const open = planOf('ministry')
    const answers = Object.fromEntries(Object.entries(open.answers).filter(([field]) => field !== 'screening.socialScoring' && field !== 'class.prohibitedPractice'))
    expect(textOf(render({ ...open, answers }))).toContain('Open: 1 question has no answer. The plan states no conclusion of its own; the answers count.')
  })

  test('the report counts what binds on the day of the plan, of signing and later, and keeps bills apart', () => {
    const ministry = planOf('ministry')
    const text = textOf(render(ministry))
    // As in the dates of the law: 20 duties in November 2026, EU-04 and EU-23 from 2 December 2027.
    expect(text).toContain('20 binding duties are in force on the day of the plan')
    expect(text).toMatch(/2 Dec 2027 EU-04 .* starts to bind EU-23 .* starts to bind 22/)
    // Signed on the plan's own day: said once. Signed later: counted for that day.
    expect(text).not.toContain('on the day of signing')
    const later = [{ keyId: author.public.keyId, name: 'Jana Köhler', role: 'author', decision: 'author', claimedTime: '2028-01-10T09:00:00Z' }]
    expect(textOf(render(ministry, { signatures: later }))).toMatch(/22 are in force on the day of signing, 10 Jan(uary)? 2028/)
    // A bill of the Union concerns a public body, and is in no count.
    expect(text).toMatch(/Proposed, not law These bills would concern you\. .*CADA-01/)
    expect(text).not.toMatch(/starts to bind[^.]*CADA/)
  })

  test('a plan without a day has neither chapter', () => {
    const text = textOf(render(emptyPlan(id, at, 'en', knowledge.digests)))
    expect(text).not.toContain('Screening: prohibited')
    expect(text).not.toContain('Law as of a day')
  })
})
