/**
 * Fits the constants of the capacity engine on the measured rows in `resources/measurements/throughput.json` and writes
 * `resources/packs/capacity-fit.json`. Anyone can run it again: `node scripts/fit-capacity.mjs YYYY-MM-DD`.
 *
 * Rows that do not fit in memory by the engine's own rule are left out: they measure something else. Spreads come from
 * rows that were left out of the fit they are compared with, never from the rows a constant was fitted on.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runnerImport } from 'vite'
import { root } from './setup/paths.mjs'

/** @typedef {import('../shared/domain/capacity/case.ts').Run} Run */
/** @typedef {import('../shared/domain/capacity/case.ts').Prepared} Prepared */
/** @typedef {{ run: Run, prepared: Prepared, metric: string, engine: string, accelerator: string, model: string, group: string, measured: number }} Row */
/** @typedef {Record<string, number>} Constants */

const day = process.argv[2] ?? ''
if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
  console.error('usage: node scripts/fit-capacity.mjs YYYY-MM-DD')
  process.exit(2)
}

/** @param {string} left @param {string} right */
const byText = (left, right) => (left < right ? -1 : left > right ? 1 : 0)
/** @param {string} file */
const source = async (file) =>
  (await runnerImport(path.join(root, file), { root, configFile: false, logLevel: 'error' })).module
/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(path.join(root, 'resources', file), 'utf8'))

/** @type {any} */
const { resolveRun, servedParallel } = await source('shared/plan/capacity-run.ts')
/** @type {any} */
const { prepare, runWeights } = await source('shared/domain/capacity/case.ts')
/** @type {any} */
const { memoryOf } = await source('shared/domain/capacity/memory.ts')
/** @type {any} */
const { decodeSeconds, prefillSeconds, servingSeconds } = await source('shared/domain/capacity/speed.ts')

const packs = Object.fromEntries(
  ['models', 'accelerators', 'engines', 'quantizations'].map((name) => [name, read(`packs/${name}.json`)]),
)
const accelerators = packs.accelerators.accelerators.map((/** @type {any} */ entry) => entry.id)

/** Device generations that measured speeds put together. Members without rows share the constants of their class. */
const classRules = [
  { id: 'nvidia-ada-blackwell', backends: [], members: /^(rtx-[45]0\d0|rtx-5\d{3}|rtx-\d{4}-ada|l4|l40|l40s|rtx-pro)/ },
  { id: 'nvidia-turing-ampere', backends: [], members: /^(rtx-[23]0|rtx-a\d|a40|a10$|t4)/ },
  { id: 'nvidia-ampere-hbm', backends: [], members: /^(a100|a30)/ },
  { id: 'nvidia-hopper', backends: [], members: /^(h100|h200|h20$|gh200)/ },
  { id: 'nvidia-gb10', backends: [], members: /^gb10$/ },
  { id: 'apple', backends: [], members: /^apple-/ },
  { id: 'amd-strix-vulkan', backends: ['vulkan'], members: /^ryzen-ai-max/ },
  { id: 'amd-strix', backends: ['', 'rocm'], members: /^ryzen-ai-max/ },
  { id: 'amd-rdna', backends: [], members: /^(rx-|w7900|ai-pro-r9700)/ },
]

/** @param {string} accelerator @param {string} backend */
const classOf = (accelerator, backend) =>
  classRules.find(
    (rule) => rule.members.test(accelerator) && (rule.backends.length === 0 || rule.backends.includes(backend)),
  )?.id ?? 'none'

