/** Costs: the planner's own figures win over the packs. Money is in hundredths of the plan's currency. */
import { choice, day, number, type Section } from '../field.ts'

const at = (section: Section, required = false) => ({ section, stage: 'costs', required }) as const
const most = 1_000_000_000_000_00

export const costsFields = {
  'costs.currency': choice(at('P14', true), ['EUR', 'USD', 'GBP', 'CAD', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK']),
  'costs.acquisition': choice(at('P14', true), ['purchase', 'rental', 'existing', 'hosted']),
  /** The whole installation, from an offer. Wins over the price per device. */
  'costs.hardwarePrice': number(at('P14'), 'cents', 0, most),
  'costs.devicePrice': number(at('P14'), 'cents', 0, most),
  /** Servers, network and storage that the devices need, all together. */
  'costs.serverPrice': number(at('P14'), 'cents', 0, most),
  /** Yearly hardware support as a share of the purchase price. */
  'costs.supportShare': number(at('P14'), 'basis-points', 0, 10_000),
  /** Share of the purchase price that the hardware is worth at the end of the horizon. */
  'costs.residualShare': number(at('P14'), 'basis-points', 0, 10_000),
  /** For one device and hour. */
  'costs.rentalPrice': number(at('P14'), 'cents', 0, most),
  'costs.rentalHoursPerMonth': number(at('P14'), 'count', 1, 744),

  /** For one megawatt-hour, net of recoverable taxes. */
  'costs.electricityPrice': number(at('P14'), 'cents', 0, most),
  /** Power of the site over power of the machines: 15000 is 1.5. */
  'costs.powerUsageEffectiveness': number(at('P26'), 'basis-points', 10_000, 50_000),
  /** Average draw of all machines together, without cooling. */
  'costs.averageWatts': number(at('P26'), 'watts', 0, 1_000_000_000),

  'costs.staffDaysPerYear': number(at('P14', true), 'days', 0, 1_000_000),
  'costs.staffDayRate': number(at('P14', true), 'cents', 0, most),
  /** People by what they do. Days without a rate of their own cost what `costs.staffDayRate` says. */
  'costs.engineeringDaysPerYear': number(at('P14'), 'days', 0, 1_000_000),
  'costs.engineeringDayRate': number(at('P14'), 'cents', 0, most),
  'costs.securityDaysPerYear': number(at('P14'), 'days', 0, 1_000_000),
  'costs.securityDayRate': number(at('P14'), 'cents', 0, most),
  'costs.trainingDaysPerYear': number(at('P24'), 'days', 0, 1_000_000),
  'costs.trainingDayRate': number(at('P24'), 'cents', 0, most),
  'costs.spacePerYear': number(at('P14'), 'cents', 0, most),
  'costs.softwarePerYear': number(at('P14'), 'cents', 0, most),
  'costs.evaluationPerYear': number(at('P18'), 'cents', 0, most),
  'costs.auditPerYear': number(at('P14'), 'cents', 0, most),
  'costs.migration': number(at('P14'), 'cents', 0, most),
  /** Set-up and what else is paid once before the start. */
  'costs.oneTime': number(at('P14'), 'cents', 0, most),
  /** What no other figure names. */
  'costs.yearlyOther': number(at('P14'), 'cents', 0, most),
  /** Moving to another solution at the end. */
  'costs.exit': number(at('P14'), 'cents', 0, most),

  /** What own figures may rise by: the high end of their range. */
  'costs.contingency': number(at('P14'), 'basis-points', 0, 100_000),
  'costs.discountRate': number(at('P14'), 'basis-points', 0, 10_000),
  /** The plan's currency for one US dollar, times ten thousand. */
  'costs.exchangeRate': number(at('P14'), 'exchange-rate', 1, 10_000_000),
  'costs.exchangeRateOn': day(at('P14')),
  'costs.serviceDaysPerYear': number(at('P14', true), 'days', 1, 366),
  /** A hosted offer to compare with, for a million tokens. */
  'costs.hostedInputPrice': number(at('P14'), 'cents-per-million-tokens', 0, most),
  'costs.hostedOutputPrice': number(at('P14'), 'cents-per-million-tokens', 0, most),
} as const
