/**
 * `npm run accuracy`: how wrong the capacity engine is on measurements it has not seen, by engine and class of hardware,
 * beside the formulas of other planners on the same rows. `--json` for machines, `--markdown` for docs/accuracy.md.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { capacitySources, readResource } from './capacity/load.mjs'
import { root } from './setup/paths.mjs'

const { packs, source } = await capacitySources()
const { speedLines } = await source('scripts/capacity/accuracy.ts')
const { processorLines } = await source('scripts/capacity/accuracy-processor.ts')
const { sizeLines, memoryLines } = await source('scripts/capacity/accuracy-memory.ts')
const fixture = (/** @type {string} */ name) => JSON.parse(readFileSync(path.join(root, 'test/fixtures', name), 'utf8'))

/** @type {import('./capacity/accuracy.ts').Line[]} */
const lines = [
  ...sizeLines(fixture('capacity-rows.json').sizes, packs),
  ...memoryLines(fixture('memory-logs.json').rows, packs),
  ...speedLines(readResource('measurements/throughput.json').rows, packs, packs['capacity-fit']),
  ...processorLines(readResource('measurements/processor.json'), packs.quantizations.tensorTypes, packs['capacity-fit']),
]

const percent = (/** @type {number} */ share) => {
  const value = share * 100
  return value >= 99.95 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2)
}
/** @param {number | null} share */
const shareText = (share) => (share === null ? '' : `${(share * 100).toFixed(0)} %`)
const sections = [...new Set(lines.map(({ section }) => section))]

if (process.argv.includes('--json')) console.log(JSON.stringify({ lines }, null, 1))
else if (process.argv.includes('--markdown')) {
  for (const section of sections) {
    console.log(`\n### ${section[0]?.toUpperCase()}${section.slice(1)}\n`)
    console.log('| rows of | n | devices | median % | 90th % | worst % | in the 80 % interval | by chance | peer: median % (ours on its rows, ours/peer) |')
    console.log('|---|---|---|---|---|---|---|---|---|')
    for (const line of lines.filter((one) => one.section === section)) {
      const { ours, chance, coverage, peers } = line
      const beside = peers.map((peer) => `${peer.name}: ${percent(peer.errors.median)} (${percent(peer.ours.median)}, ${peer.ratio.toFixed(2)})`).join('; ')
      console.log(
        `| ${line.name} | ${ours.rows} | ${line.devices ?? ''} | ${percent(ours.median)} | ${percent(ours.p90)} | ${percent(ours.worst)} | ${shareText(coverage)} | ${chance === null ? '' : `${(chance.low * 100).toFixed(0)} to ${shareText(chance.high)}`} | ${beside} |`,
      )
    }
  }
} else {
  for (const section of sections) {
    console.log(`\n${section}\n${''.padEnd(40)}${'n'.padStart(5)}${'median %'.padStart(10)}${'90th %'.padStart(9)}${'worst %'.padStart(9)}${'interval'.padStart(10)}`)
    for (const { name, ours, coverage, peers, section: own } of lines) {
      if (own !== section) continue
      const cells = [ours.median, ours.p90, ours.worst].map((value, i) => percent(value).padStart(i === 0 ? 10 : 9)).join('')
      console.log(`${name.padEnd(40)}${String(ours.rows).padStart(5)}${cells}${coverage === null ? '' : `${(coverage * 100).toFixed(0)} %`.padStart(10)}`)
      for (const peer of peers)
        console.log(
          `${`  ${peer.name}`.padEnd(40)}${String(peer.errors.rows).padStart(5)}${percent(peer.errors.median).padStart(10)}${percent(peer.errors.p90).padStart(9)}${percent(peer.errors.worst).padStart(9)}   ours ${percent(peer.ours.median)} %, ratio ${peer.ratio.toFixed(2)}`,
        )
    }
  }
}
const beaten = lines.flatMap((line) => line.peers.filter((peer) => peer.ratio >= 1).map((peer) => `${line.section}: ${line.name}: ${peer.name} is nearer (${peer.ratio.toFixed(2)})`))
for (const sentence of beaten) console.error(sentence)
for (const { section, name, coverage, chance } of lines)
  if (coverage !== null && chance !== null && (coverage < Math.min(0.75, chance.low) || coverage > Math.max(0.9, chance.high)))
    console.error(`${section}: ${name}: the interval holds ${shareText(coverage)}, beyond chance (${shareText(chance.low)} to ${shareText(chance.high)})`)