/** @param {any} row @returns {Row | null} */
function rowOf(row) {
  const serving = row.metric === 'serving_tpot'
  const parallel = serving
    ? servedParallel(row.tensor, row.replicas, row.expertParallel)
    : { devices: row.devices, tensor: 1, replicas: 1 }
  const metric = serving ? 'serving' : row.metric === 'prefill' ? 'prefill' : 'decode'
  const run = resolveRun(
    {
      metric,
      model: row.model,
      quantization: row.quantization,
      expertQuantization: row.expertQuantization ?? null,
      fileBytes: row.fileBytes ?? null,
      engine: row.engine,
      accelerator: row.accelerator,
      memory: null,
      parallel,
      batch: serving ? row.batch / parallel.replicas : row.batch,
      promptTokens: row.promptTokens,
      answerTokens: row.answerTokens,
      depth: row.metric === 'decode_total' ? row.depth + row.answerTokens / 2 : row.depth,
      cacheType: serving && row.quantization !== 'bf16' && !row.model.startsWith('gpt-oss') ? 'fp8' : 'f16',
    },
    packs,
  )
  if (typeof run === 'string' || (metric === 'decode' && run.engine.family !== 'llama.cpp')) return null
  const prepared = prepare(run, packs.quantizations.tensorTypes)
  if (typeof prepared === 'string') return null
  if (!serving) {
    const memory = memoryOf({
      architecture: run.model.architecture,
      weights: runWeights(run, packs.quantizations.tensorTypes),
      engine: run.engine,
      cache: run.cache,
      contextTokens: Math.max(512, row.depth + row.promptTokens + row.answerTokens),
      concurrency: row.batch,
      count: parallel.devices,
      device: run.device,
      reserve: 0,
      flashAttention: true,
    })
    // A gigabyte is read as 10^9 bytes; a card may have 2^30 for each.
    if (memory === null || memory.fullestDevice > memory.usablePerDevice * 1.074) return null
  }
  const engine = serving ? run.engine.family : `${run.engine.family}${run.backend === '' ? '' : `-${run.backend}`}`
  return {
    run,
    prepared,
    metric,
    engine,
    accelerator: row.accelerator,
    model: row.model,
    group: serving ? run.engine.family : classOf(row.accelerator, run.backend),
    measured: serving ? row.microsecondsPerToken / 1e6 : 1000 / row.milliTokensPerSecond,
  }
}

const all = read('measurements/throughput.json').rows
/** @type {Row[]} */
const rows = all.map(rowOf).filter((/** @type {Row | null} */ row) => row !== null)

// ------------------------------------------------------------------------------------------------- formulas

/** Seconds per token (decode, prefill) or per step (serving), from flat constants named `group.name`. */
/** @param {Row} row @param {Constants} constants @param {string} group */
function computed(row, constants, group) {
  /** @param {string} prefix */
  const own = (prefix) => new Proxy({}, { get: (_target, name) => constants[`${prefix}.${String(name)}`] })
  const { prepared } = row
  const devices = row.run.parallel.devices
  if (prepared.metric === 'decode') {
    const step = decodeSeconds(
      prepared.work,
      prepared.bandwidth,
      prepared.operations,
      devices,
      own(`decode:${group}`),
      own('shared'),
    )
    return step / row.run.batch
  }
  if (prepared.metric === 'prefill')
    return (
      prefillSeconds(
        prepared.work,
        prepared.bandwidth,
        prepared.operations,
        devices,
        own(`prefill:${group}`),
        own('shared'),
      ) / prepared.work.tokens
    )
  return servingSeconds(prepared.work, prepared.bandwidth, own(`serving:${group}`))
}

/** Logarithm of measured speed over computed speed. */
/** @param {Row} row @param {Constants} constants @param {string} [group] */
const residual = (row, constants, group = row.group) => Math.log(computed(row, constants, group) / row.measured)

const start = {
  decode: { efficiency: 0.8, float16: 1.05, layerMicroseconds: 70, expertReads: 1.3 },
  prefill: { efficiency: 0.35, float16: 1.2, attention: 0.2 },
  serving: {
    weights: 0.8,
    cache: 0.6,
    operations: 0.6,
    layerMicroseconds: 30,
    expertLayerMicroseconds: 30,
    linkMicroseconds: 8,
    link: 0.5,
    prompt: 0.7,
    attention: 0.3,
    sequenceMicroseconds: 10,
  },
  shared: {
    cache: 0.8,
    expertLayerMicroseconds: 8,
    linearLayerMicroseconds: 8,
    deviceMicroseconds: 120,
    batchOperations: 0.2,
    prefillExperts: 0.5,
    prefillLayerMicroseconds: 35,
    prefillLinear: 4,
  },
}
const sharedOf = {
  decode: ['cache', 'expertLayerMicroseconds', 'linearLayerMicroseconds', 'deviceMicroseconds', 'batchOperations'],
  prefill: ['prefillExperts', 'prefillLayerMicroseconds', 'prefillLinear'],
}

