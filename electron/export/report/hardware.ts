/** The hardware: memory to scale, speed as ranges, what a failure leaves, and the machine that was looked at. */
import type { MachineFact, MachineFacts } from '../../../shared/domain/machine.ts'
import type { MessageValue } from '../../../shared/domain/vocabulary.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import { memoryBar, type BarPart } from './charts.ts'
import type { Report } from './input.ts'
import { momentText, type Speech } from './speech.ts'
import { sizingParts } from './sizing.ts'
import { pairs, table, type Chapter } from './table.ts'

export function hardwareChapter(report: Report): Chapter {
  const { speech, assessment, plan } = report
  const { target } = assessment.hardware
  const machine = plan.machines['machine']
  return {
    title: speech.word('report.hardware'),
    body: [
      target === null
        ? html`<p>${speech.word('brief.notChosen')}</p>`
        : html`<p>${speech.word('report.target', {
            name: target.name,
            count: target.count,
            nodes: target.nodes,
            memory: { bytes: target.memoryPerDevice },
          })}</p>`,
      memoryPart(report),
      speedPart(report),
      ...sizingParts(report),
      machine === undefined ? null : machinePart(machine, speech),
    ],
  }
}

function memoryPart({ assessment, speech }: Report): Markup | null {
  const { memory, target, weightsBasis } = assessment.hardware
  if (memory === null || target === null) return null
  const size = (bytes: number): string => speech.say({ id: 'report.size', values: { size: { bytes } } })
  const part = (id: BarPart['fill'], bytes: number): BarPart => ({
    name: speech.word(`capacity.part.${id}`),
    size: size(bytes),
    bytes,
    fill: id,
  })
  const used = [
    part('weights', memory.weights),
    part('cache', memory.keyValueCache),
    part('buffers', memory.buffers),
    part('runtime', memory.runtime),
  ]
  const parts = memory.margin > 0 ? [...used, part('free', memory.margin)] : used
  const margin = { bytes: Math.abs(memory.margin) }
  const verdict = speech.word(memory.fits ? 'report.memoryFits' : 'report.memoryShort', { margin, usable: { bytes: memory.usable } })
  const exact = (bytes: number): string => speech.word('hardwareScreen.exact', { size: { bytes }, bytes })
  return html`<h3>${speech.word('report.memory')}</h3>
<p><strong>${verdict}</strong> ${target.nodes > 1 ? speech.word('hardwareScreen.perNode', { nodes: target.nodes }) : null} ${
    weightsBasis === null ? null : speech.word(`hardwareScreen.weights.${weightsBasis}`)
  }</p>
${memoryBar(
  `${verdict} ${parts.map((one) => `${one.name}${speech.colon} ${one.size}`).join(`${speech.semicolon} `)}.`,
  parts,
  { bytes: memory.usable, name: speech.word('report.usable', { usable: { bytes: memory.usable } }) },
)}
${pairs(
  speech.word('report.memoryTable'),
  [
    ...parts.map((one) => [one.name, exact(one.bytes)] as const),
    [html`<strong>${speech.word('report.memoryTotal')}</strong>`, html`<strong>${exact(memory.total)}</strong>`],
    [speech.word('report.memoryUsable'), exact(memory.usable)],
  ],
  'figures',
)}`
}

type Band = { readonly low: number; readonly likely: number; readonly high: number }

function speedPart({ assessment, speech }: Report): Markup | null {
  const { perPerson, throughput, firstToken, concurrency, watts, failure, problem } = assessment.hardware
  if (perPerson === null)
    return problem === null ? null : html`<h3>${speech.word('brief.speed')}</h3><p>${speech.word('hardwareScreen.noSpeed')}</p>`
  const row = (name: string, band: Band, value: (one: number) => MessageValue): readonly string[] => [
    name,
    ...[band.low, band.likely, band.high].map((one) => speech.word('report.size', { size: value(one) })),
  ]
  const speed = (one: number): MessageValue => ({ milliTokensPerSecond: one })
  const rows = [
    row(speech.word('hardwareScreen.perPerson'), perPerson, speed),
    ...(failure === null || failure.perPerson === null
      ? []
      : [row(speech.word(`report.afterFailure.${failure.lost}`), failure.perPerson, speed)]),
    ...(throughput === null ? [] : [row(speech.word('hardwareScreen.together'), throughput, speed)]),
    ...(firstToken === null ? [] : [row(speech.word('hardwareScreen.firstToken'), firstToken, (one) => ({ milliseconds: one }))]),
    ...(watts === null ? [] : [row(speech.word('hardwareScreen.watts'), watts, (one) => speech.word('hardwareScreen.wattsAre', { watts: one }))]),
  ]
  const basis = { rows: perPerson.rows ?? 0, error: { basisPoints: perPerson.medianError ?? 0 } }
  return html`<h3>${speech.word('brief.speed')}</h3>
${ranges(speech.word('report.speedTable', { people: concurrency?.needed ?? 0 }), rows, speech)}
<p class="note">${speech.word(`capacity.basis.${perPerson.basis}`, basis)} ${
    concurrency === null ? null : speech.word('hardwareScreen.limit', { people: concurrency.byMemory })
  } ${failure === null || failure.fits ? null : speech.word(`capacity.${failure.lost}Failure`)}</p>`
}

