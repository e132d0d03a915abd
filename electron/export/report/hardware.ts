/** The hardware: memory to scale, speed as ranges, what a failure leaves, and the machine that was looked at. */
import { basisName } from '../../../shared/domain/capacity.ts'
import type { MachineFacts, MachineMeasurement, ModelRun } from '../../../shared/domain/machine.ts'
import { correctedMachine } from '../../../shared/domain/machine/corrections.ts'
import { factMessage, listFacts, originMessage, type ListedFact } from '../../../shared/domain/machine/facts.ts'
import { measurementRows } from '../../../shared/domain/machine/measured.ts'
import type { MessageValue } from '../../../shared/domain/vocabulary.ts'
import { firstTokenCertainty } from '../../../shared/plan/hardware/certainty.ts'
import { chosenMachineKey, machineIn } from '../../../shared/plan/machines.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import { memoryBar, type BarPart } from './charts.ts'
import type { Report } from './input.ts'
import { momentText, type Speech } from './speech.ts'
import { sizingParts } from './sizing.ts'
import { pairs, table, type Chapter } from './table.ts'

export function hardwareChapter(report: Report): Chapter {
  const { speech, assessment, plan } = report
  const { target } = assessment.hardware
  const machine = machineIn(plan, chosenMachineKey(plan))
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
      machine === null ? null : machinePart(machine, speech),
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
    part('weights', memory.weights - memory.host),
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
    ...(memory.host === 0 ? [] : [[speech.word('capacity.part.host'), exact(memory.host)] as const]),
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
  const certainty = firstTokenCertainty(firstToken, perPerson)
  const basis = { rows: perPerson.rows ?? 0, error: { basisPoints: perPerson.medianError ?? 0 } }
  return html`<h3>${speech.word('brief.speed')}</h3>
${ranges(speech.word('report.speedTable', { people: concurrency?.needed ?? 0 }), rows, speech)}
<p class="note">${speech.word(`capacity.basis.${basisName(perPerson)}`, basis)} ${certainty === null ? null : speech.say(certainty)} ${
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

function machinePart(machine: MachineFacts, speech: Speech): Markup {
  const { corrections = {}, gaps, devices, measurement, source, label } = machine
  const said = (value: unknown, listed: ListedFact): string => {
    const told = factMessage({ kind: listed.kind, fact: { value, origin: '', confidence: 'reported' } })
    return told === null ? speech.word('report.notKnown') : speech.say(told)
  }
  return html`<h3>${speech.word('report.hardwareSnapshot')}</h3>
<p>${label === undefined ? null : html`<bdi>${label}</bdi>${speech.colon} `}${speech.word('report.takenAt', { at: momentText(machine.takenAt, speech) })} ${
    devices.length === 0 ? speech.word('machine.noDevices') : null
  }</p>
${
  source === undefined
    ? null
    : html`<p>${speech.word('inventory.from', { format: { term: `inventory.format.${source.format}` }, files: { list: [...source.files] } })} ${speech.word(`inventory.seal.${source.seal}`)}</p>
<p class="note"><code>${source.digests.join(' ')}</code></p>`
}
${table<ListedFact>(
  null,
  [
    { name: speech.word('report.fact'), cell: ({ name, number }) => `${speech.word(`machine.fact.${name}`)}${number === null ? '' : ` ${number}`}` },
    {
      name: speech.word('report.value'),
      as: 'wide',
      cell: (listed) => {
        const value = factMessage(listed)
        return value === null ? speech.word('report.notKnown') : html`<bdi>${speech.say(value)}</bdi>`
      },
    },
    {
      name: speech.word('report.origin'),
      cell: (listed) => {
        const correction = corrections[listed.path]
        return correction === undefined
          ? html`<code>${speech.say(originMessage(listed.fact.origin))}</code>`
          : speech.word('inventory.correctedBy', {
              by: correction.by,
              at: momentText(correction.at, speech),
              said: said(correction.said.value, listed),
              origin: speech.say(originMessage(correction.said.origin)),
            })
      },
    },
    {
      name: speech.word('machineScreen.confidence'),
      as: 'narrow',
      cell: ({ path, fact }) => speech.word(`machine.confidence.${corrections[path] === undefined ? fact.confidence : 'corrected'}`),
    },
  ],
  listFacts(correctedMachine(machine)),
  'small',
)}
${gaps.length === 0 ? null : html`<p class="note">${gaps.map((gap) => speech.word(`machine.gap.${gap.code}`, { origin: gap.origin })).join(' ')}</p>`}
${measurement === undefined ? null : measurementPart(measurement, speech)}
${machine.runs === undefined || machine.runs.length === 0 ? null : runsPart(machine.runs, speech)}`
}

/** How fast the machine was when it was measured, and how steady. */
function measurementPart(measurement: MachineMeasurement, speech: Speech): Markup {
  const rows = measurementRows(measurement)
  return html`<h3>${speech.word('measure.title')}</h3>
<p>${speech.word('measure.takenOn', {
    at: momentText(measurement.takenAt, speech),
    processor: measurement.processor ?? speech.word('report.notKnown'),
    threads: measurement.threads,
    bytes: { bytes: measurement.bytesPerThread },
  })}</p>
${table<(typeof rows)[number]>(
  null,
  [
    { name: speech.word('report.figure'), as: 'wide', cell: ({ kernel }) => speech.word(`measure.kernel.${kernel}`) },
    { name: speech.word('measure.best'), as: 'number', cell: ({ best }) => speech.say(best) },
    { name: speech.word('measure.spread'), as: 'number', cell: ({ spread }) => speech.word('report.size', { size: { basisPoints: spread } }) },
  ],
  rows,
  'figures',
)}
${measurement.warnings.length === 0 ? null : html`<p class="note">${measurement.warnings.map((warning) => speech.word(`measure.warning.${warning}`)).join(' ')}</p>`}`
}

/** Models that really ran on the machine. */
function runsPart(runs: readonly ModelRun[], speech: Speech): Markup | null {
  const speed = (value: number | null): string =>
    value === null ? speech.word('report.notKnown') : speech.word('report.size', { size: { milliTokensPerSecond: value } })
  return html`<h3>${speech.word('engineRun.title')}</h3>
${table<ModelRun>(
  null,
  [
    { name: speech.word('engineRun.file'), as: 'wide', cell: ({ file }) => html`<bdi>${file}</bdi>` },
    { name: speech.word('engineRun.program'), cell: ({ program, build }) => `${program}${build === null ? '' : ` ${build}`}` },
    { name: speech.word('engineRun.on'), cell: ({ backend, device, processor }) => [device ?? processor ?? speech.word('report.notKnown'), backend ?? []].flat().join(', ') },
    { name: speech.word('engineRun.when'), cell: ({ takenAt }) => momentText(takenAt, speech) },
    { name: speech.word('engineRun.prompt'), as: 'number', cell: ({ promptSpeed }) => speed(promptSpeed) },
    { name: speech.word('engineRun.answer'), as: 'number', cell: ({ answerSpeed }) => speed(answerSpeed) },
  ],
  runs,
  'small',
)}`
}