// ------------------------------------------------------------------------------------------------- fitting

/** Nelder-Mead on logarithms of the named constants. */
/** @param {Constants} constants @param {string[]} names @param {(c: Constants) => number} loss @param {number} steps */
function improve(constants, names, loss, steps) {
  /** @param {number[]} point */
  const at = (point) => ({
    ...constants,
    ...Object.fromEntries(names.map((name, i) => [name, Math.exp(point[i] ?? 0)])),
  })
  const origin = names.map((name) => Math.log(constants[name] ?? 1))
  /** @param {number[]} point */
  const vertex = (point) => ({ point, value: loss(at(point)) })
  let simplex = [vertex(origin), ...origin.map((_, i) => vertex(origin.map((x, j) => (i === j ? x + 0.25 : x))))]
  for (let step = 0; step < steps; step++) {
    simplex = simplex.toSorted((left, right) => left.value - right.value)
    const best = simplex[0]
    const worst = simplex.at(-1)
    const second = simplex.at(-2)
    if (best === undefined || worst === undefined || second === undefined) break
    if (worst.value - best.value < 1e-6) break
    const center = origin.map(
      (_, i) => simplex.slice(0, -1).reduce((sum, v) => sum + (v.point[i] ?? 0), 0) / (simplex.length - 1),
    )
    /** @param {number} factor */
    const toward = (factor) => vertex(center.map((x, i) => x + factor * ((worst.point[i] ?? 0) - x)))
    const reflected = toward(-1)
    if (reflected.value < best.value) {
      const expanded = toward(-2)
      simplex[simplex.length - 1] = expanded.value < reflected.value ? expanded : reflected
    } else if (reflected.value < second.value) simplex[simplex.length - 1] = reflected
    else {
      const contracted = toward(0.5)
      if (contracted.value < worst.value) simplex[simplex.length - 1] = contracted
      else simplex = simplex.map((v) => vertex(v.point.map((x, i) => ((best.point[i] ?? 0) + x) / 2)))
    }
  }
  simplex = simplex.toSorted((left, right) => left.value - right.value)
  return at(simplex[0]?.point ?? origin)
}

/** Mean absolute logarithm, bounded so that single odd rows do not steer it, drawn lightly towards the start. */
/** @param {Row[]} part @param {string[]} names @param {Constants} first @param {string} [group] */
const lossOf = (part, names, first, group) => (/** @type {Constants} */ constants) => {
  let sum = 0
  for (const row of part) sum += Math.min(Math.abs(residual(row, constants, group ?? row.group)), 1)
  let drawn = 0
  for (const name of names) drawn += Math.log((constants[name] ?? 1) / (first[name] ?? 1)) ** 2
  return sum / Math.max(1, part.length) + (0.002 * drawn) / names.length
}

/** @param {'decode' | 'prefill'} metric @param {Row[]} part @returns {Constants} */
function fitDevices(metric, part) {
  const groups = [...new Set(part.map((row) => row.group))].filter((group) => group !== 'none').toSorted(byText)
  const base = start[metric]
  /** @type {Constants} */
  const first = Object.fromEntries(Object.entries(start.shared).map(([k, v]) => [`shared.${k}`, v]))
  for (const group of [...groups, 'general'])
    for (const [k, v] of Object.entries(base)) first[`${metric}:${group}.${k}`] = v
  let constants = first
  const shared = sharedOf[metric].map((name) => `shared.${name}`)
  const classed = part.filter((row) => row.group !== 'none')
  for (let round = 0; round < 3; round++) {
    for (const group of groups) {
      const own = part.filter((row) => row.group === group)
      const names = Object.keys(base).map((name) => `${metric}:${group}.${name}`)
      constants = improve(constants, names, lossOf(own, names, first), own.length < 6 ? 30 : 200)
    }
    constants = improve(constants, shared, lossOf(classed, shared, first), 160)
  }
  const names = Object.keys(base).map((name) => `${metric}:general.${name}`)
  return improve(constants, names, lossOf(part, names, first, 'general'), 300)
}