/** Rows of low, likely and high. */
export function ranges(caption: string, rows: readonly (readonly HtmlPart[])[], speech: Speech): Markup | null {
  return table<readonly HtmlPart[]>(
    caption,
    [
      { name: speech.word('report.figure'), as: 'wide', cell: ([name]) => name ?? null },
      { name: speech.word('report.low'), as: 'number', cell: ([, low]) => low ?? null },
      { name: speech.word('report.likely'), as: 'number', cell: ([, , likely]) => html`<strong>${likely ?? null}</strong>` },
      { name: speech.word('report.high'), as: 'number', cell: ([, , , high]) => high ?? null },
    ],
    rows,
    'figures',
  )
}

type FactRow = { readonly name: string; readonly fact: MachineFact<unknown>; readonly value: MessageValue | null }

function machinePart(machine: MachineFacts, speech: Speech): Markup {
  const rows = factRows(machine, speech)
  return html`<h3>${speech.word('report.hardwareSnapshot')}</h3>
<p>${speech.word('report.takenAt', { at: momentText(machine.takenAt, speech) })} ${
    machine.devices.length === 0 ? speech.word('machine.noDevices') : null
  }</p>
${table<FactRow>(
  null,
  [
    { name: speech.word('report.fact'), cell: ({ name }) => name },
    {
      name: speech.word('report.value'),
      as: 'wide',
      cell: ({ value }) => (value === null ? speech.word('report.notKnown') : html`<bdi>${speech.word('report.size', { size: value })}</bdi>`),
    },
    { name: speech.word('report.origin'), cell: ({ fact }) => html`<code>${fact.origin}</code>` },
    { name: speech.word('machineScreen.confidence'), as: 'narrow', cell: ({ fact }) => speech.word(`machine.confidence.${fact.confidence}`) },
  ],
  rows,
  'small',
)}
${
  machine.gaps.length === 0
    ? null
    : html`<p class="note">${machine.gaps.map((gap) => speech.word(`machine.gap.${gap.code}`, { origin: gap.origin })).join(' ')}</p>`
}`
}

function factRows(machine: MachineFacts, speech: Speech): readonly FactRow[] {
  const row = <Value>(name: string, fact: MachineFact<Value>, show: (value: Value) => MessageValue, number: number | null = null): FactRow => ({
    name: `${speech.word(`machine.fact.${name}`)}${number === null ? '' : ` ${number}`}`,
    fact,
    value: fact.value === null ? null : show(fact.value),
  })
  const text = (value: string): MessageValue => value
  const count = (value: number): MessageValue => value
  const bytes = (value: number): MessageValue => ({ bytes: value })
  const { processor, memory } = machine
  return [
    row('system', machine.system, (value) => ({ term: `machine.system.${value}` })),
    row('release', machine.release, text),
    row('virtualization', machine.virtualization, text),
    row('processor', processor.name, text),
    row('architecture', processor.architecture, text),
    row('sockets', processor.sockets, count),
    row('cores', processor.cores, count),
    row('threads', processor.threads, count),
    row('instructionSets', processor.instructionSets, (value) => ({ list: [...value] })),
    row('memoryTotal', memory.total, bytes),
    row('memoryAvailable', memory.available, bytes),
    row('memoryLimit', memory.limit, bytes),
    row('memoryKind', memory.kind, text),
    row('memorySpeed', memory.megatransfers, (value) => `${value} MT/s`),
    row('memoryModules', memory.modules, count),
    row('memoryBandwidth', memory.bandwidth, (value) => `${speech.word('report.size', { size: { bytes: value } })}/s`),
    ...machine.disks.flatMap((disk, index) => [
      row('disk', disk.model, text, index + 1),
      row('disk', disk.size, bytes, index + 1),
      row('diskKind', disk.kind, (value) => ({ term: `machine.disk.${value}` }), index + 1),
      row('diskFree', disk.free, bytes, index + 1),
    ]),
    ...machine.devices.flatMap((device, index) => [
      row('device', device.name, text, index + 1),
      row('deviceMemory', device.memory, bytes, index + 1),
      row('driver', device.driver, text, index + 1),
    ]),
  ]
}
