/** Sizing, the fleet and energy in the report: the same figures as on the screen, each with its range. */
import type { MessageValue } from '../../../shared/domain/vocabulary.ts'
import { valueOf } from '../../../shared/plan/plan.ts'
import type { FleetAssessment, FleetGroup } from '../../../shared/plan/sizing/fleet.ts'
import { sizingCertainty } from '../../../shared/plan/hardware/certainty.ts'
import { nodesNeeded, peakBesidePlaces } from '../../../shared/plan/sizing/findings.ts'
import { copiesMessage, deviceMessages, machinesMessage, placementsOf, type Placement } from '../../../shared/plan/sizing/placement.ts'
import type { Energy } from '../../../shared/plan/sizing/energy.ts'
import type { Sizing, SizingYear } from '../../../shared/plan/sizing/sizing.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import type { Speech } from './speech.ts'
import { pairs, table } from './table.ts'

export function sizingParts(report: Report): readonly (Markup | null)[] {
  return partsOf(report.assessment.hardware, report)
}

/** A version signed before there was sizing has none of these. */
function partsOf({ concurrency, energy, fleet, sizing }: Partial<Report['assessment']['hardware']>, report: Report): readonly (Markup | null)[] {
  return [
    sizing === undefined || sizing === null ? null : sizingPart(sizing, concurrency?.needed ?? null, report.speech),
    fleet === undefined || fleet === null ? null : fleetPart(fleet, report),
    energy === undefined || energy === null ? null : energyPart(energy, report.speech),
  ]
}

function value(one: MessageValue, speech: Speech): string {
  return speech.word('report.size', { size: one })
}

function sizingPart(sizing: Sizing, planned: number | null, speech: Speech): Markup {
  const { afterDevice, atOnce, fleet, headroom, headroomAfterFailure, requestsPerHour, serviceTime, slots, slotsNeeded, wait } = sizing
  const time = (milliseconds: number): string => value({ milliseconds }, speech)
  const share = (basisPoints: number): string => value({ basisPoints }, speech)
  const row = (key: string, shown: HtmlPart | null): readonly (readonly [HtmlPart, HtmlPart])[] =>
    shown === null ? [] : [[speech.word(`sizingScreen.row.${key}`), shown]]
  const spare =
    sizing.nodesWithSpare === null || sizing.devicesWithSpare === null
      ? null
      : speech.word(fleet === undefined ? 'sizingScreen.spare' : 'sizingScreen.spareInAll', { nodes: sizing.nodesWithSpare, devices: sizing.devicesWithSpare })
  const lost = fleet?.lost ?? null
  const certainty = sizingCertainty(sizing)
  const peak = peakBesidePlaces(sizing, planned)
  return html`<h3>${speech.word('report.sizing')}</h3>
<p><strong>${speech.say(nodesNeeded(sizing))}</strong> ${speech.word('sizingScreen.plannedAre', { nodes: sizing.planned.nodes })} ${spare}</p>
${pairs(
  speech.word('report.sizingTable'),
  [
    ...row('requests', requestsPerHour === null ? null : value(requestsPerHour, speech)),
    ...row(
      'service',
      serviceTime === null
        ? null
        : speech.word('hardwareScreen.band', { likely: time(serviceTime.likely), low: time(serviceTime.low), high: time(serviceTime.high) }),
    ),
    ...row('atOnce', atOnce === null ? speech.word('sizingScreen.neverEnds') : value(Math.ceil(atOnce / 1000), speech)),
    ...row(fleet === undefined ? 'slots' : 'mainSlots', speech.word('sizingScreen.slotsOf', { slots: slots.likely, memory: slots.byMemory })),
    ...row('allSlots', fleet === undefined ? null : value(fleet.slots.likely, speech)),
    ...row('needed', sizing.basis === 'queue' && slotsNeeded !== null ? value(slotsNeeded, speech) : null),
    ...row('waiting', wait === null ? null : share(wait.share)),
    ...row('meanWait', wait === null ? null : time(wait.mean)),
    ...row('longer', wait === null || wait.longer === null ? null : share(wait.longer)),
    ...row('headroom', headroom === null ? null : share(headroom)),
    ...(headroomAfterFailure === null
      ? []
      : [[lost === null ? speech.word('sizingScreen.row.afterFailure') : speech.word('sizingScreen.row.afterLoss', { name: lost }), share(headroomAfterFailure)] as const]),
    ...(afterDevice === undefined
      ? []
      : [[fleet === undefined ? speech.word('sizingScreen.row.afterDevice') : speech.word('sizingScreen.row.afterDeviceOf', { name: afterDevice.name }), share(afterDevice.headroom)] as const]),
  ],
  'figures',
)}
${peak === null ? null : html`<p class="note">${speech.say(peak)}</p>`}${certainty === null ? null : html`<p class="note">${speech.say(certainty)}</p>`}
${sizing.years.length < 2 ? null : growthTable(sizing, speech)}
${
  sizing.missing.length === 0
    ? null
    : html`<p class="note">${speech.word('sizingScreen.missing', { fields: { terms: sizing.missing.map((id) => `field.${id}.label`) } })}</p>`
}`
}