/** @param {Row[]} part @returns {Constants} */
function fitServing(part) {
  /** @type {Constants} */
  const first = {}
  const engines = ['vllm', 'sglang', 'tensorrt-llm']
  for (const engine of engines) for (const [k, v] of Object.entries(start.serving)) first[`serving:${engine}.${k}`] = v
  let constants = first
  for (const engine of engines) {
    const own = part.filter((row) => row.group === engine)
    const names = Object.keys(start.serving).map((name) => `serving:${engine}.${name}`)
    for (let round = 0; round < 3; round++) constants = improve(constants, names, lossOf(own, names, first), 500)
  }
  return constants
}

/** @param {string} metric @param {Row[]} part @returns {Constants} */
const fit = (metric, part) =>
  metric === 'serving' ? fitServing(part) : fitDevices(metric === 'decode' ? 'decode' : 'prefill', part)

// --------------------------------------------------------------------------------------------- corrections

/** Mean residual drawn towards zero: a few rows say little, many say it all. */
/** @param {number[]} values @param {number} prior */
const drawn = (values, prior) => {
  const middle = values.toSorted((a, b) => a - b)
  const cut = middle.map((value) => Math.max(-1, Math.min(1, value)))
  return cut.reduce((sum, value) => sum + value, 0) / (values.length + prior)
}

/** @param {Row[]} part @param {Constants} constants */
function correctionsOf(part, constants) {
  /** @type {Map<string, { device: number, rows: number, models: Map<string, { factor: number, rows: number }> }>} */
  const corrections = new Map()
  for (const key of new Set(part.map((row) => `${row.metric}|${row.engine}|${row.accelerator}`))) {
    const own = part.filter((row) => `${row.metric}|${row.engine}|${row.accelerator}` === key)
    const general = own[0]?.group === 'none' ? 'general' : undefined
    const of = own.map((row) => ({ row, value: residual(row, constants, general ?? row.group) }))
    const device = drawn(
      of.map((entry) => entry.value),
      2,
    )
    const models = new Map()
    for (const model of new Set(own.map((row) => row.model))) {
      const values = of.filter((entry) => entry.row.model === model).map((entry) => entry.value - device)
      models.set(model, { factor: device + drawn(values, 0.7), rows: values.length })
    }
    corrections.set(key, { device, rows: own.length, models })
  }
  return corrections
}

/** What remains of a row after the nearest correction, and how near that was. */
/** @param {Row} row @param {Constants} constants @param {ReturnType<typeof correctionsOf>} corrections */
function remaining(row, constants, corrections) {
  const value = residual(row, constants, row.group === 'none' ? 'general' : row.group)
  const device = corrections.get(`${row.metric}|${row.engine}|${row.accelerator}`)
  const model = device?.models.get(row.model)
  if (model !== undefined) return { nearness: 'model-on-device', value: value - model.factor }
  if (device !== undefined) return { nearness: 'device', value: value - device.device }
  return { nearness: row.group === 'none' ? 'vendor' : 'class', value }
}

// -------------------------------------------------------------------------------------------------- spreads

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? 0
  return below + (above - below) * (place - Math.floor(place))
}

const basisPoints = (/** @type {number} */ value) => Math.max(1, Math.round(Math.exp(value) * 10_000))

