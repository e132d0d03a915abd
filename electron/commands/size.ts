/** `size`: how many machines a plan needs, what runs where, its energy, and what would make it fit. */
import { assess } from '../../shared/plan/assess.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { chosenMachine } from '../../shared/plan/machines.ts'
import { withOwnEntries } from '../../shared/plan/own-entries.ts'
import { copiesMessage, deviceMessages, machinesMessage, placementsOf, type Placement } from '../../shared/plan/sizing/placement.ts'
import { isSettled, optionsFor, type OptionPrice } from '../../shared/plan/sizing/options.ts'
import type { Sizing } from '../../shared/plan/sizing/sizing.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { planIn } from './assess.ts'
import { UsageError, type CliCommand } from './command.ts'
import { knowledgeFor, readJsonFile } from './load.ts'

export const sizeCommand: CliCommand = {
  name: 'size',
  usage: 'size PLAN.json | ANSWERS.json              machines for the load, placement, energy, and what would make it fit',
  options: {},
  run: async (input) => {
    const [file, ...more] = input.positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one plan.json or answer file')
    const catalog = await knowledgeFor(input)
    const plan = planIn(await readJsonFile(file), file, catalog)
    const { hardware } = assess(plan, catalog)
    const settled = isSettled(hardware)
    const options = settled ? [] : optionsFor(factsOf(plan), chosenMachine(plan), withOwnEntries(catalog, plan), plan.fleet)
    const english = catalogOf('en')
    const { energy, fleet, findings, sizing } = hardware
    return {
      exitCode: settled ? 0 : 1,
      json: {
        fits: hardware.memory?.fits ?? null,
        sizing,
        fleet,
        placements: fleet === null ? [] : placementsOf(fleet),
        energy,
        findings: findings.map(({ id, level, headline }) => ({ id, level, says: say(english, headline) })),
        options: options.map(({ id, kind, answers, price, message }) => ({ id, kind, says: say(english, message), answers, price })),
      },
      text: [
        ...(sizing === null ? ['How many machines it takes cannot be said.'] : sizingLines(sizing)),
        ...(fleet === null
          ? []
          : fleet.groups.map(
              ({ name, machines, copies, devicesPerCopy, slots, people }) =>
                `${machines} x ${name}: ${copies} copies over ${devicesPerCopy} devices each, ${slots.likely} places, ${people} people`,
            )),
        ...(fleet === null ? [] : placementsOf(fleet).map((one) => placementLine(one, english))),
        ...(energy === null || energy.wattHours === null ? [] : [`Energy: ${Math.round(energy.wattHours.likely / 1000)} kWh a year`]),
        ...findings.map(({ level, headline, rule }) => `${level.padEnd(9)} ${say(english, headline)} [${rule}]`),
        ...options.map(({ message, price }) => `would fit: ${say(english, message)} (${priceText(price)})`),
      ].join('\n'),
    }
  },
}

function sizingLines({ nodes, nodesWithSpare, planned, requestsPerHour, slotsNeeded, wait }: Sizing): readonly string[] {
  const count = (one: number | null): string => (one === null ? 'none is enough' : String(one))
  return [
    ...(requestsPerHour === null ? [] : [`Requests at the peak: ${requestsPerHour} an hour`]),
    ...(slotsNeeded === null ? [] : [`Places needed: ${slotsNeeded}`]),
    ...(wait === null ? [] : [`Wait: ${wait.mean} ms on average, ${wait.share / 100} % of requests wait`]),
    `Nodes needed: ${count(nodes.likely)} (${count(nodes.low)} to ${count(nodes.high)}), ${count(nodesWithSpare)} with one to spare; ${planned.nodes} planned`,
  ]
}

function placementLine(placement: Placement, english: ReturnType<typeof catalogOf>): string {
  const [copies, machines, ...devices] = [copiesMessage(placement), machinesMessage(placement), ...deviceMessages(placement)].map((one) => say(english, one))
  return `${placement.model} model, copy ${copies ?? ''}: ${machines ?? ''}, ${devices.join('; ')}`
}

function priceText(price: OptionPrice): string {
  if (price.kind === 'none') return 'nothing to buy'
  return price.kind === 'unknown' ? 'price not known' : `list price ${price.likely / 100} ${price.currency}`
}