function growthTable({ fleet, planned, years }: Sizing, speech: Speech): Markup | null {
  const nodes = (count: number | null): string => (count === null ? speech.word('sizingScreen.none') : value(count, speech))
  return table<SizingYear>(
    speech.word(fleet === undefined ? 'report.growthTable' : 'report.growthTableInAll', { nodes: planned.nodes }),
    [
      { name: speech.word('sizingScreen.year'), cell: ({ year }) => value(year, speech) },
      {
        name: speech.word('sizingScreen.requests'),
        as: 'number',
        cell: ({ requestsPerHour }) => (requestsPerHour === null ? '–' : value(requestsPerHour, speech)),
      },
      { name: speech.word('report.low'), as: 'number', cell: (year) => nodes(year.nodes.low) },
      { name: speech.word('sizingScreen.nodes'), as: 'number', cell: (year) => html`<strong>${nodes(year.nodes.likely)}</strong>` },
      { name: speech.word('report.high'), as: 'number', cell: (year) => nodes(year.nodes.high) },
      { name: speech.word('sizingScreen.carried'), cell: ({ carried }) => speech.word(carried ? 'answer.yes' : 'answer.no') },
    ],
    years,
    'figures',
  )
}

function fleetPart(fleet: FleetAssessment, { plan, knowledge, speech }: Report): Markup {
  const model = knowledge.models.models.find(({ id }) => id === valueOf(plan, 'model.id'))?.name ?? ''
  const runs = (group: FleetGroup): string => {
    if (group.problem !== null) return speech.word(`fleet.problem.${group.problem}`)
    const copies = speech.word('fleetScreen.copies', { copies: group.copies, model, devices: group.devicesPerCopy })
    return (group.memory?.second ?? 0) > 0 ? `${copies} ${speech.word('fleetScreen.withSecond', { model: fleet.second?.model ?? '' })}` : copies
  }
  return html`<h3>${speech.word('report.fleet')}</h3>
<p>${speech.word('fleetScreen.total', { ...fleet.slots, people: fleet.people })} ${
    fleet.failure === null ? null : speech.word('fleetScreen.failure', { name: fleet.failure.lost, likely: fleet.failure.slots.likely })
  }</p>
${table<FleetGroup>(
  null,
  [
    {
      name: speech.word('fleetScreen.machine'),
      as: 'wide',
      cell: ({ name, machines, devices, device }) => `${value(machines, speech)} × ${name} (${value(devices, speech)} × ${device})`,
    },
    { name: speech.word('fleetScreen.runs'), as: 'wide', cell: runs },
    {
      name: speech.word('fleetScreen.memory'),
      as: 'number',
      cell: ({ memory }) =>
        memory === null ? '–' : speech.word('fleetScreen.memoryOf', { used: { bytes: memory.used }, usable: { bytes: memory.usable } }),
    },
    { name: speech.word('fleetScreen.places'), as: 'number', cell: ({ slots }) => value(slots.likely, speech) },
    { name: speech.word('fleetScreen.people'), as: 'number', cell: ({ people }) => value(people, speech) },
    {
      name: speech.word('fleetScreen.speed'),
      as: 'number',
      cell: ({ perPerson }) => (perPerson === null ? '–' : value({ milliTokensPerSecond: perPerson.likely }, speech)),
    },
  ],
  fleet.groups,
  'small',
)}
${placementTable(fleet, model, speech)}`
}

function placementTable(fleet: FleetAssessment, model: string, speech: Speech): Markup | null {
  return table<Placement>(
    speech.word('placement.title'),
    [
      { name: speech.word('placement.copies'), cell: (row) => speech.say(copiesMessage(row)) },
      { name: speech.word('placement.model'), cell: (row) => (row.model === 'main' ? model : (fleet.second?.model ?? '')) },
      { name: speech.word('placement.machines'), as: 'wide', cell: (row) => speech.say(machinesMessage(row)) },
      { name: speech.word('placement.devices'), as: 'wide', cell: (row) => deviceMessages(row).map((one) => speech.say(one)).join(`${speech.semicolon} `) },
      { name: speech.word('placement.people'), as: 'number', cell: ({ people }) => (people === null ? '–' : value(people, speech)) },
    ],
    placementsOf(fleet),
    'small',
  )
}

type Band = { readonly low: number; readonly likely: number; readonly high: number }

function energyPart(energy: Energy, speech: Speech): Markup {
  const band = (range: Band | null, show: (one: number) => string): string | null =>
    range === null
      ? null
      : range.low === range.high
        ? show(range.likely)
        : speech.word('hardwareScreen.band', { likely: show(range.likely), low: show(range.low), high: show(range.high) })
  const watts = (one: number): string => speech.word('hardwareScreen.wattsAre', { watts: one })
  const share = (basisPoints: number): string => value({ basisPoints }, speech)
  const row = (key: string, shown: string | null): readonly (readonly [HtmlPart, HtmlPart])[] =>
    shown === null ? [] : [[speech.word(`energyScreen.${key}`), shown]]
  return html`<h3>${speech.word('report.energy')}</h3>
${pairs(
  speech.word('report.energyTable'),
  [
    ...row('utilization', band(energy.utilization, share)),
    ...row('active', band(energy.active, watts)),
    ...row('idle', energy.idle === null ? speech.word('report.notKnown') : watts(energy.idle)),
    ...row('average', band(energy.average, watts)),
    ...row('overhead', energy.overhead === null ? null : share(energy.overhead)),
    ...row('year', band(energy.wattHours, (one) => speech.word('costsScreen.kilowattHours', { amount: Math.round(one / 1000) }))),
    ...row('carbon', band(energy.grams, (one) => speech.word('costsScreen.kilograms', { amount: Math.round(one / 1000) }))),
  ],
  'figures',
)}
<p class="note">${speech.word(`energyScreen.basis.${energy.basis}`)}</p>`
}