/** @param {number[]} values */
function spreadOf(values) {
  const sorted = values.toSorted((a, b) => a - b)
  // One row at each end is moved out, so that few rows give a wider band rather than a narrower one.
  const share = Math.max(0, 0.1 - 0.5 / sorted.length)
  const errors = values.map((value) => Math.abs(Math.exp(-value) - 1)).toSorted((a, b) => a - b)
  return {
    low: Math.min(10_000, basisPoints(quantile(sorted, share))),
    high: Math.max(10_000, basisPoints(quantile(sorted, 1 - share))),
    medianError: Math.round(quantile(errors, 0.5) * 10_000),
    p90Error: Math.round(quantile(errors, 0.9) * 10_000),
    rows: values.length,
  }
}

/** A number that only depends on the text, to deal rows into parts the same way each time. */
/** @param {string} text */
function dealt(text) {
  let hash = 2166136261
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0
  return hash
}

/** @type {{ metric: string, nearness: string, group: string, value: number }[]} */
const left = []
const ids = new Map(rows.map((row, i) => [row, String(i)]))
/** @type {Record<string, Constants>} */
const constants = {}
for (const metric of ['decode', 'prefill', 'serving']) {
  const own = rows.filter((row) => row.metric === metric)
  constants[metric] = fit(metric, own)
  for (const [parts, key] of /** @type {const} */ ([
    [5, (/** @type {Row} */ row) => dealt(`row ${ids.get(row)}`)],
    [6, (/** @type {Row} */ row) => dealt(`device ${row.accelerator}`)],
    [
      9,
      (/** @type {Row} */ row) => (metric === 'serving' ? -1 : classRules.findIndex((rule) => rule.id === row.group)),
    ],
  ])) {
    for (let part = 0; part < parts; part++) {
      const out = own.filter((row) => key(row) >= 0 && key(row) % parts === part)
      if (out.length === 0) continue
      const kept = own.filter((row) => !out.includes(row))
      const fitted = fit(metric, kept)
      const corrections = correctionsOf(kept, fitted)
      for (const row of out) {
        if (parts === 9) {
          left.push({ metric, nearness: 'vendor', group: row.group, value: residual(row, fitted, 'general') })
          continue
        }
        const known = metric === 'serving' || kept.some((other) => other.group === row.group)
        const rest = remaining(known ? row : { ...row, group: 'none' }, fitted, corrections)
        if (parts === 5 ? rest.nearness !== 'class' : rest.nearness === 'class')
          left.push({ metric, nearness: rest.nearness, group: row.group, value: rest.value })
      }
    }
  }
  console.error(`${metric}: ${own.length} rows fitted`)
}

const spreads = []
for (const metric of ['decode', 'prefill', 'serving'])
  for (const nearness of ['model-on-device', 'device', 'class', 'vendor']) {
    const here = left.filter((entry) => entry.metric === metric && entry.nearness === nearness)
    if (here.length < 8) continue
    const groups = [...new Set(here.map((entry) => entry.group))].filter((group) => group !== 'none').toSorted(byText)
    spreads.push({ metric, nearness, group: null, spread: spreadOf(here.map((entry) => entry.value)) })
    if (nearness === 'vendor') continue
    for (const group of groups) {
      const own = here.filter((entry) => entry.group === group)
      if (own.length >= 20) spreads.push({ metric, nearness, group, spread: spreadOf(own.map((entry) => entry.value)) })
    }
  }
for (const { metric, nearness, group, spread } of spreads)
  console.error(
    `${metric.padEnd(8)} ${nearness.padEnd(16)} ${(group ?? '(all)').padEnd(22)} n ${String(spread.rows).padStart(4)}  median ${(spread.medianError / 100).toFixed(1)} %  p90 ${(spread.p90Error / 100).toFixed(1)} %  band ${spread.low / 100} to ${spread.high / 100} %`,
  )

// -------------------------------------------------------------------------------------------------- writing

