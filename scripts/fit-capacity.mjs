/**
 * `npm run fit:capacity`: fits the constants of the capacity engine on the measured rows of
 * `resources/measurements/throughput.json` and writes `resources/packs/capacity-fit.json`. The same rows give the same
 * file. The day is the rows' own unless one is given: `npm run fit:capacity -- YYYY-MM-DD`.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { capacitySources, readResource } from './capacity/load.mjs'
import { root } from './setup/paths.mjs'

const measurements = readResource('measurements/throughput.json')
const day = process.argv[2] ?? measurements.asOf
if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
  console.error('usage: npm run fit:capacity -- [YYYY-MM-DD]')
  process.exit(2)
}
const { packs, source } = await capacitySources()
const { fitPack, packText } = await source('scripts/capacity/pack.ts')
const pack = fitPack(measurements.rows, readResource('measurements/processor.json'), packs, day)
writeFileSync(path.join(root, 'resources/packs/capacity-fit.json'), packText(pack))
for (const { metric, nearness, group, spread } of pack.spreads)
  console.log(
    `${metric.padEnd(8)} ${nearness.padEnd(16)} ${(group ?? '(all)').padEnd(22)} n ${String(spread.rows).padStart(4)}  median ${(spread.medianError / 100).toFixed(1)} %  p90 ${(spread.p90Error / 100).toFixed(1)} %  band ${spread.low / 100} to ${spread.high / 100} %`,
  )
console.log(`resources/packs/capacity-fit.json: ${measurements.rows.length - pack.rows.leftOut} of ${measurements.rows.length} rows used; now run npm run lock`)