/** @param {number | undefined} value */
const rounded = (value) => Number((value ?? 0).toPrecision(5))
/** @param {string} metric @param {string} prefix @param {object} names */
const tableOf = (metric, prefix, names) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, rounded(constants[metric]?.[`${prefix}.${name}`])]))
const has = (/** @type {string} */ metric, /** @type {string} */ group) =>
  rows.some((row) => row.metric === metric && row.group === group)

const order = (/** @type {any} */ entry) => `${entry.metric} ${entry.engine} ${entry.accelerator} ${entry.model ?? ''}`
const corrections = ['decode', 'prefill', 'serving']
  .flatMap((metric) => {
    const of = correctionsOf(
      rows.filter((row) => row.metric === metric),
      constants[metric] ?? {},
    )
    return [...of].flatMap(([key, entry]) => {
      const [, engine = '', accelerator = ''] = key.split('|')
      /** @param {string | null} model @param {number} value @param {number} count */
      const line = (model, value, count) => ({
        metric,
        engine,
        accelerator,
        model,
        factor: Math.round(Math.exp(value) * 10_000),
        rows: count,
      })
      return [
        line(null, entry.device, entry.rows),
        ...[...entry.models].map(([model, own]) => line(model, own.factor, own.rows)),
      ]
    })
  })
  .toSorted((one, other) => byText(order(one), order(other)))

const count = (/** @type {string} */ metric) => rows.filter((row) => row.metric === metric).length
const pack = {
  pack: 'capacity-fit',
  format: 1,
  title: 'Fitted constants of the speed formulas',
  asOf: day,
  notice:
    'Made by scripts/fit-capacity.mjs from measured rows, many of them from communities and unverified. Spreads are from rows left out of the fit; the band holds about four of five of them.',
  fittedOn: day,
  rows: {
    file: 'measurements/throughput.json',
    decode: count('decode'),
    prefill: count('prefill'),
    serving: count('serving'),
    leftOut: all.length - rows.length,
  },
  sources: [
    ...new Set(
      read('measurements/throughput.json').rows.map((/** @type {any} */ row) =>
        row.source.replace(/ llmfit-core\/.*$/, ''),
      ),
    ),
  ]
    .toSorted(byText)
    .map((title) => ({ title, date: day, confidence: 'unverified' })),
  classes: classRules.map((rule) => ({
    id: rule.id,
    backends: rule.backends,
    accelerators: accelerators.filter((/** @type {string} */ id) => rule.members.test(id)),
    decode: has('decode', rule.id) ? tableOf('decode', `decode:${rule.id}`, start.decode) : null,
    prefill: has('prefill', rule.id) ? tableOf('prefill', `prefill:${rule.id}`, start.prefill) : null,
  })),
  general: {
    decode: tableOf('decode', 'decode:general', start.decode),
    prefill: tableOf('prefill', 'prefill:general', start.prefill),
  },
  shared: {
    ...tableOf('decode', 'shared', Object.fromEntries(sharedOf.decode.map((name) => [name, 0]))),
    ...tableOf('prefill', 'shared', Object.fromEntries(sharedOf.prefill.map((name) => [name, 0]))),
  },
  serving: Object.fromEntries(
    ['vllm', 'sglang', 'tensorrt-llm'].map((engine) => [
      engine,
      tableOf('serving', `serving:${engine}`, start.serving),
    ]),
  ),
  servingAccelerators: [
    ...new Set(rows.filter((row) => row.metric === 'serving').map((row) => row.accelerator)),
  ].toSorted(byText),
  corrections,
  spreads,
}
/** @param {string} key @param {any[]} list */
const lines = (key, list) => ` "${key}": [\n${list.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n ]`
const { corrections: _c, spreads: _s, ...head } = pack
writeFileSync(
  path.join(root, 'resources/packs/capacity-fit.json'),
  `${JSON.stringify(head, null, 1).slice(0, -2)},\n${lines('corrections', corrections)},\n${lines('spreads', spreads)}\n}\n`,
)
console.error(`resources/packs/capacity-fit.json: ${rows.length} of ${all.length} rows used`)
